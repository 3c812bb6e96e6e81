"""The other side: how pushy an advert is that a learner writes, and what each of its words does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook
from healthclaims.highlighter.highlight import ReadUnit, read_along
from healthclaims.highlighter.marks import Cue
from healthclaims.highlighter.word_table import QUESTIONS, SIGNS
from healthclaims.rewriting.claims import Claim
from healthclaims.rewriting.fit import ANIMALS, AS_IT_STANDS, FOUND, LOOK, Finding
from healthclaims.rewriting.words import any_of, in_sentence_case, same_words

LOUD = 3  # from so many pushing words on, an advert is an advert
_STUDIED = ("people", ANIMALS)


@dataclass(frozen=True)
class Mark:
    """Some words of a text, and what the highlighter says that they do.

    Parameters
    ----------
    text : str
        The words; all marks of a text together are the text.
    question : int
        Place of the question among the three, from 1; 0 for words that are not marked.
    does : str
        What they do, in a few words.
    reasons : tuple of str
        Why, a sentence for each thing they do.
    """

    text: str
    question: int = 0
    does: str = ""
    reasons: tuple[str, ...] = ()


def marks_of(text: str) -> tuple[Mark, ...]:
    """Cut a text where the highlighter marks words that count."""
    places: dict[tuple[int, int], list[Cue]] = {}
    for cue in _counting(_read(text)):
        places.setdefault((cue.start, cue.end), []).append(cue)
    marks, at = [], 0
    for (start, end), cues in sorted(places.items()):
        if start < at:  # words within words that are marked already
            continue
        if start > at:
            marks.append(Mark(text[at:start]))
        does = dict.fromkeys(_does(cue) for cue in cues)
        question = max(QUESTIONS.index(cue.question) for cue in cues) + 1
        reasons = tuple(dict.fromkeys(cue.reason for cue in cues))
        marks.append(Mark(text[start:end], question, " · ".join(does), reasons))
        at = end
    return (*marks, Mark(text[at:])) if at < len(text) else tuple(marks)


def pushing_words(text: str) -> list[str]:
    """List the words of a text that push, each once."""
    return _words_for(_read(text), PURPOSE, ("marketing",))


def advert_findings(claim: Claim, text: str) -> tuple[str, tuple[Finding, ...]]:
    """Return how far a text is an advert: the result in one sentence, and what the check found."""
    findings = tuple(_findings(claim, _read(text), text))
    if same_words(text, claim.text):
        return AS_IT_STANDS, findings
    if any(finding.kind == LOOK for finding in findings):
        return "Not the pushiest yet: look at the points marked ↺.", findings
    return "That is an advert: loud, sure, and nobody can check it.", findings


def _findings(claim: Claim, units: Sequence[ReadUnit], text: str) -> Iterator[Finding]:
    pushing = _words_for(units, PURPOSE, ("marketing",))
    if len(pushing) >= LOUD:
        yield Finding(FOUND, f"It pushes: {_listed(pushing)}.")
    elif pushing:
        yield Finding(LOOK, f"So far only this pushes: {_listed(pushing)}. What else do shops say?")
    else:
        yield Finding(LOOK, "No word pushes yet. Praise it, promise something, hurry them.")
    if doubting := _words_for(units, CERTAINTY, ("hedged",)):
        yield Finding(LOOK, f"This leaves room for doubt: {_listed(doubting)}. Adverts don’t.")
    else:
        yield Finding(FOUND, "No word of doubt is left.")
    if named := _words_for(units, EVIDENCE, _STUDIED):
        yield Finding(LOOK, f"This says who was studied: {_listed(named)}. So you can be checked.")
    else:
        yield Finding(FOUND, f"Nobody who was studied is named. Gone: {claim.named}.")
    if not any_of((claim.product,)).search(text):
        yield Finding(LOOK, f"Where is “{claim.product}”? An advert says its name.")


def _read(text: str) -> Sequence[ReadUnit]:
    lowered = in_sentence_case(text)
    # A few letters change their length; then places would no longer be those of the text.
    return read_along(lowered if len(lowered) == len(text) else text)


def _counting(units: Sequence[ReadUnit]) -> list[Cue]:
    return [cue for unit in units for cue in unit.cues if cue.label]


def _words_for(units: Sequence[ReadUnit], question: str, labels: Sequence[str]) -> list[str]:
    found = [
        cue.text for cue in _counting(units) if cue.question == question and cue.label in labels
    ]
    return list({words.casefold(): words for words in found}.values())


def _does(cue: Cue) -> str:
    if cue.label in SIGNS:
        return SIGNS[cue.label][1]
    labels = load_codebook().axes[cue.question]
    return " or ".join(labels[name].shown.lower() for name in cue.label.split("|"))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{one}”" for one in words)
