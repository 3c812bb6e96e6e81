"""Answers come in beside the cell that runs, and the log keeps up with both.

Python is made to change between threads as often as it can. Every wait ends by itself, and what
is asked holds however the threads take turns.
"""

from __future__ import annotations

import functools
import json
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.learner.history import read_history
from healthclaims.learner.my_data import delete_logs, find_logs
from tests.helpers.kit import MONDAY, answer_entry

LESSON = "01_first_lesson"
PATIENCE_S = 30
MANY = 300


@pytest.fixture(autouse=True)
def _changing_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def log() -> AnswerLog:
    return AnswerLog("me", LESSON)


def answers(count: int = MANY) -> list[Entry]:
    made = answer_entry("semax/u46/certainty", "firm", MONDAY)
    return [replace(made, id=f"answer-{place}") for place in range(count)]


def at_once(*tasks: Callable[[], object]) -> None:
    """Do all of this in threads of their own; what one of them raises is raised here."""
    raised: list[BaseException] = []

    def run(task: Callable[[], object]) -> None:
        try:
            task()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(task,), daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    if raised:
        raise raised[0]
    assert not any(thread.is_alive() for thread in threads), "the threads wait for each other"


def written(log: AnswerLog) -> Counter[str]:
    """Count the lines on disk by id."""
    files = log.folder.rglob("*.jsonl")
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return Counter(line["id"] for line in lines if line["kind"] == ANSWER)


def test_an_answer_that_comes_while_others_read_is_not_missed(log: AnswerLog) -> None:
    # The more there is, the longer it takes to read, and the surer an answer falls into it.
    earlier = b"".join(replace(one, id=f"earlier-{one.id}").as_line() for one in answers(1000))
    (log.folder / LESSON).mkdir(parents=True)
    (log.folder / LESSON / "earlier.jsonl").write_bytes(earlier)
    log = AnswerLog("me", LESSON)

    def read() -> None:
        assert len(log.history.entries) >= 1000

    missed = []
    made = answers(80)
    for place, (one, other) in enumerate(zip(made[::2], made[1::2], strict=True)):
        log.add(one)
        at_once(read, read, functools.partial(log.add, other))
        if len(log.history.entries) != 1000 + 2 * (place + 1):
            missed.append(other.id)
    assert missed == []


def test_the_same_answer_from_two_threads_is_written_once(log: AnswerLog) -> None:
    start = threading.Barrier(2, timeout=PATIENCE_S)

    def add() -> None:
        for entry in answers():
            start.wait()
            assert log.add(entry).ok

    at_once(add, add)
    assert set(written(log).values()) == {1}
    assert len(written(log)) == len(log.history.entries) == MANY


def test_what_is_added_while_all_is_deleted_is_either_kept_or_deleted(log: AnswerLog) -> None:
    start = threading.Barrier(2, timeout=PATIENCE_S)

    def add() -> None:
        for place, entry in enumerate(answers()):
            if place % 10 == 0:
                start.wait()
            log.add(entry)  # not saved where its folder is deleted in the same moment

    def forget() -> None:
        for _ in range(MANY // 10):
            start.wait()
            delete_logs(find_logs("me"))
            log.forget()

    at_once(add, forget)
    held = Counter(entry.id for entry in log.history.entries)
    on_disk = Counter(entry.id for entry in read_history(log.folder).entries)
    assert held == on_disk
    assert set(written(log).values()) <= {1}


def test_an_answer_is_kept_though_its_folder_is_deleted_while_it_is_written(
    log: AnswerLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file, deleted = Path.open, []

    def delete_first(path: Path, *given: Any, **named: Any) -> Any:
        if path.suffix == ".jsonl" and not deleted:
            shutil.rmtree(path.parent)
            deleted.append(path)
        return open_file(path, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", delete_first)
        assert log.add(answers(1)[0]).ok
    assert deleted
    assert written(log) == {"answer-0": 1}
    assert read_history(log.folder).seed == log.seed


def test_who_is_told_may_read_the_log_while_another_thread_does(log: AnswerLog) -> None:
    """A page draws what it shows one at a time, and reads the log while it does."""

    class Reading:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.told: list[int] = []

        def added(self) -> None:
            with self.lock:
                self.told.append(len(log.history.entries))

        def deleted(self) -> None:
            self.added()

    page = Reading()
    log.add_listener(page)

    def add() -> None:
        for entry in answers():
            log.add(entry)
            log.notify_added()

    def forget() -> None:
        for _ in range(30):
            log.forget()

    at_once(add, forget)
    assert len(page.told) == MANY + 30
