"""What is made of the sources in ``solutions/``: the questions that students get, and exercises/.

``exercises/`` is what nbgrader's own ``generate_assignment`` makes of ``solutions/``; nothing in it
is edited by hand.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from healthclaims.assignments.questions_file import QUESTIONS_FILE, assignment_json
from healthclaims.core.atomic_write import renew_file
from healthclaims.core.files import home_dir, solutions_dir
from healthclaims.core.problems import DataError
from healthclaims.marking.key import assignment_names, load_key

_NO_NBGRADER = (
    "nbgrader is not installed, and exercises/ is made with it. Install it: "
    'pip install -e ".[classroom]"'
)

_LIST = "README.md"
_ROW = re.compile(r"^\| `([^`|]+)` \| *([^|]*?) *\|.*\n", re.MULTILINE)
_EMPTY_LIST = "# Exercises\n\n| assignment | after lesson | time | points |\n|---|---|---|---|\n"


def questions_text(name: str) -> str:
    """Return what students get of an assignment, as JSON: nothing in it tells an answer."""
    content = assignment_json(load_key(name).assignment)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write_questions(names: Sequence[str]) -> Iterator[str]:
    """Write the questions beside these sources, and yield a line for each file that changed."""
    for name in names:
        path = solutions_dir() / name / QUESTIONS_FILE
        if renew_file(path, questions_text(name).encode("utf-8")):
            yield f"solutions/{name}/{QUESTIONS_FILE}: written"


def need_nbgrader() -> None:
    """Raise a RuntimeError that says what to install, if nbgrader is missing."""
    if not importlib.util.find_spec("nbgrader"):
        raise RuntimeError(_NO_NBGRADER)


def make_exercises(folder: Path, names: Sequence[str] = ()) -> None:
    """Let nbgrader make student versions, all by default; a RuntimeError holds its reasons."""
    names = names or assignment_names()
    folder.mkdir(parents=True, exist_ok=True)
    # One run makes all: starting nbgrader takes longer than its work.
    which = names[0] if len(names) == 1 else "*"
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "--no-db", "--force"]
    command += [f"--CourseDirectory.release_directory={folder.resolve()}", f"--assignment={which}"]
    done = subprocess.run(  # noqa: S603 - a fixed command
        command,
        cwd=home_dir(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if "No module named nbgrader" in done.stderr:
        raise RuntimeError(_NO_NBGRADER)
    missing = [n for n in names if not (folder / n / f"{n}.ipynb").is_file()]
    if done.returncode or missing:
        named = ", ".join(missing) or "one of the sources"
        # Between the lines of code that it prints stand its reasons.
        errors = [line.strip() for line in done.stderr.splitlines() if "Error: " in line]
        reasons = "\n".join(dict.fromkeys(errors)) or done.stderr.strip()[-2000:]
        message = f"nbgrader made nothing of {named}:\n{reasons}"
        raise RuntimeError(message)


def renew_exercises(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """Make these student versions aside and put them in place file by file, each at once.

    What else lies in their folders is removed. If nbgrader refuses, everything stays
    as it was; if something cannot be written, every file is the old one or the new one. A line is
    yielded for each file that changed.
    """
    with tempfile.TemporaryDirectory() as aside:
        made = Path(aside).resolve()
        make_exercises(made, names)
        wanted = {path for path in _files(made) if path.parts[0] in names}
        for path in sorted(wanted):
            if renew_file(folder / path, (made / path).read_bytes()):
                yield f"exercises/{path.as_posix()}: written"
    for path in sorted(_files(folder) - wanted):
        if path.parts[0] in names:
            (folder / path).unlink()
            yield f"exercises/{path.as_posix()}: removed"
    if renew_file(folder / _LIST, listed(folder).encode("utf-8")):
        yield f"exercises/{_LIST}: written"


def listed(folder: Path) -> str:
    """Return the page that lists the assignments, with a row for each that there is.

    A row keeps its second column, which nobody can work out; time and points are those of the key.
    While a key has problems, its row stays as it was.
    """
    path = folder / _LIST
    text = path.read_text(encoding="utf-8") if path.is_file() else _EMPTY_LIST
    found = {row[1]: row for row in _ROW.finditer(text)}
    rows = []
    for name in assignment_names():
        try:
            about = load_key(name).assignment
        except DataError:
            rows += [found[name][0]] if name in found else []
            continue
        after = found[name][2] if name in found else "–"
        rows.append(f"| `{name}` | {after} | {about.minutes} minutes | {about.most_points} |\n")
    head, rule, rest = text.partition("|---|---|---|---|\n")
    return f"{head}{rule}{''.join(rows)}{_ROW.sub('', rest)}" if rule else text


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
        path = shelf / _LIST
        if not path.is_file() or path.read_text(encoding="utf-8") != listed(shelf):
            found.append(f"exercises/{_LIST} is not up to date. {remedy}")
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
