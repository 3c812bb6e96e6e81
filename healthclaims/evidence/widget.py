"""The record of studies to browse: filter by who was studied, design, line and check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import traitlets

from healthclaims.content.article import MASK, Article
from healthclaims.content.articles import load_article
from healthclaims.content.studies import Evidence, Study, load_evidence
from healthclaims.content.study_words import (
    CHECKS_SHOWN,
    GAP,
    HOW_CHECKED,
    KINDS_SHOWN,
    NOTHING_FOUND,
    SPECIES_SHOWN,
    citation,
    facts,
    gap_text,
    identifiers,
    section_name,
    study_name,
    traced_sections,
)
from healthclaims.core.html import Html, escape, join, table, tag
from healthclaims.core.problems import UnknownNameError, expected
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.printed import printed_head
from healthclaims.widgets.start import PRESS_KEY

PAGE_SAYS, WAS_FOUND = "What the page says", "What was found"
SHOWS, LIMITS = "Shows", "Limits"
PLAIN_LIST = "list-style: none; padding: 0"
_LONGEST_CHOICE = 64


class StudyBrowser(PrintedWidget):
    """The record, one card a study, beside what the page says.

    `first` holds what is chosen at first: ``claim``, ``who``, ``kind``, ``check``; each may be
    missing.
    """

    _esm: ClassVar[str] = bundle("evidence/widget.js")
    _css: ClassVar[str] = bundle("evidence/widget.css")
    record: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, article: Article, evidence: Evidence, first: Mapping[str, str]) -> None:
        self._article, self._evidence, self._first = article, evidence, first
        self._lines = _lines(article, evidence, first.get("claim", ""))
        super().__init__(
            record={
                "title": article.card.title,
                "note": _note(),
                "nothing": NOTHING_FOUND,
                "gap": GAP,
                "headings": {
                    "page_says": PAGE_SAYS,
                    "was_found": WAS_FOUND,
                    "shows": SHOWS,
                    "limits": LIMITS,
                },
                "sections": _sections_json(article, evidence),
                "filters": [
                    {
                        "name": name,
                        "label": label,
                        "choices": [list(item) for item in shown.items()],
                    }
                    for name, label, shown in FILTERS
                ],
                "studies": [_study_json(study, evidence) for study in evidence.studies.values()],
                "first": dict(first),
            }
        )

    def describe(self) -> str:
        """Return in one line how many studies are shown at first."""
        chosen, every = len(self._chosen()), len(self._evidence.studies)
        return f"Record of studies: {chosen} of {every} ({PRESS_KEY} to browse)"

    def printed(self) -> Html:
        """Render what the page says, what was not found, and the studies chosen at first."""
        studies = self._chosen()
        head = printed_head("browse the studies")
        parts = [head]
        if self._first.get("claim"):
            parts.append(printed_lines(self._article, self._evidence, self._lines))
        columns = (
            "Study", "Who was studied", "How many", "How it was done", "Compared with what",
            "What was measured", "What was found", "Who did the work",
            HOW_CHECKED,
        )  # fmt: skip
        rows = [
            (study_name(study), *(text for _, text in facts(study)), printed_check(study))
            for study in studies
        ]
        count = f"{len(studies)} of {len(self._evidence.studies)} studies"
        parts.append(
            tag("details", tag("summary", f"{count} as a table"), table(count, columns, rows))
            if studies
            else tag("p", NOTHING_FOUND)
        )
        return tag("div", *parts)

    def _chosen(self) -> list[Study]:
        """List the studies that are shown at first."""
        linked = {link.study for link in self._evidence.links if link.unit in self._lines}
        wanted = {column: self._first.get(name, "") for name, column in _COLUMNS.items()}
        return [
            study
            for study in self._evidence.studies.values()
            if (not self._first.get("claim") or study.study in linked)
            and all(not value or getattr(study, name) == value for name, value in wanted.items())
        ]


FILTERS: Sequence[tuple[str, str, Mapping[str, str]]] = (
    ("who", "Who was studied?", SPECIES_SHOWN),
    ("kind", "How was it done?", KINDS_SHOWN),
    ("check", "How was the citation checked?", CHECKS_SHOWN),
)
_COLUMNS = {"who": "species", "kind": "kind", "check": "check_grade"}


def browse_studies(
    claim: str = "", *, who: str = "", kind: str = "", check: str = ""
) -> StudyBrowser:
    """Show the record of studies behind the Semax article, to browse and filter.

    Parameters
    ----------
    claim : str
        A line (``"u46"``) or a section (``"pain"``) to begin with; all by default.
    who : str
        ``"human"``, ``"rat"``, ``"mouse"``, ``"animal"``, ``"cell"`` or ``"none"``; all by default.
    kind : str
        ``"placebo"``, ``"care"``, ``"unclear"``, ``"animal"``, ``"dish"`` or ``"other"``.
    check : str
        ``"A"``, ``"B"``, ``"P"`` or ``"C"``.

    Raises
    ------
    KeyError
        If there is no such line, section or choice; the message lists the known ones.
    """
    article, evidence = load_article("semax"), load_evidence()
    chosen = {"who": who, "kind": kind, "check": check}
    for name, _, shown in FILTERS:
        if chosen[name] and chosen[name] not in shown:
            message = f"{name} is {chosen[name]!r}. {expected(chosen[name], shown, 'choices')}"
            raise UnknownNameError(message)
    _lines(article, evidence, claim)
    first = {"claim": claim, **chosen}
    return StudyBrowser(article, evidence, {name: value for name, value in first.items() if value})


def printed_lines(article: Article, evidence: Evidence, units: Sequence[str]) -> Html:
    """Quote lines of the page, each with what was looked for and not found."""
    items = (
        tag(
            "li",
            tag("strong", f"Line {article.unit(name).number}: "),
            tag("q", article.shown_text(article.unit(name))),
            *(_printed_gap(evidence.gaps[name]) if name in evidence.gaps else ()),
        )
        for name in units
    )
    return tag("ul", join(items), style=PLAIN_LIST)


def printed_check(study: Study) -> Html:
    """Render how a citation was checked, identifiers included."""
    return join((tag("p", study.checked), tag("p", "; ".join(identifiers(study)))))


def _printed_gap(gap: str) -> tuple[Html, ...]:
    return tag("br"), tag("em", GAP), escape(gap_text(gap))


def _lines(article: Article, evidence: Evidence, claim: str) -> tuple[str, ...]:
    """Find the lines meant by a line, a section or nothing."""
    sections = traced_sections(article, evidence)
    lines = tuple(unit for units in sections.values() for unit in units)
    if not claim:
        return lines
    if claim in lines:
        return (claim,)
    if claim not in sections:
        message = (
            f"The record says nothing about {claim!r}. {expected(claim, sections, 'sections')} "
            f"Lines: {', '.join(lines)}."
        )
        raise UnknownNameError(message)
    return sections[claim]


def _sections_json(article: Article, evidence: Evidence) -> list[dict[str, Any]]:
    found = []
    for section, units in traced_sections(article, evidence).items():
        lines = []
        for name in units:
            unit = article.unit(name)
            text = article.shown_text(unit)
            cut = f"{text[: _LONGEST_CHOICE - 1].rstrip()}…"
            short = text if len(text) <= _LONGEST_CHOICE else cut
            gap = gap_text(evidence.gaps.get(name, ""))
            lines.append(
                {"id": name, "line": unit.number, "text": text, "short": short, "gap": gap}
            )
        found.append({"id": section, "name": section_name(section), "lines": lines})
    return found


def _study_json(study: Study, evidence: Evidence) -> dict[str, Any]:
    known = dict(facts(study))
    return {
        "key": study.study,
        "name": study_name(study),
        "who_shown": known["Who was studied"],
        "found": known[WAS_FOUND],
        **{name: getattr(study, column) for name, column in _COLUMNS.items()},
        "check_shown": CHECKS_SHOWN[study.check_grade],
        "facts": [list(pair) for pair in known.items()],
        "citation": [list(pair) for pair in citation(study)],
        "links": [
            {"unit": link.unit, "shows": link.shows, "lacks": link.does_not_show}
            for link in evidence.links
            if link.study == study.study
        ],
    }


def _note() -> str:
    return (
        "Studies we chose that bear on the page. Of some we read a summary or a part of one, most "
        "we know from a list, by title; each says which. “None found” means that we found none. "
        "This is not advice; "
        f"amounts are covered ({MASK})."
    )
