"""Handing in: one zip with the saved notebook and everything in the answer log.

Beside the notebook a copy of the log is put, for courses that collect the folder instead.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import healthclaims
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import home_dir, without_mark
from healthclaims.core.zips import zip_bytes
from healthclaims.learner.entries import HEADER, Entry, entry_from
from healthclaims.learner.history import read_logs
from healthclaims.learner.my_data import find_logs

LOG_FILE, MANIFEST_FILE = "answers.jsonl", "hand_in.json"
FOLDER = "hand_in"
_NO_TIME = "1980-01-01T00:00:00+00:00"
_EMPTY = "empty-"
# A log of a whole course has some hundreds.
_MOST_LINES = 20_000


@dataclass(frozen=True)
class Packed:
    """What goes into the zip.

    Parameters
    ----------
    name, code : str
        Assignment, and learner code.
    notebook : Path or None
        The saved notebook; None if it was not found.
    log : bytes
        The answer log of this assignment: the lines of all its files, as they are.
    passed_over : tuple of str
        One sentence for each log that is a link or leads elsewhere, and so is not in it.
    """

    name: str
    code: str
    notebook: Path | None
    log: bytes
    passed_over: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[Entry, ...]:
        """The answers in the log, in order of time."""
        return read_logs([(LOG_FILE, self.log)]).answers()

    @property
    def path(self) -> Path:
        """Where the zip is written."""
        return home_dir() / FOLDER / f"{self.name}_{self.code}.zip"

    @property
    def saved_at(self) -> datetime | None:
        """When the notebook was saved, in local time."""
        if self.notebook is None:
            return None
        return datetime.fromtimestamp(self.notebook.stat().st_mtime).astimezone()

    @property
    def changed_at(self) -> datetime:
        """When the work in it was last changed: the same for the same work."""
        times = [datetime.fromisoformat(entry.time) for entry in self.answers[-1:]]
        times += [self.saved_at] if self.saved_at else []
        return max(times, default=datetime.fromisoformat(_NO_TIME))


def pack(name: str, code: str, folder: Path, running: str) -> Packed:
    """Collect what is to be handed in; nothing is written yet.

    `running` is the path of the notebook that runs, as far as it is known; else empty.
    """
    logs = find_logs(code)
    own = [path for path in logs.files if path.parent.name == name]
    lines = [without_mark(path.read_bytes()).rstrip(b"\n") + b"\n" for path in own]
    # A log without answers is a log, too: who marks it can tell it from one that got lost.
    log = b"".join(lines) or Entry(HEADER, f"{_EMPTY}{name}", _NO_TIME, name).as_line()
    return Packed(name, code, _notebook(name, folder, running), log, logs.passed_over)


def write_zip(packed: Packed) -> Path:
    """Write the zip, replacing an earlier one; the same work gives the same bytes.

    Raises
    ------
    OSError
        If it cannot be written; an earlier one is then still whole.
    """
    path = packed.path
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = {LOG_FILE: packed.log}
    if packed.notebook is not None:
        parts[f"{packed.name}.ipynb"] = packed.notebook.read_bytes()
    parts[MANIFEST_FILE] = _manifest(packed, parts)
    return replace_file(path, zip_bytes(dict(sorted(parts.items()))))


def hand_in_id(log: bytes, assignment: str) -> str:
    """Return the id of a hand-in by its log; empty if that holds nothing of the assignment.

    It is that of the first header, or else of the first entry: a log that grows keeps it, so that
    all attempts of one log have the same.
    """
    lines = log.split(b"\n", _MOST_LINES)[:_MOST_LINES]
    headers = (line for line in lines if b'"header"' in line[:200])
    for line in itertools.chain(headers, lines):
        try:
            entry = entry_from(json.loads(line))
        except (ValueError, RecursionError):
            continue
        if entry.lesson == assignment and not entry.id.startswith(_EMPTY):
            return entry.id
    return ""


def _manifest(packed: Packed, parts: Mapping[str, bytes]) -> bytes:
    """Say whose this is without a name: what marking finds a hand-in by, wherever it lies."""
    content = {
        "assignment": packed.name,
        "hand_in_id": hand_in_id(packed.log, packed.name),
        "time": packed.changed_at.isoformat(timespec="seconds"),
        "files": {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()},
        "kit_version": healthclaims.__version__,
    }
    return json.dumps(content, indent=1).encode() + b"\n"


def write_log(packed: Packed, folder: Path) -> None:
    """Put the log beside the notebook, for courses that collect the folder.

    Nothing is written beside the source of an assignment: nbgrader would hand it out with the
    exercise.

    Raises
    ------
    OSError
        If it cannot be written; an earlier one is then still whole.
    """
    beside = folder / LOG_FILE
    is_source = (folder.parent / "keys").is_dir()
    # A log of answers is never replaced by one without any.
    if not is_source and (packed.answers or not beside.exists()):
        replace_file(beside, packed.log)


def _notebook(name: str, folder: Path, running: str) -> Path | None:
    """Find the notebook: the one that runs, else the one with the right name, else the only one."""
    for path in (Path(running), folder / Path(running).name) if running else ():
        if path.suffix == ".ipynb" and path.is_file():
            return path
    named = folder / f"{name}.ipynb"
    found = [named] if named.is_file() else sorted(folder.glob("*.ipynb"))
    return found[0] if len(found) == 1 else None
