"""Who is meant by a word for people or animals: somebody studied, somebody else, the reader."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

_SHORT = 3  # words
_CLAUSE_END = re.compile(r"[;:,.!?()–—]| but | and | while ")
_NOT = re.compile(
    r"\b(?:no|not|nobody|none|nothing|never|nor|neither|untested|cannot|whether|without)\b|n[’']t\b",
    re.IGNORECASE,
)
_OPEN_QUESTION = re.compile(
    r"\b(?:unknown|unclear|untested|unproven|unstudied|missing|lacking|an open question|"
    r"differ(?:s|ent|ently)?|too (?:early|soon))\b"
    r"|\b(?:yet|still|remains?|needs?|have|has|must|should) (?:\w+ )?to be \w+"
    r"|\b(?:is|are|still) needed\b|\bneeds? (?:\w+ )?(?:stud|test|trial|research)\w*",
    re.IGNORECASE,
)
# "Human brains were not measured": the "not" may follow, where it belongs to studying.
_NOT_STUDIED = re.compile(
    r"(?:\b(?:not|never|nobody|no one)|n[’']t)\b(?: \w+){0,3} "
    r"(?:measured|tested|studied|known|shown|seen|tried|looked at|checked|proven|examined|"
    r"included|done|asked|there|part)\b",
    re.IGNORECASE,
)
_PEOPLE_AT_LARGE = re.compile(
    r"\b(?:you|yours?|yourself|people|humans?|patients|everyone|everybody|anyone|anybody|ours?|"
    r"(?<!tell )(?<!tells )(?<!told )(?<!show )(?<!shows )(?<!showed )(?<!gives )(?<!let )us)\b",
    re.IGNORECASE,
)
# Groups that a record either names or does not; "volunteers" or "animals" could be anybody.
_GROUPS = re.compile(
    r"\b(?:mouse|mice|rats?|rabbits?|dogs?|cats?|monkeys?|pigs?|piglets?|hamsters?|guinea pigs?|"
    r"fish|flies|sheep|child|children|kids?|teens?|teenagers?|pupils?|students?|bab(?:y|ies)|"
    r"infants?|toddlers?|athletes?)\b",
    re.IGNORECASE,
)


def leap_to_people(text: str) -> str:
    """Find a word for people or for the reader; not where the sentence says "not in people"."""
    clauses = Clauses(text)
    found = (w for w in _PEOPLE_AT_LARGE.finditer(text) if not clauses.is_denied(w.start()))
    return next((word.group() for word in found), "")


class Clauses:
    """The clauses of a sentence, each looked through once however many words are asked about."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = list(_CLAUSE_END.finditer(text))
        self._starts = [0, *(found.end() for found in ends)]
        self._stops = [found.start() for found in ends]
        self._known: dict[int, tuple[bool, int]] = {}

    def is_denied(self, place: int) -> bool:
        """Return whether the clause around a place says "not in these" or "unknown"."""
        number = max(0, bisect.bisect_right(self._starts, place) - 1)
        if number not in self._known:
            self._known[number] = self._read(number)
        is_open, first_not = self._known[number]
        return is_open or first_not <= place

    def _read(self, number: int) -> tuple[bool, int]:
        """Return whether a clause is denied as a whole, and where its first "not" ends."""
        text, start = self._text, self._starts[number]
        stops = self._stops[number : number + 2]
        # "In people, it was never tested": a short beginning belongs to what follows.
        if stops and text[stops[0]] == "," and len(text[start : stops[0]].split()) <= _SHORT:
            stops.pop(0)
        whole = text[start : stops[0] if stops else len(text)]
        is_open = bool(_OPEN_QUESTION.search(whole) or _NOT_STUDIED.search(whole))
        found = _NOT.search(whole)
        return is_open, start + found.end() if found else len(text) + 1


def other_groups(text: str, subjects: Sequence[str]) -> tuple[str, ...]:
    """Find groups in a text that are none of those who were studied: mice, not rats."""
    known = {word.casefold() for word in subjects}
    found = (match.group() for match in _GROUPS.finditer(text))
    return tuple(word for word in found if word.casefold() not in known)
