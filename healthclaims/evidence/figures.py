"""Figures of the record: who was studied, for which part of the page, and how checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from healthclaims.content.article import load_article
from healthclaims.content.studies import SPECIES, Evidence, Study, load_evidence
from healthclaims.content.study_words import SPECIES_SHOWN, section_name, traced_sections
from healthclaims.widgets.figures import COLOURS, EDGE, GREY, BarStyle, Figure, stacked_bars

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# Each kind has a hatch and a shape of its own, so that colour is never needed to tell them apart.
_BARS = {
    kind: BarStyle(SPECIES_SHOWN[kind].lower(), colour, hatch)
    for kind, colour, hatch in (
        ("human", COLOURS[0], ""),
        ("rat", COLOURS[1], "//"),
        ("mouse", "#9FD3F0", "\\\\"),
        ("cell", COLOURS[2], ".."),
        ("none", GREY, ""),
    )
}
_SHAPES = {"human": "o", "rat": "s", "mouse": "^", "cell": "D", "none": "p"}
# A sign is small: it needs a darker grey than a bar, and short names above the columns.
_SIGN_COLOURS = {kind: style.colour for kind, style in _BARS.items()} | {"none": "#BBBBBB"}
_COLUMN_NAMES = {kind: style.label for kind, style in _BARS.items()} | {
    "cell": "cells in\na dish",
    "none": "nobody (tube,\noverview)",
}
_LIST_ONLY = "C"
_A_LINE, _STEP = 5, 0.155


def studies_by_claim() -> Figure:
    """Draw every paper found, by part of the Semax page and by who was studied.

    Returns
    -------
    Figure
        One sign a paper: filled where a page or summary was read, empty where it is known
        from a list only.
    """
    article, evidence = load_article("semax"), load_evidence()
    parts = {
        section_name(section): {
            kind: _studies(evidence, units, kind) for kind in SPECIES
        }
        for section, units in traced_sections(article, evidence).items()
    }  # fmt: skip

    def draw(canvas: Canvas) -> None:
        axes = canvas.add_subplot()
        for row, kinds in enumerate(parts.values()):
            for column, (kind, studies) in enumerate(kinds.items()):
                _draw_cell(axes, row, column, kind, studies)
        axes.set_xlim(-0.5, len(SPECIES) - 0.5)
        axes.set_ylim(len(parts) - 0.5, -0.5)
        axes.set_yticks(range(len(parts)), list(parts), fontsize=10)
        axes.set_xticks(range(len(SPECIES)), [_COLUMN_NAMES[kind] for kind in SPECIES], fontsize=10)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        for place in range(1, len(parts)):
            axes.axhline(place - 0.5, color="#cccccc", linewidth=0.6)
        for place in range(1, len(SPECIES)):
            axes.axvline(place - 0.5, color="#cccccc", linewidth=0.6)
        for spine in axes.spines.values():
            spine.set_edgecolor("#888888")
        axes.set_xlabel(
            "one sign = one paper.  filled: a page or a summary was read.  "
            "empty: known from a list only",
            fontsize=9,
            loc="left",
        )

    found = [study for study in evidence.studies.values() if _is_linked(evidence, study)]
    listed = sum(study.check_grade == _LIST_ONLY for study in found)
    in_people = [name for name, kinds in parts.items() if kinds["human"]]
    rows = [(name, *(_count(kinds[kind]) for kind in SPECIES)) for name, kinds in parts.items()]
    return Figure(
        caption=f"The {len(found)} papers that bear on a line of the page: {listed} of them we "
        f"know from a list only. Papers about people bear on {len(in_people)} of {len(parts)} "
        "parts. Two on strokes probably tell of the same patients. A paper can stand in more than "
        "one row.",
        description="Number of papers by part of the page and by who was studied; in brackets "
        "those known from a list only",
        columns=("Part of the page", *(_COLUMN_NAMES[kind].replace("\n", " ") for kind in SPECIES)),
        rows=rows,
        draw=draw,
        size=(7.2, 0.9 + 0.36 * len(parts)),
    )


def studies_by_species(groups: Mapping[str, tuple[str, ...]]) -> Figure:
    """Draw who was studied in the papers found behind each part of the Semax page.

    Parameters
    ----------
    groups : mapping of str to tuple of str
        Name of a part of the page to the ids of its lines.

    Returns
    -------
    Figure
        One bar a part; a study that bears on two parts counts in both.
    """
    evidence = load_evidence()
    counts = {
        name: {kind: len(_studies(evidence, units, kind)) for kind in SPECIES}
        for name, units in groups.items()
    }
    used = [kind for kind in SPECIES if any(numbers[kind] for numbers in counts.values())]

    def draw(canvas: Canvas) -> None:
        stacked_bars(
            canvas,
            {name: [numbers[kind] for kind in used] for name, numbers in counts.items()},
            [_BARS[kind] for kind in used],
            title="Who was studied?",
            axis_label="number of studies found",
            thickness=0.66,
        )

    rows = [(name, *numbers.values()) for name, numbers in counts.items()]
    only_animals = [name for name, numbers in counts.items() if not numbers["human"]]
    without = f" Without any in people: {', '.join(only_animals).lower()}." if only_animals else ""
    return Figure(
        caption=f"Studies found behind each part of the article.{without} "
        "One study can stand in more than one row.",
        description="Number of studies found, by part of the article and by who was studied",
        columns=("Part of the article", *(style.label for style in _BARS.values())),
        rows=rows,
        draw=draw,
        size=(7.2, 1.5 + 0.42 * len(counts)),
    )


def _studies(evidence: Evidence, units: tuple[str, ...], kind: str) -> list[Study]:
    """List the studies of one kind that bear on a part, each once; those that were read first."""
    linked = {link.study for link in evidence.links if link.unit in units}
    found = [s for s in evidence.studies.values() if s.study in linked and s.species == kind]
    return sorted(found, key=lambda study: study.check_grade == _LIST_ONLY)


def _is_linked(evidence: Evidence, study: Study) -> bool:
    return any(link.study == study.study for link in evidence.links)


def _count(studies: list[Study]) -> str:
    listed = sum(study.check_grade == _LIST_ONLY for study in studies)
    return f"{len(studies)} ({listed})" if listed else str(len(studies))


def _draw_cell(axes: Axes, row: int, column: int, kind: str, studies: list[Study]) -> None:
    lines = -(-len(studies) // _A_LINE)
    for place, study in enumerate(studies):
        line, spot = divmod(place, _A_LINE)
        x = column - 0.34 + spot * _STEP
        y = row + (line - (lines - 1) / 2) * 0.38
        filled = study.check_grade != _LIST_ONLY
        axes.scatter(
            x, y, s=46, marker=_SHAPES[kind], facecolor=_SIGN_COLOURS[kind] if filled else "white",
            edgecolor=EDGE, linewidth=1.1,
        )  # fmt: skip
