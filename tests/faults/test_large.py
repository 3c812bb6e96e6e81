"""Much of everything: 20,000 answers, an article of 100,000 words."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from healthclaims.assignments.page import open_assignment
from healthclaims.check import check_all
from healthclaims.content.articles import load_article
from healthclaims.highlighter.highlight import read_along
from healthclaims.highlighter.sentences import split_units
from healthclaims.learner.entries import ANSWER, HEADER, Entry
from healthclaims.lessons.lesson import open_lesson
from healthclaims.own_text import draft as own
from healthclaims.own_text.paste import PasteError
from healthclaims.own_text.store import store
from healthclaims.questions.bank import all_questions, question
from tests.helpers.kit import DATA
from tests.helpers.places import A1, make_student
from tests.helpers.steps import steps

pytestmark = pytest.mark.exhaustive

MANY = 20_000
# Ten times as much may take so many times the steps; a quadratic way would take a hundred.
MOST_TIMES = 15
LESSON = "02_animal_or_human"
START = datetime(2025, 9, 1, 9, tzinfo=UTC)
PARTS = ("work", "solid", "leaning", "sure", "due")
WORDS = 100_000


@pytest.fixture(autouse=True)
def one_copy_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the kit's own texts, once for all folders."""
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(DATA))


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
    assert "Ready. " in lesson._repr_html_()
    assert lesson.quiz("check").deck["questions"]


def show_progress() -> None:
    for part in PARTS:
        assert repr(open_lesson("10_my_progress").my_progress(part))


def take_along() -> None:
    assert "my_answers_me.zip" in repr(open_lesson("10_my_progress").export_my_answers())


@pytest.mark.parametrize("work", [open_and_show, show_progress, take_along])
def test_ten_times_the_answers_take_about_ten_times_the_steps(
    work: Callable[[], object], home: Path
) -> None:
    found = []
    for count in (300, 3_000):
        plant(home / str(count), count)
        os.chdir(home / str(count))
        work()  # loads the texts
        found.append(steps(work))
    few, many = found
    assert many < MOST_TIMES * few


def test_a_learner_with_20000_answers_sees_and_takes_along_all_of_them(home: Path) -> None:
    plant(home, MANY)
    for work in (open_and_show, show_progress, take_along):
        work()


def test_work_with_20000_changes_is_handed_in(home: Path) -> None:
    folder = make_student(home / "kit")
    os.chdir(folder / "exercises" / A1)
    log = next((folder / "answers/fox-7" / A1).iterdir())
    line = log.read_bytes().splitlines(keepends=True)[1]
    lines = [line.replace(b'"id":"', f'"id":"x{number}-'.encode()) for number in range(MANY)]
    log.write_bytes(log.read_bytes() + b"".join(lines))
    open_assignment(A1).hand_in()
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
def test_ten_times_the_words_take_about_ten_times_the_steps(
    work: Callable[[str], object],
) -> None:
    work(long_text(2_000))
    few, many = (steps(lambda size=size: work(long_text(size))) for size in (WORDS // 10, WORDS))
    assert many < MOST_TIMES * few


def test_an_article_of_100000_words_in_a_folder_is_loaded_and_checked(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody pastes it, but a folder may hold it."""
    text = long_text(WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(own, "check_lines", lambda _lines: None)
        store(own.draft(text, title="Very long"))
    assert not [line for line in check_all() if "very_long" in line]
    assert load_article("very_long").text == text


def test_a_text_of_100000_words_is_refused_in_the_box_with_what_to_do(home: Path) -> None:
    text = long_text(WORDS)
    (home / "long.txt").write_text(text, encoding="utf-8")
    lesson = open_lesson("09_your_own_article")
    for ask in (lambda: lesson.own_article(text), lambda: lesson.own_article(file="long.txt")):
        with pytest.raises(PasteError, match=r"at most 200,000 \(about 30,000 words\)"):
            ask()
    box = lesson.own_article()
    box._receive(None, {"type": "read", "turn": 1, "text": text}, [])
    assert "Choose the part you want to read" in box.reading["refused"]
    assert not (home / "my_articles").exists()


def test_a_text_that_is_refused_is_not_read_first(home: Path) -> None:
    box = open_lesson("09_your_own_article").own_article()

    def paste(words: int) -> int:
        text = long_text(words)
        return steps(lambda: box._receive(None, {"type": "read", "turn": 1, "text": text}, []))

    paste(WORDS)  # loads what is needed
    assert paste(WORDS) < 1.2 * paste(WORDS // 2)
