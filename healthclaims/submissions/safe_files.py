"""Folders and files on disk: links, pipes and devices are never followed or opened."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from healthclaims.submissions.limits import FOLDERS, CannotReadError, TooLargeError

_GONE = "Make sure that you may read it and that it is still there."
_JUNCTION = 0xA0000003
# Gives all bytes of a file, or raises CannotReadError: also if there are more than asked for.
Reader = Callable[[int], bytes]


def refused(reason: str, remedy: str) -> Reader:
    """Stand in for what is never opened: whoever reads it is told why."""

    def read(_most: int) -> bytes:
        raise CannotReadError(reason, remedy)

    return read


LINK = refused("It is a link, not a file.", "Ask for the file itself.")
SPECIAL = refused("It is not a regular file.", "Ask for the file itself.")
TOO_DEEP = refused(f"It lies more than {FOLDERS} folders deep.", "Ask for a zip.")


class Member(NamedTuple):
    """One file of a folder or zip, listed and not yet read.

    `parts` are folders and name, without ``..`` and drives, at least one.
    """

    parts: tuple[str, ...]
    read: Reader


def walk(top: Path, *folder: str) -> Iterator[Member]:
    """List what lies in a folder, at any depth, in the order of names."""
    if len(folder) > FOLDERS:
        yield Member(folder, TOO_DEEP)
        return
    try:
        with os.scandir(top.joinpath(*folder)) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except (OSError, ValueError) as error:
        yield Member(folder or (top.name,), refused(*_unreadable(error).why))
        return
    for entry in listed:
        parts = (*folder, entry.name)
        if entry.is_symlink() or _is_junction(entry):
            yield Member(parts, LINK)
        elif entry.is_dir(follow_symlinks=False):
            yield from walk(top, *parts)
        elif entry.is_file(follow_symlinks=False):
            yield one_file(top, *parts)
        else:
            yield Member(parts, SPECIAL)


def one_file(top: Path, *parts: str) -> Member:
    """Give a file below a folder; it may have become anything when it is read."""
    return Member(parts, functools.partial(_read, top.joinpath(*parts)))


def _read(path: Path, most: int) -> bytes:
    try:
        with open(path, "rb", opener=_open_itself) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                return SPECIAL(most)
            if state.st_size > most:
                raise TooLargeError(most)
            content = file.read(state.st_size + 1)
    except IsADirectoryError:
        return SPECIAL(most)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    if len(content) != state.st_size:
        raise CannotReadError("It changed while it was read.", "Start again.", len(content))
    return content


def _open_itself(path: str, flags: int) -> int:
    """Open a file and never what it leads to; wait for nobody at the other end of a pipe."""
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_NOFOLLOW"):
        flags |= getattr(os, name, 0)
    return os.open(path, flags)


def open_named(path: Path) -> BinaryIO:
    """Open a file that the instructor named, which may be a link."""
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(error) from None


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Tell a link to a folder, as Windows has them."""
    state = entry.stat(follow_symlinks=False) if os.name == "nt" else None
    return getattr(state, "st_reparse_tag", 0) == _JUNCTION


def _unreadable(error: Exception) -> CannotReadError:
    said = getattr(error, "strerror", None) or "its name cannot be used"
    return CannotReadError(f"It could not be opened ({said}).", _GONE)
