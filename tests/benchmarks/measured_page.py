"""A notebook in a real JupyterLab and a real browser, for measurements inside the page."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.browsers import BROWSER_OPTIONS, NO_BROWSER, find_browser
from tests.browser.notebook import Desk, NotebookPage
from tests.browser.server import run_jupyterlab
from tests.browser.student import Kit

# The task that a frame's callback posts runs after that frame has been painted.
PAINTED = """const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(null);
}));"""
RAISED = """place => {
  const { outputArea } = jupyterapp.shell.currentWidget.content.widgets[place];
  return outputArea.model.toJSON().filter((output) => output.output_type === "error")
    .map((output) => `${output.ename}: ${output.evalue}`);
}"""
PAUSE = "const pause = (time) => new Promise((done) => setTimeout(done, time));"


@contextlib.contextmanager
def started_browser() -> Iterator[Browser]:
    """Start the browser.

    Raises
    ------
    SystemExit
        If none is found.
    """
    with sync_playwright() as playwright:
        program = find_browser(playwright)
        if program is None:
            raise SystemExit(NO_BROWSER)
        with playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS) as browser:
            yield browser


@contextlib.contextmanager
def started_lab() -> Iterator[tuple[Kit, str, Browser]]:
    """Start both; yield a kit that is served as `kit`, the address of JupyterLab, the browser."""
    with tempfile.TemporaryDirectory() as scratch, started_browser() as browser:
        served, private = Path(scratch, "served"), Path(scratch, "private")
        kit = Kit(served / "kit")
        with run_jupyterlab(served, private) as lab:
            yield kit, lab, browser


@contextlib.contextmanager
def opened(*cells: str) -> Iterator[NotebookPage]:
    """Open a notebook with these code cells; none of them has been run."""
    with started_lab() as (kit, lab, browser), browser.new_context() as context:
        path = kit.write_notebook(*cells)
        yield open_in(context, lab, path)


def open_in(context: BrowserContext, lab: str, path: str) -> NotebookPage:
    """Open a notebook of the kit in a tab of its own."""
    return Desk(context, lab).open(f"kit/{path}")


def run_without_error(notebook: NotebookPage, place: int) -> None:
    """Run a cell that prepares what is measured.

    Raises
    ------
    RuntimeError
        If the cell raises: what depends on it would otherwise be waited for in vain.
    """
    notebook.run(place)
    raised = notebook.page.evaluate(RAISED, place)
    if raised:
        raise RuntimeError("\n".join(raised))


def seconds(milliseconds: list[float]) -> tuple[float, ...]:
    """Turn what a page measures into seconds."""
    return tuple(value / 1000 for value in milliseconds)
