"""What is wrong in an assignment's TOML file is told with the task, whatever stands there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from healthclaims.core.problems import DataError
from healthclaims.marking.key import load_key
from healthclaims.marking.task_problems import task_problems
from tests.helpers.course import copy_course
from tests.helpers.kit import ROOT

NAME = "a5_rewrite"
PATH = ROOT / f"solutions/keys/{NAME}.toml"
ODD: tuple[Any, ...] = ("x", "", 0, -1, True, 1.5, [], [1], ["x"], [[]], {}, {"x": 1}, [{}], None)


def content() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def told(found: dict[str, Any]) -> list[str]:
    return [problem.what for problem in task_problems(found, PATH)]


def test_the_assignment_itself_has_no_problem() -> None:
    assert told(content()) == []


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        (("most_words",), "45", "task 'ankles': most_words is '45'."),
        (("most_words",), -1, "task 'ankles': most_words is -1."),
        (("criteria", 0, "points"), "1", "task 'ankles': criteria 1: points is '1'."),
        (("criteria", 0, "levels", 0), {"points": 1}, "words is missing."),
        (
            ("models", 0),
            {"text": "a", "points": [1, 2, 1]},
            "task 'ankles': models 1: why is missi",
        ),
        (("models", 0, "points"), "4", "task 'ankles': models 1: points is '4'."),
    ],
)
def test_an_entry_of_another_kind_is_named_with_its_task(
    path: tuple[Any, ...], value: object, what: str
) -> None:
    found = content()
    place: Any = found["tasks"][0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    (one,) = told(found)
    assert what in one


def places(entry: Any) -> list[tuple[Any, Any]]:
    """List every place in a nested entry."""
    steps = list(entry) if isinstance(entry, dict) else range(len(entry))
    found = [(entry, step) for step in steps]
    inner = [entry[step] for step in steps if isinstance(entry[step], dict | list)]
    return found + [place for one in inner for place in places(one)]


def test_nothing_that_may_stand_anywhere_raises_an_error() -> None:
    found = content()
    found["tasks"] = found["tasks"][:1]
    for holder, step in places(found):
        kept = holder[step]
        for value in ODD:
            holder[step] = value
            assert all(isinstance(one, str) for one in told(found))
        holder[step] = kept
    assert told(found) == []


def test_tasks_that_are_text_are_a_problem_of_the_key(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = copy_course(home / "course")
    path = course / f"solutions/keys/{NAME}.toml"
    head = path.read_text(encoding="utf-8").split("[[tasks]]")[0]
    path.write_text(f'{head}\ntasks = "x"\n', encoding="utf-8")
    monkeypatch.chdir(course)
    with pytest.raises(DataError, match=r"tasks is 'x'\. Write"):
        load_key(NAME)
