"""Whose is it, by names alone: one table of those that platforms give, a row a pattern.

Where each pattern was looked up, and an example of it, stands in docs/instructors/platforms.md.
At the end: the student in a name that no platform gave, such as ``jane.zip``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    time : str
        When it was handed in, in an order that can be sorted; empty if the name does not tell.
    """

    key: str
    name: str
    number: str
    system: str
    lateness: str = UNKNOWN
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
    late : str
        Pattern of how the names of files begin that came late.
    """

    system: str
    pattern: str
    is_weak: bool = False
    folders: bool = False
    late: str = ""


_MOMENT = r"[0-9]{4}(?:-[0-9]{2}){5}"
_CANVAS_REST = r"_(?:[0-9]+_.+|text\.html|link\.html)"
ROWS = (
    Row(MOODLE, r"(?P<name>.*?)(?:[_ ](?P<number>[0-9]+))?_assignsubmission_[a-z0-9]+(?:_.*)?"),
    Row(BLACKBOARD, rf".+_(?P<name>[^_]+)_attempt_(?P<time>{_MOMENT})(?:_.+|\.txt)?"),
    Row(
        BRIGHTSPACE,
        r"(?P<number>[0-9]+)-[0-9]+ - (?P<name>.+?) ?- "
        r"(?:(?P<time>[^-]*\b[0-9]{4}\b[^-]*?)(?: - .+)?|.+)",
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
        late=r"(?:late submission|verspätete abgabe|verspaetete abgabe) - ",
    ),
)
# What platforms put beside hand-ins themselves.
ADDED = re.compile(r"index\.html?|status\.(?:xlsx?|csv|xml)", re.I)
_TEAM = re.compile(r"(?:team|group|gruppe|groupe|équipe|grupo|equipo|gruppo|groep)\b", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Folders and files of the kit and of students that name nobody.
_NOBODY = {
    *("", "answers", "data", "docs", "exercises", "healthclaims", "my_articles", "notebooks"),
    *("tests", "assignment", "build", "homework", "kit", "solutions", "submission", "submissions"),
    *("hand_in", "hand in", "handin", "hand-in", "upload", "uploads", "attempt", "try", "version"),
    *("v", "draft", "final", "first", "second", "third", "old", "new", "late", "again", "work"),
    *("resubmission", "resubmitted", "corrected", "abgabe", "submitted", "unpacked", "extracted"),
    *("backup", "week"),
}
_ENDINGS = re.compile(r"(?:\.(?:ipynb|jsonl|zip|json|txt|log))+$", re.I)
_COPY = re.compile(r"[ _]*-? ?copy(?: ?[0-9]+)?$", re.I)
_NUMBER = re.compile(r" ?\(([0-9]+)\)$")
_COUNTED = re.compile(r"[ _-]*[0-9]+$")


def read_name(row: Row, name: str, inside: Iterable[str] = ()) -> Student | None:
    """Read a name as one platform writes it; None if it does not write such a name.

    `inside` are the names in it.
    """
    found = re.fullmatch(row.pattern, name[:_LONGEST], re.S)
    if not found:
        return None
    part = found.groupdict("")
    number, written, system = part.get("number", ""), part.get("name", ""), row.system
    mark = number or written
    if system == MOODLE and (not number or _TEAM.match(written)):
        system = MOODLE_TEAM
    if system == BRIGHTSPACE:
        # Of its two numbers none is known to be the student's alone.
        mark = f"{number} {written}"
    lateness = UNKNOWN if "late" not in part else YES if part["late"] else NO
    if row.late and any(re.match(row.late, one, re.I) for one in inside):
        lateness = YES
    time = _sortable(part.get("time", ""))
    return Student(f"{system}:{mark}", written, number, system, lateness, time)


def of_team(student: Student) -> Student:
    """Take a name of Moodle for a team's."""
    key = f"{MOODLE_TEAM}:{student.number or student.name}"
    return replace(student, key=key, system=MOODLE_TEAM)


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


def student_named_in(name: str, assignment: str) -> tuple[str, str, str]:
    """Take all that is no student's out of a name.

    Gives the student, empty if it names nobody; the number of a copy, empty if it has none; and
    what is left of the name in any case.
    """
    if len(name) > _LONGEST:
        return name, "", name
    name = _COPY.sub("", _ENDINGS.sub("", name))
    number = _NUMBER.search(name)
    copy = f" ({number[1]})" if number else ""
    name = _NUMBER.sub("", name)
    if re.fullmatch(rf"{re.escape(assignment)}_[0-9]+", name):
        # As hand_in() names the zip of somebody whose code is a number.
        code = name.rpartition("_")[2]
        return code, copy, code
    for known in (assignment, assignment.split("_", 1)[0], "answers"):
        if known:
            name = re.sub(rf"(?<![^\W_]){re.escape(known)}(?![^\W_])", "", name, flags=re.I)
    name = name.strip(" _-.")
    is_nobody = _COUNTED.sub("", name).lower() in _NOBODY and not re.fullmatch("[0-9]{3,}", name)
    return "" if is_nobody else name, copy, name
