"""The tables of a marking run: marks for the instructor and for gradebooks, and what was unread.

Canvas reads a table whose first columns are Student, ID, SIS User ID, SIS Login ID and Section;
every further column is an assignment (instructure/canvas-lms, lib/gradebook_importer.rb). Moodle's
grading worksheet needs Identifier, Grade and Last modified (grade), and passes over other columns
(mod/assign/feedback/offline/importlib.php).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.tables import write_table
from healthclaims.marking.feedback_points import points_so_far
from healthclaims.marking.key import Key
from healthclaims.marking.mark_one import MarkedSubmission
from healthclaims.marking.rubric_points import Given
from healthclaims.submissions.layouts import CANVAS, MOODLE, Student
from healthclaims.submissions.unpacking import Unread

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE_COLUMNS = (
    *("Identifier", "Full name", "Grade", "Maximum Grade", "Last modified (grade)"),
    "Feedback comments",
)
OTHER_COLUMNS = (
    *("answered", "questions", "points_questions", "points_written", "most_points"),
    *("late", "feedback_page", "files", "notes"),
)
REPORT_COLUMNS = ("file", "student", "is_problem", "reason", "what_to_do")


@dataclass(frozen=True)
class GradebookRow:
    """What the tables say of one student.

    Parameters
    ----------
    system : str
        Where the submission was downloaded: ``moodle``, ``canvas``, ``nbgrader`` or ``plain``.
    values : mapping of str to str
        Column to value, for `columns`.
    report : tuple of mapping of str to str
        Rows for the report, by `REPORT_COLUMNS`.
    """

    system: str
    values: Mapping[str, str]
    report: tuple[Mapping[str, str], ...]


def columns(title: str) -> tuple[str, ...]:
    """List the columns of the table of marks: Canvas finds an assignment by its title."""
    return (*CANVAS_COLUMNS, title, *MOODLE_COLUMNS, *OTHER_COLUMNS)


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
    values: dict[str, object] = {
        "Student": student.name,
        "ID": student.number if student.system == CANVAS else "",
        assignment.title: grade,
        "Identifier": f"Participant {student.number}" if student.system == MOODLE else "",
        "Full name": student.name,
        "Grade": grade,
        "Maximum Grade": assignment.most_points,
        "Last modified (grade)": "",
        "Feedback comments": _comment(key, marked, grade),
        "answered": result.answered,
        "questions": len(assignment.questions),
        "points_questions": result.points if marked.is_readable else "",
        "points_written": written if assignment.tasks and None not in totals else "",
        "most_points": assignment.most_points,
        "late": "yes" if student.late else "",
        "feedback_page": page,
        "files": " | ".join(files),
        "notes": " ".join(note.what for note in marked.notes),
    }
    report = tuple(
        _report_row(note.file or " | ".join(files), student.key, True, note.what, note.remedy)
        for note in marked.notes
    )
    return GradebookRow(
        student.system, {name: str(value) for name, value in values.items()}, report
    )


def _comment(key: Key, marked: MarkedSubmission, grade: str) -> str:
    if grade:
        return f"{grade} of {key.assignment.most_points} points. See your feedback page."
    if not marked.is_readable:
        told = [note.student for note in marked.notes if note.student]
        return " ".join(["This could not be marked yet.", *told])
    return ""


def _report_row(file: str, student: str, problem: bool, reason: str, remedy: str) -> dict[str, str]:
    cells = (file, student, "yes" if problem else "no", reason, remedy)
    return dict(zip(REPORT_COLUMNS, cells, strict=True))


def unread_rows(unread: Iterable[Unread]) -> list[dict[str, str]]:
    """Put files that were not used into the report."""
    return [
        _report_row(one.file, one.student, not one.ignored, one.reason, one.remedy)
        for one in unread
    ]


def write_marks(folder: Path, key: Key, rows: Sequence[GradebookRow]) -> tuple[Path, ...]:
    """Write ``marks.csv``, and a table each for Canvas and Moodle if students come from there."""
    title = key.assignment.title
    canvas = [row.values for row in rows if row.system == CANVAS]
    moodle = [row.values for row in rows if row.system == MOODLE]
    tables = {folder / "marks.csv": (columns(title), [row.values for row in rows])}
    if canvas:
        top = {"Student": "    Points Possible", title: str(key.assignment.most_points)}
        tables[folder / "marks_canvas.csv"] = ((*CANVAS_COLUMNS, title), [top, *canvas])
    if moodle:
        tables[folder / "marks_moodle.csv"] = (MOODLE_COLUMNS, moodle)
    for path, (names, values) in tables.items():
        write_table(path, names, values)
    return tuple(tables)


def write_report(folder: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Write the report of what could not be read; problems come first."""
    ordered = sorted(
        rows, key=lambda row: (row["is_problem"] != "yes", row["student"], row["file"])
    )
    write_table(folder / "report.csv", REPORT_COLUMNS, ordered)
