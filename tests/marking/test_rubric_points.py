"""Points that a person gives are kept in a table that spreadsheets may open and save again."""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

import pytest
from hypothesis import given as draw
from hypothesis import strategies as st

from healthclaims.marking.rubric_points import (
    COLUMNS,
    Given,
    RubricPoints,
    words_mark,
)
from healthclaims.marking.rubric_reading import read_points, read_points_in
from tests.helpers.classwork import key_of
from tests.helpers.kit import problems_of
from tests.helpers.points_table import write_points

TASKS = key_of("a5_rewrite").assignment.tasks
IDS = [task.id for task in TASKS]
TEXT = st.text(
    st.sampled_from("=+-@'\t\n\r\",;aü“😀\x00\ud800\u2028") | st.characters(), max_size=12
)


@st.composite
def judgements(draw: st.DrawFn) -> dict[tuple[str, str], Given]:
    places = draw(
        st.lists(st.tuples(TEXT.filter(bool), st.sampled_from(IDS)), max_size=5, unique=True)
    )
    return {place: draw(_given(place[1])) for place in places}


def _given(task: str) -> st.SearchStrategy[Given]:
    criteria = TASKS[IDS.index(task)].criteria
    lines = (st.none() | st.integers(0, criterion.points) for criterion in criteria)
    return st.builds(Given, st.tuples(*lines), TEXT, st.sampled_from(["", "0123456789"]))


def table(path: Path, *rows: str, head: str = ",".join(COLUMNS[:-1]), end: str = "\n") -> Path:
    path.write_bytes(end.join([head, *rows, ""]).encode())
    return path


@draw(judgements())
def test_what_is_written_is_read_again_exactly(
    tmp_path_factory: pytest.TempPathFactory, given: dict[tuple[str, str], Given]
) -> None:
    path = tmp_path_factory.getbasetemp() / "round_trip.csv"
    points = RubricPoints(TASKS, given)
    write_points(path, points)
    assert read_points(path, TASKS) == points


@draw(judgements(), st.randoms(use_true_random=False))
def test_the_same_judgements_give_the_same_bytes_in_any_order(
    tmp_path_factory: pytest.TempPathFactory,
    given: dict[tuple[str, str], Given],
    dice: random.Random,
) -> None:
    folder = tmp_path_factory.getbasetemp()
    other = list(given.items())
    dice.shuffle(other)
    write_points(folder / "one.csv", RubricPoints(TASKS, given))
    write_points(folder / "other.csv", RubricPoints(TASKS, dict(other)))
    assert (folder / "one.csv").read_bytes() == (folder / "other.csv").read_bytes()


@draw(judgements())
def test_no_cell_begins_like_a_formula(
    tmp_path_factory: pytest.TempPathFactory, given: dict[tuple[str, str], Given]
) -> None:
    path = tmp_path_factory.getbasetemp() / "harmless.csv"
    write_points(path, RubricPoints(TASKS, given))
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    # A number such as -1 is none.
    risky = [cell for cell in cells if cell.startswith(tuple("=+-@\t"))]
    assert not [cell for cell in risky if not re.fullmatch(r"-[0-9]+(\.[0-9]+)?", cell)]


