"""Submissions are laid out for nbgrader under names of our own, and stay inside the folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from healthclaims.__main__ import main
from healthclaims.core.problems import DataError
from healthclaims.marking.to_nbgrader import _folders, collect
from healthclaims.submissions.layouts import Student
from tests.helpers.classwork import key_of
from tests.helpers.fuzz import LAYOUTS, lay_out, uploads
from tests.helpers.hand_ins import (
    LOG_FILE,
    handed_in,
    log_of,
    models_of,
    moodle,
    notebook_of,
    tree,
    zip_of,
)
from tests.helpers.handed_in import pack, zip_file
from tests.helpers.kit import ROOT

A1, A4 = "a1_who_was_studied", "a4_whole_article"
KEY, ARTICLE = key_of(A1), key_of(A4)
FILES = {f"{A1}.ipynb", LOG_FILE}


@pytest.fixture(autouse=True)
def kit(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def out(home: Path) -> Path:
    return home / "submitted"


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def grade_ids(path: Path) -> list[str]:
    found = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells(path)]
    return [name for name in found if name]


def test_every_student_gets_a_folder_with_notebook_and_log(home: Path, out: Path) -> None:
    work = handed_in(KEY, 3)
    told = list(collect([moodle(home / "m.zip", work)], A1, out))
    assert told == [f"moodle_{number}: notebook and answer log" for number in range(1000, 1003)]
    for number, student in enumerate(work, 1000):
        folder = out / f"moodle_{number}" / A1
        assert set(tree(folder)) == FILES
        assert (folder / LOG_FILE).read_bytes() == log_of(KEY, student, wrong=range(number - 1000))
        assert (folder / f"{A1}.ipynb").read_bytes() == notebook_of(KEY, models_of(KEY))


@pytest.mark.parametrize(
    ("layout", "name"),
    [
        ("moodle folders", "moodle_1"),
        ("moodle flat", "moodle_1"),
        ("canvas", "canvas_1"),
        ("nbgrader", "student1"),
        ("plain", "student1"),
        ("folders", "student1"),
    ],
)
def test_names_are_those_of_the_platform_or_of_the_file(
    home: Path, out: Path, layout: str, name: str
) -> None:
    some = [one for one in uploads(500) if one.what == "good"]
    lay_out(some, layout, home / "download.zip")
    list(collect([home / "download.zip"], A1, out))
    assert names(out) == [name]


LEFT_OUT = "left out, since nbgrader would give 0 points. Ask for the zip of hand_in()."


def test_who_lacks_the_log_is_left_out_and_what_is_missing_is_told(home: Path, out: Path) -> None:
    files = {
        "Ann_1_assignsubmission_file_/a1_who_was_studied.ipynb": notebook_of(KEY),
        "Bob_2_assignsubmission_file_/answers.jsonl": log_of(KEY, "bob"),
        "Cy_3_assignsubmission_file_/essay.pdf": b"%PDF",
    }
    told = list(collect([zip_file(home / "m.zip", files)], A1, out))
    assert f"moodle_1: no answer log: {LEFT_OUT}" in told
    assert "moodle_2: no notebook: nbgrader cannot mark it" in told
    none = "no notebook: nbgrader cannot mark it; no answer log"
    assert f"moodle_3: {none}: {LEFT_OUT}" in told
    assert any(line.startswith("not used: m.zip/Cy_3") and "essay.pdf" in line for line in told)
    assert names(out) == ["moodle_2"]


def test_a_hand_in_for_another_assignment_is_left_out_and_told(home: Path, out: Path) -> None:
    wrong = zip_of(ARTICLE, log_of(ARTICLE, "ann"), models_of(ARTICLE))
    mixed = pack({f"{A1}.ipynb": notebook_of(KEY), LOG_FILE: log_of(ARTICLE, "cy")})
    begun = pack({f"{A1}.ipynb": notebook_of(KEY), LOG_FILE: log_of(ARTICLE, "di", answers=0)})
    work = {"Ann": wrong, "Bob": handed_in(KEY, 1)["S0000"], "Cy": mixed, "Di": begun}
    told = list(collect([moodle(home / "m.zip", work)], A1, out))
    for number in (1000, 1002, 1003):
        assert (
            f"moodle_{number}: notebook and answer log: left out, since it was handed in for {A4}. "
            "Ask for the right file."
        ) in told
    assert names(out) == ["moodle_1001"]


@pytest.mark.parametrize("name", ["Kurs [1]", "a$b", "{x}", "$HOME"])
def test_a_folder_of_any_name_is_written_into(home: Path, name: str) -> None:
    (home / name).mkdir()
    download = moodle(home / name / "m [2].zip", handed_in(KEY, 1))
    list(collect([download], A1, home / name / "submitted"))
    assert set(tree(home / name / "submitted" / "moodle_1000" / A1)) == FILES


def test_without_questions_no_log_is_needed(home: Path, out: Path) -> None:
    key = key_of("a5_rewrite")
    work = {"Ann": pack({"a5_rewrite.ipynb": notebook_of(key, models_of(key))})}
    told = list(collect([moodle(home / "m.zip", work)], "a5_rewrite", out))
    assert told == ["moodle_1000: no answer log"]
    assert names(out) == ["moodle_1000"]


def test_without_questions_the_log_may_be_of_another_assignment(home: Path, out: Path) -> None:
    key = key_of("a5_rewrite")
    files = {"a5_rewrite.ipynb": notebook_of(key, models_of(key)), LOG_FILE: log_of(KEY, "ann")}
    list(collect([moodle(home / "m.zip", {"Ann": pack(files)})], "a5_rewrite", out))
    assert names(out) == ["moodle_1000"]


def test_a_log_of_old_line_ends_is_laid_out_as_marking_here_reads_it(home: Path, out: Path) -> None:
    log = log_of(KEY, "ann")
    content = zip_of(KEY, log.replace(b"\n", b"\r"))
    list(collect([moodle(home / "m.zip", {"Ann": content})], A1, out))
    assert (out / "moodle_1000" / A1 / LOG_FILE).read_bytes() == log


def test_students_of_the_same_short_name_have_folders_of_their_own() -> None:
    keys = ("plain:jane", "nbgrader:Jane", "nbgrader:plain_jane", "plain:bo", "moodle:7")
    found = _folders([Student(key, "", "", "plain") for key in keys])
    assert found["plain:bo"] == "bo"
    assert len({name.casefold() for name in found.values()}) == len(keys)


def test_two_logs_become_one_and_none_is_lost(home: Path, out: Path) -> None:
    first, second = log_of(KEY, "ann", answers=2), log_of(KEY, "ann-2")
    content = pack({"one/answers.jsonl": first.rstrip(), "two/answers.jsonl": second})
    list(collect([moodle(home / "m.zip", {"Ann": content})], A1, out))
    assert (out / "moodle_1000" / A1 / LOG_FILE).read_bytes() == first + second


def test_of_several_notebooks_the_one_with_the_right_name_is_taken(home: Path, out: Path) -> None:
    content = pack(
        {
            "Untitled.ipynb": notebook_of(ARTICLE, {"verdict": "other"}),
            f"{A4}.ipynb": notebook_of(ARTICLE, {"verdict": "mine"}),
            "copy of it.ipynb": notebook_of(ARTICLE, {"verdict": "older"}),
            LOG_FILE: log_of(ARTICLE, "ann"),
        }
    )
    list(collect([moodle(home / "m.zip", {"Ann": content})], A4, out))
    assert set(tree(out / "moodle_1000" / A4)) == {f"{A4}.ipynb", LOG_FILE}
    assert "mine" in (out / f"moodle_1000/{A4}/{A4}.ipynb").read_text(encoding="utf-8")


def test_a_copied_cell_is_marked_once_and_keeps_its_text(home: Path, out: Path) -> None:
    notebook = json.loads(notebook_of(ARTICLE, {"verdict": "first"}))
    (own,) = [c for c in notebook["cells"] if grade_id(c) == "verdict"]
    notebook["cells"].append({**own, "id": "copy-1", "source": ["second"]})
    notebook["cells"].append({**own, "id": "copy-2", "source": ["third"]})
    content = pack({f"{A4}.ipynb": json.dumps(notebook).encode(), LOG_FILE: b"{}"})
    list(collect([moodle(home / "m.zip", {"Ann": content})], A4, out))
    path = out / f"moodle_1000/{A4}/{A4}.ipynb"
    assert sorted(grade_ids(path)) == ["marked", "verdict"]
    sources = ["".join(cell["source"]) for cell in cells(path)]
    assert {"first", "second", "third"} <= {*sources}
    assert [c["source"] for c in cells(path) if grade_id(c) == "verdict"] == [["third"]]


def grade_id(cell: dict[str, Any]) -> str | None:
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


@pytest.mark.parametrize(
    "content",
    [
        b"no notebook",
        b"[]",
        b'{"cells": 5, "nbformat": 4}',
        b'{"cells": [1, null], "nbformat": 4}',
        b'{"cells": [{"metadata": {"nbgrader": 7}}], "nbformat": 4}',
        b'{"cells": [{"metadata": {"nbgrader": {"grade_id": ["x"]}}}], "nbformat": 4}',
        b'{"cells": [{"metadata": {"nbgrader": {"grade_id": {}}}}], "nbformat": 4}',
        b"[" * 100_000,
        b'{"cells": [{"source": "\\ud800", "metadata": {}}], "nbformat": 4}',
    ],
)
def test_a_damaged_notebook_is_handed_on_as_it_is(home: Path, out: Path, content: bytes) -> None:
    work = {
        "Ann": pack({f"{A1}.ipynb": content, LOG_FILE: b"{}"}),
        "Bob": handed_in(KEY, 1)["S0000"],
    }
    list(collect([moodle(home / "m.zip", work)], A1, out))
    assert (out / f"moodle_1000/{A1}/{A1}.ipynb").read_bytes() == content
    assert set(tree(out / "moodle_1001" / A1)) == FILES


HOSTILE = (
    *(
        "..",
        ".",
        "...",
        "a/../../b",
        "/etc/x",
        "C:x",
        "CON",
        "nul.",
        "a\x00b",
        "-rf",
        "~",
        "x" * 300,
    ),
    *("=cmd", "é", "日本", "a b", "ann", "Ann", "ANN", "plain_ann", "\u202eanna", "a\nb"),
)


def test_hostile_names_stay_inside_the_folder_and_apart_from_each_other(
    home: Path, out: Path
) -> None:
    work = handed_in(KEY, 1)["S0000"]
    pairs = [(f"{name}_{n}_assignsubmission_file_/a.zip", work) for n, name in enumerate(HOSTILE)]
    (home / "m.zip").write_bytes(pack(pairs))
    folder = home / "class"
    for name in HOSTILE:
        path = folder / name.replace("/", "_").replace("\x00", "_")[:200]
        if path.name not in ("..", "."):
            path.mkdir(parents=True, exist_ok=True)
            (path / "a.zip").write_bytes(work)
    before = tree(home)
    list(collect([home / "m.zip", folder], A1, out))
    found = tree(home)
    assert {name: found[name] for name in before} == before
    written = [name for name in found if name not in before]
    assert all(name.startswith("submitted/") for name in written)
    students = names(out)
    assert len(students) >= len(HOSTILE) + len(list(folder.iterdir())) - 4
    assert len({name.casefold() for name in students}) == len(students)
    for name in students:
        assert name.isascii()
        assert name.replace("_", "").isalnum()
        assert set(tree(out / name / A1)) <= FILES


@pytest.mark.parametrize("layout", LAYOUTS)
def test_damaged_hand_ins_of_all_sorts_are_laid_out_without_an_error(
    home: Path, out: Path, layout: str
) -> None:
    some = uploads(2_100)[LAYOUTS.index(layout) :: 12]
    lay_out(some, layout, home / "download.zip")
    told = list(collect([home / "download.zip"], A1, out))
    left_out = [line for line in told if line.endswith(LEFT_OUT)]
    assert len(told) >= len(names(out)) + len(left_out) >= len(some) - 30
    for name in tree(out):
        assert name.split("/")[1:] in ([A1, f"{A1}.ipynb"], [A1, LOG_FILE])


def test_students_who_are_there_already_stop_it_before_anything_is_written(
    home: Path, out: Path
) -> None:
    download = moodle(home / "m.zip", handed_in(KEY, 3))
    (out / "moodle_1001" / A1).mkdir(parents=True)
    (out / "moodle_1002" / A1).mkdir(parents=True)
    with pytest.raises(DataError) as caught:
        list(collect([download], A1, out))
    assert len(caught.value.problems) == 2
    assert "Remove it, or give another folder with --out." in str(caught.value)
    assert tree(out) == {}


def test_two_assignments_of_a_student_lie_side_by_side(home: Path, out: Path) -> None:
    list(collect([moodle(home / "m.zip", handed_in(KEY, 1))], A1, out))
    work = {"S0000": zip_of(ARTICLE, log_of(ARTICLE, "S0000"), models_of(ARTICLE))}
    list(collect([moodle(home / "n.zip", work)], A4, out))
    assert sorted(path.name for path in (out / "moodle_1000").iterdir()) == [A1, A4]


def test_the_same_input_gives_the_same_files(home: Path) -> None:
    download = moodle(home / "m.zip", handed_in(ARTICLE, 4))
    for folder in ("one", "two"):
        list(collect([download], A4, home / folder))
    assert tree(home / "one") == tree(home / "two")


def test_the_command_lists_every_student(
    home: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    download = moodle(home / "m.zip", handed_in(KEY, 2))
    command = ["to-nbgrader", str(download), "--assignment", A1, "--out", str(out)]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        "moodle_1000: notebook and answer log",
        "moodle_1001: notebook and answer log",
    ]
    assert main(command) == 1
    assert "is there already" in capsys.readouterr().err
