"""Lessons as pages in one file each, for use without Jupyter and without a network."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from healthclaims.core.files import home_dir
from healthclaims.core.problems import Problem, UnknownNameError, expected, raise_if_any
from healthclaims.export.folder import INDEX, find_obstacles, page_titles, write_page
from healthclaims.export.page import Lesson, index_page, lesson_of, lesson_page
from healthclaims.export.run import read_notebook, run_notebook

_MOST_AT_ONCE = 4
_SOLUTION = "stands in solutions/ and holds answers."
_ASSIGNMENT = "is an assignment, and a page keeps no answers."
_STUDENTS = "Pages are for students: export lessons, and let assignments be done in JupyterLab."


def export_pages(names: Sequence[str], out: Path) -> Iterator[str]:
    """Run lessons and write each as a page of its own, and a page that links them.

    Parameters
    ----------
    names : sequence of str
        Names of lessons, or paths of notebooks; all lessons by default.
    out : Path
        Folder for the pages. What this command made there before is written anew, all else stays.

    Yields
    ------
    str
        One line for each page.

    Raises
    ------
    UnknownNameError
        If there is no such lesson; the message lists those that there are.
    DataError
        If a notebook cannot become a page, or a page cannot be written; all problems at once.
    """
    lessons = {path.stem: path for path in sorted((home_dir() / "notebooks").glob("*.ipynb"))}
    chosen = _chosen(names, lessons)
    raise_if_any(
        [*_refused_places(chosen, lessons), *find_obstacles([path.stem for path in chosen], out)]
    )
    read = {path: read_notebook(path) for path in chosen}
    raise_if_any(found for found in read.values() if isinstance(found, Problem))
    notebooks = {path: found for path, found in read.items() if not isinstance(found, Problem)}
    raise_if_any(_refused(notebooks))
    with ThreadPoolExecutor(min(_MOST_AT_ONCE, os.cpu_count() or 1)) as pool:
        raise_if_any(filter(None, pool.map(run_notebook, notebooks, notebooks.values())))
    all_lessons = _all_lessons(notebooks, lessons, out)
    by_name = {lesson.name: lesson for lesson in all_lessons}
    for path, notebook in notebooks.items():
        lesson = by_name[path.stem]
        yield write_page(out / lesson.page, lesson_page(lesson, notebook, path.parent, all_lessons))
    yield write_page(out / INDEX, index_page(all_lessons))


def _chosen(names: Sequence[str], lessons: Mapping[str, Path]) -> list[Path]:
    """Find the notebooks that are meant; each of them once."""
    paths = {name: lessons.get(name, Path(name)) for name in names or lessons}
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


def _refused(notebooks: Mapping[Path, Any]) -> Iterator[Problem]:
    for path, notebook in notebooks.items():
        if any("nbgrader" in cell["metadata"] for cell in notebook["cells"]):
            yield Problem(path, None, _ASSIGNMENT, _STUDENTS)


def _all_lessons(
    notebooks: Mapping[Path, Any], lessons: Mapping[str, Path], out: Path
) -> list[Lesson]:
    """List everything that will have a page: lessons in teaching order, then other notebooks."""
    made = {path.stem: lesson_of(path.stem, notebook) for path, notebook in notebooks.items()}
    before = {name: title for name, title in page_titles(out).items() if name not in made}
    for name, title in before.items():
        made[name] = Lesson(name, title)
        found = read_notebook(lessons[name]) if name in lessons else Problem(out, None, "", "")
        if not isinstance(found, Problem):
            made[name] = lesson_of(name, found)
    return sorted(made.values(), key=lambda lesson: (lesson.name not in lessons, lesson.name))
