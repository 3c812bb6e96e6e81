"""A clock that is put back while a page is open changes neither first nor last answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from healthclaims.assignments.questions_file import find_assignment
from healthclaims.assignments.quiz_widget import counted_answers
from healthclaims.learner.history import read_history
from healthclaims.learner.outcomes import first_answers, outcomes
from tests.browser.everything import ASSIGNMENT
from tests.browser.notebook import Desk, OpenNotebook
from tests.browser.quiz import SAVED, QuizPage
from tests.browser.student import Kit
from tests.browser.test_two_tabs import answer_first, change_first

pytestmark = pytest.mark.exhaustive

LESSON, QUIZ = "01_read_the_article", "first_try"
PUT_BACK = """(milliseconds) => {
  window.RightDate ??= Date;
  const Right = window.RightDate;
  window.Date = class extends Right {
    constructor(...parts) { parts.length ? super(...parts) : super(Right.now() - milliseconds); }
    static now() { return Right.now() - milliseconds; }
  };
}"""
PUT_RIGHT = "() => { if (window.RightDate) window.Date = window.RightDate; }"
TWO_HOURS = 2 * 3600 * 1000


@pytest.fixture
def clock(desk: Desk) -> Iterator[Page]:
    """A page whose clock is right again afterwards."""
    yield desk.page
    desk.page.evaluate(PUT_RIGHT)


def test_the_first_answer_to_a_question_stays_the_first(
    kit: Kit, open_notebook: OpenNotebook, clock: Page
) -> None:
    opened = f'import healthclaims; lesson = healthclaims.open_lesson("{LESSON}")'
    notebook = open_notebook(kit.write_notebook(opened, f'lesson.quiz("{QUIZ}")'))
    notebook.run_all()
    quiz = QuizPage.of_lesson(notebook.page, LESSON, QUIZ)
    missed = quiz.answer(right=False)
    quiz.go_on()
    clock.evaluate(PUT_BACK, TWO_HOURS)
    for _ in range(2):
        quiz.answer()
        quiz.go_on()
    quiz.button("Try it again").click()
    assert quiz.shown() == missed.question
    quiz.answer()
    expect(quiz.saved).to_have_text(SAVED)
    quiz.go_on()
    expect(quiz.feedback).to_contain_text("At the first try you had 2 of 3 right.")

    judged = outcomes(read_history(kit.answers / "me").answers())
    assert [outcome.right for outcome in judged] == [False, True, True, True, True]
    firsts = {outcome.question.id: outcome.right for outcome in first_answers(judged)}
    assert not firsts[missed.question.id]


def test_a_fresh_start_is_said_to_be_one_and_stays_after_the_round_before(
    kit: Kit, open_notebook: OpenNotebook, clock: Page
) -> None:
    opened = f'import healthclaims; lesson = healthclaims.open_lesson("{LESSON}")'
    notebook = open_notebook(kit.write_notebook(opened, f'lesson.quiz("{QUIZ}")'))
    notebook.run_all()
    quiz = QuizPage.of_lesson(notebook.page, LESSON, QUIZ)
    for _ in range(3):
        quiz.answer()
        quiz.go_on()
    clock.evaluate(PUT_BACK, 60_000)
    quiz.button("Start this quiz again").click()
    for right in (False, True, True):
        quiz.answer(right=right)
        quiz.go_on()
    expect(quiz.saved).to_have_text(SAVED)
    for _ in range(2):
        expect(quiz.feedback).to_contain_text("This time you had 2 of 3 right.")
        expect(quiz.feedback).to_contain_text("before you started again are the ones that count")
        notebook.run_all()


def test_the_last_answer_of_an_assignment_stays_the_last(
    kit: Kit, open_notebook: OpenNotebook, clock: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = open_notebook(kit.add_exercise(ASSIGNMENT))
    notebook.run_all()
    answer_first(notebook, place=0)
    clock.evaluate(PUT_BACK, TWO_HOURS)
    change_first(notebook, place=1)
    monkeypatch.chdir(kit.folder)
    assignment, _ = find_assignment(ASSIGNMENT)
    counted = counted_answers(assignment, read_history(kit.answers / "me").answers())
    question = assignment.questions[0]
    assert counted[question.id].choice == question.options[1].value
    notebook.run_all()
    notebook.page.get_by_role("button", name="All my answers").click()
    expect(notebook.page.locator(".hc-answers strong").first).to_have_text(question.options[1].text)
