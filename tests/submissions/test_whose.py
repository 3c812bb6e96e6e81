"""A hand-in tells whose it is by what is in it: nobody is lost, two never become one unsaid."""

from __future__ import annotations

import random
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from healthclaims.core.problems import DataError
from healthclaims.submissions.inbox import Inbox, Submission
from tests.helpers.handed_in import A1, LOG_NAME, NOTEBOOK_NAME, good_notebook, good_zip, log, pack
from tests.helpers.handed_in import tree as write_tree
from tests.helpers.random_trees import Grower, write


def read(path: Path) -> dict[str, Submission]:
    inbox = Inbox([path], A1)
    return {found.student.key: found for found in inbox}


def folder(home: Path, files: dict[str, bytes]) -> dict[str, Submission]:
    return read(write_tree(home / "class", files))


def ids(found: Submission) -> set[str]:
    """Give the ids of the logs that count, read without the code under test."""
    lines = [
        line for part in found.parts if part.kind == "log" for line in part.content.split(b"\n")
    ]
    return {
        line.split(b'"id":"')[1].split(b'"')[0].decode() for line in lines if b'"header"' in line
    }


def told(found: Submission) -> str:
    return " ".join(one.reason for one in found.notices)


# ---------------------------------------------------------------- attempts and copies


BLACKBOARD = "Assignment 1_jdoe_attempt_2026-10-0{}-11-00-00"
ATTEMPT = "attempt_2026-10-03-11-00-00"
ATTEMPTS = {
    "blackboard": (f"{BLACKBOARD.format(3)}_a1.zip", f"{BLACKBOARD.format(5)}_a1.zip"),
    "blackboard, a user name with a line": (
        "HW_j_doe_attempt_2026-10-09-11-00-00_z.zip",
        "HW_j_doe_attempt_2026-10-10-11-00-00_a.zip",
    ),
    "brightspace": (
        "12345-67890 - Jane Doe - Oct 3, 2026 1101 AM/a1.zip",
        "12345-67890 - Jane Doe - Oct 5, 2026 1101 AM/a1.zip",
    ),
    "brightspace, afternoon": (
        "12345-67890 - Jane Doe - Oct 3, 2026 1101 AM/a1.zip",
        "12345-67891 - Jane Doe - Oct 3, 2026 101 PM/a1.zip",
    ),
    "brightspace, day first": (
        "12345-67890 - Jane Doe- 3 October, 2026 451 PM - a1.zip",
        "12345-67890 - Jane Doe- 12 October, 2026 451 PM - a1.zip",
    ),
    "canvas": ("doejane_12_345_a1_me.zip", "doejane_12_346_a1_me-1.zip"),
    "moodle": (
        "Jane_1_assignsubmission_file_/a1_me.zip",
        "Jane_1_assignsubmission_file_/a1_me (1).zip",
    ),
    "a folder": ("jane/a1_me.zip", "jane/a1_me (1).zip"),
    "folders": ("jane/attempt 1/a1_me.zip", "jane/attempt 2/a1_me.zip"),
}


@pytest.mark.parametrize("names", ATTEMPTS.values(), ids=ATTEMPTS)
def test_of_the_attempts_of_one_student_the_last_counts_and_the_others_are_told(
    home: Path, names: tuple[str, str]
) -> None:
    def attempt(answers: int) -> bytes:
        return pack({LOG_NAME: log("fox", answers), NOTEBOOK_NAME: good_notebook(str(answers))})

    # The last holds fewer answers, and still counts.
    files = {names[0]: attempt(5), names[1]: attempt(3), "index.html": b"<html>"}
    if "_attempt_" in names[0]:
        files |= {"Assignment 1_jdoe_attempt_2026-10-03-11-00-00.txt": b"Name: Jane"}
        files.pop("index.html")
    if "12345" not in names[0]:
        files.pop("index.html", None)
        files |= {".DS_Store": b"x", "desktop.ini": b"x", "__MACOSX/._a": b"x"}
    found = folder(home, files)
    jane = max(found.values(), key=lambda one: len(one.parts))
    assert len([one for one in found.values() if one.parts]) == 1
    assert sum(part.content.count(b'"answer"') for part in jane.parts if part.kind == "log") == 3
    assert told(jane).count("It is an earlier attempt") == 1
    assert not [one for one in jane.notices if not one.ignored]
    inbox = Inbox([home / "class"], A1)
    assert not [one for one in inbox.unread if not one.ignored]


