"""The check of all notebooks (run and compared, strict nbval) against bare execution of the same.

Each is one process on one core, start included. Run from the kit's folder:
python -m tests.benchmarks.notebook_check
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.comparison import Comparison, Timed, as_text

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
CHECK = (sys.executable, "-m", "pytest", "-q", "-n0", "notebooks")
BARE = (sys.executable, "-m", "jupyter", "execute")


def taken(command: tuple[str, ...], environment: dict[str, str]) -> float:
    """Give the seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def measure() -> list[Comparison]:
    """Measure in turn, so that a busy machine disturbs both alike."""
    notebooks = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "notebooks").glob("*.ipynb"))
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "HEALTHCLAIMS_ANSWERS": "example", "IPYTHONDIR": scratch}
        environment["PYTHONPATH"] = str(ROOT)
        rounds = [
            (taken(CHECK, environment), taken((*BARE, *notebooks), environment))
            for _ in range(ROUNDS)
        ]
    check, bare = zip(*rounds, strict=True)
    return [
        Comparison(
            f"The check of {len(notebooks)} notebooks",
            Timed("strict nbval", check),
            (Timed("bare execution (jupyter execute)", bare),),
        )
    ]


if __name__ == "__main__":
    print(as_text(measure()))
