"""Runs all benchmarks and writes docs/benchmarks.md.

Run from the kit's folder, on a machine with nothing else to do: python -m tests.benchmarks.
With names, for example `cue_speed import_time`, it runs these alone and prints them.
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tests.benchmarks.comparison import as_rows, as_text, machine
from tests.benchmarks.measured_page import started_browser

PAGE = Path(__file__).resolve().parents[2] / "docs/benchmarks.md"
NAMES = (
    "click_to_feedback",
    "slider_to_picture",
    "own_article",
    "page_load",
    "quiz_sizes",
    "import_time",
    "cue_speed",
    "notebook_check",
    "marking_speed",
)
PACKAGES = (
    "jupyterlab",
    "anywidget",
    "ipywidgets",
    "matplotlib",
    "nbval",
    "nbgrader",
    "jupyterquiz",
)
HEAD = """# How fast the kit is

Written by `python -m tests.benchmarks`. Every ratio compares two things that were measured in the
same run of the same machine; the times themselves depend on the machine, and no test depends on
them. A ratio above 1 means that the other one takes longer than the kit, below 1 that it is faster.

Times are medians of several runs, with one exception that its note tells; p95 is the time that 95
of 100 runs stay below. Where one part of the kit stands beside another, the ratio compares these
two. "In the page's code" is what the kit's own script takes of a frame; the rest is the browser's.
"One search a rule" searches the text once for each rule of the highlighter and weighs nothing.

Measured on {machine}. Load of the machine before: {load:.1f}.

| what | the kit (median) | beside it (median) | times the kit's | note |
|---|---|---|---|---|
"""


def main(names: Sequence[str]) -> int:
    """Run the benchmarks of these names, or all and write the page; give the exit status."""
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. Known: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    load = os.getloadavg()[0]
    rows = []
    for name in names or NAMES:
        found = import_module(f"tests.benchmarks.{name}").measure()
        print(as_text(found), flush=True)
        rows.append(as_rows(found))
    if not names:
        with started_browser() as browser:
            measured_on = machine(*PACKAGES, browser=browser.version)
        head = HEAD.format(machine=measured_on, load=load)
        PAGE.write_text(head + "".join(rows), encoding="utf-8")
        print(f"{PAGE.name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
