"""What each quiz is to hold: the tables of ``data/decks.toml``, checked."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.content.article import load_article
from healthclaims.content.codebook import load_codebook
from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any
from healthclaims.questions.bank import question

_KINDS = {str: "text in quotes", int: "a whole number", bool: "true or false", tuple: "a list"}


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
    title: str
    questions: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    each: int = 0
    pairs: int = 0
    same: int = 0
    contested: int = 0
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
            if not isinstance(entry, dict):
                what = f"{lesson}.{quiz} is {entry!r} and not a table.".replace(". is", " is")
                remedy = 'Write a heading such as ["02_animal_or_human".practice] above it.'
                problems.append(Problem(path, None, what, remedy))
                continue
            plan = _plan(lesson, quiz, entry, path, problems)
            plans[lesson, quiz] = plan
            problems += _plan_problems(plan, path)
    raise_if_any(problems)
    return plans


def _plan(
    lesson: str, quiz: str, entry: dict[str, Any], path: Path, problems: list[Problem]
) -> DeckPlan:
    fields = set(DeckPlan.__dataclass_fields__) - {"lesson", "quiz"}
    for name in entry.keys() - fields:
        what = f"[{lesson}.{quiz}] has the unknown entry {name!r}."
        problems.append(Problem(path, None, what, expected(name, fields, "entries")))
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in entry.items()
        if name in fields
    }
    known.setdefault("title", quiz)
    blank = DeckPlan(lesson, quiz, "")
    for name, value in list(known.items()):
        kind = type(getattr(blank, name))
        if type(value) is not kind:
            what = f"[{lesson}.{quiz}] {name} is {value!r}."
            remedy = f"Write {_KINDS[kind]}."
            problems.append(Problem(path, None, what, remedy))
            del known[name]
    known.setdefault("title", quiz)
    return DeckPlan(lesson, quiz, **known)


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
    for article in plan.articles:
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
