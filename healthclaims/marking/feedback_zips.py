"""Packs feedback pages as Moodle and Canvas take them back, all students in one upload.

Looked up in the importers' own code:

- Moodle, mod/assign/feedback/file/importziplib.php: a folder
  ``<name>_<number>_assignfeedback_file_`` a student; the number is what follows the first ``_``.
- Canvas, app/models/abstract_assignment.rb: a file under the name that the download gave it, in
  which user and file have their numbers. Students see it under the name of the file that they
  handed in. So a page goes into a zip, and only for who handed in a zip.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from healthclaims.core.atomic_write import naming
from healthclaims.core.zips import entry, zip_bytes
from healthclaims.submissions.layouts import Student

PAGE = "feedback.html"
_QUICK = 1  # pages are small already; more would take longer than marking does


def moodle_name(student: Student) -> str:
    """Name a student's page as Moodle looks for it."""
    name = re.sub(r"[\W_]+", " ", student.name).strip() or "student"
    return f"{name}_{student.number}_assignfeedback_file_/{PAGE}"


def canvas_name(student: Student, files: Sequence[str]) -> str:
    """Find the name under which Canvas gave out a student's zip; empty if there was none."""
    given = re.compile(rf"(?:.*_)?{re.escape(student.number)}_[0-9]+_.+\.zip", re.I | re.S)
    names = (part for file in files for part in PurePosixPath(file).parts)
    return next((name for name in names if given.fullmatch(name)), "")


def packed(page: bytes) -> bytes:
    """Put a page into a zip of its own."""
    return zip_bytes({PAGE: page})


def write_zip(path: Path, parts: Iterable[tuple[str, bytes]]) -> int:
    """Write a zip of files as they come, so that no more than one is held; none if there is none.

    Raises
    ------
    OSError
        If it cannot be written; an earlier file is then still whole.
    """
    fresh = path.with_name(f".{path.name}.new")
    count = 0
    try:
        with naming(path), zipfile.ZipFile(fresh, "w") as file:
            for name, content in parts:
                file.writestr(entry(name), content, zipfile.ZIP_DEFLATED, _QUICK)
                count += 1
        if count:
            fresh.replace(path)
        return count
    finally:
        fresh.unlink(missing_ok=True)
