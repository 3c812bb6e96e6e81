"""Answers set against their questions: verdicts, and counts of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from healthclaims.learner.entries import Entry
from healthclaims.questions.bank import question
from healthclaims.questions.forms import check_questions
from healthclaims.questions.question import NOT_ATTEMPTED, NOT_YET, RIGHT, SURE, Question


@dataclass(frozen=True)
class Outcome:
    """One answer together with its question.

    Parameters
    ----------
    entry : Entry
        The answer as logged.
    question : Question
        The question as it stands now.
    right : bool
        False also where there is no right answer.
    """

    entry: Entry
    question: Question
    right: bool


def outcomes(entries: Iterable[Entry], *, check: bool = False) -> list[Outcome]:
    """Judge answers; those to questions that have since changed or vanished are left out.

    `check` False leaves out the questions of the check, of which nothing is told before both forms
    are done; True keeps these alone.
    """
    judged = []
    of_check = check_questions()
    found: dict[str, Question | None] = {}
    for entry in entries:
        name = entry.question
        if (name in of_check) != check:
            continue
        if name not in found:
            try:
                found[name] = question(name)
            except (KeyError, ValueError):
                found[name] = None
        asked = found[name]
        if asked is None or entry.seen != asked.seen:
            continue
        verdicts = {option.value: option.verdict for option in asked.options}
        if entry.choice in verdicts:
            judged.append(Outcome(entry, asked, verdicts[entry.choice] == RIGHT))
    return judged


def first_answers(judged: Iterable[Outcome]) -> list[Outcome]:
    """Keep the first answer to each scored question: in lessons that one counts."""
    kept: dict[str, Outcome] = {}
    for outcome in judged:
        if outcome.question.is_scored:
            kept.setdefault(outcome.question.id, outcome)
    return list(kept.values())


def standing(asked: Iterable[Question], judged: Iterable[Outcome]) -> dict[str, int]:
    """Count scored questions by what became of them: right, not yet, or not attempted."""
    first = {outcome.question.id: outcome for outcome in first_answers(judged)}
    counts = {RIGHT: 0, NOT_YET: 0, NOT_ATTEMPTED: 0}
    for item in asked:
        if item.is_scored:
            found = first.get(item.id)
            counts[NOT_ATTEMPTED if found is None else RIGHT if found.right else NOT_YET] += 1
    return counts


def by_confidence(judged: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """Count right first answers, and all of them, by how sure the learner was."""
    counts = dict.fromkeys(SURE, (0, 0))
    for outcome in first_answers(judged):
        if 1 <= outcome.entry.sure <= len(SURE):
            name = SURE[outcome.entry.sure - 1]
            right, total = counts[name]
            counts[name] = (right + outcome.right, total + 1)
    return counts
