"""The copy of the kit that an instructor gives to students: no solutions, no instructor pages."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from healthclaims.assignments.notebook_answers import STUB
from healthclaims.core.files import solutions_dir
from healthclaims.core.problems import DataError, Problem, raise_if_any

# Everything a student needs. What is not named here is not handed out: a new file of the
# instructor's is left out until somebody decides otherwise.
_FILES = (
    *("README.md", "requirements.txt", "pyproject.toml", "LICENSE", "LICENSE-TEXT.md"),
    *(".gitignore", ".gitattributes"),
)
_FOLDERS = ("notebooks", "data", "healthclaims", "docs/images")
_EXERCISES = "exercises"
_OWN_TEXTS = "my_articles"
# Commands that change the kit itself.
_MAINTAIN = "healthclaims/maintain"
_LEFT_OUT = (
    *("__pycache__", ".ipynb_checkpoints", "*.pyc", ".DS_Store", "answers.jsonl", "answers"),
    "instructor",  # in notebooks/: loads the keys
)
_REMEDY = "Make the exercises anew: python -m healthclaims refresh."
_SECTIONS = ("For instructors", "For maintainers")
_ROWS = ("`solutions/`", "`tests/`", "`docs/`")


def write_student_kit(folder: Path) -> Iterator[str]:
    """Copy the kit for students into a new or empty folder; yield a line for each thing copied.

    Raises
    ------
    FileNotFoundError
        If this is no instructor's copy of the kit.
    DataError
        If the folder holds something, or lies inside what is copied, or an exercise holds answers.
    """
    root = solutions_dir().parent
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "holds something already, and nothing of yours is to be replaced."
        raise DataError([Problem(folder, None, what, "Give a new folder.")])
    if any(folder.is_relative_to(root / name) for name in (*_FOLDERS, _EXERCISES)):
        what = "lies inside a folder that is copied."
        raise DataError([Problem(folder, None, what, "Give a folder outside the kit.")])
    exercises = [path for path in _exercises(root / _EXERCISES) if path.is_file()]
    raise_if_any(problem for path in exercises for problem in answers_in(path))
    # Made beside its place and moved there whole; what a killed run left is made again.
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        yield from _copy(root, fresh, exercises)
        _move(fresh, folder)
        if (root / _OWN_TEXTS).is_dir():
            yield (
                f"{_OWN_TEXTS}/: left out. Assignments bring their texts along; copy there only "
                "what a lesson of your own asks about."
            )
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _move(fresh: Path, folder: Path) -> None:
    """Put the copy where it belongs; an empty folder that is there may not be removable."""
    try:
        if folder.exists():
            folder.rmdir()
        fresh.rename(folder)
    except OSError:
        folder.mkdir(exist_ok=True)
        for path in sorted(fresh.iterdir()):
            shutil.move(path, folder / path.name)


def _copy(root: Path, folder: Path, exercises: Sequence[Path]) -> Iterator[str]:
    for name in _FILES:
        if (root / name).is_file():
            shutil.copyfile(root / name, folder / name)
            yield name
    text = (root / "README.md").read_text(encoding="utf-8")
    (folder / "README.md").write_text(student_readme(text), encoding="utf-8", newline="\n")
    for name in _FOLDERS:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=_left_out)
            shutil.rmtree(folder / _MAINTAIN, ignore_errors=True)
            yield f"{name}/"
    for path in exercises:
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    if exercises:
        yield f"{_EXERCISES}/"


def _exercises(folder: Path) -> Iterator[Path]:
    """Yield what is handed out of the exercises: no drafts, no links, nothing that lies beside."""
    own = [path for path in sorted(folder.glob("*/")) if path.is_dir() and not path.is_symlink()]
    files = [path / name for path in own for name in (f"{path.name}.ipynb", "questions.json")]
    yield from (path for path in (folder / "README.md", *files) if not path.is_symlink())


def answers_in(path: Path) -> Iterator[Problem]:
    """Find places for students' answers in a notebook in which something was written."""
    if path.suffix != ".ipynb":
        return
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        places = {
            cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
            for cell in cells
            if cell["metadata"].get("nbgrader", {}).get("solution")
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield Problem(path, None, "is not a notebook that can be read.", _REMEDY)
        return
    for name, text in places.items():
        if text.strip() != STUB:
            yield Problem(path, None, f"the place for {name} holds an answer.", _REMEDY)


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Leave out what belongs to somebody else, and links, which may lead to a key."""
    ignored = shutil.ignore_patterns(*_LEFT_OUT)(folder, names)
    return ignored | {name for name in names if Path(folder, name).is_symlink()}


def student_readme(text: str) -> str:
    """Return the README without the instructor's and the maintainer's parts."""
    parts = re.split(r"(?m)^(?=## )", text)
    kept = [part for part in parts if not part.startswith(tuple(f"## {s}" for s in _SECTIONS))]
    lines = "".join(kept).split("\n")
    lines = [line for line in lines if not line.startswith(tuple(f"| {row}" for row in _ROWS))]
    text = "\n".join(lines)
    inside = r"<!-- maintainers -->.*?<!-- /maintainers -->"
    # A part on lines of its own goes with the blank line below it, a part of a line alone.
    return re.sub(rf"(?s)(?m:^){inside}\n*| ?{inside}", "", text)
