"""A class of students: each answers in a copy of the students' kit and hands in one zip."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.assignments.page import AssignmentPage
from healthclaims.assignments.questions_file import read_assignment
from healthclaims.assignments.quiz_widget import MarkedQuiz
from healthclaims.marking.key import Key

WRITTEN = (
    "In a trial with 96 roofers, rashes faded sooner. That line fits, for people were compared."
)


@dataclass(frozen=True)
class Pupil:
    """One of the class.

    Parameters
    ----------
    code : str
        Learner code, which tells what is special about the hand-in.
    points : callable
        From the points of the questions to what this one gets.
    """

    code: str
    points: Callable[[int], int]


def _half(most: int) -> int:
    return (most + 1) // 2


PUPILS = (
    Pupil("perfect", lambda most: most),
    Pupil("empty", lambda most: 0),
    Pupil("half", _half),
    Pupil("damaged-log", lambda most: max(0, most - 1)),
    Pupil("deleted-cells", lambda most: most),
    Pupil("copied-cells", lambda most: most),
)


@contextlib.contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Work in a folder, as a notebook does that lies there."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def hand_in(kit: Path, key: Key, pupil: Pupil) -> Path:
    """Let a pupil do an assignment in a kit of their own, by the widget's own log writer."""
    name = key.assignment.name
    folder = kit / "exercises" / name
    with working_in(folder):
        page = AssignmentPage(read_assignment(folder / "questions.json"), folder)
        page.use_code(pupil.code)
        if pupil.code != "empty":
            answer(page.quiz(), key, pupil)
        damage(kit, name, pupil)
        write(folder / f"{name}.ipynb", key, pupil)
        AssignmentPage(read_assignment(folder / "questions.json"), folder).hand_in()
    (found,) = (kit / "hand_in").glob("*.zip")
    return found


def answer(quiz: MarkedQuiz, key: Key, pupil: Pupil) -> None:
    """Send what a browser would send."""
    for place, asked in enumerate(key.assignment.questions):
        right = sorted(key.accepted[asked.id])[0]
        wrong = next(o.value for o in asked.options if o.value not in key.accepted[asked.id])
        choices = [wrong, right] if pupil.code == "perfect" else [right]
        if pupil.code == "half" and place % 2:
            choices = [wrong]
        for turn, choice in enumerate(choices):
            entry = {
                "kind": "answer",
                "id": f"{pupil.code}-{place}-{turn}",
                "time": f"2026-10-05T09:{place:02}:{turn:02}.000+02:00",
                "lesson": key.assignment.name,
                "quiz": "marked",
                "question": asked.id,
                "seen": asked.seen,
                "choice": choice,
                "sure": 2,
            }
            quiz._receive(quiz, {"type": "entry", "entry": entry}, None)


def damage(kit: Path, name: str, pupil: Pupil) -> None:
    """Tear the last line of a log, as a lost connection or a full disk does."""
    if pupil.code == "damaged-log":
        for path in (kit / "answers").glob(f"*/{name}/*.jsonl"):
            path.write_bytes(path.read_bytes()[:-20])


def write(path: Path, key: Key, pupil: Pupil) -> None:
    """Fill in the written answers, and delete or copy cells."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells: list[dict[str, Any]] = []
    for cell in notebook["cells"]:
        grading = cell["metadata"].get("nbgrader")
        if grading and grading.get("solution") and pupil.code != "empty":
            cell = {**cell, "source": [WRITTEN]}
        if grading and pupil.code == "deleted-cells" and not grading.get("solution"):
            continue
        cells.append(cell)
        if grading and pupil.code == "copied-cells":
            cells.append({**cell, "id": f"{cell['id']}-copy"})
    notebook["cells"] = cells
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def download(zips: Mapping[str, Path], path: Path) -> Path:
    """Put the zips of a class into one, as Moodle's “download all submissions” does."""
    with zipfile.ZipFile(path, "w") as file:
        for number, (code, handed) in enumerate(sorted(zips.items()), 100):
            folder = f"Student {code}_{number}_assignsubmission_file_"
            file.writestr(f"{folder}/{handed.name}", handed.read_bytes())
    return path


def whole_class(kit: Path, key: Key, folder: Path, pupils: tuple[Pupil, ...] = PUPILS) -> Path:
    """Let all do an assignment, each in a fresh copy of the kit's exercises."""
    zips = {}
    for pupil in pupils:
        own = folder / pupil.code
        own.mkdir(parents=True)
        (own / "data").symlink_to(kit / "data")
        shutil.copytree(kit / "exercises", own / "exercises")
        zips[pupil.code] = hand_in(own, key, pupil)
    return download(zips, folder / "download.zip")
