"""Much of everything: 20,000 answers, an article of 100,000 words."""

# ruff: noqa: T201 - figures that pytest shows with -s

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from kit import DATA
from places import A1, make_student

from healthclaims.classroom.report import check_all
from healthclaims.practice.bank import all_questions, question
from healthclaims.practice.entries import ANSWER, HEADER, Entry
from healthclaims.texts.article import load_article
from healthclaims.texts.cues import read_along
from healthclaims.texts.own import draft
from healthclaims.texts.own_shelf import store
from healthclaims.texts.pasted import PasteError
from healthclaims.texts.sentences import split_units
from healthclaims.views.assignment import open_assignment
from healthclaims.views.lesson import open_lesson

FEW, MANY = 20, 20_000
LESSON = "02_animal_or_human"
START = datetime(2025, 9, 1, 9, tzinfo=UTC)
PARTS = ("work", "solid", "leaning", "sure", "due")
# Seconds of this process alone; measured: 0.7 to open, 5.5 for the whole of the progress page.
MOST_TO_OPEN, MOST_FOR_PROGRESS, MOST_FOR_THE_REST = 4.0, 25.0, 12.0
WORDS = 100_000


@pytest.fixture(autouse=True)
def one_copy_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the kit's own texts, once for all folders."""
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(DATA))


def took(work: Callable[[], object]) -> float:
    """Give the seconds of this process that something takes, whatever else the machine does."""
    start = time.process_time()
    work()
    return time.process_time() - start


def plant(home: Path, count: int) -> None:
    """Write a log of so many answers, over 200 days, to every question of the kit in turn."""
    folder = home / "answers" / "me" / LESSON
    folder.mkdir(parents=True)
    names = all_questions()
    lines = [Entry(HEADER, "head", START.isoformat(), LESSON, seed=3).as_line()]
    for number in range(count):
        asked = question(names[number % len(names)])
        when = START + timedelta(days=number * 200 // count, seconds=number)
        choice = asked.options[number % len(asked.options)].value
        fields = (when.isoformat(), LESSON, "check", asked.id, asked.seen, choice, 1 + number % 3)
        lines.append(Entry(ANSWER, f"a{number}", *fields).as_line())
    (folder / "a.jsonl").write_bytes(b"".join(lines))


def open_and_show() -> None:
    lesson = open_lesson(LESSON)
    assert "Questions in this lesson today" in lesson._repr_html_()
    assert lesson.quiz("check").deck["questions"]


def show_progress() -> None:
    for part in PARTS:
        assert repr(open_lesson("10_my_progress").my_progress(part))


def take_along() -> None:
    assert "my_answers_me.zip" in repr(open_lesson("10_my_progress").export_my_answers())


def test_a_learner_with_20000_answers_waits_hardly_longer(home: Path) -> None:
    plant(home / "few", FEW)
    plant(home / "many", MANY)
    found = {}
    for name in ("few", "many"):
        os.chdir(home / name)
        open_and_show()  # loads the texts
        found[name] = [took(work) for work in (open_and_show, show_progress, take_along)]
    limits = (MOST_TO_OPEN, MOST_FOR_PROGRESS, MOST_FOR_THE_REST)
    told = zip(("open", "progress", "export"), found["few"], found["many"], limits, strict=True)
    for work, few, many, limit in told:
        ratio = many / max(few, 1e-9)
        print(f"{work}: {few:.3f} s and {many:.3f} s, {ratio:.0f} times, {MANY // FEW} x answers")
        assert many < limit, work


def test_work_with_20000_changes_is_handed_in(home: Path) -> None:
    folder = make_student(home / "kit")
    os.chdir(folder / "exercises" / A1)
    log = next((folder / "answers/fox-7" / A1).iterdir())
    line = log.read_bytes().splitlines(keepends=True)[1]
    lines = [line.replace(b'"id":"', f'"id":"x{number}-'.encode()) for number in range(MANY)]
    log.write_bytes(log.read_bytes() + b"".join(lines))
    seconds = took(lambda: open_assignment(A1).hand_in())
    print(f"hand in: {seconds:.2f} s")
    assert seconds < MOST_FOR_THE_REST
    assert (folder / f"hand_in/{A1}_fox-7.zip").is_file()


def long_text(words: int) -> str:
    """Make a text out of the kit's own sentences."""
    sentences = [unit.text for unit in load_article("semax").units if len(unit.text) < 400]
    text, count, number = [], 0, 0
    while count < words:
        sentence = sentences[number % len(sentences)]
        text.append(sentence)
        count += len(sentence.split())
        number += 1
    return "\n\n".join(" ".join(text[n : n + 5]) for n in range(0, len(text), 5)) + "\n"


@pytest.mark.parametrize("work", [split_units, lambda text: list(read_along(text))])
def test_an_article_of_100000_words_takes_no_more_time_a_word(
    work: Callable[[str], object],
) -> None:
    work(long_text(2_000))
    short, long = long_text(WORDS // 10), long_text(WORDS)
    one = min(took(lambda: work(short)) for _ in range(2))
    ten = took(lambda: work(long))
    print(f"{WORDS // 10} words: {one:.2f} s, {WORDS} words: {ten:.2f} s")
    assert ten < 30 * max(one, 0.02)


def test_an_article_of_100000_words_in_a_folder_is_loaded_and_checked(home: Path) -> None:
    """Nobody pastes it, but a folder may hold it."""
    text = long_text(WORDS)
    import healthclaims.texts.own as own

    def bring() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(own, "check_lines", lambda _lines: None)
            store(draft(text, title="Very long"))

    print(f"written and loaded: {took(bring):.1f} s")
    found: list[str] = []
    seconds = took(lambda: found.extend(check_all()))
    print(f"check: {seconds:.1f} s")
    assert not [line for line in found if "very_long" in line]
    assert load_article("very_long").text == text


def test_a_text_of_100000_words_is_refused_in_the_box_with_what_to_do(home: Path) -> None:
    text = long_text(WORDS)
    (home / "long.txt").write_text(text, encoding="utf-8")
    lesson = open_lesson("09_your_own_article")
    for ask in (lambda: lesson.own_article(text), lambda: lesson.own_article(file="long.txt")):
        with pytest.raises(PasteError, match=r"at most 200,000 \(about 30,000 words\)"):
            assert took(ask) < 1
    own = lesson.own_article()
    seconds = took(lambda: own._receive(None, {"type": "read", "turn": 1, "text": text}, []))
    assert seconds < 2
    assert "Choose the part you want to read" in own.reading["refused"]
    assert not (home / "my_articles").exists()
