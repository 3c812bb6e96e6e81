"""What has the focus stays in sight when something above it gets its height late."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from healthclaims.questions.question import SURE

from .keyboard import LAPTOP, Keyboard, expect_in_sight
from .keyboard_tasks import widget
from .notebook import OpenNotebook
from .student import Kit

pytestmark = pytest.mark.exhaustive

# Browsers make up for some of this by themselves, Safari for nothing: here none of them does.
GROW_ABOVE = """(cell) => new Promise((grown) => {
  document.querySelector(".jp-WindowedPanel-outer").style.overflowAnchor = "none";
  const above = document.querySelectorAll(".jp-Notebook .jp-Cell")[cell];
  above.style.minHeight = `${above.offsetHeight + 700}px`;
  requestAnimationFrame(() => requestAnimationFrame(grown));
})"""
SCROLLED = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"
QUIZ, FLIP, PROSE = 4, 7, 10
START = 2


def test_the_focus_stays_in_sight_when_heights_above_it_change(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook("notebooks/03_hedged_or_firm.ipynb")
    page = notebook.page
    page.set_viewport_size(LAPTOP)
    notebook.run_all()
    notebook.wait_until_still()
    keys = Keyboard(notebook)
    for cell, role in ((QUIZ, "summary"), (QUIZ, "radio"), (FLIP, "combobox"), (PROSE, "summary")):
        keys.enter(cell)
        keys.tab_to(role)
        page.evaluate(GROW_ABOVE, START)
        keys.check(f"growth above {role}")

    # What has just been said stays in sight, also of somebody with a mouse.
    quiz = widget(keys, QUIZ)
    quiz.get_by_role("radio").first.click()
    quiz.get_by_role("button", name=SURE[1]).click()
    feedback = quiz.locator(".hc-body > .hc-feedback")
    expect(feedback).not_to_be_empty()
    page.evaluate(GROW_ABOVE, START)
    expect_in_sight(feedback, "the feedback")

    # Whoever has scrolled away reads something else.
    last = page.evaluate(SCROLLED)
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -1200)
    page.wait_for_function(f"(most) => ({SCROLLED})() < most", arg=last - 1000)
    notebook.wait_until_still()
    left = page.evaluate(SCROLLED)
    page.evaluate(GROW_ABOVE, START)
    assert page.evaluate(SCROLLED) == left
