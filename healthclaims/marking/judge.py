"""Marks one student's answers: pure functions, the same for both ways of marking.

Nothing here reads a file or runs a student's code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthclaims.assignments.assignment import MARKED_QUIZ, Task
from healthclaims.assignments.notebook_answers import Extra
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.marking.key import Key
from healthclaims.questions.question import NOT_ATTEMPTED, NOT_YET, RIGHT, Question

CHANGED = "not counted: the question has changed"


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


def mark(key: Key, entries: Sequence[Entry], texts: Mapping[str, str]) -> Result:
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
        WrittenAnswer(task, text, key.remarks(task, text))
        for task in key.assignment.tasks
        for text in (texts.get(task.id, "").strip(),)
    )
    return Result(key, marked, written)


def _marked(key: Key, asked: Question, answers: Sequence[Entry]) -> Marked:
    possible = key.assignment.points[asked.id]
    values = {option.value for option in asked.options}
    counted = [e for e in answers if e.seen == asked.seen and e.choice in values]
    if not counted:
        outcome = CHANGED if answers else NOT_ATTEMPTED
        return Marked(asked, outcome, "", 0, 0, possible)
    last = counted[-1]
    right = last.choice in key.accepted[asked.id]
    return Marked(
        asked,
        RIGHT if right else NOT_YET,
        last.choice,
        last.sure,
        possible if right else 0,
        possible,
    )
