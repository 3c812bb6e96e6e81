"""What an instructor names on the command line: folders, zips and files, listed before reading.

Links, pipes and devices in folders are never followed or opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from healthclaims.classroom.file_kinds import visible
from healthclaims.classroom.safe_zip import (
    LINK,
    SPECIAL,
    CannotReadError,
    Limits,
    SafeZip,
    too_large,
)

_GONE = "Make sure that you may read it and that it is still there."
_DEPTH = 40
_JUNCTION = 0xA0000003
Why = tuple[str, str]


@dataclass(frozen=True)
class Found:
    """One file of a source, listed and not yet read.

    Parameters
    ----------
    parts : tuple of str
        Folders and name below the source; empty for a zip that cannot be listed.
    shown : str
        How reports call it.
    number : int
        Which file of its source it is.
    problem : (str, str) or None
        Why it is never opened, and what to do next.
    """

    parts: tuple[str, ...]
    shown: str
    number: int = 0
    problem: Why | None = None


class Folder:
    """A folder with all below it.

    Parameters
    ----------
    path : Path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.container = path.name or path.resolve().name
        self.where = str(path.resolve())
        self.found = tuple(
            Found(parts, _shown(self.container, parts), number, problem)
            for number, (parts, problem) in enumerate(walk(path))
        )

    def read(self, found: Found, most: int) -> bytes:
        """Read one of `found`, at most so many bytes; raise CannotReadError if it cannot be."""
        if found.problem:
            raise CannotReadError(*found.problem)
        return read_file(self.path.joinpath(*found.parts), most)

    def close(self) -> None:
        """Do nothing: files are closed as soon as they are read."""


class Files(Folder):
    """Files of one folder that are named one by one.

    Parameters
    ----------
    paths : sequence of Path
        Where they are; links have been followed.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.path = paths[0].parent
        self.container = self.path.name
        self.where = str(self.path)
        self.found = tuple(
            Found((path.name,), visible(path.name), number) for number, path in enumerate(paths)
        )


class Zip:
    """A zip; between two readings it stays open until it is closed.

    Parameters
    ----------
    path : Path
        Where it is.
    limits : Limits
        What holds for it and its members.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self.container = path.stem
        self.where = str(path.resolve())
        self._zip: SafeZip | None = None
        try:
            with closing(self._opened()) as file:
                self.found = tuple(
                    Found(one.parts, _shown(path.name, one.parts), number, one.problem)
                    for number, one in enumerate(file.members)
                )
        except CannotReadError as error:
            self.found = (Found((), visible(path.name), 0, (error.reason, error.remedy)),)
        self._zip = None

    def read(self, found: Found, most: int) -> bytes:
        """Read one of `found`, at most so many bytes; raise CannotReadError if it cannot be."""
        if found.problem:
            raise CannotReadError(*found.problem)
        file = self._opened()
        if found.number >= len(file.members) or file.members[found.number].parts != found.parts:
            raise CannotReadError("Its zip has changed since it was listed.", "Start again.")
        return file.read(file.members[found.number], most)

    def _opened(self) -> SafeZip:
        if self._zip is None:
            try:
                file = self.path.open("rb")
            except OSError as error:
                raise CannotReadError(*_unreadable(error)) from None
            try:
                self._zip = SafeZip(file, self.limits.download, self.limits)
            except CannotReadError:
                file.close()
                raise
        return self._zip

    def close(self) -> None:
        """Close the zip; reading opens it again."""
        if self._zip is not None:
            self._zip.close()
            self._zip = None


Source = Folder | Zip


def is_zip(path: Path) -> bool:
    """Tell a zip by its ending or, where that got lost, by its first bytes.

    Parameters
    ----------
    path : Path
        A file.

    Returns
    -------
    bool
        Whether it is one, or should be.
    """
    if path.suffix:
        return path.suffix.lower() == ".zip"
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def walk(top: Path) -> Iterator[tuple[tuple[str, ...], Why | None]]:
    """List a folder with all below it, in the order of names.

    Parameters
    ----------
    top : Path
        The folder.

    Yields
    ------
    (tuple of str, (str, str) or None)
        Folders and name of a file, and why it is never opened.
    """
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
            yield folder or (top.name,), _unreadable(error)
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

    Parameters
    ----------
    path : Path
        The file.
    most : int
        How many bytes it may have.

    Returns
    -------
    bytes
        All of it.

    Raises
    ------
    CannotReadError
        If it is larger, no regular file, or cannot be read.
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
        raise CannotReadError(*_unreadable(error)) from None
    if len(content) != state.st_size:
        raise CannotReadError("It changed while it was read.", "Start again.", len(content))
    return content


def _kind(entry: os.DirEntry[str]) -> tuple[bool, Why | None]:
    """Say whether it is a folder, and otherwise why it is never opened."""
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError as error:
        return False, _unreadable(error)
    if stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) == _JUNCTION:
        return False, LINK
    is_folder = stat.S_ISDIR(state.st_mode)
    return is_folder, None if is_folder or stat.S_ISREG(state.st_mode) else SPECIAL


def _shown(top: str, parts: Sequence[str]) -> str:
    return "/".join((visible(top), *map(visible, parts)))


def _unreadable(error: Exception) -> Why:
    said = getattr(error, "strerror", None) or "its name cannot be used"
    return f"It could not be opened ({said}).", _GONE
