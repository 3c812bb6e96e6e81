"""What a figure shows, in words: its description, and every row of it with colours and texts.

A picture is not compared dot by dot: those depend on matplotlib's version. What is drawn is read
from matplotlib's own objects, before they become dots.
"""

from __future__ import annotations

import contextlib
import functools
import html
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.patches import Patch, Rectangle
from matplotlib.spines import Spine
from matplotlib.text import Text

from tests.course.lesson_cells import LESSONS, Cell, cells_of

ALT = re.compile(r'<img\b[^>]*\balt="([^"]*)"')
CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL)


def pictured_cells() -> list[Cell]:
    """Give the code cells of lessons that show a picture."""
    return [cell for lesson in LESSONS for cell in cells_of(lesson) if ALT.search(cell.shown)]


def descriptions(cell: Cell) -> list[str]:
    """Give the description of each picture of a cell."""
    return [html.unescape(text) for text in ALT.findall(cell.shown)]


def drawings(cells: list[Cell]) -> dict[Cell, list[Figure]]:
    """Run cells of lessons as the example learner and give what they draw."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEALTHCLAIMS_ANSWERS", "example")
        drawn: list[Figure] = []
        patch.setattr(Figure, "savefig", lambda canvas, *_, **__: drawn.append(canvas))
        found = {}
        for cell in cells:
            names: dict[str, Any] = {}
            exec(next(one.text for one in cells_of(cell.notebook) if not one.is_prose), names)
            drawn.clear()
            # Outside IPython, what a page shows by itself is printed.
            with contextlib.redirect_stdout(io.StringIO()):
                shown = eval(cell.text, names)
                # What a box for a guess covers is drawn all the same.
                DisplayFormatter().format(getattr(shown, "answer", shown))
            found[cell] = list(drawn)
    return found


def signature(canvas: Figure) -> list[str]:
    """Write a drawing down: words, legends, and row by row what is drawn with its colours."""
    return [line for axes in canvas.axes for line in _axes_lines(axes)] + [
        line for legend in canvas.legends for line in _legend_lines(legend)
    ]


def _axes_lines(axes: Axes) -> Iterator[str]:
    for place in ("left", "center", "right"):
        if axes.get_title(loc=place):
            yield f"title: {axes.get_title(loc=place)}"
    for name, words in (("across", axes.get_xlabel()), ("down", axes.get_ylabel())):
        if words:
            yield f"{name}: {_one_line(words)}"
    names = _tick_names(axes)
    rows: dict[float, list[str]] = {}
    for artist in axes.get_children():
        for height, words in _drawn(artist, axes):
            rows.setdefault(round(height, 1), []).append(words)
    for height in sorted(rows):
        name = names.get(int(height) if height >= 0 else height, "")
        yield f"row {height:g} {_one_line(name)}: {' '.join(rows[height])}"
    if axes.get_legend():
        yield from _legend_lines(axes.get_legend())


def _drawn(artist: Any, axes: Axes) -> Iterator[tuple[float, str]]:
    """Give each drawn thing with its height in the picture."""
    own = {axes.title, axes._left_title, axes._right_title, axes.patch}
    if artist in own or isinstance(artist, Spine) or not artist.get_visible():
        return
    if isinstance(artist, Text) and artist.get_text():
        yield artist.get_position()[1], f"‘{_one_line(artist.get_text())}’"
    elif isinstance(artist, PathCollection):
        shape = len(artist.get_paths()[0].vertices)
        for _, height in artist.get_offsets():
            yield float(height), f"{to_hex(artist.get_facecolor()[0])}/{shape}"
    elif isinstance(artist, Patch):
        look = _look(artist)
        box = artist.get_path().get_extents(artist.get_patch_transform())
        if artist.get_fill():
            yield (box.y0 + box.y1) / 2, f"{look}×{box.width:.2g}"


def _legend_lines(legend: Legend) -> Iterator[str]:
    for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
        yield f"legend: {_look(handle)} = {text.get_text()}"


def _look(patch: Patch) -> str:
    """Colour and hatch."""
    return to_hex(patch.get_facecolor()) + (patch.get_hatch() or "")


def _tick_names(axes: Axes) -> dict[float, str]:
    if not axes.axison:
        return {}
    names = [label.get_text() for label in axes.get_yticklabels()]
    return dict(zip((int(place) for place in axes.get_yticks()), names, strict=True))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def bars_of(canvas: Figure) -> list[Rectangle]:
    """Give the bars of a picture from the top down."""
    patches = [patch for axes in canvas.axes for patch in axes.patches]
    return sorted((p for p in patches if isinstance(p, Rectangle)), key=Rectangle.get_y)


def bars_by_name(canvas: Figure) -> dict[str, list[int]]:
    """Give the lengths of the bars, from the top down, by the name that the legend gives them."""
    legends = [*canvas.legends, *filter(None, (axes.get_legend() for axes in canvas.axes))]
    bars = bars_of(canvas)
    return {
        text.get_text(): [round(bar.get_width()) for bar in bars if _look(bar) == _look(handle)]
        for legend in legends
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True)
    }


def column(cell: Cell, name: str) -> list[int]:
    """Give the numbers in a column of the table below a picture, noughts left out."""
    heads = [
        html.unescape(text) for text in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', cell.shown)
    ]
    if name not in heads:
        return []
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", cell.shown, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    numbers = [row[heads.index(name)] for row in cells if len(row) == len(heads)]
    return [int(number) for number in numbers if number.isdigit() and number != "0"]


@functools.cache
def drawn_in_lessons() -> dict[Cell, list[Figure]]:
    """Give every cell of a lesson that shows a picture, with what it draws."""
    return drawings(pictured_cells())


def figure_lines() -> dict[str, str]:
    """Give what is kept: the description and every line of every figure."""
    lines = {}
    for cell, canvases in drawn_in_lessons().items():
        for number, text in enumerate(descriptions(cell), 1):
            lines[f"{cell.place}, figure {number}, description"] = text
        for number, canvas in enumerate(canvases, 1):
            for line, words in enumerate(signature(canvas), 1):
                lines[f"{cell.place}, figure {number}, line {line:02}"] = words
    return lines
