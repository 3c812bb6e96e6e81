"""Everything can be done without a mouse, and no key meant for a widget changes the notebook."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Locator, expect

from .notebook import NotebookPage, OpenNotebook
from .quiz import SAVED, Click, QuizPage, all_answered, answered, choice_for
from .student import Kit

LESSON = "02_animal_or_human"
OPEN_LESSON = f'import healthclaims; lesson = healthclaims.open_lesson("{LESSON}")'
# In command mode these delete, insert, convert and join cells, or restart the kernel.
NOTEBOOK_SHORTCUTS = ("x", "d", "d", "a", "b", "y", "m", "r", "0", "0", "Shift+m", "z")
MOST_TABS = 30
HOLDS_FOCUS = "(section) => section.contains(document.activeElement)"
FOCUSED_KIND = "() => document.activeElement.type || document.activeElement.tagName.toLowerCase()"


class Keys:
    """A keyboard that makes sure that focus stays in one widget."""

    def __init__(self, notebook: NotebookPage, widget: Locator) -> None:
        self._notebook, self._page, self._widget = notebook, notebook.page, widget
        self._cells = notebook.cells()

    def tab_into(self, cell: int) -> None:
        """Go from a cell of the notebook into the widget below it."""
        self._notebook.go_to_command_mode(cell)
        for _ in range(MOST_TABS):
            self._page.keyboard.press("Tab")
            if self.hold_focus():
                return
        raise AssertionError("Tab does not lead into the widget")

    def hold_focus(self) -> bool:
        return bool(self._widget.evaluate(HOLDS_FOCUS))

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            assert self.hold_focus(), f"{key} lost the focus"

    def tab_to(self, kind: str) -> None:
        """Press Tab until a radio button, a button, ... has the focus."""
        for _ in range(MOST_TABS):
            if self._page.evaluate(FOCUSED_KIND) == kind:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to a {kind}")

    def try_notebook_shortcuts(self) -> None:
        """Press what would change the notebook, and check that it is the same as at the start."""
        self.press(*NOTEBOOK_SHORTCUTS)
        assert self._notebook.cells() == self._cells
        expect(self._page.locator(".jp-Dialog")).to_have_count(0)


def answer_by_keyboard(quiz: QuizPage, keys: Keys, send: str, *, right: bool) -> Click:
    """Choose with the arrow keys, try keys that would harm the notebook, and send "a guess"."""
    asked = quiz.shown()
    choice = choice_for(asked, right=right)
    options = [option.value for option in asked.options]
    keys.tab_to("radio")
    keys.press("Space", *["ArrowDown"] * options.index(choice))
    expect(quiz.radio(asked, choice)).to_be_checked()
    keys.try_notebook_shortcuts()
    keys.press("Shift+Enter")
    expect(quiz.radio(asked, choice)).to_be_checked()
    keys.press("Tab")
    keys.try_notebook_shortcuts()
    expect(quiz.button("a guess")).to_be_focused()
    keys.press(send)
    click = Click(asked, choice, 1)
    if right:
        return click
    expect(quiz.feedback).to_contain_text(asked.hint)
    keys.try_notebook_shortcuts()
    keys.press("Space", *["ArrowDown"] * [o for o in options if o != choice].index(asked.key))
    keys.press("Tab")
    expect(quiz.button("Try this answer")).to_be_focused()
    keys.press(send)
    return replace(click, second_try=asked.key)


@pytest.mark.exhaustive
def test_a_quiz_is_answered_by_keyboard_alone_and_no_key_changes_a_cell(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, 'lesson.quiz("practice")', "1 + 1"))
    notebook.run_all()
    quiz = QuizPage.of_lesson(notebook.page, LESSON, "practice")
    keys = Keys(notebook, quiz.root)
    clicks = []
    keys.tab_into(1)
    for send, right in (("Enter", False), ("Space", True), ("Enter", True)):
        click = answer_by_keyboard(quiz, keys, send, right=right)
        quiz.expect_feedback_to(click)
        expect(quiz.root.locator(".hc-actions .hc-main")).to_be_focused()
        keys.try_notebook_shortcuts()
        keys.press(send)
        keys.try_notebook_shortcuts()
        clicks.append(click)
    expect(quiz.feedback).to_contain_text("2 of 3")
    expect(quiz.feedback).to_be_focused()
    expect(quiz.saved).to_have_text(SAVED)
    logged = kit.entries("answer")
    assert answered(logged) == all_answered(clicks)


@pytest.mark.exhaustive
def test_an_article_is_marked_by_keyboard_alone_and_no_key_changes_a_cell(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    read = 'lesson.read("semax", "certainty", "heart")'
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, read, "1 + 1"))
    notebook.run_all()
    reader = notebook.page.locator(".hc-reader")
    lines = reader.locator(".hc-unit")
    keys = Keys(notebook, reader)
    keys.tab_into(1)
    keys.tab_to("radio")
    keys.try_notebook_shortcuts()
    keys.tab_to("button")
    keys.try_notebook_shortcuts()
    keys.press("1", "ArrowDown", "2", "ArrowDown", "3", "ArrowUp")
    expect(lines.nth(1)).to_be_focused()
    marks = [lines.nth(place).get_attribute("data-mark") for place in range(3)]
    assert marks == ["1", "2", "3"]
    keys.press("0", "End", "1", "Home", "Delete")
    marks = [lines.nth(place).get_attribute("data-mark") for place in range(3)]
    assert marks == ["", "", "3"]
    expect(lines.last).to_have_attribute("data-mark", "1")


@pytest.mark.exhaustive
def test_focus_stays_in_the_reader_when_a_mark_hides_its_sentence(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    read = 'lesson.read("semax", "certainty", "heart")'
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, read))
    notebook.run_all()
    reader = notebook.page.locator(".hc-reader")
    lines = reader.locator(".hc-unit")
    lines.nth(1).click()
    lines.nth(2).click()
    reader.get_by_role("combobox").select_option("marked")
    expect(lines.nth(0)).to_be_hidden()
    keys = Keys(notebook, reader)
    lines.nth(1).focus()
    keys.press("0")
    expect(lines.nth(1)).to_be_hidden()
    keys.press("0")
    keys.try_notebook_shortcuts()
