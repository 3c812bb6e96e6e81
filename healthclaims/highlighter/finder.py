"""Find the entries of the table in a sentence: one walk over its words, no search per rule."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from healthclaims.core.files import data_dir
from healthclaims.highlighter.patterns import NUMBERS, TOKEN, is_number, patterns_of, plain
from healthclaims.highlighter.word_table import (
    EFFECT,
    HELPER,
    LOOKALIKE,
    NO_EFFECT,
    CueRule,
    load_cue_rules,
)

_STOPS = frozenset(",;:.()!?—–")
_LONGEST_GAP = 3
_plain = functools.lru_cache(50_000)(plain)  # texts repeat their words
# What may come next in the tree of entries, besides words.
_PREFIX, _ENDS = "\0begin", "\0ends"
_NUMBER, _NAME, _GAP = "\0number", "\0name", "\0gap"


@dataclass(frozen=True)
class Hit:
    """An entry found in a sentence: its words from `first` up to, not including, `last`."""

    first: int
    last: int
    rule: CueRule


@dataclass
class Sentence:
    """One sentence or heading: its words in small letters and as they stand, where, and the hits.

    `starts` and `ends` are offsets in characters of `text`.
    """

    text: str
    is_heading: bool
    plain: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    @functools.cached_property
    def names_show(self) -> bool:
        """True unless most long words begin with a capital, so that a capital shows no name."""
        long = [word for word in self.raw if len(word) > 3 and word.isalpha()]
        return len(long) < 3 or 3 * sum(word[0].isupper() for word in long) < 2 * len(long)

    @functools.cached_property
    def _found(self) -> frozenset[str]:
        return frozenset(hit.rule.rule for hit in self.hits)

    def of(self, *rules: str) -> list[Hit]:
        """Return the hits of some rules, in order of the text."""
        if self._found.isdisjoint(rules):
            return []
        return [hit for hit in self.hits if hit.rule.rule in rules]

    def quote(self, first: int, last: int) -> str:
        """Return the words from `first` up to, not including, `last`, as they stand."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def words(self, first: int, last: int) -> list[str]:
        """Return words in small letters; places outside the sentence hold none."""
        return self.plain[max(0, first) : max(0, last)]

    def explain(self, hit: Hit) -> str:
        """Return the reason of a rule with the words found."""
        return hit.rule.explain(self.quote(hit.first, hit.last))


def read_words(text: str, is_heading: bool = False) -> Sentence:
    """Split a sentence into words and signs, and find the entries of the table in it."""
    found = Sentence(text, is_heading)
    for token in TOKEN.finditer(text):
        found.raw.append(token.group())
        found.plain.append(_plain(token.group()))
        found.starts.append(token.start())
        found.ends.append(token.end())
    root = _tree(data_dir())
    hits: list[Hit] = []
    for place, (word, raw) in enumerate(zip(found.plain, found.raw, strict=True)):
        # Most words begin no entry: do not even try.
        if word in root or word[:2] in root[_PREFIX] or not raw.islower() or word in NUMBERS:
            _walk(root, found, place, place, hits)
    found.hits = _without_overlaps(hits)
    return found


@functools.cache
def _tree(_data: Path) -> dict[str, Any]:
    """Return the tree of all entries: what may come next, and which rules end here."""
    root: dict[str, Any] = {_PREFIX: {}}
    for rule in load_cue_rules().values():
        for elements in (found for entry in rule.words for found in patterns_of(entry)):
            node = root
            for kind, text in elements:
                if kind == "begin":
                    node = node.setdefault(_PREFIX, {}).setdefault(text[:2], {})
                key = text if kind in ("word", "exact", "begin") else f"\0{kind}"
                node = node.setdefault(key, {})
            if rule not in (ends := node.setdefault(_ENDS, [])):
                ends.append(rule)
    return root


def _walk(
    node: dict[str, Any], sentence: Sentence, first: int, place: int, found: list[Hit]
) -> None:
    """Add the entries that begin at `first` and go on at `place` through `node`."""
    found += [Hit(first, place, rule) for rule in node.get(_ENDS, ())]
    if place >= len(sentence.plain):
        return
    word, raw = sentence.plain[place], sentence.raw[place]
    following = [node[word]] if word in node else []
    if raw != word and raw in node:
        following.append(node[raw])
    if _PREFIX in node:
        begins = node[_PREFIX].get(word[:2], {})
        following += [other for begin, other in begins.items() if word.startswith(begin)]
    if _NUMBER in node and is_number(word):
        following.append(node[_NUMBER])
    if _NAME in node and raw[0].isupper() and raw[1:].islower() and sentence.names_show:
        following.append(node[_NAME])
    for other in following:
        _walk(other, sentence, first, place + 1, found)
    for skip in range(_LONGEST_GAP + 1) if _GAP in node else ():
        if skip and (
            place + skip > len(sentence.plain) or sentence.plain[place + skip - 1] in _STOPS
        ):
            break
        _walk(node[_GAP], sentence, first, place + skip, found)


def _without_overlaps(found: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits; a look-alike beats a cue of the same length.

    Words that help other rules keep out of this; a look-alike stays only where it looks like
    something: where a cue of its question stands in the same place.
    """
    alike = (LOOKALIKE, NO_EFFECT)
    kept = [hit for hit in found if hit.rule.kind == HELPER]
    others = [hit for hit in found if hit.rule.kind != HELPER]
    others.sort(key=lambda hit: (hit.first - hit.last, hit.rule.kind not in alike))
    real = {place for hit in others if hit.rule.kind not in alike for place in _places(hit)}
    taken: set[tuple[str, int]] = set()
    for hit in others:
        places = _places(hit)
        if not places & taken and (hit.rule.kind not in alike or places & real):
            taken |= places
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.first, hit.last))


def _places(hit: Hit) -> set[tuple[str, int]]:
    layer = EFFECT if hit.rule.kind in (EFFECT, NO_EFFECT) else hit.rule.question
    return {(layer, place) for place in range(hit.first, hit.last)}
