"""Notebooks that have been run, made by hand: what tests of exported pages start from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from healthclaims.export.page import lesson_of, lesson_page
from healthclaims.widgets.base import PrintedWidget

VIEW = "application/vnd.jupyter.widget-view+json"
STATES = "application/vnd.jupyter.widget-state+json"
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def prose(text: str, *tags: str, **more: Any) -> dict[str, Any]:
    """A cell with text."""
    metadata = {"tags": list(tags)} if tags else {}
    return nbformat.v4.new_markdown_cell(text, metadata=metadata, **more)


def code(text: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    """A cell with code and what it put out."""
    metadata = {"tags": list(tags)} if tags else {}
    return nbformat.v4.new_code_cell(text, outputs=list(outputs), metadata=metadata)


def result(metadata: Mapping[str, Any] | None = None, **data: str) -> dict[str, Any]:
    """An output; its kinds are given as text_html, image_png and so on."""
    bundle = {kind.replace("_", "/"): content for kind, content in data.items()}
    return nbformat.v4.new_output("display_data", bundle, metadata=dict(metadata or {}))


def notebook(*cells: dict[str, Any]) -> Any:
    """A notebook of these cells."""
    return nbformat.v4.new_notebook(cells=list(cells))


def with_widgets(*widgets: PrintedWidget, prefix: str = "model") -> Any:
    """A notebook that shows widgets, one a cell, with their saved state."""
    states, cells = {}, []
    for number, widget in enumerate(widgets):
        name = f"{prefix}-{number}"
        output = result(text_html=str(widget.printed()))
        output["data"][VIEW] = {"model_id": name, "version_major": 2, "version_minor": 0}
        cells.append(code("lesson.show()", output))
        states[name] = {"model_name": "AnyModel", "state": dict(widget.get_state())}
    made = notebook(prose("# Widgets"), *cells)
    made.metadata["widgets"] = {STATES: {"state": states}}
    return made


def page_of(made: Any, folder: Path = Path(), name: str = "some_lesson") -> str:
    """The page of a notebook that stands alone."""
    lesson = lesson_of(name, made)
    return lesson_page(lesson, made, folder, [lesson])


def body_of(page: str) -> str:
    """What stands in the main part of a page."""
    found = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert found
    return found[0]
