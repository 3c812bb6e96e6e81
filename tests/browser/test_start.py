"""A lesson is started by one button, and cannot be spoilt by a key or a double click."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .notebook import Desk, NotebookPage, OpenNotebook
from .student import ROOT, Kit

FIRST_LESSON = "02_animal_or_human"
SETTINGS = ROOT / "healthclaims/widgets/jupyterlab_settings.json"
SET = "([plugin, text]) => jupyterapp.serviceManager.settings.save(plugin, text)"
LAPTOP = {"width": 1366, "height": 768}
ALL_RUN = """() => jupyterapp.shell.currentWidget.content.model.toJSON().cells
  .every((cell) => cell.cell_type !== "code" || cell.execution_count)"""


def start_at_the_top(notebook: NotebookPage) -> None:
    """Do what the first lines say, and check that the student stays at the top, ready."""
    page = notebook.page
    page.set_viewport_size(LAPTOP)
    page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:restart-run-all"]').click()
    page.locator(".jp-Dialog .jp-mod-accept", has_text="Restart").click()
    page.locator(".jp-Dialog").wait_for(state="detached")
    expect(page.get_by_text("You are working under the code")).to_be_visible()
    page.wait_for_function(ALL_RUN)
    notebook.wait_until_still()
    expect(page.locator(".jp-Notebook h1").first).to_be_in_viewport()
    expect(page.locator(".jp-RenderedMarkdown", has_text="You stay at the top")).to_be_in_viewport()
    expect(page.get_by_text("You are working under the code “me”.")).to_be_in_viewport()


def test_the_button_leaves_you_at_the_top_and_ready(open_notebook: OpenNotebook) -> None:
    # Of every other lesson the test of its keyboard begins so.
    start_at_the_top(open_notebook(f"notebooks/{FIRST_LESSON}.ipynb"))


@pytest.fixture
def settings(desk: Desk) -> Iterator[None]:
    """The settings that are installed with the kit; a JupyterLab of the tests has none."""
    for plugin, content in json.loads(SETTINGS.read_text(encoding="utf-8")).items():
        desk.page.evaluate(SET, [plugin, json.dumps(content)])
    desk.reload()
    yield
    for plugin in json.loads(SETTINGS.read_text(encoding="utf-8")):
        desk.page.evaluate(SET, [plugin, "{}"])
    desk.reload()


def test_a_lesson_that_was_only_opened_is_closed_without_a_question(
    desk: Desk, kit: Kit, open_notebook: OpenNotebook
) -> None:
    lesson = f"notebooks/{FIRST_LESSON}.ipynb"
    # JupyterLab writes the version of Python into a notebook: once in each copy of a lesson.
    open_notebook(lesson).command("docmanager:save")
    before = (kit.folder / lesson).read_bytes()
    desk.clear()
    notebook = open_notebook(lesson)
    notebook.wait_until_still()
    notebook.command("application:close")
    expect(notebook.page.locator(".jp-NotebookPanel")).to_have_count(0)
    expect(notebook.page.locator(".jp-Dialog")).to_have_count(0)
    assert (kit.folder / lesson).read_bytes() == before


@pytest.mark.usefixtures("settings")
def test_a_key_or_a_double_click_changes_no_cell_but_those_of_the_student(
    open_notebook: OpenNotebook,
) -> None:
    notebook = open_notebook("notebooks/10_my_progress.ipynb")
    page = notebook.page
    before = notebook.cells()
    prose = page.locator(".jp-RenderedMarkdown", has_text="what you can do already")
    prose.dblclick()
    expect(prose).to_be_visible()
    assert page.locator(".jp-MarkdownCell:not(.jp-mod-rendered)").count() == 0
    for place, (name, *_) in enumerate(before):
        if name in ("title", "work"):
            notebook.go_to_command_mode(place)
            page.keyboard.press("d")
            page.keyboard.press("d")
    assert notebook.cells() == before
    place = next(place for place, (name, *_) in enumerate(before) if name == "delete")
    notebook.go_to_command_mode(place)
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type("  # mine")
    assert notebook.cells()[place][2].endswith("  # mine")
