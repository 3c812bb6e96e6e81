"""Taking one's answers along, and deleting them: everything of oneself and nothing else."""

from __future__ import annotations

import csv
import errno
import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import HEADER, LABEL, NOTE, RESTART, Entry
from healthclaims.learner.history import read_history
from healthclaims.learner.learner_code import choose_learner
from healthclaims.learner.my_data import (
    COLUMNS,
    LogFiles,
    answers_table,
    delete_logs,
    export_logs,
    export_path,
    find_logs,
)
from healthclaims.questions.forms import load_forms
from tests.helpers.kit import answer_entry, days_later

CODE = "blue-fox-7"
NAMES = ("semax/u46/certainty", "semax/u49/purpose", "semax/u39/evidence")
LESSONS = ("02_animal_or_human", "03_hedged_or_firm")


@pytest.fixture
def folder(home: Path) -> Path:
    """The folder of a learner who answered three questions in each of two lessons."""
    for lesson in LESSONS:
        log = AnswerLog(CODE, lesson)
        for number, name in enumerate(NAMES):
            made = answer_entry(name, "hedged", days_later(number), lesson=lesson)
            choice = {"semax/u46/certainty": "firm", "semax/u49/purpose": "guidance"}.get(name)
            log.add(replace(made, choice=choice or "people"))
    return home / "answers" / CODE


def tree(folder: Path) -> dict[str, bytes]:
    """Give everything below a folder, links not followed."""
    found = {}
    for top, _, files in os.walk(folder):
        for name in files:
            path = Path(top) / name
            found[str(path.relative_to(folder))] = (
                b"link" if path.is_symlink() else path.read_bytes()
            )
    return found


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except (OSError, NotImplementedError):
        pytest.skip("links cannot be made here")


# ---------------------------------------------------------------- what there is


def test_all_log_files_of_a_learner_are_found_and_counted(folder: Path) -> None:
    logs = find_logs(CODE)
    assert [path.parent.name for path in logs.files] == list(LESSONS)
    assert logs.passed_over == ()
    assert logs.by_lesson() == dict.fromkeys(LESSONS, (1, 3, 0))
    assert set(logs.files) == set(folder.resolve().rglob("*.jsonl"))


def test_a_learner_without_answers_has_no_files() -> None:
    assert find_logs("nobody") == LogFiles("nobody", ())


@pytest.mark.parametrize("code", ["..", "../x", "", "a/b", "con", "."])
def test_a_code_that_leads_elsewhere_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="cannot be used as a learner code"):
        find_logs(code)


def test_only_log_files_in_lesson_folders_are_looked_at(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "top.jsonl").write_text("{}", encoding="utf-8")
    (folder / LESSONS[0] / "other.txt").write_text("mine", encoding="utf-8")
    (folder / LESSONS[0] / "deep").mkdir()
    (folder / LESSONS[0] / "deep" / "a.jsonl").write_text("{}", encoding="utf-8")
    (folder / LESSONS[0] / "folder.jsonl").mkdir()
    logs = find_logs(CODE)
    assert len(logs.files) == 2
    assert logs.passed_over == (f"{LESSONS[0]}/folder.jsonl is not a plain file.",)


# ---------------------------------------------------------------- deleting


def test_deleting_takes_all_answers_of_one_learner_and_nothing_else(
    home: Path, folder: Path
) -> None:
    choose_learner(CODE)
    AnswerLog("owl", LESSONS[0]).add(answer_entry(NAMES[0], "hedged"))
    (home / "my_article.txt").write_text("mine", encoding="utf-8")
    before = {name: text for name, text in tree(home).items() if CODE not in name}
    done = delete_logs(find_logs(CODE))
    assert (done.files, done.failed) == (2, ())
    assert not folder.exists()
    assert tree(home) == before
    assert read_history(folder).entries == ()


def test_what_is_not_a_log_stays_and_so_does_its_folder(folder: Path) -> None:
    kept = folder / LESSONS[0] / "my notes.txt"
    kept.write_text("mine", encoding="utf-8")
    assert delete_logs(find_logs(CODE)).files == 2
    assert tree(folder) == {f"{LESSONS[0]}/my notes.txt": b"mine"}
    assert not (folder / LESSONS[1]).exists()


