"""Reads the table of points for written answers, and names everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from healthclaims.assignments.assignment import Task
from healthclaims.core.problems import Problem, expected, raise_if_any
from healthclaims.core.tables import Row, read_table, whole_number
from healthclaims.core.untrusted import clean_text
from healthclaims.marking.rubric_points import (
    COLUMNS,
    POINTS_FILE,
    Given,
    RubricPoints,
    tidy_comment,
)


def read_points(path: Path, tasks: Sequence[Task]) -> RubricPoints:
    """Read what was given; students who handed in nothing are kept.

    A comment beside the points of one line becomes part of the comment on the whole answer.

    Raises
    ------
    DataError
        If the table has problems; all of them at once.
    """
    reader = _Reader(tasks)
    for row in read_table(path, COLUMNS[:-1], COLUMNS[-1:]):
        reader.take(row)
    raise_if_any(reader.problems)
    return RubricPoints(tasks, reader.given())


def read_points_in(folder: Path, tasks: Sequence[Task]) -> RubricPoints:
    """Read the table of points of a folder, if there is one.

    Raises
    ------
    DataError
        If there are several, such as a browser saves beside the first, or if it has problems.
    """
    path = folder / POINTS_FILE
    raise_if_any(_second_table(one) for one in _other_tables(path))
    return read_points(path, tasks) if path.is_file() else RubricPoints(tasks)


def _other_tables(path: Path) -> list[Path]:
    """Find what a browser, a spreadsheet or a person calls it: rubric_points (1).csv, .xlsx."""
    found = path.parent.glob("*") if path.parent.is_dir() else ()
    return sorted(
        one
        for one in found
        if _letters(path.stem) in _letters(one.name)
        and not one.name.startswith((".", "~"))
        and one.name != path.name
    )


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())


def _second_table(path: Path) -> Problem:
    what = f"is another table of points beside {POINTS_FILE}, and may be the newer one."
    remedy = (
        f"Save the one that counts as {POINTS_FILE}, as CSV, and take the other out of the folder."
    )
    return Problem(path, None, what, remedy)


class _Reader:
    """Collects judgements, and everything that is wrong with them."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.problems: list[Problem] = []
        self._tasks = {task.id: task for task in tasks}
        # Student, task, line (0 for the whole answer) to the value and where it stood.
        self._points: dict[tuple[str, str, int], tuple[str, int]] = {}
        self._comments: dict[tuple[str, str, int], tuple[str, int]] = {}
        self._words: dict[tuple[str, str], set[str]] = {}

    def take(self, row: Row) -> None:
        """Take in one row."""
        before = len(self.problems)
        student = clean_text(row["student"])
        task = self._tasks.get(row["task"].strip())
        if not student:
            self._wrong(row, "names no student.", "Write the student’s key there.")
        if task is None:
            what = f"task {row['task']!r} is not part of this assignment."
            self._wrong(row, what, expected(row["task"], self._tasks, "tasks"))
            return
        line = whole_number(row["line"])
        lines = [str(number) for number in range(1, len(task.criteria) + 1)]
        if line and line not in lines:
            remedy = (
                f"Write a number from 1 to {len(lines)}, or nothing for a comment on the whole "
                "answer."
            )
            self._wrong(row, f"line {row['line']!r} is not a line of this rubric.", remedy)
            return
        points = whole_number(row["points"])
        if points and not line:
            remedy = "Write into line which line of the rubric they are for."
            self._wrong(row, f"points {row['points']!r} stand without a line.", remedy)
        elif points:
            criterion = task.criteria[int(line) - 1]
            if points not in map(str, range(criterion.points + 1)):
                what = f"points {row['points']!r} do not fit “{criterion.name}”."
                remedy = f"Write a whole number from 0 to {criterion.points}, or nothing."
                self._wrong(row, what, remedy)
        if len(self.problems) == before:
            place = (student, task.id, int(line or 0))
            self._keep(row, "points", self._points, place, points)
            self._keep(row, "comment", self._comments, place, tidy_comment(row["comment"]))
            if words := row["words"].strip():
                self._words.setdefault(place[:2], set()).add(words)

    def _wrong(self, row: Row, what: str, remedy: str) -> None:
        self.problems.append(Problem(row.file, row.line, what, remedy))

    def _keep(
        self,
        row: Row,
        column: str,
        kept: dict[tuple[str, str, int], tuple[str, int]],
        place: tuple[str, str, int],
        value: str,
    ) -> None:
        if not value:
            return
        first, line = kept.setdefault(place, (value, row.line))
        if first != value:
            what = f"{column} {value!r} differs from {first!r} in line {line} for the same answer."
            self._wrong(row, what, "Keep one of the two rows.")

    def given(self) -> dict[tuple[str, str], Given]:
        """Put the judgements on each answer together."""
        answers = {place[:2] for place in (*self._points, *self._comments)}
        return {(student, task): self._given(student, task) for student, task in answers}

    def _given(self, student: str, task: str) -> Given:
        criteria = self._tasks[task].criteria
        points, comments = [], []
        if whole := self._comments.get((student, task, 0)):
            comments.append(whole[0])
        for number, criterion in enumerate(criteria, 1):
            value = self._points.get((student, task, number))
            points.append(int(value[0]) if value else None)
            if comment := self._comments.get((student, task, number)):
                lead = criterion.name if criterion.name.endswith("?") else f"{criterion.name}:"
                comments.append(f"{lead} {comment[0]}")
        # Two marks together are no answer's: then some of this was given to other words.
        words = " ".join(sorted(self._words.get((student, task), ())))
        return Given(tuple(points), "\n".join(comments), words)
