"""What is made of the sources in ``solutions/``: the questions that students get, and exercises/.

``exercises/`` is what nbgrader's own ``generate_assignment`` makes of ``solutions/``; nothing in it
is edited by hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from healthclaims.classroom.keys import assignment_names, load_key, solutions_dir
from healthclaims.core.files import home_dir
from healthclaims.practice.assignment import QUESTIONS_FILE

_NO_NBGRADER = (
    "nbgrader is not installed, and exercises/ is made with it. Install it: "
    'pip install -e ".[classroom]"'
)


def questions_text(name: str) -> str:
    """Give what students get of an assignment's questions and tasks: nothing tells an answer.

    Parameters
    ----------
    name : str
        Name of the assignment.

    Returns
    -------
    str
        JSON, the same every time.
    """
    content = load_key(name).assignment.as_json()
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write_questions() -> Iterator[str]:
    """Write the questions beside the source of each assignment.

    Yields
    ------
    str
        One line for each file.
    """
    for name in assignment_names():
        path = solutions_dir() / name / QUESTIONS_FILE
        path.write_text(questions_text(name), encoding="utf-8", newline="\n")
        yield f"solutions/{name}/{QUESTIONS_FILE}: written"


def make_exercises(folder: Path) -> None:
    """Let nbgrader make the student versions.

    Parameters
    ----------
    folder : Path
        Where to; one folder an assignment, replaced if it is there.

    Raises
    ------
    RuntimeError
        If nbgrader is missing or refuses; the message says why.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "--no-db", "--force"]
    command += [f"--CourseDirectory.release_directory={folder.resolve()}"]
    for name in assignment_names():
        done = subprocess.run(  # noqa: S603 - a fixed command, names come from our own folder
            [*command, f"--assignment={name}"],
            cwd=home_dir(),
            capture_output=True,
            text=True,
            check=False,
        )
        if "No module named nbgrader" in done.stderr:
            raise RuntimeError(_NO_NBGRADER)
        if done.returncode or not (folder / name / f"{name}.ipynb").is_file():
            message = f"nbgrader made nothing of {name}:\n{done.stderr.strip()[-2000:]}"
            raise RuntimeError(message)


def exercise_differences() -> list[str]:
    """Compare exercises/ and the questions with what their sources would make now.

    Returns
    -------
    list of str
        One sentence for each file that differs; empty if all is up to date.

    Raises
    ------
    RuntimeError
        If nbgrader is missing or refuses.
    """
    found = []
    remedy = "Run python -m healthclaims refresh."
    for name in assignment_names():
        path = solutions_dir() / name / QUESTIONS_FILE
        if not path.is_file() or path.read_text(encoding="utf-8") != questions_text(name):
            found.append(f"solutions/{name}/{QUESTIONS_FILE} is not up to date. {remedy}")
    with tempfile.TemporaryDirectory() as fresh:
        made = Path(fresh).resolve()
        make_exercises(made)
        shelf = home_dir() / "exercises"
        kept = {path.relative_to(shelf) for path in shelf.glob("*/*") if path.is_file()}
        wanted = {path.relative_to(made) for path in made.glob("*/*") if path.is_file()}
        for path in sorted(kept | wanted):
            if path not in wanted:
                found.append(f"exercises/{path.as_posix()} is made by nothing. Remove it.")
            elif path not in kept or (shelf / path).read_bytes() != (made / path).read_bytes():
                found.append(f"exercises/{path.as_posix()} is not up to date. {remedy}")
    return found
