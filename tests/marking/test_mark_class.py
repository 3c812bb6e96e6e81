"""A class is marked: nobody is lost, the same input gives the same bytes, and nothing does harm."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.core.problems import DataError
from healthclaims.learner.entries import HEADER, Entry
from healthclaims.marking.mark_class import Marks, mark_class
from healthclaims.marking.page_names import page_name
from healthclaims.marking.rubric_points import POINTS_FILE, words_mark
from healthclaims.marking.wording import run_summary
from healthclaims.submissions.inbox import Inbox
from healthclaims.submissions.layouts import Student
from tests.helpers.classwork import key_of
from tests.helpers.course import copy_course
from tests.helpers.fuzz import LAYOUTS, lay_out, uploads
from tests.helpers.hand_ins import (
    handed_in,
    log_of,
    models_of,
    moodle,
    notebook_of,
    table,
    tree,
    zip_of,
)
from tests.helpers.handed_in import pack, zip_file
from tests.helpers.kit import ROOT, Table

A1, A4, A5 = "a1_who_was_studied", "a4_whole_article", "a5_rewrite"
STUDIED, ARTICLE, REWRITE = (key_of(name) for name in (A1, A4, A5))


@pytest.fixture(autouse=True)
def kit(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the kit itself; marks go into the test's own folder."""
    monkeypatch.chdir(ROOT)
    return ROOT


def rows(folder: Path, name: str = "marks.csv") -> dict[str, dict[str, str]]:
    return {row["Student"]: row for row in table(folder / name)}


def marked(folder: Path, paths: Sequence[Path], name: str = A1) -> dict[str, dict[str, str]]:
    mark_class(paths, name, folder)
    return rows(folder)


def page(folder: Path, row: dict[str, str]) -> str:
    return (folder / row["feedback_page"]).read_text(encoding="utf-8")


def rubric(folder: Path, *lines: str, head: str = "student,task,line,points,comment") -> bytes:
    folder.mkdir(exist_ok=True)
    text = "\n".join([head, *lines, ""])
    (folder / POINTS_FILE).write_text(text, encoding="utf-8")
    return (folder / POINTS_FILE).read_bytes()


# ---------------------------------------------------------------- tables


def test_a_class_has_one_row_a_student_with_points_and_a_page(home: Path) -> None:
    found = marked(home / "marks", [moodle(home / "m.zip", handed_in(STUDIED, 20))])
    assert list(found) == [f"S{number:04}" for number in range(20)]
    for number, row in enumerate(found.values()):
        points = str(15 - number % 16)
        assert (row["Grade"], row["points_questions"]) == (points,) * 2
        assert (row["answered"], row["questions"], row["most_points"]) == ("15", "15", "15")
        assert f"{points} of 15" in page(home / "marks", row)
    assert len({row["feedback_page"] for row in found.values()}) == 20


def test_both_platforms_in_one_run_stand_in_one_table_of_marks(home: Path) -> None:
    work = handed_in(STUDIED, 4)
    files = {
        "doejane_12345_678_hand_in.zip": work["S0000"],
        "roejoe_LATE_12346_679_hand_in.zip": work["S0003"],
    }
    download = moodle(home / "m.zip", {"Joe": work["S0001"]})
    plain = home / "jim.zip"
    plain.write_bytes(work["S0002"])
    found = marked(home / "marks", [zip_file(home / "c.zip", files), download, plain])
    assert {name: (row["ID"], row["Grade"], row["late"]) for name, row in found.items()} == {
        "doejane": ("12345", "15", "no"),
        "roejoe": ("12346", "12", "yes"),
        "Joe": ("1000", "14", "not told"),
        "jim": ("", "13", "not told"),
    }


# ---------------------------------------------------------------- what has no grade


def test_there_is_no_grade_while_written_answers_are_unmarked(home: Path) -> None:
    done = mark_class([moodle(home / "m.zip", handed_in(ARTICLE, 2))], A4, home / "marks")
    assert (done.without_grade, done.written, done.unmarked) == (2, 2, 2)
    for row in table(home / "marks/marks.csv"):
        assert (row["Grade"], row["points_written"]) == ("",) * 2
    assert [row["points_questions"] for row in table(home / "marks/marks.csv")] == ["28", "27"]
    told = "\n".join(run_summary(done, A4))
    assert "Without a grade so far: 2." in told
    assert f"save {POINTS_FILE} into" in told


