"""Zip files that somebody else made: read into memory, within limits, never onto the disk.

Nothing that a zip says of itself is believed: lists of contents, sizes and names are checked
against limits while they are read.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from healthclaims.submissions.limits import (
    LIMITS,
    LINK,
    SPECIAL,
    CannotReadError,
    Limits,
    too_large,
)

_CHUNK = 1 << 16
# What the standard library raises for zips that are damaged or not as they should be.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    RuntimeError,
    IndexError,
)
# Other methods can give tens of megabytes for a few bytes in one step, and no usual program
# makes zips with them unasked.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AGAIN = "Download it again; if it stays so, ask the student to hand in again."
_UNKNOWN_METHOD = ("It is packed with a method that is not read here.", "Ask for a usual zip.")


@dataclass(frozen=True)
class Member:
    """One file of a zip.

    Parameters
    ----------
    parts : tuple of str
        Folders and name, without ``..`` and drives; at least one.
    info : zipfile.ZipInfo
        Where it is.
    problem : (str, str) or None
        Why it is never opened, and what to do next.
    """

    parts: tuple[str, ...]
    info: zipfile.ZipInfo
    problem: tuple[str, str] | None = None


class SafeZip:
    """A zip whose members can be read into memory one by one.

    Parameters
    ----------
    file : binary file
        The zip; it stays open until the zip is closed.
    directory : int
        How long its list of contents may be, in bytes.
    limits : Limits, optional
        What holds for the members.

    Raises
    ------
    CannotReadError
        If its list of contents cannot be read, or is too long.
    """

    def __init__(self, file: BinaryIO, directory: int, limits: Limits = LIMITS) -> None:
        self._file, self._limits = file, limits
        # The list of contents is the only thing that zipfile reads in one piece.
        capped = _Capped(file, max(directory, 2 * _CHUNK))
        try:
            self._zip = zipfile.ZipFile(capped)
        except NotImplementedError:
            raise CannotReadError(*_UNKNOWN_METHOD) from None
        except _DAMAGED:
            reason = "It is no zip, or the zip is cut off or damaged."
            raise CannotReadError(reason, _AGAIN) from None
        infos = self._zip.infolist()
        self.members = tuple(
            _member(info) for info in infos if info.file_size or not _is_folder(info)
        )

    def close(self) -> None:
        """Close the zip and its file."""
        self._zip.close()
        self._file.close()

    def read(self, member: Member, most: int) -> bytes:
        """Read one member.

        Raises
        ------
        CannotReadError
            If it has more than ``most`` bytes, is damaged, or is not to be opened.
        """
        if member.problem:
            raise CannotReadError(*member.problem)
        if member.info.file_size > most:
            raise too_large(most)
        try:
            with self._zip.open(member.info) as file:
                return self._unpack(file.read, member.info.compress_size, most)
        except NotImplementedError:
            raise CannotReadError(*_UNKNOWN_METHOD) from None
        except _DAMAGED:
            cost = min(most, member.info.file_size)
            raise CannotReadError("It is damaged inside its zip.", _AGAIN, cost) from None

    def _unpack(self, read: Callable[[int], bytes], packed: int, most: int) -> bytes:
        pieces, size = [], 0
        while piece := read(_CHUNK):
            size += len(piece)
            if size > most:
                raise too_large(most, size)
            if size > max(self._limits.ratio_from, self._limits.ratio * packed):
                reason = f"It is packed more than {self._limits.ratio} times smaller than it is."
                remedy = "Ask the student what it is; do not unpack it."
                raise CannotReadError(reason, remedy, size)
            pieces.append(piece)
        return b"".join(pieces)


def _member(info: zipfile.ZipInfo) -> Member:
    parts = tuple(_parts(_name(info)))
    problem = None
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & 1:
        problem = ("It is locked with a password.", "Ask for a zip without one.")
    elif kind == stat.S_IFLNK:
        problem = LINK
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        problem = SPECIAL
    elif _is_folder(info):
        problem = ("It has the name of a folder, but holds data.", _AGAIN)
    elif info.compress_type not in _METHODS:
        problem = _UNKNOWN_METHOD
    return Member(parts, info, problem)


def _is_folder(info: zipfile.ZipInfo) -> bool:
    """Tell a folder; the standard library fails where there is no name at all."""
    return info.filename.endswith("/")


def _name(info: zipfile.ZipInfo) -> str:
    """Find the whole name: zipfile cuts it at a NUL, and takes unmarked UTF-8 for cp437."""
    name = info.orig_filename
    if info.flag_bits & 0x800 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _parts(name: str) -> list[str]:
    """Take a name apart; steps upwards and drives lead nowhere, since nothing is written."""
    found = [part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")]
    if len(found) > 1 and re.fullmatch(r"[A-Za-z]:", found[0]):
        found = found[1:]
    return found or ["(no name)"]


class _Capped:
    """A file that refuses to give much in one piece."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.seek, self.tell, self.close = file.seek, file.tell, file.close
        self._read, self._most = file.read, most

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise CannotReadError(
                "It holds far more files than anybody hands in, or says so.",
                "Ask the student what it is; do not unpack it.",
            )
        return self._read(size)
