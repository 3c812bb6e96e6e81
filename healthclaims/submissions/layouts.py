"""Whose is it, by the names that learning platforms give: one table, a row a pattern.

Names alone are read here; nothing is opened. Where each pattern was looked up, and an example of
it, stands in docs/instructors/platforms.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace

MOODLE, CANVAS, NBGRADER, PLAIN = "moodle", "canvas", "nbgrader", "plain"
BLACKBOARD, BRIGHTSPACE, ILIAS = "blackboard", "brightspace", "ilias"
# A group's name and number: never a participant's.
MOODLE_TEAM = "moodle_team"
YES, NO, UNKNOWN = "yes", "no", "not told"
SUBMITTED = "submitted"
# Names of files are shorter; patterns would be slow on longer ones.
_LONGEST = 500


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
        ``moodle``, ``moodle_team``, ``canvas``, ``blackboard``, ``brightspace``, ``ilias``,
        ``nbgrader`` or ``plain``.
    lateness : str
        ``yes``, ``no``, or ``not told`` where the platform's names do not tell.
    """

    key: str
    name: str
    number: str
    system: str
    lateness: str = UNKNOWN


@dataclass(frozen=True)
class Named:
    """What a platform's name of a folder or file tells.

    Parameters
    ----------
    student : Student
        Whose it is.
    time : str
        When it was handed in, in an order that can be sorted; empty if the name does not tell.
    """

    student: Student
    time: str = ""


@dataclass(frozen=True)
class Row:
    """How one platform names what it lets download.

    Parameters
    ----------
    system : str
        The platform.
    pattern : str
        The whole name of a folder or file, with groups among ``name``, ``number``, ``time``, and
        ``late`` where the platform tells.
    is_weak : bool
        Others may have such names, too: it counts where most of what lies together has one.
    folders : bool
        It names folders alone.
    own : str
        Pattern of the files that the platform adds beside; they are nobody's.
    """

    system: str
    pattern: str
    is_weak: bool = False
    folders: bool = False
    own: str = ""


_CANVAS_REST = r"_(?:[0-9]+_.+|text\.html|link\.html)"
ROWS = (
    Row(
        MOODLE,
        r"(?P<name>.*?)(?:[_ ](?P<number>[0-9]+))?_assignsubmission_[a-z0-9]+(?:_.*)?",
    ),
    Row(
        BLACKBOARD,
        r".+_(?P<name>[^_]+)_attempt_(?P<time>[0-9]{4}(?:-[0-9]{2}){5})(?:_.+|\.txt)?",
    ),
    Row(
        BRIGHTSPACE,
        r"(?P<number>[0-9]+)-[0-9]+ - (?P<name>.+?) ?- "
        r"(?:(?P<time>[^-]*\b[0-9]{4}\b[^-]*?)(?: - .+)?|.+)",
        own=r"index\.html?",
    ),
    Row(
        CANVAS,
        r"(?P<name>[^\s./\\-]+?)_(?P<late>LATE_|late_)?(?P<number>[0-9]+)" + _CANVAS_REST,
        is_weak=True,
    ),
    Row(CANVAS, r"(?P<late>LATE_)?(?P<number>anon_[0-9A-Za-z]+)" + _CANVAS_REST, is_weak=True),
    Row(
        ILIAS,
        r"(?P<name>[^_]+_[^_]+)_.+_(?P<number>[0-9]+)",
        is_weak=True,
        folders=True,
        own=r"status\.(?:xlsx?|csv|xml)",
    ),
)
_ILIAS_LATE = re.compile(r"(?:late submission|verspätete abgabe|verspaetete abgabe) - ", re.I)
_TEAM = re.compile(r"(?:team|group|gruppe|groupe|équipe|grupo|equipo|gruppo|groep)\b", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_name(row: Row, name: str) -> Named | None:
    """Read a name as one platform writes it; None if it does not write such a name."""
    found = re.fullmatch(row.pattern, name[:_LONGEST], re.S)
    if not found:
        return None
    part = found.groupdict("")
    number, written = part.get("number", ""), unicodedata.normalize("NFC", part.get("name", ""))
    system, mark = row.system, number or written
    if system == MOODLE and (not number or _TEAM.match(written)):
        system = MOODLE_TEAM
    if system == BRIGHTSPACE:
        # Of its two numbers none is known to be the student's alone.
        mark = f"{number} {written}"
    lateness = UNKNOWN if "late" not in part else YES if part["late"] else NO
    student = Student(f"{system}:{mark}", written, number, system, lateness)
    return Named(student, _sortable(part.get("time", "")))


def as_team(named: Named) -> Named:
    """Take a name of Moodle for a team's: all are, where one of a download has no number."""
    student = named.student
    if student.system != MOODLE:
        return named
    key = f"{MOODLE_TEAM}:{student.number or student.name}"
    return replace(named, student=replace(student, key=key, system=MOODLE_TEAM))


def late_in_ilias(named: Named, files: Collection[str]) -> Named:
    """Look at the files of a folder: ILIAS says before the name of each whether it came late."""
    if named.student.system != ILIAS or not any(map(_ILIAS_LATE.match, files)):
        return named
    return replace(named, student=replace(named.student, lateness=YES))


def of_nbgrader(folder: str) -> Named:
    """Name the student of a folder below ``submitted``."""
    name = unicodedata.normalize("NFC", folder)
    return Named(Student(f"{NBGRADER}:{name}", name, name, NBGRADER))


def plain_student(name: str) -> Student:
    """Make a student whom no platform named."""
    # Unpacking on a Mac takes letters and their accents apart.
    name = unicodedata.normalize("NFC", name)
    return Student(f"{PLAIN}:{name}", name, "", PLAIN)


def _sortable(time: str) -> str:
    """Write a time so that later ones come later; empty where it is in no known form."""
    if re.fullmatch(r"[0-9-]+", time):
        return time
    low = time.casefold()
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", low)), 0)
    numbers = [int(one) for one in re.findall("[0-9]+", low)]
    if not month or len(numbers) not in (3, 4):
        return ""
    day, year, *clock = numbers
    hour, minute = clock if len(clock) == 2 else divmod(clock[0], 100)
    if low.rstrip().endswith(("am", "pm")):
        hour = hour % 12 + 12 * low.rstrip().endswith("pm")
    return f"{year}-{month:02}-{day:02}-{hour:02}-{minute:02}-00"
