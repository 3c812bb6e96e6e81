"""Lessons as pages in one file each, for use without Jupyter and without a network."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from healthclaims.core.files import home_dir
from healthclaims.core.problems import Problem, UnknownNameError, expected, raise_if_any
from healthclaims.export.assignment_page import (
    about,
    assignment_page,
    find_exercises,
    is_assignment,
    refused_assignment,
)
from healthclaims.export.folder import INDEX, find_obstacles, is_ours, page_titles, write_page
from healthclaims.export.local_traces import take_out_local_traces
from healthclaims.export.page import Lesson, index_page, lesson_of, lesson_page
from healthclaims.export.run import read_notebook, run_notebook
from healthclaims.export.site import WORKER, write_worker

_MOST_AT_ONCE = 4
_SOLUTION = "stands in solutions/ and holds answers."
_STUDENTS = "Pages are for students: name a lesson, or an assignment in exercises/."


def export_pages(names: Sequence[str], out: Path, *, site: bool = False) -> Iterator[str]:
    """Run lessons and write each as a page of its own, and a page that links them.

    Parameters
    ----------
    names : sequence of str
        Names of lessons and assignments, or paths of notebooks; all lessons by default.
    out : Path
        Folder for the pages. What this command made there before is written anew, all else stays.
    site : bool
        Whether the folder is for a web host: then all assignments are made by default, too, and
        browsers keep the pages so that they open without a network.

    Yields
    ------
    str
        One line for each page, and one for each cell of which something is not on it.

    Raises
    ------
    UnknownNameError
        If there is no such lesson; the message lists those that there are.
    DataError
        If a notebook cannot become a page, or a page cannot be written; all problems at once.
    """
    lessons = {path.stem: path for path in sorted((home_dir() / "notebooks").glob("*.ipynb"))}
    exercises = find_exercises()
    known = lessons | exercises
    chosen = _chosen(names or (list(known) if site else list(lessons)), known)
    # A site whose pages are made again needs a new worker, or browsers go on with the old ones.
    site = site or is_ours(out / WORKER)
    files = [f"{path.stem}.html" for path in chosen] + ([WORKER] if site else [])
    raise_if_any([*_refused_places(chosen, known), *find_obstacles(files, out)])
    read = {path: read_notebook(path) for path in chosen}
    raise_if_any(found for found in read.values() if isinstance(found, Problem))
    notebooks = {path: found for path, found in read.items() if not isinstance(found, Problem)}
    assignments = {path: found for path, found in notebooks.items() if is_assignment(found)}
    raise_if_any(problem for path in assignments for problem in refused_assignment(path))
    to_run = {path: found for path, found in notebooks.items() if path not in assignments}
    with ThreadPoolExecutor(min(_MOST_AT_ONCE, os.cpu_count() or 1)) as pool:
        raise_if_any(filter(None, pool.map(run_notebook, to_run, to_run.values())))
    listed = _all_lessons(notebooks, lessons, exercises, out)
    by_name = {lesson.name: lesson for lesson in listed}
    for path, notebook in notebooks.items():
        lesson = by_name[path.stem]
        if path in assignments:
            page = assignment_page(lesson, notebook, path.parent, listed, offline=site)
        else:
            told = take_out_local_traces(notebook, path.parent)
            yield from (f"{path.name}: {line}" for line in told)
            page = lesson_page(lesson, notebook, path.parent, listed, offline=site)
        yield write_page(out / lesson.page, page)
    yield write_page(out / INDEX, index_page(listed, offline=site))
    if site:
        yield write_worker(out, listed)


def _chosen(names: Sequence[str], lessons: Mapping[str, Path]) -> list[Path]:
    """Find the notebooks that are meant; each of them once."""
    paths = {name: lessons.get(name, Path(name)) for name in names}
    unknown = [name for name, path in paths.items() if path.suffix != ".ipynb"]
    if not lessons and (unknown or not names):
        message = "There are no lessons here. Run this in the kit's folder, which holds notebooks/."
        raise UnknownNameError(message)
    if unknown:
        messages = (
            f"There is no lesson {name!r}. {expected(name, lessons, 'lessons')}" for name in unknown
        )
        raise UnknownNameError("\n".join(messages))
    return list(dict.fromkeys(path.resolve() for path in paths.values()))


def _refused_places(paths: Sequence[Path], lessons: Mapping[str, Path]) -> Iterator[Problem]:
    """Refuse what must not be a page, before anything of it is read."""
    stems = [path.stem for path in paths]
    for path in paths:
        if any(up.name == "solutions" and (up / "keys").is_dir() for up in path.parents):
            yield Problem(path, None, _SOLUTION, _STUDENTS)
        is_free = lessons.get(path.stem, path).resolve() == path
        if stems.count(path.stem) > 1 or f"{path.stem}.html" == INDEX or not is_free:
            what = "would become a page whose name another page has."
            yield Problem(path, None, what, "Rename the notebook.")


def _all_lessons(
    notebooks: Mapping[Path, Any],
    lessons: Mapping[str, Path],
    exercises: Mapping[str, Path],
    out: Path,
) -> list[Lesson]:
    """List all that will have a page: lessons in teaching order, assignments, other notebooks."""
    made = {path.stem: lesson_of(path.stem, notebook) for path, notebook in notebooks.items()}
    before = {name: title for name, title in page_titles(out).items() if name not in made}
    for name, title in before.items():
        made[name] = Lesson(name, title)
        found = read_notebook(lessons[name]) if name in lessons else Problem(out, None, "", "")
        if not isinstance(found, Problem):
            made[name] = lesson_of(name, found)
    for name in made.keys() & exercises.keys():
        made[name] = replace(made[name], about=about(exercises[name].parent))
    order = (*lessons, *exercises)
    place = {name: number for number, name in enumerate(order)}
    return sorted(made.values(), key=lambda one: (place.get(one.name, len(order)), one.name))
