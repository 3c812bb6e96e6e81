"""The file ``questions.json`` beside the notebook of an assignment: found, read, written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from healthclaims.assignments.assignment import Assignment, Criterion, Task, TextToRead
from healthclaims.core.files import home_dir, read_text
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected
from healthclaims.questions.question import Option, Passage, Question

QUESTIONS_FILE = "questions.json"
_SCHEMA = 1


def assignment_json(assignment: Assignment) -> dict[str, Any]:
    """Return what students get, ready for JSON: nothing that tells an answer."""
    points = assignment.points
    return {
        "schema": _SCHEMA,
        "name": assignment.name,
        "title": assignment.title,
        "minutes": assignment.minutes,
        "points": assignment.most_points,
        "assesses": list(assignment.assesses),
        "readings": [vars(reading) for reading in assignment.readings],
        "questions": [
            {**asked.as_json(), "points": points[asked.id]} for asked in assignment.questions
        ],
        "tasks": [
            {**vars(task), "criteria": [vars(criterion) for criterion in task.criteria]}
            for task in assignment.tasks
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
    try:
        content = json.loads(text)
        if content["schema"] != _SCHEMA:
            message = f"schema {content['schema']!r}, expected {_SCHEMA}"
            raise ValueError(message)
        return _assignment(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"cannot be used as an assignment ({type(error).__name__}: {error})."
        remedy = "Get the assignment's folder again from whoever gave it to you."
        raise DataError([Problem(path, None, what, remedy)]) from error


def _assignment(content: Mapping[str, Any]) -> Assignment:
    return Assignment(
        name=str(content["name"]),
        title=str(content["title"]),
        minutes=int(content["minutes"]),
        assesses=tuple(map(str, content["assesses"])),
        questions=tuple(map(_question, content["questions"])),
        points={item["id"]: int(item["points"]) for item in content["questions"]},
        tasks=tuple(map(_task, content["tasks"])),
        readings=tuple(map(_reading, content["readings"])),
    )


def _reading(item: Mapping[str, Any]) -> TextToRead:
    return TextToRead(
        item["title"], item["source"], _pairs(item["card"]), _pairs(item["paragraphs"])
    )


def _pairs(lines: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((head, text) for head, text in lines)


def _task(item: Mapping[str, Any]) -> Task:
    criteria = tuple(Criterion(**line) for line in item["criteria"])
    return Task(**{**item, "criteria": criteria, "known": tuple(item["known"])})


def _question(item: Mapping[str, Any]) -> Question:
    return Question(
        id=item["id"],
        kind=item["kind"],
        axis=item["axis"],
        prompt=item["prompt"],
        passages=tuple(
            Passage(**{**part, "cue": "", "card": _pairs(part["card"])})
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
