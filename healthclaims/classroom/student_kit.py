"""The copy of the kit that an instructor gives to students: no solutions, no instructor pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from healthclaims.classroom.keys import solutions_dir
from healthclaims.core.problems import DataError, Problem

# Everything a student needs. What is not named here is not handed out: a new file of the
# instructor's is left out until somebody decides otherwise.
_FILES = (
    *("README.md", "requirements.txt", "pyproject.toml", "LICENSE", "LICENSE-TEXT.md"),
    *(".gitignore", ".gitattributes"),
)
_FOLDERS = ("notebooks", "data", "exercises", "healthclaims", "docs/images")
_LEFT_OUT = ("__pycache__", ".ipynb_checkpoints", "*.pyc", ".DS_Store", "answers.jsonl", "answers")
_SECTIONS = ("For instructors", "For maintainers")
_ROWS = ("`solutions/`", "`tests/`", "`docs/`")


def write_student_kit(folder: Path) -> Iterator[str]:
    """Copy the kit for students.

    Parameters
    ----------
    folder : Path
        A folder that does not exist yet or is empty.

    Yields
    ------
    str
        One line for each thing copied.

    Raises
    ------
    FileNotFoundError
        If this is no instructor's copy of the kit.
    DataError
        If the folder holds something, or lies inside what is copied.
    """
    root = solutions_dir().parent
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "holds something already, and nothing of yours is to be replaced."
        raise DataError([Problem(folder, None, what, "Give a new folder.")])
    if any(folder.is_relative_to(root / name) for name in _FOLDERS):
        what = "lies inside a folder that is copied."
        raise DataError([Problem(folder, None, what, "Give a folder outside the kit.")])
    folder.mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        if (root / name).is_file():
            shutil.copyfile(root / name, folder / name)
            yield name
    text = (root / "README.md").read_text(encoding="utf-8")
    (folder / "README.md").write_text(student_readme(text), encoding="utf-8", newline="\n")
    for name in _FOLDERS:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=_left_out)
            yield f"{name}/"


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Leave out what belongs to somebody else, and links, which may lead to a key."""
    ignored = shutil.ignore_patterns(*_LEFT_OUT)(folder, names)
    return ignored | {name for name in names if Path(folder, name).is_symlink()}


def student_readme(text: str) -> str:
    """Take the instructor's and the maintainer's parts out of the README.

    Parameters
    ----------
    text : str
        The README.

    Returns
    -------
    str
        What concerns students.
    """
    parts = re.split(r"(?m)^(?=## )", text)
    kept = [part for part in parts if not part.startswith(tuple(f"## {s}" for s in _SECTIONS))]
    lines = "".join(kept).split("\n")
    lines = [line for line in lines if not line.startswith(tuple(f"| {row}" for row in _ROWS))]
    text = "\n".join(lines)
    return re.sub(r"(?s)<!-- maintainers -->.*?<!-- /maintainers -->\n*", "", text)
