"""A simulated class: what it answers is drawn from a seed, and what is wrong with it is planted.

Every student knows a share of the answers; what is not known is guessed. On top of that comes what
was planted. The class report is tried on it, and the notebook for instructors shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from healthclaims.class_report.answers import Given, QuestionSet
from healthclaims.learner.before_after import Check, read_check
from healthclaims.learner.chance import seeded_random
from healthclaims.learner.clock import EXAMPLE_NOW
from healthclaims.learner.entries import ANSWER, HEADER, Entry
from healthclaims.learner.history import History, read_logs
from healthclaims.learner.response_bias import EVEN
from healthclaims.maintain.simulated_learner import Learner, answer
from healthclaims.questions.forms import load_forms
from healthclaims.questions.question import Question
from healthclaims.questions.quiz_config import CHECKS, load_plans

# Share of the answers that a student knows: mean and spread, kept within the limits.
_KNOWN, _SPREAD, _LEAST, _MOST = 0.6, 0.22, 0.05, 0.95
# How often what is not known is taken for what was planted, and with what certainty.
_TAKEN, _SURE = 0.8, (1, 2, 5)


@dataclass(frozen=True)
class Planted:
    """What is wrong with a class or its questions.

    Parameters
    ----------
    weak : collection of str
        Questions that everybody guesses.
    wrong_keys : mapping of str to str
        Question to the answer that those who know take for right, whatever the key says.
    swaps : mapping of (str, str) to str
        Type of question and right answer to what it is taken for where it is not known.
    direction : str
        Which way the class leans: SUSPICIOUS, TRUSTING or EVEN.
    """

    weak: Collection[str] = ()
    wrong_keys: Mapping[str, str] = field(default_factory=dict)
    swaps: Mapping[tuple[str, str], str] = field(default_factory=dict)
    direction: str = EVEN


def simulated_set(
    questions: Sequence[Question], students: int, seed: int, planted: Planted | None = None
) -> QuestionSet:
    """Let a simulated class answer some questions.

    Parameters
    ----------
    questions : sequence of Question
        What is asked; every student answers all.
    students : int
        How many there are.
    seed : int
        The same seed gives the same answers.
    planted : Planted, optional
        What is wrong with the class or the questions; nothing by default.

    Returns
    -------
    QuestionSet
        Called "Simulated class of …".
    """
    answers = tuple(_answers(questions, students, seed, planted or Planted()))
    return QuestionSet(f"Simulated class of {students}", answers, students)


def _answers(
    questions: Sequence[Question], students: int, seed: int, planted: Planted
) -> Iterator[Given]:
    for number in range(1, students + 1):
        draw = seeded_random("simulated class", seed, number)
        known = min(_MOST, max(_LEAST, draw.gauss(_KNOWN, _SPREAD)))
        name = f"simulated {number:03}"
        for asked in questions:
            skill = 0.0 if asked.id in planted.weak else known
            believed = replace(asked, key=planted.wrong_keys.get(asked.id, asked.key))
            learner = Learner(name, skill, planted.direction, seed)
            choice, sure = answer(learner, believed, draw)
            taken = planted.swaps.get((asked.axis, asked.key), "")
            if taken and choice != believed.key and draw.random() < _TAKEN:
                choice, sure = taken, draw.choices((1, 2, 3), _SURE)[0]
            yield Given(name, asked, choice, sure, choice == asked.key)


def simulated_logs(
    students: int, seed: int, before: float, after: float
) -> dict[str, dict[str, bytes]]:
    """Let a class do the check before and after the course; return logs by learner and lesson.

    `before` and `after` are the mean shares of answers known.
    """
    logs = {}
    plans = {plan.form: plan for plan in load_plans().values() if plan.form}
    time = EXAMPLE_NOW.isoformat(timespec="seconds")
    for number in range(1, students + 1):
        draw = seeded_random("simulated checks", seed, number)
        drawn = History((), draw.randrange(2**32))
        talent = draw.gauss(0, _SPREAD)
        own: dict[str, bytes] = {}
        for quiz, form, mean in zip(CHECKS, drawn.forms, (before, after), strict=True):
            plan = plans[quiz]
            learner = Learner("", min(_MOST, max(_LEAST, mean + talent)), EVEN, seed)
            head = Entry(HEADER, f"{seed}-{number}-{quiz}", time, plan.lesson, seed=drawn.seed)
            lines = [replace(head, form=drawn.forms[0], block=drawn.block)]
            for asked in load_forms()[form].block(drawn.block):
                choice, sure = answer(learner, asked, draw)
                name = f"{seed}-{number}-{asked.id}"
                given = (plan.lesson, plan.quiz, asked.id, asked.seen, choice, sure)
                lines.append(Entry(ANSWER, name, time, *given))
            own[plan.lesson] = b"".join(line.as_line() for line in lines)
        logs[f"simulated-{number:03}"] = own
    return logs


def simulated_checks(students: int, seed: int, before: float, after: float) -> tuple[Check, ...]:
    """Return the check before and after the course of each learner of `simulated_logs`."""
    logs = simulated_logs(students, seed, before, after)
    return tuple(read_check(read_logs(own.items())) for own in logs.values())
