"""A full disk and a locked folder: it is said what happened and what to do, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from healthclaims.learner.history import read_history
from tests.helpers.apart import apart, mount_small_disk, no_file_beyond, obey_permissions, read_only
from tests.helpers.hand_ins import handed_in, moodle
from tests.helpers.kit import DATA, ROOT
from tests.helpers.places import (
    A1,
    CODE,
    answer,
    answer_more,
    choose,
    command,
    export,
    hand_in,
    key_of,
    make_student,
    save_text,
    tree,
)

FULL, LOCKED = "a full disk", "a locked folder"
SMALL_DISK = "8m"
# What each says when it cannot write: what, what to do, and where.
LESSONS: dict[Callable[[Path], str], tuple[str, ...]] = {
    answer: ("This answer could not be saved (", "You can go on. Run this", f"answers/{CODE}."),
    hand_in: ("The file to hand in could not be saved (", "Make room", f"hand_in/{A1}_{CODE}.zip"),
    export: ("Your answers could not be written (", "Make room", f"my_answers_{CODE}.zip"),
    choose: ("Your code could not be saved (", "Ask for help", "answers/learner.txt"),
    save_text: ("It could not be saved (", "Make room", "my_articles/mint_tea"),
}


@pytest.fixture(autouse=True)
def one_copy_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the kit's own texts, once for all folders."""
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(DATA))


def can_mount(folder: Path) -> bool:
    return bool(apart(lambda: mount_small_disk(folder, "64k")).value)


def in_trouble(trouble: str, folder: Path, work: Callable[[], str]) -> str:
    """Do something where nothing can be written, in a copy of this process."""

    def on_a_full_disk() -> str:
        with no_file_beyond(3):
            return work()

    def in_a_locked_folder() -> str:
        obey_permissions()
        return work()

    if trouble == FULL:
        return str(apart(on_a_full_disk).value)
    with read_only(folder):
        return str(apart(in_a_locked_folder).value)


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
@pytest.mark.parametrize("work", LESSONS, ids=lambda work: work.__name__)
def test_a_lesson_says_what_could_not_be_written_and_goes_on(
    home: Path, work: Callable[[Path], str], trouble: str
) -> None:
    folder = make_student(home / "kit")
    hand_in(folder)
    export(folder)
    answer_more(folder)
    before, logs = tree(folder), read_history(folder / "answers" / CODE)
    said = in_trouble(trouble, folder, lambda: work(folder))
    for words in LESSONS[work]:
        assert words in said
    # The log itself finds out that its line was written in part.
    full = os.strerror(errno.ENOSPC) if work is answer else "File too large"
    assert (full if trouble == FULL else "ermission denied") in said
    assert "Traceback" not in said
    assert tree(folder) == before
    assert read_history(folder / "answers" / CODE) == logs
    assert not list(folder.rglob(".*new*"))
    # As soon as there is room, the same works.
    again = str(apart(lambda: work(folder)).value)
    assert "could not" not in again


def mark(folder: Path) -> str:
    return command("mark", str(folder / "class.zip"), f"--assignment={A1}", f"--out={folder}/marks")


def collect(folder: Path) -> str:
    arguments = (str(folder / "class.zip"), f"--assignment={A1}", f"--out={folder}/submitted")
    return command("to-nbgrader", *arguments)


