"""A word check of a rewritten claim: who is named, how sure it sounds, whether the two fit.

It looks for words (`healthclaims.highlighter.highlight`) and does not understand. It cannot see
whether a sentence is true, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthclaims.content.codebook import PURPOSE
from healthclaims.core.files import data_dir
from healthclaims.core.problems import Problem, raise_if_any
from healthclaims.highlighter.highlight import ReadUnit, read_along, read_sentence
from healthclaims.rewriting.advert import advert_findings
from healthclaims.rewriting.claims import PUSH, REWRITES_FILE, Claim, Rewrite, load_rewrites
from healthclaims.rewriting.clauses import Topic, claiming_parts, parts_of, turned_round
from healthclaims.rewriting.fit import (
    ANIMALS,
    AS_IT_STANDS,
    FOUND,
    LOOK,
    NOTED,
    OPEN,
    UNSURE,
    Finding,
    evidence_of,
    studied_in,
    wording_of,
)
from healthclaims.rewriting.people import leap_to_people
from healthclaims.rewriting.words import (
    POINTING,
    any_of,
    denial,
    in_sentence_case,
    same_words,
    what_is_missing,
    what_is_untested,
)

LONGEST_LINE = 500  # letters of a line that is rewritten in a lesson
NOTHING_YET = "Write your sentence first."
LIMITS = "The check looks for words. It can’t see whether your sentence is true."


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


def check_rewrite(claim: Claim, text: str) -> Checked:
    """Check what a learner wrote in place of a claim; the result is words, not a mark."""
    units = read_along(in_sentence_case(text))
    if not units:
        return Checked(NOTHING_YET, ())
    topic = Topic(claim.product, claim.about, claim.subjects)
    claiming, is_there = _claim_of(units, topic)
    parts = claiming_parts(claiming.text, topic)
    others = [unit for unit in units if unit is not claiming]
    # Sentence by sentence, that of the claim first: who is named as studied, and in which words.
    who = next(filter(None, (studied_in(claim, unit) for unit in (claiming, *others))), {})
    kept = list(_claim(claim, topic, claiming, units, text, is_there=is_there))
    findings = [*kept, *_product(claim, text), evidence_of(claim, claiming, who)]
    if kept[0].kind != LOOK:
        # Words that only say what is missing do not make the claim itself sound any less sure.
        whole = not parts or parts == parts_of(claiming.text)
        findings += wording_of(claim, topic, claiming if whole else _read(parts), who, text)
    findings += [_push(units), *_length(claim, text)]
    return Checked(_line(claim, text, findings), tuple(findings))


def check_for(rewrite: Rewrite, text: str) -> Checked:
    """Check what a learner wrote in a lesson, for the side that they write for."""
    if rewrite.side == PUSH and text.strip():
        return Checked(*advert_findings(rewrite, text))
    return check_rewrite(rewrite, text)


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
        for finding in check_for(rewrite, model.text).findings
        if finding.kind in (LOOK, UNSURE)
    )


def _line(claim: Claim, text: str, findings: Sequence[Finding]) -> str:
    kinds = [finding.kind for finding in findings]
    if same_words(text, claim.text):
        return AS_IT_STANDS
    if LOOK in kinds:
        return "Not there yet: look again at the points marked ↺."
    if UNSURE in kinds:
        return "I can’t tell: see the points marked ?."
    if OPEN in kinds:
        return "This can stand. We leave the point marked ⇄ open."
    return "Wording and evidence match, as far as this check can see."


def _claim(
    claim: Claim,
    topic: Topic,
    claiming: ReadUnit,
    units: Sequence[ReadUnit],
    text: str,
    *,
    is_there: bool,
) -> Iterator[Finding]:
    if not is_there:
        listed = ", ".join(f"“{word}”" for word in claim.about)
        words = f"The claim may have gone: I find no word of it ({listed})."
        yield Finding(LOOK, f"{words} Keep what it says, and change how sure it sounds.")
        return
    if around := turned_round(claiming.text, topic, claim.opposite):
        # As it was written: capitals were taken out of headings.
        written = re.search(re.escape(around), text, re.IGNORECASE)
        words = f"“{written.group() if written else around}” seems to turn the claim round."
        yield Finding(LOOK, f"{words} Is that what you mean?")
        return
    if claiming_parts(claiming.text, topic):
        yield Finding(FOUND, "The claim is still there.")
        yield from _denied_beside(claim, units)
    elif denied := denial(claiming.text):
        words = f"“{denied}”: now the sentence denies the effect."
        yield Finding(LOOK, f"{words} {_NOT_SHOWN}")
    elif missing := what_is_missing(claiming.text) or what_is_untested(claiming.text):
        words = f"“{missing}” says what is missing."
        yield Finding(LOOK, f"{words} Say what was found, too, and in whom.")
    elif claiming.text.rstrip().endswith("?"):
        yield Finding(LOOK, "A question makes no claim. Say what is known, and how surely.")
    else:
        yield Finding(FOUND, "Words of the claim are still there.")


_DOUBTING = ("may", "might", "could")
_NOT_SHOWN = "“Not shown” is not the same as “does not work”."


def _denied_beside(claim: Claim, units: Sequence[ReadUnit]) -> Iterator[Finding]:
    """Find a part that denies beside one that claims; nobody knows it of untested people."""
    for part in (part for unit in units for part in parts_of(unit.text)):
        if not (denied := denial(part)):
            continue
        untested = claim.evidence == ANIMALS and leap_to_people(part.replace(denied, ""))
        if untested and not denied.lower().startswith(_DOUBTING):
            yield Finding(LOOK, f"“{denied}” … “{untested}”: nobody knows that. {_NOT_SHOWN}")
        else:
            yield Finding(OPEN, f"Is “{denied}” known here, or only not shown?")
        return


def _product(claim: Claim, text: str) -> Iterator[Finding]:
    if any_of((claim.product,)).search(text):
        return
    gone = f"I can’t find “{claim.product}” in it"
    if found := POINTING.search(text):
        yield Finding(NOTED, f"{gone}. I take “{found.group()}” to stand for it.")
    else:
        yield Finding(UNSURE, f"{gone}, so I can’t tell what it speaks of.")


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


def _length(claim: Claim, text: str) -> Iterator[Finding]:
    count = len(text.split())
    if claim.most_words and count > claim.most_words:
        yield Finding(LOOK, f"It has {count} words; there is room for {claim.most_words}.")
