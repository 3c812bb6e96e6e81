"""Handing in: one file with everything, written anew each time, and nothing is lost on the way."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from healthclaims.assignments.hand_in import LOG_FILE, MANIFEST_FILE
from healthclaims.assignments.page import AssignmentPage, open_assignment
from healthclaims.learner.clock import now
from healthclaims.marking.mark_class import mark_class
from tests.helpers.classwork import ATTACK, key_of, wrong_answer
from tests.helpers.kit import DATA, ROOT

A1, A4, A6 = "a1_who_was_studied", "a4_whole_article", "a6_find_your_own"
SAVE = "Save the notebook (Ctrl+S, on a Mac Cmd+S), then run this cell again."


@pytest.fixture(autouse=True)
def shelf(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's copy of the kit, and its exercises."""
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    (home / "data").symlink_to(DATA)
    return shutil.copytree(ROOT / "exercises", home / "exercises")


def open_here(name: str, monkeypatch: pytest.MonkeyPatch, code: str = "fox") -> AssignmentPage:
    """Open an assignment as its notebook does, which works in its own folder."""
    monkeypatch.chdir(Path.cwd().parent.parent if Path.cwd().parent.name == "exercises" else ".")
    monkeypatch.chdir(Path("exercises") / name)
    return open_assignment(name).use_code(code)


def answer(page: AssignmentPage, name: str, count: int = 99, *, right: bool = True) -> None:
    key, quiz = key_of(name), page.quiz()
    for asked in key.assignment.questions[:count]:
        quiz.answer(asked.id, asked.key if right else wrong_answer(key, asked))


