"""Which questions go into a bank: those that practice quizzes can ask, or those of assignments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from healthclaims.core.names import whole_names
from healthclaims.core.problems import UnknownNameError, expected
from healthclaims.marking.key import assignments_here, load_key
from healthclaims.questions.bank import question
from healthclaims.questions.question import Question
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import candidates

_KEYS_WANTED = (
    "{name} is an assignment, and a bank with its questions holds their answers. To make one all "
    "the same, add --with-keys, and keep its files where students cannot read them."
)


@dataclass(frozen=True)
class Selection:
    """What is wanted; an empty entry means all, of the lessons.

    Parameters
    ----------
    names : sequence of str
        Lessons and assignments; the beginning of a name is enough: ``"02"``, ``"a2"``.
    articles, axes, labels : sequence of str
        Ids of texts (``"pair"`` where two versions are compared), question types, right answers.
    with_keys : bool
        True if questions of assignments may be written although their answers go with them.
    """

    names: Sequence[str] = ()
    articles: Sequence[str] = ()
    axes: Sequence[str] = ()
    labels: Sequence[str] = ()
    with_keys: bool = False


@dataclass(frozen=True)
class Chosen:
    """A question, and the lesson or assignment that asks it first."""

    question: Question
    where: str

    @property
    def article(self) -> str:
        """Id of the text that it is about; ``"pair"`` where it compares two versions."""
        return self.question.id.partition("/")[0]


def select(wanted: Selection) -> tuple[Chosen, ...]:
    """Find the questions of a bank, in teaching order, each once.

    Raises
    ------
    UnknownNameError
        If a name is not known, an assignment is wanted without its keys, or no question fits all
        that is wanted. The message tells all of it.
    """
    lessons = tuple(dict.fromkeys(lesson for lesson, _ in load_plans() if lesson[:1].isdigit()))
    assignments = assignments_here()
    names = whole_names(wanted.names, (*lessons, *assignments), "lessons and assignments")
    if not wanted.with_keys:
        _refuse([_KEYS_WANTED.format(name=name) for name in names if name in assignments])
    found: dict[str, Chosen] = {}
    for name in names or lessons:
        asked = load_key(name).assignment.questions if name in assignments else _practice(name)
        for one in asked:
            found.setdefault(one.id, Chosen(one, name))
    limits: tuple[tuple[Sequence[str], str, Callable[[Chosen], str]], ...] = (
        (wanted.articles, "texts", lambda chosen: chosen.article),
        (wanted.axes, "question types", lambda chosen: chosen.question.axis),
        (wanted.labels, "answers", lambda chosen: chosen.question.key),
    )
    kept = tuple(found.values())
    told: list[str] = []
    for allowed, what, value in limits:
        told += _unknown(allowed, {value(chosen) for chosen in found.values()}, what)
        kept = tuple(chosen for chosen in kept if not allowed or value(chosen) in allowed)
    _refuse(told or ([] if kept else ["No question fits all of this. Leave one limit out."]))
    return kept


def _practice(lesson: str) -> Iterator[Question]:
    for plan in load_plans().values():
        if plan.lesson == lesson:
            yield from map(question, candidates(plan))


def _unknown(names: Sequence[str], known: Iterable[str], what: str) -> Iterator[str]:
    known = tuple(known)
    for name in names:
        if name not in known:
            yield f"There is no {name!r} here. {expected(name, known, what)}"


def _refuse(told: Sequence[str]) -> None:
    if told:
        raise UnknownNameError("\n".join(told))
