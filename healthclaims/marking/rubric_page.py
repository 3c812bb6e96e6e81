"""The page on which an instructor marks written answers, task by task, without a server.

Its frame stands in ``rubric.html.j2``, its script in ``rubric_table.js`` (the table of points),
``rubric_store.js`` (what is given, saved and kept), ``rubric_comments.js``, ``rubric_files.js``
(points saved and opened) and ``rubric.js`` (what is seen).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from healthclaims.assignments.assignment import Task
from healthclaims.assignments.beside_answers import Extra
from healthclaims.core.assets import asset
from healthclaims.core.html import script_json
from healthclaims.core.offline_page import offline_page
from healthclaims.core.untrusted import clean_text, shown_text
from healthclaims.marking.feedback import MOST_NAME
from healthclaims.marking.judge import WrittenAnswer
from healthclaims.marking.key import Guide, Key
from healthclaims.marking.rubric_points import POINTS_FILE, RubricPoints, words_mark

_SCRIPTS = (
    "core/csv_cells.js",
    "marking/rubric_table.js",
    "marking/rubric_store.js",
    "marking/rubric_comments.js",
    "marking/rubric_files.js",
    "marking/rubric.js",
)


@dataclass(frozen=True)
class Answer:
    """What one student wrote.

    Parameters
    ----------
    student : str
        The student's key.
    name : str
        The student's name, from outside; hidden until it is asked for.
    written : tuple of WrittenAnswer
        In the order of the assignment, as in `Result`.
    """

    student: str
    name: str
    written: tuple[WrittenAnswer, ...]


def rubric_page(key: Key, answers: Sequence[Answer], given: RubricPoints) -> str:
    """Make the page for all written answers to one assignment, in the order of marking.

    Students to whom points were given before, but who have no answer, are named and kept.
    """
    names = Counter(answer.name for answer in answers)
    content = {
        "name": key.assignment.name,
        "file": POINTS_FILE,
        "tasks": [_task(task, key.guides[task.id]) for task in key.assignment.tasks],
        "students": [_student(answer, names[answer.name] > 1) for answer in answers],
    }
    digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]
    content |= {
        "digest": digest,
        "given": list(given.judgements()),
        "words": [
            (student, task, one.words)
            for student in given.students
            for task, one in given.of_student(student).items()
            if one.words
        ],
        "strangers": given.strangers([answer.student for answer in answers]),
    }
    return offline_page(
        "marking/rubric.html.j2",
        {"assignment": key.assignment, "points_file": POINTS_FILE, "data": script_json(content)},
        asset("marking/rubric.css"),
        outside=any(e.pictures for answer in answers for one in answer.written for e in one.extras),
        script="\n".join(('"use strict";', *map(asset, _SCRIPTS))),
    )


def _task(task: Task, guide: Guide) -> dict[str, object]:
    return {
        "id": task.id,
        "title": task.title,
        "prompt": task.prompt,
        "mostWords": task.most_words,
        "claim": task.claim,
        "known": task.known,
        "criteria": [
            {
                "name": criterion.name,
                "lookFor": criterion.look_for,
                "levels": [vars(level) for level in levels],
            }
            for criterion, levels in zip(task.criteria, guide.levels, strict=True)
        ],
        "models": list(map(vars, guide.models)),
        "tempting": list(map(vars, guide.tempting)),
    }


def _student(answer: Answer, is_one_of_two: bool) -> list[object]:
    name = shown_text(answer.name, MOST_NAME)
    written = [
        {
            "text": shown_text(one.text),
            "words": one.words,
            "mark": words_mark(one.text),
            "remarks": [shown_text(remark) for remark in one.remarks],
            **_elsewhere(one.extras),
        }
        for one in answer.written
    ]
    student = clean_text(answer.student)
    # What stands before the name is the same for all of a platform, and tells nobody apart.
    number = student.split(":", 1)[-1]
    return [student, f"{name} ({number})" if is_one_of_two else name, written]


def _elsewhere(extras: Sequence[Extra]) -> dict[str, object]:
    """Give what stands beside the place for an answer; nothing where nothing does."""
    found: dict[str, object] = {
        "beside": [shown_text(one.text) for one in extras if one.text],
        "pictures": [picture for one in extras for picture in one.pictures],
        "leftOut": sum(one.left_out for one in extras),
    }
    return {name: value for name, value in found.items() if value}
