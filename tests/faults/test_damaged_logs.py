"""A log that was cut off anywhere: all whole lines count, the rest is told once, and it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import NOTE, Entry
from healthclaims.learner.history import History, read_history
from healthclaims.lessons.lesson import open_lesson
from healthclaims.questions.quiz_config import load_plan
from healthclaims.quiz.widget import Quiz
from tests.helpers.kit import Page, answer_entry

LESSON, QUIZ = "02_animal_or_human", "check"
LINES = 20
ENDS = {"LF": b"\n", "CRLF": b"\r\n"}


def real_log(end: bytes) -> bytes:
    """Write a log of some twenty lines through the quiz, a note with letters of all lengths too."""
    log = AnswerLog("me", LESSON)
    quiz = Quiz.of_today(load_plan(LESSON, QUIZ), log)
    page = Page(quiz)
    asked = quiz.deck["questions"]
    for number in range(LINES - 2):
        one = asked[number % len(asked)]
        (told,) = page.answers(one["id"], one["options"][0]["value"], id=f"a{number}")
        assert told["ok"]
    note = answer_entry(asked[0]["id"], "people")
    assert log.add(Entry(**{**vars(note), "kind": NOTE, "text": "“ä▮🙂” — “\\u0000”"})).ok
    (path,) = (log.folder / LESSON).iterdir()
    content = path.read_bytes()
    path.unlink()
    return content.replace(b"\n", end)


def cuts(content: bytes, end: bytes) -> Iterator[tuple[bytes, int, bool]]:
    """Give every beginning, how many entries are whole in it, and whether the rest is damaged."""
    lines = content.removesuffix(end).split(end)
    assert len(lines) == LINES
    for length in range(len(content) + 1):
        kept = content[:length].split(b"\n")
        whole = sum(line.removesuffix(b"\r") in lines for line in kept)
        torn = kept[-1].strip() and kept[-1].removesuffix(b"\r") not in lines
        yield content[:length], max(0, whole - 1), bool(torn)


def in_file(home: Path, content: bytes) -> Path:
    path = home / "answers" / "me" / LESSON / "old.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("end", ENDS)
def test_a_log_cut_off_at_any_byte_costs_the_cut_line_alone(home: Path, end: str) -> None:
    content = real_log(ENDS[end])
    tried = 0
    for kept, whole, is_torn in cuts(content, ENDS[end]):
        in_file(home, kept)
        history = read_history(home / "answers" / "me")
        assert len(history.entries) == whole, len(kept)
        assert len(history.damaged) == is_torn, len(kept)
        assert not is_torn or re.match(rf"{LESSON}/old.jsonl, line \d+ could", history.damaged[0])
        tried += 1
    assert tried == len(content) + 1 > 3000


@pytest.mark.parametrize("end", ENDS)
def test_after_any_cut_a_new_kernel_goes_on_and_nothing_is_glued_together(
    home: Path, end: str
) -> None:
    content = real_log(ENDS[end])
    for kept, whole, is_torn in list(cuts(content, ENDS[end]))[::37]:
        path = in_file(home, kept)
        log = AnswerLog("me", LESSON)
        assert log.add(answer_entry("semax/u40/certainty", "firm", lesson=LESSON)).ok
        history = read_history(home / "answers" / "me")
        assert len(history.entries) == whole + 1
        assert len(history.damaged) == is_torn
        assert path.read_bytes() == kept
        for other in set(path.parent.iterdir()) - {path}:
            other.unlink()


def test_a_line_that_is_glued_to_a_torn_one_costs_no_other(home: Path) -> None:
    """What a program without the kit's care would do to a log."""
    content = real_log(b"\n")
    first, second = content[: len(content) // 2], content[: len(content) // 3]
    in_file(home, first + content + second)
    history = read_history(home / "answers" / "me")
    assert len({entry.id for entry in history.entries}) == LINES - 1
    assert 1 <= len(history.damaged) <= 2


def test_a_lesson_tells_the_damage_once(home: Path) -> None:
    content = real_log(b"\n")
    in_file(home, content[:-9])
    page = open_lesson(LESSON)._repr_html_()
    assert page.count("could not be read") == 1
    assert f"{LESSON}/old.jsonl, line {LINES}" in page


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_log_that_an_editor_saved_in_another_encoding_is_read(home: Path, coding: str) -> None:
    content = real_log(b"\r\n").decode()
    in_file(home, content.encode(coding))
    history: History = read_history(home / "answers" / "me")
    assert len(history.entries) == LINES - 1
    assert history.damaged == ()


@pytest.mark.parametrize(
    "damage", [b"\x00" * 4096, b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"\n" * 99]
)
def test_a_log_that_holds_nothing_readable_raises_nothing(home: Path, damage: bytes) -> None:
    in_file(home, damage)
    history = read_history(home / "answers" / "me")
    assert history.entries == ()
    assert len(history.damaged) <= 1
    open_lesson(LESSON)._repr_html_()
