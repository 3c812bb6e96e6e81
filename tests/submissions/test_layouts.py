"""Names in a download tell students apart, whichever learning platform wrote them."""

from __future__ import annotations

import unicodedata

import pytest

from healthclaims.submissions.layouts import ROWS, Student, read_name
from healthclaims.submissions.limits import LIMITS
from healthclaims.submissions.plain_names import Claim
from healthclaims.submissions.safe_files import Member, refused
from healthclaims.submissions.tree import Grower, Node
from healthclaims.submissions.whose import find_students
from tests.helpers.handed_in import A1


def found(container: str, *names: str) -> tuple[list[Claim], list[Node]]:
    """Find the students in a download of which only the names are known."""
    top = Node()
    source = top.add(container)
    source.shown = ""
    source.fill(Member(tuple(n.split("/")), refused("It is not there.", "")) for n in names)
    return find_students(Grower(LIMITS, A1).look_at(top), A1)


def who(container: str, *names: str) -> list[str]:
    """Give the key for each name, or "-" where it tells nobody."""
    claims, _ = found(container, *names)
    owner = {file.shown: student.key for student, own in claims for file in own.files()}
    return [owner.get(name, "-") for name in names]


def named(name: str) -> Student | None:
    return next((one for row in ROWS if (one := read_name(row, name))), None)


def read(name: str) -> Student:
    one = named(name.split("/")[0])
    assert one
    return one


# ---------------------------------------------------------------- what platforms write


@pytest.mark.parametrize(
    ("written", "key", "name"),
    [
        ("Jane Doe_123_assignsubmission_file_/a1.zip", "123", "Jane Doe"),
        ("Jane Doe_123_assignsubmission_file/a1.zip", "123", "Jane Doe"),
        ("Jane Doe_123_assignsubmission_file_a1.zip", "123", "Jane Doe"),
        ("Jane Doe_123_assignsubmission_onlinetext_/onlinetext.html", "123", "Jane Doe"),
        ("Jane Doe_123_assignsubmission_onlinetext_onlinetext.html", "123", "Jane Doe"),
        ("Participant_123_assignsubmission_file_/a1.zip", "123", "Participant"),
        ("Participant 123_assignsubmission_file_a1.zip", "123", "Participant"),
        ("Teilnehmer 2_123_assignsubmission_file_a1.zip", "123", "Teilnehmer 2"),
        ("Ł. Núñez-O'Neil_9_assignsubmission_file_a_b.zip", "9", "Ł. Núñez-O'Neil"),
        ("J_1_assignsubmission_file_K_2_assignsubmission_file_b.zip", "1", "J"),
    ],
)
def test_moodle_names_give_name_and_number(written: str, key: str, name: str) -> None:
    student = read(written)
    assert (student.key, student.name, student.system) == (f"moodle:{key}", name, "moodle")


@pytest.mark.parametrize(
    ("written", "key", "name", "late"),
    [
        ("doejane_12345_6789012_a1.zip", "12345", "doejane", "no"),
        ("doejane_LATE_12345_6789012_a1-2.zip", "12345", "doejane", "yes"),
        ("group_one_12345_6789012_a1.zip", "12345", "group_one", "no"),
        ("nguyễnlan_12345_6789_a1 (1).ipynb", "12345", "nguyễnlan", "no"),
        ("anon_ab12C_6789_a1.zip", "anon_ab12C", "", "no"),
        ("LATE_anon_ab12C_6789_a1.zip", "anon_ab12C", "", "yes"),
        ("doejane_12345_text.html", "12345", "doejane", "no"),
        ("doejane_12345_link.html", "12345", "doejane", "no"),
    ],
)
def test_canvas_names_give_name_number_and_lateness(
    written: str, key: str, name: str, late: str
) -> None:
    student = read(written)
    assert (student.key, student.name, student.lateness) == (f"canvas:{key}", name, late)