def write(path: Path, task: str, text: str) -> None:
    """Write into the cell of a task, and save."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == task:
            cell["source"] = text
    path.write_text(json.dumps(notebook), encoding="utf-8")


def packed(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def logged(content: bytes) -> list[dict[str, Any]]:
    lines = map(json.loads, content.splitlines())
    return [line for line in lines if line["kind"] == "answer"]


def words(block: Any) -> str:
    return re.sub(r"<[^>]+>", " ", block._repr_html_())


# ---------------------------------------------------------------- what is in it


def test_one_file_holds_the_notebook_and_the_answers(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_here(A1, monkeypatch)
    answer(page, A1, 14)
    said = page.hand_in()
    assert repr(said) == f"Packed, but not finished: hand_in/{A1}_fox.zip"
    assert f'href="../../hand_in/{A1}_fox.zip"' in said._repr_html_()
    assert "your answers, 14 of 15 questions" in words(said)
    assert "Not answered: question 15." in words(said)
    held = packed(home / f"hand_in/{A1}_fox.zip")
    assert list(held) == [f"{A1}.ipynb", LOG_FILE, MANIFEST_FILE]
    assert held[f"{A1}.ipynb"] == (home / f"exercises/{A1}/{A1}.ipynb").read_bytes()
    assert len(logged(held[LOG_FILE])) == 14
    assert (home / f"exercises/{A1}/{LOG_FILE}").read_bytes() == held[LOG_FILE]


def test_when_all_is_done_nothing_is_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_here(A4, monkeypatch)
    answer(page, A4)
    write(home / f"exercises/{A4}/{A4}.ipynb", "verdict", "One two three.")
    said = words(page.hand_in())
    assert "Nothing is missing." in said
    assert "Your verdict (3 words): “One two three.”" in said


def test_the_manifest_tells_whose_it_is_without_a_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_here(A1, monkeypatch)
    answer(page, A1, 3)
    page.hand_in()
    first = packed(home / f"hand_in/{A1}_fox.zip")
    told = json.loads(first[MANIFEST_FILE])
    assert told["assignment"] == A1
    assert told["kit_version"]
    assert datetime.fromisoformat(told["time"]).utcoffset() is not None
    for name, digest in told["files"].items():
        assert hashlib.sha256(first[name]).hexdigest() == digest
    # A later kernel writes a file of its own; the attempt is still of the same log.
    later = now() + timedelta(seconds=2)
    monkeypatch.setattr("healthclaims.learner.answer_log.now", lambda: later)
    answer(open_here(A1, monkeypatch), A1, 5)
    open_here(A1, monkeypatch).hand_in()
    again = json.loads(packed(home / f"hand_in/{A1}_fox.zip")[MANIFEST_FILE])
    assert again["hand_in_id"] == told["hand_in_id"] != ""
    assert again["time"] >= told["time"]
    assert again["files"] != told["files"]


def test_two_learners_who_answered_nothing_have_ids_that_differ(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = set()
    for code in ("ann", "bob", "ann"):
        open_here(A1, monkeypatch).use_code(code).hand_in()
        content = packed(home / f"hand_in/{A1}_{code}.zip")[MANIFEST_FILE]
        ids.add(json.loads(content)["hand_in_id"])
    assert len(ids - {""}) == 2


def test_the_same_work_gives_the_same_bytes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_here(A1, monkeypatch)
    answer(page, A1, 3)
    page.hand_in()
    path = home / f"hand_in/{A1}_fox.zip"
    first = path.read_bytes()
    page.hand_in()
    open_here(A1, monkeypatch).hand_in()
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_answers_of_several_sittings_and_the_last_change_are_all_in_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(open_here(A1, monkeypatch), A1, 5, right=False)
    open_here(A1, monkeypatch).hand_in()
    again = open_here(A1, monkeypatch)
    answer(again, A1, 8)
    again.hand_in()
    held = logged(packed(home / f"hand_in/{A1}_fox.zip")[LOG_FILE])
    assert len(held) == len({line["id"] for line in held}) == 13


def test_a_log_of_answers_beside_the_notebook_is_never_replaced_by_an_empty_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(open_here(A1, monkeypatch, "elsewhere"), A1, 4)
    (log,) = (home / "answers/elsewhere").rglob("*.jsonl")
    beside = home / f"exercises/{A1}/{LOG_FILE}"
    shutil.copyfile(log, beside)
    shutil.rmtree(home / "answers")
    open_here(A1, monkeypatch).hand_in()
    assert len(logged(beside.read_bytes())) == 4


def test_answers_that_were_deleted_do_not_come_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_here(A1, monkeypatch)
    answer(page, A1, 4)
    page.hand_in()
    shutil.rmtree(home / "answers")
    page = open_here(A1, monkeypatch)
    answer(page, A1, 1)
    page.hand_in()
    assert len(logged(packed(home / f"hand_in/{A1}_fox.zip")[LOG_FILE])) == 1


def test_answers_of_another_learner_on_the_same_machine_are_not_handed_in(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = open_here(A1, monkeypatch, "ann")
    answer(ann, A1)
    ann.hand_in()
    bob = open_here(A1, monkeypatch, "bob")
    answer(bob, A1, 2, right=False)
    said = words(bob.hand_in())
    assert "your answers, 2 of 15 questions" in said
    assert len(logged(packed(home / f"hand_in/{A1}_bob.zip")[LOG_FILE])) == 2
    assert len(logged(packed(home / f"hand_in/{A1}_ann.zip")[LOG_FILE])) == 15
    open_here(A1, monkeypatch, "ann").hand_in()
    assert len(logged(packed(home / f"hand_in/{A1}_ann.zip")[LOG_FILE])) == 15


def test_answers_to_another_assignment_are_not_handed_in(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(open_here(A4, monkeypatch), A4, 5)
    open_here(A1, monkeypatch).hand_in()
    assert logged(packed(home / f"hand_in/{A1}_fox.zip")[LOG_FILE]) == []


def test_a_link_beside_the_notebook_is_not_followed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "secret.txt").write_text("a secret\n", encoding="utf-8")
    (home / f"exercises/{A1}/{LOG_FILE}").symlink_to(home / "secret.txt")
    page = open_here(A1, monkeypatch)
    answer(page, A1, 1)
    page.hand_in()
    assert b"secret" not in packed(home / f"hand_in/{A1}_fox.zip")[LOG_FILE]
    assert (home / "secret.txt").read_text(encoding="utf-8") == "a secret\n"


@pytest.mark.parametrize("name", [A1, A4])
def test_what_is_handed_in_is_marked_as_it_was_answered(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    most = len(key_of(name).assignment.questions)
    for code, count in (("fox", most), ("owl", 3), ("hen", 0)):
        page = open_here(name, monkeypatch, code)
        answer(page, name, count, right=False)
        answer(page, name, count)
        page.hand_in()
    monkeypatch.chdir(ROOT)
    done = mark_class([home / "hand_in"], name, home / "marks")
    assert done.students == 3
    text = (home / "marks/marks.csv").read_text(encoding="utf-8-sig")
    for code, count in (("fox", most), ("owl", 3), ("hen", 0)):
        (line,) = [line for line in text.splitlines() if line.startswith(f"{code},")]
        assert f",{count},{most},{count}," in line


def test_who_tries_a_source_leaves_no_answers_beside_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "solutions", home / "solutions")
    monkeypatch.chdir(home / "solutions" / A1)
    page = open_assignment(A1)
    answer(page, A1, 2)
    page.hand_in()
    assert not (home / f"solutions/{A1}/{LOG_FILE}").exists()
    assert len(logged(packed(home / f"hand_in/{A1}_me.zip")[LOG_FILE])) == 2


# ---------------------------------------------------------------- the notebook


def test_it_is_said_when_the_notebook_was_saved(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / f"exercises/{A1}/{A1}.ipynb"
    page = open_here(A1, monkeypatch)
    today = time.time()
    for ago, told in (
        (5, f"5 seconds ago. Changed something since? {SAVE}"),
        (100, f"100 seconds ago. What you wrote since is not in it. {SAVE}"),
        (600, f"10 minutes ago. What you wrote since is not in it. {SAVE}"),
        (-50, f"0 seconds ago. Changed something since? {SAVE}"),
    ):
        os.utime(path, (today - ago, today - ago))
        said = words(page.hand_in())
        assert re.search(rf"{A1}\.ipynb: as saved at \d\d:\d\d:\d\d, ", said)
        assert told in said or told.replace("5 s", "6 s").replace("100", "101") in said


def test_a_notebook_that_is_not_there_is_missed_and_the_answers_are_handed_in(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_here(A1, monkeypatch)
    answer(page, A1, 2)
    (home / f"exercises/{A1}/{A1}.ipynb").unlink()
    said = words(page.hand_in())
    assert "no notebook: none was found beside the questions." in said
    assert list(packed(home / f"hand_in/{A1}_fox.zip")) == [LOG_FILE, MANIFEST_FILE]


@pytest.mark.parametrize("new", ["My work.ipynb", f"{A4} (1).ipynb", f"{A4}-Copy1.ipynb"])
def test_a_renamed_notebook_is_found_and_handed_in_under_its_right_name(
    home: Path, monkeypatch: pytest.MonkeyPatch, new: str
) -> None:
    folder = home / "exercises" / A4
    (folder / f"{A4}.ipynb").rename(folder / new)
    write(folder / new, "verdict", "Mine.")
    said = words(open_here(A4, monkeypatch).hand_in())
    assert f"{new}: as saved at" in said
    assert b"Mine." in packed(home / f"hand_in/{A4}_fox.zip")[f"{A4}.ipynb"]


def test_of_two_notebooks_the_one_that_runs_is_handed_in(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "exercises" / A4
    shutil.copyfile(folder / f"{A4}.ipynb", folder / "second try.ipynb")
    write(folder / "second try.ipynb", "verdict", "Second.")
    page = open_here(A4, monkeypatch)
    for running, held in (
        (f"exercises/{A4}/second try.ipynb", True),
        (f"exercises/{A4}/{A4}.ipynb", False),
        ("", False),
        ("/somewhere/else/else.ipynb", False),
        ("console-1", False),
    ):
        monkeypatch.setenv("JPY_SESSION_NAME", running)
        page.hand_in()
        found = packed(home / f"hand_in/{A4}_fox.zip")[f"{A4}.ipynb"]
        assert (b"Second." in found) == held


def test_between_two_renamed_notebooks_none_is_guessed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "exercises" / A4
    shutil.copyfile(folder / f"{A4}.ipynb", folder / "one.ipynb")
    (folder / f"{A4}.ipynb").rename(folder / "two.ipynb")
    said = words(open_here(A4, monkeypatch).hand_in())
    assert "no notebook" in said


# ---------------------------------------------------------------- what is still open


def test_what_is_open_or_too_long_is_listed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home / f"exercises/{A6}/{A6}.ipynb"
    write(path, "source", "word " * 121)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "lines"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    said = words(open_here(A6, monkeypatch).hand_in())
    assert "Where it comes from: 121 words, at most 120 are asked for." in said
    assert "Five lines: the cell to write in was deleted. Take it from a fresh copy." in said
    assert "Your verdict: nothing written in the saved notebook." in said


def test_gaps_between_answers_are_named_by_number(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_here(A1, monkeypatch)
    quiz = page.quiz()
    for place in (0, 4, 5):
        asked = key_of(A1).assignment.questions[place]
        quiz.answer(asked.id, asked.key)
    assert "Not answered: questions 2 to 4, 7 to 15." in words(page.hand_in())


def test_a_damaged_notebook_is_handed_in_and_nothing_breaks(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / f"exercises/{A4}/{A4}.ipynb"
    page = open_here(A4, monkeypatch)
    for content in (b"", b"[" * 9_000, b"{}", b"\xff"):
        path.write_bytes(content)
        assert "Packed, but not finished" in repr(page.hand_in())
        assert packed(home / f"hand_in/{A4}_fox.zip")[f"{A4}.ipynb"] == content


def test_what_was_written_is_shown_as_text(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home / f"exercises/{A4}/{A4}.ipynb", "verdict", ATTACK)
    page = open_here(A4, monkeypatch).hand_in()._repr_html_()
    for tag in ("<script", "<img", "<svg", "</textarea"):
        assert tag not in page


# ---------------------------------------------------------------- where nothing can be written


def files(home: Path) -> dict[str, bytes]:
    found = (path for path in home.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in found}


@pytest.mark.parametrize("mode", ["off", "example"])
def test_where_answers_are_not_kept_nothing_is_written(
    home: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", mode)
    before = files(home)
    page = open_here(A1, monkeypatch)
    answer(page, A1, 2)
    said = page.hand_in()
    assert repr(said) == "Hand in: nothing is written, since answers are not kept here."
    assert files(home) == before


def test_a_folder_that_cannot_be_written_is_said_and_the_earlier_file_stays(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_here(A1, monkeypatch)
    answer(page, A1, 2)
    page.hand_in()
    before = files(home)

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    said = page.hand_in()
    assert "could not be saved" in repr(said)
    assert "No space left on device" in repr(said)
    assert "Nothing of your work is lost." in words(said)
    monkeypatch.undo()
    assert files(home) == before


def test_a_file_in_the_place_of_the_folder_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "hand_in").write_text("mine", encoding="utf-8")
    said = repr(open_here(A1, monkeypatch).hand_in())
    assert "could not be saved" in said
    assert (home / "hand_in").read_text(encoding="utf-8") == "mine"


def test_answers_that_are_not_saved_yet_are_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_here(A1, monkeypatch)
    answer(page, A1, 1)
    shutil.rmtree(home / "answers")
    (home / "answers").write_text("a file stands here", encoding="utf-8")
    quiz = page.quiz()
    for asked in key_of(A1).assignment.questions[1:3]:
        quiz.answer(asked.id, asked.key)
    said = words(page.hand_in())
    assert "Your answers are not all in the file: it holds 0 of 3." in said
