"""Refresh what is generated: datapackage.json, example learner, notebooks, exercises/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import data_dir, home_dir
from healthclaims.core.problems import DataError, Problem
from healthclaims.export.run import WIDGET_VIEW, read_notebook, run_notebook
from healthclaims.learner.clock import EXAMPLE_NOW
from healthclaims.learner.entries import HEADER, Entry
from healthclaims.learner.history import History
from healthclaims.maintain.data_package import write_package
from healthclaims.maintain.exercises import renew_exercises, write_questions
from healthclaims.maintain.simulated_learner import EXAMPLE, history_of

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


def write_example() -> None:
    """Write the log of the simulated learner, replacing the old one."""
    folder = data_dir() / "example_learner"
    files = {folder / name: content for name, content in example_files().items()}
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content)
    for old in set(folder.glob("*/*.jsonl")) - files.keys():
        old.unlink()


def refresh_all(names: Sequence[str] = ()) -> Iterator[str]:
    """Refresh data package and example learner; run lessons and sources of assignments again.

    Parameters
    ----------
    names : sequence of str
        Names of notebooks without ending; all by default. With an assignment among them, all of
        exercises/ is made again.

    Yields
    ------
    str
        One line for each thing refreshed.

    Raises
    ------
    FileNotFoundError
        If a notebook does not exist; the message lists the known ones.
    """
    known = {path.stem: path for path in sorted((home_dir() / "notebooks").glob("*.ipynb"))}
    sources = {path.stem: path for path in sorted((home_dir() / "solutions").glob("*/*.ipynb"))}
    known |= sources
    for name in names:
        if name not in known:
            message = f"There is no notebook {name!r}. Known: {', '.join(known)}."
            raise FileNotFoundError(message)
    write_example()
    yield "data/example_learner: written"
    write_package()
    yield "data/datapackage.json: written"
    chosen = names or tuple(known)
    if sources.keys() & set(chosen):
        yield from write_questions()
    for name in chosen:
        refresh_notebook(known[name])
        yield f"{known[name].relative_to(home_dir()).as_posix()}: run and stored"
    if sources.keys() & set(chosen):
        renew_exercises(home_dir() / "exercises")
        yield "exercises/: made"


def refresh_notebook(path: Path) -> None:
    """Run a notebook as the example learner and store its outputs; if it fails, change nothing."""
    import nbformat

    notebook = read_notebook(path)
    if isinstance(notebook, Problem):
        raise DataError([notebook])
    problem = run_notebook(path, notebook, widget_state=False)
    if problem:
        raise DataError([problem])
    tidy(notebook)
    text = nbformat.writes(notebook)
    replace_file(path, (text if text.endswith("\n") else f"{text}\n").encode("utf-8"))


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