@pytest.mark.parametrize(
    "names",
    [
        ("Kim_1_assignsubmission_file_/a.zip", "Cat_2_assignsubmission_file_/a.zip"),
        ("kim.zip", "copycat.zip"),
        ("kimwest_1_2_a1.zip", "catcopy_3_4_a1.zip"),
    ],
)
def test_one_hand_in_under_two_names_is_told_with_both(home: Path, names: tuple[str, str]) -> None:
    found = list(folder(home, dict.fromkeys(names, good_zip())).values())
    assert len(found) == 2
    for one, other in (found, found[::-1]):
        assert other.student.key in told(one)


def test_two_hand_ins_in_one_folder_without_a_platform_are_two_students(home: Path) -> None:
    found = folder(home, {"jane/a1_fox.zip": good_zip("f"), "jane/a1_owl.zip": good_zip("o")})
    assert sorted(map(sorted, map(ids, found.values()))) == [["f-head"], ["o-head"]]


def test_two_hand_ins_under_one_name_of_a_platform_are_told(home: Path) -> None:
    start = "Jane_1_assignsubmission_file_/"
    files = {f"{start}home.zip": good_zip("home"), f"{start}school.zip": good_zip("school")}
    (found,) = folder(home, files).values()
    assert "2 hand-ins that were begun apart" in told(found)
    assert len(ids(found)) == 1


def test_a_students_name_inside_the_zip_of_another_changes_nothing(home: Path) -> None:
    forged = pack({"Joe_2_assignsubmission_file_/a.zip": good_zip("jane")})
    files = {
        "Jane_1_assignsubmission_file_/a.zip": forged,
        "Joe_2_assignsubmission_file_/a.zip": good_zip("joe"),
    }
    found = folder(home, files)
    assert {key: ids(one) for key, one in found.items()} == {
        "moodle:1": {"jane-head"},
        "moodle:2": {"joe-head"},
    }


@pytest.mark.parametrize(
    "place",
    [
        "Tutor Tim_9_assignsubmission_file_/all/{}_a1.zip",
        "Exercise_A_monday_1/{}_a1.zip",
        "12345-67890 - Tutor Tim - Oct 3, 2026 1101 AM/{}_a1.zip",
    ],
)
def test_where_an_outer_name_holds_several_the_nearest_names_count(home: Path, place: str) -> None:
    names = ("doejane_11_111", "roejoe_12_112")
    other = "Exercise_B_friday_2/kimkim_13_113_a1.zip"
    files = {place.format(name): good_zip(name) for name in names} | {other: good_zip("kim")}
    found = folder(home, files)
    assert {f"canvas:{number}" for number in (11, 12)} <= set(found)
    assert all(len(ids(one)) == 1 for one in found.values())


def test_two_forged_names_take_nobodys_place(home: Path) -> None:
    forged = {f"{name}_assignsubmission_file_/a.zip": good_zip(name) for name in ("Joe_2", "Ann_3")}
    files = {
        "Jane_1_assignsubmission_file_/a.zip": pack(forged),
        "Joe_2_assignsubmission_file_/a.zip": good_zip("joe"),
    }
    found = folder(home, files)
    assert {key: len(ids(one)) for key, one in found.items()} == {"moodle:1": 1, "moodle:2": 1}
    assert ids(found["moodle:2"]) == {"joe-head"}
    assert "2 hand-ins that were begun apart" in told(found["moodle:1"])


