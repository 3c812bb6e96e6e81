"""The figure of the whole record: who was studied, for which part of the page, and how checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthclaims.content.article import load_article
from healthclaims.content.studies import SPECIES, Evidence, Study, load_evidence
from healthclaims.content.study_words import section_name, traced_sections
from healthclaims.widgets.figures import COLOURS, Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# Each kind has a shape of its own, so that colour is never needed to tell them apart.
_SHAPES = {
    "human": ("o", COLOURS[0], "people"),
    "rat": ("s", COLOURS[1], "rats"),
    "mouse": ("^", "#9FD3F0", "mice"),
    "cell": ("D", COLOURS[2], "cells in\na dish"),
    "none": ("p", "#BBBBBB", "nobody (tube,\noverview)"),
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
        axes.set_xticks(range(len(SPECIES)), [_SHAPES[kind][2] for kind in SPECIES], fontsize=10)
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
        columns=("Part of the page", *(_SHAPES[kind][2].replace("\n", " ") for kind in SPECIES)),
        rows=rows,
        draw=draw,
        size=(7.2, 0.9 + 0.36 * len(parts)),
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
    shape, colour, _ = _SHAPES[kind]
    lines = -(-len(studies) // _A_LINE)
    for place, study in enumerate(studies):
        line, spot = divmod(place, _A_LINE)
        x = column - 0.34 + spot * _STEP
        y = row + (line - (lines - 1) / 2) * 0.38
        filled = study.check_grade != _LIST_ONLY
        axes.scatter(
            x, y, s=46, marker=shape, facecolor=colour if filled else "white",
            edgecolor="#333333", linewidth=1.1,
        )  # fmt: skip
