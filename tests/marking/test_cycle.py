"""From the students' kit to marks, with and without nbgrader: both give the same points.

nbgrader marks all classes in one run, since starting it takes longer than most of its work.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from healthclaims.assignments.student_kit import write_student_kit
from healthclaims.marking.mark_class import mark_class
from healthclaims.marking.to_nbgrader import collect
from tests.helpers.class_of import PUPILS, WRITTEN, Pupil, whole_class, working_in
from tests.helpers.classwork import key_of
from tests.helpers.course import ASSIGNMENTS, copy_course
from tests.helpers.hand_ins import log_of
from tests.helpers.kit import ROOT

pytestmark = pytest.mark.exhaustive

# Where there is no question, half done is done, and a log holds nothing to lose.
ABOUT_QUESTIONS = ("half", "damaged-log")
# a2 and a3 are built like a1: their notebooks differ in the text and the question asked.
MARKED_BY_NBGRADER = tuple(name for name in ASSIGNMENTS if name[:2] not in ("a2", "a3"))


def pupils_of(name: str) -> tuple[Pupil, ...]:
    has_questions = bool(key_of(name).assignment.questions)
    return tuple(one for one in PUPILS if has_questions or one.code not in ABOUT_QUESTIONS)


def wanted(name: str) -> dict[str, int]:
    most = key_of(name).assignment.quiz_points
    return {pupil.code: pupil.points(most) for pupil in pupils_of(name)}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instructor's copy, with all right answers of the instructor's own in it."""
    folder = copy_course(tmp_path_factory.mktemp("course") / "course")
    for name in ASSIGNMENTS:
        for place in (f"answers/me/{name}", f"answers/empty/{name}", f"exercises/{name}"):
            path = folder / place / "answers.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(log_of(key_of(name), "instructor"))
    (folder / "answers/learner.txt").write_text("me\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def downloads(course: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What a class has handed in to each assignment, each pupil from a kit of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEALTHCLAIMS_ANSWERS", "keep")
        kit = tmp_path_factory.mktemp("kit") / "for students"
        with working_in(course):
            write_readme(course)
            list(write_student_kit(kit))
        folder = tmp_path_factory.mktemp("class")
        return {
            name: whole_class(kit, key_of(name), folder / name, pupils_of(name))
            for name in ASSIGNMENTS
        }


def write_readme(course: Path) -> None:
    (course / "README.md").write_text("# A course\n", encoding="utf-8")


@pytest.fixture(scope="module")
def ours(
    course: Path, downloads: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, dict[str, str]]]:
    """The rows of marks.csv, by assignment and pupil."""
    folder, found = tmp_path_factory.mktemp("marks"), {}
    for name, download in downloads.items():
        with working_in(course):
            mark_class([download], name, folder / name)
        with (folder / name / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        found[name] = {row["Student"].removeprefix("Student "): row for row in rows}
    return found


def nbgrader(course: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("HEALTHCLAIMS_ANSWERS", None)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def theirs(course: Path, downloads: dict[str, Path]) -> dict[str, dict[str, float]]:
    """The points that nbgrader gives, by assignment and its name for a student."""
    nbgrader(course, "generate_assignment", "--assignment=*", "--force")
    with working_in(course):
        for name in MARKED_BY_NBGRADER:
            list(collect([downloads[name]], name, course / "build/submitted"))
    nbgrader(course, "autograde", "--assignment=*")
    nbgrader(course, "generate_feedback", "--assignment=*")
    table = course / "build/grades.csv"
    nbgrader(course, "export", "--to", str(table))
    found: dict[str, dict[str, float]] = {name: {} for name in MARKED_BY_NBGRADER}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["score"] and row["assignment"] in found:
                found[row["assignment"]][row["student_id"]] = float(row["score"])
    return found


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_a_class_gets_its_points_without_nbgrader(
    name: str, ours: dict[str, dict[str, dict[str, str]]]
) -> None:
    found = {code: int(row["points_questions"] or 0) for code, row in ours[name].items()}
    assert found == wanted(name)


@pytest.mark.parametrize("name", MARKED_BY_NBGRADER)
def test_a_class_gets_the_same_points_with_nbgrader(
    name: str,
    course: Path,
    ours: dict[str, dict[str, dict[str, str]]],
    theirs: dict[str, dict[str, float]],
) -> None:
    numbers = {f"moodle_{row['ID']}": code for code, row in ours[name].items()}
    handed = {
        numbers[student]: score for student, score in theirs[name].items() if student in numbers
    }
    assert handed == wanted(name)


@pytest.mark.parametrize("name", MARKED_BY_NBGRADER)
def test_every_pupil_gets_a_page_of_feedback_both_ways(
    name: str,
    course: Path,
    ours: dict[str, dict[str, dict[str, str]]],
    theirs: dict[str, dict[str, float]],
) -> None:
    pages = sorted((course / "build/feedback").glob(f"*/{name}/{name}.html"))
    assert len(pages) == len(pupils_of(name))
    if key_of(name).assignment.tasks:
        texts = [page.read_text(encoding="utf-8") for page in pages]
        end = WRITTEN.rsplit(". ", 1)[-1]
        assert sum(end in text for text in texts) == len(pupils_of(name)) - 1
    assert len({row["feedback_page"] for row in ours[name].values()}) == len(pages)


def test_the_instructors_own_answers_stay_as_they_are_and_reach_nobody(
    course: Path, theirs: dict[str, dict[str, float]]
) -> None:
    for name in ASSIGNMENTS:
        own = log_of(key_of(name), "instructor")
        assert (course / f"answers/me/{name}/answers.jsonl").read_bytes() == own
        assert len(list((course / f"answers/me/{name}").iterdir())) == 1
        assert not (course / f"exercises/{name}/answers.jsonl").exists()
        for path in (course / "build").glob(f"*/*/{name}/answers.jsonl"):
            assert b"instructor-" not in path.read_bytes()
    assert not (course / "hand_in").exists()
