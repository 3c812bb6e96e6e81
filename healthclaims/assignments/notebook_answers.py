"""What a student wrote into the cells of a notebook, read as JSON and never executed."""

from __future__ import annotations

import base64
import binascii
import functools
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from healthclaims.core.files import as_utf8

# What nbgrader puts where an answer is to be written.
STUB = "YOUR ANSWER HERE"
_OPEN_AGAIN = "Ask for the notebook again, saved in JupyterLab."
# Objects, lists and commas: a bound to the memory that a notebook takes once it is read.
_MOST_VALUES = 500_000
# What a person looks at: no more of it is shown.
MOST_EXTRAS, MOST_PICTURES, MOST_PICTURE_BYTES = 20, 6, 2_000_000
_PICTURES = (
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/gif", b"GIF8"),
    ("image/webp", b"RIFF"),
)
_DATA_URI = re.compile(r"data:image/[a-z]{3,5};base64,([A-Za-z0-9+/=\s]{16,})")
_TASK_CELL = re.compile(r"assignment\.task\(['\"]([\w-]+)")
_OPENED = re.compile(rb"open_assignment\(\\?['\"]([\w-]+)")
# What a cell is called by nbgrader and by itself, its text, and all of it.
_Cell = tuple[tuple[str, str], str | None, Any]
_CODE = re.compile(r"[()=\[\]{}]|^\s*(?:import|from|%|!)")


@dataclass(frozen=True)
class Extra:
    """What a student wrote or pasted where no answer was asked for.

    Parameters
    ----------
    task : str
        The task after whose words it stands; the first one where none is above it.
    text : str
        As written; empty for a picture alone.
    pictures : tuple of str
        Pictures of known kinds, as data URIs.
    left_out : int
        Pictures that are not shown: of another kind, too large, or too many.
    """

    task: str
    text: str
    pictures: tuple[str, ...] = ()
    left_out: int = 0


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
    cells, problem = _cells(as_utf8(notebook))
    if problem:
        return WrittenAnswers({}, (problem,), tuple(task_ids))
    texts, missing, problems = {}, [], []
    for task in task_ids:
        own = [source for names, source, _ in cells if names[0] == task]
        own = own or [source for names, source, _ in cells if not names[0] and names[1] == task]
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


def beside_answers(notebook: bytes, task_ids: Sequence[str], given: bytes) -> tuple[Extra, ...]:
    """Find what was written or pasted beside the places for answers, and pictures in them.

    `given` is the notebook as students get it: what stands there already is not the student's.
    """
    cells, _ = _cells(as_utf8(notebook))
    own_lines, whole, there = _lines_of_cells(given)
    extras: list[Extra] = []
    task = task_ids[0] if task_ids else ""
    room = MOST_PICTURES
    for own, written, cell in cells:
        source = written or ""
        above = _TASK_CELL.search(source)
        names = [name for name in own if name in task_ids]
        task = names[0] if names else above[1] if above and above[1] in task_ids else task
        if source in whole and not (isinstance(cell, dict) and cell.get("attachments")):
            continue
        shown, left_out = _pictures(cell, source, room)
        room -= len(shown)
        lines = [line for line in source.split("\n") if _plain(line) not in there]
        # An older copy of the assignment says the same in other words.
        before = own_lines.get(own[1], [])
        lines = [one for one in lines if not get_close_matches(one[:500], before, 1, 0.6)]
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            lines = [line for line in lines if len(line.split()) > 2 and not _CODE.search(line)]
        text = _DATA_URI.sub("(picture)", "\n".join(lines)).strip()
        if names:
            text = ""
        if (text or shown or left_out) and len(extras) < MOST_EXTRAS:
            extras.append(Extra(task, text, tuple(shown), left_out))
    return tuple(extras)


# A whole class has the same.
@functools.lru_cache(maxsize=8)
def _lines_of_cells(notebook: bytes) -> tuple[dict[str, list[str]], set[str], set[str]]:
    """Return the lines of each cell by its id, all cells as text, and all lines made plain."""
    cells, _ = _cells(as_utf8(notebook))
    own = {names[1]: (source or "").split("\n") for names, source, _ in cells}
    whole = {"\n".join(lines) for lines in own.values()}
    return own, whole, {_plain(line) for lines in own.values() for line in lines}


def assignment_of(notebook: bytes) -> str:
    """Return the assignment that a notebook opens; empty if it says none."""
    found = _OPENED.search(as_utf8(notebook))
    return found[1].decode() if found else ""


def _pictures(cell: Any, source: str, most: int) -> tuple[list[str], int]:
    """Return the pictures of a cell that are shown, and how many more there are."""
    found = list(_attached(cell)) + [match[1] for match in _DATA_URI.finditer(source)]
    shown: list[str] = []
    for one in found:
        try:
            content = base64.b64decode(one[: 2 * MOST_PICTURE_BYTES], validate=False)
        except (binascii.Error, ValueError):
            continue
        kind = next((kind for kind, start in _PICTURES if content.startswith(start)), "")
        is_webp = content[8:12] == b"WEBP" or kind != "image/webp"
        if kind and is_webp and len(content) <= MOST_PICTURE_BYTES and len(shown) < most:
            shown.append(f"data:{kind};base64,{base64.b64encode(content).decode()}")
    return shown, len(found) - len(shown)


def _attached(cell: Any) -> Iterator[str]:
    """Yield what was pasted into a cell, as base64."""
    attachments = cell.get("attachments") if isinstance(cell, dict) else None
    for bundle in attachments.values() if isinstance(attachments, dict) else ():
        for content in bundle.values() if isinstance(bundle, dict) else ():
            if isinstance(content, list) and all(isinstance(line, str) for line in content):
                content = "".join(content)
            if isinstance(content, str):
                yield content


def given_texts(notebook: bytes, task_ids: Sequence[str]) -> dict[str, str]:
    """Return the cells of some tasks as students get them, for `written_answers`."""
    cells, _ = _cells(as_utf8(notebook))
    return {names[0]: source for names, source, _ in cells if names[0] in task_ids and source}


# The same notebook is read for what stands in the places and beside them.
@functools.lru_cache(maxsize=2)
def _cells(text: bytes) -> tuple[list[_Cell], str]:
    """Return names, text and content of all cells; what is wrong if they cannot be read."""
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
    return [(_names(cell), _source(cell), cell) for cell in found["cells"]], ""


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
