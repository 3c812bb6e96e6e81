"""What can be wrong in the TOML file of an assignment: every problem, with the place and a remedy.

First the shape is checked against the tables below, then, where a task has its shape, what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from healthclaims.content.codebook import EVIDENCE, load_codebook
from healthclaims.core.problems import Problem, expected

_TASK_ID = re.compile(r"[a-z][a-z0-9_-]{2,31}")

# Kinds of entries: what they are called, and what is asked for. A dict is a table, a list of one
# dict a list of tables. A "?" after a name says that the entry may be missing.
_TEXT, _LINES = "text in quotes", "a list of texts in quotes"
_NUMBER, _COUNT, _COUNTS = "a whole number from 1", "a whole number from 0", "a list of numbers"
_LEVEL = {"points": _COUNT, "words": _TEXT}
_LINE = {"name": _TEXT, "points": _NUMBER, "look_for": _TEXT, "levels": [_LEVEL]}
_EXAMPLE = {"text": _TEXT, "why": _TEXT, "points": _COUNTS}
_CHECK = {
    **dict.fromkeys(("product", "evidence", "subtype", "named"), _TEXT),
    **dict.fromkeys(("about", "opposite?", "subjects?", "design?"), _LINES),
}
_TASK = {
    "id": _TEXT,
    "title": _TEXT,
    "prompt": _TEXT,
    "most_words?": _NUMBER,
    "criteria": [_LINE],
    "claim?": _TEXT,
    "known?": _LINES,
    "check?": _CHECK,
    "models?": [_EXAMPLE],
    "tempting?": [_EXAMPLE],
}
_ASSIGNMENT = {"title": _TEXT, "minutes": _NUMBER, "assesses": _LINES, "tasks?": [_TASK]}


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
    shape = {name: kind for name, kind in _ASSIGNMENT.items() if name != "tasks?"}
    rest = {name: value for name, value in content.items() if name != "tasks"}
    yield from _shape(rest, shape, "", path)
    tasks = content.get("tasks", [])
    if not isinstance(tasks, list):
        yield Problem(path, None, f"tasks is {_shown(tasks)}.", "Write [[tasks]] above each task.")
        return
    seen: set[str] = set()
    for number, task in enumerate(tasks, 1):
        name = task.get("id") if isinstance(task, dict) else None
        where = f"task {name!r}: " if name else f"task {number}: "
        wrong = list(_shape(task, _TASK, where, path))
        yield from wrong or _task(task, seen, where, path)
        seen.add(str(name))


def _shape(entry: Any, shape: Mapping[str, Any], where: str, path: Path) -> Iterator[Problem]:
    """Find what is missing, unknown or of another kind."""
    if not isinstance(entry, dict):
        what = f"{where}{_shown(entry)} stands where a table belongs."
        yield Problem(path, None, what, f"Write a table with {', '.join(shape)}.".replace("?", ""))
        return
    known = {name.rstrip("?"): kind for name, kind in shape.items()}
    for name in entry.keys() - known.keys():
        what = f"{where}the entry {name!r} is not known."
        yield Problem(path, None, what, expected(name, known, "entries"))
    for name, kind in known.items():
        if name not in entry:
            if name in shape:
                yield Problem(path, None, f"{where}{name} is missing.", _remedy(kind))
            continue
        value = entry[name]
        if isinstance(kind, dict):
            yield from _shape(value, kind, f"{where}{name}: ", path)
        elif isinstance(kind, list) and isinstance(value, list) and value:
            for number, item in enumerate(value, 1):
                yield from _shape(item, kind[0], f"{where}{name} {number}: ", path)
        elif isinstance(kind, list) or not _is(kind, value):
            yield Problem(path, None, f"{where}{name} is {_shown(value)}.", _remedy(kind))


def _is(kind: str, value: Any) -> bool:
    if kind == _TEXT:
        return isinstance(value, str) and bool(value.strip())
    if kind == _LINES:
        return isinstance(value, list) and bool(value) and all(_is(_TEXT, one) for one in value)
    if kind == _COUNTS:
        return isinstance(value, list) and all(_is(_COUNT, one) for one in value)
    return type(value) is int and value >= (1 if kind == _NUMBER else 0)


def _remedy(kind: Any) -> str:
    if isinstance(kind, str):
        return f"Write {kind} there."
    names = ", ".join(kind[0] if isinstance(kind, list) else kind).replace("?", "")
    return f"Write {'one or more tables' if isinstance(kind, list) else 'a table'} with {names}."


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:60]} …"


def _task(task: Mapping[str, Any], seen: set[str], where: str, path: Path) -> Iterator[Problem]:
    """Check what a task of the right shape says."""
    if not _TASK_ID.fullmatch(task["id"]) or task["id"] in seen:
        remedy = "Take 3 to 32 small letters, digits, - and _, each id once."
        yield Problem(path, None, f"{where}this id cannot be used.", remedy)
    for line in task["criteria"]:
        levels = [level["points"] for level in line["levels"]]
        wanted = list(range(line["points"], -1, -1))
        if levels != wanted:
            what = f"{where}“{line['name']}” has levels for {levels} points."
            remedy = f"Say what earns {', '.join(map(str, wanted))} points, in this order."
            yield Problem(path, None, what, remedy)
    most = [line["points"] for line in task["criteria"]]
    for kind in ("models", "tempting"):
        for example in task.get(kind, ()):
            points = example["points"]
            fits = len(points) == len(most) and all(map(int.__le__, points, most))
            if not fits or (points == most) != (kind == "models"):
                what = f"{where}{kind}: “{example['text']}” has points {points}."
                remedy = f"The rubric gives at most {most}; only models have all of it."
                yield Problem(path, None, what, remedy)
    if "check" in task:
        yield from _check(task, where, path)


def _check(task: Mapping[str, Any], where: str, path: Path) -> Iterator[Problem]:
    """Check what the automatic check of a rewritten claim needs to know."""
    if "claim" not in task:
        remedy = "Add the claim that is to be rewritten."
        yield Problem(path, None, f"{where}it has a check and no claim.", remedy)
    labels, label = load_codebook().axes[EVIDENCE], task["check"]["evidence"]
    known: tuple[str, ...] = tuple(labels.names)
    if label in known:
        name, label = "subtype", task["check"]["subtype"]
        known = tuple(labels[task["check"]["evidence"]].subtypes)
    else:
        name = "evidence"
    if label not in known:
        what = f"{where}check: {name} is {label!r}."
        yield Problem(path, None, what, expected(label, known, "labels"))
