"""The command: from marks and learners' zips to one page and a table that name nobody."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.class_report.answers import CHECK_QUESTIONS, PRACTICE, read_class
from healthclaims.class_report.items import SUSPECT, item_analysis
from healthclaims.class_report.question_table import COLUMNS
from healthclaims.class_report.report import PAGE, TABLE
from healthclaims.maintain.simulated_class import simulated_logs
from healthclaims.marking.mark_class import mark_class
from tests.helpers.classwork import ATTACK, key_of
from tests.helpers.hand_ins import handed_in, log_of, moodle, table, zip_of
from tests.helpers.handed_in import pack
from tests.helpers.kit import ROOT, problems_of

A1 = "a1_who_was_studied"
STUDIED = key_of(A1)
WRITTEN = (PAGE, TABLE)


@pytest.fixture(autouse=True)
def kit(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the kit itself; marks and report go into the test's own folder."""
    monkeypatch.chdir(ROOT)
    return ROOT


@pytest.fixture
def marks(home: Path) -> Path:
    """The marks of twenty students: the n-th has n mistakes, up to all."""
    mark_class([moodle(home / "m.zip", handed_in(STUDIED, 20))], A1, home / "marks")
    return home / "marks"


def learners(folder: Path, count: int) -> Path:
    """Write learners' zips, as lesson 10 makes them, each into a folder of a student's name."""
    for code, own in simulated_logs(count, 17, 0.3, 0.6).items():
        content = {f"my_answers/logs/{lesson}/a.jsonl": log for lesson, log in own.items()}
        content |= {"my_answers/README.txt": b"", "my_answers/answers.csv": b""}
        path = folder / code / "my_answers_me.zip"
        path.parent.mkdir(parents=True)
        path.write_bytes(pack(content))
    return folder


def report(out: Path, *paths: Path | str) -> tuple[str, str]:
    """Run the command and give the page and the table."""
    assert main(["report", *map(str, paths), "--out", str(out)]) == 0
    page, listed = (out / name for name in WRITTEN)
    return page.read_text(encoding="utf-8"), listed.read_text(encoding="utf-8-sig")


def test_marks_give_a_page_and_a_table(home: Path, marks: Path) -> None:
    page, _ = report(home / "out", marks)
    rows = table(home / "out" / TABLE)
    assert tuple(rows[0]) == COLUMNS
    # The n-th of twenty has the first n wrong, and the seventeenth begins anew.
    right = [20 - sum(n % 16 > place for n in range(20)) for place in range(15)]
    assert [round(20 * float(row["facility"])) for row in rows] == right
    assert {row["answered"] for row in rows} == {"20"}
    asked = STUDIED.assignment.questions
    assert [row["question"] for row in rows] == [question.id for question in asked]
    assert page.count("<article id=") == len(asked)
    assert "20 students answered." in page


def test_answers_are_found_by_the_table_itself_too(home: Path, marks: Path) -> None:
    assert read_class([marks / "answers.csv"]) == read_class([marks])


def test_the_same_answers_give_the_same_bytes(home: Path, marks: Path) -> None:
    assert report(home / "one", marks) == report(home / "two", marks)


def test_nothing_names_a_student_unless_it_is_asked_for(home: Path, marks: Path) -> None:
    students = {row["student"] for row in table(marks / "answers.csv")}
    assert len(students) == 20
    for text in report(home / "out", marks):
        assert not [name for name in students if name in text]
    page, listed = report(home / "named", marks, "--names")
    assert [name for name in students if name not in page] == []
    assert not [name for name in students if name in listed]
    assert "This page names students." in page


def test_the_order_of_rows_changes_no_number(home: Path, marks: Path) -> None:
    report(home / "out", marks)
    path = marks / "answers.csv"
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path.write_text(head + "".join(sorted(rows, key=lambda row: row.split(",")[1])), "utf-8")
    questions = {row["question"]: row for row in table(home / "out" / TABLE)}
    report(home / "out", marks)
    for row in table(home / "out" / TABLE):
        assert {**row, "number": ""} == {**questions[row["question"]], "number": ""}