def students_kit(folder: Path) -> str:
    return command("student-kit", str(folder / "kit_for_students"))


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
@pytest.mark.parametrize("work", [mark, collect, students_kit], ids=lambda work: work.__name__)
def test_a_command_says_where_what_and_what_to_do_and_leaves_nothing_half(
    home: Path, work: Callable[[Path], str], trouble: str
) -> None:
    folder = home / "course"
    folder.mkdir()
    moodle(folder / "class.zip", handed_in(key_of(A1), 2))
    before = tree(folder)
    said = in_trouble(trouble, folder, lambda: work(folder))
    assert said.startswith("1: ")
    assert str(folder) in said
    assert "File too large" if trouble == FULL else "ermission denied" in said
    assert "run the same again" in said
    assert "Traceback" not in said
    # Marks may have their folder by then; no table and no page is in it.
    assert not [name for name in tree(folder).keys() - before.keys() if name != "marks/about.txt"]
    assert before.items() <= tree(folder).items()
    assert work(folder).startswith("0: ")


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
def test_marks_that_are_there_stay_when_a_later_run_cannot_write(home: Path, trouble: str) -> None:
    folder = home / "course"
    folder.mkdir()
    moodle(folder / "class.zip", handed_in(key_of(A1), 3))
    assert mark(folder).startswith("0: ")
    before = tree(folder)
    moodle(folder / "class.zip", handed_in(key_of(A1), 2))
    before["class.zip"] = (folder / "class.zip").read_bytes()
    assert in_trouble(trouble, folder, lambda: mark(folder)).startswith("1: ")
    assert tree(folder) == before


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
def test_refreshing_says_which_file_it_could_not_write(
    home: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    monkeypatch.delenv("HEALTHCLAIMS_DATA")
    folder = home / "course"
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(DATA, folder / "data")
    # What is as it should be is not written again.
    log = folder / "data/example_learner/00_start_here/simulated.jsonl"
    log.write_text("old", encoding="utf-8")
    before = tree(folder)

    def refresh() -> str:
        monkeypatch.setattr("tests.helpers.places.ROOT", folder)
        return command("refresh", "00_start_here")

    said = in_trouble(trouble, folder, refresh)
    assert said.startswith("1: ")
    assert "example_learner" in said
    assert "run the same again" in said
    assert tree(folder) == before


def test_a_real_disk_that_is_full_takes_nothing_half_and_then_everything(home: Path) -> None:
    """Where a small disk may be mounted, here as root: elsewhere the limit on files stands in."""
    disk = home / "disk"
    disk.mkdir()
    is_mounted = can_mount(disk)

    def use() -> list[str]:
        if is_mounted:
            assert mount_small_disk(disk, SMALL_DISK)
        folder = make_student(disk / "kit")
        hand_in(folder)
        answer_more(folder)
        before = tree(folder)
        said = []
        filler = disk / "filler"
        if is_mounted:
            with filler.open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(b"\0" * 4096)
                except OSError:
                    pass
            said = [work(folder) for work in LESSONS]
        else:
            with no_file_beyond(3):
                said = [work(folder) for work in LESSONS]
        assert tree(folder) == before
        for words, (work, expected) in zip(said, LESSONS.items(), strict=True):
            assert expected[0] in words, work
        filler.unlink(missing_ok=True)
        for work in LESSONS:
            assert "could not" not in work(folder), work
        return said

    said = apart(use).value
    assert all("No space left" in s or "too large" in s for s in said)


def test_an_answer_that_met_a_full_disk_is_written_when_the_cell_is_run_again(home: Path) -> None:
    folder = make_student(home / "kit")

    def use() -> tuple[int, int]:
        from healthclaims.lessons.lesson import open_lesson
        from tests.helpers.kit import Page

        os.chdir(folder)
        quiz = open_lesson("02_animal_or_human").quiz("check")
        page, asked = Page(quiz), quiz.deck["questions"]
        with no_file_beyond(3):
            for number in range(3):
                (told,) = page.answers(asked[number]["id"], "people", number)
                assert not told["ok"]
        before = len(read_history(folder / "answers" / CODE).entries)
        for number in range(3):  # what the page does when the cell is run again
            (told,) = page.answers(asked[number]["id"], "people", number)
            assert told["ok"]
        return before, len(read_history(folder / "answers" / CODE).entries)

    before, after = apart(use).value
    assert after == before + 3


def test_a_device_that_is_always_full_is_said() -> None:
    if not Path("/dev/full").exists():  # Linux has it; the limits above stand in elsewhere
        return
    from healthclaims.core.atomic_write import disk_message

    with pytest.raises(OSError, match="No space") as caught:
        Path("/dev/full").write_bytes(b"x")
    assert "could not be read or written (No space left on device)" in disk_message(caught.value)
