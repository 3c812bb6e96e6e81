"""Simulated learners of declared skill and response bias.

They stand in wherever a figure needs answers and no person has given any, and they test that
the kit finds what was planted.
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
from healthclaims.learner.response_bias import EVEN, SUSPICIOUS, TRUSTING, response_bias
from healthclaims.questions.question import CHOICE, Question
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import build_deck

# What a biased learner answers to each question.
_BIASED = {
    SUSPICIOUS: {
        EVIDENCE: "not_stated",
        CERTAINTY: "firm",
        PURPOSE: "marketing",
        FIT: "goes_further",
    },
    TRUSTING: {EVIDENCE: "people", CERTAINTY: "hedged", PURPOSE: "information", FIT: "fits"},
    EVEN: {},
}


@dataclass(frozen=True)
class Learner:
    """A simulated learner.

    Parameters
    ----------
    name : str
        For the record.
    skill : float
        Share of questions whose answer the learner knows, 0 to 1.
    direction : str
        Direction of the bias: SUSPICIOUS, TRUSTING or EVEN. It decides what is answered when the
        answer is not known; if EVEN, a fair draw.
    seed : int
        Fixes every draw.
    bias_share : float
        Share of the answers not known in which the bias shows; the others are a fair draw.
    """

    name: str
    skill: float
    direction: str
    seed: int
    bias_share: float = 1.0


EXAMPLE = Learner("example", 0.7, TRUSTING, 20260302)


def answer(learner: Learner, asked: Question, draw: random.Random) -> tuple[str, int]:
    """Return the value that a learner chooses, and how sure the learner is (1 to 3)."""
    values = [option.value for option in asked.options]
    knows = asked.is_scored and draw.random() < learner.skill
    if knows:
        return asked.key, draw.choices((1, 2, 3), (1, 4, 5))[0]
    preferred = _BIASED[learner.direction].get(asked.axis) if asked.kind == CHOICE else None
    if learner.bias_share < 1 and draw.random() >= learner.bias_share:
        preferred = None
    choice = preferred if preferred in values else draw.choice(values)
    return choice, draw.choices((1, 2, 3), (5, 4, 2))[0]


# Learners whose bias is known, to measure which messages they get: skill, direction, bias share.
PLANTED = {
    "good": (0.85, EVEN, 1.0),
    "middling": (0.5, EVEN, 1.0),
    "guessing": (0.0, EVEN, 1.0),
    "suspicious": (0.4, SUSPICIOUS, 1.0),
    "trusting": (0.4, TRUSTING, 1.0),
    "suspicious, knows more": (0.6, SUSPICIOUS, 1.0),
    "trusting, knows more": (0.6, TRUSTING, 1.0),
    "suspicious, half the time": (0.4, SUSPICIOUS, 0.5),
    "trusting, half the time": (0.4, TRUSTING, 0.5),
}
_COURSES = 10


def course_questions(seed: int) -> tuple[Question, ...]:
    """Collect what the learner with this seed meets in all lessons, each once, no check."""
    return _course_questions(seed, data_dir())


@functools.cache
def _course_questions(seed: int, _data: Path) -> tuple[Question, ...]:
    fresh = History((), seed)
    found = {
        asked.id: asked
        for plan in load_plans().values()
        if not plan.form
        for asked in build_deck(plan, fresh, EXAMPLE_NOW.date()).questions
    }
    return tuple(found.values())


def count_messages(kind: str, learners: int) -> Counter[tuple[bool, str]]:
    """Let learners of a kind in `PLANTED` take the whole course, and count the messages they get.

    The key is whether more than guessing stands behind the answers, and the direction named.
    """
    skill, direction, bias_share = PLANTED[kind]
    counts: Counter[tuple[bool, str]] = Counter()
    for seed in range(learners):
        draw = seeded_random(kind, seed)
        learner = Learner(kind, skill, direction, seed, bias_share)
        found = response_bias(
            (asked.axis, asked.key, answer(learner, asked, draw)[0])
            for asked in course_questions(seed % _COURSES)
            if asked.kind == CHOICE
        )
        counts[found.tells_apart, found.direction] += 1
    return counts


def history_of(learner: Learner, end: date | None = None) -> dict[str, list[Entry]]:
    """Let a learner work through all lessons, and return the answers by lesson in order of time.

    There is one lesson a day, the last one the day before `end` (by default the example's day).
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
