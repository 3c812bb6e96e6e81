"""Whatever is killed while it writes: the old file or the new one is there, and again works."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from healthclaims.assignments.student_kit import write_student_kit
from healthclaims.content.articles import load_article
from healthclaims.maintain import exercises
from healthclaims.maintain.refresh import refresh_all
from tests.helpers.apart import apart
from tests.helpers.hand_ins import handed_in, moodle
from tests.helpers.kit import DATA, ROOT
from tests.helpers.places import (
    A1,
    CODE,
    answer_more,
    choose,
    command,
    export,
    hand_in,
    is_whole_zip,
    key_of,
    make_student,
    save_labels,
    save_text,
    tree,
)

MOST_KILLS = 20


@pytest.fixture(autouse=True)
def one_copy_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the kit's own texts, once for all folders."""
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(DATA))


def kill_at_steps(
    base: Path, work: Callable[[Path], object], most: int = MOST_KILLS
) -> tuple[list[Path], dict[str, bytes]]:
    """Kill the work at up to so many of its steps, each time in a copy of a folder.

    Checks that every file is as it was or as it will be, and that the work, done again, ends well.
    Gives the folders as they were left when it was killed, and what the work makes.
    """
    before = tree(base)

    def copy(name: str) -> Path:
        return Path(shutil.copytree(base, base.with_name(f"{base.name}-{name}"), symlinks=True))

    work(copy("first"))  # what is loaded here, copies of this process have already
    whole = copy("whole")
    steps = apart(lambda: work(whole), counted=True).steps
    after = tree(whole)
    assert steps
    every = range(1, steps + 1)
    chosen = every if steps <= most else sorted(random.Random(1).sample(every, most))
    left = []
    for step in chosen:
        place = copy(str(step))
        assert apart(lambda place=place, step=step: work(place), kill_at=step).killed
        found = tree(place)
        for name, content in found.items():
            assert content in (before.get(name), after.get(name)), (step, name)
        assert before.keys() & after.keys() <= found.keys(), step
        left.append(Path(shutil.copytree(place, f"{place}-left", symlinks=True)))
        apart(lambda place=place: work(place))
        assert tree(place) == after, step
        shutil.rmtree(place)
    return left, after


def test_handing_in_leaves_a_whole_zip(home: Path) -> None:
    base = make_student(home / "kit")
    hand_in(base)
    answer_more(base)
    left, after = kill_at_steps(base, hand_in)
    for folder in left:
        assert is_whole_zip((folder / f"hand_in/{A1}_{CODE}.zip").read_bytes())
    assert is_whole_zip(after[f"hand_in/{A1}_{CODE}.zip"])


@pytest.mark.exhaustive
@pytest.mark.parametrize("work", [hand_in, export], ids=lambda f: f.__name__)
def test_what_is_saved_for_the_first_time_is_there_or_not(
    home: Path, work: Callable[[Path], object]
) -> None:
    kill_at_steps(make_student(home / "kit"), work)


@pytest.mark.exhaustive
def test_the_code_of_the_learner_is_the_old_one_or_the_new_one(home: Path) -> None:
    base = make_student(home / "kit")
    (base / "answers").rename(base / "kept")  # files of logs would have new names
    steps = apart(lambda: choose(base), counted=True).steps
    (base / "answers/learner.txt").write_text("fox-7\n", encoding="utf-8")
    for step in range(1, steps + 1):
        apart(lambda: choose(base), kill_at=step)
        assert (base / "answers/learner.txt").read_text(encoding="utf-8") in ("fox-7\n", "owl-2\n")


@pytest.mark.exhaustive
def test_an_export_leaves_a_whole_zip(home: Path) -> None:
    base = make_student(home / "kit")
    export(base)
    answer_more(base)
    left, _ = kill_at_steps(base, export)
    assert all(is_whole_zip((folder / f"my_answers_{CODE}.zip").read_bytes()) for folder in left)


@pytest.mark.exhaustive
def test_a_text_of_ones_own_is_there_with_all_its_files_or_not_at_all(home: Path) -> None:
    left, _ = kill_at_steps(make_student(home / "kit"), save_text)
    for folder in left:
        texts = folder / "my_articles"
        found = {path.name for path in texts.glob("[!.]*")}
        assert found in (set(), {"mint_tea"})
        if found:
            os.chdir(folder)
            assert load_article("mint_tea").card.title == "Mint tea"


@pytest.mark.exhaustive
def test_labels_of_a_text_are_the_old_ones_or_the_new_ones(home: Path) -> None:
    base = make_student(home / "kit")
    save_text(base)
    kill_at_steps(base, save_labels)


@pytest.mark.exhaustive
def test_marking_is_gone_on_with_wherever_it_was_killed(home: Path) -> None:
    moodle(home / "class.zip", handed_in(key_of(A1), 3))
    (home / "course").mkdir()

    def mark(folder: Path) -> None:
        said = command("mark", str(home / "class.zip"), f"--assignment={A1}", f"--out={folder}/m")
        assert said.startswith("0: "), said

    kill_at_steps(home / "course", mark, most=20)


