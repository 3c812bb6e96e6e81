"""Folders and files on disk: links, pipes and devices are never followed or opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from healthclaims.submissions.limits import LINK, SPECIAL, CannotReadError, too_large

_GONE = "Make sure that you may read it and that it is still there."
_DEPTH = 40
_JUNCTION = 0xA0000003
Why = tuple[str, str]


def is_zip(path: Path) -> bool:
    """Tell a zip by its ending or, where that got lost, by its first bytes."""
    if path.suffix:
        return path.suffix.lower() == ".zip"
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def walk(top: Path) -> Iterator[tuple[tuple[str, ...], Why | None]]:
    """List a folder with all below it: folders and name of each file, and why it stays closed."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        folder = waiting.pop()
        if len(folder) > _DEPTH:
            yield folder, (f"It lies more than {_DEPTH} folders deep.", "Ask for a zip.")
            continue
        try:
            with os.scandir(top.joinpath(*folder)) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except (OSError, ValueError) as error:
            yield folder or (top.name,), unreadable(error)
            continue
        below = []
        for entry in listed:
            is_folder, problem = _kind(entry)
            if is_folder:
                below.append((*folder, entry.name))
            else:
                yield (*folder, entry.name), problem
        waiting += reversed(below)


def read_file(path: Path, most: int) -> bytes:
    """Read a file that may have become anything since it was listed.

    Raises
    ------
    CannotReadError
        If it has more than ``most`` bytes, is no regular file, or cannot be read.
    """
    flags = os.O_RDONLY
    for name in ("O_BINARY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_NOFOLLOW"):
        flags |= getattr(os, name, 0)
    try:
        number = os.open(path, flags)
        try:
            state = os.fstat(number)
            if not stat.S_ISREG(state.st_mode):
                raise CannotReadError(*SPECIAL)
            if state.st_size > most:
                raise too_large(most)
            with os.fdopen(number, "rb", closefd=False) as file:
                content = file.read(state.st_size + 1)
        finally:
            os.close(number)
    except (OSError, ValueError) as error:
        raise CannotReadError(*unreadable(error)) from None
    if len(content) != state.st_size:
        raise CannotReadError("It changed while it was read.", "Start again.", len(content))
    return content


def _kind(entry: os.DirEntry[str]) -> tuple[bool, Why | None]:
    """Say whether it is a folder, and otherwise why it is never opened."""
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError as error:
        return False, unreadable(error)
    if stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) == _JUNCTION:
        return False, LINK
    is_folder = stat.S_ISDIR(state.st_mode)
    return is_folder, None if is_folder or stat.S_ISREG(state.st_mode) else SPECIAL


def unreadable(error: Exception) -> Why:
    """Explain why a file could not be opened, and what to do next."""
    said = getattr(error, "strerror", None) or "its name cannot be used"
    return f"It could not be opened ({said}).", _GONE