def test_points_and_comments_typed_by_hand_come_out_in_marks_and_feedback(home: Path) -> None:
    download = moodle(home / "m.zip", handed_in(ARTICLE, 3))
    given = rubric(
        home / "marks",
        *(f"moodle:1000,verdict,{line},{points}," for line, points in ((1, 2), (2, 1), (3, 0))),
        "moodle:1000,verdict,,,=Well <b>quoted</b>",
        "moodle:1001,verdict,1,2,",
    )
    found = marked(home / "marks", [download], A4)
    first, second, third = found.values()
    assert (first["points_questions"], first["points_written"], first["Grade"]) == ("28", "3", "31")
    assert [row["Grade"] for row in (second, third)] == ["", ""]
    assert "=Well &lt;b&gt;quoted&lt;/b&gt;" in page(home / "marks", first)
    assert "31 of 34" in page(home / "marks", first)
    assert (home / "marks" / POINTS_FILE).read_bytes() == given
    marked(home / "marks", [download], A4)
    assert (home / "marks" / POINTS_FILE).read_bytes() == given


def test_the_command_says_when_everything_is_marked(home: Path) -> None:
    rubric(home / "marks", *(f"moodle:1000,verdict,{line},1," for line in (1, 2, 3)))
    done = mark_class([moodle(home / "m.zip", handed_in(ARTICLE, 1))], A4, home / "marks")
    assert "Every written answer is marked (1)." in run_summary(done, A4)


def test_points_given_to_words_that_have_changed_are_named_until_looked_at(home: Path) -> None:
    before, after = "Don't buy it.", "In a trial with 90 people, it did little."
    for words, told in ((words_mark(before), ["moodle:1000"]), (words_mark(after), []), ("", [])):
        rows = [f"moodle:1000,verdict,{line},1,,{words}" for line in (1, 2, 3)]
        rubric(home / "marks", *rows, head="student,task,line,points,comment,words")
        work = {"Ben": zip_of(ARTICLE, log_of(ARTICLE, "ben"), {"verdict": after})}
        (row,) = marked(home / "marks", [moodle(home / "m.zip", work)], A4).values()
        lines = table(home / "marks/report.csv")
        assert [line["student"] for line in lines if "have changed" in line["reason"]] == told
        assert ("The words of verdict have changed" in row["notes"]) == bool(told)
        assert row["Grade"] == "31", "points stay until somebody has looked"


def test_a_second_table_of_points_stops_the_command_and_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rubric(home / "marks", "moodle:1000,verdict,1,0,")
    (home / "marks/rubric_points (1).csv").write_bytes((home / "marks" / POINTS_FILE).read_bytes())
    download = moodle(home / "m.zip", handed_in(ARTICLE, 1))
    before = tree(home / "marks")
    assert main(["mark", str(download), "--assignment", A4, "--out", str(home / "marks")]) == 1
    assert "rubric_points (1).csv" in capsys.readouterr().err
    assert tree(home / "marks") == before


def test_points_for_somebody_who_handed_in_nothing_are_named(home: Path) -> None:
    rubric(home / "marks", "moodle:7,verdict,1,2,")
    done = mark_class([moodle(home / "m.zip", handed_in(ARTICLE, 1))], A4, home / "marks")
    assert done.strangers == ("moodle:7",)
    assert "points for students who handed in nothing: moodle:7." in run_summary(done, A4)[-1]


def test_wrong_points_stop_the_run_and_leave_the_table_as_it_is(home: Path) -> None:
    given = rubric(home / "marks", "moodle:1000,verdict,1,3,", "moodle:1000,verdikt,1,2,")
    with pytest.raises(DataError) as caught:
        mark_class([moodle(home / "m.zip", handed_in(ARTICLE, 1))], A4, home / "marks")
    assert len(caught.value.problems) == 2
    assert tree(home / "marks") == {POINTS_FILE: given}