@pytest.mark.parametrize("name", ["a1.zip", "jane.zip", "jane_a1.zip", "12345_6789_a1.zip", "jane"])
def test_other_names_are_of_neither_platform(name: str) -> None:
    assert named(name) is None


def test_accents_taken_apart_by_a_mac_make_no_second_student() -> None:
    name = "Núñez_5_assignsubmission_file_a1.zip"
    (whole,), (apart,) = (found("x", n)[0] for n in (name, unicodedata.normalize("NFD", name)))
    assert whole[0] == apart[0]


# ---------------------------------------------------------------- whole downloads


def test_an_unpacked_download_may_lie_in_a_folder_of_its_own() -> None:
    names = (
        "CS-A1/Jane_1_assignsubmission_file_/a.zip",
        "CS-A1/Joe_2_assignsubmission_file_/a.zip",
    )
    assert who("downloads", *names) == ["moodle:1", "moodle:2"]
    assert who("downloads", *names, "__MACOSX/._x", ".DS_Store")[:2] == ["moodle:1", "moodle:2"]


def test_a_file_put_among_those_of_a_platform_by_hand_is_not_lost() -> None:
    names = ("Jane_1_assignsubmission_file_/a.zip", "joe_a1.zip", "roster.csv", "ann/a.zip")
    assert who("x", *names) == ["moodle:1", "plain:joe", "-", "plain:ann"]


def test_a_single_folder_or_file_of_a_platform_tells_its_student() -> None:
    assert who("Jane_1_assignsubmission_file_", "a.zip", "b/joe.zip") == ["moodle:1"] * 2
    assert who("doejane_12345_6789_a1", "answers.jsonl", "x_1_2_y.ipynb") == ["canvas:12345"] * 2


def test_plain_files_that_look_a_little_like_canvas_stay_apart() -> None:
    names = ("ann_1_1_x.zip", "ben.zip", "cid.zip")
    assert who("class", *names) == ["plain:ann_1_1_x", "plain:ben", "plain:cid"]


def test_nbgraders_folders_give_student_and_assignment() -> None:
    names = (f"jane/{A1}/{A1}.ipynb", f"jane/{A1}/timestamp.txt", "joe/a2_how_sure/a.ipynb")
    assert who("submitted", *names) == ["nbgrader:jane", "nbgrader:jane", "-"]
    below = [f"submitted/{name}" for name in names]
    assert who("course", *below) == ["nbgrader:jane", "nbgrader:jane", "-"]
    _, rest = found("submitted", *names)
    assert [(node.name, node.kind) for node in rest] == [("a.ipynb", "elsewhere")]


def test_zips_may_end_in_capital_letters() -> None:
    names = (f"jane/{A1}/{A1}.ipynb", "joe/a2_how_sure/a.ipynb")
    assert who("submitted.ZIP", *names) == ["nbgrader:jane", "-"]
    assert who("Submissions.ZIP", f"{A1}.ipynb") == ["plain:Submissions"]


def test_of_a_whole_nbgrader_course_only_what_was_submitted_is_taken() -> None:
    names = (
        f"submitted/jane/{A1}/{A1}.ipynb",
        f"source/{A1}/{A1}.ipynb",
        f"autograded/jane/{A1}/{A1}.ipynb",
        "gradebook.db",
    )
    assert who("course", *names) == ["nbgrader:jane", "-", "-", "-"]


# ---------------------------------------------------------------- names that no platform gave


@pytest.mark.parametrize(
    ("file", "student"),
    [
        ("jane.zip", "jane"),
        (f"{A1}_fox.zip", "fox"),
        (f"jane_{A1}.zip", "jane"),
        ("jane-a1.ipynb", "jane"),
        ("Jane Doe - A1.ipynb", "Jane Doe"),
        ("answers_jane.jsonl", "jane"),
        ("jane.ipynb.txt", "jane"),
        (f"{A1}_me (1).zip", "me (1)"),
        ("jane-Copy1.ipynb", "jane"),
        ("ba1ley.zip", "ba1ley"),
        ("Ki_T.zip", "Ki_T"),
        ("Ne W.zip", "Ne W"),
    ],
)
def test_a_plain_file_has_the_name_of_its_student(file: str, student: str) -> None:
    assert who("class", file, "zoe.zip") == [f"plain:{student}", "plain:zoe"]


