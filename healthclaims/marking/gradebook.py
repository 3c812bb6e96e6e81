"""The tables of a marking run: marks for the instructor, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.tables import write_table
from healthclaims.marking.feedback_points import points_so_far
from healthclaims.marking.judge import Result
from healthclaims.marking.key import Key
from healthclaims.marking.mark_one import MarkedSubmission, Note
from healthclaims.marking.rubric_points import Given
from healthclaims.submissions.inbox import Unread
from healthclaims.submissions.layouts import Student

COLUMNS = (
    *("Student", "ID", "Grade", "most_points", "answered", "questions"),
    *("points_questions", "points_written", "late", "feedback_page", "notes"),
)
ANSWER_COLUMNS = ("student", "question", "choice", "sure", "points")
REPORT_COLUMNS = ("file", "student", "is_problem", "reason", "what_to_do")


@dataclass(frozen=True)
class GradebookRow:
    """What the tables say of one student.

    Parameters
    ----------
    values : mapping of str to str
        Column to value, for `COLUMNS`.
    report : tuple of mapping of str to str
        Rows for the report, by `REPORT_COLUMNS`.
    answers : tuple of mapping of str to str
        Rows for the table of answers, by `ANSWER_COLUMNS` without the student.
    """

    values: Mapping[str, str]
    report: tuple[Mapping[str, str], ...]
    answers: tuple[Mapping[str, str], ...]


def row_of(
    key: Key,
    student: Student,
    marked: MarkedSubmission,
    given: Mapping[str, Given],
    files: Sequence[str],
    page: str,
) -> GradebookRow:
    """Put one student into the tables.

    A grade stands there only when everything is marked: half a grade would be taken for a whole.
    """
    assignment, result = key.assignment, marked.result
    totals = [given[task.id].total for task in assignment.tasks]
    is_marked = marked.is_readable and None not in totals
    got, _ = points_so_far(result, given)
    grade = str(got) if is_marked else ""
    written = sum(total for total in totals if total is not None)
    notes = [*marked.notes, *_about_other_words(result, given)]
    values: dict[str, object] = {
        "Student": student.name,
        "ID": student.number,
        "Grade": grade,
        "most_points": assignment.most_points,
        "answered": result.answered,
        "questions": len(assignment.questions),
        "points_questions": result.points if marked.is_readable else "",
        "points_written": written if assignment.tasks and None not in totals else "",
        "late": student.lateness,
        "feedback_page": page,
        "notes": " ".join(note.what for note in notes),
    }
    report = tuple(
        report_row(note.file or " | ".join(files), student.key, True, note.what, note.remedy)
        for note in notes
    )
    # Open questions have neither choice nor sureness.
    answers = tuple(
        {
            "question": item.question.id,
            "choice": item.chosen,
            "sure": str(item.sure or ""),
            "points": str(item.points),
        }
        for item in (result.marked if marked.is_readable else ())
    )
    return GradebookRow({name: str(value) for name, value in values.items()}, report, answers)


def _about_other_words(result: Result, given: Mapping[str, Given]) -> Iterator[Note]:
    """Name the answers whose points were given before their words changed."""
    for one in result.written:
        if given[one.task.id].is_for_other_words(one.text):
            what = f"The words of {one.task.id} have changed since their points were given."
            yield Note("", what, "Look at that answer on rubric.html again, and save the points.")


def report_row(file: str, student: str, problem: bool, reason: str, remedy: str) -> dict[str, str]:
    """Make a row of the report."""
    cells = (file, student, "yes" if problem else "no", reason, remedy)
    return dict(zip(REPORT_COLUMNS, cells, strict=True))


def unread_rows(unread: Iterable[Unread]) -> list[dict[str, str]]:
    """Put files that were not used into the report."""
    return [
        report_row(one.file, one.student, not one.ignored, one.reason, one.remedy) for one in unread
    ]


def write_report(folder: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Write the report of what could not be read; problems come first."""
    ordered = sorted(
        rows, key=lambda row: (row["is_problem"] != "yes", row["student"], row["file"])
    )
    write_table(folder / "report.csv", REPORT_COLUMNS, ordered)