@pytest.mark.exhaustive
def test_submissions_for_nbgrader_are_put_there_whole(home: Path) -> None:
    moodle(home / "class.zip", handed_in(key_of(A1), 3))
    (home / "course").mkdir()

    def collect(folder: Path) -> None:
        for place in (folder / "to").glob("*/*"):  # the command never replaces a student's folder
            if not place.name.startswith("."):
                shutil.rmtree(place)
        said = command(
            "to-nbgrader", str(home / "class.zip"), f"--assignment={A1}", f"--out={folder}/to"
        )
        assert said.startswith("0: "), said

    left, _ = kill_at_steps(home / "course", collect)
    for folder in left:
        for place in (folder / "to").glob(f"*/{A1}"):
            assert {path.name for path in place.iterdir()} == {f"{A1}.ipynb", "answers.jsonl"}


@pytest.mark.exhaustive
def test_a_students_copy_is_there_whole_or_not_at_all(home: Path) -> None:
    (home / "course").mkdir()

    def copy(folder: Path) -> None:
        os.chdir(ROOT)
        if (folder / "kit").exists():
            shutil.rmtree(folder / "kit")
        list(write_student_kit(folder / "kit"))

    left, after = kill_at_steps(home / "course", copy, most=8)
    for folder in left:
        assert tree(folder) in ({}, after)


@pytest.mark.exhaustive
def test_refreshing_leaves_every_file_old_or_new(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEALTHCLAIMS_DATA")
    base = home / "course"
    for name in ("solutions", "exercises"):
        shutil.copytree(ROOT / name, base / name, ignore=shutil.ignore_patterns("a[2-6]_*"))
    (base / "data").mkdir()
    for path in DATA.iterdir():
        if path.name != "example_learner":
            (base / "data" / path.name).symlink_to(path)
    learner = base / "data" / "example_learner"
    shutil.copytree(DATA / "example_learner", learner)
    # As if everything had been made by an earlier version of the kit.
    for path in (*learner.glob("*/*.jsonl"), *base.glob("exercises/*/*.ipynb")):
        path.write_bytes(path.read_bytes() + b"\n")
    (learner / "00_start_here/gone.jsonl").write_bytes(b"")
    source = base / f"solutions/{A1}/{A1}.ipynb"
    source.write_text(json.dumps(json.loads(source.read_text(encoding="utf-8"))), encoding="utf-8")

    def make(folder: Path, _names: object) -> None:
        shutil.copytree(ROOT / "exercises" / A1, folder / A1)

    monkeypatch.setattr(exercises, "make_exercises", make)
    monkeypatch.setattr("nbclient.NotebookClient.execute", lambda _self, **_options: None)
    monkeypatch.setattr(exercises, "assignment_names", lambda: (A1,))

    def refresh(folder: Path) -> None:
        os.chdir(folder)
        list(refresh_all([A1]))

    left, after = kill_at_steps(base, refresh, most=6)
    assert "data/example_learner/00_start_here/gone.jsonl" not in after
    assert after[f"exercises/{A1}/{A1}.ipynb"] == tree(ROOT / "exercises")[f"{A1}/{A1}.ipynb"]
    for folder in left:
        json.loads((folder / f"solutions/{A1}/{A1}.ipynb").read_text(encoding="utf-8"))


def test_two_runs_never_mark_into_one_folder_at_once(home: Path) -> None:
    download = moodle(home / "class.zip", handed_in(key_of(A1), 3))
    os.chdir(ROOT)
    said = []

    def second(students: object) -> object:
        said.append(command("mark", str(download), f"--assignment={A1}", f"--out={home}/m"))
        return iter(students)  # type: ignore[call-overload]  # students come as an iterable

    from healthclaims.marking.mark_class import mark_class

    mark_class([download], A1, home / "m", second)
    assert said[0].startswith("1: ")
    assert "another run of this command is writing its marks into it now" in said[0]
    assert "Wait until that one has ended" in said[0]
    assert not (home / "m" / ".running").exists()
    assert mark_class([download], A1, home / "m").students == 3


def test_a_lock_that_a_killed_run_left_keeps_nobody_out(home: Path) -> None:
    download = moodle(home / "class.zip", handed_in(key_of(A1), 3))
    os.chdir(ROOT)
    from healthclaims.marking.mark_class import mark_class

    def die(_students: object) -> object:
        os.kill(os.getpid(), 9)
        return iter(())

    assert apart(lambda: mark_class([download], A1, home / "m", die)).killed  # type: ignore[arg-type]  # it kills
    assert (home / "m" / ".running").exists()
    assert mark_class([download], A1, home / "m").students == 3
    assert not (home / "m" / ".running").exists()
