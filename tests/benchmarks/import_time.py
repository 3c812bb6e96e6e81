"""How long imports take, each in fresh processes.

Run from the kit's folder: python -m tests.benchmarks.import_time
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.benchmarks.comparison import Comparison, Timed, as_text

RUNS = 11
STATEMENTS = (
    "import healthclaims",
    "from healthclaims import open_lesson",
    "import anywidget",
)
TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"


def taken(statement: str, environment: dict[str, str]) -> float:
    """Give the seconds that a statement takes in a fresh interpreter."""
    command = [sys.executable, "-c", TIMED.format(statement)]
    run = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return float(run.stdout)


def measure() -> list[Comparison]:
    """Measure in turn, so that a busy machine disturbs all statements alike."""
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for statement in STATEMENTS:
            taken(statement, environment)
        rounds = [[taken(name, environment) for name in STATEMENTS] for _ in range(RUNS)]
    bare, used, widgets = (
        Timed(name, values)
        for name, values in zip(STATEMENTS, zip(*rounds, strict=True), strict=True)
    )
    note = "Fresh processes, compiled beforehand."
    return [
        Comparison("Importing the package", bare, (widgets,), note),
        Comparison("Importing what a lesson uses first", used, (widgets,), note),
    ]


if __name__ == "__main__":
    print(as_text(measure()))
