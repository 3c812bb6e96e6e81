"""How marks and pages get back: into the instructor's gradebook, and in a zip for a platform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.atomic_write import replace_file
from healthclaims.learner.same_words import plural
from healthclaims.marking.feedback_zips import canvas_name, moodle_name, packed, write_zip
from healthclaims.marking.gradebook import report_row
from healthclaims.marking.own_gradebook import OwnGradebook, Remark
from healthclaims.submissions.layouts import CANVAS, MOODLE, MOODLE_TEAM, Student

FILLED = "filled_"
ZIPS = {system: f"feedback_for_{system}.zip" for system in (MOODLE, CANVAS)}
_NAMED = 10


@dataclass(frozen=True)
class Back:
    """What one student gets back.

    Parameters
    ----------
    student : Student
        Who.
    files : tuple of str
        The files of the submission, as `Submission` has them.
    grade : str
        Empty while there is none.
    page : str
        The feedback page, below the folder of the marks; empty while it may still change.
    """

    student: Student
    files: tuple[str, ...]
    grade: str
    page: str


@dataclass(frozen=True)
class Written:
    """What was written, what is to be said on the screen, and rows for the report."""

    paths: tuple[Path, ...]
    lines: tuple[str, ...]
    report: tuple[Mapping[str, str], ...]


def write_back(
    folder: Path, backs: Sequence[Back], most: int, book: OwnGradebook | None
) -> Written:
    """Write the filled gradebook, if there is one, and a zip of pages for each platform.

    Raises
    ------
    OSError
        If something cannot be written.
    """
    paths: list[Path] = []
    lines = list(_what_platforms_hide([back.student for back in backs]))
    remarks: list[Remark] = []
    if book:
        count, remarks = book.fill([(back.student, back.grade) for back in backs], most)
        paths.append(replace_file(folder / f"{FILLED}{book.path.name}", book.content()))
        lines += _about_book(paths[-1], count, remarks)
    strangers = {remark.student for remark in remarks if remark.is_missing}
    for system, file in ZIPS.items():
        sent = [back for back in backs if back.page and back.student.system == system]
        left = {back.student.key for back in sent if book and book.system == system} & strangers
        ready = [back for back in sent if back.student.key not in left]
        named = [(name, back) for back in ready if (name := _name_in_zip(back))]
        content = ((name, _page(folder, back)) for name, back in named)
        if write_zip(folder / file, content):
            paths.append(folder / file)
            lines.append(_about_zip(folder / file, system, len(named), len(sent)))
    report = tuple(
        report_row(book.path.name, one.student, True, f"{book.path.name} {one.what}", one.remedy)
        for one in remarks
        if book
    )
    return Written(tuple(paths), tuple(lines), report)


def _name_in_zip(back: Back) -> str:
    if back.student.system == MOODLE:
        return moodle_name(back.student)
    return canvas_name(back.student, back.files)


def _page(folder: Path, back: Back) -> bytes:
    content = (folder / back.page).read_bytes()
    return packed(content) if back.student.system == CANVAS else content


def _what_platforms_hide(students: Sequence[Student]) -> Iterator[str]:
    hidden = sum(student.number.startswith("anon_") for student in students)
    if hidden:
        yield (
            f"Canvas hides who {hidden} of the students are (anonymous grading): no gradebook can "
            "take their marks. Show the names in Canvas, download again and run this again."
        )
    if any(student.system == MOODLE_TEAM for student in students):
        yield (
            "Students of this Moodle hand in as teams. A team’s number is no student’s, so there "
            "is no zip of feedback: give grade and page to a team in Moodle by hand."
        )
    moodle = [student for student in students if student.system == MOODLE]
    words = {student.name.removesuffix(student.number).strip() for student in moodle}
    if len(words) == 1 and (len(moodle) > 1 or words != {moodle[0].name}):
        yield "Moodle hides the names (anonymous submissions): students are known by their numbers."


def _about_book(path: Path, count: int, remarks: Sequence[Remark]) -> Iterator[str]:
    grades = plural(count, "grade is", "grades are")
    yield f"{grades} in {path}; nothing else in it was changed."
    missing = [remark.student for remark in remarks if remark.is_missing]
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        names = ", ".join(missing[:_NAMED])
        yield f"Not in it, though there is a grade: {names}{more}. The report says why."
    changed = sum(bool(remark.student) and not remark.is_missing for remark in remarks)
    if changed:
        students = plural(changed, "student had another grade", "students had other grades")
        yield f"{students} there before: see the report."
    yield from (f"{path.name} {one.what} {one.remedy}" for one in remarks if not one.student)


def _about_zip(path: Path, system: str, count: int, students: int) -> str:
    pages = plural(count, "feedback page")
    left = f" {students - count} could not go in: send them by hand." if count < students else ""
    team = " Where students hand in as teams, do not upload it." if system == MOODLE else ""
    return f"{pages} for {system.capitalize()}: {path}.{left}{team}"