@pytest.mark.parametrize("comment", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_neither_a_name_nor_a_comment_runs_in_a_spreadsheet(home: Path, comment: str) -> None:
    points = RubricPoints(TASKS, {(comment, "nails"): Given((None, None, None), comment)})
    write_points(home / "points.csv", points)
    with (home / "points.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple("=+-@\t"))] == []
    assert sum(comment.strip() in cell for cell in cells) >= 2


@pytest.mark.parametrize("comment", ["=1", "'=1", "''@x", "'s", "''", "-\t", "'"])
def test_apostrophes_of_the_writer_are_told_from_those_of_the_table(
    home: Path, comment: str
) -> None:
    points = RubricPoints(TASKS, {("'=s", "nails"): Given((None, None, None), comment)})
    write_points(home / "points.csv", points)
    assert read_points(home / "points.csv", TASKS).of("'=s", "nails").comment == comment.strip()


def test_the_table_holds_points_by_line_and_the_comment_last(home: Path) -> None:
    points = RubricPoints(
        TASKS,
        {
            ("plain:zoé", "ankles"): Given((1, None, 0)),
            ("plain:ann", "socks"): Given((0, 2, 1), "-1 for “may”,\r\nelse good", "0123456789"),
            ("plain:ann", "ankles"): Given((None, None, None), "  Mark it with me. \n"),
            ("plain:bob", "nails"): Given((None, None, None), " "),
        },
    )
    write_points(home / "points.csv", points)
    assert (home / "points.csv").read_bytes().decode("utf-8-sig") == (
        "student,task,line,points,comment,words\n"
        "plain:ann,ankles,,,Mark it with me.,\n"
        "plain:ann,socks,1,0,,0123456789\n"
        "plain:ann,socks,2,2,,0123456789\n"
        "plain:ann,socks,3,1,,0123456789\n"
        'plain:ann,socks,,,"\'-1 for “may”,\nelse good",0123456789\n'
        "plain:zoé,ankles,1,1,,\n"
        "plain:zoé,ankles,3,0,,\n"
    )
    assert (home / "points.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert points.students == ("plain:ann", "plain:zoé")


def test_points_are_together_only_when_every_line_has_some(home: Path) -> None:
    rows = ("s,ankles,1,1,", "s,ankles,3,0,", "s,socks,1,0,", "s,socks,2,2,", "s,socks,3,1,")
    path = table(home / "points.csv", *rows)
    points = read_points(path, TASKS)
    assert points.of("s", "ankles") == Given((1, None, 0))
    assert points.of("s", "ankles").total is None
    assert points.of("s", "socks").total == 3
    assert points.of("nobody", "nails") == Given((None, None, None))
    assert list(points.of_student("s")) == IDS


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("student,task,line,points,comment,", "s,ankles,2,1,,"),
        ("student,task,line,points,comment,,,", "s,ankles,2,1,,,,"),
        ("student;task;;line;points;comment;words;", "s;ankles;;2,0;1,00;;;"),
        ("student,task,line,points,comment", "s,ankles,2.0,1.0,,,"),
        ("student,task,line,points,comment", 's,ankles,"2,0","1,0",'),
    ],
)
def test_empty_columns_and_numbers_with_decimals_are_read(home: Path, head: str, row: str) -> None:
    path = table(home / "points.csv", row, head=head)
    assert read_points(path, TASKS).of("s", "ankles").points == (None, 1, None)


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        ("student,task,line,points,comment,", "s,ankles,2,1,,see me", "unknown columns ''"),
        ("student,task,line,points,comment,note", "s,ankles,2,1,,", "unknown columns 'note'"),
        ("student,task,line,points,comment", "s,ankles,2,1,,see me", "has 6 values"),
        ("student,task,line,points,comment", 's,ankles,2,"1,5",', "points '1,5' do not fit"),
    ],
)
def test_a_column_with_content_is_never_passed_over(
    home: Path, head: str, row: str, told: str
) -> None:
    path = table(home / "points.csv", row, head=head)
    assert any(told in line for line in problems_of(lambda: read_points(path, TASKS)))


def test_the_mark_of_the_words_is_kept_and_two_marks_fit_no_answer(home: Path) -> None:
    old, new = words_mark("Old words."), words_mark("New words.")
    rows = (f"s,ankles,1,1,,{old}", f"s,ankles,2,1,,{new}", f"s,nails,1,1,,{new}", "s,socks,1,1,,")
    given = read_points(table(home / "points.csv", *rows, head=",".join(COLUMNS)), TASKS)
    told = {task: given.of("s", task).is_for_other_words("New words.") for task in IDS}
    assert told == {"ankles": True, "nails": False, "socks": False}


@pytest.mark.parametrize(
    "name",
    [
        *("rubric_points (1).csv", "rubric_points(1).csv", "rubric_points (2).csv"),
        *("rubric_points-1.csv", "rubric_points copy.csv", "rubric_points - Kopie.csv"),
        *("Kopie von rubric_points.csv", "Rubric_Points 2.CSV", "rubric_points-copie.csv"),
        *("rubric_points.xlsx", "rubric_points.ods", "rubric_points.csv.txt"),
        *("rubric points.csv", "rubric-points.csv", "RubricPoints.numbers"),
    ],
)
def test_a_second_table_of_points_is_named_and_none_is_taken(home: Path, name: str) -> None:
    table(home / "rubric_points.csv", "s,ankles,1,0,")
    table(home / name, "s,ankles,1,1,")
    (told,) = problems_of(lambda: read_points_in(home, TASKS))
    assert told.startswith(f"{name}: is another table of points")
    (home / "rubric_points.csv").unlink()
    assert len(problems_of(lambda: read_points_in(home, TASKS))) == 1
    (home / name).rename(home / "rubric_points.csv")
    assert read_points_in(home, TASKS).of("s", "ankles").points == (1, None, None)


