"""Source cards: who published a text, whether they promote the product, and how we know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.core.problems import raise_if_any
from healthclaims.core.schema import FLAG, TEXTS, Field, Table
from healthclaims.core.tables import read_table

ANSWERS = ("yes", "no", "not verified")
NOT_RECORDED = "not recorded"  # in the card of a text that was brought in
_KNOWN = "Write what is known, or “none given”, or “not verified”."
CARD = (
    Field("title", "title of the text", remedy=_KNOWN),
    Field("publisher", "who published it", remedy=_KNOWN),
    Field(
        "promotes", "whether the publisher promotes the product", one_of=ANSWERS, values="answers"
    ),
    Field("promotes_how_known", "how we know", remedy=_KNOWN),
    Field("sells", "whether the publisher sells the product", one_of=ANSWERS, values="answers"),
    Field("sells_how_known", "how we know", remedy=_KNOWN),
    Field("author", "author, as far as the text says", remedy=_KNOWN),
    Field("date", "date, as far as the text says", remedy=_KNOWN),
    Field("references", "studies that the text names", remedy=_KNOWN),
    Field("genre", "kind of text", remedy=_KNOWN),
)
CARDS = Table("cards", (Field("card", "id of the card"), *CARD), key=("card",))
# What ``source.toml`` says beside the card.
SOURCE = (
    *CARD,
    Field("rights", needed=False),
    Field("invented", kind=FLAG, needed=False),
    Field("own", kind=FLAG, needed=False),
    Field(
        "amounts_or_routes",
        kind=TEXTS,
        needed=False,
        fewest=0,
        remedy='Write a list such as ["u10"].',
    ),
)


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
        """Return the card as pairs of heading and text, in reading order.

        What nobody was asked is left out.
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


def card_from(entry: Mapping[str, Any]) -> SourceCard:
    """Make a card from a checked mapping that holds its fields; other keys are ignored."""
    return SourceCard(**{field.name: entry[field.name] for field in CARD})


def load_cards(path: Path) -> dict[str, SourceCard]:
    """Load and check the source cards that contrasting pairs use, by card id.

    Raises
    ------
    DataError
        If a card is incomplete or an id occurs twice; all problems at once.
    """
    rows = read_table(path, CARDS.columns)
    raise_if_any(CARDS.problems(rows))
    return {row["card"]: card_from(row) for row in rows}


def _with_reason(answer: str, reason: str) -> str:
    return f"{answer}: {reason}" if reason else answer
