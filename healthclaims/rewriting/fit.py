"""Who a rewritten claim names, how sure it sounds, and whether the two fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from healthclaims.content.codebook import CERTAINTY, EVIDENCE
from healthclaims.content.fit import fit_labels
from healthclaims.highlighter.highlight import ReadUnit
from healthclaims.rewriting.claims import Claim
from healthclaims.rewriting.clauses import Topic, says_something
from healthclaims.rewriting.people import Clauses, leap_to_people, other_groups
from healthclaims.rewriting.words import any_of, compares, is_comparison_only

FOUND, LOOK, OPEN, UNSURE, NOTED = "found", "look", "open", "unsure", "noted"
AS_IT_STANDS = "This is still the line as it stands. Change something in it."
ANIMALS = "animals_or_cells"
_PEOPLE, _NOBODY = "people", "not_stated"


# Each kind of finding has a sign beside its words.
SIGNS = {LOOK: "↺", OPEN: "⇄", UNSURE: "?", NOTED: "•", FOUND: "✓"}


@dataclass(frozen=True)
class Finding:
    """One thing the check found.

    Parameters
    ----------
    kind : str
        ``found`` (well done), ``look`` (look at this again), ``open`` (left open),
        ``unsure`` (the check cannot tell) or ``noted`` (neither good nor bad by itself).
    words : str
        What, in plain words.
    """

    kind: str
    words: str


def studied_in(claim: Claim, unit: ReadUnit) -> dict[str, str]:
    """Find the words of a sentence for those studied, and the label each points to.

    Words after a “not” or “nobody” in the same clause do not count: they say who was not studied.
    Those of the record count all the same: “no trial in rats” does name rats.
    """
    places = [
        (cue.start - unit.start, cue.text, cue.label)
        for cue in unit.cues
        if cue.question == EVIDENCE and cue.label.split("|")[0] in (_PEOPLE, ANIMALS)
    ]
    subjects, clauses = any_of(claim.subjects), Clauses(unit.text)
    covered = {at for start, words, _ in places for at in range(start, start + len(words))}
    places += [
        (found.start(), found.group(), claim.evidence)
        for found in subjects.finditer(unit.text)
        if found.start() not in covered
    ]
    found: dict[str, tuple[str, str]] = {}
    # A word that may or may not name somebody ("trial") says nothing beside one that does.
    clear = [place for place in places if "|" not in place[2]]
    for start, words, label in sorted(clear or places):
        if subjects.search(words) or not clauses.is_denied(start):
            found.setdefault(words.casefold(), (words, label))
    return dict(found.values())


def evidence_of(claim: Claim, claiming: ReadUnit, who: Mapping[str, str]) -> Finding:
    """Find whether those who are named, in the words of `who`, are those who were studied."""
    named = set(who.values())
    record = f"Who was studied: {claim.named}."
    if not who:
        return Finding(LOOK, f"It names nobody who was studied. {record}")
    listed = " and ".join(f"“{words}”" for words in who)
    if named == {ANIMALS} and (reader := leap_to_people(claiming.text)):
        return Finding(LOOK, f"From {listed} it leaps to “{reader}”. {record} Stay with them.")
    if others := other_groups(" ".join(who), claim.subjects):
        unknown = " and ".join(f"“{word}”" for word in dict.fromkeys(others))
        return Finding(LOOK, f"It names {unknown}, and the record does not. {record}")
    if named == {claim.evidence}:
        return Finding(FOUND, f"It names those who were studied: {listed}.")
    if any("|" in label for label in named):
        return Finding(OPEN, f"We leave it open whether {listed} names anybody. {record}")
    if len(named) > 1:
        return Finding(LOOK, f"It names {listed}. Which of them were studied? {record}")
    kind = "people" if _PEOPLE in named else "animals or cells"
    return Finding(LOOK, f"{listed}: that sounds as if {kind} had been studied. {record}")


def _sure(claiming: ReadUnit) -> str:
    """Return how sure the claim sounds; without any doubt word it sounds certain."""
    label = claiming.suggestions[CERTAINTY].label
    if label in ("hedged", "firm", "hedged|firm"):
        return label
    doubts = any((cue.question, cue.label) == (CERTAINTY, "hedged") for cue in claiming.cues)
    return "hedged" if doubts else "firm"


def wording_of(
    claim: Claim, topic: Topic, claiming: ReadUnit, who: Mapping[str, str], text: str
) -> Iterator[Finding]:
    """Find how sure it sounds and whether that fits; of a mere topic neither can be told.

    `claiming` holds the words that claim, `text` all that was written.
    """
    if not says_something(claiming, topic):
        yield Finding(UNSURE, _TOPIC_ONLY)
        return
    yield _certainty(claiming)
    yield _fit(claim, set(who.values()), _sure(claiming), text)


def _certainty(claiming: ReadUnit) -> Finding:
    sure, suggestion = _sure(claiming), claiming.suggestions[CERTAINTY]
    is_comparison = suggestion.cue is not None and is_comparison_only(suggestion.cue.text)
    if suggestion.label != sure or is_comparison:
        reason = "a doubt word was found." if sure == "hedged" else "no doubt word was found."
        return Finding(NOTED, f"{_SOUNDS[sure]}: {reason}")
    if sure in _SOUNDS:
        return Finding(NOTED, f"{_SOUNDS[sure]}: {suggestion.reason}")
    return Finding(OPEN, suggestion.reason)


_TOPIC_ONLY = "I can’t tell whether this says that something happens, or only names a topic."
_SOUNDS = {"hedged": "Leaves room for doubt", "firm": "Sounds certain"}


def _fit(claim: Claim, named: set[str], sure: str, text: str) -> Finding:
    """Find what the two give together, by the kit's own rule for sentences."""
    if "|" in sure or any("|" in label for label in named):
        return Finding(OPEN, "Whether wording and evidence fit is left open here.")
    who = _NOBODY if not named else min(named - {claim.evidence} or named)
    subtype = claim.subtype
    if subtype == "uncontrolled" and named == {_PEOPLE}:
        return _UNCOMPARED.get(sure, _UNCOMPARED["firm"])
    if who == _PEOPLE and not (any_of(claim.design).search(text) or compares(text)):
        subtype = "design_not_stated"
    labels = fit_labels(who, subtype, sure)
    if named and named != {claim.evidence}:
        return Finding(LOOK, "Whether it fits can be told once it is clear who was studied.")
    if not labels:
        return Finding(
            LOOK, "Careful words, and nobody named: nobody can tell whether the doubt fits."
        )
    return _FIT[who, sure, labels[-1]]


