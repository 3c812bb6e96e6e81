"""Mark the words of any English text, and suggest answers, as a student reads it.

For each sentence and heading the three questions of the kit are asked: who was studied, how sure
is the wording, telling or selling. The rules stand in ``data/cues.csv``, each with an example in
which it goes wrong; what is made of the marks is worked out question by question. Where they do not
settle a question, the suggestion is empty: "cannot tell".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE
from healthclaims.highlighter.certainty import judge_certainty, not_doubting
from healthclaims.highlighter.evidence import judge_evidence, not_studied
from healthclaims.highlighter.finder import Hit, Sentence, read_words
from healthclaims.highlighter.judgement import Judgement
from healthclaims.highlighter.purpose import judge_purpose, not_meant
from healthclaims.highlighter.sentences import split_units
from healthclaims.highlighter.word_table import COUNTS, LOOKALIKE

QUESTIONS = (EVIDENCE, CERTAINTY, PURPOSE)
LONGEST = 250  # words and signs of one sentence


@dataclass(frozen=True)
class Cue:
    """Words in a text that point to an answer, or only look as if they did.

    Parameters
    ----------
    start, end : int
        Place in the whole text, in characters.
    text, question : str
        The exact words, and ``"evidence"``, ``"certainty"`` or ``"purpose"``.
    label : str
        What the words point to; ``"a|b"`` where the answer is left open; empty where the words look
        like a cue and do not count here.
    rule, reason : str
        Id of the row in ``data/cues.csv``, and one plain sentence: why it counts, or why not.
    """

    start: int
    end: int
    text: str
    question: str
    label: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Suggestion:
    """A suggested answer to one question about one unit.

    Parameters
    ----------
    question, label : str
        As for `Cue`; the label is empty for "cannot tell".
    rule, reason : str
        Id of the deciding row, empty where the absence of words decides, and one plain sentence.
    cue : Cue or None
        The deciding words; they are also among the cues of the unit.
    """

    question: str
    label: str
    rule: str
    reason: str
    cue: Cue | None


@dataclass(frozen=True)
class ReadUnit:
    """A sentence or heading with its cues and suggestions.

    Parameters
    ----------
    start, end : int
        Place in the whole text, in characters.
    text, kind : str
        The words, and ``"heading"`` or ``"sentence"``.
    cues : tuple of Cue
        In order of the text.
    suggestions : mapping of str to Suggestion
        One for each question.
    """

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
    spans = split_units(text)
    units = [(text[span.start : span.end], span.start, span.kind) for span in spans]
    return read_units(units, promotes=promotes)


def read_sentence(sentence: str) -> ReadUnit:
    """Read some words as one sentence, however many sentences they are."""
    return read_units([(sentence, 0, "sentence")])[0]


def read_units(
    units: Sequence[tuple[str, int, str]], *, promotes: bool | None = None
) -> tuple[ReadUnit, ...]:
    """Read units that are split already.

    Parameters
    ----------
    units : sequence of (str, int, str)
        Words, place of the first character in the whole text, and kind of each unit.
    promotes : bool, optional
        As for `read_along`.
    """
    return tuple(
        _read(read_words(words, kind != "sentence"), start, kind, promotes)
        for words, start, kind in units
    )


def _read(sentence: Sentence, start: int, kind: str, promotes: bool | None) -> ReadUnit:
    if len(sentence.plain) > LONGEST:
        why = f"This is longer than {LONGEST} words and signs, so it is not read as one sentence."
        judged = dict.fromkeys(QUESTIONS, Judgement("", why))
    else:
        certainty, is_claim = judge_certainty(sentence)
        evidence = judge_evidence(sentence, is_claim)
        purpose = judge_purpose(sentence, is_claim, promotes)
        judged = dict(zip(QUESTIONS, (evidence, certainty, purpose), strict=True))
    cues = _cues(sentence, start, [judgement.hit for judgement in judged.values()])
    suggestions = {
        question: Suggestion(
            question,
            found.label,
            found.hit.rule.rule if found.hit else "",
            found.reason,
            cues[found.hit] if found.hit else None,
        )
        for question, found in judged.items()
    }
    ordered = tuple(sorted(cues.values(), key=lambda cue: (cue.start, cue.end, cue.question)))
    end = start + len(sentence.text)
    return ReadUnit(start, end, sentence.text, kind, ordered, suggestions)


def _cues(sentence: Sentence, start: int, deciding: Sequence[Hit | None]) -> dict[Hit, Cue]:
    """Mark what words usually do, or why they do not do it here, and all that decided."""
    excluded: dict[Hit, str] = {}
    if len(sentence.plain) <= LONGEST:
        excluded = not_studied(sentence) | not_doubting(sentence) | not_meant(sentence)
    cues: dict[Hit, Cue] = {}
    for hit in sentence.hits:
        why_not = None if hit in deciding else excluded.get(hit)
        if hit in deciding or (hit.rule.kind in (COUNTS, LOOKALIKE) and why_not != ""):
            cues[hit] = Cue(
                start + sentence.starts[hit.first],
                start + sentence.ends[hit.last - 1],
                sentence.quote(hit.first, hit.last),
                hit.rule.question,
                "" if why_not else hit.rule.label,
                hit.rule.rule,
                why_not or sentence.explain(hit),
            )
    return cues
