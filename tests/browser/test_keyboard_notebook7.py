"""The same in Notebook 7, which hears keys before any widget does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from .keyboard import LAPTOP, Keyboard
from .keyboard_tasks import (
    flip_words,
    mark_article,
    press_squares,
    rewrite,
    throw_dice,
    work_quiz,
)
from .notebook import LAB_IS_READY, SLOW_MS, NotebookPage
from .student import Kit

pytestmark = pytest.mark.exhaustive

OPEN_LESSON = 'import healthclaims; lesson = healthclaims.open_lesson("02_animal_or_human")'
TASKS = {
    'lesson.quiz("pairs")': work_quiz,
    'lesson.read("semax", "certainty")': mark_article,
    'lesson.word_flip("heart")': flip_words,
    'lesson.rewrite("stress")': lambda keys, cell: rewrite(keys, cell, "In rats, it may help."),
    "healthclaims.small_studies(true_effect=10, group_size=20, seed=8)": throw_dice,
    'lesson.map("semax", "claim")': press_squares,
}

SHUT_DOWN = "() => jupyterapp.shell.currentWidget.sessionContext.shutdown()"


@pytest.fixture
def notebook(browser: Browser, lab: str, kit: Kit) -> Iterator[NotebookPage]:
    """One cell for each kind of task, and one below them, run in Notebook 7."""
    path = kit.write_notebook(OPEN_LESSON, *TASKS, "1 + 1")
    with browser.new_context(reduced_motion="reduce", viewport=LAPTOP) as context:
        page, address = context.new_page(), f"{lab}/notebooks/{kit.folder.name}/{path}"
        page.goto(address)
        page.wait_for_function(LAB_IS_READY, timeout=SLOW_MS)
        notebook = NotebookPage(page, address)
        notebook.wait_until_idle()
        notebook.run_all()
        notebook.wait_until_idle()
        yield notebook
        page.evaluate(SHUT_DOWN)


def test_every_kind_of_task_is_done_by_keyboard(notebook: NotebookPage) -> None:
    keys = Keyboard(notebook)
    for place, task in enumerate(TASKS.values(), start=1):
        assert task(keys, place)
        keys.expect_same_notebook()
