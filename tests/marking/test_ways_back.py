"""Marks and pages go back by Moodle's and Canvas's own rules, and nobody is mixed up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.marking.feedback_zips import moodle_name, write_zip
from healthclaims.marking.mark_class import mark_class
from healthclaims.marking.rubric_points import POINTS_FILE
from healthclaims.submissions.layouts import Student
from tests.helpers.classwork import key_of
from tests.helpers.hand_ins import handed_in, table, zip_of
from tests.helpers.handed_in import zip_file
from tests.helpers.kit import ROOT
from tests.helpers.platforms import ENGLISH, GERMAN, TURKISH, Canvas, Moodle, Words

A1, A4 = "a1_who_was_studied", "a4_whole_article"
TITLE = key_of(A1).assignment.title
TITLES = {7: "An essay", 8: TITLE, 9: "A quiz"}


@pytest.fixture(autouse=True)
def kit(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the kit itself; marks go into the test's own folder."""
    monkeypatch.chdir(ROOT)


def people(first: int, count: int) -> dict[int, str]:
    """Name students; two have one name, some have letters that not every system knows."""
    odd = [
        "Müller, Lena",
        "Müller, Lena",
        "O’Hara-Ng, Ann",
        "Łódź Żak",
        "李 明",
        "Doe_Jane 7",
    ]
    names = [*odd, *(f"Student, No {number}" for number in range(count))][:count]
    return {first + 3 * place: name for place, name in enumerate(names)}


def work_of(numbers: Mapping[int, str], name: str = A1) -> dict[int, bytes]:
    return dict(zip(numbers, handed_in(key_of(name), len(numbers)).values(), strict=True))


def points_of(numbers: Mapping[int, str], most: int = 15) -> dict[int, float]:
    return {number: most - place % (most + 1) for place, number in enumerate(numbers)}


def run(home: Path, download: Path, *more: str, name: str = A1) -> int:
    return main(["mark", str(download), "--assignment", name, "--out", str(home / "marks"), *more])


