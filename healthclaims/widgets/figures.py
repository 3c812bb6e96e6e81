"""Figures: each with a caption sentence, a description in words and its table."""

from __future__ import annotations

import base64
import io
import textwrap
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthclaims.content.answer_key import CLAIM_AXIS, key_mark, reading_axis
from healthclaims.content.article import Article, load_article
from healthclaims.content.studies import Evidence
from healthclaims.core.html import Html, join, scroll_box, table, tag
from healthclaims.learner.outcomes import Outcome, by_confidence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# From Okabe and Ito's palette, told apart with every common form of colour blindness; none is
# a traffic light, for no label is "the good one".
COLOURS = ("#E69F00", "#56B4E9", "#C9C0DE")
GREY = "#DDDDDD"
# Pictures are drawn one at a time: matplotlib is not made for two threads at once.
_DRAWING = threading.Lock()
# A picture is drawn on white paper: in a dark theme it lies there as a card. In a narrow window it
# keeps its size and scrolls in its frame, for letters that shrink with the window cannot be read.
_FRAME = (
    "box-sizing: border-box; width: fit-content; padding: 8px; border: 1px solid #8a8a8a; "
    "border-radius: 8px; background: white"
)
_PICTURE = "display: block; max-width: none"
_CAPTION = "margin: 0.5em 0"
_SPECIES_ORDER = ("human", "rat", "mouse", "cell", "none")
_SPECIES_SHOWN = {
    "human": "people",
    "rat": "rats",
    "mouse": "mice",
    "cell": "cells in a dish",
    "none": "nobody (test tube, overview)",
}


@dataclass(frozen=True)
class Figure:
    """A picture with words: shown as an image, a caption and a table.

    Parameters
    ----------
    caption : str
        One sentence that says what to see.
    description : str
        The picture in words, for readers who do not see it.
    columns : sequence of str
        Headings of the table.
    rows : sequence of sequence
        Its cells.
    draw : callable
        Draws on an empty matplotlib figure.
    size : (float, float)
        Width and height in inches.
    """

    caption: str
    description: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    draw: Callable[[Canvas], None]
    size: tuple[float, float]

    def png(self) -> bytes:
        """Draw the picture.

        Returns
        -------
        bytes
            A PNG file.
        """
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Canvas

        with _DRAWING:
            canvas = Canvas(figsize=self.size, dpi=144, layout="constrained", facecolor="white")
            FigureCanvasAgg(canvas)
            self.draw(canvas)
            file = io.BytesIO()
            canvas.savefig(file, format="png")
        return file.getvalue()

    def words(self) -> Html:
        """Give caption and table.

        Returns
        -------
        Html
            What stands below the picture.
        """
        return join(
            (
                tag("figcaption", self.caption, style=_CAPTION),
                tag(
                    "details",
                    tag("summary", "The same as a table"),
                    table(self.description, self.columns, self.rows),
                ),
            )
        )

    def __repr__(self) -> str:
        return f"Figure: {self.caption}"

    def _repr_html_(self) -> Html:
        """Show the picture and its words: Jupyter gives a bare image no description."""
        data = base64.b64encode(self.png()).decode("ascii")
        picture = tag(
            "img",
            src=f"data:image/png;base64,{data}",
            alt=f"{self.description}. The table below the picture holds the same.",
            width=int(self.size[0] * 96),
            style=_PICTURE,
        )
        frame = scroll_box(f"Picture: {self.description}", picture, style=_FRAME)
        return tag("figure", frame, self.words(), style="margin: 0")


