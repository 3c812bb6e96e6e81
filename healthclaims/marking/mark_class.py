"""Marks a class: from downloaded submissions to marks, feedback pages and a report.

Only data is read: answer logs, and the Markdown of notebooks. No student's code is run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.assignments.notebook_answers import given_texts
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import home_dir
from healthclaims.core.tables import write_table
from healthclaims.marking.feedback import feedback_page, unmarked_page
from healthclaims.marking.gradebook import (
    ANSWER_COLUMNS,
    COLUMNS,
    GradebookRow,
    row_of,
    unread_rows,
    write_report,
)
from healthclaims.marking.key import Key, load_key
from healthclaims.marking.mark_one import mark_submission
from healthclaims.marking.marks_folder import (
    ANSWERS_FILE,
    PAGES,
    claim_folder,
    keep_apart,
    remove_outdated,
)
from healthclaims.marking.own_gradebook import OwnGradebook
from healthclaims.marking.page_names import page_name
from healthclaims.marking.rubric_page import Answer, rubric_page
from healthclaims.marking.rubric_points import RubricPoints
from healthclaims.marking.rubric_reading import read_points_in
from healthclaims.marking.unfinished import StudentMarks, Unfinished
from healthclaims.marking.ways_back import Back, write_back
from healthclaims.submissions.inbox import Inbox, Submission
from healthclaims.submissions.layouts import Student

Progress = Callable[[Sequence[Student]], Iterator[Student]]


@dataclass(frozen=True)
class Marks:
    """What a run has written.

    Parameters
    ----------
    folder : Path
        Where it is.
    students, without_grade, resumed : int
        How many students, how many of them have no grade yet, and how many an interrupted run
        had done already.
    problems : int
        Lines of the report that need somebody to look.
    written, unmarked : int
        How many written answers there are, and how many of them have no points yet.
    strangers : tuple of str
        Students to whom points were given and who handed in nothing.
    back : tuple of str
        Sentences about what goes back to students, and what a platform hides.
    """

    folder: Path
    students: int
    without_grade: int
    resumed: int
    problems: int
    written: int
    unmarked: int
    strangers: tuple[str, ...]
    back: tuple[str, ...] = ()


def mark_class(
    submissions: Sequence[Path],
    name: str,
    folder: Path,
    progress: Progress = iter,
    gradebook: Path | None = None,
    column: str = "",
) -> Marks:
    """Mark everything that was handed in.

    Parameters
    ----------
    submissions : sequence of Path
        Zips, folders and files: downloads of a learning platform or plain ones.
    name : str
        Name of the assignment.
    folder : Path
        Where marks, feedback and report go. Points for written answers are read from
        ``rubric_points.csv`` there, and never written.
    progress : callable, optional
        Given the students, gives them back one by one, and may show how far it is.
    gradebook : Path, optional
        Canvas's gradebook or Moodle's grading worksheet, as it was downloaded: a copy with the
        grades in it is written into the folder.
    column : str, optional
        The column for the grades there; found if not given.

    Returns
    -------
    Marks
        The same input gives the same files.

    Raises
    ------
    KeyError
        If there is no such assignment.
    DataError
        If a path holds nothing, the points cannot be read, the folder holds the marks of another
        assignment, or another run is writing into it; all problems of one kind at once.
    """
    key = load_key(name)
    given = read_points_in(folder, key.assignment.tasks)
    keep_apart(submissions, folder)
    book = OwnGradebook(gradebook, key.assignment.title, column) if gradebook else None
    inbox = Inbox(submissions, name)
    with claim_folder(folder, name):
        return _Run(key, given, folder).go(inbox, book, progress)


class _Run:
    """The marking of one class into one folder."""

    def __init__(self, key: Key, given: RubricPoints, folder: Path) -> None:
        self._key, self._given, self._folder = key, given, folder
        self._exercise = _exercise(key)
        self._cells = given_texts(self._exercise, [task.id for task in key.assignment.tasks])
        self._unfinished = Unfinished(folder, key, self._exercise)

    def go(self, inbox: Inbox, book: OwnGradebook | None, progress: Progress) -> Marks:
        done: list[tuple[Student, StudentMarks]] = []
        backs: list[Back] = []
        report: list[Mapping[str, str]] = [*unread_rows(inbox.unread)]
        with self._unfinished.going_on():
            for student in progress(inbox.students):
                submission = inbox.read(student)
                marks = self._mark(submission)
                done.append((student, marks))
                backs.append(_back(submission, marks.row))
                report += [*marks.row.report]
                report += unread_rows((*submission.unread, *submission.notices))
        rows = [marks.row for _, marks in done]
        write_table(self._folder / "marks.csv", COLUMNS, [row.values for row in rows])
        back = write_back(self._folder, backs, self._key.assignment.most_points, book)
        report += back.report
        remove_outdated(self._folder, {row.values["feedback_page"] for row in rows}, back.paths)
        write_table(self._folder / ANSWERS_FILE, ANSWER_COLUMNS, _choices(done))
        write_report(self._folder, report)
        answers = [
            Answer(student.key, student.name or student.number, marks.written)
            for student, marks in done
            if marks.written
        ]
        if self._key.assignment.tasks:
            page = rubric_page(self._key, answers, self._given)
            _write(self._folder / "rubric.html", page)
        self._unfinished.end()
        totals = [
            self._given.of(answer.student, one.task.id).total
            for answer in answers
            for one in answer.written
        ]
        return Marks(
            self._folder,
            students=len(rows),
            without_grade=sum(not row.values["Grade"] for row in rows),
            resumed=self._unfinished.resumed,
            problems=sum(line["is_problem"] == "yes" for line in report),
            written=len(totals),
            unmarked=totals.count(None),
            strangers=self._given.strangers([student.key for student in inbox.students]),
            back=back.lines,
        )

    def _mark(self, submission: Submission) -> StudentMarks:
        """Mark one student and write the page; what an interrupted run had done is taken over."""
        student = submission.student
        points = self._given.of_student(student.key)
        page = f"{PAGES}/{page_name(student)}"
        path = self._folder / page
        state = self._unfinished.state(submission, points)
        if done := self._unfinished.find(state, path):
            return done
        marked = mark_submission(self._key, submission, self._cells, self._exercise)
        notes = [note.student for note in marked.notes if note.student]
        name = student.name or student.number
        if marked.is_readable:
            content = feedback_page(marked.result, name, points, notes)
        else:
            content = unmarked_page(marked.result, name, notes)
        row = row_of(self._key, student, marked, points, submission.files, page)
        written = marked.result.written
        is_listed = marked.is_readable or any(one.text or one.extras for one in written)
        marks = StudentMarks(row, written if is_listed else ())
        self._unfinished.keep(state, _write(path, content), marks)
        return marks


def _choices(done: Sequence[tuple[Student, StudentMarks]]) -> Iterator[dict[str, str]]:
    """List what was answered, by the student's name where nobody else has it."""
    names = Counter(student.name for student, _ in done)
    for student, marks in done:
        known = student.name if names[student.name] == 1 else ""
        yield from ({"student": known or student.key, **row} for row in marks.row.answers)


def _back(submission: Submission, row: GradebookRow) -> Back:
    """Keep a page back while points are missing; one that asks for the work again may go."""
    grade, page = row.values["Grade"], row.values["feedback_page"]
    is_final = bool(grade) or not row.values["points_questions"]
    return Back(submission.student, submission.files, grade, page if is_final else "")


def _exercise(key: Key) -> bytes:
    """Read the notebook as students get it; without it, stubs alone are left out of answers."""
    name = key.assignment.name
    path = home_dir() / "exercises" / name / f"{name}.ipynb"
    return path.read_bytes() if key.assignment.tasks and path.is_file() else b""


def _write(path: Path, text: str) -> bytes:
    content = text.encode("utf-8", "replace")
    replace_file(path, content)
    return content
