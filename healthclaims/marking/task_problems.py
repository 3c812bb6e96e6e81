"""What can be wrong in the TOML file of an assignment: every problem, with the place and a remedy.

First the shape is checked, then, where a task has its shape, what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from healthclaims.core.problems import Problem
from healthclaims.core.schema import (
    COUNT,
    COUNTS,
    NUMBER,
    TABLE,
    TABLES,
    TEXTS,
    Field,
    entry_problems,
)
from healthclaims.rewriting.claim_problems import CLAIM, studied_problems

_LEVELS = (Field("points", kind=COUNT), Field("words"))
_RUBRIC_LINE = (
    Field("name"),
    Field("points", kind=NUMBER),
    Field("look_for"),
    Field("levels", kind=TABLES, parts=_LEVELS),
)
_EXAMPLE = (Field("text"), Field("why"), Field("points", kind=COUNTS, fewest=0))
_TASK = (
    Field(
        "id",
        pattern="[a-z][a-z0-9_-]{2,31}",
        remedy="Write 3 to 32 small letters, digits, - and _ in quotes, each id once.",
    ),
    Field("title"),
    Field("prompt"),
    Field("most_words", kind=NUMBER, needed=False),
    Field("criteria", kind=TABLES, parts=_RUBRIC_LINE),
    Field("claim", needed=False),
    Field("known", kind=TEXTS, needed=False),
    Field("check", kind=TABLE, needed=False, parts=CLAIM),
    Field("models", kind=TABLES, needed=False, parts=_EXAMPLE),
    Field("tempting", kind=TABLES, needed=False, parts=_EXAMPLE),
)
_ASSIGNMENT = (
    Field("title"),
    Field("minutes", kind=NUMBER),
    Field("assesses", kind=TEXTS),
)


def task_problems(content: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """Check what the TOML file of an assignment holds."""
    yield from entry_problems(content, _ASSIGNMENT, "", path, skip="tasks")
    tasks = content.get("tasks", [])
    if not isinstance(tasks, list):
        yield Problem(path, None, f"tasks is {tasks!r}.", "Write [[tasks]] above each task.")
        return
    seen: set[str] = set()
    for number, task in enumerate(tasks, 1):
        name = task.get("id") if isinstance(task, dict) else None
        where = f"task {name!r}: " if name else f"task {number}: "
        wrong = list(entry_problems(task, _TASK, where, path))
        yield from wrong or _task(task, seen, where, path)
        seen.add(str(name))


def _task(task: Mapping[str, Any], seen: set[str], where: str, path: Path) -> Iterator[Problem]:
    """Check what a task of the right shape says."""
    if task["id"] in seen:
        yield Problem(path, None, f"{where}this id stands twice.", "Give each task its own.")
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
        yield from studied_problems(task["check"], f"{where}check: ", path)
        if not task.get("claim"):
            remedy = "Add the claim that is to be rewritten."
            yield Problem(path, None, f"{where}it has a check and no claim.", remedy)
