"""Whatever an instructor downloaded, as one submission for each student.

A first look tells whose each file is; content is read again one student at a time, into memory
alone, so that a thousand submissions need no more of it than one. Nothing that a student wrote is
run.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from healthclaims.learner.learner_code import DEFAULT_LEARNER
from healthclaims.submissions.file_kinds import USELESS, ZIP, Part, visible
from healthclaims.submissions.layouts import MOODLE_TEAM, PLAIN, Student
from healthclaims.submissions.limits import ASK, LIMITS, CannotReadError, Limits, Why
from healthclaims.submissions.plain_names import Claim
from healthclaims.submissions.submitted_logs import changed_since, last_attempt
from healthclaims.submissions.tree import Budget, Grower, Node
from healthclaims.submissions.whose import find_students

__all__ = ["Inbox", "Part", "Student", "Submission", "Unread"]

_LONGEST_KEY = 100
_COPY = re.compile(r" \([0-9]+\)$")
_PUT = "If it is one's, put it in a folder with the student's name."
_NAMELESS = ("Its name tells no student.", _PUT)
_CHANGED = ("It is not as hand_in() packed it.", "Ask the student if it matters.")


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
        Why, as a sentence, and what to do next; the latter is empty if that is no problem.
    """

    file: str
    student: str
    reason: str
    remedy: str

    @property
    def ignored(self) -> bool:
        """Whether nothing is to be done."""
        return not self.remedy


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Parameters
    ----------
    student : Student
        Who.
    parts : tuple of Part
        Logs, notebooks and manifests of the attempt that counts, in the order of their names.
    unread : tuple of Unread
        What could not be used, or was not needed.
    files : tuple of str
        Every file that was looked at, used or not.
    notices : tuple of Unread
        What else an instructor should know, by file: earlier attempts, copies, a team.
    """

    student: Student
    parts: tuple[Part, ...]
    unread: tuple[Unread, ...]
    files: tuple[str, ...]
    notices: tuple[Unread, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same student and input: SHA-256 in hexadecimal."""
        own = [replace(p, content=hashlib.sha256(p.content).digest()) for p in self.parts]
        whole = repr(replace(self, parts=tuple(own)))
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()


class Inbox:
    """The submissions of a class.

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
        self._limits, self._assignment = limits, assignment
        top = Grower(limits, assignment).grow(paths)
        claims, rest = find_students(top, assignment)
        self._own = dict(_with_keys(claims))
        self.students = tuple(sorted(self._own, key=lambda student: student.key))
        self.unread = tuple(
            Unread(one.shown, "", *USELESS.get(one.kind, _NAMELESS)) for one in rest
        )

    def read(self, student: Student) -> Submission:
        """Read what one student handed in; nothing is raised: what cannot be read is named."""
        key, budget, most = student.key, Budget(self._limits), self._limits.files
        own = self._own[student]
        files = sorted(own.files(), key=lambda file: file.shown)
        parts: list[Part] = []
        unread: list[Unread] = []
        for file in files[:most]:
            try:
                # Of a zip that could be opened, what lies in it is read.
                parts += [] if file.children else [_part(file, budget)]
            except CannotReadError as error:
                unread.append(Unread(file.shown, key, *error.why))
        if len(files) > most:
            what = (
                f"This file and {len(files) - most - 1} more were not looked at: they are too many."
            )
            unread.append(Unread(files[most].shown, key, what, ASK))
        kept, left = last_attempt(parts, self._assignment)
        notices = [Unread(file, key, why, "") for file, why in left.items()]
        if files:
            notices += [Unread(own.shown, key, *one) for one in self._doubts(student)]
        notices += [Unread(part.file, key, *_CHANGED) for part in changed_since(kept)]
        shown = tuple(file.shown for file in files)
        return Submission(student, tuple(kept), tuple(unread), shown, tuple(notices))

    def _doubts(self, student: Student) -> Iterator[Why]:
        """Say what an instructor should look at, and what to do."""
        own = self._own[student]
        ids = own.ids
        others = {one: other for one, other in self._own.items() if one != student}
        copied = [one for one, other in others.items() if other.ids & ids]
        if copied:
            named = [f"{one.name} ({one.key})".strip() for one in copied]
            what = f"The same hand-in lies under another name, too: {', '.join(sorted(named))}."
            yield what, "Ask both whose work it is."
        if student.system == PLAIN and any(
            _alike(student, one) and not other.ids & ids for one, other in others.items()
        ):
            what = "Another hand-in under this name was begun apart and is marked by itself."
            yield what, "If both are one student's, keep the one that counts."
        for outer in sorted({child.outer for child in own.children} - {""}):
            yield f"It lay in what {outer} handed in.", "Ask whose work it is."
        if len(ids) > 1:
            what = f"Under this name lie {len(ids)} hand-ins that were begun apart."
            remedy = "Make sure that they are one student's, who may have used two machines."
            yield what, remedy
        if student.system == MOODLE_TEAM:
            what = "It is a team's, and no participant's."
            yield what, "Give the points to its members yourself."

    def __iter__(self) -> Iterator[Submission]:
        return map(self.read, self.students)


def _alike(student: Student, other: Student) -> bool:
    """Tell whether two have one name, but for capitals and the number of a copy."""
    names = [_COPY.sub("", one.name).casefold() for one in (student, other)]
    return names[0] == names[1] != DEFAULT_LEARNER and other.system == PLAIN


def _part(file: Node, budget: Budget) -> Part:
    """Read a file that can be of use; raise CannotReadError if it cannot be."""
    if file.kind in USELESS:
        raise CannotReadError(*USELESS[file.kind])
    content = budget.read(file)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise CannotReadError("It is empty.", "Ask the student to hand in again.")
    time = next((one.student.time for one in file.outwards() if one.student), "")
    around = next((one.shown for one in file.outwards() if one.kind == ZIP), "")
    return Part(file.shown, file.kind, content, time, around, file.ids)


def _with_keys(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Give each student a key of their own, whatever names they have."""
    taken: set[str] = set()
    same = Counter(student.name.casefold() for student, _ in claims if not student.number)
    for student, own in sorted(claims, key=lambda one: (one[0].key, one[1].name, one[1].shown)):
        key = student.key
        if not student.number and same[student.name.casefold()] > 1 and own.name:
            # Two folders of the same name: where they lie tells them apart in every run.
            key = f"{key} in {own.name}"
        ends = itertools.chain(("",), (f"#{count}" for count in itertools.count(2)))
        # As long as ever: tables of points that were saved hold these keys.
        if len(key) > _LONGEST_KEY or visible(key) != key:
            mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            key = f"{visible(key)[:_LONGEST_KEY]}~{mark}"
        key = next(key + end for end in ends if (key + end).casefold() not in taken)
        taken.add(key.casefold())
        name, number = visible(student.name), visible(student.number)
        yield replace(student, key=key, name=name, number=number), own
