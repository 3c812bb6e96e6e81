"""The cells of an untrusted notebook, read as JSON and never executed."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from healthclaims.core.files import as_utf8

_OPEN_AGAIN = "Ask for the notebook again, saved in JupyterLab."
# Objects, lists and commas: a bound to the memory that a notebook takes once it is read.
_MOST_VALUES = 500_000
_OPENED = re.compile(rb"open_assignment\(\\?['\"]([\w-]+)")


class Cell(NamedTuple):
    """One cell; `content` is all of it, empty where something else stands in its place.

    `name` is what nbgrader calls it, `id` what it calls itself, each empty where there is none;
    `source` is its text, None where it has none.
    """

    name: str
    id: str
    source: str | None
    content: dict[str, Any]


# The same notebook is read for what stands in the places and beside them.
@functools.lru_cache(maxsize=2)
def read_cells(notebook: bytes) -> tuple[list[Cell], str]:
    """Read all cells; what is wrong if they cannot be read."""
    text = as_utf8(notebook)
    if sum(map(text.count, (b"{", b"[", b","))) > _MOST_VALUES:
        return [], f"This notebook holds far more than anybody writes. {_OPEN_AGAIN}"
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return [], f"This notebook is damaged. {_OPEN_AGAIN}"
    if not isinstance(found, dict) or found.get("nbformat") != 4:
        return [], f"This is no notebook of version 4. {_OPEN_AGAIN}"
    if not isinstance(found.get("cells"), list):
        return [], f"This notebook has no list of cells. {_OPEN_AGAIN}"
    return [_cell(content if isinstance(content, dict) else {}) for content in found["cells"]], ""


def _cell(content: dict[str, Any]) -> Cell:
    metadata = content.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = grading.get("grade_id") if isinstance(grading, dict) else None
    own = content.get("id")
    return Cell(
        name if isinstance(name, str) else "",
        own if isinstance(own, str) else "",
        _source(content),
        content,
    )


def _source(content: dict[str, Any]) -> str | None:
    source = text_of(content.get("source"))
    if source is None:
        return None
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    return lines.encode("utf-8", "replace").decode()


def text_of(lines: object) -> str | None:
    """Return a text that notebooks hold whole or as a list of lines; None if it is neither."""
    if isinstance(lines, list) and all(isinstance(line, str) for line in lines):
        return "".join(lines)
    return lines if isinstance(lines, str) else None


def places_for(task: str, cells: Sequence[Cell]) -> list[Cell]:
    """Find the cells that an answer is read from: nbgrader's name tells them, or else the id."""
    named = [cell for cell in cells if cell.name == task]
    return named or [cell for cell in cells if not cell.name and cell.id == task]


def assignment_of(notebook: bytes) -> str:
    """Return the assignment that a notebook opens; empty if it says none."""
    found = _OPENED.search(as_utf8(notebook))
    return found[1].decode() if found else ""


def plain(line: str) -> str:
    """Return a line without what may differ unseen."""
    return " ".join(line.split())