def test_a_notebook_without_its_log_is_named_and_has_no_grade(home: Path) -> None:
    files = {
        "Ann_1_assignsubmission_file_/a1_who_was_studied.ipynb": notebook_of(STUDIED),
        "Bob_2_assignsubmission_file_/answers.jsonl": log_of(STUDIED, "bob"),
    }
    found = marked(home / "marks", [zip_file(home / "m.zip", files)])
    assert (found["Ann"]["Grade"], found["Ann"]["points_questions"]) == ("", "")
    assert "came without its answer log" in found["Ann"]["notes"]
    assert "Your answers did not arrive" in page(home / "marks", found["Ann"])
    (line,) = table(home / "marks/report.csv")
    assert line["file"] == "m.zip/Ann_1_assignsubmission_file_/a1_who_was_studied.ipynb"
    assert (line["student"], line["is_problem"]) == ("moodle:1", "yes")
    assert "hand_in()" in line["what_to_do"]
    assert found["Bob"]["Grade"] == "15"


def test_a_log_without_the_notebook_that_was_written_in_has_no_grade(home: Path) -> None:
    files = {"Bob_2_assignsubmission_file_/answers.jsonl": log_of(ARTICLE, "bob")}
    (row,) = marked(home / "marks", [zip_file(home / "m.zip", files)], A4).values()
    assert (row["Grade"], row["answered"]) == ("", "28")
    assert "The answer log came without its notebook" in row["notes"]


def test_an_empty_hand_in_gets_no_points_and_a_grade(home: Path) -> None:
    content = zip_of(STUDIED, log_of(STUDIED, "ann", answers=0))
    (row,) = marked(home / "marks", [moodle(home / "m.zip", {"Ann": content})]).values()
    assert (row["Grade"], row["answered"]) == ("0", "0")
    assert "holds no answer to this assignment" in row["notes"]


def test_the_log_of_another_assignment_is_told_by_its_name(home: Path) -> None:
    content = zip_of(STUDIED, log_of(key_of("a2_how_sure"), "ann"))
    (row,) = marked(home / "marks", [moodle(home / "m.zip", {"Ann": content})]).values()
    assert row["Grade"] == "", "a zero would go into the gradebook"
    assert "It holds answers to: a2_how_sure." in row["notes"]


@pytest.mark.parametrize("of", [A1, A4])
def test_work_of_an_assignment_without_questions_is_no_zero(home: Path, of: str) -> None:
    manifest = f'{{"assignment": "{A5}", "hand_in_id": "x", "time": "2026-10-05T09:00:00Z"}}'
    empty, own = log_of(key_of(of), "ann", answers=0), notebook_of(key_of(of))
    work = {
        "whole": zip_of(REWRITE, log_of(REWRITE, "ann"), models_of(REWRITE)),
        "its log": pack({"answers.jsonl": log_of(REWRITE, "bob"), f"{of}.ipynb": own}),
        "its manifest": pack(
            {"answers.jsonl": empty, f"{of}.ipynb": own, "hand_in.json": manifest.encode()}
        ),
        "its notebook": pack({"answers.jsonl": empty, f"{of}.ipynb": notebook_of(REWRITE)}),
    }
    found = marked(home / "marks", [moodle(home / "m.zip", work)], of)
    for row in found.values():
        assert row["Grade"] == ""
        assert f"No grade is given: the work is of another assignment: {A5}." in row["notes"]
    assert len(found) == len(work)


def test_who_handed_in_a_log_without_answers_has_a_zero(home: Path) -> None:
    empty = Entry(HEADER, "empty", "1980-01-01T00:00:00+00:00", A1).as_line()
    (row,) = marked(
        home / "marks", [moodle(home / "m.zip", {"Ann": zip_of(STUDIED, empty)})]
    ).values()
    assert row["Grade"] == "0"


def test_work_that_could_not_be_read_gets_a_page_without_answers(home: Path) -> None:
    content = zip_of(STUDIED, log_of(key_of("a2_how_sure"), "ann"))
    (row,) = marked(home / "marks", [moodle(home / "m.zip", {"Ann": content})]).values()
    page = (home / "marks" / row["feedback_page"]).read_text(encoding="utf-8")
    assert "could not be marked yet" in page
    for asked in STUDIED.assignment.questions:
        assert not any(why in page for why in asked.why)


