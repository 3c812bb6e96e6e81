"""The same lessons in Notebook 7 and in Voila, and the settings for hubs in a JupyterLab."""

from __future__ import annotations

import json
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.quiz.test_quiz_in_browser import assert_logged_once

from .everything import ASSIGNMENT, STOPPED
from .notebook import SLOW_MS, Desk
from .quiz import SAVED, QuizPage
from .reading import ReaderPage
from .server import run_jupyterlab
from .student import ROOT, Kit
from .test_two_tabs import answer_first

pytestmark = pytest.mark.exhaustive

OVERRIDES = ROOT / "docs/instructors/overrides.json"


@pytest.fixture
def tab(desk: Desk) -> Iterator[Page]:
    """A tab of its own, outside of JupyterLab."""
    with desk.page.context.new_page() as page:
        yield page
        if page.evaluate("() => 'jupyterapp' in window"):
            page.evaluate("() => jupyterapp.shell.currentWidget?.sessionContext.shutdown()")


def test_a_lesson_is_read_answered_and_tried_out_in_notebook_7(
    kit: Kit, desk: Desk, tab: Page
) -> None:
    cells = (
        "import healthclaims; from healthclaims import open_lesson",
        'open_lesson("02_animal_or_human").quiz("practice")',
        'open_lesson("01_read_the_article").read("semax", "claim", "heart")',
        "healthclaims.thousand_people(without=6, with_product=3)",
    )
    path = kit.write_notebook(*cells)
    notebook = desk.open_in(tab, f"{kit.folder.name}/{path}", "notebooks")
    notebook.run_all()
    quiz = QuizPage.of_lesson(tab, "02_animal_or_human", "practice")
    click = quiz.answer(right=False)
    quiz.expect_feedback_to(click)
    expect(quiz.saved).to_have_text(SAVED)
    reader = ReaderPage(tab)
    reader.lines.first.click()
    expect(reader.saved).to_have_text(SAVED)
    people = tab.locator(".hc-people")
    people.locator('input[type="range"]').first.press("ArrowRight")
    expect(people).to_contain_text("Without Tassomel: 7 of 1,000")
    before = notebook.cells()
    tab.keyboard.press("x")
    assert notebook.cells() == before
    assert_logged_once(kit, [click])
    assert len(kit.entries("label")) == 1


def test_an_assignment_is_answered_and_handed_in_in_notebook_7(
    kit: Kit, desk: Desk, tab: Page
) -> None:
    path = kit.add_exercise(ASSIGNMENT)
    notebook = desk.open_in(tab, f"{kit.folder.name}/{path}", "notebooks")
    notebook.run_all()
    answer_first(notebook, place=0)
    notebook.command("docmanager:save")
    notebook.run_all()
    notebook.wait_until_idle()
    expect(tab.get_by_text("your answers, 1 of 15 questions").last).to_be_visible()
    assert (kit.folder / f"hand_in/{ASSIGNMENT}_me.zip").is_file()


@pytest.mark.parametrize("lesson", ["02_animal_or_human", "08_what_numbers_hide"])
def test_a_lesson_works_in_voila_without_the_internet_and_keeps_its_answers(
    lesson: str, kit: Kit, lab: str, browser: Browser
) -> None:
    outside: list[str] = []

    def keep_inside(route: Route) -> None:
        if route.request.url.startswith((lab, "data:", "blob:")):
            route.fallback()
        else:
            outside.append(route.request.url)
            route.abort()

    with browser.new_context(reduced_motion="reduce") as context:
        context.route("**/*", keep_inside)
        page = context.new_page()
        name = quote(f"{kit.folder.name}/notebooks/{lesson}.ipynb")
        page.goto(f"{lab}/voila/render/{name}", timeout=SLOW_MS)
        quiz = page.locator(".hc-quiz").first
        quiz.locator('input[type="radio"]').first.check(timeout=SLOW_MS)
        quiz.get_by_role("button", name="fairly sure").click()
        expect(quiz.locator(".hc-feedback .hc-line")).not_to_be_empty()
        expect(quiz.locator(".hc-saved")).to_have_text(SAVED)
        for words in page.get_by_text(STOPPED).all():
            expect(words).to_be_hidden()
        if lesson.startswith("08"):
            people = page.locator(".hc-people")
            expect(people).to_be_hidden()
            guess = page.locator(".hc-guess").first
            guess.get_by_role("textbox").fill("Five hundred.")
            guess.get_by_role("button", name="Keep my guess").click()
            people.locator('input[type="range"]').first.press("ArrowRight")
            expect(people).to_contain_text("Without Tassomel: 7 of 1,000")
    assert len(kit.entries("answer")) == 1
    assert all("cdn" in address for address in outside), outside


# ---------------------------------------------------------------- hubs


def test_a_jupyterlab_takes_the_settings_for_hubs_from_where_the_page_says(
    tmp_path: Path,
) -> None:
    installed = Path(sys.prefix, "share/jupyter/lab")
    copy = tmp_path / "share/jupyter/lab"
    (copy / "settings").mkdir(parents=True)
    for part in ("schemas", "static", "themes"):
        (copy / part).symlink_to(installed / part)
    shutil.copy(OVERRIDES, copy / "settings/overrides.json")
    (tmp_path / "kits").mkdir()
    wanted = json.loads(OVERRIDES.read_text(encoding="utf-8"))
    assert wanted
    with run_jupyterlab(tmp_path / "kits", tmp_path / "private", f"--LabApp.app_dir={copy}") as lab:
        for plugin, settings in wanted.items():
            address = f"{lab}/lab/api/settings/{quote(plugin, safe='@/:')}"
            with urllib.request.urlopen(address, timeout=30) as answer:
                found = json.load(answer)["schema"]["properties"]
            assert {name: found[name]["default"] for name in settings} == settings
