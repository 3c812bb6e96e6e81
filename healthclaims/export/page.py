"""A lesson that has been run, as one page: opened from a file, with nothing fetched.

What the pages look like stands in ``lesson.html.j2`` and ``index.html.j2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from healthclaims.core.assets import asset
from healthclaims.core.html import Html, join, tag
from healthclaims.core.offline_page import offline_page
from healthclaims.core.untrusted import clean_text
from healthclaims.export.cells import CellMarkup, in_cell
from healthclaims.export.folder import INDEX, MADE_BY
from healthclaims.export.widget_state import ExportedWidgets
from healthclaims.widgets.base import bundle

COURSE = "Learning to read health claims"
# A cell with this tag is about JupyterLab itself, or about what a page tells in its own way.
NEEDS_TAG = "needs-jupyter"
# One with this tag is of use only where answers are kept, which paper does not do.
MEMORY_TAG = "needs-memory"
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
# Whole lines of them, and what stands before a line of code.
_COMMENTS = re.compile(r"^(?:\s*//.*\n|\s*/\*\*(?s:.*?)\*/\n|[ \n]+)*", re.MULTILINE)
_STATE = "application/vnd.jupyter.widget-state+json"
_NOTE = (
    "Quizzes, marking and sliders work. What you answer stays in this browser and is sent nowhere. "
    "Where the text asks you to run a cell, that has been done. Where your own results would "
    "stand, you see those of a simulated learner. What needs JupyterLab says so."
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
    about : str
        Of an assignment: its points and how long it takes; empty for others.
    """

    name: str
    title: str
    aim: str = ""
    about: str = ""

    @property
    def page(self) -> str:
        """Name of the page."""
        return f"{self.name}.html"

    @property
    def address(self) -> str:
        """The page as a link names it: in a name anything may stand, in an address not."""
        return quote(self.page.encode("utf-8", "surrogateescape"), safe="")

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
    lesson: Lesson,
    notebook: Mapping[str, Any],
    folder: Path,
    lessons: Sequence[Lesson],
    *,
    offline: bool = False,
) -> str:
    """Make the page of a lesson from its notebook, as it was run, with the state of its widgets.

    Pictures are taken from the folder that the notebook lies in; lessons are all that have a page,
    in teaching order. `offline` lets browsers keep the page, see ``export/offline.js``.
    """
    saved = notebook["metadata"].get("widgets", {}).get(_STATE, {}).get("state", {})
    widgets = ExportedWidgets({name: model["state"] for name, model in saved.items()})
    cells = CellMarkup(folder, {other.name: other.address for other in lessons}, widgets)
    content = join(_content(notebook, cells), "\n")
    before, after = _neighbours(lesson, [other for other in lessons if not other.about])
    shown = {
        "lesson": lesson,
        "before": before,
        "after": after,
        "content": content,
        "has_heading": "<h1>" in content,
        "code": _code(notebook),
        "has_widgets": bool(widgets),
    }
    return course_page(
        "export/lesson.html.j2", shown, widgets, lesson.name, lessons, offline=offline
    )


def index_page(listed: Sequence[Lesson], *, offline: bool = False) -> str:
    """Make the front page, which links all lessons, in teaching order, and assignments."""
    shown = {
        "lessons": [one for one in listed if not one.about],
        "assignments": [one for one in listed if one.about],
    }
    memory = ExportedWidgets({}, remembers=True)
    go_on = [bundle("export/front.js")]
    return course_page(
        "export/index.html.j2", shown, memory, "", listed, modules=go_on, offline=offline
    )


def course_page(
    template: str,
    content: Mapping[str, object],
    widgets: ExportedWidgets,
    name: str,
    listed: Sequence[Lesson],
    *,
    style: str = "",
    modules: Sequence[str] = (),
    offline: bool = False,
) -> str:
    """Render the page of a name from its template, with its widgets and what keeps their answers.

    `style` and `modules` are those of the page itself; `offline` lets browsers keep it.
    """
    pages = {other.name: (other.address, other.shown) for other in listed}
    course = {"made_by": MADE_BY, "course": COURSE, "index": INDEX, "note": _NOTE}
    keep = [asset("export/keep_offline.js")] if offline else []
    return offline_page(
        template,
        {**course, **content, "data": widgets.data(name, pages)},
        asset("export/page.css") + style + widgets.style(),
        first=asset("export/database.js") if widgets else "",
        module=_one_module([*widgets.modules(name), *modules, *keep]),
        outside=True,
        worker=offline,
    )


def _one_module(modules: Sequence[str]) -> str:
    """Put modules into one, each in a block of its own; what they share stands in it once.

    Comments are left out: a page is there the sooner, the less there is to read.
    """
    shared = asset("widgets/_shared.js")
    blocks = (f"{{\n{module.removeprefix(shared)}\n}}\n" for module in modules)
    return _COMMENTS.sub("", f"{shared}\n{''.join(blocks)}") if modules else ""


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
    """Give prose and results in order, without what is about JupyterLab."""
    for cell in notebook["cells"]:
        if {"setup", NEEDS_TAG} & set(cell["metadata"].get("tags", ())):
            continue
        if cell["cell_type"] == "markdown":
            yield cells.render_markdown(cell)
        elif cell["cell_type"] == "code":
            yield from cells.render_outputs(cell)
        else:
            yield in_cell(tag("pre", clean_text(cell["source"])))


def _code(notebook: Mapping[str, Any]) -> list[str]:
    """List the code of all cells: on a page it explains, and cannot be run."""
    return [
        clean_text(str(cell["source"]))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and str(cell["source"]).strip()
    ]