def test_a_folder_has_the_name_of_its_student() -> None:
    names = (f"jane/{A1}.ipynb", "jane/answers.jsonl", "joe/deep/er/a.zip", "joe/.DS_Store")
    assert who("class", *names) == ["plain:jane", "plain:jane", "plain:joe", "plain:joe"]


@pytest.mark.parametrize(
    "names",
    [
        (f"{A1}.ipynb", "answers.jsonl"),
        ("a1 (1).ipynb", "answers.jsonl", "picture.png"),
        ("my homework.ipynb", "answers.jsonl"),
        (f"{A1}/{A1}.ipynb", f"{A1}/answers.jsonl"),
        (f"exercises/{A1}/{A1}.ipynb", "answers/fox/a1/x.jsonl", "data/articles/semax/units.csv"),
        (f"{A1}_fox/{A1}.ipynb", "answers.jsonl"),
    ],
)
def test_one_students_own_folder_gives_one_student(names: tuple[str, ...]) -> None:
    assert set(who("jane", *names)) == {"plain:jane"}


def test_copies_that_may_be_from_two_students_stay_two() -> None:
    assert who("mail", "a1.zip", "a1 (1).zip", "a1 (2).zip") == [
        "plain:mail",
        "plain:mail (1)",
        "plain:mail (2)",
    ]


def test_names_that_differ_in_capital_letters_alone_stay_two() -> None:
    assert len(set(who("class", "Jane.zip", "jane.zip"))) == 2


def test_a_folder_round_several_students_is_none() -> None:
    assert who("x", "class/jane.zip", "class/joe.zip") == ["plain:jane", "plain:joe"]
    assert who("x", "class/jane/a.zip", "class/joe/a.zip") == ["plain:jane", "plain:joe"]
    assert who("x", "jane/a.ipynb", "jane/b/c.zip", "jane/d.zip") == ["plain:jane"] * 3


def test_what_nobody_handed_in_belongs_to_nobody() -> None:
    nobodys = ("roster.csv", "notes.txt", ".DS_Store", "__MACOSX/._jane.zip")
    added = ("index.html", "status.xlsx")
    assert who("class", "jane.zip", *nobodys, *added)[1:] == ["-"] * 6


@pytest.mark.parametrize("name", ["index.html", "status.xlsx"])
def test_a_student_who_handed_in_what_is_called_like_a_platforms_file_is_told(name: str) -> None:
    names = (f"jane/{name}", "rob/answers.jsonl")
    assert who("class", *names) == ["plain:jane", "plain:rob"]
    claims, _ = found("class", *names)
    assert [
        file.kind for student, own in claims if student.name == "jane" for file in own.files()
    ] == ["document"]


def test_what_may_be_of_several_students_is_not_put_together() -> None:
    assert who("class", "answers.jsonl", "jane.ipynb", "joe.ipynb") == [
        "plain:class",
        "plain:jane",
        "plain:joe",
    ]
    assert who("class", "answers.jsonl", "jane.zip", "joe.zip") == [
        "plain:class",
        "plain:jane",
        "plain:joe",
    ]


@pytest.mark.parametrize("piece", ["_", " ", "(", ".txt", "_1", "1", "copy", "a1_", "-Copy1"])
def test_very_long_names_come_to_an_end(piece: str) -> None:
    name = piece * (60_000 // len(piece))
    assert len(who("class", name + ".zip", name + "!")) == 2


def test_a_file_named_like_the_folder_beside_it_stops_nothing() -> None:
    names = [("Ann",), ("Ann", f"{A1}.ipynb"), ("Ann", "answers.jsonl")]
    assert len(who("download", *("/".join(name) for name in names))) == len(names)
