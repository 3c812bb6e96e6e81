"""Widgets fit narrow windows, and nothing to press is too small."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as NeverHappenedError

from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import CONTESTED_KIND

from .notebook import NotebookPage, OpenNotebook
from .quiz import SAVED, QuizPage
from .reading import ReaderPage
from .student import Kit

pytestmark = pytest.mark.exhaustive

WIDTHS = (400, 320)
PATIENCE_MS = 15_000
LESSON = "02_animal_or_human"
OPEN_LESSON = f'import healthclaims; lesson = healthclaims.open_lesson("{LESSON}")'
# Where a part is wider than its place, or sticks out of the widget.
TOO_WIDE = """(section) => {
  const edge = section.getBoundingClientRect().right;
  const area = section.closest(".jp-OutputArea-output");
  const bad = [section, area].filter((node) => node.scrollWidth > node.clientWidth);
  const parts = [...section.querySelectorAll("*")].filter((node) => node.offsetParent);
  const out = parts.filter((node) => node.getBoundingClientRect().right > edge + 0.5);
  return [...bad, ...out]
    .map((node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`);
}"""
# A radio button is pressed anywhere on its label.
TOO_SMALL = """(section) => [...section.querySelectorAll("button,input,select,summary,textarea")]
  .map((node) => (node.type === "radio" ? node.closest("label") : node))
  .filter((node) => node.offsetParent)
  .map((node) => [node.textContent.slice(0, 30), node.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""


@pytest.fixture
def narrow(open_notebook: OpenNotebook, kit: Kit) -> Any:
    """Run cells after the lesson has been opened, in a window without a side bar."""

    def run(*cells: str) -> NotebookPage:
        notebook = open_notebook(kit.write_notebook(OPEN_LESSON, *cells))
        notebook.hide_side_bar()
        notebook.run_all()
        return notebook

    return run


def expect_to_fit(notebook: NotebookPage, widget: Locator) -> None:
    """Check one widget in every width."""
    for width in WIDTHS:
        notebook.set_width(width)
        place = widget.bounding_box()
        assert place is not None
        assert place["x"] + place["width"] <= width
        # Drawings follow the width of their place a moment later.
        with contextlib.suppress(NeverHappenedError):
            notebook.page.wait_for_function(
                f"(section) => ({TOO_WIDE})(section).length === 0",
                arg=widget.element_handle(),
                timeout=PATIENCE_MS,
            )
        assert widget.evaluate(TOO_WIDE) == [], f"too wide in a window of {width} px"
        assert widget.evaluate(TOO_SMALL) == [], f"too small in a window of {width} px"


def test_a_quiz_fits_from_the_first_question_to_the_result(narrow: Any) -> None:
    notebook = narrow('lesson.quiz("pairs")')
    quiz = QuizPage.of_lesson(notebook.page, LESSON, "pairs")
    for _ in range(3):
        quiz.root.locator("summary").first.click()
        expect_to_fit(notebook, quiz.root)
        quiz.answer()
        expect_to_fit(notebook, quiz.root)
        quiz.go_on()
    expect(quiz.count).to_have_text("All 3 answered")
    expect_to_fit(notebook, quiz.root)


def test_a_question_without_a_mark_fits_with_its_note(kit: Kit, narrow: Any) -> None:
    contested = next(name for name in all_questions() if question(name).kind == CONTESTED_KIND)
    kit.add_quiz(LESSON, "open", "An open question", contested)
    notebook = narrow('lesson.quiz("open")')
    quiz = QuizPage(notebook.page, "An open question")
    quiz.expect_feedback_to(quiz.answer())
    expect_to_fit(notebook, quiz.root)
    quiz.root.get_by_text("I see it differently …").click()
    quiz.root.get_by_role("textbox").fill("I hear doubt in it.")
    quiz.button("Keep this note").click()
    expect(quiz.root.get_by_text("Note taken in.")).to_be_visible()
    expect(quiz.saved).to_have_text(SAVED)
    assert [entry["text"] for entry in kit.entries("note")] == ["I hear doubt in it."]


def test_the_reader_and_the_word_flip_fit(narrow: Any) -> None:
    notebook = narrow('lesson.read("semax")', 'lesson.word_flip("heart")')
    reader = ReaderPage(notebook.page)
    expect_to_fit(notebook, reader.root)
    for place in (2, 3, 21):
        reader.lines.nth(place).click()
    reader.compare()
    reader.lines.nth(21).click()
    expect_to_fit(notebook, reader.root)
    expect_to_fit(notebook, notebook.page.locator(".hc-flip"))
