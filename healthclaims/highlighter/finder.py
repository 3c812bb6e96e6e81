"""Find the entries of the table in a sentence: one walk over its words, no search per rule."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.files import data_dir
from healthclaims.highlighter.patterns import TOKEN, patterns_of, plain, word_set
from healthclaims.highlighter.word_table import (
    COUNTS,
    EFFECT,
    HELPER,
    LOOKALIKE,
    NO_EFFECT,
    CueRule,
    load_cue_rules,
)

_NUMBERS = word_set(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand hundreds dozens dozen"""
)
_STOPS = frozenset(",;:.()!?—–")
_LONGEST_GAP = 3
_REMEMBERED = 50_000
_plain_words: dict[str, str] = {}


@dataclass(frozen=True)
class Words:
    """The words of one sentence: in small letters, as they stand, and where.

    `starts` and `ends` are offsets in characters of `text`.
    """

    text: str
    plain: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.plain)

    @functools.cached_property
    def is_title_case(self) -> bool:
        """True If Most Long Words Begin With a Capital, so that a capital shows no name."""
        long = [word for word in self.raw if len(word) > 3 and word.isalpha()]
        return len(long) > 2 and 3 * sum(word[0].isupper() for word in long) >= 2 * len(long)

    def quote(self, first: int, last: int) -> str:
        """Return the words from `first` up to, not including, `last`, as they stand in the text."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


@dataclass(frozen=True)
class Hit:
    """An entry found in a sentence: its words from `first` up to, not including, `last`."""

    first: int
    last: int
    rule: CueRule


def words_of(text: str) -> Words:
    """Split a sentence into words and signs."""
    small: list[str] = []
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in TOKEN.finditer(text):
        word = found.group()
        raw.append(word)
        known = _plain_words.get(word)
        small.append(_remember(word) if known is None else known)
        starts.append(found.start())
        ends.append(found.end())
    return Words(text, small, raw, starts, ends)


def _remember(word: str) -> str:
    """Look a word up once; texts repeat their words."""
    if len(_plain_words) > _REMEMBERED:
        _plain_words.clear()
    _plain_words[word] = plain(word)
    return _plain_words[word]


def is_number(word: str) -> bool:
    """Return whether a word is a number in digits or letters."""
    return word[0].isdigit() or word in _NUMBERS


class _Node:
    """A place in the tree of entries: what may come next, and which rules end here."""

    __slots__ = ("begins", "exact", "gap", "name", "number", "rules", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.exact: dict[str, _Node] = {}
        self.begins: dict[str, list[tuple[str, _Node]]] = {}
        self.number: _Node | None = None
        self.name: _Node | None = None
        self.gap: _Node | None = None
        self.rules: list[CueRule] = []

    def child(self, kind: str, text: str) -> _Node:
        """Return the node for one more element, made if need be."""
        if kind == "word":
            return self.words.setdefault(text, _Node())
        if kind == "exact":
            return self.exact.setdefault(text, _Node())
        if kind == "begin":
            own = self.begins.setdefault(text[:2], [])
            for begin, node in own:
                if begin == text:
                    return node
            own.append((text, _Node()))
            return own[-1][1]
        node = getattr(self, kind) or _Node()
        setattr(self, kind, node)
        return node


class Finder:
    """Finds all entries of a table."""

    def __init__(self, rules: dict[str, CueRule]) -> None:
        self._root = _Node()
        for rule in rules.values():
            for elements in (found for entry in rule.words for found in patterns_of(entry)):
                node = self._root
                for kind, text in elements:
                    node = node.child(kind, text)
                if rule not in node.rules:
                    node.rules.append(rule)
        self.bases = frozenset(
            entry[1:]
            for rule in rules.values()
            if rule.kind == EFFECT
            for entry in rule.words
            if entry.startswith("~") and " " not in entry
        )

    def find(self, words: Words) -> list[Hit]:
        """Find the entries in a sentence; where entries of one layer overlap, the longest stays."""
        found: list[Hit] = []
        root = self._root
        for place in range(len(words.plain)):
            _walk(root, words, place, place, found)
        return _without_overlaps(found)


def _walk(node: _Node, words: Words, first: int, place: int, found: list[Hit]) -> None:
    """Add the entries that begin at `first` and go on at `place` through `node`."""
    found += [Hit(first, place, rule) for rule in node.rules]
    small = words.plain
    if place >= len(small):
        return
    word = small[place]
    following = node.words.get(word)
    if following:
        _walk(following, words, first, place + 1, found)
    if node.begins:
        for begin, other in node.begins.get(word[:2], ()):
            if word.startswith(begin):
                _walk(other, words, first, place + 1, found)
    raw = words.raw[place]
    if raw in node.exact:
        _walk(node.exact[raw], words, first, place + 1, found)
    if node.number and is_number(word):
        _walk(node.number, words, first, place + 1, found)
    if node.name and raw[0].isupper() and raw[1:].islower() and not words.is_title_case:
        _walk(node.name, words, first, place + 1, found)
    if node.gap:
        for skip in range(_LONGEST_GAP + 1):
            if place + skip >= len(small) or (skip and small[place + skip - 1] in _STOPS):
                break
            _walk(node.gap, words, first, place + skip, found)


_LAYER = {COUNTS: 0, LOOKALIKE: 0, EFFECT: 1, NO_EFFECT: 1}


def _without_overlaps(found: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits; a look-alike beats a cue of the same length."""
    found = _useful(found)
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


def _useful(found: list[Hit]) -> list[Hit]:
    """Leave out look-alikes that look like nothing here: no cue stands in the same place."""
    places: set[tuple[str, int, int]] = set()
    for hit in found:
        if hit.rule.kind in (COUNTS, EFFECT):
            layer = (hit.rule.question, _LAYER[hit.rule.kind])
            places.update((*layer, place) for place in range(hit.first, hit.last))
    return [
        hit
        for hit in found
        if hit.rule.kind not in (LOOKALIKE, NO_EFFECT)
        or any(
            (hit.rule.question, _LAYER[hit.rule.kind], place) in places
            for place in range(hit.first, hit.last)
        )
    ]


def finder() -> Finder:
    """Return the finder for the kit's table; it is made when first needed."""
    return _finder(data_dir())


@functools.cache
def _finder(data: Path) -> Finder:
    return Finder(load_cue_rules())
