"""Marking here against nbgrader autograde, and how long a thousand hand-ins take.

Both mark the same hand-ins in one run. nbgrader starts a kernel for each notebook and runs what is
in it; marking here reads data. The time of a process holds its start. Run from the kit's folder:
python -m tests.benchmarks.marking_speed
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from healthclaims.assignments.assignment import MARKED_QUIZ
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.marking.key import Key, load_key
from tests.benchmarks.comparison import Comparison, Timed, as_text

ROOT = Path(__file__).resolve().parents[2]
NAME = "a4_whole_article"
SIDE_BY_SIDE, MANY = 30, 1_000
TEXT = "“In a trial with 96 roofers, rashes faded a day sooner” names people and compares them."
# Runs a command and prints the most memory it took, in kilobytes on Linux and bytes on a Mac.
COUNTED = """import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode and done.stderr)
"""


def log_of(key: Key, number: int) -> bytes:
    """Give a log in which every question is answered, some of them wrong, and some twice."""
    lines = []
    for place, asked in enumerate(key.assignment.questions):
        for turn in range(1 + (place + number) % 2):
            option = asked.options[(place * number + turn) % len(asked.options)]
            moment = f"2026-10-05T09:{place:02}:{turn:02}+02:00"
            given = (NAME, MARKED_QUIZ, asked.id, asked.seen, option.value, 2)
            lines.append(Entry(ANSWER, f"{number}-{place}-{turn}", moment, *given).as_line())
    return b"".join(lines)


def notebook() -> bytes:
    """Give the exercise with something written into the cells for it."""
    path = ROOT / "exercises" / NAME / f"{NAME}.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = [TEXT]
    return json.dumps(content).encode()


def download(path: Path, count: int) -> Path:
    """Write a download of a class as Moodle makes it: a zip of folders with a zip in each."""
    key, exercise = load_key(NAME), notebook()
    with zipfile.ZipFile(path, "w") as outer:
        for number in range(count):
            own = path.with_name("own.zip")
            with zipfile.ZipFile(own, "w", zipfile.ZIP_DEFLATED) as inner:
                inner.writestr("answers.jsonl", log_of(key, number))
                inner.writestr(f"{NAME}.ipynb", exercise)
            folder = f"Student {number}_{10_000 + number}_assignsubmission_file_"
            outer.writestr(f"{folder}/hand_in.zip", own.read_bytes())
    return path


def course(folder: Path) -> Path:
    """Copy what nbgrader works with."""
    for name in ("solutions", "exercises", "data"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "nbgrader_config.py", folder / "nbgrader_config.py")
    return folder


def run(folder: Path, *arguments: str) -> tuple[float, int]:
    """Give the seconds of a Python command, and the most memory of a process of it in bytes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("HEALTHCLAIMS_ANSWERS", None)
    command = [sys.executable, "-c", COUNTED, sys.executable, "-m", *arguments]
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    taken = time.perf_counter() - start
    return taken, int(done.stdout) * (1 if sys.platform == "darwin" else 1024)


def mark(folder: Path, path: Path, out: Path) -> tuple[float, int]:
    """Mark a download here."""
    arguments = ("mark", str(path), "--assignment", NAME, "--out", str(out))
    return run(folder, "healthclaims", *arguments)


def measure() -> list[Comparison]:
    """Mark the same hand-ins here and by nbgrader, and a large class here."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        work = course(place / "course")
        few = download(place / "few.zip", SIDE_BY_SIDE)
        many = download(place / "many.zip", MANY)
        run(work, "nbgrader", "generate_assignment", NAME, "--force")
        run(work, "healthclaims", "to-nbgrader", str(few), "--assignment", NAME)
        ours, _ = mark(work, few, place / "few")
        theirs, _ = run(work, "nbgrader", "autograde", NAME)
        feedback, _ = run(work, "nbgrader", "generate_feedback", NAME)
        long, most = mark(work, many, place / "many")
    kit = Timed("mark, with feedback", (ours,))
    others = (
        Timed("nbgrader autograde", (theirs,)),
        Timed("nbgrader autograde and generate_feedback", (theirs + feedback,)),
        Timed(f"mark, {MANY:,} hand-ins", (long,)),
    )
    note = (
        f"One run of each. Of {MANY:,} hand-ins {MANY / long:.0f} a second are marked, with "
        f"{most / 1e6:.0f} MB at the most."
    )
    return [Comparison(f"Marking {SIDE_BY_SIDE} hand-ins of a4", kit, others, note)]


if __name__ == "__main__":
    print(as_text(measure()))
