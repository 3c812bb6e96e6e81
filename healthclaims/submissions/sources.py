"""What an instructor names on the command line: folders, zips and files, listed before reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.problems import Problem, raise_if_any
from healthclaims.submissions.file_kinds import visible
from healthclaims.submissions.limits import CannotReadError, Limits
from healthclaims.submissions.safe_files import is_zip, read_file, unreadable, walk
from healthclaims.submissions.safe_zip import SafeZip

_GIVE = "Give a zip, folder or file that you downloaded."
Why = tuple[str, str]


@dataclass(frozen=True)
class Found:
    """One file of a source, listed and not yet read.

    Parameters
    ----------
    parts : tuple of str
        Folders and name below the source; empty for a zip that cannot be listed.
    shown : str
        How reports call it.
    number : int
        Which file of its source it is.
    problem : (str, str) or None
        Why it is never opened, and what to do next.
    """

    parts: tuple[str, ...]
    shown: str
    number: int = 0
    problem: Why | None = None


class Folder:
    """A folder with all below it.

    Parameters
    ----------
    path : Path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.container = path.name or path.resolve().name
        self.where = str(path.resolve())
        self.found = tuple(
            Found(parts, _shown(self.container, parts), number, problem)
            for number, (parts, problem) in enumerate(walk(path))
        )

    def read(self, found: Found, most: int) -> bytes:
        """Read one of `found`, at most so many bytes; raise CannotReadError if it cannot be."""
        if found.problem:
            raise CannotReadError(*found.problem)
        return read_file(self.path.joinpath(*found.parts), most)

    def close(self) -> None:
        """Do nothing: files are closed as soon as they are read."""


class Files(Folder):
    """Files of one folder that are named one by one.

    Parameters
    ----------
    paths : sequence of Path
        Where they are; links have been followed.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.path = paths[0].parent
        self.container = self.path.name
        self.where = str(self.path)
        self.found = tuple(
            Found((path.name,), visible(path.name), number) for number, path in enumerate(paths)
        )


class Zip:
    """A zip; between two readings it stays open until it is closed.

    Parameters
    ----------
    path : Path
        Where it is.
    limits : Limits
        What holds for it and its members.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self.container = path.stem
        self.where = str(path.resolve())
        self._zip: SafeZip | None = None
        try:
            with closing(self._opened()) as file:
                self.found = tuple(
                    Found(one.parts, _shown(path.name, one.parts), number, one.problem)
                    for number, one in enumerate(file.members)
                )
        except CannotReadError as error:
            self.found = (Found((), visible(path.name), 0, (error.reason, error.remedy)),)
        self._zip = None

    def read(self, found: Found, most: int) -> bytes:
        """Read one of `found`, at most so many bytes; raise CannotReadError if it cannot be."""
        if found.problem:
            raise CannotReadError(*found.problem)
        file = self._opened()
        if found.number >= len(file.members) or file.members[found.number].parts != found.parts:
            raise CannotReadError("Its zip has changed since it was listed.", "Start again.")
        return file.read(file.members[found.number], most)

    def _opened(self) -> SafeZip:
        if self._zip is None:
            try:
                file = self.path.open("rb")
            except OSError as error:
                raise CannotReadError(*unreadable(error)) from None
            try:
                self._zip = SafeZip(file, self.limits.download, self.limits)
            except CannotReadError:
                file.close()
                raise
        return self._zip

    def close(self) -> None:
        """Close the zip; reading opens it again."""
        if self._zip is not None:
            self._zip.close()
            self._zip = None


Source = Folder | Zip


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
    for path in _once(paths):
        what = _missing(path)
        if what:
            problems.append(Problem(Path(visible(path.name)), None, what, _GIVE))
        elif not path.is_dir() and not is_zip(path):
            loose[path.resolve().parent].append(path.resolve())
        else:
            source = Folder(path) if path.is_dir() else Zip(path, limits)
            sources.append(source)
            if not source.found:
                what = f"There is no file in '{visible(str(path))}'."
                problems.append(Problem(Path(visible(path.name)), None, what, _GIVE))
    raise_if_any(problems)
    return sources + [Files(sorted(own)) for own in loose.values()]


def _once(paths: Sequence[Path]) -> list[Path]:
    """Leave out what is given twice."""
    found: dict[str, Path] = {}
    for path in paths:
        try:
            found.setdefault(str(path.resolve()), path)
        except (OSError, ValueError, RuntimeError):
            found.setdefault(str(path), path)
    return list(found.values())


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


def _shown(top: str, parts: Sequence[str]) -> str:
    return "/".join((visible(top), *map(visible, parts)))