def page_in(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as inner:
        return inner.read("feedback.html").decode()


# ---------------------------------------------------------------- the whole way


@pytest.mark.parametrize("words", [ENGLISH, GERMAN, TURKISH], ids=["en", "de", "tr"])
@pytest.mark.parametrize("is_blind", [False, True])
def test_grades_and_pages_come_back_into_a_moodle_of_any_language(
    home: Path, words: Words, is_blind: bool
) -> None:
    site = Moodle(people(4711, 8), words, is_blind=is_blind)
    left = {9_001: "Nobody, Yet", 9_002: "Typed, By Hand"}
    site.names = {**site.names, **left}
    site.grades, site.comments = {9_002: 12.0}, {9_002: "PDF marked by hand", 4711: "=Well"}
    students = people(4711, 8)
    download = site.download(home / "all.zip", work_of(students))
    sheet = home / "worksheet.csv"
    sheet.write_bytes(site.worksheet())
    before = dict(site.comments)
    assert run(home, download, "--gradebook", str(sheet)) == 0
    site.take_worksheet((home / "marks/filled_worksheet.csv").read_bytes())
    assert site.grades == {**points_of(students), 9_002: 12.0}
    assert site.comments == before
    assert site.take_feedback(home / "marks/feedback_for_moodle.zip") == []
    assert set(site.files) == set(students)
    for number, points in points_of(students).items():
        (page,) = site.files[number].values()
        assert page == (home / f"marks/feedback/moodle_{number}.html").read_bytes()
        assert f"{points} of 15" in page.decode()


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_grades_and_pages_come_back_into_canvas(home: Path, delimiter: str) -> None:
    names = people(101, 8)
    site = Canvas({**names, 900: "Nobody, Yet", 901: "Hand, By"}, TITLES, delimiter=delimiter)
    site.grades = {(901, 8): "12.00", (101, 7): "3.00", (900, 9): "EX"}
    download = site.download(home / "submissions.zip", work_of(names))
    book = home / "gradebook.csv"
    book.write_bytes(site.gradebook())
    assert run(home, download, "--gradebook", str(book)) == 0
    changes = site.take_gradebook((home / "marks/filled_gradebook.csv").read_bytes())
    expected = {(user, 8): ("", str(points)) for user, points in points_of(names).items()}
    assert changes == expected
    assert site.take_feedback(home / "marks/feedback_for_canvas.zip") == []
    assert set(site.files) == set(names)
    for user, points in points_of(names).items():
        (content,) = site.files[user].values()
        assert f"{points} of 15" in page_in(content)


@pytest.mark.exhaustive
@pytest.mark.parametrize("platform", ["moodle", "canvas"])
def test_a_class_of_120_is_marked_and_gets_everything_back(home: Path, platform: str) -> None:
    names, key = people(1000, 120), key_of(A4)
    titles = {7: "An essay", 8: f"Assignment 4: {key.assignment.title}", 9: "A quiz"}
    moodle, canvas = Moodle(names, GERMAN, most=34), Canvas(names, titles, most=34)
    site = moodle if platform == "moodle" else canvas
    download = site.download(home / "all.zip", work_of(names, A4))
    book = home / "book.csv"
    book.write_bytes(moodle.worksheet() if site is moodle else canvas.gradebook())
    filling = ["--gradebook", str(book), *(["--column", titles[8]] if site is canvas else [])]
    assert run(home, download, *filling, name=A4) == 0
    assert (home / "marks/filled_book.csv").read_bytes() == book.read_bytes()
    assert not (home / f"marks/feedback_for_{platform}.zip").exists(), "pages may still change"
    rows = [f"{platform}:{n},verdict,{line},1," for n in names for line in (1, 2, 3)]
    text = "\n".join(["student,task,line,points,comment", *rows, ""])
    (home / "marks" / POINTS_FILE).write_text(text, encoding="utf-8")
    assert run(home, download, *filling, name=A4) == 0
    filled = (home / "marks/filled_book.csv").read_bytes()
    expected = {n: points + 3 for n, points in points_of(names, 28).items()}
    if site is moodle:
        moodle.take_worksheet(filled)
        assert moodle.grades == expected
    else:
        changes = canvas.take_gradebook(filled)
        assert changes == {(n, 8): ("", str(points)) for n, points in expected.items()}
    assert site.take_feedback(home / f"marks/feedback_for_{platform}.zip") == []
    assert set(site.files) == set(names)
    for number, points in expected.items():
        (page,) = site.files[number].values()
        told = page.decode() if site is moodle else page_in(page)
        assert f"{points} of 34" in told


@pytest.mark.parametrize("name", ["a_9_b_c", "Ann/../Lee", "_", "", "~x", ".x", "李 明"])
def test_moodle_takes_a_page_whatever_the_name_is(home: Path, name: str) -> None:
    student = Student("moodle:17", name, "17", "moodle")
    write_zip(home / "f.zip", [(moodle_name(student), b"page")])
    site = Moodle({17: "Ann", 9: "Somebody, Else"})
    assert site.take_feedback(home / "f.zip") == []
    assert site.files == {17: {"feedback.html": b"page"}}


# ---------------------------------------------------------------- what cannot go back


def test_a_team_is_never_taken_for_a_participant(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = list(handed_in(key_of(A1), 2).values())
    files = {
        "Team Blue_17_assignsubmission_file_/a.zip": work[0],
        "Default group_assignsubmission_file_/a.zip": work[1],
    }
    site = Moodle({17: "Somebody, Else", 18: "Another, One"})
    sheet = home / "worksheet.csv"
    sheet.write_bytes(site.worksheet())
    assert run(home, zip_file(home / "t.zip", files), "--gradebook", str(sheet)) == 0
    assert (home / "marks/filled_worksheet.csv").read_bytes() == sheet.read_bytes()
    assert not (home / "marks/feedback_for_moodle.zip").exists()
    said = capsys.readouterr().out
    assert "hand in as teams" in said
    assert "Not in it, though there is a grade: moodle_team:17, moodle_team:Default group." in said
    reasons = {row["student"]: row["reason"] for row in table(home / "marks/report.csv")}
    assert "has no row for Team Blue; no grade was put in." in reasons["moodle_team:17"]


@pytest.mark.parametrize("name", ["Equipo 17", "Группа 17", "17"])
def test_a_team_whose_name_ends_with_its_number_is_none_either(home: Path, name: str) -> None:
    work = handed_in(key_of(A1), 1)["S0000"]
    sheet = home / "worksheet.csv"
    sheet.write_bytes(Moodle({17: "Somebody, Else"}, GERMAN).worksheet())
    files = {f"{name}_17_assignsubmission_file_/a.zip": work}
    run(home, zip_file(home / "t.zip", files), "--gradebook", str(sheet))
    assert (home / "marks/filled_worksheet.csv").read_bytes() == sheet.read_bytes()
    assert not (home / "marks/feedback_for_moodle.zip").exists()


def test_what_canvas_hides_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = list(handed_in(key_of(A1), 2).values())
    files = {
        "anon_aB3x1_501_hand_in.zip": work[0],
        "LATE_anon_zz9Q2_502_hand_in.zip": work[1],
    }
    book = home / "gradebook.csv"
    book.write_bytes(Canvas({101: "Doe, Jane"}, TITLES).gradebook())
    assert run(home, zip_file(home / "c.zip", files), "--gradebook", str(book)) == 0
    assert (home / "marks/filled_gradebook.csv").read_bytes() == book.read_bytes()
    said = capsys.readouterr().out
    assert "Canvas hides who 2 of the students are (anonymous grading)" in said
    assert "Not in it, though there is a grade: canvas:anon_aB3x1, canvas:anon_zz9Q2." in said


def test_what_moodle_hides_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Moodle(people(4711, 2), GERMAN, is_blind=True)
    run(home, site.download(home / "m.zip", work_of(people(4711, 2))))
    assert "Moodle hides the names" in capsys.readouterr().out
    assert {row["late"] for row in table(home / "marks/marks.csv")} == {"not told"}


def test_a_page_that_may_still_change_or_that_canvas_cannot_take_is_not_packed(home: Path) -> None:
    key = key_of(A1)
    files = {
        "doejane_101_501_hand_in.zip": handed_in(key, 1)["S0000"],
        "roejoe_104_502_a1.ipynb": b"{}",
    }
    done = mark_class([zip_file(home / "c.zip", files)], A1, home / "marks")
    with zipfile.ZipFile(home / "marks/feedback_for_canvas.zip") as zipped:
        assert zipped.namelist() == ["doejane_101_501_hand_in.zip"]
    assert any("1 could not go in: send them by hand." in line for line in done.back)


def test_who_is_asked_to_hand_in_again_gets_a_page_and_no_grade(home: Path) -> None:
    site = Moodle(people(4711, 2))
    broken = zip_of(key_of(A1), b"nothing\n")
    site.grades, site.comments = {4714: 11.0}, {4714: "by hand"}
    one = work_of(people(4711, 1))
    download = site.download(home / "m.zip", {**one, 4714: broken})
    sheet = home / "w.csv"
    sheet.write_bytes(site.worksheet())
    run(home, download, "--gradebook", str(sheet))
    site.take_worksheet((home / "marks/filled_w.csv").read_bytes())
    assert site.grades == {4711: 15.0, 4714: 11.0}
    assert site.comments == {4714: "by hand"}
    site.take_feedback(home / "marks/feedback_for_moodle.zip")
    assert "could not be marked yet" in site.files[4714]["feedback.html"].decode()


def test_files_for_a_platform_of_an_earlier_run_do_not_stay(home: Path) -> None:
    site = Moodle(people(4711, 1))
    sheet = home / "w.csv"
    sheet.write_bytes(site.worksheet())
    run(home, site.download(home / "m.zip", work_of(people(4711, 1))), "--gradebook", str(sheet))
    plain = home / "jane.zip"
    plain.write_bytes(handed_in(key_of(A1), 1)["S0000"])
    for name in ("filled_old.CSV", "filled_old.txt", "filled_own.xlsx"):
        (home / "marks" / name).write_text("old")
    run(home, plain)
    (home / "marks/filled_own.xlsx").unlink()
    left = {path.name for path in (home / "marks").iterdir()}
    assert left == {"about.txt", "answers.csv", "feedback", "marks.csv", "report.csv"}


def test_a_column_of_no_gradebook_is_not_passed_over_in_silence(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = home / "jane.zip"
    plain.write_bytes(handed_in(key_of(A1), 1)["S0000"])
    assert run(home, plain, "--column", "Grade") == 1
    said = capsys.readouterr().err
    assert "--column 'Grade' names a column of a gradebook, and none was given." in said
    assert not (home / "marks").exists()
