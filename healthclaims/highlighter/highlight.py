"""Mark the words of any English text, and suggest answers, as a student reads it.

For each sentence and heading the three questions of the kit are asked: who was studied, how sure
is the wording, telling or selling. The rules stand in ``data/cues.csv``, each with an example in
which it goes wrong; what the words belong to is worked out in `clauses`. Where the words do not
settle a question, the suggestion is empty: "cannot tell".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE
from healthclaims.highlighter.axis_certainty import counts_not, read_certainty
from healthclaims.highlighter.axis_evidence import read_evidence
from healthclaims.highlighter.axis_purpose import is_harm, not_meant, read_purpose
from healthclaims.highlighter.effects import LONGEST, read_words
from healthclaims.highlighter.finder import Hit
from healthclaims.highlighter.orders import orders_in
from healthclaims.highlighter.parsed_sentence import Decision, ParsedSentence
from healthclaims.highlighter.product import Product, product_of
from healthclaims.highlighter.sentences import split_units
from healthclaims.highlighter.subjects import not_studied
from healthclaims.highlighter.word_table import COUNTS, LOOKALIKE

QUESTIONS = (EVIDENCE, CERTAINTY, PURPOSE)


@dataclass(frozen=True)
class Cue:
    """Words in a text that point to an answer, or only look as if they did.

    Parameters
    ----------
    start, end : int
        Place in the whole text, in characters.
    text : str
        The exact words.
    question : str
        ``"evidence"``, ``"certainty"`` or ``"purpose"``.
    label : str
        What the words point to; ``"a|b"`` where the answer is left open; empty where the words look
        like a cue and do not count here.
    rule : str
        Id of the row in ``data/cues.csv``.
    reason : str
        One plain sentence for this place: why it counts, or why it does not.
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
    question : str
        ``"evidence"``, ``"certainty"`` or ``"purpose"``.
    label : str
        A label, ``"a|b"`` where the answer is left open, empty for "cannot tell".
    rule : str
        Id of the deciding row, empty where the absence of words decides.
    reason : str
        One plain sentence.
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
    text : str
        The words.
    kind : str
        ``"heading"`` or ``"sentence"``.
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
    product = product_of([words for words, _, _ in units])
    found: list[ReadUnit] = []
    before: tuple[str, ...] = ()
    for words, start, kind in units:
        unit, named = _read(words, start, kind, product, before, promotes)
        found.append(unit)
        before = (named, *before[:1])
    return tuple(found)


def _read(
    text: str,
    start: int,
    kind: str,
    product: Product | None,
    before: tuple[str, ...],
    promotes: bool | None,
) -> tuple[ReadUnit, str]:
    parsed = read_words(text, kind != "sentence")
    if len(parsed.words) > LONGEST:
        return _too_long(parsed, start, kind), ""
    certainty, is_claim = read_certainty(parsed, product, bool(orders_in(parsed)))
    evidence, named = read_evidence(parsed, is_claim, before)
    purpose = read_purpose(parsed, is_claim, is_harm(parsed), promotes)
    decisions = dict(zip(QUESTIONS, (evidence, certainty, purpose), strict=True))
    cues = _cues(parsed, start, decisions)
    suggestions = {
        question: _suggestion(question, decision, cues) for question, decision in decisions.items()
    }
    ordered = tuple(sorted(cues.values(), key=lambda cue: (cue.start, cue.end, cue.question)))
    return ReadUnit(start, start + len(text), text, kind, ordered, suggestions), named


def _too_long(parsed: ParsedSentence, start: int, kind: str) -> ReadUnit:
    """Mark the words of a stretch without full stops; what belongs to what is not worked out."""
    why = f"This is longer than {LONGEST} words and signs, so it is not read as one sentence."
    cues = _cues(parsed, start, {})
    suggestions = {name: Suggestion(name, "", "", why, None) for name in QUESTIONS}
    text = parsed.words.text
    return ReadUnit(start, start + len(text), text, kind, tuple(cues.values()), suggestions)


def _cues(
    parsed: ParsedSentence, start: int, decisions: Mapping[str, Decision]
) -> dict[tuple[int, int, str], Cue]:
    """Make cues of the hits that count or look as if they did, and of those that decided."""
    checks = {EVIDENCE: not_studied, CERTAINTY: counts_not, PURPOSE: not_meant}
    excluded = {name: check(parsed) if decisions else {} for name, check in checks.items()}
    deciding = [decision.hit for decision in decisions.values() if decision.hit]
    cues: dict[tuple[int, int, str], Cue] = {}
    for hit in [*parsed.hits, *deciding]:
        if hit.rule.kind not in (COUNTS, LOOKALIKE) and hit not in deciding:
            continue
        counts = hit.rule.kind == COUNTS and hit not in deciding
        why = excluded[hit.rule.question].get(hit.first) if counts else None
        if why == "":
            continue
        cues[hit.first, hit.last, hit.rule.rule] = _cue(parsed, hit, start, why)
    return cues


def _cue(parsed: ParsedSentence, hit: Hit, start: int, why_not: str | None) -> Cue:
    words = parsed.words
    text = parsed.quote(hit)
    return Cue(
        start + words.starts[hit.first],
        start + words.ends[hit.last - 1],
        text,
        hit.rule.question,
        "" if why_not else hit.rule.label,
        hit.rule.rule,
        why_not or hit.rule.explain(text),
    )


def _suggestion(
    question: str, decision: Decision, cues: Mapping[tuple[int, int, str], Cue]
) -> Suggestion:
    hit = decision.hit
    cue = cues.get((hit.first, hit.last, hit.rule.rule)) if hit else None
    return Suggestion(question, decision.label, hit.rule.rule if hit else "", decision.reason, cue)
