"""A guess is kept as a note, comes back, and stands above what it covers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from healthclaims.core.html import Html
from healthclaims.guess.widget import KEPT, Guess
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import now
from healthclaims.learner.entries import MOST_NOTE
from healthclaims.widgets.cell_output import Block
from tests.course.lesson_cells import lesson_cells
from tests.helpers.kit import Page

LESSON = "08_what_numbers_hide"
QUESTION = "How many are spared?"


def box(question: str = QUESTION, answer: object = None) -> Guess:
    return Guess("half", question, LESSON, AnswerLog("me", LESSON), answer)


def notes(home: Path) -> list[dict[str, str]]:
    lines = [
        json.loads(line)
        for path in (home / "answers").rglob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if line["kind"] == "note"]


def test_a_guess_in_words_is_kept_under_the_name_of_its_lesson(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = box()
    page = Page(made)
    made.write("  three ")
    (kept,) = notes(home)
    assert (kept["question"], kept["text"]) == (f"guess/{LESSON}/half", "three")
    assert capsys.readouterr().out.strip() == KEPT
    assert page.sent == [{"type": "guessed", "text": "three"}]


def test_a_guess_from_the_page_is_kept_and_comes_back(home: Path) -> None:
    made = box()
    entry = {
        "kind": "note", "id": "page-1", "time": now().isoformat(), "lesson": LESSON,
        "quiz": made.guess["id"], "question": made.guess["id"], "seen": made.guess["seen"],
        "text": "half of them",
    }  # fmt: skip
    (saved,) = Page(made).says({"type": "entry", "entry": entry})
    assert saved["ok"]
    assert made.guess["last"] == "half of them"
    assert box().guess["last"] == "half of them"
    assert box("Something else?").guess["last"] == ""


@pytest.mark.parametrize("text", ["", "  ", "x" * (MOST_NOTE + 1)])
def test_too_little_and_too_much_are_refused(text: str, home: Path) -> None:
    with pytest.raises(ValueError, match=f"1 to {MOST_NOTE} letters"):
        box().write(text)
    assert notes(home) == []


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a cell shows, one below the other."""
    things: list[Any] = []
    monkeypatch.setattr("IPython.display.display", lambda thing, **_: things.append(thing))
    return things


def test_the_box_is_shown_above_what_it_covers(shown: list[Any]) -> None:
    picture = Block("A picture", Html("<p>three</p>"))
    made = box(answer=picture)
    assert made.guess["covers"]
    made._ipython_display_()
    assert QUESTION in shown[0]["text/html"]
    assert shown[1:] == [picture]


def test_a_box_without_an_answer_covers_nothing(shown: list[Any]) -> None:
    assert not box().guess["covers"]
    box()._ipython_display_()
    assert len(shown) == 1


def test_the_simulated_learner_has_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    box().write("mine")
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    assert box().guess["last"] == ""


def test_no_lesson_asks_for_a_guess_that_has_no_box() -> None:
    asked = ("rite it down", "rite them down", "rite down a guess", "on paper", "sheet of paper")
    asked += ("your hand", "it aloud", "before you scroll", "then open the")
    found = [
        (cell.place, words)
        for cell in lesson_cells()
        if cell.is_prose and cell.id not in ("teacher", "claim-text")
        for words in asked
        if words in cell.text
    ]
    assert found == []
