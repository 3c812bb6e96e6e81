"""A student deletes the answers: what the page still holds does not bring them back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.notebook import OpenNotebook
from tests.browser.quiz import SAVED, QuizPage, answered
from tests.browser.student import Kit

pytestmark = pytest.mark.exhaustive

LESSON = "01_read_the_article"
OPEN_LESSON = f'import healthclaims; lesson = healthclaims.open_lesson("{LESSON}")'
QUIZ = 'lesson.quiz("first_try")'
DELETE = 'lesson.delete_my_answers("me")'
DUE = 'healthclaims.open_lesson("10_my_progress").quiz("due")'
STORED = "() => Object.keys(sessionStorage).filter((name) => name.startsWith('healthclaims:'))"
# Puts an answer that was never acknowledged into the page's own storage.
KEEP_ONE = """(entry) => {
  sessionStorage.setItem("healthclaims:me/01_read_the_article/first_try:" + entry.id,
    JSON.stringify(entry));
}"""


def test_deleted_answers_stay_deleted_though_the_page_sends_one_again(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, QUIZ, DELETE))
    notebook.run(0)
    notebook.run(1)
    quiz = QuizPage.of_lesson(notebook.page, LESSON, "first_try")
    quiz.answer()
    expect(quiz.saved).to_have_text(SAVED)
    (old,) = kit.entries("answer")
    notebook.run(2)
    expect(notebook.page.get_by_text("Deleted: 1 file with 1 answer.")).to_be_visible()
    assert kit.entries("answer") == []
    notebook.page.evaluate(KEEP_ONE, old)
    notebook.run(1)
    expect(quiz.saved).to_contain_text("deleted because you asked for it")
    notebook.wait_until_idle()
    assert kit.entries("answer") == []
    assert notebook.page.evaluate(STORED) == []


def test_after_deleting_the_quiz_begins_again_and_keeps_new_answers(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, QUIZ, DELETE))
    notebook.run(0)
    notebook.run(1)
    quiz = QuizPage.of_lesson(notebook.page, LESSON, "first_try")
    quiz.answer()
    expect(quiz.saved).to_have_text(SAVED)
    notebook.run(2)
    notebook.run(1)
    expect(quiz.count).to_have_text("Question 1 of 3")
    click = quiz.answer()
    expect(quiz.saved).to_have_text(SAVED)
    (entry,) = kit.entries("answer")
    assert answered([entry]) == click.answered
    assert len(kit.entries("header")) == 1


def test_a_quiz_without_questions_says_so_instead_of_a_result(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook("import healthclaims", DUE))
    notebook.run(0)
    notebook.run(1)
    quiz = QuizPage.of_lesson(notebook.page, "10_my_progress", "due")
    expect(quiz.root).to_contain_text("Nothing of yours comes back today.")
    expect(quiz.root.get_by_role("button")).to_have_count(0)
    expect(quiz.root).not_to_contain_text("0 answered")
