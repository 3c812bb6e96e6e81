"""Figures of the record: who was studied, for which part of the page, and how checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from healthclaims.content.articles import load_article
from healthclaims.content.studies import SPECIES, Evidence, Study, load_evidence
from healthclaims.content.study_words import SPECIES_SHOWN, section_name, traced_sections
from healthclaims.widgets.figures import COLOURS, EDGE, BarStyle, Figure, stacked_bars

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# What is told apart in a picture: whom a paper studied, and whether any of it was read.
_LIST_ONLY = "C"
_READ, _LISTED = "read in part", "from a list only"
_ANIMALS = ("rat", "mouse", "animal")
# Bars: who was studied in three groups, each with a hatch where nothing was read.
_GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": ("human",),
    "animals": _ANIMALS,
    "cells, tube, overview": ("cell", "none"),
}
_BARS = tuple(
    BarStyle(f"{group}: {known}", colour, hatch)
    for group, colours in zip(
        _GROUPS,
        ((COLOURS[0], "#FBE8C6"), (COLOURS[1], "#DCEFFB"), (COLOURS[2], "#F1EEF7")),
        strict=True,
    )
    for known, colour, hatch in ((_READ, colours[0], ""), (_LISTED, colours[1], "///"))
)
# Signs: one column for all animals, whose shapes tell which; the others have a column each.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "people": ("human",),
    "animals  (■ rats   ▲ mice\n✚ which kind was not seen)": _ANIMALS,
    "cells in\na dish": ("cell",),
    "nobody (tube,\noverview)": ("none",),
}
_ROOM = (6.6, 14.2, 5.4, 6.4)  # widths of the columns, in signs
_A_LINE = (5, 13, 4, 4)
_SIZES = {"animal": 72}  # a plus is thin
_SHAPES = {"human": "o", "rat": "s", "mouse": "^", "animal": "P", "cell": "D", "none": "p"}
# A sign is small: it needs a darker grey than a bar.
_SIGN_COLOURS = {
    "human": COLOURS[0],
    "rat": COLOURS[1],
    "mouse": "#9FD3F0",
    "animal": COLOURS[1],
    "cell": COLOURS[2],
    "none": "#BBBBBB",
}


def studies_by_claim() -> Figure:
    """Draw every paper found, by part of the Semax page and by who was studied.

    Returns
    -------
    Figure
        One sign a paper: filled where it was read in part or in a summary, empty where it is
        known from a list only.
    """
    article, evidence = load_article("semax"), load_evidence()
    parts = {
        section_name(section): {
            kind: _studies(evidence, units, kind) for kind in SPECIES
        }
        for section, units in traced_sections(article, evidence).items()
    }  # fmt: skip

    starts = [sum(_ROOM[:place]) for place in range(len(_ROOM))]

    def draw(canvas: Canvas) -> None:
        axes = canvas.add_subplot()
        for row, kinds in enumerate(parts.values()):
            for start, room, a_line, names in zip(
                starts, _ROOM, _A_LINE, _COLUMNS.values(), strict=True
            ):
                studies = [study for name in names for study in kinds[name]]
                _draw_cell(axes, row, start + (room - a_line + 1) / 2, a_line, studies)
        axes.set_xlim(0, sum(_ROOM))
        axes.set_ylim(len(parts) - 0.5, -0.5)
        axes.set_yticks(range(len(parts)), list(parts), fontsize=10)
        middles = [start + room / 2 for start, room in zip(starts, _ROOM, strict=True)]
        axes.set_xticks(middles, list(_COLUMNS), fontsize=10)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        for place in range(1, len(parts)):
            axes.axhline(place - 0.5, color="#cccccc", linewidth=0.6)
        for start in starts[1:]:
            axes.axvline(start, color="#cccccc", linewidth=0.6)
        for spine in axes.spines.values():
            spine.set_edgecolor("#888888")
        axes.set_xlabel(
            "one sign = one paper.  filled: read in part, or in a summary.  "
            "empty: from a list only",
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
        columns=("Part of the page", *(SPECIES_SHOWN[kind].lower() for kind in SPECIES)),
        rows=rows,
        draw=draw,
        size=(7.2, 1.0 + 0.38 * len(parts)),
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
    counts = {name: _counts(evidence, units) for name, units in groups.items()}

    def draw(canvas: Canvas) -> None:
        stacked_bars(
            canvas,
            counts,
            _BARS,
            title="Who was studied?",
            axis_label="number of papers in our record",
            thickness=0.66,
            legend_rows=2,
        )

    everything = {unit for units in groups.values() for unit in units}
    found = [s for s in evidence.studies.values() if _is_linked(evidence, s, everything)]
    listed = sum(study.check_grade == _LIST_ONLY for study in found)
    only_animals = [name for name, numbers in counts.items() if not sum(numbers[:2])]
    without = f" Without any in people: {', '.join(only_animals).lower()}." if only_animals else ""
    return Figure(
        caption=f"The {len(found)} papers of our record on these parts of the article: "
        f"{len(found) - listed} were read at least in part or in a summary, {listed} we know from "
        f"a list only.{without} One paper can stand in more than one row.",
        description="Number of papers, by part of the article, by who was studied and by whether "
        "any of it was read",
        columns=("Part of the article", *(style.label for style in _BARS)),
        rows=[(name, *numbers) for name, numbers in counts.items()],
        draw=draw,
        size=(7.2, 1.7 + 0.42 * len(counts)),
    )


def _counts(evidence: Evidence, units: tuple[str, ...]) -> list[int]:
    """Count the papers on a part of the page, one number for each kind of bar."""
    numbers = []
    for kinds in _GROUPS.values():
        found = [study for kind in kinds for study in _studies(evidence, units, kind)]
        listed = sum(study.check_grade == _LIST_ONLY for study in found)
        numbers += [len(found) - listed, listed]
    return numbers


def _studies(evidence: Evidence, units: tuple[str, ...], kind: str) -> list[Study]:
    """List the studies of one kind that bear on a part, each once; those that were read first."""
    linked = {link.study for link in evidence.links if link.unit in units}
    found = [s for s in evidence.studies.values() if s.study in linked and s.species == kind]
    return sorted(found, key=lambda study: study.check_grade == _LIST_ONLY)


def _is_linked(evidence: Evidence, study: Study, units: Collection[str] | None = None) -> bool:
    return any(
        link.study == study.study and (units is None or link.unit in units)
        for link in evidence.links
    )


def _count(studies: list[Study]) -> str:
    listed = sum(study.check_grade == _LIST_ONLY for study in studies)
    return f"{len(studies)} ({listed})" if listed else str(len(studies))


def _draw_cell(axes: Axes, row: int, left: float, a_line: int, studies: list[Study]) -> None:
    lines = -(-len(studies) // a_line)
    for place, study in enumerate(studies):
        line, spot = divmod(place, a_line)
        kind, filled = study.species, study.check_grade != _LIST_ONLY
        axes.scatter(
            left + spot, row + (line - (lines - 1) / 2) * 0.38, s=_SIZES.get(kind, 46),
            marker=_SHAPES[kind], facecolor=_SIGN_COLOURS[kind] if filled else "white",
            edgecolor=EDGE, linewidth=1.1,
        )  # fmt: skip
