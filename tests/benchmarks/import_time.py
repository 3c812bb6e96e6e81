"""How long imports take, each in fresh processes.

Run from the kit's folder: python -m tests.benchmarks.import_time
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version

RUNS = 11
STATEMENTS = (
    "import healthclaims",
    "from healthclaims import open_lesson",
    "import anywidget",
)
YARDSTICK = "import anywidget"
TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"


def measure(statement: str, environment: dict[str, str]) -> float:
    """Give the milliseconds that a statement takes in a fresh interpreter."""
    command = [sys.executable, "-c", TIMED.format(statement)]
    run = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return float(run.stdout) * 1000


def main() -> None:
    """Measure in turn, so that a busy machine disturbs all statements alike, and print medians."""
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for statement in STATEMENTS:
            measure(statement, environment)
        rounds = [[measure(name, environment) for name in STATEMENTS] for _ in range(RUNS)]
    medians = dict(zip(STATEMENTS, map(statistics.median, zip(*rounds, strict=True)), strict=True))
    print(f"Python {platform.python_version()}, anywidget {version('anywidget')}")
    print(f"median of {RUNS} fresh processes, compiled beforehand")
    for statement, median in medians.items():
        print(f"{statement:<40}{median:8.1f} ms{median / medians[YARDSTICK]:8.2f} x anywidget")


if __name__ == "__main__":
    main()
