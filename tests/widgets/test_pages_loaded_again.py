"""What a page gets that is loaded again, opened again, or whose answers were deleted."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import now
from healthclaims.questions.bank import question
from healthclaims.questions.quiz_config import load_plan, load_plans
from healthclaims.quiz.widget import Quiz
from healthclaims.rewriting.claims import load_rewrite
from healthclaims.rewriting.widget import ClaimRewrite
from healthclaims.widgets.stopped import ERROR, GO_ON, KEPT, STOPPED
from tests.helpers.kit import Page, wrong_choice

LESSON, QUIZ = "01_read_the_article", "first_try"
NAMES = load_plans()[LESSON, QUIZ].questions


def new_quiz() -> Quiz:
    return Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON))


def answered_in(state: dict[str, Any]) -> list[str]:
    return [entry["question"] for entry in state["resume"]]


@pytest.mark.usefixtures("home")
def test_a_page_that_is_loaded_again_gets_what_was_answered_since_it_was_made() -> None:
    quiz = new_quiz()
    assert answered_in(quiz.get_state()) == []
    for name in NAMES[:2]:
        quiz.answer(name, question(name).key)
    assert answered_in(quiz.get_state()) == list(NAMES[:2])
    assert answered_in(new_quiz().get_state()) == list(NAMES[:2])


@pytest.mark.usefixtures("home")
def test_it_gets_nothing_that_was_deleted_and_forgets_what_it_still_held() -> None:
    log = AnswerLog("me", LESSON)
    Quiz.of_today(load_plan(LESSON, QUIZ), log).answer(NAMES[0], question(NAMES[0]).key)
    quiz = Quiz.of_today(load_plan(LESSON, QUIZ), log)
    page = Page(quiz)
    quiz.answer(NAMES[1], question(NAMES[1]).key)
    log.forget()
    assert page.sent[-1] == {"type": "deleted", "learner": "me"}
    assert answered_in(quiz.get_state()) == []


@pytest.mark.usefixtures("home")
def test_a_rewritten_sentence_stands_there_again() -> None:
    lesson = "05_the_whole_picture"
    widget = ClaimRewrite(load_rewrite("stress"), lesson, AnswerLog("me", lesson))
    assert widget.get_state()["rewrite"]["last"] is None
    widget.check("In rats, signs of stress changed.")
    assert widget.get_state()["rewrite"]["last"]["text"] == "In rats, signs of stress changed."


@pytest.mark.usefixtures("home")
def test_after_a_fresh_start_nothing_is_said_of_a_first_try() -> None:
    quiz = new_quiz()
    page = Page(quiz)
    for name in NAMES:
        quiz.answer(name, wrong_choice(name))
    start = {
        "kind": "restart",
        "id": "r",
        "time": now().isoformat(),
        "lesson": LESSON,
        "quiz": QUIZ,
    }
    page.says({"type": "entry", "entry": {**start, "order": quiz.latest + 1}})
    for name in NAMES:
        quiz.answer(name, question(name).key)
    assert page.sent[-1]["text"].startswith("This time you had 3 of 3 right.")
    again = new_quiz()
    assert again.deck["again"]
    assert again.deck["summary"].startswith("This time you had 3 of 3 right.")


# ---------------------------------------------------------------- words above a stopped widget


class Shell:
    """Stands in for a notebook's shell."""

    kernel = object()

    def __init__(self) -> None:
        self.shown: list[dict[str, str]] = []
        self.display_pub = SimpleNamespace(publish=self.shown.append)


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The shell of a notebook."""
    made = Shell()
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: made)
    return made


def test_above_a_widget_stands_what_to_do_when_it_has_stopped(shell: Shell, home: Path) -> None:
    quiz = new_quiz()
    quiz._repr_mimebundle_()
    (shown,) = shell.shown
    for words in (STOPPED, GO_ON, KEPT, ERROR):
        assert words in shown["text/html"]
    assert f"hc-stopped-{quiz.token}" in shown["text/html"]
    assert quiz.get_state()["token"] == quiz.token != new_quiz().token
    assert list(home.rglob("*.jsonl")) == []


@pytest.mark.usefixtures("home")
def test_it_does_not_speak_of_answers_where_none_are_kept(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "off")
    new_quiz()._repr_mimebundle_()
    assert KEPT not in shell.shown[0]["text/html"]


@pytest.mark.usefixtures("home")
def test_nothing_stands_there_in_committed_notebooks_and_outside_of_notebooks(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    new_quiz()._repr_mimebundle_()
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "keep")
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: None)
    new_quiz()._repr_mimebundle_()
    assert shell.shown == []
