"""A lesson that has been run, as one page: opened from a file, with nothing fetched.

What the pages look like stands in ``lesson.html.j2`` and ``index.html.j2``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.core.assets import asset
from healthclaims.core.html import Html, join, tag
from healthclaims.core.offline_page import offline_page
from healthclaims.core.untrusted import clean_text
from healthclaims.export.cells import CellMarkup, in_cell
from healthclaims.export.folder import INDEX, MADE_BY
from healthclaims.export.widget_state import ExportedWidgets, needs_jupyterlab

COURSE = "Learning to read health claims"
# A cell with this tag is about JupyterLab itself.
NEEDS_TAG = "needs-jupyter"
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_STATE = "application/vnd.jupyter.widget-state+json"
_NOTE = (
    "Quizzes, marking and sliders work. Nothing you do here is saved or sent. Where the text asks "
    "you to run a cell, that has been done. Where your own results would stand, you see those of "
    "a simulated learner. What needs JupyterLab says so."
)


@dataclass(frozen=True)
class Lesson:
    """A notebook that is to become a page.

    Parameters
    ----------
    name : str
        Name of its file without the ending.
    title : str
        Its first heading.
    aim : str
        What a reader can do afterwards; empty where it does not say.
    """

    name: str
    title: str
    aim: str = ""

    @property
    def page(self) -> str:
        """Name of the page."""
        return f"{self.name}.html"

    @property
    def shown(self) -> str:
        """The title, with the number that the file has."""
        number = re.match(r"\d+", self.name)
        return f"{number[0]} {self.title}" if number else self.title


def lesson_of(name: str, notebook: Mapping[str, Any]) -> Lesson:
    """Read the title and aim of a lesson; the name is that of its file without the ending."""
    prose = [str(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    title = next((found[1] for text in prose if (found := _HEADING.search(text))), name)
    aim = next(
        (
            found[1]
            for text in prose
            if (found := re.search(r"\*\*After this lesson you can\*\* (.+)", text))
        ),
        "",
    )
    return Lesson(name, clean_text(title), clean_text(aim))


def lesson_page(
    lesson: Lesson, notebook: Mapping[str, Any], folder: Path, lessons: Sequence[Lesson]
) -> str:
    """Make the page of a lesson from its notebook, as it was run, with the state of its widgets.

    Pictures are taken from the folder that the notebook lies in; lessons are all that have a page,
    in teaching order.
    """
    saved = notebook["metadata"].get("widgets", {}).get(_STATE, {}).get("state", {})
    widgets = ExportedWidgets({name: model["state"] for name, model in saved.items()})
    cells = CellMarkup(folder, {other.name: other.page for other in lessons}, widgets)
    content = join(_content(notebook, cells), "\n")
    before, after = _neighbours(lesson, lessons)
    shown = {
        "lesson": lesson,
        "before": before,
        "after": after,
        "content": content,
        "has_heading": "<h1>" in content,
        "code": _code(notebook),
        "has_widgets": len(widgets) > 0,
        "data": widgets.data(),
    }
    return _page("export/lesson.html.j2", shown, widgets.style(), widgets.modules())


def index_page(lessons: Sequence[Lesson]) -> str:
    """Make the page that links all lessons, in teaching order."""
    return _page("export/index.html.j2", {"lessons": lessons})


def _page(
    template: str, content: Mapping[str, object], style: str = "", modules: Sequence[str] = ()
) -> str:
    course = {"made_by": MADE_BY, "course": COURSE, "index": INDEX, "note": _NOTE}
    return offline_page(
        template,
        {**course, **content},
        asset("export/page.css") + style,
        modules=modules,
        outside=True,
    )


def _neighbours(lesson: Lesson, lessons: Sequence[Lesson]) -> tuple[Lesson | None, Lesson | None]:
    """Find the lessons before and after; none for a page that is not among them."""
    names = [other.name for other in lessons]
    if lesson.name not in names:
        return None, None
    place = names.index(lesson.name)
    return (
        lessons[place - 1] if place > 0 else None,
        lessons[place + 1] if place + 1 < len(lessons) else None,
    )


def _content(notebook: Mapping[str, Any], cells: CellMarkup) -> Iterator[Html]:
    """Give prose and results in order; of what is about JupyterLab, the headings only."""
    shown = [cell for cell in notebook["cells"] if "setup" not in _tags(cell)]
    for is_left_out, group in itertools.groupby(shown, lambda cell: NEEDS_TAG in _tags(cell)):
        if is_left_out:
            names = [name for cell in group for name in _headings(cell)]
            yield needs_jupyterlab(", ".join(f"“{name}”" for name in names))
            continue
        for cell in group:
            if cell["cell_type"] == "markdown":
                yield cells.render_markdown(cell)
            elif cell["cell_type"] == "code":
                yield from cells.render_outputs(cell)
            else:
                yield in_cell(tag("pre", clean_text(cell["source"])))


def _tags(cell: Mapping[str, Any]) -> Sequence[str]:
    tags: Sequence[str] = cell["metadata"].get("tags", ())
    return tags


def _headings(cell: Mapping[str, Any]) -> list[str]:
    is_prose = cell["cell_type"] == "markdown"
    return [clean_text(name) for name in _HEADING.findall(cell["source"])] if is_prose else []


def _code(notebook: Mapping[str, Any]) -> list[str]:
    """List the code of all cells: on a page it explains, and cannot be run."""
    return [
        clean_text(str(cell["source"]))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and str(cell["source"]).strip()
    ]