def test_damaged_lines_are_named_and_the_others_count(home: Path) -> None:
    content = zip_of(STUDIED, log_of(STUDIED, "ann")[:-30] + b"\n{}\nnothing\n")
    (row,) = marked(home / "marks", [moodle(home / "m.zip", {"Ann": content})]).values()
    assert row["Grade"] == "14"
    lines = table(home / "marks/report.csv")
    assert len(lines) == 3
    assert all("answers.jsonl, line " in line["reason"] for line in lines)


def test_a_log_in_a_thousand_damaged_pieces_is_told_in_few_lines(home: Path) -> None:
    pieces = {f"{'x' * 60}{number}/answers.jsonl": b"x\n" * 25 for number in range(1_000)}
    content = pack({"answers.jsonl": log_of(STUDIED, "ann"), **pieces})
    done = mark_class([moodle(home / "m.zip", {"Ann": content})], A1, home / "marks")
    (row,) = rows(home / "marks").values()
    assert row["Grade"] == "15"
    assert len(row["notes"]) < 5_000
    assert "more things like these are not listed." in row["notes"]
    assert done.problems == len(table(home / "marks/report.csv")) == 21


def test_the_lines_of_one_damaged_log_are_counted_up_once(home: Path) -> None:
    content = zip_of(STUDIED, log_of(STUDIED, "ann") + b"nothing\n" * 40)
    (row,) = marked(home / "marks", [moodle(home / "m.zip", {"Ann": content})]).values()
    assert "20 more lines could not be read." in row["notes"]
    assert "1 more things" not in row["notes"]


# ---------------------------------------------------------------- written elsewhere


def rewritten(own: dict[str, object]) -> bytes:
    """Give a hand-in of a5 in which nothing stands in the places, and a cell of the student's."""
    notebook = json.loads(notebook_of(REWRITE))
    place = next(n for n, one in enumerate(notebook["cells"]) if one["id"] == "ankles")
    notebook["cells"].insert(place + 1, {"cell_type": "markdown", "metadata": {}, **own})
    log = log_of(REWRITE, "ann")
    return pack({"a5_rewrite.ipynb": json.dumps(notebook).encode(), "answers.jsonl": log})


PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"x" * 30).decode()


@pytest.mark.parametrize(
    ("own", "told", "shown"),
    [
        ({"source": "It may have eased."}, "1 beside the place", "It may have eased."),
        (
            {"source": "![](attachment:a)", "attachments": {"a": {"image/png": PICTURE}}},
            "1 in pictures",
            f"data:image/png;base64,{PICTURE}",
        ),
    ],
)
def test_what_stands_beside_the_place_is_shown_to_who_marks_and_told_in_one_line(
    home: Path, own: dict[str, object], told: str, shown: str
) -> None:
    download = moodle(
        home / "m.zip", {"Ann": rewritten(own), "Bob": handed_in(REWRITE, 1)["S0000"]}
    )
    row, _ = marked(home / "marks", [download], A5).values()
    assert shown in (home / "marks/rubric.html").read_text(encoding="utf-8")
    (line,) = table(home / "marks/report.csv")
    assert told in line["reason"]
    text = page(home / "marks", row)
    assert text.count("Nothing was written.") == 2
    assert "is shown to your teacher" in text
    assert shown not in text
    with pytest.raises(KeyboardInterrupt):
        mark_class([download], A5, home / "again", stop_before(1))
    before = (home / "marks/rubric.html").read_bytes()
    assert mark_class([download], A5, home / "again").resumed == 1
    assert (home / "again/rubric.html").read_bytes() == before


def test_a_notebook_of_another_assignment_is_called_that(home: Path) -> None:
    content = zip_of(ARTICLE, log_of(ARTICLE, "ann"), models_of(ARTICLE))
    (row,) = marked(home / "marks", [moodle(home / "m.zip", {"Ann": content})], A5).values()
    assert "The notebook is of another assignment: a4_whole_article." in row["notes"]
    assert "deleted" not in row["notes"]
    assert row["Grade"] == ""


# ---------------------------------------------------------------- the same bytes


