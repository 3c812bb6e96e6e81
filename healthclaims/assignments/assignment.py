"""An assignment as students have it: questions without keys, and tasks to write about.

Keys, explanations and model answers are elsewhere and never reach a student's machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from healthclaims.questions.question import Question

MARKED_QUIZ = "marked"


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric.

    Parameters
    ----------
    name : str
        What is looked at, for example ``"As sure as the box?"``.
    points : int
        Most points that it gives, at least 1.
    look_for : str
        What earns them, in the student's words.
    """

    name: str
    points: int
    look_for: str


@dataclass(frozen=True)
class Task:
    """Something to write, marked by a person with a rubric.

    Parameters
    ----------
    id : str
        Also the ``grade_id`` of its cell in the notebook.
    title, prompt : str
        A heading, and what to do.
    most_words : int
        At most so many words; 0 for no limit.
    criteria : tuple of Criterion
        The rubric.
    claim : str
        The claim that is to be rewritten; empty for other tasks.
    known : tuple of str
        What is known about it.
    """

    id: str
    title: str
    prompt: str
    most_words: int
    criteria: tuple[Criterion, ...]
    claim: str = ""
    known: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        """Most points that it gives."""
        return sum(criterion.points for criterion in self.criteria)


@dataclass(frozen=True)
class TextToRead:
    """A text to read before the questions are asked.

    Parameters
    ----------
    title, source : str
        Its title, and where it comes from in a few words.
    card : tuple of (str, str)
        The source card as heading and text.
    paragraphs : tuple of (str, str)
        ``"title"``, ``"heading"`` or ``"text"``, and the words; amounts are covered.
    """

    title: str
    source: str
    card: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Assignment:
    """An assignment as students have it.

    Parameters
    ----------
    name, title : str
        Name of its folder, and its heading.
    minutes : int
        How long it takes.
    assesses : tuple of str
        What it looks at, one sentence each.
    questions : tuple of Question
        Marked questions; here without key, verdicts and explanations.
    points : mapping of str to int
        Question id to the points it gives.
    tasks : tuple of Task
        What is to be written.
    readings : tuple of TextToRead
        The texts that are asked about.
    """

    name: str
    title: str
    minutes: int
    assesses: tuple[str, ...]
    questions: tuple[Question, ...]
    points: Mapping[str, int]
    tasks: tuple[Task, ...]
    readings: tuple[TextToRead, ...] = ()

    @property
    def quiz_points(self) -> int:
        """Most points that the questions give."""
        return sum(self.points.values())

    @property
    def most_points(self) -> int:
        """Most points that questions and tasks give together."""
        return self.quiz_points + sum(task.points for task in self.tasks)

    @property
    def effort(self) -> str:
        """Its points, and how long it takes."""
        return f"{self.most_points} points, about {self.minutes} minutes."
