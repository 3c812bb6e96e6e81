"""What an instructor names on the command line: folders, zips and files, listed before reading."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from healthclaims.core.problems import Problem, raise_if_any
from healthclaims.submissions.file_kinds import visible
from healthclaims.submissions.limits import CannotReadError, Limits
from healthclaims.submissions.safe_files import Member, SafeFolder, open_named
from healthclaims.submissions.safe_zip import SafeZip

_GIVE = "Give a zip, folder or file that you downloaded."


class Source(NamedTuple):
    """A folder or zip that is given: its name, how reports begin, and its files."""

    name: str
    shown: str
    files: SafeFolder | SafeZip


def open_sources(paths: Sequence[Path], limits: Limits) -> list[Source]:
    """List everything that is given; single files count as one source for each folder they lie in.

    Raises
    ------
    DataError
        If a path does not exist or holds no file; all of them are named.
    """
    problems = [] if paths else [Problem(Path("submissions"), None, "None are given.", _GIVE)]
    sources: list[Source] = []
    loose: dict[Path, list[Path]] = defaultdict(list)
    wrong = {path: what for path in paths if (what := _missing(path))}
    # What is given twice counts once.
    for path in {path.resolve(): path for path in paths if path not in wrong}.values():
        if not path.is_dir() and path.suffix.lower() != ".zip":
            loose[path.resolve().parent].append(path.resolve())
            continue
        sources.append(_open(path, limits))
        if not sources[-1].files.members:
            wrong[path] = f"There is no file in '{visible(str(path))}'."
    problems += [Problem(Path(visible(p.name)), None, what, _GIVE) for p, what in wrong.items()]
    raise_if_any(problems)
    for folder, own in loose.items():
        members = [Member((path.name,)) for path in sorted(own)]
        sources.append(Source(folder.name, "", SafeFolder(folder, members)))
    return sources


def _open(path: Path, limits: Limits) -> Source:
    name = path.name or path.resolve().name
    if path.is_dir():
        return Source(name, visible(name), SafeFolder(path))
    try:
        opener = functools.partial(open_named, path)
        return Source(name, visible(name), SafeZip(opener, limits.download, limits))
    except CannotReadError as error:
        alone = Member((name,), (error.reason, error.remedy))
        return Source(name, "", SafeFolder(path.parent, [alone]))


def _missing(path: Path) -> str:
    """Say what is wrong with a path; nothing if it is a file or folder."""
    shown = f"'{visible(str(path))}'"
    try:
        if path.is_dir() or path.is_file():
            return ""
        is_there = path.exists()
    except (OSError, ValueError):
        is_there = False
    return f"{shown} is neither a file nor a folder." if is_there else f"There is no {shown}."
