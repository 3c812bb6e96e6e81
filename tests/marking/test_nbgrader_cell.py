"""The marked cell of an assignment, as nbgrader runs it and as its source shows it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from healthclaims.marking import nbgrader_cell as module
from healthclaims.marking.nbgrader_cell import marked_here
from tests.helpers.classwork import key_of
from tests.helpers.course import copy_course
from tests.helpers.hand_ins import LOG_FILE, log_of

A1, A4 = "a1_who_was_studied", "a4_whole_article"
KEY = key_of(A1)


@pytest.fixture
def course(home: Path) -> Path:
    return copy_course(home / "course")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a cell displays."""
    found: list[Any] = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


@pytest.fixture
def submission(course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which nbgrader marks one student's work."""
    folder = course / f"build/autograded/ann/{A1}"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def test_a_source_shows_the_answer_sheet_and_all_points(
    course: Path, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course / "solutions" / A1)
    assert marked_here(A1) == 15.0
    (sheet,) = shown
    assert repr(sheet) == "Answer sheet: 15 points for the questions."
    assert '<th scope="col"' in sheet._repr_html_()
    assert ">Given<" not in sheet._repr_html_()
    for asked in KEY.assignment.questions:
        assert str(module.tag("td", asked.why[0]))[4:-5] in sheet._repr_html_()


def test_a_log_beside_a_source_is_not_marked(
    course: Path, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = course / "solutions" / A1
    (folder / LOG_FILE).write_bytes(log_of(KEY, "me", answers=1))
    monkeypatch.chdir(folder)
    assert marked_here(A1) == 15.0


@pytest.mark.parametrize("wrong", [0, 1, 15])
def test_a_log_beside_the_notebook_is_marked(
    submission: Path, shown: list[Any], wrong: int
) -> None:
    (submission / LOG_FILE).write_bytes(log_of(KEY, "ann", wrong=range(wrong)))
    assert marked_here(A1) == 15.0 - wrong
    assert repr(shown[0]) == f"{15 - wrong} of 15 points for the questions."
    assert ">Given<" in shown[0]._repr_html_()


def test_without_a_log_there_are_no_points_and_it_is_said(
    submission: Path, shown: list[Any]
) -> None:
    assert marked_here(A1) == 0.0
    assert repr(shown[0]) == (
        "0 of 15 points for the questions. No answer log was found beside the notebook "
        "(answers.jsonl)."
    )


def test_the_folder_of_a_kit_that_was_handed_in_whole_is_marked(
    submission: Path, shown: list[Any]
) -> None:
    path = submission / f"answers/fox/{A1}/x.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(log_of(KEY, "ann", wrong=[0]))
    assert marked_here(A1) == 14.0


def test_the_instructors_own_answers_and_those_of_others_never_count(
    course: Path, submission: Path, shown: list[Any]
) -> None:
    for place in (
        course / f"answers/me/{A1}/x.jsonl",
        course / f"solutions/{A1}/{LOG_FILE}",
        course / f"exercises/{A1}/{LOG_FILE}",
        course / f"build/submitted/bob/{A1}/{LOG_FILE}",
        submission.parent / LOG_FILE,
        submission / f"answers/fox/{A4}/x.jsonl",
    ):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(log_of(KEY, "me"))
    assert marked_here(A1) == 0.0


def test_a_link_instead_of_a_log_is_not_followed(
    course: Path, submission: Path, shown: list[Any]
) -> None:
    secret = course / "somewhere.jsonl"
    secret.write_bytes(log_of(KEY, "me"))
    (submission / LOG_FILE).symlink_to(secret)
    folder = submission / f"answers/fox/{A1}"
    folder.mkdir(parents=True)
    (folder / "x.jsonl").symlink_to(secret)
    assert marked_here(A1) == 0.0


def test_folders_that_are_links_are_not_followed(
    course: Path, submission: Path, shown: list[Any]
) -> None:
    other = course / f"answers/me/{A1}"
    other.mkdir(parents=True)
    (other / "x.jsonl").write_bytes(log_of(KEY, "me"))
    (submission / "answers").symlink_to(course / "answers")
    assert marked_here(A1) == 0.0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 5_000, b"{}\n" * 50])
def test_a_damaged_log_gets_no_points_and_breaks_nothing(
    submission: Path, shown: list[Any], content: bytes
) -> None:
    (submission / LOG_FILE).write_bytes(content)
    assert marked_here(A1) == 0.0


def test_what_a_student_chose_stands_in_the_table_as_text(
    submission: Path, shown: list[Any]
) -> None:
    log = log_of(KEY, "ann").replace(b'"people"', b'"<script>x</script>"')
    (submission / LOG_FILE).write_bytes(log)
    assert marked_here(A1) == 10.0
    assert "<script" not in shown[0]._repr_html_()


def test_without_solutions_it_is_said_where_to_mark(home: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no solutions in this copy"):
        marked_here(A1)


def test_a_course_elsewhere_is_not_taken_for_this_one(
    course: Path, home: Path, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside a source means: in the solutions of this course, not in a folder of that name."""
    folder = course / f"build/autograded/ann/solutions/{A1}"
    shutil.copytree(course / "solutions" / A1, folder)
    monkeypatch.chdir(folder)
    assert marked_here(A1) == 0.0
