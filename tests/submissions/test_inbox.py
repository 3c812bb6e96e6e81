"""Whatever an instructor downloaded becomes one submission a student, and nothing is lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import tracemalloc
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from healthclaims.core.problems import DataError
from healthclaims.submissions import safe_files as on_disk
from healthclaims.submissions.file_kinds import LOG, NOTEBOOK, visible
from healthclaims.submissions.inbox import Inbox, Submission
from healthclaims.submissions.limits import LIMITS, Limits
from healthclaims.submissions.submitted_logs import read_entries
from healthclaims.submissions.submitted_notebooks import read_written
from tests.helpers.fuzz import (
    LAYOUTS,
    ODD_NAMES,
    Upload,
    bomb,
    by_hand,
    info,
    lay_out,
    lying,
    many,
    nested,
    uploads,
)
from tests.helpers.handed_in import (
    A1,
    LOG_NAME,
    NOTEBOOK_NAME,
    TASK,
    good_notebook,
    good_zip,
    log,
    pack,
    tree,
    zip_file,
)

MOODLE = f"Jane Doe_1_assignsubmission_file_/{A1}_fox.zip"


def read(*paths: Path, limits: Limits = LIMITS) -> dict[str, Submission]:
    """Read everything, by key."""
    inbox = Inbox(paths, A1, limits)
    return {found.student.key: found for found in inbox}


def only(*paths: Path, limits: Limits = LIMITS) -> Submission:
    (found,) = read(*paths, limits=limits).values()
    return found


def upload(
    folder: Path, content: bytes, limits: Limits = LIMITS, name: str = "a1.zip"
) -> Submission:
    """Read what one student of Moodle uploaded."""
    return only(
        zip_file(folder / "m.zip", {f"J_1_assignsubmission_file_{name}": content}), limits=limits
    )


def kinds(found: Submission) -> list[str]:
    return sorted(part.kind for part in found.parts)


def names(found: Submission) -> list[str]:
    return [part.file.rsplit("/", 1)[-1] for part in found.parts]


def problems(found: Submission) -> list[str]:
    return [one.reason for one in found.unread if not one.ignored]


# ---------------------------------------------------------------- layouts, as zip and unpacked


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["download.zip", "download"])
def test_every_layout_gives_every_student_with_log_and_notebook(
    home: Path, layout: str, name: str
) -> None:
    made = [Upload("good", f"{A1}.zip", good_zip(f"s{number}")) for number in range(1, 6)]
    lay_out(made, layout, home / name)
    found = list(read(home / name).values())
    assert len(found) == 5
    assert all(kinds(one) == [LOG, NOTEBOOK] for one in found)
    owners = {read_entries(one.parts).entries[0].id.split("-")[0] for one in found}
    assert owners == {"s1", "s2", "s3", "s4", "s5"}


def test_names_and_numbers_of_the_platform_are_kept(home: Path) -> None:
    files = {"doejane_LATE_12345_678_a1.zip": good_zip(), "roejoe_12346_679_a1.zip": good_zip()}
    inbox = Inbox([zip_file(home / "canvas.zip", files)], A1)
    jane, joe = inbox.students
    assert (jane.key, jane.name, jane.number, jane.system) == (
        "canvas:12345",
        "doejane",
        "12345",
        "canvas",
    )
    assert (jane.lateness, joe.lateness) == ("yes", "no")


def test_several_files_of_a_student_are_one_submission(home: Path) -> None:
    files = {
        "doejane_12345_678_a1.ipynb": good_notebook(),
        "doejane_12345_679_answers-1.jsonl": log(),
        "doejane_12345_680_answers.jsonl": log("again"),
        "doejane_12345_text.html": b"<p>Hello",
    }
    found = only(zip_file(home / "canvas.zip", files))
    assert kinds(found) == [LOG, LOG, NOTEBOOK]
    assert problems(found) == [
        "It is text typed into the learning platform, which is not marked here."
    ]


def test_two_downloads_of_a_platform_unite_a_student(home: Path) -> None:
    first = zip_file(home / "one.zip", {MOODLE: good_zip("a")})
    second = zip_file(home / "two.zip", {MOODLE: good_zip("b")})
    found = only(first, second)
    assert len(found.parts) == 2
    told = [one.reason for one in found.notices]
    assert "Under this name lie 2 hand-ins that were begun apart." in told


def test_a_students_zip_cannot_add_to_another_students_work(home: Path) -> None:
    joe = zip_file(home / "joe.zip", {LOG_NAME: log("joe")})
    jane = zip_file(home / "jane.zip", {"joe.zip": good_zip("jane"), "ann.zip": good_zip("jane")})
    found = read(joe, jane)
    ids = [{e.id.split("-")[0] for e in read_entries(one.parts).entries} for one in found.values()]
    assert {"joe"} in ids
    assert all(len(own) == 1 for own in ids)
    folder = tree(home / "class", {"joe.zip": joe.read_bytes(), "jane.zip": jane.read_bytes()})
    assert set(read(folder)) == {"plain:jane", "plain:joe"}


def test_students_whose_names_differ_in_capital_letters_alone_get_keys_that_differ_more(
    home: Path,
) -> None:
    found = read(zip_file(home / "c.zip", {"Jane.zip": good_zip("a"), "jane.zip": good_zip("b")}))
    assert len({key.casefold() for key in found}) == 2
    assert all(len(one.parts) == 2 for one in found.values())


def test_a_students_name_cannot_take_the_key_of_another(home: Path) -> None:
    files = dict.fromkeys(
        ["JANE.zip", "Jane.zip", "jane.zip", "jane#2.zip", "JANE#2.zip"], good_zip()
    )
    assert len({key.casefold() for key in read(zip_file(home / "c.zip", files))}) == 5


def test_single_files_of_a_folder_belong_to_the_student_whose_folder_it_is(home: Path) -> None:
    folder = tree(home / "jane", {NOTEBOOK_NAME: good_notebook(), LOG_NAME: log()})
    found = only(folder / NOTEBOOK_NAME, folder / LOG_NAME)
    assert (found.student.key, kinds(found)) == ("plain:jane", [LOG, NOTEBOOK])


def test_copies_named_one_by_one_may_be_two_students(home: Path) -> None:
    files = {f"{A1} (1).ipynb": good_notebook("one"), f"{A1} (2).ipynb": good_notebook("two")}
    folder = tree(home / "mail", files)
    assert len(read(*(folder / name for name in files))) == 2


def test_the_same_path_twice_counts_once(home: Path) -> None:
    path = zip_file(home / "m.zip", {MOODLE: good_zip()})
    assert len(only(path, home / "." / "m.zip").parts) == 2


# ---------------------------------------------------------------- what students upload instead


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a1 (1).ipynb": good_notebook()}, [NOTEBOOK]),
        ({LOG_NAME: log()}, [LOG]),
        ({f"{A1}-Copy1.ipynb": good_notebook(), "answers (2).jsonl": log()}, [LOG, NOTEBOOK]),
        ({f"{A1}/{NOTEBOOK_NAME}": good_notebook(), f"{A1}/{LOG_NAME}": log()}, [LOG, NOTEBOOK]),
        ({f"{A1}.zip": good_zip()}, [LOG, NOTEBOOK]),
        ({f"answers/fox/{A1}/20260302-ab.jsonl": log()}, [LOG]),
        ({"answers.jsonl.txt": log(), "a1.json": good_notebook()}, [LOG, NOTEBOOK]),
        ({"answers.txt": b"\xef\xbb\xbf" + log(), "a1": good_notebook()}, [LOG, NOTEBOOK]),
        ({"answers.JSONL": log(), "A1.IPYNB": good_notebook()}, [LOG, NOTEBOOK]),
    ],
    ids=["notebook", "log", "copies", "folder", "zip", "answers", "text", "no ending", "capitals"],
)
def test_log_and_notebook_are_found_wherever_they_lie(
    home: Path, files: Mapping[str, bytes], expected: list[str]
) -> None:
    assert kinds(upload(home, pack(files))) == expected
    loose = {f"J_1_assignsubmission_file_/{name}": content for name, content in files.items()}
    assert kinds(only(tree(home / "folder", loose))) == expected


def test_what_programs_leave_behind_is_passed_over_without_a_problem(home: Path) -> None:
    files = {
        f"a1/{LOG_NAME}": log(),
        "__MACOSX/a1/._answers.jsonl": b"x",
        "a1/.DS_Store": b"x",
        "a1/Thumbs.db": b"x",
        f"a1/.ipynb_checkpoints/{A1}-checkpoint.ipynb": good_notebook(),
        "a1/screenshot.png": b"x",
        "data/example_learner/00_start_here/simulated.jsonl": log(),
        "README.md": b"x",
        "notes.txt": b"not a log",
    }
    found = upload(home, pack(files))
    assert names(found) == [LOG_NAME]
    assert len(found.unread) == 8
    assert problems(found) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a1.rar", "packed in a way that is not read"),
        ("a1.pdf", "is a document"),
        ("a1.docx", "is a document"),
        ("onlinetext.html", "typed into the learning platform"),
    ],
)
def test_a_file_of_a_wrong_kind_is_a_problem_with_a_remedy(
    home: Path, name: str, reason: str
) -> None:
    (unread,) = upload(home, b"x", name=name).unread
    assert reason in unread.reason
    assert unread.remedy
    assert (unread.student, unread.ignored) == ("moodle:1", False)


def test_a_download_of_a_class_among_the_files_of_students_is_taken_apart(home: Path) -> None:
    inner = pack({f"S{n}_{n}_assignsubmission_file_/a.zip": good_zip(f"s{n}") for n in range(3)})
    folder = tree(home / "class", {"jane.zip": good_zip(), "monday.zip": inner})
    found = read(folder)
    assert set(found) == {"plain:jane", "moodle:0", "moodle:1", "moodle:2"}
    assert all(kinds(one) == [LOG, NOTEBOOK] for one in found.values())


# ---------------------------------------------------------------- harm


def test_a_zip_may_lie_as_many_zips_deep_as_is_allowed_and_no_deeper(home: Path) -> None:
    assert kinds(upload(home, nested(LIMITS.depth))) == [LOG, NOTEBOOK]
    found = upload(home, nested(LIMITS.depth + 1))
    assert found.parts == ()
    assert problems(found) == [f"It is a zip more than {LIMITS.depth} zips deep in another."]


@pytest.mark.parametrize("wrap", [0, 1, 2])
def test_bombs_cost_little_memory_and_spare_the_other_files(home: Path, wrap: int) -> None:
    content = pack({"bomb.zip": nested(max(0, wrap - 1), bomb()), LOG_NAME: log()})
    tracemalloc.start()
    try:
        found = upload(home, bomb() if wrap == 0 else content)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert len(problems(found)) == 1
    assert len(found.parts) == (wrap > 0)


def test_many_files_within_the_limits_are_too_much_together(home: Path) -> None:
    small = replace(LIMITS, student=50_000)
    content = pack({f"{number}.jsonl": os.urandom(9_000) for number in range(20)})
    path = tree(
        home / "class" / "jane", {f"{n}.jsonl": os.urandom(9_000) for n in range(20)}
    ).parent
    for found in (upload(home, content, small), only(path, limits=small)):
        assert sum(len(part.content) for part in found.parts) <= 50_000
        if found.parts:
            assert problems(found)[-1] == "This student's files are larger than 50000 bytes in all."
        else:
            assert "larger than" in problems(found)[0]


def test_a_bomb_again_and_again_is_counted(home: Path) -> None:
    limits = replace(LIMITS, student=20_000_000, ratio=100_000)
    one = lying(bomb(30_000_000), 4_000_000)
    found = upload(home, pack({f"{number}.zip": one for number in range(30)}), limits)
    assert len(problems(found)) == 30
    assert problems(found)[-1].startswith("This student's files are larger than")


def test_thousands_of_files_are_summed_up(home: Path) -> None:
    limits = replace(LIMITS, files=100)
    found = upload(home, many(101), limits)
    assert problems(found) == ["It holds 101 files, more than are looked at."]
    folder = tree(home / "class", {f"jane/{number}.jsonl": log() for number in range(120)})
    found = only(folder, limits=limits)
    assert len(found.parts) == 100
    assert len(found.files) == 120
    assert problems(found) == ["This file and 19 more were not looked at: they are too many."]


def test_a_name_of_twenty_thousand_folders_stops_nobody(home: Path) -> None:
    deep = pack({"a/" * 20_000 + LOG_NAME: log("deep"), NOTEBOOK_NAME: good_notebook()})
    found = read(zip_file(home / "m.zip", {"jane.zip": deep, "joe.zip": good_zip("joe")}))
    assert kinds(found["plain:joe"]) == [LOG, NOTEBOOK]
    assert problems(found["plain:jane"]) == ["It lies more than 40 folders deep."]


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
def test_odd_names_are_shown_harmlessly_and_nothing_is_written(home: Path, name: str) -> None:
    content = pack({NOTEBOOK_NAME: good_notebook(), name: log()})
    found = upload(home, content)
    assert len(found.files) == 3
    assert all(file.isprintable() and len(file) < 400 for file in found.files)
    assert [path.name for path in home.iterdir()] == ["m.zip"]


def test_a_sparse_gigabyte_on_disk_is_not_read(home: Path) -> None:
    folder = tree(home / "class", {f"jane/{NOTEBOOK_NAME}": good_notebook(), "joe/x.png": b""})
    for name in (f"jane/{LOG_NAME}", "joe/a1.zip", "joe/notes.txt"):
        with (folder / name).open("wb") as file:
            file.truncate(1_000_000_000)
    tracemalloc.start()
    try:
        found = read(folder)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert problems(found["plain:jane"]) == ["It is larger than 5 MB."]
    assert problems(found["plain:joe"]) == ["It is larger than 30 MB.", "It is larger than 5 MB."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_links_pipes_and_sockets_in_a_folder_are_named_and_never_opened(home: Path) -> None:
    secret = tree(home / "secret", {LOG_NAME: log("secret")})
    folder = tree(home / "class", {f"jane/{NOTEBOOK_NAME}": good_notebook()})
    (folder / "jane" / LOG_NAME).symlink_to(secret / LOG_NAME)
    (folder / "jane" / "more").symlink_to(secret)
    (folder / "jane" / "round").symlink_to(folder)
    (folder / "jane" / "gone.jsonl").symlink_to(home / "nowhere")
    os.mkfifo(folder / "jane" / "pipe.jsonl")
    found = only(folder)
    assert names(found) == [NOTEBOOK_NAME]
    assert Counter(one.reason for one in found.unread) == {
        "It is a link, not a file.": 4,
        "It is not a regular file.": 1,
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize(
    ("become", "reason"),
    [
        ("gone", "could not be opened"),
        ("pipe", "not a regular file"),
        ("link", "could not be opened"),
        ("folder", "not a regular file"),
        ("large", "larger than 5 MB"),
    ],
)
def test_a_file_that_changes_after_it_was_listed_does_no_harm(
    home: Path, become: str, reason: str
) -> None:
    folder = tree(
        home / "class", {f"jane/{NOTEBOOK_NAME}": good_notebook(), f"jane/{LOG_NAME}": log()}
    )
    path = folder / "jane" / LOG_NAME
    inbox = Inbox([folder], A1)
    path.unlink()
    if become == "pipe":
        os.mkfifo(path)
    elif become == "link":
        path.symlink_to(folder / "jane" / NOTEBOOK_NAME)
    elif become == "folder":
        path.mkdir()
    elif become == "large":
        path.write_bytes(b"x" * 6_000_000)
    found = inbox.read(inbox.students[0])
    assert names(found) == [NOTEBOOK_NAME]
    (problem,) = problems(found)
    assert reason in problem


def test_a_download_that_changes_after_it_was_listed_does_no_harm(home: Path) -> None:
    # Zips that were opened last are still in memory.
    files = {MOODLE.replace("_1_", f"_{number}_"): good_zip() for number in range(1, 9)}
    for content in (b"", pack({}), pack({"other": b""})):
        path = zip_file(home / "m.zip", files)
        inbox = Inbox([path], A1)
        path.write_bytes(content)
        found = inbox.read(inbox.students[0])
        assert found.parts == ()
        assert len(problems(found)) == 2


def test_a_file_that_must_not_be_read_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tree(home / "class", {f"jane/{LOG_NAME}": log()})
    inbox = Inbox([folder], A1)

    def refuse(*_args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(on_disk.os, "open", refuse)
    found = inbox.read(inbox.students[0])
    assert problems(found) == ["It could not be opened (Permission denied)."]


def test_a_folder_that_must_not_be_read_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tree(home / "class", {f"jane/{LOG_NAME}": log(), f"joe/closed/{LOG_NAME}": log()})
    real = os.scandir

    def refuse(path: Path) -> Iterable[os.DirEntry[str]]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(on_disk.os, "scandir", refuse)
    inbox = Inbox([folder], A1)
    everything = [one.file for one in inbox.unread]
    everything += [file for one in inbox for file in one.files]
    assert "class/joe/closed" in everything


# ---------------------------------------------------------------- what was given


def test_paths_that_are_missing_or_empty_are_all_named_at_once(home: Path) -> None:
    (home / "empty").mkdir()
    zip_file(home / "empty.zip", {})
    paths = [home / "nowhere", home / "empty", home / "empty.zip", home / "no\0where"]
    with pytest.raises(ValueError, match="4 problems") as caught:
        Inbox(paths, A1)
    for shown in ("There is no '", "There is no file in '", "empty.zip", "no\\x00where"):
        assert shown in str(caught.value)


def test_giving_nothing_at_all_is_refused_with_the_remedy() -> None:
    with pytest.raises(ValueError, match="Give a zip, folder or file"):
        Inbox([], A1)


def test_a_students_damaged_zip_among_others_is_that_students_problem(home: Path) -> None:
    good = zip_file(home / "jane.zip", {LOG_NAME: log()})
    bad = home / f"{A1}_joe.zip"
    bad.write_bytes(good_zip()[:50])
    found = read(good, bad)
    assert problems(found["plain:joe"]) == ["It is no zip, or the zip is cut off or damaged."]
    assert kinds(found["plain:jane"]) == [LOG]


def test_a_file_that_belongs_to_nobody_is_named(home: Path) -> None:
    files = {"jane.zip": good_zip(), "notes.txt": b"x", "roster.csv": b"x", ".DS_Store": b"x"}
    inbox = Inbox([tree(home / "class", files)], A1)
    found = {one.file: one.ignored for one in inbox.unread}
    assert found == {
        "class/notes.txt": False,
        "class/roster.csv": True,
        "class/.DS_Store": True,
    }


def test_work_for_another_assignment_is_passed_over(home: Path) -> None:
    files = {f"jane/{A1}/{LOG_NAME}": log(), f"jane/a2_how_sure/{LOG_NAME}": log()}
    inbox = Inbox([tree(home / "submitted", files)], A1)
    assert [one.reason for one in inbox.unread] == ["It belongs to another assignment."]
    assert len(inbox.read(inbox.students[0]).parts) == 1


# ---------------------------------------------------------------- the same every time


def test_the_same_input_gives_the_same_digest_and_other_input_another(home: Path) -> None:
    def digest(files: dict[str, bytes]) -> str:
        return only(zip_file(home / "m.zip", files)).digest

    first = digest({MOODLE: good_zip()})
    assert first == digest({MOODLE: good_zip()})
    others = {
        digest({MOODLE: good_zip("owl")}),
        digest({MOODLE.replace("_1_", "_2_"): good_zip()}),
        digest({MOODLE.replace("_fox", "_owl"): good_zip()}),
        digest({MOODLE: good_zip(), MOODLE + ".png": b""}),
        digest({MOODLE: good_zip()[:-1]}),
        digest({MOODLE: pack([(info(LOG_NAME, 0o120777), b"x")])}),
        digest({MOODLE: pack([(info(LOG_NAME, 0o010666), b"x")])}),
    }
    assert len(others | {first}) == 8


@pytest.mark.parametrize("name", ["山田\u3000太郎", "علی\u200cرضا", "Ann\u00a0Lee", "ශ්\u200dරී"])
def test_names_of_people_in_any_script_stay_as_they_are(home: Path, name: str) -> None:
    found = only(zip_file(home / "m.zip", {f"{name}_5_assignsubmission_file_/a.zip": good_zip()}))
    assert found.student.name == name


def test_a_name_that_would_turn_text_round_is_written_out(home: Path) -> None:
    files = {"\u202eeoD\n_5_assignsubmission_file_/a.zip": good_zip()}
    assert only(zip_file(home / "m.zip", files)).student.name == "\\u202eeoD\\n"


def test_names_of_a_mac_and_of_other_systems_give_the_same_students(home: Path) -> None:
    name = "Núñez_5_assignsubmission_file_/a.zip"
    taken_apart = zip_file(home / "one.zip", {unicodedata.normalize("NFD", name): good_zip()})
    whole = zip_file(home / "two.zip", {name: good_zip()})
    assert only(taken_apart).student == only(whole).student


@pytest.mark.exhaustive
def test_a_thousand_students_need_no_more_memory_than_one(home: Path) -> None:
    content = good_zip()
    files = {MOODLE.replace("_1_", f"_{number}_"): content for number in range(1_000)}
    path = zip_file(home / "m.zip", files)
    tracemalloc.start()
    try:
        count = sum(len(one.parts) for one in Inbox([path], A1))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert count == 2_000


def test_a_thousand_zips_named_one_by_one_do_not_use_up_what_may_be_open(home: Path) -> None:
    resource = pytest.importorskip("resource")
    for number in range(100):
        zip_file(home / f"s{number}.zip", {LOG_NAME: log()})
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    now_open = len(list(Path("/dev/fd").iterdir())) if Path("/dev/fd").is_dir() else 60
    resource.setrlimit(resource.RLIMIT_NOFILE, (now_open + 20, before[1]))
    try:
        found = read(*sorted(home.glob("*.zip")))
        assert [kinds(one) for one in found.values()] == [[LOG]] * 100
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


# ---------------------------------------------------------------- damage by the thousand


def use(found: Submission) -> None:
    """Do with a submission what marking does: nothing may be raised."""
    read_entries(found.parts)
    read_written(found.parts, [TASK], A1)
    for text in (found.student.key, found.student.name, *found.files):
        assert visible(text[:100]) == text[:100]
        text.encode()
    for one in found.unread:
        assert one.reason.endswith(".")
        assert one.student == found.student.key


@pytest.mark.exhaustive
def test_of_two_thousand_damaged_submissions_none_is_lost(home: Path) -> None:
    made = uploads(2_100)
    path = home / "download.zip"
    files = lay_out(made, "moodle folders", path)
    inbox = Inbox([path], A1)
    assert inbox.unread == ()
    assert len(inbox.students) == len(made)
    seen: Counter[str] = Counter()
    for found in inbox:
        use(found)
        assert found.parts or found.unread
        seen.update(found.files)
    assert all(seen[f"download.zip/{name}"] == 1 for name in files)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["download.zip", "download"])
def test_hostile_submissions_are_safe_in_every_layout(home: Path, layout: str, name: str) -> None:
    files = lay_out(by_hand(), layout, home / name)
    inbox = Inbox([home / name], A1)
    seen = [one.file for one in inbox.unread]
    for found in inbox:
        use(found)
        seen += found.files
    # Where several students lie in a zip, it is named with what is theirs.
    round_them = {file[: file.find(".zip/", len(name)) + 4] for file in seen}
    assert {f"{name}/{one}" for one in files} <= {*seen, *round_them}


def listed(path: Path) -> Counter[str]:
    """List what lies in a zip as reports show it, without the code under test."""
    with zipfile.ZipFile(path) as file:
        infos = [one for one in file.infolist() if one.file_size or not one.filename.endswith("/")]
    shown: Counter[str] = Counter()
    names = [one.orig_filename for one in infos]
    if not any("/" in name for name in names):
        names = [name.replace("\\", "/") for name in names]
    for name in names:
        parts = [part for part in name.split("/") if part not in ("", ".", "..")]
        if len(parts) > 1 and len(parts[0]) == 2 and parts[0][1] == ":":
            parts = parts[1:]
        shown["/".join([path.name, *map(visible, parts or ["(no name)"])])] += 1
    return shown


@pytest.mark.exhaustive
def test_any_zip_named_by_itself_is_read_without_losing_a_file(home: Path) -> None:
    for number, one in enumerate(uploads(2_100)[::4]):
        path = home / f"jane{one.name[one.name.find('.') :]}"
        path.write_bytes(one.content)
        try:
            expected = listed(path)
        except Exception:  # what zipfile itself cannot open has to be refused by its name
            expected = Counter()
        inbox = None
        with contextlib.suppress(DataError):
            inbox = Inbox([path], A1)
        if inbox is None:
            assert not expected, one.what
            continue
        seen = Counter(found.file for found in inbox.unread)
        for found in inbox:
            use(found)
            seen.update(found.files)
        assert not expected - seen, (number, one.what)


def test_odd_names_in_a_folder_are_read_and_shown(home: Path) -> None:
    folder = home / "class"
    folder.mkdir()
    odd = [b"jane\n\x1b[31m.zip", b"\xff\xfe.zip", b"=1+1.zip", "\u202eenaj.zip".encode()]
    made = 0
    for name in odd:
        try:
            (folder / os.fsdecode(name)).write_bytes(good_zip())
            made += 1
        except OSError:
            continue
    found = read(folder)
    assert len(found) == made
    for one in found.values():
        use(one)
        assert kinds(one) == [LOG, NOTEBOOK]
    shutil.rmtree(os.fsencode(folder))
