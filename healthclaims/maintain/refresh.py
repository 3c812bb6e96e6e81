"""Refresh what is generated: datapackage.json, example learner, notebooks, exercises/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from healthclaims.core.atomic_write import renew_file
from healthclaims.core.files import data_dir, home_dir
from healthclaims.core.problems import DataError, Problem
from healthclaims.export.run import WIDGET_VIEW, read_notebook, run_notebook
from healthclaims.learner.clock import EXAMPLE_NOW
from healthclaims.learner.entries import HEADER, Entry
from healthclaims.learner.history import History
from healthclaims.maintain.data_package import write_package
from healthclaims.maintain.exercises import renew_exercises, write_questions
from healthclaims.maintain.simulated_learner import EXAMPLE, history_of
from healthclaims.marking.key import assignments_here, load_key

_CELL_KEPT = ("tags", "jupyter", "slideshow", "nbgrader")
# A cell with this tag is one that students are asked to change; nbgrader locks its own.
_YOURS = "yours"
_LOCKED = {"editable": False, "deletable": False}


def example_files() -> dict[str, bytes]:
    """Return the logs of the simulated learner, path below ``data/example_learner`` to content."""
    files = {}
    drawn = History((), EXAMPLE.seed)
    for lesson, entries in history_of(EXAMPLE).items():
        start = entries[0].time if entries else EXAMPLE_NOW.isoformat()
        head = Entry(HEADER, f"example-{lesson}", start, lesson, seed=drawn.seed)
        head = replace(head, form=drawn.forms[0], block=drawn.block)
        content = b"".join(entry.as_line() for entry in (head, *entries))
        files[f"{lesson}/simulated.jsonl"] = content
    return files


def write_example() -> bool:
    """Write the log of the simulated learner, and return whether anything changed."""
    folder = data_dir() / "example_learner"
    files = {folder / name: content for name, content in example_files().items()}
    changed = [renew_file(path, content) for path, content in files.items()]
    old = set(folder.glob("*/*.jsonl")) - files.keys()
    for path in old:
        path.unlink()
    return any(changed) or bool(old)


def refresh_all(names: Sequence[str] = ()) -> Iterator[str]:
    """Refresh data package and example learner; run lessons and sources of assignments again.

    Parameters
    ----------
    names : sequence of str
        Names of notebooks without ending; all by default. Of assignments among them, the folders
        in exercises/ are made again.

    Yields
    ------
    str
        One line for each thing that has changed.

    Raises
    ------
    FileNotFoundError
        If a notebook does not exist; the message lists the known ones.
    """
    lessons = home_dir() / "notebooks"
    found = [*sorted(lessons.glob("*.ipynb")), *sorted(lessons.glob("instructor/*.ipynb"))]
    known = {path.stem: path for path in found}
    known |= {path.stem: path for path in sorted((home_dir() / "solutions").glob("*/*.ipynb"))}
    for name in names:
        if name not in known:
            message = f"There is no notebook {name!r}. Known: {', '.join(known)}."
            raise FileNotFoundError(message)
    if write_example():
        yield "data/example_learner: written"
    yield from (f"data/{name}: written" for name in write_package())
    chosen = names or tuple(known)
    assignments = tuple(name for name in assignments_here() if name in chosen)
    yield from write_questions(assignments)
    for name in chosen:
        if refresh_notebook(known[name]):
            yield f"{known[name].relative_to(home_dir()).as_posix()}: run and stored"
    if assignments:
        yield from renew_exercises(home_dir() / "exercises", assignments)


def refresh_notebook(path: Path) -> bool:
    """Run a notebook as the example learner and store its outputs, and return whether they changed.

    If it fails, nothing is changed.
    """
    import nbformat

    notebook = read_notebook(path)
    if isinstance(notebook, Problem):
        raise DataError([notebook])
    if path.stem in assignments_here():
        _set_points(notebook, load_key(path.stem).cell_points)
    problem = run_notebook(path, notebook, widget_state=False)
    if problem:
        raise DataError([problem])
    tidy(notebook)
    text = nbformat.writes(notebook)
    return renew_file(path, (text if text.endswith("\n") else f"{text}\n").encode("utf-8"))


def _set_points(notebook: Any, points: Mapping[str, int]) -> None:
    """Set what nbgrader gives for each marked cell to what the key gives."""
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader", {})
        if about.get("grade_id") in points:
            about["points"] = points[about["grade_id"]]


def tidy(notebook: Any) -> None:
    """Take out of a notebook what changes from run to run or belongs to one machine.

    Widget views, widget state, times and the kernel's version go; stored outputs and stable
    cell ids stay. Cells are locked, but for those that a student is asked to change. The notebook
    is changed in place.
    """
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells):
        kept = {name: value for name, value in cell.metadata.items() if name in _CELL_KEPT}
        is_free = "nbgrader" in kept or _YOURS in kept.get("tags", ())
        cell.metadata = kept if is_free else {**_LOCKED, **kept}
        if not re.fullmatch(r"[a-z0-9-]{3,64}", cell.get("id", "")):
            cell["id"] = f"cell-{number:02d}"
        for output in cell.get("outputs", ()):
            if "data" in output:
                output.data.pop(WIDGET_VIEW, None)
                output.metadata = {
                    kind: value for kind, value in output.metadata.items() if kind == "image/png"
                }
