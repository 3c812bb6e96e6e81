"""Mark the words of any English text, and suggest answers, as a student reads it.

For each sentence and heading the three questions of the kit are asked. The rules stand in
``data/cues.csv``, each with an example in which it goes wrong; what is made of the marks is worked
out question by question. Where they do not settle it, the suggestion is empty: "cannot tell".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE
from healthclaims.highlighter.certainty import judge_certainty, no_effects
from healthclaims.highlighter.evidence import judge_evidence, not_studied
from healthclaims.highlighter.finder import read_words
from healthclaims.highlighter.marks import Cue, Sentence, Suggestion
from healthclaims.highlighter.purpose import GUIDANCE, INFORMATION, judge_purpose, no_orders
from healthclaims.highlighter.sentences import split_units
from healthclaims.highlighter.word_table import COUNTS, LOOKALIKE, QUESTIONS

LONGEST = 250  # words and signs of one sentence


@dataclass(frozen=True)
class ReadUnit:
    """A sentence or heading (`kind`) and its place; cues in order, one suggestion a question."""

    start: int
    end: int
    text: str
    kind: str
    cues: tuple[Cue, ...]
    suggestions: Mapping[str, Suggestion]


def read_along(text: str, *, promotes: bool | None = None) -> tuple[ReadUnit, ...]:
    """Read a text: mark its cues and suggest answers, sentence by sentence.

    Parameters
    ----------
    text : str
        Any English text; markup in it is taken as characters.
    promotes : bool, optional
        Whether the page promotes the product, as its source card says; None if not known.
    """
    units = [(text[unit.start : unit.end], unit.start, unit.kind) for unit in split_units(text)]
    return read_units(units, promotes=promotes)


def read_sentence(sentence: str) -> ReadUnit:
    """Read some words as one sentence, however many sentences they are."""
    return read_units([(sentence, 0, "sentence")])[0]


def read_units(
    units: Iterable[tuple[str, int, str]], *, promotes: bool | None = None
) -> tuple[ReadUnit, ...]:
    """Read units that are split already: words, place of the first in the text, kind of each."""
    found: list[ReadUnit] = []
    order = ""  # “Call a doctor if:” holds for the lines below it
    for text, start, kind in units:
        unit = _read(text, start, kind, promotes)
        label, line = unit.suggestions[PURPOSE].label, text.strip("•*-–· :")
        if not order or not (line[:1].islower() or line.startswith("You")):
            order = text if label == GUIDANCE and line.endswith(" if") else ""
        elif label == INFORMATION:
            goes_on = Suggestion(GUIDANCE, f"It goes on from “{order}”.")
            unit = replace(unit, suggestions={**unit.suggestions, PURPOSE: goes_on})
        found.append(unit)
    return tuple(found)


def _read(text: str, start: int, kind: str, promotes: bool | None) -> ReadUnit:
    sentence = read_words(text, start, kind)
    suggestions = _judge(sentence, promotes)
    cues = {suggestion.cue for suggestion in suggestions.values() if suggestion.cue}
    for hit in sentence.hits:
        if hit.rule.kind in (COUNTS, LOOKALIKE) and sentence.struck.get(hit) != "":
            cues.add(sentence.mark(hit))
    ordered = tuple(sorted(cues, key=lambda cue: (cue.start, cue.end, cue.question, cue.rule)))
    return ReadUnit(start, start + len(text), text, kind, ordered, suggestions)


def _judge(sentence: Sentence, promotes: bool | None) -> dict[str, Suggestion]:
    """Strike out what does not count, then judge by what is left, question by question."""
    if len(sentence.plain) > LONGEST:
        why = f"This is longer than {LONGEST} words and signs, so it is not read as one sentence."
        return dict.fromkeys(QUESTIONS, Suggestion("", why))
    sentence.strike_quoted()
    sentence.struck |= not_studied(sentence) | no_effects(sentence) | no_orders(sentence)
    certainty, is_claim = judge_certainty(sentence)
    return {
        EVIDENCE: judge_evidence(sentence, is_claim),
        CERTAINTY: certainty,
        PURPOSE: judge_purpose(sentence, is_claim, promotes),
    }
