"""What each quiz is to hold: the tables of ``data/decks.toml``, checked."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from healthclaims.content.articles import load_article
from healthclaims.content.codebook import load_codebook
from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.schema import COUNT, FLAG, TEXT, TEXTS, Field, entry_problems
from healthclaims.questions.bank import question

# The check before the course, and the one after it.
CHECKS = ("first", "second")


@dataclass(frozen=True)
class DeckPlan:
    """What a quiz is to hold: one table of ``data/decks.toml``.

    Parameters
    ----------
    lesson, quiz, title : str
        Names, and the heading a student sees.
    questions : tuple of str
        Fixed question ids; empty where questions are drawn.
    axes, articles : tuple of str
        What to draw from.
    each : int
        Questions drawn for every label of every axis.
    pairs, same : int
        Contrasting pairs drawn for the first axis, and further pairs that do not differ on it.
    contested : int
        Questions without a mark.
    contested_from : tuple of str
        Further articles from which only those are drawn.
    review : int
        Missed questions of earlier days that may take the place of drawn ones.
    earlier : tuple of str
        Further axes from which missed questions may come back here.
    most : int
        At most so many questions; 0 for no such limit.
    due : int
        Up to so many missed questions of earlier days, of all lessons, and nothing else.
    amounts : bool
        True if sentences with (masked) amounts may be drawn.
    form : str
        ``"first"`` or ``"second"`` where the quiz is the check before or after the course:
        its questions are one of the two forms, and nothing is told about the answers.
    closing : str
        What a check says when it is done.
    """

    lesson: str
    quiz: str
    title: str = ""
    questions: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    each: int = 0
    pairs: int = 0
    same: int = 0
    contested: int = 0
    contested_from: tuple[str, ...] = ()
    review: int = 0
    earlier: tuple[str, ...] = ()
    most: int = 0
    due: int = 0
    amounts: bool = False
    form: str = ""
    closing: str = ""

    @property
    def key(self) -> str:
        """Lesson and quiz in one name."""
        return f"{self.lesson}/{self.quiz}"


def load_plan(lesson: str, quiz: str) -> DeckPlan:
    """Find the plan of a quiz, for example of ``"02_animal_or_human"`` and ``"pairs"``.

    An unknown one raises a `KeyError` that lists the known ones.
    """
    plans = load_plans()
    if (lesson, quiz) not in plans:
        known = [f"{name}/{other}" for name, other in plans]
        message = (
            f"There is no quiz {lesson}/{quiz}. {expected(f'{lesson}/{quiz}', known, 'quizzes')}"
        )
        raise UnknownNameError(message)
    return plans[lesson, quiz]


def load_plans() -> dict[tuple[str, str], DeckPlan]:
    """Load and check all plans by lesson and quiz, in file order; they are read once a session."""
    return _load(data_dir() / "decks.toml")


@functools.cache
def _load(path: Path) -> dict[tuple[str, str], DeckPlan]:
    problems: list[Problem] = []
    plans = {}
    for lesson, quizzes in read_toml(path).items():
        tables = quizzes if isinstance(quizzes, dict) else {"": quizzes}
        for quiz, entry in tables.items():
            where = f"[{lesson}.{quiz}] " if quiz else f"{lesson}: "
            shape = list(entry_problems(entry, _FIELDS, where, path))
            problems += shape
            if not shape:
                plan = _plan(lesson, quiz, entry)
                plans[lesson, quiz] = plan
                problems += _plan_problems(plan, path)
    raise_if_any(problems)
    return plans


# The entries are those of `DeckPlan`; what each is follows from the value that it has by default.
_KINDS = {str: TEXT, int: COUNT, bool: FLAG, tuple: TEXTS}
_FIELDS = tuple(
    Field(field.name, kind=_KINDS[type(field.default)], needed=False, fewest=0)
    for field in fields(DeckPlan)
    if field.name not in ("lesson", "quiz")
)


def _plan(lesson: str, quiz: str, entry: dict[str, Any]) -> DeckPlan:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    return DeckPlan(lesson, quiz, **{"title": quiz, **values})


def _plan_problems(plan: DeckPlan, path: Path) -> Iterable[Problem]:
    for name in plan.questions:
        try:
            question(name)
        except KeyError as error:
            yield Problem(path, None, f"[{plan.key}] {error.args[0]}", "Correct the id.")
        except DataError as error:  # what else stands here is told in the same run
            yield from error.problems
    axes = load_codebook().axes
    for axis in {*plan.axes, *plan.earlier} - axes.keys():
        what = f"[{plan.key}] axis {axis!r} is not known."
        yield Problem(path, None, what, expected(axis, axes, "axes"))
    for article in (*plan.articles, *plan.contested_from):
        try:
            load_article(article)
        except KeyError as error:
            yield Problem(path, None, f"[{plan.key}] {error.args[0]}", "Correct the name.")
        except DataError as error:
            yield from error.problems
    if plan.form and plan.form not in CHECKS:
        what = f"[{plan.key}] form {plan.form!r}."
        yield Problem(path, None, what, expected(plan.form, CHECKS, "forms"))
    if plan.form and (plan.questions or plan.axes):
        what = f"[{plan.key}] has a form and questions of its own."
        yield Problem(path, None, what, "A check holds the questions of its form and no others.")
    if not (plan.form or plan.questions or plan.due or (plan.axes and (plan.each or plan.pairs))):
        what = f"[{plan.key}] holds no questions."
        yield Problem(path, None, what, "Give questions, or axes with each or pairs, or due.")
