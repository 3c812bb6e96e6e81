"""An assignment as a page: read, answer, write, and make the file to hand in.

It is made from what students have, and nothing of it is run. What the notebook says about
JupyterLab is left out. The page's own script is ``hand_in.js``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import healthclaims
from healthclaims.assignments.assignment import Assignment, Task
from healthclaims.assignments.notebook_answers import STUB
from healthclaims.assignments.page import AssignmentPage
from healthclaims.assignments.questions_file import QUESTIONS_FILE, read_assignment
from healthclaims.assignments.quiz_widget import MarkedQuiz
from healthclaims.assignments.student_kit import answers_in
from healthclaims.core.assets import asset
from healthclaims.core.files import home_dir
from healthclaims.core.html import Html, join, script_json, tag
from healthclaims.core.problems import Problem
from healthclaims.export.cells import CellMarkup, in_cell
from healthclaims.export.page import Lesson, course_page
from healthclaims.export.widget_state import ExportedWidgets
from healthclaims.learner.learner_code import DEFAULT_LEARNER
from healthclaims.widgets.base import bundle

_CALL = re.compile(r"assignment\.(\w+)\((?:['\"]([\w-]+)['\"])?\)")
# Cells and paragraphs that say what to do in JupyterLab.
_ABOUT_JUPYTER = ("here-", "marked-note", "hand-in")
_HOW_TO_START = ("**To start:**", "**Opened it again?**")
_HAND_IN = (
    *("core/zip.js", "core/sha256.js", "export/take_along.js"),
    *("export/still_open.js", "export/hand_in.js"),
)
_NO_QUESTIONS = f"is an assignment without its {QUESTIONS_FILE} beside it."
_AGAIN = "Get the assignment's folder again from whoever gave it to you."


def find_exercises() -> dict[str, Path]:
    """Return the notebooks of all assignments that students have, by name."""
    found = sorted((home_dir() / "exercises").glob(f"*/{QUESTIONS_FILE}"))
    paths = [path.with_name(f"{path.parent.name}.ipynb") for path in found]
    return {path.stem: path for path in paths if path.is_file()}


def is_assignment(notebook: Mapping[str, Any]) -> bool:
    """Return whether a notebook is one that is handed in and marked."""
    return any("nbgrader" in cell["metadata"] for cell in notebook["cells"])


def refused_assignment(path: Path) -> Iterator[Problem]:
    """Refuse an assignment that lacks its questions, or holds somebody's answers."""
    if not path.with_name(QUESTIONS_FILE).is_file():
        yield Problem(path, None, _NO_QUESTIONS, _AGAIN)
    yield from answers_in(path)


def about(folder: Path) -> str:
    """Return the points of an assignment and how long it takes."""
    return read_assignment(folder / QUESTIONS_FILE).effort


def assignment_page(
    lesson: Lesson,
    notebook: Mapping[str, Any],
    folder: Path,
    listed: Sequence[Lesson],
    *,
    offline: bool = False,
) -> str:
    """Make the page of an assignment from the folder that students get."""
    assignment = read_assignment(folder / QUESTIONS_FILE)
    return page_of(assignment, lesson, notebook, folder, listed, offline=offline)


def page_of(
    assignment: Assignment,
    lesson: Lesson,
    notebook: Mapping[str, Any],
    folder: Path,
    listed: Sequence[Lesson],
    *,
    offline: bool = False,
) -> str:
    """Make the page of an assignment that has been read."""
    widgets = ExportedWidgets({}, remembers=True)
    cells = CellMarkup(folder, {other.name: other.address for other in listed}, widgets)
    shown = {
        "lesson": lesson,
        "content": join(_content(notebook, assignment, folder, cells, widgets), "\n"),
        "hand_in": _hand_in(assignment, notebook),
    }
    return course_page(
        "export/assignment.html.j2",
        shown,
        widgets,
        assignment.name,
        listed,
        style=asset("export/assignment.css"),
        modules=[bundle(*_HAND_IN)],
        offline=offline,
    )


def _content(
    notebook: Mapping[str, Any],
    assignment: Assignment,
    folder: Path,
    cells: CellMarkup,
    widgets: ExportedWidgets,
) -> Iterator[Html]:
    """Give prose, texts, questions and places to write in the order of the notebook."""
    sheet = AssignmentPage(assignment, folder)
    tasks = {task.id: task for task in assignment.tasks}
    for cell in notebook["cells"]:
        called = _CALL.search(cell["source"]) if cell["cell_type"] == "code" else None
        place = tasks.get(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if place:
            yield _place_to_write(place)
        elif cell["cell_type"] == "markdown":
            if not cell.get("id", "").startswith(_ABOUT_JUPYTER):
                yield cells.render_markdown({**cell, "source": _without_start(cell["source"])})
        elif called is None and "setup" in cell["metadata"].get("tags", ()):
            yield in_cell(
                tag("p", tag("strong", assignment.effort), " What this looks at:"),
                tag("ul", join(tag("li", line) for line in assignment.assesses)),
            )
        elif called and called[1] == "read":
            yield from _block(cells, sheet.read()._repr_html_())
        elif called and called[1] == "task":
            yield from _block(cells, sheet.task(str(called[2]))._repr_html_())
        elif called and called[1] == "quiz":
            yield _questions(sheet.quiz(), widgets)


def _without_start(source: str) -> str:
    parts = re.split(r"\n\s*\n", source)
    return "\n\n".join(part for part in parts if not part.startswith(_HOW_TO_START))


def _block(cells: CellMarkup, made: Html) -> list[Html]:
    """Render what a cell would show, in the same way as in a lesson."""
    output = {"output_type": "display_data", "data": {"text/html": str(made)}}
    return cells.render_outputs({"outputs": [output]})


def _questions(quiz: MarkedQuiz, widgets: ExportedWidgets) -> Html:
    """Place the questions, without anything that was answered on this machine."""
    state = {**quiz.get_state(), "resume": [], "latest": 0}
    # Its first part is the code of whoever makes the page.
    key = state["deck"]["key"].partition("/")[2]
    state["deck"] = {**state["deck"], "key": f"{DEFAULT_LEARNER}/{key}"}
    kind = f"{MarkedQuiz.__module__}.{MarkedQuiz.__qualname__}"
    return widgets.place(kind, state, quiz.printed())


def _place_to_write(task: Task) -> Html:
    name, told = f"write-{task.id}", f"words-{task.id}"
    return tag(
        "div",
        tag("label", f"Your answer: {task.title}", for_=name),
        tag(
            "textarea",
            id=name,
            rows="8",
            data_task=task.id,
            disabled="",
            aria_describedby=told,
        ),
        tag("p", id=told, class_="words"),
        class_="cell writing",
    )


def _hand_in(assignment: Assignment, notebook: Mapping[str, Any]) -> Html:
    """Give the page's script what it packs: the notebook as students have it, and no key."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    content = {
        "name": assignment.name,
        "kit_version": healthclaims.__version__,
        "stub": STUB,
        "questions": [{"id": asked.id, "seen": asked.seen} for asked in assignment.questions],
        "tasks": [
            {"id": task.id, "title": task.title, "most_words": task.most_words}
            for task in assignment.tasks
        ],
        "notebook": {**notebook, "cells": cells},
    }
    data = script_json(content)
    return Html(f'<script type="application/json" id="assignment">{data}</script>')
