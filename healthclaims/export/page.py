"""A lesson that has been run, as one page: opened from a file, with nothing fetched."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.core.assets import asset
from healthclaims.core.html import Html, escape, join, tag
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
_NO_SCRIPT = (
    "Scripts do not run in this browser. In place of quizzes and sliders you see a printed copy "
    "of each. Try another browser."
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
    """Read what a lesson says of itself.

    Parameters
    ----------
    name : str
        Name of its file without the ending.
    notebook : mapping
        The notebook.

    Returns
    -------
    Lesson
        Its title and aim.
    """
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
    """Make the page of a lesson.

    Parameters
    ----------
    lesson : Lesson
        The lesson.
    notebook : mapping
        It, as it was run, with the state of its widgets.
    folder : Path
        Where the notebook lies.
    lessons : sequence of Lesson
        All that have a page, in teaching order.

    Returns
    -------
    str
        A page in one file. The same input gives the same page.
    """
    saved = notebook["metadata"].get("widgets", {}).get(_STATE, {}).get("state", {})
    widgets = ExportedWidgets({name: model["state"] for name, model in saved.items()})
    cells = CellMarkup(folder, {other.name: other.page for other in lessons}, widgets)
    content = join(_content(notebook, cells), "\n")
    if "<h1>" not in content:
        content = join([in_cell(tag("h1", lesson.title)), content], "\n")
    note = tag(
        "div",
        tag("p", tag("strong", "A copy of the lesson that works without Jupyter. "), _NOTE),
        tag("p", _NO_SCRIPT, id="no-script") if len(widgets) else "",
        class_="note",
    )
    page = offline_page(
        f"{lesson.title} – {COURSE}",
        asset("export/page.css") + widgets.style(),
        tag("a", "Skip to the lesson", href="#lesson", class_="skip"),
        tag(
            "header",
            tag("nav", tag("a", f"{COURSE}: all lessons", href=INDEX), aria_label="Course"),
        ),
        tag("main", note, content, id="lesson"),
        _after(lesson, lessons, _code(notebook)),
        widgets.data(),
        modules=widgets.modules(),
        outside=True,
    )
    return _signed(page)


def index_page(lessons: Sequence[Lesson]) -> str:
    """Make the page that links all lessons.

    Parameters
    ----------
    lessons : sequence of Lesson
        All that have a page, in teaching order.

    Returns
    -------
    str
        A page in one file.
    """
    items = (
        tag(
            "li",
            tag("a", lesson.shown, href=lesson.page),
            tag("p", f"After it you can {lesson.aim}") if lesson.aim else "",
        )
        for lesson in lessons
    )
    page = offline_page(
        COURSE,
        asset("export/page.css"),
        tag(
            "main",
            in_cell(
                tag("h1", COURSE),
                tag("p", "Copies of the lessons that work without Jupyter. ", _NOTE),
                tag("p", "Nothing here is medical advice."),
            ),
            tag("ul", join(items), class_="lessons"),
            id="lesson",
        ),
        outside=True,
    )
    return _signed(page)


def _signed(page: str) -> str:
    """Say on the page itself that it has no Python, and who made it."""
    signed = f'<!DOCTYPE html>\n<!-- {MADE_BY} -->\n<html lang="en" data-python="none">'
    return page.replace('<!DOCTYPE html>\n<html lang="en">', signed, 1)


def _after(lesson: Lesson, lessons: Sequence[Lesson], code: Html) -> Html:
    place = next((n for n, other in enumerate(lessons) if other.name == lesson.name), -1)
    links = [tag("a", "All lessons", href=INDEX)]
    if place > 0:
        before = lessons[place - 1]
        links.insert(0, tag("a", f"← {before.shown}", href=before.page))
    if 0 <= place < len(lessons) - 1:
        after = lessons[place + 1]
        links.append(tag("a", f"{after.shown} →", href=after.page))
    return tag("footer", code, tag("nav", *links, aria_label="Lessons"))


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
                yield cells.prose(cell)
            elif cell["cell_type"] == "code":
                yield from cells.results(cell)
            else:
                yield in_cell(tag("pre", clean_text(cell["source"])))


def _tags(cell: Mapping[str, Any]) -> Sequence[str]:
    tags: Sequence[str] = cell["metadata"].get("tags", ())
    return tags


def _headings(cell: Mapping[str, Any]) -> list[str]:
    is_prose = cell["cell_type"] == "markdown"
    return [clean_text(name) for name in _HEADING.findall(cell["source"])] if is_prose else []


def _code(notebook: Mapping[str, Any]) -> Html:
    """Give all code in one fold: on a page it explains, and cannot be run."""
    texts = [
        clean_text(str(cell["source"]))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and str(cell["source"]).strip()
    ]
    if not texts:
        return Html("")
    return in_cell(
        tag(
            "details",
            tag("summary", "Code behind this lesson"),
            tag("p", escape("What was run in Jupyter to make this page, one block a cell.")),
            *(tag("pre", tag("code", text)) for text in texts),
        )
    )