def article_strip(article_id: str, question: str) -> Figure:
    """Draw the whole article as rows of squares, one square a line, coloured and lettered.

    Parameters
    ----------
    article_id : str
        The article.
    question : str
        ``evidence``, ``certainty``, ``purpose`` or ``claim``.

    Returns
    -------
    Figure
        With a table of every line and its label.

    Raises
    ------
    KeyError
        If article or question is not known.
    """
    article = load_article(article_id)
    axis = reading_axis(question)
    letters = {label.name: label.letter for label in axis.labels}
    colours = dict(zip(letters, COLOURS, strict=False))
    if axis is CLAIM_AXIS:
        colours = {"claim": COLOURS[0], "no_claim": GREY}
    elif question == "certainty":
        colours["no_claim"] = GREY
    rows, counts = [], dict.fromkeys(letters, 0)
    cells: list[tuple[int, int, tuple[str, ...], bool]] = []
    sections = [_section_name(article, name) for name in article.sections]
    for unit in article.units:
        if unit.repeat_of:
            continue
        key = key_mark(article, unit, question)
        labels = key.labels if key else ()
        row = article.sections.index(unit.section)
        column = sum(cell[0] == row for cell in cells)
        cells.append((row, column, labels, unit.kind != "sentence"))
        if len(labels) == 1:
            counts[labels[0]] += 1
        shown = " or ".join(axis[label].shown for label in labels) or "not asked"
        rows.append((unit.id, sections[row], article.shown_text(unit), shown))
    parts = [f"{count} × {axis[label].shown}" for label, count in counts.items()]
    disputed = sum(len(cell[2]) > 1 for cell in cells)
    if disputed:
        parts.append(f"{disputed} × careful readers disagree")
    silent = sum(not cell[2] for cell in cells)
    if silent:
        parts.append(f"{silent} × the question does not apply")

    def draw(canvas: Canvas) -> None:
        axes = canvas.add_subplot()
        for row, column, labels, is_heading in cells:
            _draw_cell(axes, row, column, labels, is_heading, letters, colours)
        width = max(cell[1] for cell in cells) + 1
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
            entries.append("two signs in a square = readers disagree")
        if silent:
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


def _draw_cell(
    axes: Axes,
    row: int,
    column: int,
    labels: tuple[str, ...],
    is_heading: bool,
    letters: dict[str, str],
    colours: dict[str, str],
) -> None:
    from matplotlib.patches import Rectangle

    share = 0.86 / max(1, len(labels))
    for place, label in enumerate(labels):
        left = column + 0.07 + place * share
        axes.add_patch(Rectangle((left, row + 0.07), share, 0.86, facecolor=colours[label]))
        axes.text(left + share / 2, row + 0.5, letters[label], ha="center", va="center", fontsize=9)
    if not labels:
        axes.text(column + 0.5, row + 0.5, "·", ha="center", va="center", fontsize=11)
    frame = Rectangle(
        (column + 0.07, row + 0.07), 0.86, 0.86, fill=False, edgecolor="#333333",
        linewidth=2.0 if is_heading else 0.6,
    )  # fmt: skip
    axes.add_patch(frame)


def _wrapped(entries: Sequence[str], width: int = 62) -> str:
    """Set the entries of a legend in lines, never breaking inside one."""
    glued = "    ".join(entry.replace(" ", "\u00a0") for entry in entries)
    return "\n".join(textwrap.wrap(glued, width)).replace("\u00a0", " ")


def _section_name(article: Article, section: str) -> str:
    units = [unit for unit in article.units if unit.section == section]
    heading = next((unit for unit in units if unit.kind == "heading"), None)
    if heading and units.index(heading) == 0:
        name = heading.text
    else:
        name = section.replace("_", " ").capitalize()
    return name if len(name) <= 38 else name[:37] + "…"


