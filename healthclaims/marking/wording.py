"""What the marking command says, and its progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from healthclaims.learner.same_words import plural
from healthclaims.marking.mark_class import Marks
from healthclaims.marking.rubric_points import POINTS_FILE
from healthclaims.submissions.layouts import Student

NOTHING_HANDED_IN = (
    "Nothing that a student handed in was found. Give what you downloaded: the zip of the class, "
    "or a folder with the zips that hand_in() makes."
)
_FEW = 100


def progress_bar(students: Sequence[Student]) -> Iterator[Student]:
    """Hand on students one by one; on a terminal, from a hundred on, draw a bar."""
    if len(students) < _FEW or not sys.stderr.isatty():
        yield from students
        return
    try:
        from tqdm import tqdm
    except ImportError:
        for count, student in enumerate(students, 1):
            yield student
            if count % _FEW == 0:
                sys.stderr.write(f"{count} of {len(students)} students\n")
        return
    yield from tqdm(students, unit=" students")


def run_summary(marks: Marks, name: str) -> list[str]:
    """Say in lines what was written and what is to be done."""
    students = plural(marks.students, "student")
    lines = [f"Marked {name}: {students}. The marks are in {marks.folder / 'marks.csv'}."]
    if marks.resumed:
        lines.append(
            f"{marks.resumed} of them were done already when the last run was interrupted."
        )
    if marks.problems:
        needing = plural(marks.problems, "line needs", "lines need")
        lines.append(f"{needing} a look: {marks.folder / 'report.csv'}.")
    if marks.without_grade:
        lines.append(f"Without a grade so far: {marks.without_grade}.")
    if marks.unmarked:
        lines.append(
            f"Written answers without points: {marks.unmarked} of {marks.written}. Open "
            f"{marks.folder / 'rubric.html'}, give points, save {POINTS_FILE} into "
            f"{marks.folder}, and run this command again."
        )
    elif marks.written:
        lines.append(f"Every written answer is marked ({marks.written}).")
    lines += marks.back
    if marks.strangers:
        named = ", ".join(marks.strangers)
        lines.append(f"{POINTS_FILE} has points for students who handed in nothing: {named}.")
    return lines
