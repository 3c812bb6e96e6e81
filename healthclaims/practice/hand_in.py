"""Handing in: one zip with the saved notebook and everything in the answer log.

Beside the notebook a copy of the log is put, for courses that collect the folder instead.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from healthclaims.core.files import home_dir
from healthclaims.practice.entries import HEADER, Entry
from healthclaims.practice.my_data import find_logs

LOG_FILE = "answers.jsonl"
FOLDER = "hand_in"
_NO_TIME = "1980-01-01T00:00:00+00:00"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


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
    """

    name: str
    code: str
    notebook: Path | None
    log: bytes

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
    """Collect what is to be handed in.

    Parameters
    ----------
    name, code : str
        Assignment, and learner code.
    folder : Path
        The assignment's folder.
    running : str
        Path of the notebook that runs, as far as it is known; else empty.

    Returns
    -------
    Packed
        Nothing is written yet.
    """
    own = [path for path in find_logs(code).files if path.parent.name == name]
    lines = [path.read_bytes().rstrip(b"\n") + b"\n" for path in own]
    beside = folder / LOG_FILE
    if beside.is_file() and not beside.is_symlink():
        # Whatever was put there before stays: repeated lines count once. On a shared machine it
        # may have been put there by somebody else, whose answers are not this learner's.
        known = set(b"".join((*lines, *_of_others(name, own))).split(b"\n"))
        earlier = beside.read_bytes().split(b"\n")
        lines = [line + b"\n" for line in earlier if line and line not in known] + lines
    # A log without answers is a log, too: who marks it can tell it from one that got lost.
    log = b"".join(lines) or Entry(HEADER, f"empty-{name}", _NO_TIME, name).as_line()
    return Packed(name, code, _notebook(name, folder, running), log)


def _of_others(name: str, own: Collection[Path]) -> Iterator[bytes]:
    """Give the logs that other learners have on this machine."""
    for path in sorted((home_dir().resolve() / "answers").glob(f"*/{name}/*.jsonl")):
        if path not in own and path.is_file() and not path.is_symlink():
            yield path.read_bytes() + b"\n"


def write_zip(packed: Packed) -> Path:
    """Write the zip, replacing an earlier one.

    Parameters
    ----------
    packed : Packed
        What goes in.

    Returns
    -------
    Path
        The zip. The same work gives the same bytes.

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
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, parts[name])
    _replace(path, file.getvalue())
    return path


def write_log(packed: Packed, folder: Path) -> None:
    """Put the log beside the notebook, for courses that collect the folder.

    Parameters
    ----------
    packed : Packed
        What goes in.
    folder : Path
        The assignment's folder. Nothing is written beside the source of an assignment: nbgrader
        would hand it out with the exercise.

    Raises
    ------
    OSError
        If it cannot be written; an earlier one is then still whole.
    """
    if not (folder.parent / "keys").is_dir():
        _replace(folder / LOG_FILE, packed.log)


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(path.name + ".tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _notebook(name: str, folder: Path, running: str) -> Path | None:
    """Find the notebook: the one that runs, else the one with the right name, else the only one."""
    path = folder / Path(running).name if running else None
    if path is not None and path.suffix == ".ipynb" and path.is_file():
        return path
    named = folder / f"{name}.ipynb"
    found = [named] if named.is_file() else sorted(folder.glob("*.ipynb"))
    return found[0] if len(found) == 1 else None
