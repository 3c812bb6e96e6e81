"""What students and maintainers install and what the tests install are the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def requirements(path: str) -> list[str]:
    """List the packages that a file asks for, with their bounds; the kit itself left out."""
    lines = (line.split("#")[0].strip() for line in (ROOT / path).read_text("utf-8").splitlines())
    return [line for line in lines if line and line != "."]


def test_the_tests_run_with_what_a_student_installs() -> None:
    students, testers = requirements("requirements.txt"), requirements("tests/requirements.txt")
    assert [line for line in students if line not in testers] == []


def test_the_tests_run_with_what_instructors_and_maintainers_install() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    testers = requirements("tests/requirements.txt")
    assert extras
    assert [line for line in extras if line not in testers] == []
