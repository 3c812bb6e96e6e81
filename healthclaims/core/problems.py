"""Problems in a file: where, what was found, what was expected, what to do next."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.html import shown


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one file.

    Parameters
    ----------
    line : int or None
        Counted from 1, or None when it concerns the whole file.
    what : str
        What was found, with the value.
    remedy : str
        What was expected and what to do next.
    """

    file: Path
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{_short(self.file)}" + (f", line {self.line}" if self.line else "")
        return shown(f"{place}: {self.what} {self.remedy}".rstrip())


class DataError(ValueError):
    """Raised when files cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = "1 problem was found:" if count == 1 else f"{count} problems were found:"
        super().__init__("\n".join([head, *(f"  - {problem}" for problem in self.problems)]))


class PlainError(Exception):
    """An error whose message says all: a notebook shows it without the lines of code behind it."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows instead of a traceback."""
        return [str(self)]


class UnknownNameError(PlainError, KeyError):
    """Raised when something is asked for by a name that does not exist.

    Unlike a plain `KeyError` it prints its message as a sentence, without quotes around it.
    """

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise one `DataError` with all problems, each once; do nothing when there are none."""
    found = list(dict.fromkeys(problems))
    if found:
        raise DataError(found)


def why(error: OSError) -> str:
    """Say in the system's own words why it could not read or write."""
    return error.strerror or str(error)


def expected(value: str, allowed: Iterable[str], what: str) -> str:
    """Return a sentence with the allowed values, and one with the value that was probably meant.

    Parameters
    ----------
    what : str
        Name of the values in the plural, for example ``"labels"``.
    """
    names = sorted(allowed)
    near = difflib.get_close_matches(value, names, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"Known {what}: {', '.join(names) or 'none'}.{hint}"


def _short(path: Path) -> str:
    """Return a path from the folder that holds data/, so that messages name no machine."""
    parts = path.parts
    for anchor in ("data", "answers", "notebooks", "solutions", "exercises", "my_articles"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return path.name
