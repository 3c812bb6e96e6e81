"""The code keeps to its own rules: style, types and layers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
    ],
    ids=["style", "layout", "types", "layers"],
)
def test_the_code_keeps_to_its_rules(command: tuple[str, ...]) -> None:
    name, *arguments = command
    folder = Path(sys.executable).parent
    program = shutil.which(name, path=str(folder)) or shutil.which(name)
    assert program, f"{name} is not installed: pip install -r tests/requirements.txt"
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