def test_the_same_input_gives_the_same_bytes_in_any_order_of_paths(home: Path) -> None:
    work = handed_in(ARTICLE, 6)
    paths = []
    for name, content in work.items():
        paths.append(home / f"{name}.zip")
        paths[-1].write_bytes(content)
    given = ("plain:S0002,verdict,1,1,", "plain:S0002,verdict,,,Good")
    for folder, order in (("one", paths), ("two", paths), ("three", paths[::-1])):
        rubric(home / folder, *given)
        mark_class(order, A4, home / folder)
    assert tree(home / "one") == tree(home / "two") == tree(home / "three")
    before = tree(home / "one")
    mark_class(paths, A4, home / "one")
    assert tree(home / "one") == before


def stop_before(place: int) -> Callable[[Sequence[Student]], Iterator[Student]]:
    """Interrupt a run before the student at a place, counted from 0."""

    def progress(students: Sequence[Student]) -> Iterator[Student]:
        for number, student in enumerate(students):
            if number == place:
                raise KeyboardInterrupt
            yield student

    return progress


def test_who_answered_what_and_how_sure_stands_in_a_table_of_its_own(home: Path) -> None:
    log = log_of(STUDIED, "eva", wrong=[1], answers=14)
    download = moodle(home / "m.zip", {"Eva Berg": zip_of(STUDIED, log)})
    mark_class([download], A1, home / "marks")
    found = table(home / "marks/answers.csv")
    assert [row["points"] for row in found] == ["1", "0", *["1"] * 12, "0"]
    assert {row["student"] for row in found} == {"Eva Berg"}
    first, last = found[0], found[-1]
    asked = STUDIED.assignment.questions
    assert (first["question"], first["choice"]) == (asked[0].id, asked[0].key)
    assert (first["sure"], last["choice"], last["sure"]) == ("2", "", "")


def test_two_students_of_one_name_stay_two_in_the_table_of_answers(home: Path) -> None:
    zips = {f"Kim West_{n}": zip_of(STUDIED, log_of(STUDIED, f"s{n}")) for n in (7, 8)}
    files = {f"{n}_assignsubmission_file_/hand_in.zip": content for n, content in zips.items()}
    mark_class([zip_file(home / "m.zip", files)], A1, home / "marks")
    found = table(home / "marks/answers.csv")
    assert {row["student"] for row in found} == {"moodle:7", "moodle:8"}


def test_answers_that_could_not_be_read_are_in_no_table(home: Path) -> None:
    download = moodle(home / "m.zip", {"Eva": pack({f"{A1}.ipynb": notebook_of(STUDIED)})})
    mark_class([download], A1, home / "marks")
    assert table(home / "marks/answers.csv") == []


@pytest.mark.parametrize("name", [A1, A4, A5])
def test_a_run_interrupted_at_any_student_is_gone_on_with(home: Path, name: str) -> None:
    count, key = 5, key_of(name)
    download = moodle(home / "m.zip", handed_in(key, count))
    given = ["moodle:1001,verdict,1,1,"] if name == A4 else []
    rubric(home / "whole", *given)
    mark_class([download], name, home / "whole")
    for place in range(count):
        folder = home / f"stopped{place}"
        rubric(folder, *given)
        with pytest.raises(KeyboardInterrupt):
            mark_class([download], name, folder, stop_before(place))
        assert not (folder / "marks.csv").exists()
        assert mark_class([download], name, folder).resumed == place
        assert tree(folder) == tree(home / "whole")


def test_a_run_that_was_killed_while_writing_is_gone_on_with(home: Path) -> None:
    download = moodle(home / "m.zip", handed_in(STUDIED, 4))
    mark_class([download], A1, home / "whole")
    folder = home / "killed"
    with pytest.raises(KeyboardInterrupt):
        mark_class([download], A1, folder, stop_before(3))
    kept = folder / ".unfinished.jsonl"
    kept.write_bytes(kept.read_bytes()[:-50] + b"\xff{]")
    (folder / "feedback/moodle_1000.html").unlink()
    (folder / "feedback/.moodle_1003.html.new").write_bytes(b"half a page")
    assert mark_class([download], A1, folder).resumed == 1
    (folder / "feedback/.moodle_1003.html.new").unlink(missing_ok=True)
    assert tree(folder) == tree(home / "whole")


