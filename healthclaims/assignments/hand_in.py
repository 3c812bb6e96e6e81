"""Handing in: one zip with the saved notebook and everything in the answer log.

Beside the notebook a copy of the log is put, for courses that collect the folder instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import home_dir, without_mark
from healthclaims.core.zips import zip_bytes
from healthclaims.learner.entries import HEADER, Entry
from healthclaims.learner.history import read_logs
from healthclaims.learner.my_data import find_logs

LOG_FILE = "answers.jsonl"
FOLDER = "hand_in"
_NO_TIME = "1980-01-01T00:00:00+00:00"


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


def pack(name: str, code: str, folder: Path, running: str) -> Packed:
    """Collect what is to be handed in; nothing is written yet.

    `running` is the path of the notebook that runs, as far as it is known; else empty.
    """
    logs = find_logs(code)
    own = [path for path in logs.files if path.parent.name == name]
    lines = [without_mark(path.read_bytes()).rstrip(b"\n") + b"\n" for path in own]
    # A log without answers is a log, too: who marks it can tell it from one that got lost.
    log = b"".join(lines) or Entry(HEADER, f"empty-{name}", _NO_TIME, name).as_line()
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
    return replace_file(path, zip_bytes(dict(sorted(parts.items()))))


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
