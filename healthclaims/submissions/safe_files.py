"""Folders and files on disk: links, pipes and devices are never followed or opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipInfo

from healthclaims.submissions.limits import (
    FOLDERS,
    LINK,
    SPECIAL,
    TOO_DEEP,
    CannotReadError,
    Why,
    too_large,
)

_GONE = "Make sure that you may read it and that it is still there."
_JUNCTION = 0xA0000003


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a folder or zip, listed and not yet read.

    Parameters
    ----------
    parts : tuple of str
        Folders and name, without ``..`` and drives; at least one.
    problem : (str, str) or None
        Why it is never opened, and what to do next.
    info : zipfile.ZipInfo or None
        Where it is in a zip.
    """

    parts: tuple[str, ...]
    problem: Why | None = None
    info: ZipInfo | None = None


class SafeFolder:
    """A folder with all below it, or some files of it.

    Parameters
    ----------
    path : Path
        Where it is.
    members : sequence of Member, optional
        Files in it that are named one by one; links have been followed.
    """

    def __init__(self, path: Path, members: Sequence[Member] = ()) -> None:
        self._path, self.members = path, tuple(members or _walk(path))

    def read(self, member: Member, most: int) -> bytes:
        """Read a file that may have become anything since it was listed.

        Raises
        ------
        CannotReadError
            If it has more than ``most`` bytes, is no regular file, or cannot be read.
        """
        if member.problem:
            raise CannotReadError(*member.problem)
        try:
            with open(self._path.joinpath(*member.parts), "rb", opener=_open_itself) as file:
                state = os.fstat(file.fileno())
                if not stat.S_ISREG(state.st_mode):
                    raise CannotReadError(*SPECIAL)
                if state.st_size > most:
                    raise too_large(most)
                content = file.read(state.st_size + 1)
        except IsADirectoryError:
            raise CannotReadError(*SPECIAL) from None
        except (OSError, ValueError) as error:
            raise CannotReadError(*unreadable(error)) from None
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
        raise CannotReadError(*unreadable(error)) from None


def _walk(top: Path) -> Iterator[Member]:
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        folder = waiting.pop()
        if len(folder) > FOLDERS:
            yield Member(folder, TOO_DEEP)
            continue
        try:
            with os.scandir(top.joinpath(*folder)) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except (OSError, ValueError) as error:
            yield Member(folder or (top.name,), unreadable(error))
            continue
        below = []
        for entry in listed:
            parts = (*folder, entry.name)
            if entry.is_symlink() or _is_junction(entry):
                yield Member(parts, LINK)
            elif entry.is_dir(follow_symlinks=False):
                below.append(parts)
            else:
                yield Member(parts, None if entry.is_file(follow_symlinks=False) else SPECIAL)
        waiting += reversed(below)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Tell a link to a folder, as Windows has them."""
    state = entry.stat(follow_symlinks=False) if os.name == "nt" else None
    return getattr(state, "st_reparse_tag", 0) == _JUNCTION


def unreadable(error: Exception) -> Why:
    """Explain why a file could not be opened, and what to do next."""
    said = getattr(error, "strerror", None) or "its name cannot be used"
    return f"It could not be opened ({said}).", _GONE
