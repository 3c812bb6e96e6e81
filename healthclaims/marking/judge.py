"""Marks one student's answers: pure functions, the same for both ways of marking.

Nothing here reads a file or runs a student's code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from healthclaims.assignments.assignment import MARKED_QUIZ, Task
from healthclaims.assignments.beside_answers import Extra
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.marking.key import Key
from healthclaims.questions.question import NOT_ATTEMPTED, NOT_YET, RIGHT, Question

CHANGED = "not counted: the question has changed"
# Letters of a rewritten claim that are looked through: a notebook cell has no end, as a box has.
MOST_CHECKED = 2000


@dataclass(frozen=True)
class Marked:
    """One question of one student.

    Parameters
    ----------
    question : Question
        With key and feedback.
    outcome : str
        `RIGHT`, `NOT_YET`, `NOT_ATTEMPTED`, or `CHANGED` where what was answered showed other
        words.
    chosen : str
        The value of the answer that counts; empty if there is none.
    sure : int
        How sure, as a place in `SURE`, from 1; 0 if there is no answer.
    points, possible : int
        Points given, and the most that could be given.
    """

    question: Question
    outcome: str
    chosen: str
    sure: int
    points: int
    possible: int


@dataclass(frozen=True)
class WrittenAnswer:
    """One written answer of one student.

    Parameters
    ----------
    task : Task
        What was to be written.
    text : str
        As written, in Markdown; empty if nothing was.
    remarks : tuple of str
        What the automatic check found, one sentence each; no points hang on it.
    extras : tuple of Extra
        What was written beside the place for it, and pictures.
    """

    task: Task
    text: str
    remarks: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())


@dataclass(frozen=True)
class Result:
    """Everything marked by machine of one student.

    Parameters
    ----------
    key : Key
        The assignment with its answers.
    marked : tuple of Marked
        In the order of the assignment.
    written : tuple of WrittenAnswer
        In the order of the assignment; points for them come from a person.
    """

    key: Key
    marked: tuple[Marked, ...]
    written: tuple[WrittenAnswer, ...]

    @property
    def points(self) -> int:
        """Points for the questions."""
        return sum(item.points for item in self.marked)

    @property
    def answered(self) -> int:
        """How many questions have an answer that counts."""
        return sum(item.outcome in (RIGHT, NOT_YET) for item in self.marked)


def mark(
    key: Key, entries: Sequence[Entry], texts: Mapping[str, str], extras: Sequence[Extra] = ()
) -> Result:
    """Mark one student's work: of the answers to a question, in order of time, the last counts."""
    name = key.assignment.name
    answers: dict[str, list[Entry]] = {}
    for entry in entries:
        if (entry.kind, entry.lesson, entry.quiz) == (ANSWER, name, MARKED_QUIZ):
            answers.setdefault(entry.question, []).append(entry)
    marked = tuple(
        _marked(key, asked, answers.get(asked.id, ())) for asked in key.assignment.questions
    )
    written = tuple(
        _written(key, task, texts.get(task.id, "").strip(), extras) for task in key.assignment.tasks
    )
    return Result(key, marked, written)


def _written(key: Key, task: Task, text: str, extras: Sequence[Extra]) -> WrittenAnswer:
    own = tuple(extra for extra in extras if extra.task == task.id)
    return WrittenAnswer(task, text, remarks(key, task, text), own)


def _marked(key: Key, asked: Question, answers: Sequence[Entry]) -> Marked:
    possible = key.assignment.points[asked.id]
    values = {option.value for option in asked.options}
    counted = [e for e in answers if e.seen == asked.seen and e.choice in values]
    if not counted:
        outcome = CHANGED if answers else NOT_ATTEMPTED
        return Marked(asked, outcome, "", 0, 0, possible)
    last = counted[-1]
    right = last.choice in key.accepted[asked.id]
    outcome, points = (RIGHT, possible) if right else (NOT_YET, 0)
    return Marked(asked, outcome, last.choice, last.sure, points, possible)


def remarks(key: Key, task: Task, text: str) -> tuple[str, ...]:
    """Say what can be checked in a written answer without reading it; of an empty one nothing."""
    return tuple(_remarks(key, task, text)) if text else ()


def _remarks(key: Key, task: Task, text: str) -> Iterator[str]:
    count = len(text.split())
    if task.most_words and count > task.most_words:
        yield f"It has {count} words; at most {task.most_words} were asked for."
    if claim := key.claims.get(task.id):
        # Most assignments have no claim to rewrite, and this takes a while.
        from healthclaims.rewriting.check import check_rewrite
        from healthclaims.rewriting.fit import SIGNS

        if len(text) > MOST_CHECKED:
            yield f"Only the first {MOST_CHECKED:,} letters were checked for words."
            # All words were counted above.
            claim = replace(claim, most_words=0)
        checked = check_rewrite(claim, text[:MOST_CHECKED])
        yield checked.line
        yield from (f"{SIGNS[found.kind]} {found.words}" for found in checked.findings)