def test_what_was_changed_after_it_was_packed_is_told(home: Path) -> None:
    manifest = (
        b'{"assignment": "a1_who_was_studied", "hand_in_id": "x", "time": "2026-03-02T09:00:00Z",'
        b' "files": {"answers.jsonl": "0"}}'
    )
    (found,) = folder(
        home, {"jane.zip": pack({LOG_NAME: log(), "hand_in.json": manifest})}
    ).values()
    assert told(found) == "It is not as hand_in() packed it."


def test_a_manifest_says_nothing_of_a_file_of_the_same_name_elsewhere(home: Path) -> None:
    manifest = (
        b'{"assignment": "a1_who_was_studied", "hand_in_id": "x", "time": "2026-03-02T09:00:00Z",'
        b' "files": {"answers.jsonl": "0"}}'
    )
    start = "Jane_1_assignsubmission_file_/"
    (found,) = folder(
        home, {f"{start}hand_in.json": manifest, f"{start}a1/{LOG_NAME}": log()}
    ).values()
    assert "packed" not in told(found)


@pytest.mark.parametrize("files", ["[[1, 2]]", "[[null, 2]]", '{"answers.jsonl": [1]}', "7"])
def test_a_manifest_that_somebody_wrote_stops_nothing(home: Path, files: str) -> None:
    start = f'{{"assignment": "{A1}", "hand_in_id": "x", "time": "2026-03-02T09:00:00Z", '
    manifest = f'{start}"files": {files}}}'.encode()
    (found,) = folder(
        home, {"jane.zip": pack({LOG_NAME: log(), "hand_in.json": manifest})}
    ).values()
    assert [part.kind for part in found.parts] == ["log", "manifest"]


def test_files_without_an_ending_are_no_folders_of_ilias(home: Path) -> None:
    found = folder(home, {f"{name}_x_1": log(name) for name in ("doe_jane", "roe_rob")})
    assert {key: ids(one) for key, one in found.items()} == {
        "plain:doe_jane_x_1": {"doe_jane-head"},
        "plain:roe_rob_x_1": {"roe_rob-head"},
    }


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("z" * 94, "plain:" + "z" * 94),
        ("z" * 95, f"plain:{'z' * 94}~448bc9a1"),
        ("x" * 110, f"plain:{'x' * 94}~3992e234"),
        ("y" * 150, f"plain:{'y' * 84}…{'y' * 9}~fdaa2e48"),
    ],
)
def test_the_keys_of_long_names_stay_as_they_were(home: Path, name: str, key: str) -> None:
    assert [*folder(home, {f"{name}.zip": good_zip()})] == [key]


def test_a_hand_in_for_another_assignment_beside_the_right_one_is_left_out(home: Path) -> None:
    manifest = (
        b'{"assignment": "a4_whole_article", "hand_in_id": "x", "time": "2026-03-02T09:00:00Z"}'
    )
    other = pack({LOG_NAME: b"", "hand_in.json": manifest, "a4.ipynb": good_notebook("no")})
    start = "Jane_1_assignsubmission_file_/"
    (found,) = folder(home, {f"{start}a.zip": good_zip(), f"{start}b.zip": other}).values()
    assert told(found) == "It was handed in for a4_whole_article."
    assert len(found.parts) == 2


def test_a_student_with_nothing_but_other_assignments_stops_nothing(home: Path) -> None:
    files = {f"submitted/jane/{A1}/{LOG_NAME}": log("jane")}
    files |= {f"submitted/rob/a2_how_sure/{n}/{LOG_NAME}": log(str(n)) for n in range(2)}
    found = folder(home, files)
    assert {key: ids(one) for key, one in found.items()} == {
        "nbgrader:jane": {"jane-head"},
        "nbgrader:rob": set(),
    }
    assert found["nbgrader:rob"].notices == ()


# ---------------------------------------------------------------- teams


