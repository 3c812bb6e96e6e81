"""Tests the kit with the oldest version of every package that its requirements allow.

Makes an environment of its own in a temporary folder, installs there, for each line of the two
requirements files and of pyproject.toml, the version that stands after `>=`, and runs the tests
that touch these packages: every lesson, the widgets, the wheel, and a real JupyterLab. Run from
the kit's folder: python -m tests.oldest
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
# These judge the code, each by its own version; the newest ones have done so already.
JUDGES = {"ruff", "mypy", "import-linter"}
TESTED = (
    "notebooks",
    "tests/views",
    "tests/test_wheel.py",
    "tests/test_notebooks.py",
    "tests/test_data_package.py",
    "tests/core/test_measures.py",
    "tests/browser/test_flip.py",
    "tests/browser/test_reader.py",
    "tests/browser/test_rewrite.py",
)


def requirements() -> Iterator[Requirement]:
    """Give every requirement of the kit: students', tests', the package's and its extras'."""
    for name in ("requirements.txt", "tests/requirements.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            asked = line.split("#")[0].strip()
            if asked and asked != ".":
                yield Requirement(asked)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [project["build-system"]["requires"], project["project"]["dependencies"]]
    for listed in (*lists, *project["project"]["optional-dependencies"].values()):
        yield from map(Requirement, listed)


def oldest(asked: Iterable[Requirement]) -> dict[str, str]:
    """Give the oldest version that is allowed of each package.

    Raises
    ------
    ValueError
        If a package has no oldest version, or two files name different ones.
    """
    found: dict[str, str] = {}
    problems = []
    for requirement in asked:
        name = canonicalize_name(requirement.name)
        floors = [part.version for part in requirement.specifier if part.operator == ">="]
        if len(floors) != 1:
            problems.append(f"{requirement}: name the oldest version once, as in {name}>=1.0")
        elif found.setdefault(name, floors[0]) != floors[0]:
            problems.append(f"{name}: {found[name]} in one file, {floors[0]} in another")
    if problems:
        raise ValueError("\n".join(problems))
    return {name: version for name, version in found.items() if name not in JUDGES}


def main() -> int:
    """Install, say what is installed, and test; give the exit status of the tests."""
    chosen = oldest(requirements())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "environment")
        venv.create(folder, symlinks=os.name != "nt", with_pip=True)
        scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        environment |= {
            "VIRTUAL_ENV": str(folder),
            "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        }
        constraints = Path(scratch, "oldest.txt")
        pins = [f"{name}=={version}\n" for name, version in sorted(chosen.items())]
        constraints.write_text("".join(pins), encoding="utf-8")
        print("The oldest versions allowed:\n" + "".join(pins), flush=True)
        python = [str(scripts / "python"), "-m"]
        install = ["pip", "install", "-q", "-c", str(constraints), "-e", ".", "-r"]
        for command in (
            [*python, *install, "tests/requirements.txt"],
            [*python, "pip", "check"],
            [*python, "pytest", "-q", *TESTED, *sys.argv[1:]],
        ):
            done = subprocess.run(command, cwd=ROOT, env=environment)
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
