"""One article: its text, source card, units and labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from healthclaims.content.codebook import SCORED
from healthclaims.content.source_card import SourceCard
from healthclaims.core.problems import UnknownNameError, expected

MASK = "▮"
_AMOUNT = re.compile(r"\d[\d.,]*(?:\s*[-–]\s*\d[\d.,]*)?(?:\s?(?:mcg|mg|µg|%|ml))?")
# Amounts in words count as amounts too.
_WORDS = re.compile(
    r"\b(?:half an|once|twice|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b"
    r"(?=[^.]*\b(?:sprays?|drops?|tablets?|capsules?|pieces?|hour|day|bedtime)\b)"
)


@dataclass(frozen=True)
class Unit:
    """One sentence or heading, word for word.

    Parameters
    ----------
    id : str
        Number within the article, for example ``"u40"``.
    kind : str
        ``"title"``, ``"heading"`` or ``"sentence"``.
    section : str
        The part of the article it stands in.
    repeat_of : str
        Id of an earlier unit that it repeats word for word, else empty.
    """

    id: str
    kind: str
    section: str
    repeat_of: str
    text: str

    @property
    def number(self) -> int:
        """The number of the line, as students are told it."""
        return int(self.id.lstrip("u"))


@dataclass(frozen=True)
class Annotation:
    """One judgement, a row of ``annotations.csv``: the label of one unit on one axis, and why."""

    unit: str
    axis: str
    label: str
    subtype: str
    rule: str
    cue: str
    status: str
    why: str

    @property
    def is_scored(self) -> bool:
        """True if the label is scored, so that an answer can be right or wrong."""
        return self.status == SCORED


@dataclass(frozen=True)
class Article:
    """An article with everything known about it.

    Parameters
    ----------
    id : str
        Name of its folder.
    card : SourceCard
        Who published it.
    invented : bool
        True if it was written for teaching.
    rights : str
        Who may use the text.
    text : str
        The whole text, verbatim.
    units : tuple of Unit
        Title, headings and sentences in reading order.
    annotations : mapping of (str, str) to Annotation
        By unit and axis.
    amounts_or_routes : frozenset of str
        Units that say how much or by which route to take something.
    own : bool
        True if somebody brought the text in and the labels are that person's own judgement.
    """

    id: str
    card: SourceCard
    invented: bool
    rights: str
    text: str
    units: tuple[Unit, ...]
    annotations: Mapping[tuple[str, str], Annotation]
    amounts_or_routes: frozenset[str]
    own: bool = False

    def unit(self, unit_id: str) -> Unit:
        """Find a unit by its id.

        Raises
        ------
        KeyError
            If there is none; the message names the range.
        """
        for unit in self.units:
            if unit.id == unit_id:
                return unit
        message = f"{self.id} has no unit {unit_id!r}: {self.units[0].id} to {self.units[-1].id}."
        raise UnknownNameError(message)

    def shown_text(self, unit: Unit) -> str:
        """Return what a student sees of a unit: amounts masked where it says how much to take."""
        return mask_amounts(unit.text) if unit.id in self.amounts_or_routes else unit.text

    def context(self, unit: Unit) -> tuple[str, str]:
        """Return the heading above a unit and the sentence before it, in the same section.

        Either is empty where there is none.
        """
        before = [item for item in self.units[: self.units.index(unit)] if not item.repeat_of]
        same = [item for item in before if item.section == unit.section]
        heading = next((item for item in reversed(same) if item.kind != "sentence"), None)
        last = same[-1] if same and same[-1].kind == "sentence" else None
        return (
            heading.text if heading and unit.kind == "sentence" else "",
            self.shown_text(last) if last else "",
        )

    def section(self, name: str) -> tuple[Unit, ...]:
        """Return the units of one section in reading order.

        Raises
        ------
        KeyError
            If there is no such section; the message lists the known ones.
        """
        if name not in self.sections:
            known = expected(name, self.sections, "sections")
            message = f"{self.id} has no section {name!r}. {known}"
            raise UnknownNameError(message)
        return tuple(unit for unit in self.units if unit.section == name)

    @property
    def described(self) -> str:
        """Where its lines come from, in a few words."""
        kind = f"invented {self.card.genre}" if self.invented else self.card.genre
        if self.own:
            made_up = "an invented text" if self.invented else "a text"
            kind = f"{made_up} brought in by the maker of this quiz"
        return f"{kind}: “{self.card.title}”"

    @property
    def sections(self) -> tuple[str, ...]:
        """Names of the sections in reading order."""
        return tuple(dict.fromkeys(unit.section for unit in self.units))


def mask_amounts(text: str) -> str:
    """Replace every number with its unit by ``▮``, so that no quiz hands out a dose."""
    return _WORDS.sub(MASK, _AMOUNT.sub(MASK, text))