@pytest.mark.parametrize(
    "names",
    [
        ("Default group_assignsubmission_file_", "Team Blue_17_assignsubmission_file_"),
        ("Standardgruppe_assignsubmission_file_", "Die Blauen_17_assignsubmission_file_"),
        ("Gruppe A_16_assignsubmission_file_", "Gruppe B_17_assignsubmission_file_"),
    ],
)
def test_a_team_is_no_participant(home: Path, names: tuple[str, str]) -> None:
    found = folder(home, {f"{name}/a1.zip": good_zip(name) for name in names})
    assert {one.student.system for one in found.values()} == {"moodle_team"}
    assert all("It is a team's, and no participant's." in told(one) for one in found.values())


# ---------------------------------------------------------------- names


def test_a_backslash_parts_folders_only_where_a_zip_has_no_slash(home: Path) -> None:
    names = {"submitted/UNI\\jane": "jane", "submitted/rob": "rob"}
    path = home / "submitted.zip"
    path.write_bytes(pack({f"{name}/{A1}/{LOG_NAME}": log(who) for name, who in names.items()}))
    found = read(path)
    assert {one.student.name: ids(one) for one in found.values()} == {
        "UNI\\jane": {"jane-head"},
        "rob": {"rob-head"},
    }
    path.write_bytes(pack({f"jane\\{LOG_NAME}": log("jane"), f"rob\\{LOG_NAME}": log("rob")}))
    assert {one.student.name for one in read(path).values()} == {"jane", "rob"}


@pytest.mark.parametrize(
    ("name", "coding"),
    [
        ("Müller", "cp437"),
        ("Müller", "cp850"),
        ("Müller", "cp1252"),
        ("José", "cp1252"),
        ("João", "cp850"),
        ("Núñez", "utf-8"),
    ],
)
def test_a_name_that_is_not_marked_as_utf_8_is_read_where_it_can_be(
    home: Path, name: str, coding: str
) -> None:
    content = pack({f"{'@' * len(name.encode(coding))}/{LOG_NAME}": log()})
    raw = name.encode(coding)
    (home / "m.zip").write_bytes(content.replace(b"@" * len(raw), raw))
    (found,) = read(home / "m.zip").values()
    assert found.files[0] == f"m.zip/{name}/{LOG_NAME}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{jane}_2026_10_05.zip", "{rob}_2026_10_05.zip"),
        ("week 1/{jane}_2026_10_05.zip", "week 2/{rob}_2026_10_05.zip"),
        ("{Doe_Jane}_Group_1/a1.zip", "{Roe_Rob}_Group_1/a1.zip"),
        ("{4711234}.zip", "{4711235}.zip"),
        (f"{A1}_{{7}}.zip", f"{A1}_{{8}}.zip"),
        ("{Kit}.zip", "{Work}.zip"),
        ("week 1/{jane}.zip", "week 2/{rob}.zip"),
        ("{jane}.zip", "late/{rob}.zip"),
        ("answers/group A/{jane}/a.zip", "answers/group A/{rob}/a.zip"),
        (f"A1_{{j_doe}}_{ATTEMPT}_a.zip", f"A1_{{k_doe}}_{ATTEMPT}_a.zip"),
    ],
)
def test_whatever_a_name_is_like_two_students_stay_two_with_their_names(
    home: Path, first: str, second: str
) -> None:
    names = [re.sub("[{}]", "", given) for given in (first, second)]
    found = folder(home, {name: good_zip(str(n)) for n, name in enumerate(names)})
    own = {one.student.name: ids(one) for one in found.values()}
    assert sorted(map(sorted, own.values())) == [["0-head"], ["1-head"]]
    for number, given in enumerate((first, second)):
        (name,) = (name for name, its in own.items() if its == {f"{number}-head"})
        assert re.findall("{(.*)}", given)[0] in name


