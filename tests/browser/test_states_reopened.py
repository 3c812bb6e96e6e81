"""Not run, loaded again, opened another day: what stands there makes sense, and work goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from healthclaims.own_text.example import own_example
from healthclaims.widgets.stopped import GO_ON, KEPT, STOPPED

from .everything import (
    LOGGED,
    PARTS,
    PRINTED,
    Everything,
    output,
    printed_outputs,
    show_cell,
    stopped,
    write_everything,
)
from .notebook import Desk, NotebookPage, OpenNotebook
from .quiz import QuizPage
from .rewriting import RewritePage
from .student import ROOT, Kit

pytestmark = pytest.mark.exhaustive

NO_MODEL = "Error displaying widget: model not found"
SHUT_DOWN = "() => jupyterapp.shell.currentWidget.sessionContext.shutdown()"
MANAGER = "@jupyter-widgets/jupyterlab-manager:plugin"
SET = "([plugin, text]) => jupyterapp.serviceManager.settings.save(plugin, text)"


def notebook_file(kit: Kit, path: str) -> dict[str, Any]:
    return json.loads((kit.folder / path).read_text(encoding="utf-8"))


def worked(kit: Kit, notebook: NotebookPage) -> Everything:
    """A notebook that has been run, with something given to every widget, and saved."""
    shown = Everything(kit, notebook)
    shown.start()
    shown.give()
    shown.expect_saved()
    return shown


def expect_to_go_on(shown: Everything) -> None:
    """Work goes on where it stopped: what was given stands there, and was not counted twice."""
    shown.expect_alive()
    show_cell(shown.page, 1)
    expect(QuizPage.of_lesson(shown.page, "02_animal_or_human", "practice").count).to_have_text(
        "Question 2 of 3"
    )
    expect(QuizPage.of_lesson(shown.page, "00_start_here", "before").count).to_have_text(
        "Recorded. Question 2 of 9"
    )
    expect(shown.page.locator('.hc-reader >> nth=0 >> .hc-unit[data-mark="1"]')).to_have_count(1)
    expect(RewritePage(shown.page, "stress").box).to_have_value(
        "In rats, Semax changed signs of stress in a test (0)."
    )
    expect(shown.page.locator(".hc-marked .hc-count")).to_have_text("Question 2 of 15, 1 answered")
    expect(shown.page.locator(".hc-own textarea").first).to_have_value(
        f"Corvane drops\n\nThey may calm a cough in {len(own_example().text)} people."
    )
    shown.expect_logged()


def open_from_somebody_else(kit: Kit, path: str, open_notebook: OpenNotebook) -> Everything:
    """Open a copy as it comes in a zip: JupyterLab does not trust it, and shows what is printed."""
    content = notebook_file(kit, path)
    content["cells"][0]["source"] += "\n# changed by somebody else"
    (kit.folder / "notebooks/copy.ipynb").write_text(json.dumps(content), encoding="utf-8")
    return Everything(kit, open_notebook("notebooks/copy.ipynb"))


def expect_printed_copies(copy: Everything) -> None:
    """No widget takes answers; each stands there in print and says that it has stopped."""
    for place, part in enumerate(PARTS, start=1):
        show_cell(copy.page, place)
        expect(output(copy.page, place).last, part.name).to_contain_text(PRINTED)
        expect(output(copy.page, place).last).to_contain_text(STOPPED)
    expect(copy.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) section.hc")).to_have_count(0)


def test_before_they_are_run_all_widgets_are_printed_copies_that_say_how_to_start(
    kit: Kit, open_notebook: OpenNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_everything(kit)
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    monkeypatch.chdir(ROOT)
    content = notebook_file(kit, path)
    for cell, data in zip(content["cells"][1:], printed_outputs(), strict=True):
        cell["outputs"] = [
            {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}
        ]
    (kit.folder / path).write_text(json.dumps(content), encoding="utf-8")
    notebook = open_notebook(path)
    for place, part in enumerate(PARTS, start=1):
        show_cell(notebook.page, place)
        expect(output(notebook.page, place), part.name).to_contain_text(PRINTED)
        expect(output(notebook.page, place).get_by_role("button")).to_have_count(0)
    notebook.run_all()
    Everything(kit, notebook).expect_alive()


def test_loaded_again_with_its_kernel_alive_every_widget_goes_on_where_it_was(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    shown = worked(kit, open_notebook(write_everything(kit)))
    shown.notebook.save_and_reload()
    expect_to_go_on(shown)
    shown.give()
    shown.expect_saved()
    shown.expect_logged()


def test_opened_again_another_day_every_widget_says_what_to_do_instead_of_an_error_alone(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    path = write_everything(kit)
    shown = worked(kit, open_notebook(path))
    shown.page.evaluate(SHUT_DOWN)
    shown.notebook.save_and_reload()
    for place, part in enumerate(PARTS, start=1):
        show_cell(shown.page, place)
        expect(stopped(shown.page, place), part.name).to_be_visible()
        expect(output(shown.page, place)).to_contain_text(f"{GO_ON} {KEPT}")
        expect(output(shown.page, place)).to_contain_text(NO_MODEL)
    shown.start()
    expect_to_go_on(shown)

    shown.notebook.command("docmanager:save")
    expect_printed_copies(open_from_somebody_else(kit, path, open_notebook))


@pytest.fixture
def widgets_saved_too(desk: Desk) -> Iterator[None]:
    """JupyterLab keeps the state of widgets in notebooks, which it does not by itself."""
    desk.page.evaluate(SET, [MANAGER, '{"saveState": true}'])
    desk.reload()
    yield
    desk.page.evaluate(SET, [MANAGER, "{}"])
    desk.reload()


def save_with_widgets(shown: Everything, path: str) -> None:
    shown.notebook.command("docmanager:save")
    assert "widgets" in notebook_file(shown.kit, path)["metadata"]


@pytest.mark.usefixtures("widgets_saved_too")
def test_where_widgets_are_saved_too_answers_given_to_stale_ones_are_said_to_be_not_saved(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    path = write_everything(kit)
    shown = worked(kit, open_notebook(path))
    save_with_widgets(shown, path)
    shown.page.evaluate(SHUT_DOWN)
    shown.notebook.reload()
    shown.expect_alive()
    before = shown.given
    shown.give(*[part for part in LOGGED if part.name != "own article"])
    for part in LOGGED[:-1]:
        expect(part.says(shown.page), part.name).to_contain_text(part.not_saved)
    assert len(kit.entries("answer", "label", "note")) == before
    shown.start()
    shown.expect_saved(*LOGGED[:-1])
    shown.expect_logged()


@pytest.mark.usefixtures("widgets_saved_too")
def test_saved_widgets_that_came_from_somebody_else_are_not_shown(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    path = write_everything(kit)
    shown = Everything(kit, open_notebook(path))
    shown.start()
    save_with_widgets(shown, path)
    expect_printed_copies(open_from_somebody_else(kit, path, open_notebook))
