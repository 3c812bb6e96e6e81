"""In an instructor's own gradebook, only the cells change for which there is a grade."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given as draw
from hypothesis import strategies as st

from healthclaims.marking.kept_table import KeptTable
from healthclaims.marking.own_gradebook import OwnGradebook
from healthclaims.submissions.layouts import CANVAS, MOODLE, PLAIN, Student
from tests.helpers.kit import problems_of

TITLE = "Who was studied?"
CANVAS_ROWS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Essay (6),Who was studied? (7),Final Score",
    "    Points Possible,,,,,10.00,15.00,(read only)",
    '"Doe, Jane",101,S1,jane,"Section 1",5.00,,50',
    '"Roe, Joe",102,S2,joe,"Section 1","","12.00",50',
    '"Poe, Ida",103,S3,ida,"Section 1",,EX,50',
    '"Moe, Al",104,S4,al,"Section 1",,N/A,50',
)
MOODLE_ROWS = (
    "ID,Vollständiger Name,Status,Bewertung,Bestwertung,Zuletzt geändert (Bewertung)",
    'Teilnehmer/in4711,"Schmidt, Anna",ok,,"15,00",-',
    'Teilnehmer/in4712,Müller Lena,ok,"12,00","15,00",-',
)


def book(path: Path, rows: tuple[str, ...], *, column: str = "", end: str = "\n") -> OwnGradebook:
    path.write_bytes(end.join([*rows, ""]).encode())
    return OwnGradebook(path, TITLE, column)


def jane(number: str = "101", system: str = CANVAS, name: str = "doejane") -> Student:
    return Student(f"{system}:{number or name}", name, number, system)


def anna(number: str = "4711", name: str = "Schmidt Anna") -> Student:
    return jane(number, MOODLE, name)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_byte_but_the_grade_stays(home: Path, end: str, encoding: str, mark: str) -> None:
    rows = [row.replace(",", mark) for row in MOODLE_ROWS[:2]]
    path = home / "w.csv"
    before = end.join(rows).encode(encoding)
    path.write_bytes(before)
    own = OwnGradebook(path, TITLE)
    assert own.fill([(anna(name=f"Schmidt{mark} Anna"), "13")], 15) == (1, [])
    text = end.join(rows).replace(f"ok{mark}{mark}", f"ok{mark}13{mark}")
    assert own.content() == text.encode(encoding)
    assert path.read_bytes() == before


@draw(st.binary(max_size=60) | st.text(',;\t"\r\nab\ufeffü', max_size=60).map(str.encode))
def test_whatever_stands_in_a_table_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "kept.csv"
    path.write_bytes(content)
    try:
        kept = KeptTable(path)
    except ValueError:
        assert b"\0" in content or content.startswith((b"PK", codecs.BOM_UTF16_LE))
        return
    assert kept.content() == content


def test_canvas_keeps_what_it_says_beside_grades(home: Path) -> None:
    own = book(home / "g.csv", CANVAS_ROWS)
    grades = [(jane(str(number)), "13") for number in (101, 102, 103, 104, 105)]
    count, remarks = own.fill([*grades, (jane("106"), "")], 15)
    assert count == 2
    assert [(one.student, one.is_missing) for one in remarks] == [
        ("canvas:102", False),
        ("canvas:103", True),
        ("canvas:104", True),
        ("canvas:105", True),
    ]
    expected = list(CANVAS_ROWS)
    expected[2] = expected[2].replace(",5.00,,", ",5.00,13,")
    expected[3] = expected[3].replace('"12.00"', '"13"')
    assert own.content().decode() == "\n".join([*expected, ""])


def test_the_same_grade_in_other_digits_is_no_change(home: Path) -> None:
    own = book(home / "g.csv", MOODLE_ROWS)
    assert own.fill([(anna("4712", "Müller Lena"), "12")], 15) == (1, [])
    assert own.content() == (home / "g.csv").read_bytes()


def test_students_of_no_platform_are_found_by_an_id_or_a_name_of_their_own(home: Path) -> None:
    own = book(home / "g.csv", CANVAS_ROWS)
    by_login, by_name = jane("", PLAIN, "JOE"), jane("", PLAIN, "Doe, Jane")
    assert own.fill([(by_login, "13"), (by_name, "14"), (jane("", PLAIN, "al x"), "3")], 15)[0] == 2


def test_one_row_for_two_students_takes_no_grade(home: Path) -> None:
    own = book(home / "g.csv", CANVAS_ROWS)
    count, remarks = own.fill([(jane("101"), "13"), (jane("", PLAIN, "jane"), "2")], 15)
    assert (count, len(remarks)) == (0, 2)
    assert own.content() == (home / "g.csv").read_bytes()


def test_a_student_of_moodle_is_looked_up_by_number_and_name(home: Path) -> None:
    own = book(home / "g.csv", MOODLE_ROWS)
    wrong = [anna("4712"), anna("4713"), anna("", "Schmidt, Anna")]
    count, remarks = own.fill([(student, "13") for student in wrong], 15)
    assert (count, len(remarks)) == (0, 3)
    assert remarks[0].what == "names “Müller Lena” under number 4712, and not “Schmidt Anna”."


def test_another_highest_grade_is_said(home: Path) -> None:
    for rows, student in ((CANVAS_ROWS, jane()), (MOODLE_ROWS, anna())):
        _, (remark,) = book(home / "g.csv", rows).fill([(student, "13")], 34)
        assert remark.what == "counts to 15, and this assignment to 34; grades go in as they are."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Who was studied? (7)", "WHO WAS STUDIED?"),
        ("Essay (6)", "Who was studied? Again (6)"),
        ("Final Score", "Who was studied? Final Score"),
    ],
)
def test_the_column_of_canvas_is_found_by_its_title(home: Path, old: str, new: str) -> None:
    own = book(home / "g.csv", (CANVAS_ROWS[0].replace(old, new), *CANVAS_ROWS[1:]))
    own.fill([(jane(), "13")], 15)
    assert ",5.00,13,50" in own.content().decode()


@pytest.mark.parametrize("column", ["Essay", "Essay (6)"])
def test_a_column_may_be_named(home: Path, column: str) -> None:
    own = book(home / "g.csv", CANVAS_ROWS, column=column)
    own.fill([(jane("102"), "9")], 10)
    assert '"Section 1","9","12.00"' in own.content().decode()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (CANVAS_ROWS[0].replace("Who", "Which"), "does not tell for sure"),
        (CANVAS_ROWS[0].replace("Essay (6)", "Who was studied? (6)"), "does not tell for sure"),
        ("a,b,c,d,e,f,g,h", "is neither Canvas’s gradebook nor"),
    ],
)
def test_where_the_column_is_not_clear_the_run_stops_and_names_all(
    home: Path, head: str, told: str
) -> None:
    (found,) = problems_of(lambda: book(home / "g.csv", (head, *CANVAS_ROWS[1:])))
    assert told in found
    (found,) = problems_of(lambda: book(home / "g.csv", CANVAS_ROWS, column="Nix"))
    assert "has no column of the name 'Nix'" in found
    assert "'Who was studied? (7)'" in found


@pytest.mark.parametrize(
    ("rows", "is_found"),
    [
        (("رقم,الاسم,x,الأعلى", "مشارك 7,Ann,,15"), True),
        (("x,Note,Name,Nr", ",,Ann,Participant 7"), True),
        (("Nr,Name,Grade,Note", "Participant 7,Ann,,"), False),
        (("Nr,Name,Punkte,Extra", "Participant 7,Ann,,"), False),
        (("Nr,Name,Grade,x,Other,15", "Participant 7,Ann,,y,,15"), False),
        (("Nr,Name,Grade,15,Other", "Participant 7,Ann,,15,"), True),
    ],
)
def test_the_column_of_moodle_is_found_by_name_or_place_or_asked_for(
    home: Path, rows: tuple[str, ...], is_found: bool
) -> None:
    if not is_found:
        (told,) = problems_of(lambda: book(home / "g.csv", rows))
        assert "Name it with --column" in told
        return
    assert book(home / "g.csv", rows).fill([(anna("7", "Ann"), "13")], 15)[0] == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"a\0b", b""])
def test_what_is_no_table_is_refused(home: Path, content: bytes) -> None:
    (home / "g.csv").write_bytes(content)
    assert len(problems_of(lambda: OwnGradebook(home / "g.csv", TITLE))) == 1
