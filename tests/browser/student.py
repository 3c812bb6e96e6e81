"""A copy of the kit for one test: its notebooks, its data, and the answers it collects."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


class Kit:
    """What a student has on disk; a test that is tried once more finds a fresh copy beside it."""

    def __init__(self, folder: Path) -> None:
        if folder.exists():
            folder = folder.with_name(f"{folder.name}_again")
        self.folder = folder
        self.answers = folder / "answers"
        for part in ("data", "notebooks"):
            ignored = shutil.ignore_patterns(".*", "answers")
            shutil.copytree(ROOT / part, folder / part, ignore=ignored)

    def add_exercise(self, name: str) -> str:
        """Add an exercise to the copy; give the path of its notebook inside the kit."""
        shutil.copytree(ROOT / "exercises" / name, self.folder / "exercises" / name)
        return f"exercises/{name}/{name}.ipynb"

    def write_notebook(self, *cells: str) -> str:
        """Write a notebook with these code cells; give its path inside the kit."""
        path = "notebooks/written_by_a_test.ipynb"
        content = {
            "cells": [_code_cell(number, text) for number, text in enumerate(cells)],
            "metadata": {"kernelspec": KERNELSPEC},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (self.folder / path).write_text(json.dumps(content), encoding="utf-8")
        return path

    def add_quiz(self, lesson: str, quiz: str, title: str, *questions: str) -> None:
        """Add a quiz with these questions to the copy's data."""
        lines = [f'["{lesson}".{quiz}]', f"title = {title!r}", f"questions = {list(questions)!r}"]
        with (self.folder / "data" / "decks.toml").open("a", encoding="utf-8") as file:
            file.write("\n".join(["", *lines, ""]))

    def entries(self, *kinds: str) -> list[dict[str, Any]]:
        """Read every line of these kinds from all answer files, repeated ones included."""
        lines = [
            json.loads(line)
            for path in sorted(self.answers.rglob("*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        chosen = [line for line in lines if line["kind"] in kinds]
        return sorted(chosen, key=lambda line: line["time"])


def _code_cell(number: int, text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": f"cell-{number}",
        "metadata": {},
        "outputs": [],
        "source": text,
    }
