"""Find the entries of the table in a sentence: one walk over its words, no search per rule."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.files import data_dir
from healthclaims.texts.cue_rules import (
    COUNTS,
    EFFECT,
    HELPER,
    LOOKALIKE,
    NO_EFFECT,
    TOKEN,
    CueRule,
    Pattern,
    load_cue_rules,
    patterns_of,
    plain,
)

_NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand hundreds dozens dozen""".split()
)
_STOPS = frozenset(",;:.()!?—–")
_LONGEST_GAP = 3
_REMEMBERED = 50_000


@dataclass(frozen=True)
class Words:
    """The words of one sentence.

    Parameters
    ----------
    text : str
        The sentence.
    plain : list of str
        Words and signs, in small letters.
    raw : list of str
        The same as they stand.
    starts, ends : list of int
        Their places in the sentence.
    """

    text: str
    plain: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.plain)

    def shown(self, first: int, last: int) -> str:
        """Give the words from `first` up to, not including, `last`, as they stand in the text."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


@dataclass(frozen=True)
class Hit:
    """An entry found in a sentence.

    Parameters
    ----------
    first, last : int
        Its words: from `first` up to, not including, `last`.
    rule : CueRule
        The row it belongs to.
    """

    first: int
    last: int
    rule: CueRule


def words_of(text: str) -> Words:
    """Split a sentence into words and signs.

    Parameters
    ----------
    text : str
        The sentence.

    Returns
    -------
    Words
        With their places.
    """
    small: list[str] = []
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in TOKEN.finditer(text):
        word = found.group()
        raw.append(word)
        small.append(plain(word))
        starts.append(found.start())
        ends.append(found.end())
    return Words(text, small, raw, starts, ends)


def is_number(word: str) -> bool:
    """Tell whether a word is a number in digits or letters."""
    return word[0].isdigit() or word in _NUMBERS


class Finder:
    """Finds all entries of a table.

    Parameters
    ----------
    rules : dict of str to CueRule
        The table.
    """

    def __init__(self, rules: dict[str, CueRule]) -> None:
        self._by_word: dict[str, list[Pattern]] = {}
        self._by_start: dict[str, list[Pattern]] = {}
        self._by_number: list[Pattern] = []
        for rule in rules.values():
            for pattern in patterns_of(rule):
                kind, text = pattern.elements[0]
                if kind == "number":
                    self._by_number.append(pattern)
                elif kind == "begin":
                    self._by_start.setdefault(text[:2], []).append(pattern)
                else:
                    self._by_word.setdefault(plain(text), []).append(pattern)
        self._known: dict[str, tuple[Pattern, ...]] = {}
        self.bases = frozenset(
            entry[1:]
            for rule in rules.values()
            if rule.kind == EFFECT
            for entry in rule.words
            if entry.startswith("~") and " " not in entry
        )

    def find(self, words: Words) -> list[Hit]:
        """Find the entries in a sentence; where entries of one layer overlap, the longest stays.

        Parameters
        ----------
        words : Words
            The sentence.

        Returns
        -------
        list of Hit
            In order of the text.
        """
        found: list[Hit] = []
        known = self._known
        for place, word in enumerate(words.plain):
            candidates = known.get(word)
            if candidates is None:
                candidates = self._candidates(word)
            for pattern in candidates:
                last = _match(pattern.elements, words, place)
                if last:
                    found.append(Hit(place, last, pattern.rule))
        return _without_overlaps(found)

    def _candidates(self, word: str) -> tuple[Pattern, ...]:
        found = list(self._by_word.get(word, ()))
        for pattern in self._by_start.get(word[:2], ()):
            if word.startswith(pattern.elements[0][1]):
                found.append(pattern)
        if is_number(word):
            found += self._by_number
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known[word] = tuple(found)
        return self._known[word]


def _match(elements: tuple[tuple[str, str], ...], words: Words, place: int) -> int:
    """Give the place after the match, or 0."""
    small = words.plain
    size = len(small)
    for number, (kind, text) in enumerate(elements):
        if kind == "gap":
            rest = elements[number + 1 :]
            for skip in range(_LONGEST_GAP + 1):
                if place + skip >= size or (skip and small[place + skip - 1] in _STOPS):
                    return 0
                last = _match(rest, words, place + skip)
                if last:
                    return last
            return 0
        if place >= size:
            return 0
        word = small[place]
        if kind == "word":
            fits = word == text
        elif kind == "begin":
            fits = word.startswith(text)
        elif kind == "number":
            fits = is_number(word)
        elif kind == "exact":
            fits = words.raw[place] == text
        else:
            raw = words.raw[place]
            fits = raw[0].isupper() and raw[1:].islower()
        if not fits:
            return 0
        place += 1
    return place


_LAYER = {COUNTS: 0, LOOKALIKE: 0, EFFECT: 1, NO_EFFECT: 1}


def _without_overlaps(found: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits; a look-alike beats a cue of the same length."""
    if len(found) < 2:
        return found
    kept: list[Hit] = []
    taken: dict[tuple[str, int], set[int]] = {}
    order = sorted(
        found,
        key=lambda hit: (hit.first - hit.last, hit.rule.kind not in (LOOKALIKE, NO_EFFECT)),
    )
    for hit in order:
        if hit.rule.kind == HELPER:
            kept.append(hit)
            continue
        places = taken.setdefault((hit.rule.question, _LAYER[hit.rule.kind]), set())
        if not any(place in places for place in range(hit.first, hit.last)):
            places.update(range(hit.first, hit.last))
            kept.append(hit)
    kept.sort(key=lambda hit: (hit.first, hit.last))
    return kept


def finder() -> Finder:
    """Give the finder for the kit's table; it is made when first needed."""
    return _finder(data_dir())


@functools.cache
def _finder(data: Path) -> Finder:
    return Finder(load_cue_rules())
