"""The folder that pages are written into: what is ours there is replaced, all else stays."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.problems import DataError, Problem, why

INDEX = "index.html"
# Found again at the start of a file, it says that the file may be replaced.
MADE_BY = "Made by: python -m healthclaims export"
_HEAD_BYTES = 4000
_ELSEWHERE = "Give another folder with --out."


def find_obstacles(names: Sequence[str], out: Path) -> Iterator[Problem]:
    """Find what keeps the files of these names from being written, before lessons are run."""
    there = next(path for path in (out, *out.absolute().parents) if os.path.lexists(path))
    if not there.is_dir():
        yield Problem(there, None, "is not a folder, and the pages need one.", _ELSEWHERE)
        return
    if not os.access(there, os.W_OK | os.X_OK):
        yield Problem(there, None, "is a folder you may not write to.", _ELSEWHERE)
        return
    for page in (out / name for name in (*names, INDEX)):
        if os.path.lexists(page) and not is_ours(page):
            what = "is there already and was not made by this command."
            yield Problem(page, None, what, f"Move it away. Or: {_ELSEWHERE}")


def page_titles(out: Path) -> dict[str, str]:
    """Return name and title of each page that this command made in the folder before."""
    pages = [path for path in sorted(out.glob("*.html")) if path.name != INDEX and is_ours(path)]
    return {path.stem: _title(path) for path in pages}


def write_page(path: Path, page: str) -> str:
    """Write a page, all of it or nothing, and return one line that says so."""
    content = page.encode("utf-8", "replace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content)
    except OSError as error:
        what = f"could not be written ({why(error)})."
        raise DataError([Problem(path, None, what, f"Make room. Or: {_ELSEWHERE}")]) from error
    return f"{path.as_posix()}: {round(len(content) / 1000)} kB"


def is_ours(path: Path) -> bool:
    """Return whether a file was made by this command, so that it may be replaced."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return MADE_BY.encode() in file.read(_HEAD_BYTES)
    except OSError:
        return False


def _title(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    found = re.search(r"<title>(.*?) – [^–]*</title>", head, re.DOTALL)
    return html.unescape(found[1]) if found else path.stem
