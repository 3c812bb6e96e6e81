"""A page of feedback holds what strangers wrote: in a real browser, none of it runs or loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from healthclaims.marking.feedback import feedback_page
from healthclaims.marking.rubric_points import Given
from tests.helpers.classwork import ATTACK, key_of, work

KEY = key_of("a5_rewrite")


def hostile_page() -> str:
    tasks = KEY.assignment.tasks
    given = {task.id: Given((1, 2, 1), ATTACK) for task in tasks}
    marked = work(KEY, texts={task.id: ATTACK for task in tasks})
    return feedback_page(marked, ATTACK, given, [ATTACK])


def test_nothing_runs_and_nothing_is_fetched(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "feedback.html"
    path.write_text(hostile_page(), encoding="utf-8", newline="\n")
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(path.as_uri())
        expect(page.get_by_text('<img src=x onerror="window.hacked').first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hacked") is None
        assert page.locator("script, img, svg, a, iframe").count() == 0
        assert asked == [path.as_uri()]
        assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_narrow_window(browser: Browser, tmp_path: Path, scheme: str) -> None:
    path = tmp_path / "feedback.html"
    path.write_text(hostile_page(), encoding="utf-8", newline="\n")
    with browser.new_context(
        viewport={"width": 320, "height": 700}, color_scheme="dark" if scheme == "dark" else "light"
    ) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 320
