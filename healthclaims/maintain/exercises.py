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

from healthclaims.assignments.assignment import QUESTIONS_FILE
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import home_dir, solutions_dir
from healthclaims.marking.key import assignment_names, load_key

_NO_NBGRADER = (
    "nbgrader is not installed, and exercises/ is made with it. Install it: "
    'pip install -e ".[classroom]"'
)


def questions_text(name: str) -> str:
    """Return what students get of an assignment, as JSON: nothing in it tells an answer."""
    content = load_key(name).assignment.as_json()
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write_questions() -> Iterator[str]:
    """Write the questions beside the source of each assignment, and yield a line for each file."""
    for name in assignment_names():
        path = solutions_dir() / name / QUESTIONS_FILE
        replace_file(path, questions_text(name).encode("utf-8"))
        yield f"solutions/{name}/{QUESTIONS_FILE}: written"


def make_exercises(folder: Path) -> None:
    """Let nbgrader make the student versions in `folder`; a RuntimeError holds its reasons."""
    folder.mkdir(parents=True, exist_ok=True)
    # One run makes all: starting nbgrader takes longer than its work.
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "--no-db", "--force"]
    command += [f"--CourseDirectory.release_directory={folder.resolve()}", "--assignment=*"]
    done = subprocess.run(  # noqa: S603 - a fixed command
        command, cwd=home_dir(), capture_output=True, text=True, check=False
    )
    if "No module named nbgrader" in done.stderr:
        raise RuntimeError(_NO_NBGRADER)
    missing = [n for n in assignment_names() if not (folder / n / f"{n}.ipynb").is_file()]
    if done.returncode or missing:
        named = ", ".join(missing) or "one of the sources"
        # Between the lines of code that it prints stand its reasons.
        errors = [line.strip() for line in done.stderr.splitlines() if "Error: " in line]
        reasons = "\n".join(dict.fromkeys(errors)) or done.stderr.strip()[-2000:]
        message = f"nbgrader made nothing of {named}:\n{reasons}"
        raise RuntimeError(message)


def renew_exercises(folder: Path) -> None:
    """Make the student versions aside and put them in place file by file, each at once.

    What else lies in the folders of assignments is removed. If nbgrader refuses, everything stays
    as it was; if something cannot be written, every file is the old one or the new one.
    """
    with tempfile.TemporaryDirectory() as aside:
        made = Path(aside).resolve()
        make_exercises(made)
        wanted = _files(made)
        for path in sorted(wanted):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            replace_file(folder / path, (made / path).read_bytes())
    for path in _files(folder) - wanted:
        if path.parts[0] in assignment_names():
            (folder / path).unlink()


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
        kept, wanted = _files(shelf), _files(made)
        for path in sorted(kept | wanted):
            if path not in wanted:
                found.append(f"exercises/{path.as_posix()} is made by nothing. Remove it.")
            elif path not in kept or (shelf / path).read_bytes() != (made / path).read_bytes():
                found.append(f"exercises/{path.as_posix()} is not up to date. {remedy}")
    return found


def _files(folder: Path) -> set[Path]:
    """List the files of all assignments, without what JupyterLab keeps aside."""
    found = {path.relative_to(folder) for path in folder.glob("*/**/*") if path.is_file()}
    return {path for path in found if ".ipynb_checkpoints" not in path.parts}
