"""How a study of the record is told: in plain words, and never surer than what was read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from healthclaims.content.article import Article
from healthclaims.content.studies import GRADES, Evidence, Study

NOT_STATED = "not in our notes"
LIST_ONLY = GRADES["C"]
ON_PAGE = "stood on the page that was read"
NOTHING_FOUND = (
    "No study in our record fits this choice. That does not mean that no such study exists."
)
SPECIES_SHOWN: Mapping[str, str] = {
    "human": "People",
    "rat": "Rats",
    "mouse": "Mice",
    "animal": "Animals (which kind was not seen)",
    "cell": "Cells in a dish",
    "none": "Nobody (test tube, overview)",
}
KINDS_SHOWN: Mapping[str, str] = {
    "placebo": "People: compared with a dummy (placebo)",
    "care": "People: compared with care without it",
    "unclear": "People: comparison not clear",
    "animal": "Experiment with living animals",
    "dish": "Test in a dish or tube",
    "other": "Overview, or check of products",
}
CHECKS_SHOWN: Mapping[str, str] = {
    "A": "A page about it was read, with its identifier",
    "B": "A summary was read; identifier from elsewhere",
    "P": "A page was read; it showed no identifier",
    "C": "Known from a list only: title, at most others' notes",
}
HOW_CHECKED = "How this citation was checked"
GAP = "Not found, or not verified: "
_NOBODY = {"dish": "Nobody (test tube)", "other": "Nobody (overview, or check of products)"}
_UNKNOWN = re.compile(r"\(?(?:title )?(?:not (?:seen|shown|named)\b[^;,()]*)?\)?")
_SURNAME = re.compile(r"(?:first author )?([A-Z][a-z'’]+)(?= |;)")
_TWO_AUTHORS = re.compile(r"(\w+) [A-Z]+; (\w+) [A-Z]+")
_SECTION_NAMES = {"bdnf": "BDNF"}


def recorded(text: str) -> str:
    """Return a cell of the record, or a sentence that our notes are silent; never empty.

    "Not seen" and the like count as nothing. "Not stated in the abstract" is kept: somebody looked
    there.
    """
    return NOT_STATED if _UNKNOWN.fullmatch(text.strip()) else text


def study_name(study: Study) -> str:
    """Name a study as people do, as far as first author and year were seen.

    Returns
    -------
    str
        For example ``"Kaplan and others, 1996"``.
    """
    found = _SURNAME.match(study.authors)
    if found is None:
        who = "Authors not seen"
    elif both := _TWO_AUTHORS.fullmatch(study.authors):
        who = f"{both.group(1)} and {both.group(2)}"
    else:
        who = f"{found.group(1)} and others"
    return f"{who}, {study.year or 'year not seen'}"


def identifiers(study: Study) -> tuple[str, ...]:
    """List the identifiers of a study, each with how it was seen; empty where none was."""
    opened = study.opened.split()
    return tuple(
        f"{name.upper()} {value} ({ON_PAGE if name in opened else LIST_ONLY})"
        for name, value in (("doi", study.doi), ("pmid", study.pmid))
        if value
    )


def who_was_studied(study: Study) -> str:
    """Name who was studied, for example ``"Rats"``."""
    nobody = _NOBODY.get(study.kind) if study.species == "none" else None
    return nobody or SPECIES_SHOWN[study.species]


def gap_text(gap: str) -> str:
    """Return what was looked for and not found, to stand after `GAP` without saying it twice."""
    return gap.removeprefix("Not verified: ")


def facts(study: Study) -> tuple[tuple[str, str], ...]:
    """List heading and text: who, how many, compared with what, which outcome, by whom."""
    return (
        ("Who was studied", who_was_studied(study)),
        ("How many", recorded(study.participants)),
        ("How it was done", recorded(study.design)),
        ("Compared with what", recorded(study.compared_with)),
        ("What was measured", recorded(study.measured)),
        ("What was found", study.found),
        ("Who did the work", recorded(study.done_by)),
    )


def citation(study: Study) -> tuple[tuple[str, str], ...]:
    """List heading and text: where a study was published, and how that was checked."""
    return (
        ("Authors", recorded(study.authors)),
        ("Title", recorded(study.title)),
        ("Published in", f"{recorded(study.journal)} ({study.year or 'year not seen'})"),
        ("Identifier", "; ".join(identifiers(study)) or "none was seen"),
        (HOW_CHECKED, study.checked),
    )


def section_name(section: str) -> str:
    """Name a part of the article, for example ``"Side effects"``."""
    return _SECTION_NAMES.get(section) or section.replace("_", " ").capitalize()


def traced_sections(article: Article, evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """List the lines of an article that the record says something about, by section.

    Sections stand in reading order; those without such a line are left out.
    """
    known = {link.unit for link in evidence.links} | evidence.gaps.keys()
    found: dict[str, list[str]] = {}
    for unit in article.units:
        if unit.id in known:
            found.setdefault(unit.section, []).append(unit.id)
    return {section: tuple(units) for section, units in found.items()}
