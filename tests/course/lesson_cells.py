"""What notebooks and documents say: the prose of every cell, with its place."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("docs/**/*.md")])


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook."""

    notebook: Path
    id: str
    text: str
    is_prose: bool
    shown: str

    @property
    def place(self) -> str:
        """Name of the notebook and of the cell, as a message tells it."""
        return f"{self.notebook.stem}, cell {self.id}"


@functools.cache
def cells_of(notebook: Path) -> tuple[Cell, ...]:
    """Read the cells of a notebook; `shown` is the HTML of what a code cell printed."""
    stored = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return tuple(
        Cell(
            notebook,
            cell["id"],
            "".join(cell["source"]),
            cell["cell_type"] == "markdown",
            "".join(
                "".join(output.get("data", {}).get("text/html", ""))
                for output in cell.get("outputs", ())
            ),
        )
        for cell in stored
    )


def lesson_cells() -> list[Cell]:
    """Read the cells of all lessons."""
    return [cell for lesson in LESSONS for cell in cells_of(lesson)]


def lesson_prose() -> list[Cell]:
    """Read the prose cells of all lessons."""
    return [cell for cell in lesson_cells() if cell.is_prose]
