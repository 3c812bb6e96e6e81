"""The folder of marks: whose it is, that one run at a time writes into it, what is out of date."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.problems import DataError, Problem
from healthclaims.marking.lock import LOCK_FILE, one_run
from healthclaims.marking.rubric_points import POINTS_FILE
from healthclaims.marking.ways_back import FILLED, ZIPS

ABOUT_FILE = "about.txt"
# Its first line begins with this; the name of the assignment follows.
ABOUT_FIRST = "Marks of "
ANSWERS_FILE = "answers.csv"
PAGES = "feedback"
# What kits before this one wrote for gradebooks.
_OLD = ("marks_canvas.csv", "marks_moodle.csv")
# How a gradebook that was filled in may be called; a spreadsheet's own file is not the kit's.
_TABLES = (".csv", ".tsv", ".txt")
# What may lie in a folder that is taken: points, what a Mac puts there, what a killed run left.
_LEFT = (POINTS_FILE, ".DS_Store", f".{ABOUT_FILE}.new", LOCK_FILE)
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


def keep_apart(submissions: Sequence[Path], folder: Path) -> None:
    """Refuse to write among the submissions: the next run would read it as a student's."""
    for path in submissions:
        if path.is_dir() and folder.resolve().is_relative_to(path.resolve()):
            what = f"lies inside the submissions in {path.name or path}."
            raise DataError([Problem(folder, None, what, "Give a folder outside with --out.")])


@contextlib.contextmanager
def claim_folder(folder: Path, name: str) -> Iterator[None]:
    """Make the folder and keep other runs out, or refuse one that holds something else."""
    _check(folder, name)
    folder.mkdir(parents=True, exist_ok=True)
    with one_run(folder):
        _check(folder, name)
        about = f"{ABOUT_FIRST}{name}\n\n{_ABOUT}"
        replace_file(folder / ABOUT_FILE, about.encode("utf-8", "replace"))
        (folder / PAGES).mkdir(exist_ok=True)
        yield


def _check(folder: Path, name: str) -> None:
    about = folder / ABOUT_FILE
    first = f"{ABOUT_FIRST}{name}"
    if about.is_file():
        found = about.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0]
        if found != first:
            remedy = f"Give another folder for {name}."
            raise DataError([Problem(about, 1, f"says “{found[:80]}”.", remedy)])
    elif folder.exists() and any(path.name not in _LEFT for path in folder.iterdir()):
        what = "holds other files already, and nothing of yours is to be replaced."
        raise DataError([Problem(folder, None, what, "Give a new or an empty folder.")])


def remove_outdated(folder: Path, pages: Collection[str], sent: Collection[Path]) -> None:
    """Remove what earlier runs wrote and this one did not: a student who is gone, say."""
    for path in (folder / PAGES).glob("*.html"):
        if f"{PAGES}/{path.name}" not in pages:
            path.unlink()
    old = [folder / name for name in (*_OLD, *ZIPS.values())]
    filled = (path for path in folder.glob(f"{FILLED}*") if path.suffix.casefold() in _TABLES)
    for path in (*old, *filled):
        if path not in sent:
            path.unlink(missing_ok=True)
