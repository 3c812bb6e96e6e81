"""Source cards: who published a text, whether they promote the product, and how we know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.core.problems import raise_if_any
from healthclaims.core.schema import FLAG, TEXTS, Field, Table
from healthclaims.core.tables import read_table

ANSWERS = ("yes", "no", "not verified")
PUBLISHER, KIND, AUTHOR = "Published by", "Kind of text", "Author"
PROMOTES, SELLS = "Promotes the product?", "Sells the product?"
NOT_RECORDED = "not recorded"  # in the card of a text that was brought in
_KNOWN = "Write what is known, or “none given”, or “not verified”."
# What a text looks like, by a word in its kind; the first that fits.
LOOKS = {
    "shop": "shop",
    "product": "product",
    "advert": "product",
    "post": "post",
    "chat": "chat",
    "podcast": "podcast",
    "leaflet": "leaflet",
    "news report": "news",
    "newspaper": "news",
    "magazine": "news",
}
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
    Field("about", "product it is about, such as “Pelluvane eye drops”", needed=False),
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
    about : str
        The product it is about; empty where a single line names it.
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
    about: str = ""

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the card as pairs of heading and text, in reading order.

        What nobody was asked is left out.
        """
        lines = (
            (PUBLISHER, self.publisher),
            (KIND, f"{self.genre} about {self.about}" if self.about else self.genre),
            (PROMOTES, _with_reason(self.promotes, self.promotes_how_known)),
            (SELLS, _with_reason(self.sells, self.sells_how_known)),
            (AUTHOR, self.author),
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
    known = {field.name: entry[field.name] for field in CARD}
    return SourceCard(**known, about=entry.get("about", ""))


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


def card_line(lines: Iterable[tuple[str, str]], *, with_author: bool = True) -> str:
    """Return a card in one line, such as "Shop page · sells it · no author"; empty without one."""
    card = dict(lines)
    kind, author = card.get(KIND, ""), card.get(AUTHOR, "")
    parts = [kind[:1].upper() + kind[1:], _gain(card.get(PROMOTES, ""), card.get(SELLS, ""))]
    if author and with_author:
        first = re.split(r"[,;(]", author)[0].strip()
        parts.append("no author" if author.startswith("none") else f"by {first}")
    return " · ".join(part for part in parts if part)


def _gain(promotes: str, sells: str) -> str:
    if sells.startswith("yes"):
        return "sells it"
    if promotes.startswith("yes"):
        return "promotes it"
    if promotes.startswith("no:") and sells.startswith("no:"):
        return "sells nothing"
    return "who gains by it is not known" if promotes or sells else ""


def sender_of(lines: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return who published a text, as a name and what that is; what kind of text, if not known."""
    card = dict(lines)
    name, _, what = card.get(PUBLISHER, "").partition(", ")
    kind = card.get(KIND, "").partition(" about ")[0]
    return (name, what) if not name.startswith("not known") else (kind[:1].upper() + kind[1:], name)


def look_of(lines: Iterable[tuple[str, str]]) -> str:
    """Return what such a text looks like: one of `LOOKS`, or ``"page"``."""
    kind = dict(lines).get(KIND, "").lower()
    return next((look for word, look in LOOKS.items() if word in kind), "page")


def _with_reason(answer: str, reason: str) -> str:
    return f"{answer}: {reason}" if reason else answer
