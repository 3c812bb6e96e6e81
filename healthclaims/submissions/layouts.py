"""Whose file is it? From the names in a download to students; names alone, nothing is opened.

Looked up in the systems' own code:

- Moodle, mod/assign/classes/downloader.php: ``<full name>_<number>_assignsubmission_<type>``,
  then ``/<the student's path>`` (a folder each, the default since 3.1) or ``_<file name>``.
  Underscores in names become spaces; with blind marking the name is the site's word for
  participant; a team has its group's name and number, the default team no number. Older versions,
  as plugins have copied them, end the folder's name with one more underscore.
- Canvas, lib/content_zipper.rb: ``<name>[_LATE]_<user>_<file>_<file name>``, the name in small
  letters without spaces; ``[LATE_]anon_<id>_…`` where students are hidden; ``…_text.html`` and
  ``…_link.html`` for what was typed. A second hand-in gets ``-1`` before the first full stop of
  the file name (instructure/canvas-lms issue 2310).
- nbgrader, apps/zipcollectapp.py: ``submitted/<student>/<assignment>/<files>``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from healthclaims.submissions.file_kinds import JUNK, MEANT, expected_kind
from healthclaims.submissions.student_names import (
    is_of_several_students,
    names_of_students,
    student_named_in,
)

MOODLE, CANVAS, NBGRADER, PLAIN = "moodle", "canvas", "nbgrader", "plain"
SUBMITTED = "submitted"

Parts = tuple[str, ...]

_MOODLE = re.compile(
    r"(?P<name>.*?)(?:[_ ](?P<number>[0-9]+))?_assignsubmission_[a-z0-9]+(?:_(?P<rest>.*))?",
    re.S,
)
_CANVAS = re.compile(
    r"(?:(?P<name>[^\s./\\-]+?)_(?P<late>LATE_|late_)?(?P<number>[0-9]+)"
    r"|(?P<late_anon>LATE_)?anon_(?P<anon>[0-9A-Za-z]+))"
    r"_(?:[0-9]+_(?P<rest>.+)|(?P<typed>text\.html|link\.html))",
    re.S,
)


@dataclass(frozen=True)
class Student:
    """One student, as far as the names in a download tell.

    Parameters
    ----------
    key : str
        Stable, and unique within a run, also where capital letters make no difference.
    name : str
        As the learning platform writes it: untrusted text, may be empty.
    number : str
        The platform's id; empty if there is none.
    system : str
        ``moodle``, ``canvas``, ``nbgrader`` or ``plain``.
    late : bool
        Whether the platform marks the submission as late.
    """

    key: str
    name: str
    number: str
    system: str
    late: bool = False


@dataclass(frozen=True)
class Place:
    """Where one file of a download belongs.

    Parameters
    ----------
    student : Student or None
        None if the names tell nobody.
    rest : tuple of str
        Its folders and name as the student had them.
    elsewhere : bool
        It belongs to another assignment.
    """

    student: Student | None
    rest: Parts
    elsewhere: bool = False


def student_of(parts: Parts) -> Place | None:
    """Read a name as Moodle or Canvas writes it; None if neither writes such a name."""
    found = _MOODLE.fullmatch(parts[0])
    if found:
        inner = found["rest"]
        system, number, late, name = MOODLE, found["number"] or "", False, found["name"]
    else:
        found = _CANVAS.fullmatch(parts[0])
        if not found:
            return None
        inner = found["rest"] or found["typed"]
        system, number = CANVAS, found["number"] or f"anon_{found['anon']}"
        late, name = bool(found["late"] or found["late_anon"]), found["name"] or ""
    rest = ((inner,) if inner else ()) + parts[1:]
    return Place(_student(system, name, number, late), rest or parts)


def assign(container: str, names: Sequence[Parts], assignment: str) -> list[Place]:
    """Find for every file of one download, folder or zip whose it is, in the order of `names`.

    The container is the name of the download without its ending: the student's, if all of it is
    one student's.
    """
    owner = student_of((container,))
    if owner and owner.student:
        return [Place(owner.student, parts) for parts in names]
    kept = [parts for parts in names if expected_kind(parts) != JUNK]
    if _of_nbgrader(container, kept, assignment):
        return [_nbgrader(parts, assignment) for parts in names]
    if any(_of_nbgrader(parts[0], [parts[1:]], assignment) for parts in kept):
        # A whole course: beside what was submitted lie what was given out, and what was marked.
        return [
            _nbgrader(parts[1:], assignment)
            if parts[0] == SUBMITTED and len(parts) > 1
            else Place(None, parts, elsewhere=True)
            for parts in names
        ]
    top = {parts[0] for parts in kept if len(parts) > 1}
    if len(top) == 1 and len({parts[0] for parts in kept}) == 1 and not student_of(kept[0]):
        # A damaged zip may hold a file of the same name as the folder.
        inside = [parts[1:] for parts in kept if len(parts) > 1]
        (folder,) = top
        if _of_platform(inside) or is_of_several_students(inside, assignment):
            return _unwrapped(folder, names, assignment)
    if _of_platform(kept):
        return [student_of(parts) or _loose(parts, assignment) for parts in names]
    return [
        Place(_student(PLAIN, name) if name else None, parts)
        for name, parts in zip(names_of_students(container, names, assignment), names, strict=True)
    ]


def _unwrapped(folder: str, names: Sequence[Parts], assignment: str) -> list[Place]:
    """Look below a folder that holds everything, as unpacking makes one."""
    inner = [parts for parts in names if parts[0] == folder and len(parts) > 1]
    places = iter(assign(folder, [parts[1:] for parts in inner], assignment))
    return [
        next(places) if parts[0] == folder and len(parts) > 1 else Place(None, parts)
        for parts in names
    ]


def _of_platform(names: Sequence[Parts]) -> bool:
    """Tell a download of Moodle or Canvas: most names are of their form."""
    meant = {
        parts[0]: student_of(parts) is not None
        for parts in names
        if len(parts) > 1 or expected_kind(parts) in MEANT
    }
    return any(_MOODLE.fullmatch(parts[0]) for parts in names) or (
        2 * sum(meant.values()) > len(meant)
    )


def _of_nbgrader(container: str, names: Sequence[Parts], assignment: str) -> bool:
    return container == SUBMITTED and any(
        len(parts) > 2 and parts[1] == assignment for parts in names
    )


def _nbgrader(parts: Parts, assignment: str) -> Place:
    if len(parts) > 2 and parts[1] != assignment:
        return Place(None, parts, elsewhere=True)
    if len(parts) < 2 or expected_kind((parts[0], "x")) == JUNK:
        return Place(None, parts)
    rest = parts[2:] if len(parts) > 2 else parts[1:]
    return Place(_student(NBGRADER, parts[0], parts[0]), rest)


def _loose(parts: Parts, assignment: str) -> Place:
    """Give a file that lies among those of a platform: somebody put it there by hand."""
    is_meant = expected_kind(parts) in MEANT and expected_kind((parts[0], "x")) != JUNK
    name = student_named_in(parts[0], assignment) or parts[0]
    return Place(_student(PLAIN, name) if is_meant else None, parts)


def _student(system: str, name: str, number: str = "", late: bool = False) -> Student:
    # Unpacking on a Mac takes letters and their accents apart.
    name = unicodedata.normalize("NFC", name)
    return Student(f"{system}:{number or name}", name, number, system, late)