FORGED = "Second_attempt_{}_" + ATTEMPT + "_a.zip"
BOARD = "A1 {}_{}_attempt_2026-10-0{}-11-00-00_a.zip"
# What lies together, a student a line. A zip marked ! is cut off, one marked ~ has no log.
TOGETHER = {
    "pairs in a group": (
        ("G/jane.jsonl", "G/jane.ipynb"),
        ("G/rob.jsonl", "G/rob.ipynb"),
        ("Kim/a.zip",),
    ),
    "a notebook in a group": (("G/jane.zip",), ("G/rob.zip",), ("G/sue.ipynb",), ("Kim/a.zip",)),
    "weeks, one cut off": (("week 1/jane.zip",), ("week 2/rob.zip!",)),
    "weeks, no logs": (("week 1/jane.zip~",), ("week 2/rob.zip~",)),
    "late ones, no logs": (("late/jane.zip~",), ("late/12.zip~",)),
    "late beside a platform": (
        ("Ann_1_assignsubmission_file_/a.zip",),
        ("late/kim.zip",),
        ("late/lee.zip~",),
    ),
    "late notebooks": (("late/rob.ipynb",), ("late/sue.ipynb",), ("jane.zip",)),
    "numbers, no logs": (("12.zip~",), ("13.zip~",), ("4711.zip",)),
    "logs in answers": (
        ("answers/A/jane.jsonl",),
        ("answers/A/rob.jsonl",),
        ("answers/B/sue.jsonl",),
    ),
    "two of Blackboard": tuple(
        (BOARD.format("draft", who, 3), BOARD.format("final", who, 5)) for who in ("doe", "roe")
    ),
    "attempt in a title": ((FORGED.format("j_doe"),), (FORGED.format("k_doe"),)),
    "began twice, loose": (
        ("Rob/a.ipynb", "Rob/answers.jsonl"),
        ("Rob/backup/a.ipynb", "Rob/backup/answers.jsonl"),
        ("Jane/a.zip",),
    ),
}


@pytest.mark.parametrize("lines", TOGETHER.values(), ids=TOGETHER)
def test_each_has_their_own_files_and_nobody_anothers(
    home: Path, lines: tuple[tuple[str, ...], ...]
) -> None:
    def content(path: str, who: str) -> bytes:
        if path.endswith("l"):
            return log(who)
        if path.endswith("ipynb"):
            return good_notebook(who)
        made = pack({NOTEBOOK_NAME: good_notebook(who)}) if path.endswith("~") else good_zip(who)
        return made[:-30] if path.endswith("!") else made

    given = {path: str(n) for n, line in enumerate(lines) for path in line}
    found = folder(home, {path.rstrip("!~"): content(path, who) for path, who in given.items()})
    own = {path.rstrip("!~"): who for path, who in given.items()}
    theirs = [
        {who for path, who in own.items() for file in one.files if f"/{path}" in file}
        for one in found.values()
    ]
    assert sorted(map(sorted, theirs)) == [[str(n)] for n, _ in enumerate(lines)]


def test_hand_ins_under_one_name_are_told_wherever_they_lie(home: Path) -> None:
    names = ("jane.zip", "late/jane.zip", "rob.zip", "late/rob.zip")
    found = folder(home, {n: good_zip("r" if "rob" in n else n) for n in names})
    twice = [one.student.name for one in found.values() if "begun apart" in told(one)]
    assert twice == ["jane", "jane"]


def test_logs_in_a_folder_called_answers_are_those_of_their_students(home: Path) -> None:
    names = [f"answers/group A/{name}/{LOG_NAME}" for name in ("jane", "rob")]
    found = folder(home, {name: log(str(n)) for n, name in enumerate(names)})
    assert {one.student.name for one in found.values()} == {"jane", "rob"}


def test_one_who_began_twice_takes_nobodys_name_and_is_told(home: Path) -> None:
    names = ("Jane/{}.zip", "Rob/{}.zip", "Ann/{}.zip", "Ann/old/{}.zip")
    found = folder(home, {n.format(f"{A1}_me"): good_zip(n) for n in names})
    assert sorted(one.student.name for one in found.values()) == ["Ann", "Ann", "Jane", "Rob"]
    twice = [one for one in found.values() if "begun apart" in told(one)]
    assert {one.student.name for one in twice} == {"Ann"}
    assert len(twice) == 2


