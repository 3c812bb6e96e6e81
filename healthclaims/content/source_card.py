"""Source cards: who published a text, whether they promote the product, and how we know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from healthclaims.core.files import read_table
from healthclaims.core.problems import Problem, expected, raise_if_any

ANSWERS = ("yes", "no", "not verified")
NOT_RECORDED = "not recorded"  # in the card of a text that was brought in


@dataclass(frozen=True)
class SourceCard:
    """Who published a text and what they get out of it.

    Parameters
    ----------
    title, publisher, author, date, references, genre : str
        As known; "none given" where the text is silent.
    promotes, sells : str
        ``"yes"``, ``"no"`` or ``"not verified"``.
    promotes_how_known, sells_how_known : str
        How we know.
    """

    title: str
    publisher: str
    promotes: str
    promotes_how_known: str
    sells: str
    sells_how_known: str
    author: str
    date: str
    references: str
    genre: str

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Give the card as pairs of heading and text, in reading order.

        Returns
        -------
        tuple of (str, str)
            For a table or a list; what nobody was asked is left out.
        """
        lines = (
            ("Published by", self.publisher),
            ("Kind of text", self.genre),
            ("Promotes the product?", _with_reason(self.promotes, self.promotes_how_known)),
            ("Sells the product?", _with_reason(self.sells, self.sells_how_known)),
            ("Author", self.author),
            ("Date", self.date),
            ("Studies named", self.references),
        )
        return tuple((head, text) for head, text in lines if text != NOT_RECORDED)

    @property
    def is_promoting(self) -> bool:
        """True if the source is known to promote or sell the product."""
        return "yes" in (self.promotes, self.sells)


CARD_FIELDS = tuple(field.name for field in fields(SourceCard))


def card_problems(entry: Mapping[str, Any], path: Path, line: int | None) -> Iterator[Problem]:
    """Check that a source card is complete.

    Parameters
    ----------
    entry : mapping
        Field names to values.
    path : Path
        The file it was read from.
    line : int or None
        Its line.

    Yields
    ------
    Problem
        One for each missing or unknown value.
    """
    for name in CARD_FIELDS:
        value = entry.get(name)
        if not isinstance(value, str) or not value.strip():
            remedy = "Write what is known, or “none given”, or “not verified”."
            yield Problem(path, line, f"the source card lacks {name}.", remedy)
        elif name in ("promotes", "sells") and value not in ANSWERS:
            remedy = expected(value, ANSWERS, "answers")
            yield Problem(path, line, f"{name} is {value!r}.", remedy)


def card_from(entry: Mapping[str, Any]) -> SourceCard:
    """Make a card from a checked mapping.

    Parameters
    ----------
    entry : mapping
        Holds every field of `SourceCard`; other keys are ignored.

    Returns
    -------
    SourceCard
        The card.
    """
    return SourceCard(**{name: entry[name] for name in CARD_FIELDS})


def load_cards(path: Path) -> dict[str, SourceCard]:
    """Read the source cards that contrasting pairs use.

    Parameters
    ----------
    path : Path
        ``data/cards.csv``.

    Returns
    -------
    dict of str to SourceCard
        By card id.

    Raises
    ------
    DataError
        If a card is incomplete or an id occurs twice; all problems at once.
    """
    rows = read_table(path, ("card", *CARD_FIELDS))
    problems = [found for row in rows for found in card_problems(row, path, row.line)]
    seen: set[str] = set()
    for row in rows:
        if row["card"] in seen:
            what = f"card {row['card']!r} occurs twice."
            problems.append(Problem(path, row.line, what, "Give each card its own id."))
        seen.add(row["card"])
    raise_if_any(problems)
    return {row["card"]: card_from(row) for row in rows}


def _with_reason(answer: str, reason: str) -> str:
    return f"{answer}: {reason}" if reason else answer
