"""A student works through quizzes: every answer gets its feedback, and none is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.notebook import NotebookPage, OpenNotebook
from tests.browser.quiz import (
    NOT_SAVED,
    SAVED,
    SAVING,
    Click,
    QuizPage,
    all_answered,
    answered,
    hint_lines,
)
from tests.browser.student import Kit

LESSON = "02_animal_or_human"
OPEN_LESSON = f'import healthclaims; lesson = healthclaims.open_lesson("{LESSON}")'
PRACTICE = 'lesson.quiz("practice")'
LOSE_WHAT_IS_SENT = """() => {
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = () => {};
  window.loseNothing = () => { WebSocket.prototype.send = send; };
}"""


def assert_logged_once(kit: Kit, clicks: list[Click]) -> None:
    """Compare the answer files with these answers, in this order, each exactly once."""
    logged = kit.entries("answer")
    assert answered(logged) == all_answered(clicks)
    assert len({entry["id"] for entry in logged}) == len(logged)


def practice(notebook: NotebookPage, view: int = 0) -> QuizPage:
    return QuizPage.of_lesson(notebook.page, LESSON, "practice", view)


@pytest.mark.exhaustive
def test_every_answer_in_lesson_02_gets_its_feedback_and_is_kept(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(f"notebooks/{LESSON}.ipynb")
    notebook.run_all()
    clicks = []
    for name in ("pairs", "practice", "check"):
        quiz = QuizPage.of_lesson(notebook.page, LESSON, name)
        for right in (False, True):
            click = quiz.answer(right=right, sure=3)
            # Of the three, only the last has three others left to come first.
            quiz.expect_feedback_to(click, comes_back=not right and name == "check")
            clicks.append(click)
            quiz.go_on()
        expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)


@pytest.mark.exhaustive
def test_an_answer_needs_a_choice_first(open_notebook: OpenNotebook, kit: Kit) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE))
    notebook.run_all()
    quiz = practice(notebook)
    quiz.button("certain").click()
    expect(quiz.feedback).to_have_text("First choose one of the answers above.")
    click = quiz.answer()
    quiz.expect_feedback_to(click)
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, [click])


@pytest.mark.exhaustive
def test_quick_answers_while_the_kernel_is_busy_are_shown_at_once_and_saved_later(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    signal = kit.folder / "busy"
    signal.touch()
    stay_busy = "import os, time\nwhile os.path.exists('../busy'): time.sleep(0.1)"
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE, stay_busy))
    notebook.run(0)
    notebook.run(1)
    notebook.run(2, wait=False)
    notebook.wait_until_busy()
    quiz = practice(notebook)
    clicks = []
    for right, sure in ((False, 1), (True, 2), (True, 3)):
        clicks.append(quiz.answer(right=right, sure=sure))
        assert quiz.saved.text_content() == SAVING
        assert quiz.feedback.text_content() != ""
        quiz.expect_feedback_to(clicks[-1])
        quiz.go_on()
    expect(quiz.feedback).to_contain_text("At the first try you had 2 of 3 right.")
    expect(quiz.saved).to_have_text(NOT_SAVED)
    assert kit.entries("answer") == [], "the kernel was not busy: this test shows nothing"
    signal.unlink()
    notebook.wait_until_idle()
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)


@pytest.mark.exhaustive
def test_answers_after_a_kernel_restart_are_saved_when_the_cell_is_run_again(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE))
    notebook.run_all()
    quiz = practice(notebook)
    clicks = [quiz.answer()]
    expect(quiz.saved).to_have_text(SAVED)
    quiz.go_on()

    notebook.restart_kernel()
    clicks.append(quiz.answer())
    quiz.expect_feedback_to(clicks[-1])
    expect(quiz.saved).to_have_text(NOT_SAVED)
    assert_logged_once(kit, clicks[:1])

    notebook.run_all()
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)

    notebook.save_and_reload()
    notebook.run_all()
    expect(quiz.count).to_have_text("Question 3 of 3")
    assert quiz.shown().id not in {click.question.id for click in clicks}
    clicks.append(quiz.answer())
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)


@pytest.mark.exhaustive
def test_what_was_lost_on_its_way_to_the_kernel_is_sent_again(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE))
    notebook.run_all()
    quiz = practice(notebook)
    notebook.page.evaluate(LOSE_WHAT_IS_SENT)
    clicks = [quiz.answer()]
    expect(quiz.saved).to_have_text(NOT_SAVED)
    assert kit.entries("answer") == []
    notebook.page.evaluate("() => window.loseNothing()")
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)


def test_answers_given_before_a_reload_are_sent_after_it(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE))
    notebook.run_all()
    notebook.restart_kernel()
    quiz = practice(notebook)
    click = quiz.answer()
    expect(quiz.saved).to_have_text(NOT_SAVED)
    notebook.save_and_reload()
    notebook.run_all()
    expect(quiz.saved).to_have_text(SAVED)
    expect(quiz.count).to_have_text("Question 2 of 3")
    assert_logged_once(kit, [click])


@pytest.mark.exhaustive
def test_two_views_of_one_quiz_lose_no_answer_and_save_none_twice(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, f"quiz = {PRACTICE}; quiz", "quiz"))
    notebook.run_all()
    notebook.restart_kernel()
    views = [practice(notebook, view) for view in (0, 1)]
    clicks = [view.answer(sure=sure) for sure, view in enumerate(views, 1)]
    for view in views:
        expect(view.saved).to_have_text(NOT_SAVED)
    notebook.run_all()
    for view in views:
        expect(view.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)


@pytest.mark.exhaustive
def test_a_missed_question_returns_after_three_others_and_the_first_answer_counts(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    lesson, name = "00_start_here", "first_questions"
    open_lesson = f'import healthclaims; lesson = healthclaims.open_lesson("{lesson}")'
    notebook = open_notebook(kit.write_notebook(open_lesson, f'lesson.quiz("{name}")'))
    notebook.run_all()
    quiz = QuizPage.of_lesson(notebook.page, lesson, name)
    clicks = []
    for right in (False, True, True, True, True):
        clicks.append(quiz.answer(right=right))
        quiz.expect_feedback_to(clicks[-1], comes_back=not right)
        quiz.go_on()
    asked = [click.question.id for click in clicks]
    assert asked[4] == asked[0]
    assert len(set(asked)) == 4
    expect(quiz.count).to_have_text("All 4 answered")
    expect(quiz.feedback).to_contain_text("3 of 4")
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)

    quiz.button("Start this quiz again").click()
    expect(quiz.count).to_have_text("Question 1 of 4")
    clicks.append(quiz.answer())
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)
    assert len(kit.entries("restart")) == 1


@pytest.mark.exhaustive
def test_a_miss_is_kept_with_its_second_try_when_the_page_is_loaded_between_them(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE))
    notebook.run_all()
    quiz = practice(notebook)
    asked = quiz.shown()
    missed = quiz.miss(sure=1)
    expect(quiz.feedback.locator("p")).to_have_text(hint_lines(asked, missed.choice))
    expect(quiz.saved).to_have_text(SAVED)
    notebook.run_all()
    assert quiz.shown() == asked
    expect(quiz.feedback).to_contain_text(asked.hint)
    click = quiz.try_again(missed)
    quiz.expect_feedback_to(click)
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, [click])


@pytest.mark.exhaustive
def test_the_end_gives_the_misses_back_and_each_can_be_tried_once_more(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE))
    notebook.run_all()
    quiz = practice(notebook)
    clicks = []
    for right in (False, True, True):
        clicks.append(quiz.answer(right=right))
        quiz.go_on()
    missed = clicks[0].question
    given_back = quiz.root.get_by_role("group", name="One to read again")
    expect(given_back.locator(".hc-missed")).to_have_text([one.text for one in missed.passages])
    expect(given_back).to_contain_text(missed.why[0])
    quiz.button("Try it again").click()
    assert quiz.shown() == missed
    clicks.append(quiz.answer())
    quiz.go_on()
    expect(quiz.feedback).to_contain_text("At the first try you had 2 of 3 right.")
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)


@pytest.mark.exhaustive
def test_the_notebook_is_saved_by_its_own_keys_while_the_focus_is_in_a_quiz(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    path = kit.write_notebook(OPEN_LESSON, PRACTICE)
    notebook = open_notebook(path)
    notebook.run_all()
    quiz = practice(notebook)
    quiz.answer()
    expect(quiz.saved).to_have_text(SAVED)
    assert "Printed copy" not in (kit.folder / path).read_text(encoding="utf-8")
    quiz.root.locator(".hc-actions .hc-main").focus()
    notebook.page.keyboard.press("Control+s")
    expect(quiz.saved).to_have_text("The notebook is saved.")
    assert "Printed copy" in (kit.folder / path).read_text(encoding="utf-8")


def test_digits_answer_and_enter_goes_on(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE, "1 + 1"))
    notebook.run_all()
    quiz = practice(notebook)
    cells = notebook.cells()
    quiz.root.locator(".hc-options input").first.focus()
    clicks = []
    for number in range(1, 4):
        asked = quiz.shown()
        place = [option.value for option in asked.options].index(asked.key)
        notebook.page.keyboard.press(str(place + 1))
        expect(quiz.root.locator(".hc-sure")).to_be_focused()
        notebook.page.keyboard.press(str(number))
        clicks.append(Click(asked, asked.key, number))
        quiz.expect_feedback_to(clicks[-1])
        notebook.page.keyboard.press("Enter")
    expect(quiz.count).to_have_text("All 3 answered")
    expect(quiz.saved).to_have_text(SAVED)
    assert_logged_once(kit, clicks)
    assert notebook.cells() == cells


@pytest.mark.exhaustive
def test_a_quiz_goes_on_where_answers_cannot_be_saved_and_keeps_them_for_later(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    kit.answers.write_text("a file stands where the folder should be", encoding="utf-8")
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, PRACTICE))
    notebook.run_all()
    quiz = practice(notebook)
    clicks = []
    for right in (False, True):
        clicks.append(quiz.answer(right=right))
        quiz.expect_feedback_to(clicks[-1])
        expect(quiz.saved).to_contain_text("could not be saved")
        quiz.go_on()
    expect(quiz.count).to_have_text("Question 3 of 3")

    kit.answers.unlink()
    notebook.run_all()
    expect(quiz.saved).to_have_text(SAVED)
    expect(quiz.count).to_have_text("Question 3 of 3")
    assert_logged_once(kit, clicks)


@pytest.mark.exhaustive
@pytest.mark.parametrize("mode", ["off", "example"])
def test_a_page_does_not_pretend_to_save_where_answers_are_switched_off(
    mode: str, kit: Kit, open_notebook: OpenNotebook
) -> None:
    switch_off = f'import os; os.environ["HEALTHCLAIMS_ANSWERS"] = "{mode}"'
    notebook = open_notebook(kit.write_notebook(switch_off, OPEN_LESSON, PRACTICE))
    notebook.run_all()
    quiz = practice(notebook)
    quiz.expect_feedback_to(quiz.answer())
    expect(quiz.saved).to_have_text("Answers are not kept in this session.")
    assert not kit.answers.exists()
