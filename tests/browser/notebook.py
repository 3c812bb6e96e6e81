"""Notebooks open in JupyterLab, as a student handles them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

SLOW_MS = 180_000
WIDE = {"width": 1200, "height": 1000}

LAB_IS_READY = "() => window.jupyterapp?.started.then(() => true)"
# Without this wait, Run All is lost in two of five starts: cells are shown before the kernel runs.
KERNEL_IS_READY = """async () => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
  if (!context) return false;
  await context.ready;
  const kernel = context.session?.kernel;
  if (!kernel) return false;
  await kernel.info;
  return kernel.connectionStatus === "connected" && kernel.status === "idle";
}"""
KERNEL_IS_BUSY = (
    "() => jupyterapp.shell.currentWidget.sessionContext.kernelDisplayStatus === 'busy'"
)
# A command may wait for whoever answers a dialog, and a promise that is awaited has no time limit.
COMMAND = """([name, options]) => {
  window.commandEnded = null;
  const end = (how) => { window.commandEnded = how; };
  jupyterapp.commands.execute(name, options).then(() => end("well"), (error) => end(`${error}`));
}"""
COMMAND_ENDED = "() => window.commandEnded"
SELECT = "(place) => { jupyterapp.shell.currentWidget.content.activeCellIndex = place; }"
CELLS = """() => jupyterapp.shell.currentWidget.content.model.toJSON().cells
  .map((cell) => [cell.id, cell.cell_type, [cell.source].flat().join("")])"""
# Cells are drawn, and results drawn again, some time after the kernel has become idle. What moves
# then would carry what has the focus out of sight, or away. On a busy machine JupyterLab may set
# the style of a cell at the window's edge anew in every frame, for ever: styles do not count.
IS_STILL = """() => {
  const book = document.querySelector(".jp-Notebook");
  const now = `${book.querySelectorAll("*").length} ${book.textContent.length}`;
  if (window.bookWas !== now) [window.bookWas, window.bookSince] = [now, performance.now()];
  return performance.now() - window.bookSince > 1500;
}"""
# JupyterLab lays its panels out some time after the window has changed.
FILLS_WINDOW = """() => {
  const { right } = document.querySelector(".jp-NotebookPanel").getBoundingClientRect();
  return window.innerWidth - 50 <= right && right <= window.innerWidth;
}"""
CLOSE_ALL = """async () => {
  for (const widget of [...jupyterapp.shell.widgets("main")]) {
    await widget.sessionContext?.shutdown();
    widget.dispose();
  }
  sessionStorage.clear();
}"""


def give_command(page: Page, name: str, *, wait: bool = True, **options: str) -> None:
    """Give a command of JupyterLab; where it does not end, say which and what dialog is open."""
    page.evaluate(COMMAND, [name, options])
    if not wait:
        return
    try:
        ended = page.wait_for_function(COMMAND_ENDED, timeout=SLOW_MS, polling=50)
    except PlaywrightTimeoutError as error:
        asked = page.locator(".jp-Dialog").all_inner_texts()
        message = f"{name} did not end within {SLOW_MS // 1000} s. Dialogs: {asked}"
        raise AssertionError(message) from error
    assert ended.json_value() == "well"


class NotebookPage:
    """One notebook with a kernel of its own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address

    def wait_until_idle(self) -> None:
        self.page.wait_for_function(KERNEL_IS_READY, timeout=SLOW_MS)

    def wait_until_still(self) -> None:
        """Wait until the kernel is idle and nothing in the notebook has changed for a while."""
        self.wait_until_idle()
        self.page.wait_for_function(IS_STILL, timeout=SLOW_MS, polling=250)

    def wait_until_busy(self) -> None:
        self.page.wait_for_function(KERNEL_IS_BUSY, timeout=SLOW_MS)

    def command(self, name: str, *, wait: bool = True) -> None:
        """Give a command of JupyterLab by its name."""
        give_command(self.page, name, wait=wait)

    def run_all(self) -> None:
        self.command("notebook:run-all-cells")

    def run(self, place: int, *, wait: bool = True) -> None:
        """Run one cell, counted from 0."""
        self.page.evaluate(SELECT, place)
        self.command("notebook:run-cell", wait=wait)

    def go_to_command_mode(self, place: int) -> None:
        """Put the keyboard on a cell, counted from 0, where letters are notebook commands."""
        self.page.evaluate(SELECT, place)
        self.command("notebook:enter-command-mode")

    def restart_kernel(self) -> None:
        """Restart the kernel and leave all outputs as they are."""
        self.command("notebook:restart-kernel", wait=False)
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.page.locator(".jp-Dialog").wait_for(state="detached")
        self.wait_until_idle()

    def hide_side_bar(self) -> None:
        self.page.evaluate("() => jupyterapp.shell.collapseLeft()")

    def set_width(self, width: int) -> None:
        """Make the window as wide as this, in pixels."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.wait_for_function(FILLS_WINDOW)

    def save_and_reload(self) -> None:
        """Save the notebook and load the whole page afresh."""
        self.command("docmanager:save")
        self.reload()

    def reload(self) -> None:
        """Load the whole page afresh."""
        self.page.goto(f"{self._address}?reset")
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=SLOW_MS)
        self.wait_until_idle()

    def cells(self) -> list[list[Any]]:
        """Give id, type and text of every cell."""
        return self.page.evaluate(CELLS)


class Desk:
    """One tab with JupyterLab for many notebooks, because loading it takes seconds."""

    def __init__(self, context: BrowserContext, lab: str) -> None:
        self._context, self._lab = context, lab
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The tab, loaded when it is first asked for."""
        if self._page is None:
            self._page = self._context.new_page()
            self._page.goto(f"{self._lab}/lab?reset")
            self._page.wait_for_function(LAB_IS_READY, timeout=SLOW_MS)
        return self._page

    def open(self, path: str) -> NotebookPage:
        """Open a notebook and wait until its kernel is ready."""
        self.page.set_viewport_size(WIDE)
        give_command(self.page, "docmanager:open", path=path)
        notebook = NotebookPage(self.page, f"{self._lab}/lab/tree/{path}")
        notebook.wait_until_idle()
        return notebook

    def open_in(self, page: Page, path: str, front_end: str = "lab/tree") -> NotebookPage:
        """Open a notebook in another tab, in JupyterLab or in "notebooks", which is Notebook 7."""
        address = f"{self._lab}/{front_end}/{path}"
        page.set_viewport_size(WIDE)
        page.goto(address)
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=SLOW_MS)
        notebook = NotebookPage(page, address)
        notebook.wait_until_idle()
        return notebook

    def reload(self) -> None:
        """Load JupyterLab afresh, with no notebook open."""
        self.clear()
        self.page.goto(f"{self._lab}/lab?reset")
        self.page.wait_for_function(LAB_IS_READY, timeout=SLOW_MS)

    def clear(self) -> None:
        """Stop all kernels and close all notebooks; a tab that still asks something is given up."""
        if self._page is None:
            return
        self._page.evaluate(CLOSE_ALL)
        if self._page.locator(".jp-Dialog").count():
            self._page.close()
            self._page = None


OpenNotebook = Callable[[str], NotebookPage]
