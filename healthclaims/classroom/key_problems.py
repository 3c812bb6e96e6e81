"""What can be wrong in the key of an assignment: every problem, with the place and a remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from healthclaims.core.files import Row
from healthclaims.core.problems import Problem, expected
from healthclaims.practice.question import Question

_TASK_ID = re.compile(r"[a-z][a-z0-9_-]{2,31}")
_CLAIM_FIELDS = ("product", "about", "evidence", "subtype", "named")


def key_problems(row: Row, asked: Question, earlier: Collection[str]) -> Iterator[Problem]:
    """Check one line of a table of answers against its question.

    Parameters
    ----------
    row : Row
        With ``question``, ``answer``, ``points`` and ``note``.
    asked : Question
        The question of that id, with its key.
    earlier : collection of str
        Ids of the lines above.

    Yields
    ------
    Problem
        One for each thing that is wrong.
    """
    if asked.id in earlier:
        what = f"{asked.id} is asked twice."
        yield Problem(row.file, row.line, what, "Remove one of the lines.")
    values = [option.value for option in asked.options]
    accepted = row["answer"].split("|")
    for value in accepted:
        if value not in values:
            what = f"answer {value!r} is not an answer to {asked.id}."
            yield Problem(row.file, row.line, what, expected(value, values, "answers"))
    if not asked.is_scored:
        what = f"{asked.id} is contested: careful readers disagree on it."
        yield Problem(row.file, row.line, what, "Ask about another line.")
    elif accepted != [asked.key] and not row["note"]:
        what = f"answer {row['answer']!r} differs from the label {asked.key!r} of the text."
        yield Problem(row.file, row.line, what, "Write into note why it counts, or correct it.")
    if not re.fullmatch(r"[1-9]\d?", row["points"]):
        what = f"points {row['points']!r} is not a whole number from 1 to 99."
        yield Problem(row.file, row.line, what, "Remove the line if the question is not to count.")


def task_problems(content: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """Check what the TOML file of an assignment holds.

    Parameters
    ----------
    content : mapping
        The file's content.
    path : Path
        The file.

    Yields
    ------
    Problem
        One for each thing that is wrong.
    """
    yield from _kinds(content, {"title": str, "minutes": int, "assesses": list}, "", path)
    seen: set[str] = set()
    for number, task in enumerate(content.get("tasks", []), 1):
        where = f"task {number}: "
        kinds = {"id": str, "title": str, "prompt": str, "criteria": list}
        wrong = list(_kinds(task, kinds, where, path))
        yield from wrong
        if wrong:
            continue
        where = f"task {task['id']!r}: "
        if not _TASK_ID.fullmatch(task["id"]) or task["id"] in seen:
            remedy = "Take 3 to 32 small letters, digits, - and _, each id once."
            yield Problem(path, None, f"{where}this id cannot be used.", remedy)
        seen.add(task["id"])
        for line in task["criteria"]:
            wanted: dict[str, type] = {"name": str, "points": int, "look_for": str, "levels": list}
            yield from _kinds(line, wanted, where, path)
        most = [line.get("points") for line in task["criteria"]]
        yield from _level_problems(task, where, path)
        yield from _example_problems(task, most, where, path)
        if "check" in task:
            for field in _CLAIM_FIELDS:
                if field not in task["check"]:
                    yield Problem(path, None, f"{where}check lacks {field}.", "Add it.")
            if not task.get("claim"):
                remedy = "Add the claim that is to be rewritten."
                yield Problem(path, None, f"{where}it has a check and no claim.", remedy)


def _kinds(
    content: Mapping[str, Any], kinds: Mapping[str, type], where: str, path: Path
) -> Iterator[Problem]:
    named = {str: "text", int: "a whole number", list: "a list"}
    for field, kind in kinds.items():
        value = content.get(field)
        if type(value) is not kind or not value:
            what = f"{where}{field} is {value!r}."
            yield Problem(path, None, what, f"Write {named[kind]} there.")


def _level_problems(task: Mapping[str, Any], where: str, path: Path) -> Iterator[Problem]:
    for line in task["criteria"]:
        levels = [level.get("points") for level in line.get("levels", [])]
        wanted = list(range(line.get("points", 0), -1, -1))
        if levels != wanted:
            what = f"{where}“{line.get('name')}” has levels for {levels} points."
            remedy = f"Say what earns {', '.join(map(str, wanted))} points, in this order."
            yield Problem(path, None, what, remedy)


def _example_problems(
    task: Mapping[str, Any], most: list[Any], where: str, path: Path
) -> Iterator[Problem]:
    for kind in ("models", "tempting"):
        for example in task.get(kind, ()):
            points = example.get("points")
            is_full = points == most
            fits = (
                isinstance(points, list)
                and len(points) == len(most)
                and all(0 <= got <= top for got, top in zip(points, most, strict=True))
            )
            if not fits or is_full != (kind == "models"):
                what = f"{where}{kind}: “{example.get('text')}” has points {points}."
                remedy = f"The rubric gives at most {most}; only models have all of it."
                yield Problem(path, None, what, remedy)