def studies_by_species(evidence: Evidence, groups: dict[str, tuple[str, ...]]) -> Figure:
    """Draw who was studied in the papers found behind each part of the article.

    Parameters
    ----------
    evidence : Evidence
        The record.
    groups : dict of str to tuple of str
        Name of a part of the article to its units.

    Returns
    -------
    Figure
        Bars of counted studies, one row a part.
    """
    counts = {
        name: {
            kind: len(
                {
                    study.study
                    for unit in units
                    for study, _ in evidence.for_unit(unit)
                    if study.species == kind
                }
            )
            for kind in _SPECIES_ORDER
        }
        for name, units in groups.items()
    }
    shown = {
        "human": COLOURS[0],
        "rat": COLOURS[1],
        "mouse": "#9FD3F0",
        "cell": COLOURS[2],
        "none": GREY,
    }
    hatches = {"human": "", "rat": "//", "mouse": "\\\\", "cell": "..", "none": ""}

    def draw(canvas: Canvas) -> None:
        from matplotlib.patches import Patch
        from matplotlib.ticker import MaxNLocator

        axes = canvas.add_subplot()
        for row, numbers in enumerate(counts.values()):
            left = 0
            for kind in _SPECIES_ORDER:
                number = numbers[kind]
                if not number:
                    continue
                axes.barh(
                    row, number, left=left, color=shown[kind], hatch=hatches[kind],
                    edgecolor="#333333", linewidth=0.8, height=0.66,
                )  # fmt: skip
                axes.text(
                    left + number / 2, row, str(number), ha="center", va="center", fontsize=9,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
                )  # fmt: skip
                left += number
        axes.set_yticks(range(len(counts)), list(counts), fontsize=10)
        axes.invert_yaxis()
        axes.set_xlabel("number of studies found", fontsize=9)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        used = [kind for kind in _SPECIES_ORDER if any(n[kind] for n in counts.values())]
        handles = [
            Patch(
                facecolor=shown[kind],
                hatch=hatches[kind],
                edgecolor="#333333",
                label=_SPECIES_SHOWN[kind],
            )
            for kind in used
        ]
        canvas.legend(
            handles=handles, loc="outside lower left", ncols=len(used), fontsize=9, frameon=False
        )
        axes.set_title("Who was studied?", loc="left", fontsize=12, fontweight="bold")

    rows = [(name, *(numbers[kind] for kind in _SPECIES_ORDER)) for name, numbers in counts.items()]
    only_animals = [name for name, numbers in counts.items() if not numbers["human"]]
    without = f" Without any in people: {', '.join(only_animals).lower()}." if only_animals else ""
    return Figure(
        caption=f"Studies found behind each part of the article.{without} "
        "One study can stand in more than one row.",
        description="Number of studies found, by part of the article and by who was studied",
        columns=("Part of the article", *(_SPECIES_SHOWN[kind] for kind in _SPECIES_ORDER)),
        rows=rows,
        draw=draw,
        size=(7.2, 1.5 + 0.42 * len(counts)),
    )


def answers_by_confidence(judged: Sequence[Outcome], whose: str) -> Figure:
    """Draw how often answers were right, by how sure the learner was.

    Parameters
    ----------
    judged : sequence of Outcome
        Answers in order of time; the first to each question counts.
    whose : str
        ``"your"`` or, for example, ``"a simulated learner's"``.

    Returns
    -------
    Figure
        Stacked bars with their numbers.
    """
    counts = by_confidence(judged)
    rows = [(name, right, total - right, total) for name, (right, total) in counts.items()]

    def draw(canvas: Canvas) -> None:
        from matplotlib.ticker import MaxNLocator

        axes = canvas.add_subplot()
        for place, (_, right, missed, total) in enumerate(rows):
            axes.barh(place, right, color=COLOURS[1], edgecolor="#333333", height=0.6)
            axes.barh(
                place,
                missed,
                left=right,
                color="white",
                hatch="//",
                edgecolor="#333333",
                height=0.6,
            )
            text = f" {right} of {total} right" if total else " no answers yet"
            axes.text(total + 0.05, place, text, va="center", fontsize=10)
        axes.set_yticks(range(len(rows)), [str(row[0]) for row in rows], fontsize=10)
        axes.invert_yaxis()
        axes.set_xlim(0, max(4, *(row[3] for row in rows)) * 1.35)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(
            "number of answers (filled: right at the first try; hatched: not yet)", fontsize=9
        )
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        axes.set_title(
            f"How sure, how right: {whose} answers", loc="left", fontsize=12, fontweight="bold"
        )

    return Figure(
        caption=f"How often {whose} first answers were right, by how sure they were given.",
        description=f"Right first answers by confidence ({whose} answers)",
        columns=("How sure", "right", "not yet", "all"),
        rows=rows,
        draw=draw,
        size=(7.2, 2.4),
    )
