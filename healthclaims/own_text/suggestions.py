"""What the cue highlighter suggests for an own text, in the form of a key."""

from __future__ import annotations

import functools
from collections.abc import Callable

from healthclaims.content.answer_key import KeyMark
from healthclaims.content.article import Article, Unit
from healthclaims.content.source_card import SourceCard
from healthclaims.highlighter.highlight import ReadUnit, read_along
from healthclaims.highlighter.word_table import load_cue_rules


def read_units(article: Article) -> tuple[ReadUnit, ...]:
    """Let the highlighter read a text whose units `split_units` made: one result a unit."""
    return _read(article.text, promotes(article.card))


@functools.lru_cache(maxsize=4)
def _read(text: str, is_promoting: bool | None) -> tuple[ReadUnit, ...]:
    return read_along(text, promotes=is_promoting)


def promotes(card: SourceCard) -> bool | None:
    """Return whether the source promotes or sells the product; None where it is not known."""
    if card.is_promoting:
        return True
    return False if card.promotes == "no" else None


def suggested_key(article: Article) -> Callable[[Unit, str], KeyMark | None]:
    """Return the highlighter's suggestions for a text that was brought in, as a key.

    Returns
    -------
    callable
        Unit and axis to the suggestion. One without labels means "cannot tell".
    """
    rules = load_cue_rules()
    found = dict(zip((unit.id for unit in article.units), read_units(article), strict=True))

    def mark(unit: Unit, axis: str) -> KeyMark | None:
        suggestion = found[unit.id].suggestions.get(axis)
        if unit.repeat_of or suggestion is None:
            return None
        rule = rules.get(suggestion.rule)
        labels = tuple(filter(None, suggestion.label.split("|")))
        cue = suggestion.cue.text if suggestion.cue else ""
        return KeyMark(
            labels,
            rule.name if rule else "",
            suggestion.reason,
            cue,
            rule.fails_when if rule else "",
        )

    return mark
