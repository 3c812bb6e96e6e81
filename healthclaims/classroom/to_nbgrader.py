"""Puts submissions where nbgrader looks for them: one folder a student, two files in it.

Files are read within limits and written under names of ours. A cell that a student copied is
marked once: its copies lose what nbgrader knows them by, and keep their text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from healthclaims.classroom.file_kinds import LOG, NOTEBOOK
from healthclaims.classroom.inbox import Inbox, Part, Submission
from healthclaims.classroom.keys import load_key
from healthclaims.classroom.mark_run import page_name
from healthclaims.classroom.submitted_notebooks import likest
from healthclaims.core.files import as_utf8
from healthclaims.core.problems import DataError, Problem
from healthclaims.practice.hand_in import LOG_FILE


def collect(submissions: Sequence[Path], name: str, folder: Path) -> Iterator[str]:
    """Write every submission as ``<folder>/<student>/<assignment>/``.

    Parameters
    ----------
    submissions : sequence of Path
        Zips, folders and files: downloads of a learning platform or plain ones.
    name : str
        Name of the assignment.
    folder : Path
        nbgrader's folder of submissions.

    Yields
    ------
    str
        One line for each student, and one for each file that was not used.

    Raises
    ------
    KeyError
        If there is no such assignment.
    DataError
        If a path holds nothing, or a student is there already; all of them at once.
    """
    load_key(name)
    with Inbox(submissions, name) as inbox:
        places = {student.key: folder / _folder(student) / name for student in inbox.students}
        there = [path for path in places.values() if path.exists()]
        if there:
            remedy = "Remove it, or give another folder with --out."
            raise DataError([Problem(path, None, "is there already.", remedy) for path in there])
        for unread in inbox.unread:
            yield f"not used: {unread.file}: {unread.reason}"
        for student in inbox.students:
            yield from _write(inbox.read(student), places[student.key], name)


def _folder(student: Any) -> str:
    # nbgrader's own way to name a student is a folder name, so it is kept where it can be.
    return page_name(student).removesuffix(".html").removeprefix("plain_").removeprefix("nbgrader_")


def _write(submission: Submission, folder: Path, name: str) -> Iterator[str]:
    for unread in submission.unread:
        yield f"not used: {unread.file}: {unread.reason}"
    notebooks = likest([part for part in submission.parts if part.kind == NOTEBOOK], name)
    logs = [part for part in submission.parts if part.kind == LOG]
    folder.mkdir(parents=True)
    if notebooks:
        (folder / f"{name}.ipynb").write_bytes(_once(notebooks[0]))
    if logs:
        lines = [as_utf8(part.content).rstrip(b"\n") + b"\n" for part in logs]
        (folder / LOG_FILE).write_bytes(b"".join(lines))
    missing = [] if notebooks else ["no notebook: nbgrader cannot mark it"]
    missing += [] if logs else ["no answer log"]
    yield f"{folder.parent.name}: {'; '.join(missing) or 'notebook and answer log'}"


def _once(part: Part) -> bytes:
    """Take nbgrader's name off all but the last cell that has it, as nbgrader itself would."""
    content = as_utf8(part.content)
    try:
        notebook = json.loads(content)
        cells = notebook["cells"]
        names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells]
        last = {name: place for place, name in enumerate(names)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return content
    copies = [place for place, name in enumerate(names) if name and last[name] != place]
    if not copies:
        return content
    for place in copies:
        del cells[place]["metadata"]["nbgrader"]
    return json.dumps(notebook, ensure_ascii=False).encode("utf-8", "replace")
