"""Zip files that somebody else made: read into memory, within limits, never onto the disk.

Nothing that a zip says of itself is believed: its list of contents and its names are checked
while they are read, and of a file no more is unpacked than it says and than limits allow.
"""

from __future__ import annotations

import contextlib
import functools
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from healthclaims.submissions.limits import FOLDERS, LIMITS, CannotReadError, Limits, TooLargeError
from healthclaims.submissions.safe_files import LINK, SPECIAL, TOO_DEEP, Member, Reader, refused

_CHUNK = 1 << 16
# What the standard library raises for zips that are damaged or not as they should be.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError),
    *(OverflowError, RuntimeError, IndexError),
)
# Other methods can give tens of megabytes for a few bytes in one step, and no usual program
# makes zips with them unasked.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AGAIN = "Download it again; if it stays so, ask the student to hand in again."
_UNKNOWN_METHOD = "It is packed with a method that is not read here.", "Ask for a usual zip."
_UNSAFE = "Ask the student what it is; do not unpack it."
# What no name in Latin letters has: other signs, or a capital after a small letter.
_ODD = re.compile(r"[^\0-\x7fÀ-ÖØ-öø-ɏ]|(?<=[a-zß-öø-ÿ])[À-ÖØ-Þ]")


def list_zip(
    opener: Callable[[], BinaryIO], directory: int, limits: Limits = LIMITS
) -> list[Member]:
    """List what lies in a zip; between two readings it is closed.

    Parameters
    ----------
    opener : callable
        Opens the zip.
    directory : int
        How long its list of contents may be, in bytes.
    limits : Limits, optional
        What holds for the members.

    Raises
    ------
    CannotReadError
        If its list of contents cannot be read, or is too long.
    """
    # The list of contents is the only thing that zipfile reads in one piece.
    file = _Capped(opener, max(directory, 2 * _CHUNK))
    with _damage_told("It is no zip, or the zip is cut off or damaged."), file:
        packed = zipfile.ZipFile(file)
    infos = [one for one in packed.infolist() if one.file_size or not one.filename.endswith("/")]
    # Windows itself parts folders with backslashes; beside slashes they belong to a name.
    marks = "/" if any("/" in one.orig_filename for one in packed.infolist()) else r"[/\\]"

    def read(info: zipfile.ZipInfo, most: int) -> bytes:
        if info.file_size > most:
            raise TooLargeError(most)
        if info.file_size > max(limits.ratio_from, limits.ratio * info.compress_size):
            reason = f"It is packed more than {limits.ratio} times smaller than it is."
            raise CannotReadError(reason, _UNSAFE)
        damage = _damage_told("It is damaged inside its zip.", info.file_size)
        with damage, file, packed.open(info) as member:
            # In pieces, for packed data may hold far more than is given of it.
            return b"".join(iter(functools.partial(member.read, _CHUNK), b""))

    return [_member(info, marks, functools.partial(read, info)) for info in infos]


def _member(info: zipfile.ZipInfo, marks: str, read: Reader) -> Member:
    """Take a name apart; steps upwards and drives lead nowhere, since nothing is written."""
    parts = [part for part in re.split(marks, _name(info)) if part not in ("", ".", "..")]
    if len(parts) > 1 and re.fullmatch(r"[A-Za-z]:", parts[0]):
        del parts[0]
    refusal = TOO_DEEP if len(parts) > FOLDERS else _refusal(info)
    return Member(tuple(parts[:FOLDERS]) or ("(no name)",), refusal or read)


@contextlib.contextmanager
def _damage_told(reason: str, cost: int = 0) -> Iterator[None]:
    """Say in words what zipfile cannot read."""
    try:
        yield
    except NotImplementedError:
        raise CannotReadError(*_UNKNOWN_METHOD) from None
    except _DAMAGED:
        raise CannotReadError(reason, _AGAIN, cost) from None


def _refusal(info: zipfile.ZipInfo) -> Reader | None:
    """Say why a file is never opened."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & 1:
        return refused("It is locked with a password.", "Ask for a zip without one.")
    if kind == stat.S_IFLNK:
        return LINK
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return SPECIAL
    if info.filename.endswith("/"):
        return refused("It has the name of a folder, but holds data.", _AGAIN)
    return None if info.compress_type in _METHODS else refused(*_UNKNOWN_METHOD)


def _name(info: zipfile.ZipInfo) -> str:
    """Find the whole name: zipfile cuts it at a NUL, and takes what is not marked for cp437."""
    name = info.orig_filename
    if info.flag_bits & 0x800 or name.isascii():
        return name
    content = name.encode("cp437")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # As the usual programs wrote names before UTF-8; different bytes stay different.
        codings = ("cp437", "cp1252", "cp850")
        readings = [content.decode(coding, "surrogateescape") for coding in codings]
        return min(readings, key=lambda reading: len(_ODD.findall(reading)))


class _Capped:
    """A file that refuses to give much in one piece, opened anew for each use."""

    def __init__(self, opener: Callable[[], BinaryIO], most: int) -> None:
        self._opener, self._most = opener, most

    def __enter__(self) -> None:
        self._file = self._opener()
        self.seek, self.tell, self.seekable = self._file.seek, self._file.tell, lambda: True

    def __exit__(self, *_details: object) -> None:
        self._file.close()

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            reason = "It holds far more files than anybody hands in, or says so."
            raise CannotReadError(reason, _UNSAFE)
        return self._file.read(size)