def test_a_link_to_a_file_is_named_and_neither_followed_nor_deleted(
    home: Path, folder: Path
) -> None:
    precious = home / "precious.jsonl"
    precious.write_text("{}", encoding="utf-8")
    link(folder / LESSONS[0] / "link.jsonl", precious)
    logs = find_logs(CODE)
    assert logs.passed_over == (f"{LESSONS[0]}/link.jsonl is not a plain file.",)
    assert delete_logs(logs).files == 2
    assert precious.exists()
    assert (folder / LESSONS[0] / "link.jsonl").is_symlink()


@pytest.mark.parametrize("place", ["lesson", "learner", "answers"])
def test_a_link_to_a_folder_is_named_and_not_followed(home: Path, place: str) -> None:
    outside = home / "outside"
    inside = {"lesson": ".", "learner": LESSONS[0], "answers": f"{CODE}/{LESSONS[0]}"}[place]
    (outside / inside).mkdir(parents=True, exist_ok=True)
    precious = outside / inside / "precious.jsonl"
    precious.write_text("{}", encoding="utf-8")
    parts = {"lesson": f"answers/{CODE}/{LESSONS[0]}", "learner": f"answers/{CODE}"}
    path = home / parts.get(place, "answers")
    path.parent.mkdir(parents=True, exist_ok=True)
    link(path, outside)
    logs = find_logs(CODE)
    assert logs.files == ()
    assert logs.passed_over == (f"{path.name} is a link to another place.",)
    assert delete_logs(logs).files == 0
    assert precious.exists()


def test_a_list_that_names_other_files_deletes_none_of_them(home: Path, folder: Path) -> None:
    other = home / "answers" / "owl" / LESSONS[0] / "a.jsonl"
    other.parent.mkdir(parents=True)
    other.write_text("{}", encoding="utf-8")
    learner = home / "answers" / CODE / LESSONS[0] / "learner.txt"
    learner.write_text("x", encoding="utf-8")
    done = delete_logs(LogFiles(CODE, (other, learner, folder / ".." / "owl" / "a.jsonl")))
    assert done.files == 0
    assert len(done.failed) == 3
    assert other.exists()
    assert learner.exists()


def test_what_turned_into_a_link_in_the_meantime_is_not_deleted(home: Path, folder: Path) -> None:
    logs = find_logs(CODE)
    precious = home / "precious.jsonl"
    precious.write_text("{}", encoding="utf-8")
    logs.files[0].unlink()
    link(logs.files[0], precious)
    done = delete_logs(logs)
    assert done.files == 1
    assert "is not a plain file of this learner" in done.failed[0]
    assert precious.exists()


def test_a_file_that_cannot_be_deleted_is_named_and_the_others_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = find_logs(CODE)
    real = Path.unlink

    def refuse(self: Path, *args: object, **options: object) -> None:
        if self == logs.files[0]:
            raise PermissionError(errno.EACCES, "Permission denied")
        real(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "unlink", refuse)
    done = delete_logs(logs)
    assert done.files == 1
    assert done.failed == (f"{LESSONS[0]}/{logs.files[0].name} (Permission denied).",)
    assert len(tree(folder)) == 1


# ---------------------------------------------------------------- an open log


def test_after_deleting_an_open_log_starts_afresh_with_its_header(home: Path) -> None:
    log = AnswerLog(CODE, LESSONS[0])
    log.add(answer_entry(NAMES[0], "firm"))
    delete_logs(find_logs(CODE))
    log.forget()
    assert log.history.entries == ()
    assert tree(home) == {}
    assert log.add(answer_entry(NAMES[1], "guidance")).ok
    history = read_history(home / "answers" / CODE)
    assert [entry.question for entry in history.entries] == [NAMES[1]]
    assert history.seed == log.seed
    assert history.damaged == ()


def test_what_a_page_sends_again_after_deleting_does_not_come_back(home: Path) -> None:
    log = AnswerLog(CODE, LESSONS[0])
    old = answer_entry(NAMES[0], "firm")
    log.add(old)
    delete_logs(find_logs(CODE))
    log.forget()
    saved = log.add(old)
    assert (saved.ok, saved.dropped) == (False, True)
    assert "deleted because you asked for it" in saved.message
    assert tree(home) == {}


