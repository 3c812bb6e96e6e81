"""Marks a class: from downloaded submissions to marks, feedback pages and a report.

Only data is read: answer logs, and the Markdown of notebooks. No student's code is run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from healthclaims.assignments.notebook_answers import Extra, given_texts
from healthclaims.core.atomic_write import naming, replace_file
from healthclaims.core.files import data_dir, home_dir, solutions_dir
from healthclaims.core.problems import DataError, Problem, raise_if_any
from healthclaims.core.tables import write_table
from healthclaims.marking.feedback import feedback_page, unmarked_page
from healthclaims.marking.gradebook import (
    ANSWER_COLUMNS,
    GradebookRow,
    answer_rows,
    row_of,
    unread_rows,
    write_marks,
    write_report,
)
from healthclaims.marking.judge import WrittenAnswer
from healthclaims.marking.key import Key, load_key
from healthclaims.marking.lock import LOCK_FILE, one_run
from healthclaims.marking.mark_one import mark_submission
from healthclaims.marking.own_gradebook import OwnGradebook
from healthclaims.marking.page_names import page_name
from healthclaims.marking.rubric_page import Answer, rubric_page
from healthclaims.marking.rubric_points import POINTS_FILE, RubricPoints
from healthclaims.marking.rubric_reading import read_points_in
from healthclaims.marking.ways_back import FILLED, ZIPS, Back, Written, write_back
from healthclaims.submissions.inbox import Inbox, Submission
from healthclaims.submissions.layouts import Student

ABOUT_FILE = "about.txt"
# Its first line begins with this; the name of the assignment follows.
ABOUT_FIRST = "Marks of "
ANSWERS_FILE = "answers.csv"
_UNFINISHED = ".unfinished.jsonl"
_OLD = ("marks_canvas.csv", "marks_moodle.csv")
# What may lie in a folder that is taken: points, what a Mac puts there, what a killed run left.
_LEFT = (POINTS_FILE, ".DS_Store", f".{ABOUT_FILE}.new", LOCK_FILE)
# Raised when pages or tables change, so that an interrupted run is not gone on with.
_VERSION = 5
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
    _keep_apart(submissions, folder)
    book = OwnGradebook(gradebook, key.assignment.title, column) if gradebook else None
    inbox = Inbox(submissions, name)
    with _claim_folder(folder, name):
        return _Run(key, given, inbox, folder, book).go(progress)


class _Run:
    """One run; what is done is written down at once, so that it can be gone on with."""

    def __init__(
        self,
        key: Key,
        given: RubricPoints,
        inbox: Inbox,
        folder: Path,
        book: OwnGradebook | None,
    ) -> None:
        self._key, self._given, self._inbox, self._folder = key, given, inbox, folder
        self._book = book
        self._exercise = _exercise(key)
        self._cells = given_texts(self._exercise, [task.id for task in key.assignment.tasks])
        self._basis = _basis(key, self._exercise)
        self._done = dict(_read_unfinished(folder / _UNFINISHED))
        self._answers: list[Answer] = []
        self._choices: list[Mapping[str, str]] = []
        self._names = Counter(student.name for student in inbox.students)
        self._resumed = 0

    def go(self, progress: Progress) -> Marks:
        (self._folder / "feedback").mkdir(exist_ok=True)
        rows: list[GradebookRow] = []
        backs: list[Back] = []
        report: list[Mapping[str, str]] = [*unread_rows(self._inbox.unread)]
        unfinished = self._folder / _UNFINISHED
        with naming(unfinished), unfinished.open("ab") as file:
            file.write(b"\n")  # a torn line ends here
            for student in progress(self._inbox.students):
                submission = self._inbox.read(student)
                row = self._row(student, submission, file)
                rows.append(row)
                backs.append(_back(student, submission, row))
                report += [*row.report, *unread_rows((*submission.unread, *submission.notices))]
        write_marks(self._folder, rows)
        back = write_back(self._folder, backs, self._key.assignment.most_points, self._book)
        report += back.report
        self._tidy(back, (row.values["feedback_page"] for row in rows))
        write_table(self._folder / ANSWERS_FILE, ANSWER_COLUMNS, self._choices)
        write_report(self._folder, report)
        if self._key.assignment.tasks:
            page = rubric_page(self._key, self._answers, self._given)
            _write(self._folder / "rubric.html", page)
        unfinished.unlink(missing_ok=True)
        return Marks(
            self._folder,
            len(rows),
            sum(not row.values["Grade"] for row in rows),
            self._resumed,
            sum(line["is_problem"] == "yes" for line in report),
            sum(len(answer.written) for answer in self._answers),
            sum(
                self._given.of(answer.student, one.task.id).total is None
                for answer in self._answers
                for one in answer.written
            ),
            self._given.strangers([student.key for student in self._inbox.students]),
            back.lines,
        )

    def _row(self, student: Student, submission: Submission, file: Any) -> GradebookRow:
        points = self._given.of_student(student.key)
        page = f"feedback/{page_name(student)}"
        state = hashlib.sha256(
            f"{self._basis}{submission.digest}{student}{points}".encode("utf-8", "replace")
        ).hexdigest()
        path = self._folder / page
        done = self._done.get(state)
        # The page has to be the one that was written then: a later run may have replaced it.
        if done and path.is_file() and _digest(path.read_bytes()) == done["page"]:
            self._resumed += 1
            extras = {task: [Extra(*one) for one in own] for task, own in done["extras"].items()}
            self._take(student, done["texts"], extras, is_listed=done["listed"])
            self._keep(student, done["choices"])
            return GradebookRow(done["values"], tuple(done["report"]))
        marked = mark_submission(self._key, submission, self._cells, self._exercise)
        notes = [note.student for note in marked.notes if note.student]
        name = student.name or student.number
        if marked.is_readable:
            content = feedback_page(marked.result, name, points, notes)
        else:
            content = unmarked_page(marked.result, name, notes)
        written = _write(path, content)
        row = row_of(self._key, student, marked, points, submission.files, page)
        texts = {one.task.id: one.text for one in marked.result.written}
        extras = {one.task.id: list(one.extras) for one in marked.result.written}
        is_listed = marked.is_readable or any(texts.values()) or any(extras.values())
        self._take(student, texts, extras, is_listed=is_listed)
        choices = answer_rows(marked)
        self._keep(student, choices)
        kept = {
            "state": state,
            "page": _digest(written),
            "listed": is_listed,
            "values": row.values,
            "texts": texts,
            "extras": {task: [astuple(one) for one in own] for task, own in extras.items()},
            "choices": choices,
            "report": row.report,
        }
        file.write(json.dumps(kept).encode() + b"\n")
        file.flush()
        return row

    def _take(
        self,
        student: Student,
        texts: Mapping[str, str],
        extras: Mapping[str, Sequence[Extra]],
        *,
        is_listed: bool,
    ) -> None:
        """Keep what was written for the page on which it is marked; nothing written counts, too."""
        tasks = self._key.assignment.tasks
        if tasks and is_listed:
            written = tuple(
                WrittenAnswer(
                    task,
                    texts[task.id],
                    self._key.remarks(task, texts[task.id]),
                    tuple(extras[task.id]),
                )
                for task in tasks
            )
            self._answers.append(Answer(student.key, student.name or student.number, written))

    def _keep(self, student: Student, choices: Iterable[Mapping[str, str]]) -> None:
        """Keep what was answered, by the student's name where nobody else has it."""
        known = student.name if self._names[student.name] == 1 else student.key
        self._choices += [{"student": known or student.key, **row} for row in choices]

    def _tidy(self, back: Written, pages: Iterable[str]) -> None:
        """Remove what earlier runs wrote and this one did not: a student who is gone, say."""
        kept = set(pages)
        for path in (self._folder / "feedback").glob("*.html"):
            if f"feedback/{path.name}" not in kept:
                path.unlink()
        # What kits before this one wrote for gradebooks is out of date, too.
        old = [self._folder / name for name in (*_OLD, *ZIPS.values())]
        for path in (*old, *self._folder.glob(f"{FILLED}*.csv")):
            if path not in back.paths:
                path.unlink(missing_ok=True)


