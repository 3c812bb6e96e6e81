"""One line of the page beside the studies behind it, and studies beside one another."""

from __future__ import annotations

from healthclaims.content.articles import load_article
from healthclaims.content.studies import Link, Study, load_evidence
from healthclaims.content.study_words import (
    HOW_CHECKED,
    NOTHING_FOUND,
    facts,
    recorded,
    study_name,
)
from healthclaims.core.html import Html, join, table, tag
from healthclaims.evidence.widget import (
    LIMITS,
    PAGE_SAYS,
    PLAIN_LIST,
    SHOWS,
    WAS_FOUND,
    printed_check,
    printed_lines,
)
from healthclaims.widgets.cell_output import Block

# Beside each other where there is room, below each other on a phone.
_ROW = "display: flex; flex-wrap: wrap; gap: 0.5rem 2rem"
_PAGE, _FOUND = "flex: 2 1 15rem; min-width: 0", "flex: 3 1 18rem; min-width: 0"
_COMPARED = (
    "Who was studied",
    "How many",
    "How it was done",
    "Compared with what",
    "What was measured",
)
_ON_ONE_STUDY = (*_COMPARED, "Who did the work", SHOWS, LIMITS)


def claim_and_studies(unit: str) -> Block:
    """Show a line of the Semax page beside what was found.

    Parameters
    ----------
    unit : str
        Its number, for example ``"u22"``.

    Raises
    ------
    KeyError
        If there is no such line; the message names the range.
    """
    article, evidence = load_article("semax"), load_evidence()
    text = article.shown_text(article.unit(unit))
    found = evidence.for_unit(unit)
    studies = join(tag("li", _render_study(study, link)) for study, link in found)
    content = tag(
        "div",
        tag(
            "div",
            tag("p", tag("strong", PAGE_SAYS)),
            printed_lines(article, evidence, (unit,)),
            style=_PAGE,
        ),
        tag(
            "div",
            tag("p", tag("strong", WAS_FOUND)),
            tag("ul", studies, style=PLAIN_LIST) if found else tag("p", NOTHING_FOUND),
            style=_FOUND,
        ),
        style=_ROW,
    )
    return Block(
        f"Line {article.unit(unit).number} and the studies behind it ({len(found)}): {text}",
        content,
    )


def compare_studies(*names: str) -> Block:
    """Set the facts of some studies side by side, without a word on what they show.

    Parameters
    ----------
    *names : str
        Their keys, for example ``"gusev1997"``.

    Raises
    ------
    KeyError
        If there is no such study; the message names the nearest.
    """
    studies = [load_evidence().study(name) for name in names]
    columns = [dict(facts(study)) for study in studies]
    rows: list[tuple[object, ...]] = [
        (heading, *(found[heading] for found in columns)) for heading in _COMPARED
    ]
    rows.append(("Authors", *(recorded(study.authors) for study in studies)))
    rows.append(("Published in", *(recorded(study.journal) for study in studies)))
    caption = "Some studies side by side"
    headings = ("", *map(study_name, studies))
    return Block(f"{caption}: {'; '.join(headings[1:])}", table(caption, headings, rows))


def _render_study(study: Study, link: Link) -> Html:
    """Render one study in a few lines."""
    known = {**dict(facts(study)), SHOWS: link.shows, LIMITS: link.does_not_show}
    lines = (join((tag("strong", f"{name}: "), known[name])) for name in _ON_ONE_STUDY)
    return join(
        (
            tag("p", tag("em", study_name(study))),
            tag("p", join(part for line in lines for part in (line, tag("br")))),
            tag("details", tag("summary", HOW_CHECKED), printed_check(study)),
        )
    )
