"""What a learner's answers add up to: verdicts, what is due again, and a plain sentence."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from healthclaims.content.codebook import FIT
from healthclaims.core.files import data_dir
from healthclaims.learner.entries import Entry
from healthclaims.learner.history import History
from healthclaims.learner.response_bias import tally
from healthclaims.questions.bank import question
from healthclaims.questions.forms import check_questions
from healthclaims.questions.question import (
    CHOICE,
    NOT_ATTEMPTED,
    NOT_YET,
    OWN_KIND,
    RIGHT,
    SURE,
    Question,
)

# What a sitting ends with; the page fills in the numbers where no Python answers it.
FIRST_TRY = "At the first try you had {right} of {asked} right."
THIS_TIME = "This time you had {right} of {asked} right."
AGREED = "You and the maker of this quiz agree on {right} of {asked}."
# A missed question comes back after so many days, one step further each time it is right.
RETURN_AFTER_DAYS = (1, 3, 7, 14)


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

    Parameters
    ----------
    entries : iterable of Entry
        Answers.
    check : bool
        False leaves out the questions of the check, of which nothing is told before both forms
        are done; True keeps these alone.

    Returns
    -------
    list of Outcome
        In the same order.
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
    """Keep the first answer to each scored question: in lessons that one counts.

    Parameters
    ----------
    judged : iterable of Outcome
        In order of time.

    Returns
    -------
    list of Outcome
        One a question.
    """
    kept: dict[str, Outcome] = {}
    for outcome in judged:
        if outcome.question.is_scored:
            kept.setdefault(outcome.question.id, outcome)
    return list(kept.values())


def standing(asked: Iterable[Question], judged: Iterable[Outcome]) -> dict[str, int]:
    """Count questions by what became of them: right, not yet, or not attempted.

    Parameters
    ----------
    asked : iterable of Question
        Questions; those without a mark are left out.
    judged : iterable of Outcome
        Answers in order of time; the first to each question counts.

    Returns
    -------
    dict of str to int
        For `RIGHT`, `NOT_YET` and `NOT_ATTEMPTED`.
    """
    first = {outcome.question.id: outcome for outcome in first_answers(judged)}
    counts = {RIGHT: 0, NOT_YET: 0, NOT_ATTEMPTED: 0}
    for item in asked:
        if item.is_scored:
            found = first.get(item.id)
            counts[NOT_ATTEMPTED if found is None else RIGHT if found.right else NOT_YET] += 1
    return counts


def schedule(history: History, today: date) -> dict[str, date]:
    """Tell on which day each missed question is to come back.

    A miss makes a question due one day later; each right answer on a later day moves it on by
    3, 7 and 14 days, after which it rests. Another miss starts again.

    Parameters
    ----------
    history : History
        What the learner did.
    today : date
        The learner's calendar day; answers of this day are not looked at, so that the plan
        stays the same all day.

    Returns
    -------
    dict of str to date
        Question id to day, longest overdue first.
    """
    return dict(_schedule(_Same(history), today, data_dir()))


class _Same:
    """A history as a key: comparing one of thousands of entries by what it holds takes too long."""

    def __init__(self, history: History) -> None:
        self.history = history

    def __hash__(self) -> int:
        return id(self.history)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.history is self.history


# All quizzes of a lesson ask for the same plan.
@functools.lru_cache(maxsize=4)
def _schedule(same: _Same, today: date, _data: Path) -> dict[str, date]:
    history = same.history
    step: dict[str, int] = {}
    when: dict[str, date] = {}
    judged = outcomes(history.before(today).answers())
    for outcome, day in zip(judged, _days(judged, today), strict=True):
        name = outcome.question.id
        if not outcome.question.is_scored or not outcome.question.may_return:
            continue
        if not outcome.right:
            step[name] = 0
        elif name not in step or day < when[name]:
            continue
        else:
            step[name] += 1
        if step[name] < len(RETURN_AFTER_DAYS):
            when[name] = day + timedelta(days=RETURN_AFTER_DAYS[step[name]])
        else:
            del step[name], when[name]
    return {name: when[name] for name in sorted(when, key=lambda name: (when[name], name))}


def _days(judged: Sequence[Outcome], today: date) -> list[date]:
    """Give the day of each answer; a day to come is that of a clock that was wrong.

    Such an answer counts for the day before the next one, or before today: the plan does not wait.
    """
    found: list[date] = []
    latest = today - timedelta(days=1)
    for outcome in reversed(judged):
        day = outcome.entry.day
        if day > today:
            day = latest
        else:
            latest = day - timedelta(days=1)
        found.append(day)
    return found[::-1]


def due(history: History, today: date) -> tuple[str, ...]:
    """List the missed questions that are to come back by today, longest overdue first.

    Parameters
    ----------
    history : History
        What the learner did.
    today : date
        The learner's calendar day.

    Returns
    -------
    tuple of str
        Question ids, see `schedule`.
    """
    return tuple(name for name, day in schedule(history, today).items() if day <= today)


def summary(judged: Iterable[Outcome], *, again: bool = False) -> str:
    """Say in one or two sentences what a learner found and which way they lean.

    Parameters
    ----------
    judged : iterable of Outcome
        Answers of one sitting, in order of time.
    again : bool
        True if the quiz was started again: then these are not the first answers.

    Returns
    -------
    str
        Empty where nothing can be counted.
    """
    judged = list(judged)
    firsts = first_answers(judged)
    if not firsts:
        return _agreement_sentence(judged)
    right = sum(outcome.right for outcome in firsts)
    parts = [(THIS_TIME if again else FIRST_TRY).format(right=right, asked=len(firsts))]
    parts += filter(None, (_found_sentence(firsts), _lean_sentence(firsts), _sure_sentence(firsts)))
    return " ".join(parts)


def by_confidence(judged: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """Count right answers by how sure the learner was.

    Parameters
    ----------
    judged : iterable of Outcome
        In order of time; the first answer to each question counts.

    Returns
    -------
    dict of str to (int, int)
        For "a guess", "fairly sure" and "certain": how many were right, and how many in all.
    """
    counts = dict.fromkeys(SURE, (0, 0))
    for outcome in first_answers(judged):
        if 1 <= outcome.entry.sure <= len(SURE):
            name = SURE[outcome.entry.sure - 1]
            right, total = counts[name]
            counts[name] = (right + outcome.right, total + 1)
    return counts


_THINGS: Mapping[str, str] = {
    "hedged": "sentences that leave room for doubt",
    "firm": "sentences that sound certain",
    "people": "sentences that name people as studied",
    "animals_or_cells": "sentences about animals or cells",
    "marketing": "sentences that push",
    "guidance": "sentences that help you act safely",
}


def _found_sentence(firsts: list[Outcome]) -> str:
    """Name one kind that was found, the one that came up most."""
    choices = [outcome for outcome in firsts if outcome.question.kind == CHOICE]
    shown = {
        label: [outcome for outcome in choices if outcome.question.key == label]
        for label in _THINGS
    }
    label = max(shown, key=lambda name: len(shown[name]))
    if len(shown[label]) < 2:
        return ""
    found = sum(outcome.right for outcome in shown[label])
    return f"You found {found} of the {len(shown[label])} {_THINGS[label]}."


def _agreement_sentence(judged: list[Outcome]) -> str:
    """Say how often two readers agree on a text that one of them brought in."""
    firsts: dict[str, Outcome] = {}
    for outcome in judged:
        if outcome.question.kind == OWN_KIND:
            firsts.setdefault(outcome.question.id, outcome)
    if not firsts:
        return ""
    agreed = sum(outcome.right for outcome in firsts.values())
    return AGREED.format(right=agreed, asked=len(firsts))


def _lean_sentence(firsts: list[Outcome]) -> str:
    """Say which way wording and evidence were misjudged, where they were."""
    judged = [o for o in firsts if o.question.axis == FIT and o.question.kind == CHOICE]
    found = tally(FIT, [(o.question.key, o.entry.choice) for o in judged])
    trusted, doubted = found.misses, found.false_alarms
    if trusted > doubted:
        return f"{_times(trusted)} you trusted wording that went further than its evidence."
    if doubted > trusted:
        return f"{_times(doubted)} you doubted wording that had earned its tone."
    return ""


def _sure_sentence(firsts: list[Outcome]) -> str:
    missed = [o for o in firsts if not o.right and o.entry.sure == len(SURE)]
    if missed:
        word = "answer" if len(missed) == 1 else "answers"
        return (
            f"You were certain of {len(missed)} {word} that turned out differently: "
            "worth reading again."
        )
    return ""


def _times(count: int) -> str:
    return {1: "Once", 2: "Twice", 3: "Three times"}.get(count, f"{count} times")
