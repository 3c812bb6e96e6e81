"""The kit works with the oldest version of every package that its requirements allow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from uv import find_uv_bin

ROOT = Path(__file__).resolve().parents[2]
# What touches these packages: every lesson, the widgets, the wheel, and a real JupyterLab.
TESTED = (
    "notebooks",
    "tests/widgets",
    "tests/lessons/test_before_after_page.py",
    "tests/lessons/test_lessons.py",
    "tests/lessons/test_progress_page.py",
    "tests/lessons/test_results.py",
    "tests/assignments/test_hand_in_page.py",
    "tests/evidence/test_widget.py",
    "tests/numbers/test_widgets.py",
    "tests/own_text/test_widgets.py",
    "tests/quiz/test_widget.py",
    "tests/packaging/test_wheel.py",
    "tests/course/test_notebooks.py",
    "tests/maintain/test_data_package.py",
    "tests/learner/test_statistics.py",
    "tests/word_flip/test_word_flip_in_browser.py",
)


def run(*command: str | Path) -> None:
    """Run a command in the kit's folder, away from the settings of this run of the tests."""
    settings = ("PYTEST_", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(settings)}
    done = subprocess.run(
        command, cwd=ROOT, env=kept, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-5000:]}"


def test_what_is_tested_with_the_oldest_versions_is_there() -> None:
    assert [name for name in TESTED if not (ROOT / name).exists()] == []


@pytest.mark.exhaustive
def test_the_kit_works_with_the_oldest_versions_that_it_allows(tmp_path: Path) -> None:
    uv, environment = find_uv_bin(), tmp_path / "environment"
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(uv, "venv", "--python", sys.executable, environment)
    wanted = ("-e", ".", "-r", "tests/requirements.txt")
    run(uv, "pip", "install", "--python", python, "--resolution", "lowest-direct", *wanted)
    run(python, "-m", "pytest", "-q", *TESTED)