def _back(student: Student, submission: Submission, row: GradebookRow) -> Back:
    """Keep a page back while points are missing; one that asks for the work again may go."""
    grade, page = row.values["Grade"], row.values["feedback_page"]
    is_final = bool(grade) or not row.values["points_questions"]
    return Back(student, submission.files, grade, page if is_final else "")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _exercise(key: Key) -> bytes:
    """Read the notebook as students get it; without it, stubs alone are left out of answers."""
    name = key.assignment.name
    path = home_dir() / "exercises" / name / f"{name}.ipynb"
    return path.read_bytes() if key.assignment.tasks and path.is_file() else b""


def _basis(key: Key, exercise: bytes) -> str:
    """Fingerprint what marks depend on beside the submissions: the key files and the texts."""
    found = hashlib.sha256(str(_VERSION).encode() + exercise)
    keys, name = solutions_dir() / "keys", key.assignment.name
    texts = sorted(path for path in (solutions_dir() / "texts").glob("*/*") if path.is_file())
    codebook = data_dir() / "codebook.toml"
    for path in (codebook, *sorted(keys.glob(f"{name}.*")), *texts):
        found.update(path.read_bytes())
    return found.hexdigest()


def _keep_apart(submissions: Sequence[Path], folder: Path) -> None:
    """Refuse to write among the submissions: the next run would read it as a student's."""
    for path in submissions:
        if path.is_dir() and folder.resolve().is_relative_to(path.resolve()):
            what = f"lies inside the submissions in {path.name or path}."
            raise DataError([Problem(folder, None, what, "Give a folder outside with --out.")])


