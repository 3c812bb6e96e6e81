"""One student's files, unpacked in memory: what can be used, and why the rest cannot."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field

from healthclaims.submissions.file_kinds import (
    LOG,
    MAYBE,
    NOTEBOOK,
    USABLE,
    USELESS,
    ZIP,
    expected_kind,
    kind_of,
    visible,
)
from healthclaims.submissions.layouts import CANVAS, MOODLE, student_of
from healthclaims.submissions.limits import CannotReadError, Limits, TooLargeError
from healthclaims.submissions.safe_zip import Member, SafeZip

_DOWNLOAD = (
    "It is a download of several students.",
    "Give it by itself: name this zip on the command line.",
)


@dataclass(frozen=True)
class Part:
    """One file of a student that can be of use.

    Parameters
    ----------
    file : str
        Where it came from, as reports show it: ``download.zip/Jane_123_…/a1.zip/answers.jsonl``.
    kind : str
        LOG or NOTEBOOK, see file_kinds.py.
    content : bytes
        All of it.
    """

    file: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Unread:
    """One file that could not be used, or was not needed.

    Parameters
    ----------
    file : str
        Where it came from.
    student : str
        Key of the student; empty where unknown.
    reason, remedy : str
        Why, as a sentence, and what to do next; the latter may be empty.
    ignored : bool
        True if it was not needed, False if it is a problem.
    """

    file: str
    student: str
    reason: str
    remedy: str
    ignored: bool


@dataclass
class Unpacked:
    """What was found so far of one student.

    Parameters
    ----------
    student : str
        The student's key.
    limits : Limits
        How much is read.
    """

    student: str
    limits: Limits
    parts: list[Part] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    _used: int = 0

    def take(
        self, parts: tuple[str, ...], shown: str, read: Callable[[int], bytes], depth: int = 0
    ) -> None:
        """Take in one file; whatever it is, nothing is raised.

        Its bytes come from ``read``, at most the number asked for; depth counts the zips around it.
        """
        self.files.append(shown)
        expected = expected_kind(parts)
        if expected not in USABLE:
            self._leave(shown, *USELESS[expected])
            return
        try:
            content = self._read(expected, read)
        except CannotReadError as error:
            self._leave(shown, error.reason, error.remedy)
            return
        kind = kind_of(expected, content)
        if kind == ZIP:
            self._open(shown, content, depth)
        elif kind == MAYBE:
            self._leave(shown, *USELESS[MAYBE])
        elif not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            self._leave(shown, "It is empty.", "Ask the student to hand in again.")
        else:
            self.parts.append(Part(shown, kind, content))

    def _read(self, expected: str, read: Callable[[int], bytes]) -> bytes:
        limits = self.limits
        most = {LOG: limits.log, NOTEBOOK: limits.notebook, ZIP: limits.upload}.get(
            expected, limits.log
        )
        left = max(0, limits.student - self._used)
        try:
            content = read(min(most, left))
        except CannotReadError as error:
            self._used += error.cost
            if isinstance(error, TooLargeError) and left < most:
                reason = f"This student's files are larger than {limits.student} bytes in all."
                raise CannotReadError(reason, error.remedy) from None
            raise
        self._used += len(content)
        return content

    def _open(self, shown: str, content: bytes, depth: int) -> None:
        if depth > self.limits.depth:
            reason = f"It is a zip more than {self.limits.depth} zips deep in another."
            self._leave(shown, reason, "Ask for the zip that hand_in() makes.")
            return
        try:
            file = SafeZip(io.BytesIO(content), self.limits.directory, self.limits)
        except CannotReadError as error:
            self._leave(shown, error.reason, error.remedy)
            return
        with closing(file):
            if len(self.files) + len(file.members) > self.limits.files:
                self._leave(
                    shown,
                    f"It holds {len(file.members)} files, more than are looked at.",
                    "Ask for the zip that hand_in() makes.",
                )
            elif _is_download(file.members):
                self._leave(shown, *_DOWNLOAD)
            elif not file.members:
                self._leave(shown, "It is an empty zip.", "Ask the student to hand in again.")
            else:
                for member in file.members:
                    inner = "/".join((shown, *map(visible, member.parts)))
                    self.take(member.parts, inner, _reader(file, member), depth + 1)

    def _leave(self, shown: str, reason: str, remedy: str, ignored: bool = False) -> None:
        self.unread.append(Unread(shown, self.student, reason, remedy, ignored))


def _reader(file: SafeZip, member: Member) -> Callable[[int], bytes]:
    return lambda most: file.read(member, most)


def _is_download(members: Iterable[Member]) -> bool:
    """Tell the download of a class, which somebody put among the work of single students."""
    found = {
        place.student.key
        for place in (student_of(member.parts) for member in members)
        if place and place.student and place.student.system in (MOODLE, CANVAS)
    }
    return len(found) > 1
