"""Lesson 10 takes answers along by a button, and shows what would be deleted only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.lessons.lesson import open_lesson
from healthclaims.lessons.my_answers_widget import MyAnswers
from tests.helpers.kit import Page

LESSON = "10_my_progress"


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is shown below the buttons, one after the other."""
    pages: list[str] = []

    def display(data: dict[str, str], **options: object) -> None:
        if "display_id" in options:
            pages.append(data["text/html"])

    monkeypatch.setattr("IPython.display.display", display)
    return pages


@pytest.fixture
def buttons(shown: list[str], home: Path) -> MyAnswers:
    """The buttons of a learner who has written one guess."""
    lesson = open_lesson(LESSON)
    lesson.guess("lean", "Which way?").write("trust")
    made = lesson.my_answers()
    made._ipython_display_()
    shown.clear() if shown == [""] else pytest.fail("something is shown before it is asked for")
    return made


def test_a_press_writes_the_file(buttons: MyAnswers, shown: list[str], home: Path) -> None:
    Page(buttons).says({"type": "export"})
    assert "Your answers are in my_answers_me.zip" in shown[-1]
    assert (home / "my_answers_me.zip").is_file()


def test_what_would_be_deleted_is_shown_and_nothing_is(
    buttons: MyAnswers, shown: list[str], home: Path
) -> None:
    Page(buttons).says({"type": "delete"})
    assert "Nothing has been deleted yet." in shown[-1]
    assert list((home / "answers").rglob("*.jsonl"))


@pytest.mark.parametrize("content", [None, 3, {}, {"type": "delete everything"}, {"type": []}])
def test_any_other_message_does_nothing(
    buttons: MyAnswers, shown: list[str], content: object, home: Path
) -> None:
    Page(buttons).says(content)
    assert shown == []
    assert not (home / "my_answers_me.zip").exists()