def test_what_was_never_on_disk_does_not_come_back_either(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = AnswerLog(CODE, LESSONS[0])
    old = answer_entry(NAMES[0], "firm")

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        assert not log.add(old).ok
    assert log.waiting == 1
    log.forget()
    assert log.waiting == 0
    assert log.add(old).dropped
    assert not list(home.rglob("*.jsonl"))


def test_another_open_lesson_begins_a_new_file_with_its_header(home: Path) -> None:
    other = AnswerLog(CODE, LESSONS[1])
    other.add(answer_entry(NAMES[0], "firm"))
    delete_logs(find_logs(CODE))
    other.add(answer_entry(NAMES[1], "guidance"))
    (path,) = (home / "answers" / CODE).rglob("*.jsonl")
    kinds = [line.split(b'"')[3] for line in path.read_bytes().splitlines()]
    assert kinds == [HEADER.encode(), b"answer"]
    assert read_history(home / "answers" / CODE).seed == other.seed


# ---------------------------------------------------------------- taking along


def opened(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_export_holds_the_logs_a_table_and_a_readme(home: Path, folder: Path) -> None:
    path = export_logs(find_logs(CODE))
    assert path == export_path(CODE) == home / f"my_answers_{CODE}.zip"
    held = opened(path)
    assert {"my_answers/README.txt", "my_answers/answers.csv"} <= held.keys()
    logs = {name: text for name, text in held.items() if name.startswith("my_answers/logs/")}
    assert logs == {f"my_answers/logs/{name}": text for name, text in tree(folder).items()}
    readme = held["my_answers/README.txt"].decode()
    assert "answers.csv" in readme
    assert "Your name is in none of these files" in readme


def test_the_same_answers_give_the_same_bytes(folder: Path) -> None:
    first = export_logs(find_logs(CODE)).read_bytes()
    for path in folder.rglob("*.jsonl"):
        os.utime(path, (0, 0))
    path = export_logs(find_logs(CODE))
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as packed:
        # No time of writing, and no packing that differs from machine to machine.
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in packed.infolist()} == {zipfile.ZIP_STORED}


def test_exported_logs_can_be_taken_up_under_another_code(home: Path, folder: Path) -> None:
    for name, content in opened(export_logs(find_logs(CODE))).items():
        if "/logs/" in name:
            path = home / "answers" / "owl" / name.split("/logs/")[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    assert read_history(home / "answers" / "owl") == read_history(folder)


def test_the_export_holds_nothing_that_a_link_leads_to(home: Path, folder: Path) -> None:
    secret = home / "secret.jsonl"
    secret.write_text("secret", encoding="utf-8")
    link(folder / LESSONS[0] / "link.jsonl", secret)
    assert not [text for text in opened(export_logs(find_logs(CODE))).values() if b"secret" in text]


def test_an_export_that_fails_leaves_the_earlier_one_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export_logs(find_logs(CODE))
    before = path.read_bytes()

    def full(self: Path, _content: bytes) -> int:
        self.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        export_logs(find_logs(CODE))
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["answers", path.name]


def rows(*entries: Entry) -> list[dict[str, str]]:
    from healthclaims.learner.history import History

    return list(csv.DictReader(io.StringIO(answers_table(History(entries, 1)))))


def test_the_table_tells_every_answer_in_words() -> None:
    (row,) = rows(replace(answer_entry(NAMES[0], "firm", sure=3), elapsed_ms=12_340))
    assert tuple(row) == COLUMNS
    assert row["answer"] == "Sounds certain"
    assert (row["how_sure"], row["seconds"], row["result"]) == ("certain", "12.3", "not yet")
    assert row["question"] == "How sure does the wording sound?"
    assert row["text"]


def test_marks_notes_and_fresh_starts_stand_in_the_table_without_a_result() -> None:
    made = answer_entry(NAMES[0], "firm")
    kinds = [replace(made, kind=kind, text="because …") for kind in (LABEL, NOTE, RESTART)]
    found = rows(*kinds)
    assert [row["what"] for row in found] == ["mark in a text", "note", "started again"]
    assert {row["result"] for row in found} == {""}
    assert found[1]["note"] == "because …"


def test_answers_to_the_check_and_to_changed_questions_have_no_result() -> None:
    asked = load_forms()["form_a"].questions[0]
    found = rows(
        answer_entry(asked.id, asked.key),
        answer_entry(NAMES[0], "hedged", seen="0" * 12),
        replace(answer_entry(NAMES[0], "hedged"), question="gone/u1/fit"),
    )
    assert [row["result"] for row in found] == ["", "", ""]
    assert found[2]["question"] == "gone/u1/fit"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "\uff1d1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_takes_no_note_for_a_formula(text: str) -> None:
    (row,) = rows(replace(answer_entry(NAMES[0], "firm"), kind=NOTE, text=text))
    assert row["note"].startswith("'")
