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
PAUSE = "const pause = (time) => new Promise((done) => setTimeout(done, time));"


@contextlib.contextmanager
def started_lab() -> Iterator[tuple[Kit, str, Browser]]:
    """Start both; yield a kit that is served as `kit`, the address of JupyterLab, the browser.

    Raises
    ------
    SystemExit
        If no browser is found.
    """
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        program = find_browser(playwright)
        if program is None:
            raise SystemExit(NO_BROWSER)
        served, private = Path(scratch, "served"), Path(scratch, "private")
        kit = Kit(served / "kit")
        with (
            run_jupyterlab(served, private) as lab,
            playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS) as browser,
        ):
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


def seconds(milliseconds: list[float]) -> tuple[float, ...]:
    """Turn what a page measures into seconds."""
    return tuple(value / 1000 for value in milliseconds)
