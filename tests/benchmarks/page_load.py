"""From opening the page to the first question, against a notebook with one empty line to run.

Each round opens both in a fresh browser profile with a fresh kernel. Run from the kit's folder:
python -m tests.benchmarks.page_load
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import time

from playwright.sync_api import Browser

from tests.benchmarks.comparison import Comparison, Timed, as_text
from tests.benchmarks.measured_page import started_lab
from tests.browser.notebook import SLOW_MS, NotebookPage

ROUNDS = 7
LESSON, FIRST_QUESTION = "notebooks/02_animal_or_human.ipynb", ".hc-quiz input[type=radio]"
EMPTY_CELL, ITS_OUTPUT = "print('ready')", ".jp-OutputArea-output pre"


def load(browser: Browser, lab: str, path: str, ready: str) -> float:
    """Give the seconds from going to the page, over Run All, until something is visible."""
    with browser.new_context() as context:
        page = context.new_page()
        address = f"{lab}/lab/tree/kit/{path}"
        notebook = NotebookPage(page, address)
        start = time.perf_counter()
        page.goto(f"{address}?reset")
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=SLOW_MS)
        notebook.wait_until_idle()
        notebook.command("notebook:run-all-cells", wait=False)
        page.locator(ready).first.wait_for(timeout=SLOW_MS)
        taken = time.perf_counter() - start
        page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        return taken


def measure() -> list[Comparison]:
    """Measure in turn, so that a busy machine disturbs both alike."""
    with started_lab() as (kit, lab, browser):
        empty = kit.write_notebook(EMPTY_CELL)
        works = ((LESSON, FIRST_QUESTION), (empty, ITS_OUTPUT))
        for path, ready in works:
            load(browser, lab, path, ready)
        rounds = [[load(browser, lab, path, ready) for path, ready in works] for _ in range(ROUNDS)]
    lesson, bare = zip(*rounds, strict=True)
    return [
        Comparison(
            "Page load, Run All, first question",
            Timed("lesson 02", lesson),
            (Timed("a notebook that prints one word", bare),),
            "Fresh browser profile and fresh kernel each time.",
        )
    ]


if __name__ == "__main__":
    print(as_text(measure()))
