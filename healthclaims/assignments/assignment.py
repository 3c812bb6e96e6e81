"""An assignment as students have it: questions without keys, and tasks to write about.

It lies beside the notebook as ``questions.json``. Keys, explanations and model answers are
elsewhere and never reach a student's machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.core.files import home_dir, read_text
from healthclaims.core.problems import Problem, UnknownNameError, expected, raise_if_any
from healthclaims.questions.question import Option, Passage, Question

QUESTIONS_FILE = "questions.json"
MARKED_QUIZ = "marked"
SCHEMA = 1


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

    def as_json(self) -> dict[str, Any]:
        """Return what students get, ready for JSON: nothing that tells an answer."""
        return {
            "schema": SCHEMA,
            "name": self.name,
            "title": self.title,
            "minutes": self.minutes,
            "points": self.most_points,
            "assesses": list(self.assesses),
            "readings": [vars(reading) for reading in self.readings],
            "questions": [
                {**asked.as_json(), "points": self.points[asked.id]} for asked in self.questions
            ],
            "tasks": [
                {**vars(task), "criteria": [vars(criterion) for criterion in task.criteria]}
                for task in self.tasks
            ],
        }


def find_assignment(name: str) -> tuple[Assignment, Path]:
    """Find an assignment, and its folder, in the working folder or else in ``exercises``.

    Raises
    ------
    KeyError
        If there is none of that name; the message lists the known ones.
    DataError
        If its file cannot be used.
    """
    here = Path.cwd()
    shelf = home_dir() / "exercises"
    for folder in (here, shelf / name):
        path = folder / QUESTIONS_FILE
        if path.is_file() and (found := read_assignment(path)).name == name:
            return found, folder
    known = sorted(path.parent.name for path in shelf.glob(f"*/{QUESTIONS_FILE}"))
    message = (
        f"There is no assignment {name!r} here. {expected(name, known, 'assignments')} "
        f"An assignment's notebook needs the file {QUESTIONS_FILE} beside it."
    )
    raise UnknownNameError(message)


def read_assignment(path: Path) -> Assignment:
    """Read an assignment from the file that students get.

    Parameters
    ----------
    path : Path
        A ``questions.json``.

    Returns
    -------
    Assignment
        Its questions have no key.

    Raises
    ------
    DataError
        If the file cannot be read or lacks something; the message says what.
    """
    text = read_text(path)
    remedy = "Get the assignment's folder again from whoever gave it to you."
    try:
        content = json.loads(text)
        if content["schema"] != SCHEMA:
            message = f"schema {content['schema']!r}, expected {SCHEMA}"
            raise ValueError(message)
        return _assignment(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"cannot be used as an assignment ({type(error).__name__}: {error})."
        raise_if_any([Problem(path, None, what, remedy)])
        raise


def _assignment(content: Mapping[str, Any]) -> Assignment:
    return Assignment(
        name=str(content["name"]),
        title=str(content["title"]),
        minutes=int(content["minutes"]),
        assesses=tuple(map(str, content["assesses"])),
        questions=tuple(map(_question, content["questions"])),
        points={item["id"]: int(item["points"]) for item in content["questions"]},
        tasks=tuple(_tasks(content["tasks"])),
        readings=tuple(map(_reading, content["readings"])),
    )


def _reading(item: Mapping[str, Any]) -> TextToRead:
    return TextToRead(
        item["title"],
        item["source"],
        tuple((head, text) for head, text in item["card"]),
        tuple((kind, text) for kind, text in item["paragraphs"]),
    )


def _tasks(items: list[Mapping[str, Any]]) -> Iterator[Task]:
    for item in items:
        criteria = tuple(Criterion(**line) for line in item["criteria"])
        yield Task(**{**item, "criteria": criteria, "known": tuple(item["known"])})


def _question(item: Mapping[str, Any]) -> Question:
    return Question(
        id=item["id"],
        kind=item["kind"],
        axis=item["axis"],
        prompt=item["prompt"],
        passages=tuple(
            Passage(
                name=part["name"],
                heading=part["heading"],
                before=part["before"],
                text=part["text"],
                cue="",
                card=tuple((head, value) for head, value in part["card"]),
            )
            for part in item["passages"]
        ),
        source=item["source"],
        card_open=item["cardOpen"],
        options=tuple(Option(o["value"], o["text"], "", "", "") for o in item["options"]),
        key="",
        rule="",
        why=(),
        may_return=False,
    )
