"""Find the entries of the table in a sentence: one walk over its words, no search per rule."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from healthclaims.core.files import data_dir
from healthclaims.highlighter.marks import Hit, Sentence
from healthclaims.highlighter.patterns import GAP, NAME, TOKEN, keys_of, patterns_of, plain
from healthclaims.highlighter.word_table import EFFECT, HELPER, LOOKALIKE, NO_EFFECT, load_cue_rules

_STOPS = frozenset(",;:.()!?—–")
_LONGEST_GAP = 3
_ENDS = "\0ends"  # which rules end here, in the tree of entries


def read_words(text: str, start: int = 0, kind: str = "sentence") -> Sentence:
    """Split a sentence into words and signs, and find the entries of the table in it."""
    found, data = Sentence(text, start, kind != "sentence"), data_dir()
    tree, _ = _entries(data)
    for token in TOKEN.finditer(text):
        small, keys = _look_up(data, token.group())
        found.plain.append(small)
        found.keys.append(keys)
        found.places.append(token.span())
    hits: list[Hit] = []
    for place, keys in enumerate(found.keys):
        if keys:
            _walk(tree, found, place, place, hits)
    found.hits = _without_overlaps(hits)
    found.names = frozenset().union(*(hit.rule.names for hit in found.hits))
    return found


@functools.cache
def _entries(_data: Path) -> tuple[dict[str, Any], frozenset[str]]:
    """Return all entries as a tree (what may come next, and which rules end here), and its keys."""
    tree: dict[str, Any] = {}
    known: set[str] = set()
    for rule in load_cue_rules().values():
        for words in (found for entry in rule.words for found in patterns_of(entry)):
            node = tree
            for word in words:
                node = node.setdefault(word, {})
            known.update(words)
            if rule not in (ends := node.setdefault(_ENDS, [])):
                ends.append(rule)
    return tree, frozenset(known)


@functools.lru_cache(50_000)  # texts repeat their words
def _look_up(data: Path, word: str) -> tuple[str, tuple[str, ...]]:
    """Return a word in small letters, and all in the table that may stand for it."""
    _, known = _entries(data)
    return plain(word), tuple(key for key in keys_of(word) if key in known)


def _walk(
    node: dict[str, Any], sentence: Sentence, first: int, place: int, found: list[Hit]
) -> None:
    """Add the entries that begin at `first` and go on at `place` through `node`."""
    if _ENDS in node:
        found += [Hit(first, place, rule) for rule in node[_ENDS]]
    for key in sentence.keys[place] if place < len(sentence.keys) else ():
        if key in node and (key != NAME or sentence.names_show):
            _walk(node[key], sentence, first, place + 1, found)
    for skip in range(_LONGEST_GAP + 1) if GAP in node else ():
        if skip and not set(sentence.words(place + skip - 1, place + skip)) - _STOPS:
            break
        _walk(node[GAP], sentence, first, place + skip, found)


def _without_overlaps(found: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits; a look-alike beats a cue of the same length.

    Words that help other rules keep out of this; a look-alike stays only where a cue of its
    question stands in the same place.
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
