"""From the students' kit to marks, with and without nbgrader: both give the same points."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from class_of import PUPILS, whole_class, working_in
from kit import ROOT

from healthclaims.classroom.keys import Key, load_key
from healthclaims.classroom.mark_run import mark_class
from healthclaims.classroom.student_kit import write_student_kit
from healthclaims.classroom.to_nbgrader import collect

ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "solutions").glob("a*/*.ipynb"))


@pytest.fixture(scope="module")
def student_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit") / "for students"
    with working_in(ROOT):
        list(write_student_kit(folder))
    return folder


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instructor's copy, in a folder of its own."""
    folder = tmp_path_factory.mktemp("course") / "course"
    folder.mkdir()
    for name in ("solutions", "exercises", "data"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "nbgrader_config.py", folder / "nbgrader_config.py")
    return folder


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["Student"].removeprefix("Student "): row for row in rows}


def nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("HEALTHCLAIMS_ANSWERS", None)
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def marked_by_nbgrader(course: Path, key: Key, download: Path) -> dict[str, float]:
    name = key.assignment.name
    made = nbgrader(course, "generate_assignment", name, "--force")
    assert made.returncode == 0, made.stderr
    shutil.rmtree(course / "build" / "submitted", ignore_errors=True)
    with working_in(course):
        list(collect([download], name, course / "build" / "submitted"))
    done = nbgrader(course, "autograde", name)
    assert done.returncode == 0, done.stderr[-3000:]
    done = nbgrader(course, "generate_feedback", name)
    assert done.returncode == 0, done.stderr[-3000:]
    out = course / "build" / f"{name}.csv"
    done = nbgrader(course, "export", "--to", str(out), "--assignment", f"['{name}']")
    assert done.returncode == 0, done.stderr[-3000:]
    with out.open(encoding="utf-8", newline="") as file:
        return {
            row["student_id"]: float(row["score"])
            for row in csv.DictReader(file)
            if row["assignment"] == name and row["score"]
        }


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_a_class_gets_the_same_points_with_and_without_nbgrader(
    name: str, student_kit: Path, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "keep")
    with working_in(course):
        key = load_key(name)
    download = whole_class(student_kit, key, tmp_path / "class")
    with working_in(course):
        mark_class([download], name, tmp_path / "marks")
    ours = rows_of(tmp_path / "marks" / "marks.csv")

    most = key.assignment.quiz_points
    wanted = {pupil.code: pupil.points(most) for pupil in PUPILS}
    assert {code: int(row["points_questions"] or 0) for code, row in ours.items()} == wanted

    theirs = marked_by_nbgrader(course, key, download)
    numbers = {row["Identifier"].removeprefix("Participant "): code for code, row in ours.items()}
    named = {numbers[student.removeprefix("moodle_")]: score for student, score in theirs.items()}
    assert named == wanted
    pages = sorted((course / "build" / "feedback").glob(f"*/{name}/{name}.html"))
    assert len(pages) == len(PUPILS)
