"""A result that is shown follows the answers, whichever thread they come in by."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from healthclaims.core.html import Html, tag
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.lessons.lesson import open_lesson
from healthclaims.lessons.results import ResultPage
from healthclaims.widgets.cell_output import Block
from tests.helpers.kit import MONDAY, Page, answer_entry

PATIENCE_S = 60
NAME = "semax/u46/certainty"


class Cells:
    """What stands below the cells of a page, by the name under which it was shown."""

    def __init__(self) -> None:
        self.outputs: dict[str, str] = {}
        self.shown = 0
        self.redrawn = 0

    def display(self, data: dict[str, str], *, raw: bool, display_id: str, update: bool) -> None:
        assert raw
        assert data["text/plain"]
        assert (display_id in self.outputs) or not update, "nothing of this name was shown"
        self.redrawn += update
        self.shown += not update
        self.outputs[display_id] = data["text/html"]


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch) -> Cells:
    cells = Cells()
    monkeypatch.setattr("IPython.display.display", cells.display)
    return cells


@pytest.fixture
def changing_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def counting(log: AnswerLog) -> Block:
    count = len(log.history.answers())
    return Block(f"{count} answers", tag("p", f"{count} answers"))


def below(page: Any, cells: Cells) -> str:
    """Run a cell that ends with this page, and give what then stands below it."""
    page._ipython_display_()
    (text,) = cells.outputs.values()
    return text


def test_the_last_answer_changes_a_result_that_was_shown_before_it(cells: Cells) -> None:
    lesson = open_lesson("06_fresh_texts")
    check, page = lesson.quiz("after"), lesson.check_result()
    tab = Page(check)
    for place, asked in enumerate(check.questions):
        if place == 8:
            assert "and 8 of 9 in the second round" in below(page, cells)
        tab.answers(asked.id, asked.key, number=place, lesson=lesson.name, quiz="after")
    (text,) = cells.outputs.values()
    assert "You had 9 of 9 right." in text
    assert "Second round: all questions, with reasons" in text
    assert (cells.shown, cells.redrawn) == (1, 1)


def test_an_answer_in_words_changes_it_too(cells: Cells) -> None:
    lesson = open_lesson("06_fresh_texts")
    check, page = lesson.quiz("after"), lesson.check_result()
    assert "and 0 of 9 in the second round" in below(page, cells)
    check.answer(check.questions[0].id, check.questions[0].key)
    (text,) = cells.outputs.values()
    assert "and 1 of 9 in the second round" in text
    assert "and 1 of 9 in the second round" in repr(page)


@pytest.mark.parametrize("part", ["work", "solid", "leaning", "sure", "due"])
def test_every_part_of_the_progress_page_takes_in_a_first_answer(cells: Cells, part: str) -> None:
    lesson = open_lesson("02_animal_or_human")
    quiz = lesson.quiz("pairs")
    assert "simulated learner" in below(lesson.my_progress(part), cells)
    asked = quiz.questions[0]
    Page(quiz).answers(asked.id, asked.key, lesson=lesson.name, quiz="pairs")
    (text,) = cells.outputs.values()
    assert "simulated learner" not in text


def test_the_page_has_its_word_that_an_answer_is_saved_before_anything_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lesson = open_lesson("02_animal_or_human")
    quiz, page = lesson.quiz("pairs"), lesson.how_sure()
    tab, sent_before = Page(quiz), []

    def display(_data: object, *, update: bool, **_more: object) -> None:
        if update:
            sent_before.extend(message["type"] for message in tab.sent)

    monkeypatch.setattr("IPython.display.display", display)
    page._ipython_display_()
    asked = quiz.questions[0]
    tab.answers(asked.id, asked.key, lesson=lesson.name, quiz="pairs")
    assert "saved" in sent_before


def test_nothing_is_drawn_again_where_nothing_changed_or_nothing_was_shown(cells: Cells) -> None:
    log = AnswerLog("me", "02_animal_or_human")
    page, hidden = ResultPage(log, counting), ResultPage(log, counting)
    entry = answer_entry(NAME, "firm", MONDAY)
    log.add(entry)
    log.notify_added()
    assert below(page, cells) == "<p>1 answers</p>"
    log.add(entry)
    log.notify_added()
    assert (cells.shown, cells.redrawn) == (1, 0)
    assert repr(hidden) == "1 answers"


def test_a_cell_that_is_run_again_shows_the_same_result_and_another_code_another_one(
    cells: Cells,
) -> None:
    lesson = open_lesson("06_fresh_texts")
    first = lesson.check_result()
    below(first, cells)
    below(lesson.check_result(), cells)
    assert len(cells.outputs) == 1
    assert lesson.use_code("fox").check_result() is not first


def test_the_log_does_not_hold_a_result_that_nobody_needs() -> None:
    log = AnswerLog("me", "02_animal_or_human")
    made: list[int] = []

    def make(log: AnswerLog) -> Block:
        made.append(1)
        return counting(log)

    page = ResultPage(log, make)
    page._shown = Html("")
    del page
    gc.collect()
    log.notify_added()
    assert made == []


@pytest.mark.usefixtures("changing_often")
def test_an_older_result_never_follows_a_newer_one(cells: Cells) -> None:
    log = AnswerLog("me", "02_animal_or_human")
    page = ResultPage(log, counting)
    below(page, cells)

    def answer(who: str) -> None:
        for place in range(100):
            log.add(replace(answer_entry(NAME, "firm", MONDAY), id=f"{who}{place}"))
            log.notify_added()

    threads = [threading.Thread(target=answer, args=(who,), daemon=True) for who in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert not any(thread.is_alive() for thread in threads)
    assert list(cells.outputs.values()) == ["<p>300 answers</p>"]