# Where the record says that nobody was compared, no words about a comparison are asked for.
_UNCOMPARED = {
    "hedged": Finding(FOUND, "Careful words over people who were compared with nobody: it fits."),
    "firm": Finding(
        LOOK,
        "Sure words, but these people were compared with nobody. Is the sentence sure of what the "
        "product did, or only of what the people said?",
    ),
}
_FIT = {
    (_NOBODY, "firm", "goes_further"): Finding(
        LOOK, "Sure words, and nobody named: the wording goes further than the evidence named."
    ),
    (ANIMALS, "hedged", "fits"): Finding(FOUND, "Careful words over animals or cells: it fits."),
    (ANIMALS, "firm", "fits"): Finding(
        OPEN,
        "Sure words over animals. As news about these animals it fits; as a promise to people it "
        "goes further.",
    ),
    (_PEOPLE, "firm", "fits"): Finding(
        FOUND, "Sure words over trials that compared people: it fits."
    ),
    (_PEOPLE, "hedged", "undersells"): Finding(
        LOOK, "Doubt words over several trials that compared people: it says less than they do."
    ),
    (_PEOPLE, "hedged", "fits"): Finding(
        OPEN,
        "Careful words over people. Say that they were compared with others, and surer words are "
        "earned.",
    ),
    (_PEOPLE, "firm", "fits|goes_further"): Finding(
        OPEN,
        "Sure words over people. Say that they were compared with others, and it clearly fits.",
    ),
}
