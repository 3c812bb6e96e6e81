"""A whole article as squares, one a line, coloured and lettered by its label."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from healthclaims.content.answer_key import CLAIM_AXIS, key_mark, reading_axis
from healthclaims.content.article import Article, load_article
from healthclaims.widgets.figures import COLOURS, EDGE, GREY, Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

_LEGEND_WIDTH = 62  # letters


class _Square(NamedTuple):
    """One line of the article and its place; two labels where the answer is left open."""

    row: int
    column: int
    labels: tuple[str, ...]
    is_heading: bool


def article_strip(article_id: str, question: str) -> Figure:
    """Draw an article for `Lesson.map`; lines that repeat an earlier one are left out."""
    article = load_article(article_id)
    axis = reading_axis(question)
    letters = {label.name: label.letter for label in axis.labels}
    colours = dict(zip(letters, COLOURS, strict=False))
    if axis is CLAIM_AXIS:
        colours = {"claim": COLOURS[0], "no_claim": GREY}
    elif question == "certainty":
        colours["no_claim"] = GREY
    rows, counts = [], dict.fromkeys(letters, 0)
    squares: list[_Square] = []
    sections = [_section_name(article, name) for name in article.sections]
    for unit in article.units:
        if unit.repeat_of:
            continue
        key = key_mark(article, unit, question)
        labels = key.labels if key else ()
        row = article.sections.index(unit.section)
        column = sum(square.row == row for square in squares)
        squares.append(_Square(row, column, labels, unit.kind != "sentence"))
        if len(labels) == 1:
            counts[labels[0]] += 1
        shown = " or ".join(axis[label].shown for label in labels) or "not asked"
        rows.append((unit.id, sections[row], article.shown_text(unit), shown))
    parts = [f"{count} × {axis[label].shown}" for label, count in counts.items()]
    disputed = sum(len(square.labels) > 1 for square in squares)
    if disputed:
        parts.append(f"{disputed} × left open")
    not_asked = sum(not square.labels for square in squares)
    if not_asked:
        parts.append(f"{not_asked} × the question does not apply")

    def draw(canvas: Canvas) -> None:
        axes = canvas.add_subplot()
        for square in squares:
            _draw_square(axes, square, letters, colours)
        width = max(square.column for square in squares) + 1
        axes.set_xlim(-0.1, width + 0.1)
        axes.set_ylim(len(sections), -0.4)
        axes.set_yticks([place + 0.5 for place in range(len(sections))], sections, fontsize=9)
        axes.set_xticks([])
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.set_title(axis.short, loc="left", fontsize=12, fontweight="bold")
        entries = [f"{letters[name]} = {axis[name].shown}" for name in letters]
        if disputed:
            entries.append("two signs in a square = left open")
        if not_asked:
            entries.append("· = not asked")
        entries.append("thick frame = heading")
        axes.set_xlabel(_wrapped(entries), fontsize=9, loc="left")

    return Figure(
        caption=f"The whole article, one square a line: {'; '.join(parts)}.",
        description=f"Every line of the article with its answer to “{axis.question}”",
        columns=("Line", "Section", "Text", "Answer"),
        rows=rows,
        draw=draw,
        size=(7.2, 1.1 + 0.27 * len(sections)),
    )


def _draw_square(
    axes: Axes, square: _Square, letters: dict[str, str], colours: dict[str, str]
) -> None:
    from matplotlib.patches import Rectangle

    row, column, labels, is_heading = square
    share = 0.86 / max(1, len(labels))
    for place, label in enumerate(labels):
        left = column + 0.07 + place * share
        axes.add_patch(Rectangle((left, row + 0.07), share, 0.86, facecolor=colours[label]))
        axes.text(left + share / 2, row + 0.5, letters[label], ha="center", va="center", fontsize=9)
    if not labels:
        axes.text(column + 0.5, row + 0.5, "·", ha="center", va="center", fontsize=11)
    frame = Rectangle(
        (column + 0.07, row + 0.07), 0.86, 0.86, fill=False, edgecolor=EDGE,
        linewidth=2.0 if is_heading else 0.6,
    )  # fmt: skip
    axes.add_patch(frame)


def _wrapped(entries: Sequence[str]) -> str:
    """Set the entries of a legend in lines, never breaking inside one."""
    glued = "    ".join(entry.replace(" ", "\u00a0") for entry in entries)
    return "\n".join(textwrap.wrap(glued, _LEGEND_WIDTH)).replace("\u00a0", " ")


def _section_name(article: Article, section: str) -> str:
    units = [unit for unit in article.units if unit.section == section]
    heading = next((unit for unit in units if unit.kind == "heading"), None)
    if heading and units.index(heading) == 0:
        name = heading.text
    else:
        name = section.replace("_", " ").capitalize()
    return name if len(name) <= 38 else name[:37] + "…"