def test_learners_zips_give_practice_check_and_gain(home: Path) -> None:
    folder = learners(home / "zips", 24)
    found = read_class([folder])
    assert [one.title for one in found.sets] == [CHECK_QUESTIONS]
    assert len(found.checks) == 24
    page, _ = report(home / "out", folder)
    assert "24 of 24 learners have done both rounds of the check." in page
    assert "All questions" in page


def test_a_folder_of_learner_codes_gives_the_first_answers_in_lessons(home: Path) -> None:
    example = ROOT / "data/example_learner"
    for code in ("fox", "owl"):
        for path in example.glob("*/*.jsonl"):
            copy = home / "answers" / code / path.parent.name / path.name
            copy.parent.mkdir(parents=True)
            copy.write_bytes(path.read_bytes().replace(b'"example-', f'"{code}-'.encode()))
    found = read_class([home / "answers"])
    assert [one.title for one in found.sets] == [PRACTICE, CHECK_QUESTIONS]
    practice = found.sets[0].answers
    pairs = {(given.student, given.question.id) for given in practice}
    assert len(pairs) == len(practice)
    assert {student for student, _ in pairs} == {"fox", "owl"}


def test_a_learner_handed_over_twice_counts_once_and_is_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = learners(home / "zips", 9)
    first = sorted(folder.iterdir())[0]
    shutil.copytree(first, folder / f"{first.name} (1)")
    assert len(read_class([folder]).checks) == 9
    report(home / "out", folder)
    assert "It holds the same answers as" in capsys.readouterr().err


def test_marks_and_learners_go_on_one_page(home: Path, marks: Path) -> None:
    page, _ = report(home / "out", marks, learners(home / "zips", 9))
    assert STUDIED.assignment.title in page
    assert CHECK_QUESTIONS in page


def test_a_wrong_key_in_marks_is_a_suspect(home: Path) -> None:
    # Weak students give the key, all others one other answer.
    key = STUDIED
    zips = {f"S{n:02}": zip_of(key, log_of(key, f"s{n}", wrong=mistakes(n))) for n in range(24)}
    mark_class([moodle(home / "m.zip", zips)], A1, home / "marks")
    (found,) = read_class([home / "marks"]).sets
    verdicts = [item.verdict for item in item_analysis(found)]
    assert verdicts[0] == SUSPECT
    assert verdicts.count(SUSPECT) == 1


def mistakes(number: int) -> list[int]:
    """Give the n-th of 24 students n // 2 mistakes in the last questions, and most the first."""
    own = [14 - place for place in range(number // 2)]
    return own if number >= 20 else [0, *own]


def test_what_strangers_wrote_stays_text(home: Path, marks: Path) -> None:
    path = marks / "answers.csv"
    text = path.read_text(encoding="utf-8-sig")
    hostile = ATTACK.replace('"', "'").replace(",", "").replace("\ud800", "")
    path.write_text(text.replace("S0003", hostile.replace("\u2028", "").split("\x00")[0]), "utf-8")
    page, _ = report(home / "out", marks, "--names")
    assert "<img" not in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_all_problems_of_a_table_are_named_at_once(home: Path, marks: Path) -> None:
    path = marks / "answers.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, one, two, three, *_ = csv.reader(file)
    one[1], two[2], three[3], three[4] = "nobody/u1/evidence", "peeple", "9", "-1"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, one, two, three])
    found = problems_of(lambda: read_class([marks]))
    assert len(found) == 4
    assert found[0].startswith("answers.csv, line 2: 'nobody/u1/evidence' is no question")
    assert "'peeple' is no answer" in found[1]
    assert "sure is '9'" in found[2]
    assert all("Run mark again" in problem for problem in found)


def test_a_folder_of_nobody_knows_which_assignment_is_refused(home: Path, marks: Path) -> None:
    (marks / "about.txt").write_text("Notes of mine\n")
    (found,) = problems_of(lambda: read_class([marks]))
    assert "does not say which assignment" in found


def test_a_folder_without_answers_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "empty").mkdir()
    (home / "empty/notes.txt").write_text("nothing")
    assert main(["report", str(home / "empty"), "--out", str(home / "out")]) == 1
    assert "empty: no answer was found. Give a folder that mark wrote" in capsys.readouterr().err
    assert not (home / "out").exists()
