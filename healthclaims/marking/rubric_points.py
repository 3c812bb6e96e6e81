"""The points and comments that an instructor gave for written answers, and their table.

One row a judgement: the points for one line of the rubric, or, with an empty ``line``, the
comment on the whole answer; and in ``words`` a mark of the words that were judged, so that points
are not taken for those of other words. The rubric page writes the table, in the browser, and
`healthclaims.marking.rubric_reading` reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from healthclaims.assignments.assignment import Task
from healthclaims.core.untrusted import clean_text

POINTS_FILE = "rubric_points.csv"
COLUMNS = ("student", "task", "line", "points", "comment", "words")
_SPACE = " \t\n"


@dataclass(frozen=True)
class Given:
    """What was given for one written answer.

    Parameters
    ----------
    points : tuple of (int or None)
        For each line of the rubric; None where it is not marked yet.
    comment : str
        In plain text; empty if there is none.
    words : str
        The mark of the words that were judged (`words_mark`); empty if the table does not tell.
    """

    points: tuple[int | None, ...]
    comment: str = ""
    words: str = ""

    @property
    def total(self) -> int | None:
        """All points together; None while a line is not marked yet."""
        given = [points for points in self.points if points is not None]
        return sum(given) if len(given) == len(self.points) else None

    def is_for_other_words(self, text: str) -> bool:
        """Tell whether this was given to other words than these."""
        return bool(self.words) and self.words != words_mark(text)


@dataclass(init=False)
class RubricPoints:
    """Everything that was given for the written answers of an assignment; never changes.

    Parameters
    ----------
    tasks : sequence of Task
        The tasks of the assignment.
    given : mapping of (str, str) to Given
        Student and id of a task to what was given. Nothing is kept of an empty one.
    """

    tasks: tuple[Task, ...]
    _given: dict[tuple[str, str], Given]

    def __init__(
        self, tasks: Sequence[Task], given: Mapping[tuple[str, str], Given] | None = None
    ) -> None:
        self.tasks = tuple(tasks)
        self._nothing = {task.id: Given((None,) * len(task.criteria)) for task in tasks}
        self._given = {
            (clean_text(student), task): replace(kept, words=one.words)
            for (student, task), one in sorted((given or {}).items())
            if (kept := Given(tuple(one.points), tidy_comment(one.comment))) != self._nothing[task]
        }

    @property
    def students(self) -> tuple[str, ...]:
        """All to whom something was given, in alphabetical order."""
        return tuple(sorted({student for student, _ in self._given}))

    def of(self, student: str, task: str) -> Given:
        """Find what one answer got; every line is None where nothing was given.

        Raises
        ------
        KeyError
            If the assignment has no such task.
        """
        return self._given.get((clean_text(student), task), self._nothing[task])

    def of_student(self, student: str) -> dict[str, Given]:
        """Find what all answers of one student got, by id of the task."""
        return {task.id: self.of(student, task.id) for task in self.tasks}

    def strangers(self, students: Sequence[str]) -> tuple[str, ...]:
        """Name those who got points and are not among the students that handed in something."""
        return tuple(sorted(set(self.students) - {clean_text(student) for student in students}))

    def judgements(self) -> Iterator[tuple[str, str, int, int | str]]:
        """List student, task, line and points; line 0, after the others, is the comment."""
        for student in self.students:
            for task, given in self.of_student(student).items():
                for line, points in enumerate(given.points, 1):
                    if points is not None:
                        yield student, task, line, points
                if given.comment:
                    yield student, task, 0, given.comment


def tidy_comment(text: str) -> str:
    """Clean a comment and take blank space off its ends."""
    return clean_text(text).strip(_SPACE)


def words_mark(text: str) -> str:
    """Make a short mark of what a student wrote: other words have another one."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]
