"""What students get is made of the sources, and nothing in the sources is wrong unnoticed."""

from __future__ import annotations

import copy
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from healthclaims.core.problems import DataError
from healthclaims.maintain.exercises import exercise_differences, make_exercises, questions_text
from healthclaims.marking import key as keys
from healthclaims.marking.key import Key, assignment_names, load_key
from tests.helpers.course import ASSIGNMENTS, copy_course
from tests.helpers.kit import ROOT, Table, problems_of

A1, A5 = ASSIGNMENTS[0], ASSIGNMENTS[4]
REMEDY = "Run python -m healthclaims refresh."
LINE = "corbelane_roundup/u07/evidence"


@pytest.fixture
def course(home: Path) -> Path:
    return copy_course(home)


@pytest.fixture
def kit(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The kit itself, to be read and not to be changed."""
    monkeypatch.chdir(ROOT)
    return ROOT


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def source(name: str, shelf: str = "solutions") -> dict[str, Any]:
    return json.loads((ROOT / shelf / name / f"{name}.ipynb").read_text(encoding="utf-8"))


def text_of(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def graded(name: str, shelf: str = "solutions") -> dict[str, dict[str, Any]]:
    """Give the cells that nbgrader knows by name."""
    cells = source(name, shelf)["cells"]
    found = [(cell["metadata"].get("nbgrader", {}).get("grade_id"), cell) for cell in cells]
    return {grade_id: cell for grade_id, cell in found if grade_id}


# ---------------------------------------------------------------- made of the sources


def test_the_assignments_are_the_six_of_the_kit(kit: Path) -> None:
    assert assignment_names() == ASSIGNMENTS


def test_exercises_and_questions_are_what_the_sources_make_now(kit: Path) -> None:
    assert exercise_differences() == []


@pytest.mark.exhaustive
def test_every_difference_to_the_sources_is_named(course: Path) -> None:
    a1, a2, a3, a4, a5, a6 = ASSIGNMENTS
    change(course / f"exercises/{a1}/{a1}.ipynb", "Read the whole", "Do not read the whole")
    (course / f"exercises/{a2}/notes.txt").write_text("by hand", encoding="utf-8")
    (course / f"exercises/{a3}/more").mkdir()
    (course / f"exercises/{a3}/more/key.csv").write_text("by hand", encoding="utf-8")
    (course / f"exercises/{a4}/questions.json").unlink()
    change(course / f"solutions/keys/{a5}.toml", "Rewrite three", "Rewrite 3")
    change(course / f"solutions/{a6}/{a6}.ipynb", "Click the next cell", "Go to the next cell")
    assert exercise_differences() == [
        f"solutions/{a5}/questions.json is not up to date. {REMEDY}",
        f"exercises/{a1}/{a1}.ipynb is not up to date. {REMEDY}",
        f"exercises/{a2}/notes.txt is made by nothing. Remove it.",
        f"exercises/{a3}/more/key.csv is made by nothing. Remove it.",
        f"exercises/{a4}/questions.json is not up to date. {REMEDY}",
        f"exercises/{a6}/{a6}.ipynb is not up to date. {REMEDY}",
    ]


@pytest.mark.exhaustive
def test_what_jupyterlab_keeps_aside_is_no_difference(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = course / f"exercises/{A1}/.ipynb_checkpoints/{A1}-checkpoint.ipynb"
    aside.parent.mkdir()
    aside.write_text("{}", encoding="utf-8")
    monkeypatch.setattr("healthclaims.maintain.exercises.make_exercises", lambda _folder: None)
    assert not any("checkpoint" in line for line in exercise_differences())


@pytest.mark.exhaustive
def test_a_source_that_nbgrader_refuses_is_named_with_its_reason(course: Path) -> None:
    change(course / f"solutions/{A5}/{A5}.ipynb", '"grade_id": "socks"', '"grade_id": "ankles"')
    with pytest.raises(
        RuntimeError, match=rf"(?s)nbgrader made nothing of {A5}:.*Duplicate grade id: ankles"
    ):
        make_exercises(course / "made")


@pytest.mark.exhaustive
def test_answers_beside_a_source_stop_everything_before_they_are_handed_out(course: Path) -> None:
    (course / f"solutions/{A1}/answers.jsonl").write_text("mine", encoding="utf-8")
    with pytest.raises(RuntimeError, match=f"Remove solutions/{A1}/answers.jsonl: these answers"):
        make_exercises(course / "made")
    assert not list((course / "made").iterdir())


def test_without_nbgrader_it_is_said_how_to_get_it(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = course / "python"
    python.write_text('#!/bin/sh\necho "$0: No module named nbgrader" >&2\nexit 1\n')
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(RuntimeError, match=r'not installed.*pip install -e "\.\[classroom\]"'):
        make_exercises(course / "made")


def test_the_questions_are_the_same_every_time(course: Path) -> None:
    first = [questions_text(name) for name in ASSIGNMENTS]
    keys._load.cache_clear()
    assert [questions_text(name) for name in ASSIGNMENTS] == first


# ---------------------------------------------------------------- the sources themselves


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_beside_a_source_lies_nothing_but_its_questions(name: str) -> None:
    found = {path.name for path in (ROOT / "solutions" / name).iterdir()}
    hint = "an answers.jsonl here would be copied over every student's by nbgrader: remove it"
    assert found - {".ipynb_checkpoints"} == {f"{name}.ipynb", "questions.json"}, hint


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_a_notebook_holds_no_state_of_widgets_and_nothing_of_one_machine(name: str) -> None:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    for shelf in ("solutions", "exercises"):
        metadata = source(name, shelf)["metadata"]
        assert metadata == {"kernelspec": kernel, "language_info": {"name": "python"}}


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_points_that_nbgrader_gives_are_those_of_the_key(kit: Path, name: str) -> None:
    assignment = load_key(name).assignment
    wanted = {task.id: task.points for task in assignment.tasks}
    wanted |= {"marked": assignment.quiz_points} if assignment.questions else {}
    for shelf in ("solutions", "exercises"):
        found = graded(name, shelf).items()
        assert {grade_id: cell["metadata"]["nbgrader"]["points"] for grade_id, cell in found} == (
            wanted
        )
    told = re.search(r"\*\*Points:\*\* (\d+)", json.dumps(source(name), ensure_ascii=False))
    assert told is not None
    assert int(told[1]) == assignment.most_points


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_answers_in_a_source_are_those_of_the_key(kit: Path, name: str) -> None:
    key = load_key(name)
    for task in key.assignment.tasks:
        guide, cell = key.guides[task.id], text_of(graded(name)[task.id])
        good, _, tempting = cell.partition("**Answers that tempt**")
        shown = re.findall(r"(?m)^- (.*) \*\((.*)\)\*$", good)
        assert shown == [(one.text, one.why) for one in guide.models]
        shown = re.findall(r"(?m)^- (.*) \*\((\d+) of (\d+): ([\d +]+)\. (.*)\)\*$", tempting)
        assert shown == [
            (
                one.text,
                str(sum(one.points)),
                str(task.points),
                " + ".join(map(str, one.points)),
                one.why,
            )
            for one in guide.tempting
        ]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_assignment_says_time_points_and_what_it_assesses(kit: Path, name: str) -> None:
    assignment = load_key(name).assignment
    first = text_of(source(name)["cells"][0])
    assert f"**Time:** about {assignment.minutes} minutes." in first
    assert assignment.assesses
    (notes,) = [
        text_of(cell)
        for cell in source(name)["cells"]
        if "instructor" in cell["metadata"].get("tags", ())
    ]
    for part in (f"**Time:** about {assignment.minutes} minutes", "**Points:**", "**Assesses:**"):
        assert part in notes


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_assignment_ends_with_the_cell_that_hands_it_in(name: str) -> None:
    for shelf in ("solutions", "exercises"):
        last = source(name, shelf)["cells"][-1]
        assert (last["cell_type"], text_of(last)) == ("code", "assignment.hand_in()"), shelf


def test_a_whole_article_has_at_least_24_marked_questions(kit: Path) -> None:
    assert len(load_key("a4_whole_article").assignment.questions) >= 24


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_answers_to_an_assignment_are_spread_over_the_labels(kit: Path, name: str) -> None:
    """Nobody gets half of the points by one answer to everything."""
    questions = load_key(name).assignment.questions
    for axis in {asked.axis for asked in questions}:
        own = [asked.key for asked in questions if asked.axis == axis]
        assert max(map(own.count, own)) <= len(own) / 2, (axis, own)


# ---------------------------------------------------------------- damaged tables of answers


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("question", "corbelane/u05/evidence", "Did you mean 'corbelane_roundup'?"),
        ("question", "corbelane_roundup/u99/evidence", "u99"),
        ("question", "corbelane_roundup/u07/evidense", "Did you mean 'evidence'?"),
        ("question", "corbelane_roundup", "''"),
        ("question", "corbelane_roundup/u09/fit", "u09"),
        ("question", "corbelane_roundup/u17/fit", "contested"),
        ("answer", "peeple", "answer 'peeple' is not an answer to"),
        ("answer", "", "answer '' is not an answer to"),
        ("answer", "people", "answer 'people' differs from the label 'not_stated'"),
        ("answer", "not_stated|people", "Write into note why it counts"),
        ("points", "0", "points '0' cannot be used. Write a whole number from 1 to 99"),
        ("points", "1.5", "points '1.5' cannot be used"),
        ("points", "", "points is empty. Write a whole number"),
        ("points", "-1", "points '-1' cannot be used"),
        ("points", "½", "points '½' cannot be used"),
    ],
)
def test_a_wrong_cell_is_named_with_line_value_and_remedy(
    course: Path, column: str, value: str, told: str
) -> None:
    table = Table(course / f"solutions/keys/{A1}.csv")
    line = table.line(question=LINE)
    table.find(question=LINE)[column] = value
    table.save()
    # A question that is put in place of another has another answer, too.
    *_, problem = found = problems_of(lambda: load_key(A1))
    assert len(found) == 1 or value.endswith("/fit")
    assert problem.startswith(f"solutions/keys/{A1}.csv, line {line}: ")
    assert told in problem
    assert problem.endswith((".", "?"))


def test_all_problems_of_an_assignment_are_named_at_once(course: Path) -> None:
    table = Table(course / f"solutions/keys/{A1}.csv")
    first, second, third, *_ = table.rows
    first_answer = first["answer"]
    first["answer"], first["points"] = "peeple", "ten"
    second["question"] = "nowhere/u01/evidence"
    third["question"] = first["question"]
    third["answer"] = first_answer
    table.save()
    change(course / f"solutions/keys/{A1}.toml", "minutes = 20", 'minutes = "20"')
    change(course / f"solutions/keys/{A1}.toml", "assesses", "asesses")
    found = problems_of(lambda: load_key(A1))
    assert [
        problem.partition(": ")[0].removeprefix(f"solutions/keys/{A1}") for problem in found
    ] == [
        *(".toml",) * 3,
        *(".csv, line 2",) * 2,
        ".csv, line 3",
        ".csv, line 4",
    ]
    told = "\n".join(found)
    for part in ("minutes is '20'", "asesses", "peeple", "ten", "nowhere", "repeats line 2"):
        assert part in told


def test_a_second_answer_counts_where_the_note_says_why(course: Path) -> None:
    table = Table(course / f"solutions/keys/{A1}.csv")
    table.find(question=LINE).update(answer="not_stated|people", note="Both were argued in class.")
    table.save()
    key = load_key(A1)
    assert key.accepted[LINE] == {"not_stated", "people"}
    assert key.notes == {LINE: "Both were argued in class."}


def test_a_table_that_cannot_be_read_is_told_with_the_other_problems(course: Path) -> None:
    change(course / f"solutions/keys/{A1}.csv", "points", "marks")
    change(course / f"solutions/keys/{A1}.toml", "minutes = 20", "minutes = 0")
    told = "\n".join(problems_of(lambda: load_key(A1)))
    assert "lacks the columns points" in told
    assert "has unknown columns 'marks'" in told
    assert "minutes is 0" in told


def test_an_assignment_with_nothing_to_do_is_refused(course: Path) -> None:
    (course / f"solutions/keys/{A1}.csv").unlink()
    (problem,) = problems_of(lambda: load_key(A1))
    assert "has neither questions nor tasks" in problem


def test_an_unknown_assignment_is_named_with_the_known_ones(kit: Path) -> None:
    with pytest.raises(KeyError, match="Did you mean 'a1_who_was_studied'"):
        load_key("a1_who_was_study")


def test_a_copy_without_solutions_says_where_to_mark(home: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Work in the instructor's copy"):
        load_key(A1)


# ---------------------------------------------------------------- damaged TOML


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("minutes = 30", 'minutes = "30"', "minutes is '30'. Write a whole number"),
        ("minutes = 30", "minutes = -1", "minutes is -1. Write a whole number"),
        ("minutes = 30", "minuts = 30", "the entry 'minuts' is not known. Known entries:"),
        ("minutes = 30", "minuts = 30", "minutes is missing"),
        ("minutes = 30", "minutes = 30\nminutes = 31", "is not valid TOML"),
        ('title = "Rewrite three claims"', 'title = " "', "title is empty. Write text"),
        ('id = "socks"', 'id = "ankles"', "task 'ankles': this id stands twice."),
        ('id = "socks"', 'id = "Warm socks"', "3 to 32 small letters"),
        ('id = "socks"', "id = 2", "task 2: id is 2. Write 3 to 32 small"),
        ("most_words = 45", 'most_words = "45"', "task 'ankles': most_words is '45'."),
        ("points = 1\nlook_for", "points = 3\nlook_for", "has levels for [1, 0] points. Say"),
        ("points = 1\nlook_for", "points = 0\nlook_for", "criteria 1: points is 0."),
        ("points = 1\nlook_for", "look_for", "criteria 1: points is missing."),
        ("{ points = 1, words", "{ points = 1.5, words", "levels 1: points is 1.5."),
        ("points = [1, 2, 1]", "points = [1, 1, 1]", "models: “In one study of 32 ponies"),
        ("points = [1, 2, 1]", "points = [1, 2]", "has points [1, 2]. The rubric gives"),
        ("points = [1, 0, 0]", "points = [1, 2, 1]", "only models have all of it."),
        ("points = [1, 0, 0]", "points = [2, 0, 0]", "has points [2, 0, 0]."),
        ('why = "Only ponies', 'wy = "Only ponies', "models 1: the entry 'wy' is not known."),
        (
            'evidence = "animals_or_cells"',
            'evidence = "animal"',
            "check: evidence 'animal' is not known.",
        ),
        ('subtype = "animal"', 'subtype = "animals"', "check: subtype 'animals' is not known."),
        ('product = "Aldermoss"\n', "", "task 'ankles': check: product is missing."),
        ('claim = "Aldermoss', 'clam = "Aldermoss', "it has a check and no claim"),
    ],
)
def test_a_wrong_entry_is_named_with_value_and_remedy(
    course: Path, old: str, new: str, told: str
) -> None:
    path = course / f"solutions/keys/{A5}.toml"
    change(path, old, new)
    if "no claim" in told:
        change(path, 'clam = "Aldermoss', '# "Aldermoss')
    found = problems_of(lambda: load_key(A5))
    assert any(told in problem for problem in found), found
    assert all(problem.startswith(f"solutions/keys/{A5}.toml: ") for problem in found)


def damaged(content: Any) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Put something of another kind into every place of a table, one after the other."""
    for place in _places(content):
        for value in (5, True, 0.5, "", [5], {"a": 1}, [{"a": 1}]):
            made = copy.deepcopy(content)
            inner = made
            for step in place[:-1]:
                inner = inner[step]
            if type(inner[place[-1]]) is not type(value) or value == "":
                inner[place[-1]] = value
                yield (*place, value), made


def _places(content: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = content.items() if isinstance(content, dict) else enumerate(content)
    for name, value in pairs:
        yield (*above, name)
        if isinstance(value, (dict, list)):
            yield from _places(value, (*above, name))


def test_nothing_of_another_kind_is_taken_and_nothing_breaks(
    kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tomllib.loads((ROOT / f"solutions/keys/{A5}.toml").read_text(encoding="utf-8"))
    content["tasks"] = content["tasks"][:1]
    taken = []
    for place, made in damaged(content):
        monkeypatch.setattr(keys, "read_toml", lambda _path, made=made: made)
        keys._load.cache_clear()
        try:
            load_key(A5)
        except DataError:
            continue
        taken.append(place)
    keys._load.cache_clear()
    assert taken == []


def test_the_points_of_all_keys_add_up(kit: Path) -> None:
    found: list[Key] = [load_key(name) for name in ASSIGNMENTS]
    assert [key.assignment.most_points for key in found] == [15, 15, 15, 34, 12, 12]