def test_what_a_spreadsheet_or_this_kit_leaves_beside_it_is_no_second_table(home: Path) -> None:
    table(home / "rubric_points.csv", "s,ankles,1,0,")
    for name in (".~lock.rubric_points.csv#", "~$rubric_points.csv", "rubric.html", "marks.csv"):
        table(home / name)
    assert read_points_in(home, TASKS).students == ("s",)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_spreadsheet_saves_is_read_too(home: Path, end: str) -> None:
    path = table(
        home / "points.csv",
        's;ankles;2;1;"Ümlaut; and ""quotes"""',
        "s;ankles;1; 1 ;",
        ";;;;",
        head="student;task;line;points;comment",
        end=end,
    )
    given = read_points(path, TASKS).of("s", "ankles")
    assert given.points == (1, 1, None)
    assert given.comment == 'As sure as the box? Ümlaut; and "quotes"'


def test_comments_beside_points_join_the_comment_on_the_answer(home: Path) -> None:
    path = table(
        home / "points.csv", "s,ankles,3,1,no push", "s,ankles,1,,ponies!", "s,ankles,,,Good."
    )
    given = read_points(path, TASKS).of("s", "ankles")
    assert given.points == (None, None, 1)
    assert given.comment.splitlines() == [
        "Good.",
        "Who was studied? ponies!",
        "Claim kept, no push? no push",
    ]


def test_who_handed_in_nothing_is_kept_and_named(home: Path) -> None:
    path = table(home / "points.csv", "s1,ankles,1,1,", "s9,nails,,,see me", "s5,nails,1,0,")
    points = read_points(path, TASKS)
    assert points.strangers(["s1", "s2"]) == ("s5", "s9")
    write_points(home / "again.csv", points)
    assert read_points(home / "again.csv", TASKS).of("s9", "nails").comment == "see me"


def test_a_judgement_may_be_said_twice_but_not_in_two_ways(home: Path) -> None:
    same = table(home / "same.csv", "s,ankles,1,1,", "s,ankles,1,1,")
    assert read_points(same, TASKS).of("s", "ankles").points == (1, None, None)
    rows = ("s,ankles,1,1,", "s,ankles,,,one", "s,ankles,1,0,", "s,ankles,,,two")
    other = table(home / "other.csv", *rows)
    assert problems_of(lambda: read_points(other, TASKS)) == [
        "other.csv, line 4: points '0' differs from '1' in line 2 for the same answer. "
        "Keep one of the two rows.",
        "other.csv, line 5: comment 'two' differs from 'one' in line 3 for the same answer. "
        "Keep one of the two rows.",
    ]


def test_every_problem_is_named_with_its_place_and_what_to_do(home: Path) -> None:
    path = table(
        home / "points.csv",
        "s,ancles,1,1,",
        "s,ankles,4,1,",
        "s,ankles,2,3,",
        "s,ankles,2,1.5,",
        "s,ankles,,2,",
        "s,ankles,x,1,",
        "s,ankles,1,-1,",
        ",ankles,1,1,",
        "s,ankles,3,1,",
    )
    assert problems_of(lambda: read_points(path, TASKS)) == [
        "points.csv, line 2: task 'ancles' is not part of this assignment. "
        "Known tasks: ankles, nails, socks. Did you mean 'ankles'?",
        "points.csv, line 3: line '4' is not a line of this rubric. "
        "Write a number from 1 to 3, or nothing for a comment on the whole answer.",
        "points.csv, line 4: points '3' do not fit “As sure as the box?”. "
        "Write a whole number from 0 to 2, or nothing.",
        "points.csv, line 5: points '1.5' do not fit “As sure as the box?”. "
        "Write a whole number from 0 to 2, or nothing.",
        "points.csv, line 6: points '2' stand without a line. "
        "Write into line which line of the rubric they are for.",
        "points.csv, line 7: line 'x' is not a line of this rubric. "
        "Write a number from 1 to 3, or nothing for a comment on the whole answer.",
        "points.csv, line 8: points '-1' do not fit “Who was studied?”. "
        "Write a whole number from 0 to 1, or nothing.",
        "points.csv, line 9: names no student. Write the student’s key there.",
    ]
