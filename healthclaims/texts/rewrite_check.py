"""A word check of a rewritten claim: who is named, how sure it sounds, whether the two fit.

It looks for words (`healthclaims.texts.cues`) and does not understand. It cannot see whether a
sentence is true, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from healthclaims.core.codebook import CERTAINTY, EVIDENCE, PURPOSE
from healthclaims.core.files import data_dir
from healthclaims.core.problems import Problem, raise_if_any
from healthclaims.texts.cues import ReadUnit, read_along, read_sentence
from healthclaims.texts.fit import fit_labels
from healthclaims.texts.rewrite_clauses import (
    Topic,
    claiming_parts,
    parts_of,
    says_something,
    turned_round,
)
from healthclaims.texts.rewrite_words import (
    POINTING,
    any_of,
    compares,
    denial,
    in_sentence_case,
    is_comparison_only,
    is_denied,
    leap_to_people,
    other_groups,
    same_words,
    what_is_missing,
)
from healthclaims.texts.rewrites import REWRITES_FILE, Rewrite, load_rewrites

FOUND, LOOK, OPEN, UNSURE, NOTED = "found", "look", "open", "unsure", "noted"
LIMITS = "The check looks for words. It can’t see whether your sentence is true."
_PEOPLE, _ANIMALS, _NOBODY = "people", "animals_or_cells", "not_stated"


@dataclass(frozen=True)
class Finding:
    """One thing the check found.

    Parameters
    ----------
    kind : str
        ``found`` (well done), ``look`` (look at this again), ``open`` (readers could disagree),
        ``unsure`` (the check cannot tell) or ``noted`` (neither good nor bad by itself).
    words : str
        What, in plain words.
    """

    kind: str
    words: str


@dataclass(frozen=True)
class Checked:
    """Everything the check found.

    Parameters
    ----------
    line : str
        The result in one sentence.
    findings : tuple of Finding
        In the order of the lesson: the claim, who, how sure, the fit, the push, the length.
    """

    line: str
    findings: tuple[Finding, ...]

    @property
    def passes(self) -> bool:
        """True if nothing has to be looked at again."""
        return all(finding.kind != LOOK for finding in self.findings)


def check_rewrite(rewrite: Rewrite, text: str) -> Checked:
    """Check a rewritten claim.

    Parameters
    ----------
    rewrite : Rewrite
        The claim and what is known.
    text : str
        What a learner wrote.

    Returns
    -------
    Checked
        In words, without a mark.
    """
    units = read_along(in_sentence_case(text))
    if not units:
        return Checked("Write your sentence first.", ())
    topic = Topic(rewrite.product, rewrite.about, rewrite.subjects)
    said, is_there = _claim_of(units, topic)
    parts = claiming_parts(said.text, topic)
    others = [unit for unit in units if unit is not said]
    # Sentence by sentence, that of the claim first: who is named as studied, and in which words.
    who = next(filter(None, (_who(rewrite, unit) for unit in (said, *others))), {})
    findings = [
        *_claim(rewrite, topic, said, units, is_there=is_there),
        *_product(rewrite, text),
        _evidence(rewrite, said, who),
    ]
    if is_there and (parts or not what_is_missing(said.text)):
        # Words that only say what is missing do not make the claim itself sound any less sure.
        whole = not parts or parts == parts_of(said.text)
        findings += _wording(rewrite, topic, said if whole else _read(parts), who, text)
    findings += [_push(units), *_length(rewrite, text)]
    return Checked(_line(rewrite, text, findings), tuple(findings))


def _claim_of(units: Sequence[ReadUnit], topic: Topic) -> tuple[ReadUnit, bool]:
    """Find the sentence that holds the claim, and whether any holds it."""
    about = [unit for unit in units if any_of(topic.about).search(unit.text)]
    if not about:
        return units[0], False
    # After "Bleeding gums?" the next sentence claims.
    for unit in (*about, *units):
        if claiming_parts(unit.text, topic):
            return unit, True
    return about[0], True


def _read(parts: Sequence[str]) -> ReadUnit:
    return read_sentence(", ".join(parts))


def check_models() -> None:
    """Hold every model answer of ``data/rewrites.toml`` to the check a learner meets.

    Raises
    ------
    DataError
        If the file has problems, or a model answer does not pass; all of them at once.
    """
    path = data_dir() / REWRITES_FILE
    raise_if_any(
        Problem(
            path, None, f"[{rewrite.name}] models: “{model.text}”: {finding.words}", "Reword it."
        )
        for rewrite in load_rewrites().values()
        for model in rewrite.models
        for finding in check_rewrite(rewrite, model.text).findings
        if finding.kind in (LOOK, UNSURE)
    )


def _line(rewrite: Rewrite, text: str, findings: Sequence[Finding]) -> str:
    kinds = [finding.kind for finding in findings]
    if same_words(text, rewrite.unit.text):
        return "This is still the line as it stands. Change something in it."
    if LOOK in kinds:
        return "Not there yet: look again at the points marked ↺."
    if UNSURE in kinds:
        return "I can’t tell: see the points marked ?."
    if OPEN in kinds:
        return "This can stand. On the point marked ⇄, careful readers could disagree."
    return "Wording and evidence match, as far as this check can see."


def _claim(
    rewrite: Rewrite, topic: Topic, said: ReadUnit, units: Sequence[ReadUnit], *, is_there: bool
) -> Iterator[Finding]:
    if not is_there:
        listed = ", ".join(f"“{word}”" for word in rewrite.about)
        words = f"The claim may have gone: I find no word of it ({listed})."
        yield Finding(LOOK, f"{words} Keep what it says, and change how sure it sounds.")
        return
    if around := turned_round(said.text, topic, rewrite.opposite):
        yield Finding(LOOK, f"“{around}” seems to turn the claim round. Is that what you mean?")
        return
    if claiming_parts(said.text, topic):
        yield Finding(FOUND, "The claim is still there.")
        yield from _denied_beside(rewrite, units)
    elif denied := denial(said.text):
        words = f"“{denied}”: now the sentence denies the effect."
        yield Finding(LOOK, f"{words} {_NOT_SHOWN}")
    elif missing := what_is_missing(said.text):
        words = f"“{missing}” says what is missing."
        yield Finding(LOOK, f"{words} Say what was found, too, and in whom.")
    elif said.text.rstrip().endswith("?"):
        yield Finding(LOOK, "A question makes no claim. Say what is known, and how surely.")
    else:
        yield Finding(FOUND, "Words of the claim are still there.")


_DOUBTING = ("may", "might", "could")
_NOT_SHOWN = "“Not shown” is not the same as “does not work”."


def _denied_beside(rewrite: Rewrite, units: Sequence[ReadUnit]) -> Iterator[Finding]:
    """Speak of a part that denies beside one that claims; nobody knows it of untested people."""
    for part in (part for unit in units for part in parts_of(unit.text)):
        if not (denied := denial(part)):
            continue
        untested = rewrite.evidence == _ANIMALS and leap_to_people(part.replace(denied, ""))
        if untested and not denied.lower().startswith(_DOUBTING):
            yield Finding(LOOK, f"“{denied}” … “{untested}”: nobody knows that. {_NOT_SHOWN}")
        else:
            yield Finding(OPEN, f"is “{denied}” known here, or only not shown?")
        return


def _product(rewrite: Rewrite, text: str) -> Iterator[Finding]:
    if any_of((rewrite.product,)).search(text):
        return
    gone = f"I can’t find “{rewrite.product}” in it."
    if found := POINTING.search(text):
        words = f"{gone} I take “{found.group()}” to stand for it."
        yield Finding(NOTED, words)
    else:
        yield Finding(UNSURE, f"I can’t tell what it speaks of. {gone}")


def _who(rewrite: Rewrite, unit: ReadUnit) -> dict[str, str]:
    """Find the words for those studied, and what they point to.

    Words after a “not” or “nobody” in the same clause do not count: they say who was not studied.
    """
    places = [
        (cue.start - unit.start, cue.text, cue.label)
        for cue in unit.cues
        if cue.question == EVIDENCE and cue.label.split("|")[0] in (_PEOPLE, _ANIMALS)
    ]
    places += [
        (found.start(), found.group(), rewrite.evidence)
        for found in any_of(rewrite.subjects).finditer(unit.text)
        if not any(start <= found.start() < start + len(words) for start, words, _ in places)
    ]
    found: dict[str, tuple[str, str]] = {}
    # A word that may or may not name somebody ("trial") says nothing beside one that does.
    clear = [place for place in places if "|" not in place[2]]
    for start, words, label in sorted(clear or places):
        if not is_denied(unit.text, start):
            found.setdefault(words.casefold(), (words, label))
    return dict(found.values())


def _evidence(rewrite: Rewrite, said: ReadUnit, who: Mapping[str, str]) -> Finding:
    named = set(who.values())
    record = f"Who was studied: {rewrite.named}."
    if not who:
        return Finding(LOOK, f"It names nobody who was studied. {record}")
    listed = " and ".join(f"“{words}”" for words in who)
    if named == {_ANIMALS} and (reader := leap_to_people(said.text)):
        return Finding(LOOK, f"From {listed} it leaps to “{reader}”. {record} Stay with them.")
    if others := other_groups(" ".join(who), rewrite.subjects):
        told = " and ".join(f"“{word}”" for word in dict.fromkeys(others))
        return Finding(LOOK, f"It names {told}, and the record does not. {record}")
    if named == {rewrite.evidence}:
        return Finding(FOUND, f"It names those who were studied: {listed}.")
    if any("|" in label for label in named):
        return Finding(OPEN, f"Readers disagree whether {listed} names anybody. {record}")
    if len(named) > 1:
        return Finding(LOOK, f"It names {listed}. Which of them were studied? {record}")
    kind = "people" if _PEOPLE in named else "animals or cells"
    return Finding(LOOK, f"{listed}: that sounds as if {kind} had been studied. {record}")


def _sure(said: ReadUnit) -> str:
    """How sure the claim sounds; without any doubt word it sounds certain."""
    label = said.suggestions[CERTAINTY].label
    if label in ("hedged", "firm", "hedged|firm"):
        return label
    doubts = any((cue.question, cue.label) == (CERTAINTY, "hedged") for cue in said.cues)
    return "hedged" if doubts else "firm"


def _wording(
    rewrite: Rewrite, topic: Topic, said: ReadUnit, who: Mapping[str, str], text: str
) -> Iterator[Finding]:
    """Say how sure it sounds and whether that fits; of a mere topic neither can be told."""
    if not says_something(said, topic):
        yield Finding(UNSURE, _TOPIC_ONLY)
        return
    yield _certainty(said)
    yield _fit(rewrite, set(who.values()), _sure(said), text)


def _certainty(said: ReadUnit) -> Finding:
    sure, suggestion = _sure(said), said.suggestions[CERTAINTY]
    is_comparison = suggestion.cue is not None and is_comparison_only(suggestion.cue.text)
    if suggestion.label != sure or is_comparison:
        told = "a doubt word was found." if sure == "hedged" else "no doubt word was found."
        return Finding(NOTED, f"{_SOUNDS[sure]}: {told}")
    if sure in _SOUNDS:
        return Finding(NOTED, f"{_SOUNDS[sure]}: {suggestion.reason}")
    return Finding(OPEN, suggestion.reason)


_TOPIC_ONLY = "I can’t tell whether this says that something happens, or only names a topic."
_SOUNDS = {"hedged": "Leaves room for doubt", "firm": "Sounds certain"}


def _fit(rewrite: Rewrite, named: set[str], sure: str, text: str) -> Finding:
    """Say what the two give together, by the kit's own rule for sentences."""
    if "|" in sure or any("|" in label for label in named):
        return Finding(OPEN, "Whether wording and evidence fit is left open here.")
    who = _NOBODY if not named else (named - {rewrite.evidence} or named).pop()
    subtype = rewrite.subtype
    if who == _PEOPLE and not (any_of(rewrite.design).search(text) or compares(text)):
        subtype = "design_not_stated"
    labels = fit_labels(who, subtype, sure)
    if named and named != {rewrite.evidence}:
        return Finding(LOOK, "Whether it fits can be told once it is clear who was studied.")
    if not labels:
        return Finding(
            LOOK, "Careful words, and nobody named: nobody can tell whether the doubt fits."
        )
    return _FIT[who, sure, labels[-1]]


_FIT = {
    (_NOBODY, "firm", "goes_further"): Finding(
        LOOK, "Sure words, and nobody named: the wording goes further than the evidence named."
    ),
    (_ANIMALS, "hedged", "fits"): Finding(FOUND, "Careful words over animals or cells: it fits."),
    (_ANIMALS, "firm", "fits|goes_further"): Finding(
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


def _push(units: Sequence[ReadUnit]) -> Finding:
    pushing = [
        cue.text
        for unit in units
        for cue in unit.cues
        if cue.question == PURPOSE and cue.label == "marketing"
    ]
    if not pushing:
        return Finding(FOUND, "No words that push were found.")
    listed = ", ".join(dict.fromkeys(f"“{words}”" for words in pushing))
    return Finding(LOOK, f"It still pushes: {listed}.")


def _length(rewrite: Rewrite, text: str) -> Iterator[Finding]:
    count = len(text.split())
    if rewrite.most_words and count > rewrite.most_words:
        yield Finding(LOOK, f"It has {count} words; there is room for {rewrite.most_words}.")