@contextlib.contextmanager
def _claim_folder(folder: Path, name: str) -> Iterator[None]:
    """Make the folder and keep other runs out, or refuse one that holds something else."""
    _check_folder(folder, name)
    folder.mkdir(parents=True, exist_ok=True)
    with one_run(folder):
        _check_folder(folder, name)
        _write(folder / ABOUT_FILE, f"{ABOUT_FIRST}{name}\n\n{_ABOUT}")
        yield


def _check_folder(folder: Path, name: str) -> None:
    about = folder / ABOUT_FILE
    first = f"{ABOUT_FIRST}{name}"
    if about.is_file():
        found = about.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0]
        if found != first:
            remedy = f"Give another folder for {name}."
            raise_if_any([Problem(about, 1, f"says “{found[:80]}”.", remedy)])
    elif folder.exists() and any(path.name not in _LEFT for path in folder.iterdir()):
        what = "holds other files already, and nothing of yours is to be replaced."
        raise DataError([Problem(folder, None, what, "Give a new or an empty folder.")])


_ABOUT = f"""\
What can stand in this folder; what an assignment does not need is not made.

marks.csv                one row a student; a grade stands there when everything is marked
feedback/                one page a student
feedback_for_moodle.zip  the pages for Moodle: Upload multiple feedback files in a zip
feedback_for_canvas.zip  the pages for Canvas: Upload Submissions
{FILLED}*.csv             your own gradebook with the grades in it (--gradebook)
answers.csv              who answered what, how sure, and the points: one row a student and question
report.csv               what could not be read or matched, with reason; problems first
rubric.html              where written answers are marked: open it, give points, save
                         {POINTS_FILE} into this folder, and run the same command again

These files are written anew by every run, except {POINTS_FILE}, which is yours.
"""


def _read_unfinished(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read what an interrupted run had done; a torn line is done again."""
    if not path.is_file():
        return
    for line in path.read_bytes().split(b"\n"):
        try:
            found = json.loads(line)
            yield found["state"], found
        except (ValueError, KeyError, TypeError):
            continue


def _write(path: Path, text: str) -> bytes:
    content = text.encode("utf-8", "replace")
    replace_file(path, content)
    return content