@pytest.mark.parametrize("damage", [b"[]", b"{}", b'{"state": 1}', b'{"state": "x"}', b"5", b"\0"])
def test_whatever_stands_in_the_list_of_what_is_done_the_run_goes_on(
    home: Path, damage: bytes
) -> None:
    download = moodle(home / "m.zip", handed_in(STUDIED, 2))
    folder = home / "marks"
    with pytest.raises(KeyboardInterrupt):
        mark_class([download], A1, folder, stop_before(1))
    with (folder / ".unfinished.jsonl").open("ab") as file:
        file.write(damage + b"\n")
    assert mark_class([download], A1, folder).resumed == 1


def test_everything_is_marked_anew_after_a_key_has_changed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = copy_course(home / "course")
    download = moodle(home / "m.zip", handed_in(STUDIED, 3))
    monkeypatch.chdir(course)
    with pytest.raises(KeyboardInterrupt):
        mark_class([download], A1, home / "marks", stop_before(2))
    again = copy_course(home / "again")
    keys = Table(again / f"solutions/keys/{A1}.csv")
    keys.rows[-1]["points"] = "5"
    keys.save()
    monkeypatch.chdir(again)
    assert mark_class([download], A1, home / "marks").resumed == 0
    assert [row["Grade"] for row in rows(home / "marks").values()] == ["19", "18", "17"]


def test_only_those_are_marked_anew_whose_points_or_files_have_changed(home: Path) -> None:
    work = handed_in(ARTICLE, 4)
    folder = home / "marks"
    with pytest.raises(KeyboardInterrupt):
        mark_class([moodle(home / "m.zip", work)], A4, folder, stop_before(3))
    rubric(folder, "moodle:1000,verdict,1,2,")
    work["S0001"] = zip_of(ARTICLE, log_of(ARTICLE, "S0001", answers=3), {"verdict": "Changed."})
    assert mark_class([moodle(home / "m.zip", work)], A4, folder).resumed == 1
    assert rows(folder)["S0001"]["answered"] == "3"


def test_an_interruption_on_the_way_leaves_the_last_marks_whole(home: Path) -> None:
    download = moodle(home / "m.zip", handed_in(STUDIED, 3))
    mark_class([download], A1, home / "marks")
    before = (home / "marks/marks.csv").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        mark_class(
            [moodle(home / "m.zip", handed_in(STUDIED, 9))], A1, home / "marks", stop_before(5)
        )
    assert (home / "marks/marks.csv").read_bytes() == before


def test_what_was_handed_in_stays_as_it_is(home: Path) -> None:
    folder = home / "submissions"
    folder.mkdir()
    for name, content in handed_in(STUDIED, 3).items():
        (folder / f"{name}.zip").write_bytes(content)
    before = tree(folder)
    mark_class([folder], A1, home / "marks")
    assert tree(folder) == before


# ---------------------------------------------------------------- the folder


def test_a_folder_with_other_things_is_refused_and_left_as_it_is(home: Path) -> None:
    folder = home / "papers"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match=r"papers: holds other files already"):
        mark_class([moodle(home / "m.zip", handed_in(STUDIED, 1))], A1, folder)
    assert tree(folder) == {"letter.txt": b"mine"}


def test_the_marks_of_another_assignment_are_refused_and_left_as_they_are(home: Path) -> None:
    mark_class([moodle(home / "m.zip", handed_in(STUDIED, 1))], A1, home / "marks")
    before = tree(home / "marks")
    with pytest.raises(DataError, match=f"about.txt, line 1: says “Marks of {A1}”"):
        mark_class([moodle(home / "m.zip", handed_in(ARTICLE, 1))], A4, home / "marks")
    assert tree(home / "marks") == before


def test_a_folder_among_the_submissions_is_refused(home: Path) -> None:
    folder = home / "submissions"
    folder.mkdir()
    (folder / "ann.zip").write_bytes(handed_in(STUDIED, 1)["S0000"])
    for out in (folder, folder / "marks"):
        with pytest.raises(DataError, match="Give a folder outside"):
            mark_class([folder], A1, out)
    assert list(tree(folder)) == ["ann.zip"]


