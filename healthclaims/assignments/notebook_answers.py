"""What a student wrote into the cells of a notebook, read as JSON and never executed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from healthclaims.core.files import as_utf8

# What nbgrader puts where an answer is to be written.
STUB = "YOUR ANSWER HERE"
_OPEN_AGAIN = "Ask for the notebook again, saved in JupyterLab."
# Objects, lists and commas: a bound to the memory that a notebook takes once it is read.
_MOST_VALUES = 500_000


@dataclass(frozen=True)
class WrittenAnswers:
    """What was written in answer to some tasks.

    Parameters
    ----------
    texts : dict of str to str
        Task to what was written, as Markdown; tasks without an answer are left out.
    problems : tuple of str
        One sentence for each thing an instructor should know.
    missing : tuple of str
        Tasks for which there is no place to write, since its cell was deleted.
    """

    texts: dict[str, str]
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def written_answers(
    notebook: bytes, task_ids: Sequence[str], given: Mapping[str, str] | None = None
) -> WrittenAnswers:
    """Read the written answers of one notebook.

    Parameters
    ----------
    notebook : bytes
        An untrusted notebook.
    task_ids : sequence of str
        Names of the tasks: nbgrader's ``grade_id``, or else the cell's id.
    given : mapping of str to str, optional
        Task to the text of its cell as students get it, see `given_texts`: what stands there
        already is not taken for an answer. Without it, everything above `STUB` is not.

    Returns
    -------
    WrittenAnswers
        Nothing is raised, whatever the notebook holds.
    """
    cells, problems = _cells(notebook)
    if cells is None:
        return WrittenAnswers({}, tuple(problems), tuple(task_ids))
    texts, missing = {}, []
    for task in task_ids:
        own = [source for names, source in cells if names[0] == task]
        own = own or [source for names, source in cells if not names[0] and names[1] == task]
        if not own:
            missing.append(task)
            problems.append(deleted(task))
        if None in own:
            problems.append(f"The place for {task} holds no text.")
        found = [_answer(source, (given or {}).get(task, "")) for source in own if source]
        different = list(dict.fromkeys(text for text in found if text))
        if different:
            texts[task] = "\n\n".join(different)
        if len(own) > 1:
            what = "are put together" if len(different) > 1 else "hold one answer"
            problems.append(f"There are {len(own)} places for {task}; they {what}.")
    return WrittenAnswers(texts, tuple(problems), tuple(missing))


def given_texts(notebook: bytes, task_ids: Sequence[str]) -> dict[str, str]:
    """Return the cells of some tasks as students get them, for `written_answers`."""
    cells, _ = _cells(notebook)
    return {names[0]: source for names, source in cells or () if names[0] in task_ids and source}


def _cells(notebook: bytes) -> tuple[list[tuple[tuple[str, str], str | None]] | None, list[str]]:
    """Return the names and text of all cells, and problems; no cells if it cannot be read."""
    text = as_utf8(notebook)
    if sum(map(text.count, (b"{", b"[", b","))) > _MOST_VALUES:
        return None, [f"This notebook holds far more than anybody writes. {_OPEN_AGAIN}"]
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None, [f"This notebook is damaged. {_OPEN_AGAIN}"]
    if not isinstance(found, dict) or found.get("nbformat") != 4:
        return None, [f"This is no notebook of version 4. {_OPEN_AGAIN}"]
    if not isinstance(found.get("cells"), list):
        return None, [f"This notebook has no list of cells. {_OPEN_AGAIN}"]
    return [(_names(cell), _source(cell)) for cell in found["cells"]], []


def _names(cell: Any) -> tuple[str, str]:
    """Return what nbgrader calls a cell, and its own id; empty where there is none."""
    if not isinstance(cell, dict):
        return "", ""
    metadata = cell.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = grading.get("grade_id") if isinstance(grading, dict) else None
    own = cell.get("id")
    return name if isinstance(name, str) else "", own if isinstance(own, str) else ""


def _source(cell: Any) -> str | None:
    """Return the text of a cell; None if there is something else in its place."""
    source = cell.get("source") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    return lines.encode("utf-8", "replace").decode()


def deleted(task: str) -> str:
    """Return the sentence that there is no place to write."""
    return f"The place for {task} was deleted."


def _answer(source: str, given: str) -> str:
    """Take away what stood in the cell before anything was written."""
    lines = source.split("\n")
    if given:
        there = Counter(_plain(line) for line in given.split("\n"))
        kept = []
        for line in lines:
            if line.strip() and there[_plain(line)] > 0:
                there[_plain(line)] -= 1
            else:
                kept.append(line)
        lines = kept
    elif any(map(_is_stub, lines)):
        lines = lines[next(n for n, line in enumerate(lines) if _is_stub(line)) + 1 :]
    return "\n".join(line for line in lines if not _is_stub(line)).strip()


def _is_stub(line: str) -> bool:
    return _plain(line) == STUB


def _plain(line: str) -> str:
    return " ".join(line.split())
