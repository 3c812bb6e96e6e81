"""A text that somebody brings in: made into an article of the kit's own form, and labelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from healthclaims.content.article import Annotation, Article, Unit
from healthclaims.content.article_checks import OWN_RULE
from healthclaims.content.codebook import SCORED, load_codebook
from healthclaims.content.source_card import ANSWERS, NOT_RECORDED, SourceCard
from healthclaims.highlighter.sentences import split_units
from healthclaims.own_text.paste import check_lines, clean

FEWEST_REASON_WORDS = 4
# The last stands where nobody chose one.
GENRES = (
    *("news report", "shop page", "health service page or leaflet", "blog or post"),
    *("press release", "chatbot answer", "text from elsewhere"),
)
_SAID, _NOT_ASKED = "says the person who brought the text", "nobody looked it up"
MOST_TITLE = 120  # letters
MOST_REASON = 500
MOST_CUE = 200  # letters that the box for the deciding words takes
_MOST_ID = 40
# Ids of questions begin with these words, and Windows keeps the others to itself.
_TAKEN = re.compile(r"pair|written|con|prn|aux|nul|com\d|lpt\d")
_FORMS = (
    r"(?:mg|mcg|µg|μg|g|ml|iu|units?|drops?|sprays?|puffs?|tablets?|capsules?|pills?|gummies|"
    r"teaspoons?|tablespoons?|scoops?|sachets?|ampoules?|doses?)"
)
_AMOUNT_TO_TAKE = re.compile(
    rf"\b(?:\d[\d.,]*|one|two|three|four|five|six|half a|a)\s?-?{_FORMS}\b"
    r"|\b(?:once|twice|(?:two|three|four|\d) times) (?:daily|(?:a|per|each|every) "
    r"(?:day|night|week|morning|evening))\b"
    r"|\b(?:inject|snort|under the tongue|into each nostril)\w*\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reason:
    """Why somebody gave a label: one answer of a quiz made out of an own text.

    `why` is the reason in that person's words; `cue` the words of the sentence that decide, perhaps
    empty.
    """

    label: str
    why: str
    cue: str = ""


def draft(
    text: str, *, title: str = "", publisher: str = "", promotes: str = "", genre: str = ""
) -> Article:
    """Make an article out of a text; nothing is written.

    Parameters
    ----------
    text : str
        The text, as `paste.clean` returns it.
    title : str
        Its title; the first line by default. The article's id comes from it.
    publisher, genre : str
        Who published it, and what kind of text it is.
    promotes : str
        ``"yes"``, ``"no"`` or ``"not verified"``.

    Raises
    ------
    PasteError
        If the text has too many lines, or one that goes on and on.
    ValueError
        If ``promotes`` is something else.
    """
    promotes = promotes or ANSWERS[2]
    if promotes not in ANSWERS:
        message = f"promotes is {promotes!r}. Use one of {', '.join(map(repr, ANSWERS))}."
        raise ValueError(message)
    units = _units(text)
    check_lines([unit.text for unit in units])
    title = _line(title) or _line(units[0].text)
    card = SourceCard(
        title=title,
        publisher=_line(publisher) or "not known",
        promotes=promotes,
        promotes_how_known=_NOT_ASKED if promotes == ANSWERS[2] else _SAID,
        sells=ANSWERS[2],
        sells_how_known=_NOT_ASKED,
        author=NOT_RECORDED,
        date=NOT_RECORDED,
        references=NOT_RECORDED,
        genre=_line(genre) or GENRES[-1],
    )
    amounts = frozenset(unit.id for unit in units if _AMOUNT_TO_TAKE.search(unit.text))
    rights = "Brought in for private reading. The rights stay with its owner: do not publish it."
    return Article(id_from(title), card, False, rights, text, units, {}, amounts, own=True)


def bring_in(text: str, **card: str) -> tuple[Article, tuple[str, ...]]:
    """Clean a text and make an article out of it (see `draft`), with notes for the reader.

    Raises
    ------
    PasteError
        If the text cannot be taken in.
    """
    pasted = clean(text)
    return draft(pasted.text, **card), pasted.notes


def label_problems(
    article: Article, reasons: Mapping[tuple[str, str], Reason]
) -> dict[tuple[str, str], str]:
    """Return what to mend in the labels that cannot be used for a quiz, by unit and axis."""
    axes = load_codebook().axes
    texts = {unit.id: unit for unit in article.units}
    found = {}
    for (name, axis), reason in reasons.items():
        unit = texts.get(name)
        if unit is None or axis not in axes or reason.label not in axes[axis].names:
            found[name, axis] = "This mark is not known here. Mark the sentence again."
        elif unit.repeat_of or name in article.amounts_or_routes:
            found[name, axis] = (
                "This line repeats another one. Choose that one."
                if unit.repeat_of
                else "This line says how much or how to take something. It is not used in a quiz."
            )
        elif reason.cue and reason.cue not in unit.text:
            found[name, axis] = (
                f"“{reason.cue}” does not stand in the sentence. Copy the words letter by letter, "
                "or leave the box empty."
            )
        elif len(reason.why.split()) < FEWEST_REASON_WORDS:
            found[name, axis] = (
                f"Write a reason of at least {FEWEST_REASON_WORDS} words: which words decide?"
            )
    return found


def with_labels(article: Article, reasons: Mapping[tuple[str, str], Reason]) -> Article:
    """Return an own text with these labels, by unit and axis, instead of those it had."""
    order = {unit.id: place for place, unit in enumerate(article.units)}
    axes = list(load_codebook().axes)
    labels = {
        (name, axis): Annotation(
            name,
            axis,
            reason.label,
            "",
            OWN_RULE,
            reason.cue,
            SCORED,
            _line(reason.why, MOST_REASON),
        )
        for (name, axis), reason in reasons.items()
    }
    ranked = sorted(labels, key=lambda place: (order[place[0]], axes.index(place[1])))
    return replace(article, annotations={place: labels[place] for place in ranked})


def _units(text: str) -> tuple[Unit, ...]:
    units: list[Unit] = []
    first: dict[str, str] = {}
    part = 1
    for number, span in enumerate(split_units(text), 1):
        words = text[span.start : span.end]
        name = f"u{number:02d}"
        if span.kind == "heading" and number > 1:
            part += 1
        units.append(Unit(name, span.kind, f"part{part}", first.get(words, ""), words))
        first.setdefault(words, name)
    return tuple(units)


def _line(text: str, most: int = MOST_TITLE) -> str:
    """Make one line without hidden signs out of what somebody typed."""
    line = "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())
    line = " ".join(line.encode("utf-8", "ignore").decode("utf-8").split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def id_from(title: str) -> str:
    """Make the id of a text out of its title or of the name of its file."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    name = "_".join(re.findall(r"[a-z0-9]+", plain))[:_MOST_ID].strip("_") or "my_text"
    return f"text_{name}" if _TAKEN.fullmatch(name) else name