def test_in_whose_hand_in_others_names_lay_is_told(home: Path) -> None:
    forged = {f"{name}_assignsubmission_file_/a.zip": good_zip(name) for name in ("Bo_8", "Al_9")}
    forged["kim.zip"] = good_zip("kim")
    files = {
        "Jane Doe_1_assignsubmission_file_/a.zip": pack(forged),
        "Rob_2_assignsubmission_file_/a.zip": good_zip("rob"),
    }
    found = folder(home, files)
    lay = {key for key, one in found.items() if "It lay in what Jane Doe (moodle:1)" in told(one)}
    assert lay == {"moodle:8", "moodle:9", "plain:kim"}


@pytest.mark.parametrize(
    "content", [good_zip()[:-40], b"", b"<!DOCTYPE html><title>Log in</title>"]
)
def test_a_download_that_cannot_be_read_is_no_student(home: Path, content: bytes) -> None:
    (home / "class.zip").write_bytes(content)
    (home / "other.zip").write_bytes(content)
    for paths in ([home / "class.zip"] * 2, [home / "class.zip", home / "other.zip"]):
        with pytest.raises(DataError, match=r"class\.zip: .*Download it again"):
            Inbox(paths, A1)


NAMES = ("a#b", "[x]", "{y}", "$HOME", "山田", "Łódź", "x" * 200, "a b", "a&b", "'q'")


def test_odd_names_stay_apart(home: Path) -> None:
    found = folder(home, {f"{name}/a1.zip": good_zip(name) for name in NAMES})
    assert {one.student.name for one in found.values()} >= {*NAMES} - {"x" * 200}
    assert len(found) == len(NAMES)
    assert all(len(ids(one)) == 1 for one in found.values())


@pytest.mark.parametrize("same", [True, False])
def test_accents_taken_apart_are_one_student_unless_the_hand_ins_differ(
    home: Path, same: bool
) -> None:
    names = ["Núñez", unicodedata.normalize("NFD", "Núñez")]
    path = home / "m.zip"
    path.write_bytes(
        pack({f"{name}/a1.zip": good_zip("x" if same else str(n)) for n, name in enumerate(names)})
    )
    assert len(read(path)) == (1 if same else 2)


# ---------------------------------------------------------------- by chance


def check(home: Path, seed: int) -> None:
    grown = Grower(seed).grow()
    place = home / str(seed)
    place.mkdir()
    path = write(grown, place, random.Random(seed))
    found = list(read(path).values())
    what = (seed, sorted(grown.files), sorted(one.student.key + one.student.name for one in found))
    for one in found:
        assert len(ids(one)) <= 1, what  # none merged
    for word, number in grown.ids.items():
        own = [one for one in found if word in one.student.key + one.student.name]
        assert len(own) == 1, (word, *what)  # none lost
        assert ids(own[0]) == ({number} if number else set()), (word, *what)
    assert len(found) == len(grown.ids), what  # none invented
    for number in {*grown.ids.values()} - {""}:
        same = sorted(word for word, one in grown.ids.items() if one == number)
        for one in found if len(same) > 1 else ():
            if any(word in one.student.key + one.student.name for word in same):
                others = [word for word in same if word not in one.student.key + one.student.name]
                assert all(other in told(one) for other in others), what
    shutil.rmtree(place)


@pytest.mark.parametrize("seed", range(40))
def test_in_a_random_download_nobody_is_lost_merged_or_invented(home: Path, seed: int) -> None:
    check(home, seed)


@pytest.mark.exhaustive
def test_in_two_thousand_random_downloads_nobody_is_lost_merged_or_invented(home: Path) -> None:
    for seed in range(2_000):
        check(home, seed)
