"""What can be wrong in ``solutions/`` as a whole: texts, keys, and the notebooks beside them.

Everything is looked at by itself, so that what is unfinished hides nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from healthclaims.assignments.assignment import MARKED_QUIZ
from healthclaims.core.files import read_text, solutions_dir
from healthclaims.core.problems import DataError, Problem
from healthclaims.marking.assigned_texts import assigned_text_folders, load_assigned_text
from healthclaims.marking.key import Key, assignment_names, load_key

_NOTEBOOK = "Open it in JupyterLab and save it again."


def solution_problems() -> Iterator[Problem]:
    """Find everything that is wrong in the folder ``solutions``.

    Yields
    ------
    Problem
        In the order texts, assignments, files that belong to none.

    Raises
    ------
    FileNotFoundError
        If this copy of the kit has no solutions.
    """
    solutions = solutions_dir()
    folders = assigned_text_folders(solutions)
    for folder in folders.values():
        try:
            load_assigned_text(folder)
        except DataError as error:
            yield from error.problems
    for folder in sorted(path for path in solutions.glob("texts/*/") if path.is_dir()):
        if folder.name not in folders and not folder.name.startswith((".", "__")):
            what = "holds no source.toml, so no assignment can ask about this text."
            yield Problem(folder, None, what, "Put in the four files of a text, or remove it.")
    for name in assignment_names():
        try:
            yield from _notebook_problems(load_key(name), solutions / name / f"{name}.ipynb")
        except DataError as error:
            yield from error.problems
    yield from _left_alone(solutions)


def _left_alone(solutions: Path) -> Iterator[Problem]:
    """Name tables and notebooks without the TOML file that makes an assignment of them."""
    files = (*sorted(solutions.glob("keys/*.csv")), *sorted(solutions.glob("*/*.ipynb")))
    for path in files:
        if path.parent.name in ("keys", path.stem) and path.stem not in assignment_names():
            what = f"belongs to no assignment: there is no solutions/keys/{path.stem}.toml."
            yield Problem(path, None, what, "Write it, or correct the name.")


def _notebook_problems(key: Key, path: Path) -> Iterator[Problem]:
    """Compare the points that nbgrader knows from a notebook with those of the key."""
    name, wanted = key.assignment.name, key.cell_points
    if not path.is_file():
        what = f"is missing, and solutions/keys/{name}.toml is there."
        yield Problem(path, None, what, "Copy another assignment's notebook and put the name in.")
        return
    try:
        cells = json.loads(read_text(path))["cells"]
        found = {place: points for cell in cells for place, points in _graded(cell)}
        code = "".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, DataError):
            raise
        yield Problem(path, None, "is not a notebook that can be read.", _NOTEBOOK)
        return
    if f'"{name}"' not in code and f"'{name}'" not in code:
        what = "opens another assignment: no cell names its own."
        yield Problem(path, None, what, f"Write {name!r} into the cells that name one.")
    for place, points in wanted.items():
        if place not in found:
            what = f"has no cell {place!r}, for which the key gives {points} points."
            remedy = "Copy it from another assignment, with its nbgrader metadata, and name it so."
            yield Problem(path, None, what, remedy)
        elif found[place] != points:
            what = f"gives {found[place]!r} points in the cell {place!r}, the key gives {points}."
            remedy = (
                f"python -m healthclaims refresh {name} writes {points} there; or change the key: "
                f"solutions/keys/{name}.{'csv' if place == MARKED_QUIZ else 'toml'}."
            )
            yield Problem(path, None, what, remedy)
    for place in found.keys() - wanted.keys():
        what = f"has a graded cell {place!r}, and the key has no points for it."
        yield Problem(path, None, what, "Add it to the key, or remove the cell.")


def _graded(cell: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    about = cell["metadata"].get("nbgrader", {})
    if about.get("grade"):
        yield str(about["grade_id"]), about.get("points")
