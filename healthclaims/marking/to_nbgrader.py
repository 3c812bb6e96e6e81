"""Puts submissions where nbgrader looks for them: one folder a student, two files in it.

Files are read within limits and written under names of ours. A cell that a student copied is
marked once: its copies lose what nbgrader knows them by, and keep their text.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from healthclaims.assignments.hand_in import LOG_FILE
from healthclaims.core.atomic_write import naming
from healthclaims.core.files import as_utf8
from healthclaims.core.problems import DataError, Problem
from healthclaims.marking.key import Key, load_key
from healthclaims.marking.page_names import plain_name
from healthclaims.marking.wording import NOTHING_HANDED_IN
from healthclaims.submissions.file_kinds import LOG, Part
from healthclaims.submissions.inbox import Inbox, Student, Submission
from healthclaims.submissions.submitted_logs import log_lines, other_assignment
from healthclaims.submissions.submitted_notebooks import most_likely_first, others_only


def collect(submissions: Sequence[Path], name: str, folder: Path) -> Iterator[str]:
    """Write every submission as ``<folder>/<student>/<assignment>/``, where nbgrader looks for it.

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
    ValueError
        If nobody handed in anything.
    """
    key = load_key(name)
    inbox = Inbox(submissions, name)
    folders = _folders(inbox.students)
    places = {key: folder / own / name for key, own in folders.items()}
    there = [path for path in places.values() if path.exists()]
    if there:
        remedy = "Remove it, or give another folder with --out."
        raise DataError([Problem(path, None, "is there already.", remedy) for path in there])
    for unread in inbox.unread:
        yield f"not used: {unread.file}: {unread.reason}"
    for student in inbox.students:
        yield from _write(inbox.read(student), places[student.key], key)
    if not inbox.students:
        raise ValueError(NOTHING_HANDED_IN)


def _folders(students: Sequence[Student]) -> dict[str, str]:
    """Name a folder for each student; whose short names are the same, keep the long ones."""
    # nbgrader's own way to name a student is a folder name, so it is kept where it can be.
    short = {
        student.key: plain_name(student).removeprefix("plain_").removeprefix("nbgrader_")
        for student in students
    }
    while True:
        counts = Counter(name.casefold() for name in short.values())
        same = [student for student in students if counts[short[student.key].casefold()] > 1]
        # Long names are unique, so that this ends.
        if not same:
            return short
        short |= {student.key: plain_name(student) for student in same}


def _write(submission: Submission, folder: Path, key: Key) -> Iterator[str]:
    name, needs_log = key.assignment.name, bool(key.assignment.questions)
    for unread in submission.unread:
        yield f"not used: {unread.file}: {unread.reason}"
    for notice in submission.notices:
        yield f"note: {notice.file}: {notice.reason}"
    notebooks = most_likely_first(submission.parts, name)
    logs = [part for part in submission.parts if part.kind == LOG]
    missing = [] if notebooks else ["no notebook: nbgrader cannot mark it"]
    missing += [] if logs else ["no answer log"]
    told = f"{folder.parent.name}: {'; '.join(missing) or 'notebook and answer log'}"
    if needs_log and not logs:
        # nbgrader would give 0 points, which reads as if every answer were wrong.
        yield f"{told}: left out, since nbgrader would give 0 points. Ask for the zip of hand_in()."
        return
    other = _other_assignment(submission, key)
    if other:
        # nbgrader would stop at cells that it does not know, or give 0 points.
        yield f"{told}: left out, since it was handed in for {other}. Ask for the right file."
        return
    fresh = folder.with_name(f".{folder.name}.new")
    with contextlib.ExitStack() as stack:
        stack.enter_context(naming(folder))
        stack.callback(shutil.rmtree, fresh, ignore_errors=True)
        # What a killed run left is made again; nbgrader sees whole folders only.
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        if notebooks:
            (fresh / f"{name}.ipynb").write_bytes(_once(notebooks[0]))
        if logs:
            lines = [log_lines(part.content).rstrip(b"\n") + b"\n" for part in logs]
            (fresh / LOG_FILE).write_bytes(b"".join(lines))
        fresh.rename(folder)
    yield told


def _other_assignment(submission: Submission, key: Key) -> str:
    """Name the other assignment that a hand-in is for; empty if it is for this one."""
    parts, name = submission.parts, key.assignment.name
    other = others_only(parts, name)
    return other or (other_assignment(parts, name) if key.assignment.questions else "")


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
