"""Whatever an instructor downloaded, as one submission for each student.

Names are listed first; content is read one student at a time, into memory alone, so that a
thousand submissions need no more of it than one. Nothing that a student wrote is run.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from healthclaims.submissions.file_kinds import USABLE, USELESS, expected_kind, visible
from healthclaims.submissions.layouts import PLAIN, Place, Student, assign, student_of
from healthclaims.submissions.limits import LIMITS, Limits
from healthclaims.submissions.sources import Found, Source, open_sources
from healthclaims.submissions.student_names import student_named_in
from healthclaims.submissions.unpacking import Part, Unpacked, Unread

__all__ = ["Inbox", "Part", "Student", "Submission", "Unread"]

_LONGEST_KEY = 100
_Identity = tuple[str, str, str, str]


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Parameters
    ----------
    student : Student
        Who.
    parts : tuple of Part
        Logs and notebooks, in the order of their names.
    unread : tuple of Unread
        What could not be used, or was not needed.
    files : tuple of str
        Every file that was looked at, used or not.
    digest : str
        The same for the same student and input: SHA-256 in hexadecimal.
    """

    student: Student
    parts: tuple[Part, ...]
    unread: tuple[Unread, ...]
    files: tuple[str, ...]
    digest: str


class Inbox:
    """The submissions of a class.

    A zip named on the command line may be the download of a class or the work of one student;
    which, its names decide. Students' zips are safer given as the folder they lie in: there each
    is one student's whatever it holds.

    Parameters
    ----------
    paths : sequence of Path
        Zips, folders and files: downloads of a learning platform or plain ones.
    assignment : str
        Name of the assignment.
    limits : Limits, optional
        How much is read.

    Raises
    ------
    DataError
        If a path does not exist or holds no file; all of them are named. It is a ValueError.
    """

    def __init__(self, paths: Sequence[Path], assignment: str, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._sources = open_sources(paths, limits)
        self._files: dict[str, list[tuple[int, Found, Place]]] = {}
        self._open = 0
        self.students: tuple[Student, ...] = ()
        self.unread: tuple[Unread, ...] = ()
        self._sort_out(assignment)

    def _sort_out(self, assignment: str) -> None:
        """Give every file to a student, or say that it belongs to none."""
        people: dict[_Identity, Student] = {}
        owned: dict[_Identity, list[tuple[int, Found, Place]]] = defaultdict(list)
        unread = []
        for number, source in enumerate(self._sources):
            names = [found.parts for found in source.found if found.parts]
            places = iter(assign(source.container, names, assignment))
            for found in source.found:
                place = next(places) if found.parts else _whole(source, assignment)
                student = place.student
                if student is None:
                    unread.append(_nobodys(found, place))
                    continue
                # Names that no platform gave count within one source alone.
                where = source.where if student.system == PLAIN else ""
                who = (student.system, student.number, student.name, where)
                is_late = student.late or (who in people and people[who].late)
                people[who] = replace(student, late=is_late)
                owned[who].append((number, found, place))
        keyed = _with_keys(people)
        self._files = {student.key: owned[who] for who, student in keyed}
        self.students = tuple(sorted((one for _, one in keyed), key=lambda one: one.key))
        self.unread = tuple(unread)

    def read(self, student: Student) -> Submission:
        """Read what one student handed in; nothing is raised: what cannot be read is named."""
        unpacked = Unpacked(student.key, self._limits)
        own = sorted(self._files[student.key], key=lambda one: (one[0], one[1].shown))
        for count, (number, found, place) in enumerate(own):
            if count >= self._limits.files:
                unpacked.files += [found.shown for _, found, _ in own[count:]]
                unpacked.unread.append(_too_many(student, own[count:]))
                break
            unpacked.take(place.rest or (found.shown,), found.shown, self._reader(number, found))
        parts = tuple(sorted(unpacked.parts, key=lambda part: part.file))
        unread, files = tuple(unpacked.unread), tuple(unpacked.files)
        return Submission(student, parts, unread, files, _digest(student, parts, unread, files))

    def __iter__(self) -> Iterator[Submission]:
        for student in self.students:
            yield self.read(student)

    def close(self) -> None:
        """Close what is open; reading opens it again."""
        for source in self._sources:
            source.close()

    def __enter__(self) -> Inbox:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def _reader(self, number: int, found: Found) -> Callable[[int], bytes]:
        # One zip is open at a time: a thousand may be given.
        if number != self._open:
            self._sources[self._open].close()
            self._open = number
        return lambda most: self._sources[number].read(found, most)


def _whole(source: Source, assignment: str) -> Place:
    """Find the student of a zip that cannot be listed by the name of the zip."""
    parts = (source.path.name,)
    place = student_of(parts) or student_of((source.container,))
    if place is None:
        name = student_named_in(source.container, assignment) or source.container
        place = Place(Student("", name, "", PLAIN), parts)
    return replace(place, rest=parts)


def _with_keys(people: dict[_Identity, Student]) -> list[tuple[_Identity, Student]]:
    """Give each student a key of their own, whatever names they have."""
    taken: set[str] = set()
    result = []
    same = Counter(student.name.casefold() for student in people.values() if not student.number)
    for who, student in sorted(people.items()):
        name = student.number or student.name
        if not student.number and same[name.casefold()] > 1 and who[3]:
            # Two folders of the same name: where they lie tells them apart in every run.
            name = f"{name} in {PurePath(who[3]).name}"
        key = plain = f"{student.system}:{name}"
        if len(plain) > _LONGEST_KEY or visible(plain) != plain:
            mark = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            key = f"{visible(plain)[:_LONGEST_KEY]}~{mark}"
        tries = itertools.chain((key,), (f"{key}#{count}" for count in itertools.count(2)))
        key = next(one for one in tries if one.casefold() not in taken)
        taken.add(key.casefold())
        shown = replace(student, name=visible(student.name), number=visible(student.number))
        result.append((who, replace(shown, key=key)))
    return result


def _nobodys(found: Found, place: Place) -> Unread:
    kind = expected_kind(found.parts)
    if place.elsewhere:
        return Unread(found.shown, "", "It belongs to another assignment.", "", True)
    if kind not in USABLE:
        return Unread(found.shown, "", *USELESS[kind])
    return Unread(
        found.shown,
        "",
        "Its name tells no student.",
        "If it is one's, put it in a folder with the student's name.",
        False,
    )


def _too_many(student: Student, rest: list[tuple[int, Found, Place]]) -> Unread:
    first = rest[0][1].shown
    return Unread(
        first,
        student.key,
        f"This file and {len(rest) - 1} more were not looked at: they are too many.",
        "Ask for the zip that hand_in() makes.",
        False,
    )


def _digest(
    student: Student, parts: Sequence[Part], unread: Sequence[Unread], files: Sequence[str]
) -> str:
    """Sum up a submission; every piece is preceded by its length, so that none run together."""
    pieces = [student.key.encode("utf-8", "surrogatepass"), str(student.late).encode()]
    for part in parts:
        pieces += [part.file.encode(), part.kind.encode(), part.content]
    for one in unread:
        pieces += [one.file.encode(), one.reason.encode()]
    pieces += [file.encode() for file in files]
    total = hashlib.sha256()
    for piece in pieces:
        total.update(f"{len(piece)}:".encode())
        total.update(piece)
    return total.hexdigest()