@pytest.mark.parametrize("name", [".DS_Store", ".about.txt.new"])
def test_a_folder_in_which_only_a_system_or_a_killed_run_left_something_is_taken(
    home: Path, name: str
) -> None:
    (home / "marks").mkdir()
    (home / "marks" / name).write_bytes(b"x")
    assert marked(home / "marks", [moodle(home / "m.zip", handed_in(STUDIED, 1))])


def test_nothing_to_mark_is_said_and_no_folder_is_made(home: Path) -> None:
    with pytest.raises(DataError, match="nowhere"):
        mark_class([home / "nowhere.zip"], A1, home / "marks")
    with pytest.raises(KeyError, match="Did you mean"):
        mark_class([home], "a1_who_was_studid", home / "marks")
    assert not (home / "marks").exists()


# ---------------------------------------------------------------- hostile names


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_name_is_no_formula(home: Path, start: str) -> None:
    name = f'{start}HYPERLINK("http://x","y")'
    files = {
        f"{name}_12_assignsubmission_file_/{start}1+1.zip": handed_in(STUDIED, 1)["S0000"],
        f"{name}_12_assignsubmission_file_/{start}cmd.pdf": b"%PDF",
        f"{start}1+1.txt": b"x",
    }
    mark_class([zip_file(home / "m.zip", files)], A1, home / "marks")
    for path in (home / "marks").glob("*.csv"):
        for row in table(path):
            assert not [cell for cell in row.values() if cell[:1] in "=+-@\t\r" and cell]


