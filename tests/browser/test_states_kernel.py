"""Whatever becomes of the kernel, every widget says it in words, and each answer is kept once."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .everything import LOGGED, NO_PYTHON, PARTS, Everything, write_everything
from .notebook import NotebookPage, OpenNotebook
from .quiz import NOT_SAVED, SAVING
from .student import Kit

pytestmark = pytest.mark.exhaustive

TELL_PID = "import os; from pathlib import Path; _ = Path('../pid').write_text(str(os.getpid()))"
STAY_BUSY = "import time\nwhile os.path.exists('../busy'): time.sleep(0.1)"
STILL_RUNS = """() => {
  const cells = jupyterapp.shell.currentWidget.content.widgets;
  return cells[cells.length - 1].model.executionCount === null;
}"""
SHUT_DOWN = "() => jupyterapp.shell.currentWidget.sessionContext.shutdown()"


@pytest.fixture
def everything(kit: Kit, open_notebook: OpenNotebook) -> Everything:
    """Every widget, run, and something given to each."""
    notebook = open_notebook(write_everything(kit, TELL_PID, STAY_BUSY))
    notebook.hide_side_bar()
    notebook.run_all()
    notebook.wait_until_idle()
    shown = Everything(kit, notebook)
    shown.expect_alive()
    shown.give()
    shown.expect_saved()
    shown.expect_logged()
    return shown


def restart(notebook: NotebookPage, _: Kit) -> None:
    notebook.restart_kernel()


def kill(notebook: NotebookPage, kit: Kit) -> None:
    """End the kernel as a machine without memory would; the server starts another one."""
    os.kill(int((kit.folder / "pid").read_text(encoding="utf-8")), signal.SIGKILL)
    dialog = notebook.page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("will restart automatically")
    dialog.locator(".jp-mod-accept").click()
    notebook.wait_until_idle()


def shut_down(notebook: NotebookPage, _: Kit) -> None:
    """End the kernel for good; JupyterLab starts another when a cell is run."""
    notebook.page.evaluate(SHUT_DOWN)


@pytest.mark.parametrize("end", [restart, kill, shut_down])
def test_answers_given_after_the_kernel_is_gone_are_kept_and_saved_when_cells_run_again(
    end: Callable[[NotebookPage, Kit], None], kit: Kit, everything: Everything
) -> None:
    end(everything.notebook, kit)
    before = everything.given
    everything.give()
    everything.work_the_others()
    everything.expect_not_saved()
    assert len(kit.entries("answer", "label", "note")) == before
    run_all(everything)
    everything.expect_alive()
    # The text of one's own was refused in words, and is given again; all else was kept.
    own = next(part for part in PARTS if part.name == "own article")
    everything.given -= 1
    everything.give(own)
    everything.expect_saved()
    everything.expect_logged()


def run_all(everything: Everything) -> None:
    """Choose Run All Cells; without a kernel, JupyterLab may only start one, so choose it again."""
    for _ in range(2):
        everything.notebook.run_all()
        everything.notebook.wait_until_idle()
        if PARTS[0].root(everything.page).count():
            return


def test_what_is_given_while_the_kernel_is_busy_is_saved_once_when_it_is_idle(
    kit: Kit, everything: Everything
) -> None:
    busy = kit.folder / "busy"
    busy.touch()
    everything.notebook.run(len(PARTS) + 2, wait=False)
    everything.notebook.wait_until_busy()
    everything.give()
    everything.work_the_others()
    # With ipykernel 7, messages may reach Python past the cell that runs: then all is saved now.
    for part in LOGGED:
        told = re.compile("|".join([SAVING, NOT_SAVED, part.saved, "Reading …", NO_PYTHON]))
        expect(part.says(everything.page), part.name).to_have_text(told)
    assert everything.page.evaluate(STILL_RUNS), "the kernel was not busy: this shows nothing"
    busy.unlink()
    everything.notebook.wait_until_idle()
    everything.expect_saved()
    everything.expect_logged()
