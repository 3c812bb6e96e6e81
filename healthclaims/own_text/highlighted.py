"""A text with its cues in the form a page needs: small, with places counted as a page counts."""

from __future__ import annotations

import re
from typing import Any

from healthclaims.content.article import MASK, Article
from healthclaims.content.codebook import CERTAINTY, load_codebook
from healthclaims.highlighter.highlight import ReadUnit
from healthclaims.highlighter.word_table import QUESTIONS, SIGNS, load_cue_rules
from healthclaims.own_text.suggestions import read_units

# Digit by digit, so that the places of the cues stay where they are.
_DIGIT = re.compile(r"\d")
MOST_CUES = 60  # in one line; a line of a thousand doubt words shows no more


def highlighted_text(article: Article) -> dict[str, Any]:
    """Let the highlighter read a text, and pack what it finds into short lists.

    A page of 20,000 words has thousands of cues with few different reasons, so every reason is
    sent once and pointed to by its number.

    Returns
    -------
    dict
        ``axes`` with their labels and signs; ``rules`` by number with name and where they fail;
        ``reasons`` by number; ``lines`` as ``[id, kind, text, cues, suggestions]``: a cue is
        ``[start, end, question, label, rule, reason]`` and a suggestion
        ``[label, rule, reason]``, one for each question.
    """
    pool = _Pool()
    lines = [
        [
            unit.id,
            unit.kind,
            _DIGIT.sub(MASK, read.text) if unit.id in article.amounts_or_routes else read.text,
            [pool.cue(read, cue) for cue in read.cues[:MOST_CUES]],
            [pool.suggestion(read, name) for name in QUESTIONS],
        ]
        for unit, read in zip(article.units, read_units(article), strict=True)
    ]
    rules = load_cue_rules()
    axes = load_codebook().axes
    return {
        "axes": [
            {
                "name": name,
                "short": axes[name].short,
                "labels": [
                    {"value": label.name, "text": label.shown, "letter": label.letter}
                    for label in axes[name].labels
                ],
                # Marks that are no answer by themselves.
                "signs": [
                    {"value": value, "text": text, "letter": letter}
                    for value, (letter, text) in SIGNS.items()
                    if name == CERTAINTY
                ],
            }
            for name in QUESTIONS
        ],
        "rules": [
            # Some suggestions rest on no rule: on words that were looked for and not found.
            [rules[name].name, rules[name].fails_when] if name in rules else ["", ""]
            for name in pool.rules
        ],
        "reasons": list(pool.reasons),
        "lines": lines,
    }


class _Pool:
    """Gives every rule and every reason a number."""

    def __init__(self) -> None:
        self.rules: dict[str, int] = {}
        self.reasons: dict[str, int] = {}

    def cue(self, unit: ReadUnit, cue: Any) -> list[object]:
        start, end = (_as_page(unit.text, place - unit.start) for place in (cue.start, cue.end))
        question = QUESTIONS.index(cue.question)
        return [start, end, question, cue.label, self._rule(cue.rule), self._reason(cue.reason)]

    def suggestion(self, unit: ReadUnit, question: str) -> list[object]:
        found = unit.suggestions.get(question)
        if found is None:
            return ["", self._rule(""), self._reason("")]
        return [found.label, self._rule(found.rule), self._reason(found.reason)]

    def _rule(self, name: str) -> int:
        return self.rules.setdefault(name, len(self.rules))

    def _reason(self, text: str) -> int:
        return self.reasons.setdefault(text, len(self.reasons))


def _as_page(text: str, place: int) -> int:
    """Count a place as JavaScript does, where an emoji is two."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le")) // 2
