"""A grade goes into no other student's row and no other column; where it might, the run stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.marking.own_gradebook import OwnGradebook, Remark
from healthclaims.submissions.layouts import MOODLE, NBGRADER, PLAIN, Student
from tests.helpers.kit import problems_of

TITLE = "Who was studied?"
CANVAS_ROWS = (
    f"Student,ID,SIS User ID,SIS Login ID,Section,Notes,Essay (6),{TITLE} (7),Final Score",
    "    Points Possible,,,,,,15,15,(read only)",
    '"Doe, Jane",101,S1,jane,Blue,Slow,7,,50',
    '"Roe, Joe",102,S2,joe,Red,Fast,9,,50',
)
MOODLE_ROWS = (
    "Identifier,Full name,ID number,Email address,Status,Group,Grade,Maximum grade,Comments",
    'Participant 4711,"Doe, Jane",12,j@x.org,Submitted,Blue,,15.00,',
    "Participant 4712,Joe Roe,,r@x.org,Draft,Red,,15.00,Well",
)
# In a language that is not known.
OTHER_ROWS = (
    "Nr.,Teljes név,Azonosító,Email,Állapot,Csoport,Pont,Legtöbb pont,Megjegyzés",
    MOODLE_ROWS[1].replace("Submitted,Blue", "ok,A"),
    MOODLE_ROWS[2].replace("Draft,Red", "ok,A"),
)


def book(path: Path, rows: tuple[str, ...], column: str = "") -> OwnGradebook:
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    return OwnGradebook(path, TITLE, column)


def told(path: Path, rows: tuple[str, ...], column: str = "") -> str:
    (found,) = problems_of(lambda: book(path, rows, column))
    return found


def fill(own: OwnGradebook, name: str, system: str = PLAIN, number: str = "") -> list[Remark]:
    """Fill in a grade for one student; give what is said."""
    student = Student(f"{system}:{number or name}", name, number, system)
    return own.fill([(student, "13")], 15)[1]


# ---------------------------------------------------------------- the row


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (CANVAS_ROWS, ["Doe, Jane", "s1", "JANE", "101"]),
        (MOODLE_ROWS, ["doe, jane", "12", "J@x.org", "Participant 4711"]),
        (OTHER_ROWS, ["doe, jane", "J@x.org", "Participant 4711"]),
    ],
)
def test_a_student_is_found_by_what_only_one_person_has(
    home: Path, rows: tuple[str, ...], names: list[str]
) -> None:
    expected = [row.replace(",,15.00", ",13,15.00").replace("7,,50", "7,13,50") for row in rows]
    for name in names:
        own = book(home / "g.csv", rows)
        assert fill(own, name) == []
        assert own.content().decode() == "\n".join([*rows[:-2], *expected[-2:-1], rows[-1], ""])


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (CANVAS_ROWS, ["Blue", "Slow", "7", "50", "", "Points Possible"]),
        (MOODLE_ROWS, ["Blue", "Submitted", "15.00", "Well", ""]),
        (OTHER_ROWS, ["A", "ok", "12", "15.00", ""]),
    ],
)
@pytest.mark.parametrize("system", [PLAIN, NBGRADER])
def test_a_group_a_state_or_an_earlier_grade_is_nobody(
    home: Path, rows: tuple[str, ...], names: list[str], system: str
) -> None:
    for name in names:
        own = book(home / "g.csv", rows)
        (remark,) = fill(own, name, system, name)
        assert "has no row for" in remark.what
        assert own.content() == (home / "g.csv").read_bytes()


def test_two_of_one_name_are_told_apart_from_nobody_in_any_language(home: Path) -> None:
    names = {21: "Ann Poe", 22: "Ann Poe", 23: "Al Moe"}
    more = [f"Participant 47{n},{name},,a{n}@x.org,ok,A,,15.00," for n, name in names.items()]
    own = book(home / "g.csv", (*OTHER_ROWS, *more))
    assert "has 2 rows for Ann Poe" in fill(own, "Ann Poe")[0].what
    assert fill(own, "Al Moe") == []


@pytest.mark.parametrize("team", ["Blue", "~", "Grün"])
def test_a_team_called_like_the_group_of_a_participant_is_another(home: Path, team: str) -> None:
    own = book(home / "g.csv", tuple(row.replace(",12,", ",-,") for row in MOODLE_ROWS))
    (remark,) = fill(own, team, MOODLE, "4711")
    assert remark.what == f"names “Doe, Jane” under number 4711, and not “{team}”."
    assert "a team’s number is no student’s" in remark.remedy


@pytest.mark.parametrize("name", ["Jane Doe", "Doe Jane", "jane DOE"])
def test_a_name_may_be_written_the_other_way_round(home: Path, name: str) -> None:
    own = book(home / "g.csv", MOODLE_ROWS)
    assert fill(own, name, MOODLE, "4711") == []
    assert b",Blue,13,15.00" in own.content()


def test_a_worksheet_in_other_letters_is_to_be_downloaded_again(home: Path) -> None:
    path = home / "s.csv"
    rows = "Идентификатор,Полное имя,Оценка,Максимальная оценка\nУчастник4712,Иван Петров,,15\n"
    path.write_bytes(rows.encode("cp1251"))
    (remark,) = fill(OwnGradebook(path, TITLE), "Иван Петров", MOODLE, "4712")
    assert remark.remedy.startswith("The file was saved anew, and not as UTF-8.")
    (remark,) = fill(OwnGradebook(path, TITLE), "Team Blue", MOODLE, "4712")
    assert "a team’s number is no student’s" in remark.remedy
    path.write_bytes(rows.encode())
    assert fill(OwnGradebook(path, TITLE), "Иван Петров", MOODLE, "4712") == []


# ---------------------------------------------------------------- the column


@pytest.mark.parametrize("form", ["Peer review of {} (7)", "Week 1: {} (7)", "{} II", "{} (b)"])
def test_a_column_that_only_holds_the_title_is_asked_for(home: Path, form: str) -> None:
    head = form.format(TITLE)
    rows = (CANVAS_ROWS[0].replace(f"{TITLE} (7)", head), *CANVAS_ROWS[1:])
    said = told(home / "g.csv", rows)
    assert "does not tell for sure which column is for the grades. Name it with --column" in said
    assert said.endswith(f"it may be one of: 'Notes', 'Essay (6)', '{head}'.")
    own = book(home / "g.csv", rows, head)
    assert fill(own, "jane") == []
    assert b",7,13,50" in own.content()


@pytest.mark.parametrize(
    ("head", "cells", "grade"),
    [
        # The order that Moodle writes, in languages known by nothing but the place.
        ("Nr,Név,Pont,Legtöbb pont,Megjegyzés", ",15,", 2),
        ("Nr,Név,Pont,Maximum,Módosítva", ",15,Monday", 2),
        # Others: the comments before the highest grade, the grade anywhere.
        ("Nr,Név,Pont,Állapot,Megjegyzés,Legtöbb pont", ",ok,,15", None),
        ("Nr,Név,Állapot,Megjegyzés,Legtöbb pont,Pont", "ok,,15,", None),
        ("Nr,Név,Pont,Megjegyzés,Maximum", "12,,15", None),
        ("Nr,Név,,Legtöbb pont,Megjegyzés", ",15,", None),
        # A scale, whose grades are words, leaves the comments alone free.
        ("Nr,Név,Pont,Skála,Megjegyzés", "Good,Good and bad,", None),
    ],
)
def test_in_an_unknown_language_no_column_is_guessed(
    home: Path, head: str, cells: str, grade: int | None
) -> None:
    rows = (head, *(f"Participant 471{n},Student {n},{cells}" for n in range(2)))
    if grade is None:
        assert "does not tell for sure which column" in told(home / "g.csv", rows)
    else:
        own = book(home / "g.csv", rows)
        fill(own, "Student 0")
        assert own.content().decode().splitlines()[1].split(",")[grade] == "13"


@pytest.mark.parametrize(
    ("rows", "column", "cell"),
    [
        (CANVAS_ROWS, "Student", "Doe, Jane"),
        (CANVAS_ROWS, "ID", "101"),
        (CANVAS_ROWS, "Section", "Blue"),
        (CANVAS_ROWS, "Final Score", "50"),
        (MOODLE_ROWS, "Full name", "Doe, Jane"),
        (MOODLE_ROWS, "Group", "Blue"),
        (MOODLE_ROWS, "Identifier", "Participant 4711"),
        (MOODLE_ROWS, "ID number", "12"),
        (MOODLE_ROWS, "Maximum grade", "15.00"),
        (MOODLE_ROWS, "Comments", "Well"),
        (OTHER_ROWS, "Teljes név", "Doe, Jane"),
    ],
)
def test_no_column_of_something_else_is_overwritten(
    home: Path, rows: tuple[str, ...], column: str, cell: str
) -> None:
    said = told(home / "g.csv", rows, column)
    assert f"has {cell!r} in the column {column!r}: no student’s points." in said
    assert "Name it with --column; it may be one of: " in said


def test_a_column_of_words_is_no_column_for_grades_though_it_is_called_so(home: Path) -> None:
    people = ("Participant 1,Ann,12,,", "Participant 2,Al,Good,,")
    rows = ("Identifier,Full name,Grade,Scale,Comments", *people)
    assert "has 'Good' in the column 'Grade': no student’s points." in told(home / "g.csv", rows)


# ---------------------------------------------------------------- which file it is


@pytest.mark.parametrize(
    "rows",
    [
        (
            "First name,Surname,ID number,Assignment: who was studied? (Real),Course total (Real)",
            *("Jane,Doe,s4711,,10.00", "Joe,Roe,s4712,,10.00"),
        ),
        (
            "Vorname,Nachname,Anmeldename,Aufgabe: A1 (Punkte),Kurs (Punkte),Zuletzt geladen",
            *("Jane,Doe,s4711,,10.00,1796100000", "Joe,Roe,s4712,,10.00,1796100001"),
        ),
    ],
)
def test_the_grades_of_a_whole_course_are_no_worksheet(home: Path, rows: tuple[str, ...]) -> None:
    said = told(home / "g.csv", rows)
    assert "is neither Canvas’s gradebook nor the grading worksheet of an assignment in" in said
    assert "open the assignment there." in said
