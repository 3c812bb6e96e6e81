"""Declared pretend learners: how well they tell labels apart, and which way they lean.

They stand in wherever a figure needs answers and no person has given any, and they test that
the kit tells learners what was planted.
"""

from __future__ import annotations

import functools
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE
from healthclaims.core.files import data_dir
from healthclaims.learner.chance import seeded_random
from healthclaims.learner.clock import EXAMPLE_NOW
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.learner.history import History
from healthclaims.learner.response_bias import response_bias
from healthclaims.questions.question import CHOICE, Question
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import build_deck

# The suspicious and the trusting answer of each question, for learners who lean.
_SUSPICIOUS = {EVIDENCE: "not_stated", CERTAINTY: "firm", PURPOSE: "marketing", FIT: "goes_further"}
_TRUSTING = {EVIDENCE: "people", CERTAINTY: "hedged", PURPOSE: "information", FIT: "fits"}


@dataclass(frozen=True)
class Learner:
    """A pretend learner.

    Parameters
    ----------
    name : str
        For the record.
    skill : float
        Share of questions whose answer the learner knows, 0 to 1.
    lean : str
        ``"suspicious"``, ``"trusting"`` or ``""``: what is answered when the answer is not
        known; without a lean it is a fair draw.
    seed : int
        Fixes every draw.
    steady : float
        Share of the answers not known in which the lean shows; the others are a fair draw.
    """

    name: str
    skill: float
    lean: str
    seed: int
    steady: float = 1.0


EXAMPLE = Learner("example", 0.7, "trusting", 20260302)


def answer(learner: Learner, asked: Question, draw: random.Random) -> tuple[str, int]:
    """Answer one question as a learner would.

    Parameters
    ----------
    learner : Learner
        Who answers.
    asked : Question
        The question.
    draw : random.Random
        Source of chance.

    Returns
    -------
    (str, int)
        The chosen value, and how sure (1 to 3).
    """
    values = [option.value for option in asked.options]
    knows = asked.is_scored and draw.random() < learner.skill
    if knows:
        return asked.key, draw.choices((1, 2, 3), (1, 4, 5))[0]
    leaning = {"suspicious": _SUSPICIOUS, "trusting": _TRUSTING}.get(learner.lean, {})
    preferred = leaning.get(asked.axis) if asked.kind == CHOICE else None
    if learner.steady < 1 and draw.random() >= learner.steady:
        preferred = None
    choice = preferred if preferred in values else draw.choice(values)
    return choice, draw.choices((1, 2, 3), (5, 4, 2))[0]


# Pretend learners whose lean is known, to measure what they are told: name, skill, lean, steady.
PLANTED = {
    "good": (0.85, "", 1.0),
    "middling": (0.5, "", 1.0),
    "guessing": (0.0, "", 1.0),
    "suspicious": (0.4, "suspicious", 1.0),
    "trusting": (0.4, "trusting", 1.0),
    "suspicious, knows more": (0.6, "suspicious", 1.0),
    "trusting, knows more": (0.6, "trusting", 1.0),
    "suspicious, half the time": (0.4, "suspicious", 0.5),
    "trusting, half the time": (0.4, "trusting", 0.5),
}
_COURSES = 10


def course(seed: int) -> tuple[Question, ...]:
    """Collect what one learner meets in all lessons, the check left out.

    Parameters
    ----------
    seed : int
        The learner's: decides what is drawn.

    Returns
    -------
    tuple of Question
        Each once; none that comes back.
    """
    return _course(seed, data_dir())


@functools.cache
def _course(seed: int, _data: Path) -> tuple[Question, ...]:
    fresh = History((), seed)
    found = {
        asked.id: asked
        for plan in load_plans().values()
        if not plan.form
        for asked in build_deck(plan, fresh, EXAMPLE_NOW.date()).questions
    }
    return tuple(found.values())


def told_to(kind: str, learners: int) -> Counter[tuple[bool, str]]:
    """Let pretend learners of one kind take the whole course, and count what they are told.

    Parameters
    ----------
    kind : str
        A name in `PLANTED`.
    learners : int
        How many; each has a seed of its own.

    Returns
    -------
    Counter
        ``(told that more than guessing stands behind the answers, lean told)`` to learners.
    """
    skill, lean, steady = PLANTED[kind]
    told: Counter[tuple[bool, str]] = Counter()
    for seed in range(learners):
        draw = seeded_random(kind, seed)
        learner = Learner(kind, skill, lean, seed, steady)
        found = response_bias(
            (asked.axis, asked.key, answer(learner, asked, draw)[0])
            for asked in course(seed % _COURSES)
            if asked.kind == CHOICE
        )
        told[found.tells_apart, found.direction] += 1
    return told


def history_of(learner: Learner, end: date | None = None) -> dict[str, list[Entry]]:
    """Let a learner work through all lessons, one lesson a day, the last one the day before.

    Parameters
    ----------
    learner : Learner
        Who answers.
    end : date, optional
        The day after the last lesson; the example's own day by default.

    Returns
    -------
    dict of str to list of Entry
        Answers by lesson, in order of time.
    """
    end = end or EXAMPLE_NOW.date()
    draw = seeded_random("learner", learner.name, learner.seed)
    lessons = list(dict.fromkeys(lesson for lesson, _ in load_plans()))
    done: dict[str, list[Entry]] = {lesson: [] for lesson in lessons}
    for place, lesson in enumerate(lessons):
        day = end - timedelta(days=len(lessons) - place)
        moment = datetime.combine(day, time(9, 0), EXAMPLE_NOW.tzinfo)
        earlier = tuple(entry for entries in done.values() for entry in entries)
        for (owner, quiz), plan in load_plans().items():
            if owner != lesson:
                continue
            for asked in build_deck(plan, History(earlier, learner.seed), day).questions:
                choice, sure = answer(learner, asked, draw)
                elapsed = draw.randrange(6_000, 40_000)
                moment += timedelta(milliseconds=elapsed + 9_000)
                name = f"{learner.name}-{lesson}-{quiz}-{len(done[lesson])}"
                stamp = moment.isoformat(timespec="seconds")
                done[lesson].append(
                    Entry(
                        ANSWER,
                        name,
                        stamp,
                        lesson,
                        quiz,
                        asked.id,
                        asked.seen,
                        choice,
                        sure,
                        elapsed,
                    )
                )
    return done