def test_names_that_differ_in_capitals_alone_keep_two_pages(home: Path) -> None:
    folder = home / "class"
    for name, wrong in (("Ann", 1), ("ann", 2), ("ANN", 3)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        content = zip_of(STUDIED, log_of(STUDIED, name, wrong=range(wrong)))
        (folder / name / "hand_in.zip").write_bytes(content)
    found = marked(home / "marks", [folder])
    assert {name: row["Grade"] for name, row in found.items()} == {
        "Ann": "14",
        "ann": "13",
        "ANN": "12",
    }
    assert len({row["feedback_page"].casefold() for row in found.values()}) == 3
    for row in found.values():
        assert f"{row['Grade']} of 15" in page(home / "marks", row)


@pytest.mark.parametrize(
    "key",
    ["plain:../../x", "plain:a/b", "plain:CON", "moodle:\ud800", "plain:" + "é" * 300, "plain:."],
)
def test_a_page_has_a_name_that_every_system_can_have(key: str) -> None:
    name = page_name(Student(key, "", "", "plain"))
    assert name.isascii()
    assert name.removesuffix(".html").replace("_", "").isalnum()
    assert len(name) < 100
    assert "_" in name


def test_pages_of_keys_that_look_alike_are_told_apart() -> None:
    keys = ("plain:a b", "plain:a_b", "plain:a-b", "plain:a:b", "plain:a b~1", "moodle:a_b")
    names = [page_name(Student(key, "", "", "plain")).casefold() for key in keys]
    assert len(set(names)) == len(keys)


def test_a_name_that_looks_like_a_marked_one_has_a_page_of_its_own() -> None:
    marked = page_name(Student("plain:jané", "", "", "plain")).removesuffix(".html")
    for key in (marked.replace("_", ":", 1), marked.replace("_", ":", 1).upper()):
        again = page_name(Student(key, "", "", "plain")).removesuffix(".html")
        assert again.casefold() != marked.casefold()
        assert page_name(Student(again.replace("_", ":", 1), "", "", "plain")) != f"{again}.html"


@pytest.mark.parametrize("out", ["marks.csv", "marks.csv/new"])
def test_a_file_where_the_marks_should_go_is_said_plainly(
    home: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    (home / "marks.csv").write_text("mine", encoding="utf-8")
    command = ["mark", str(home), "--assignment", STUDIED.assignment.name]
    assert main([*command, "--out", str(home / out)]) == 1
    told = capsys.readouterr().err.strip()
    assert told.endswith(
        "marks.csv is a file, and the marks need a folder. Give a new one with --out."
    )
    assert (home / "marks.csv").read_text(encoding="utf-8") == "mine"


# ---------------------------------------------------------------- many


MEASURED = """
import resource, sys
from pathlib import Path
from healthclaims.marking.mark_class import mark_class
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
few, many, name, out = sys.argv[1:]
mark_class([Path(few)], name, Path(out, "few"))
before = peak()
done = mark_class([Path(many)], name, Path(out, "many"))
print(done.students, peak() - before)
"""


@pytest.mark.exhaustive
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_a_thousand_students_take_hardly_more_memory_than_ten(home: Path) -> None:
    few = moodle(home / "few.zip", handed_in(ARTICLE, 10))
    many = moodle(home / "many.zip", handed_in(ARTICLE, 1_000))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(few), str(many), A4, str(home)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    students, kilobytes = map(int, done.stdout.split())
    assert students == 1_000
    assert kilobytes < 60_000


class Parsed(HTMLParser):
    """Reads a page and keeps the names of its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]


def files_told(path: Path, folder: Path) -> set[str]:
    """List every file that was looked at for a student, or that stands in the report."""
    told = [row["file"].split(" | ") for row in table(folder / "report.csv")]
    inbox = Inbox([path], A1)
    told += [[*submission.files] for submission in inbox]
    return {name.lstrip("'") for name in chain(*told)}


@pytest.mark.exhaustive
def test_of_two_thousand_damaged_hand_ins_no_file_and_no_student_is_lost(home: Path) -> None:
    made = uploads(2_100)
    parts = len(LAYOUTS) * 2
    for number, layout in enumerate(LAYOUTS * 2):
        some = made[number::parts]
        path = home / (f"download{number}.zip" if number % 2 else f"download{number}")
        files = lay_out(some, layout, path)
        folder = home / f"marks{number}"
        done = mark_class([path], A1, folder)
        assert done.students == len(table(folder / "marks.csv"))
        told = files_told(path, folder)
        # Of a zip that holds what several students handed in, the files in it are told.
        whole = {f"{path.name}/{file}" for file in files} - told
        assert [one for one in whole if not any(t.startswith(f"{one}/") for t in told)] == []
        if layout != "plain":  # there a strange ending may leave a file without a student
            assert done.students == len(some)
        pages = [path.read_text("utf-8") for path in (folder / "feedback").glob("*.html")]
        assert len(pages) == done.students
        for text in pages:
            assert "<script" not in text.casefold()
        for text in pages[::10]:
            assert {"html", "title", "h1"} <= Parsed(text).tags
        if path.is_dir():
            shutil.rmtree(path)


# ---------------------------------------------------------------- the command


def test_the_command_says_what_was_written_and_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    download = moodle(home / "m.zip", handed_in(STUDIED, 2))
    out = home / "marks"
    assert main(["mark", str(download), "--assignment", A1, "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"Marked {A1}: 2 students. The marks are in {out / 'marks.csv'}.",
        f"2 feedback pages for Moodle: {out / 'feedback_for_moodle.zip'}. "
        "Where students hand in as teams, do not upload it.",
    ]
    assert said.err == ""


def test_the_command_says_what_is_wrong_and_fails(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mark", str(home / "no.zip"), "--assignment", A1, "--out", str(home / "m")]) == 1
    assert "no.zip" in capsys.readouterr().err
    assert main(["mark", str(home), "--assignment", "a9", "--out", str(home / "m")]) == 1
    assert "Known assignments: a1_who_was_studied" in capsys.readouterr().err


def test_what_is_said_counts_what_needs_a_look() -> None:
    told = run_summary(Marks(Path("m"), 1, 1, 2, 1, 3, 2, ("plain:x",)), A4)
    assert told == [
        f"Marked {A4}: 1 student. The marks are in m/marks.csv.",
        "2 of them were done already when the last run was interrupted.",
        "1 line needs a look: m/report.csv.",
        "Without a grade so far: 1.",
        "Written answers without points: 2 of 3. Open m/rubric.html, give points, save "
        "rubric_points.csv into m, and run this command again.",
        "rubric_points.csv has points for students who handed in nothing: plain:x.",
    ]
