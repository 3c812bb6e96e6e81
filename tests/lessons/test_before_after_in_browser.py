"""A student does the check: every answer is only recorded, and the result waits for both rounds."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from healthclaims.questions.quiz_config import load_plans
from tests.browser.notebook import OpenNotebook
from tests.browser.quiz import SAVED, QuizPage, all_answered, answered
from tests.browser.student import Kit

PLANS = [plan for plan in load_plans().values() if plan.form]


# Where the quiz stands in the window, and what has the focus in it.
PLACE = """(quiz) => [
  Math.round(quiz.getBoundingClientRect().top),
  quiz.contains(document.activeElement) && document.activeElement.getAttribute("aria-label"),
]"""


def cells(place: int, *more: str) -> tuple[str, ...]:
    plan = PLANS[place]
    opened = f'import healthclaims; lesson = healthclaims.open_lesson("{plan.lesson}")'
    return opened, f'lesson.quiz("{plan.quiz}")', *more


@pytest.mark.exhaustive
def test_answers_are_recorded_without_a_word_on_whether_they_are_right(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(*cells(0)))
    notebook.run_all()
    check = QuizPage.of_lesson(notebook.page, PLANS[0].lesson, PLANS[0].quiz)
    asked = check.shown()
    meanings = check.root.locator(".hc-meaning")
    expect(meanings).to_have_count(len(asked.options))
    clicks = []
    for place, right in enumerate((False, True, False), start=2):
        clicks.append(check.answer_in_check(right=right))
        expect(check.count).to_have_text(f"Recorded. Question {place} of 9")
        expect(check.feedback).to_have_text("")
        expect(check.root.locator("mark")).to_have_count(0)
    expect(check.saved).to_have_text(SAVED)
    logged = kit.entries("answer")
    assert answered(logged) == all_answered(clicks)
    notebook.save_and_reload()
    notebook.run_all()
    expect(check.count).to_have_text("Recorded. Question 4 of 9")


@pytest.mark.exhaustive
def test_the_result_comes_by_itself_when_both_rounds_are_done(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    opened, quiz = cells(1)
    everything = (*cells(0), opened, "lesson.check_result()", quiz)
    notebook = open_notebook(kit.write_notebook(*everything))
    page = notebook.page
    notebook.run(0)
    notebook.run(1)
    check = QuizPage.of_lesson(page, PLANS[0].lesson, PLANS[0].quiz)
    for place in range(9):
        check.answer_in_check(right=place >= 4)
    expect(check.feedback).to_have_text(PLANS[0].closing)
    expect(check.button("Start this quiz again")).to_have_count(0)
    expect(check.saved).to_have_text(SAVED)

    for place in (2, 3, 4):
        notebook.run(place)
    waiting = "9 of 9 in the first round and 0 of 9 in the second round"
    expect(page.get_by_text(waiting)).to_be_visible()
    check = QuizPage.of_lesson(page, PLANS[1].lesson, PLANS[1].quiz)
    for place in range(8):
        check.answer_in_check(right=place >= 3)
    expect(page.get_by_text("and 8 of 9 in the second round")).to_be_visible()
    check.root.evaluate("(quiz) => quiz.scrollIntoView()")
    top, _ = check.root.evaluate(PLACE)
    check.answer_in_check()
    result = "Before the course you had 5 of 9 right, after it 6 of 9."
    expect(page.get_by_text(result)).to_be_visible()
    # What grew above it neither moved the quiz nor took the focus away.
    now, focus = check.root.evaluate(PLACE)
    assert focus == "Result"
    assert abs(now - top) <= 2, f"the quiz stood at {top} px, now at {now} px"
    page.get_by_text("First round: all questions, with reasons").click()
    expect(page.get_by_text("You said: ").first).to_be_visible()
