"""What a seeded fault is, and when a check has found it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .edits import Added, CannotBePutInError, Edit, Gone

ROOT = Path(__file__).resolve().parents[2]
# A fault takes up to half a minute to be caught, so each run tries one in so many.
TURNS = 6
NOTEBOOKS = ("notebooks/", "solutions/")
CAUGHT, MISSED, OTHER = "caught", "MISSED", "failed for another reason"
_REPORTED = re.compile(r"^(PASSED|FAILED|ERROR) (\S+?\.\w+(?:::.*?)?)(?: - .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Ran:
    """What became of a check."""

    status: int
    output: str

    def reported(self, what: str, check: str) -> bool:
        """Return whether pytest reported a test of this check so (PASSED, FAILED or ERROR)."""
        return any(
            kind == what and (test == check or test.startswith((f"{check}[", f"{check}::")))
            for kind, test in _REPORTED.findall(self.output)
        )


@dataclass(frozen=True, eq=False)
class Fault:
    """Something that goes wrong for a student or an instructor, and what has to notice.

    Parameters
    ----------
    id : str
        Short name.
    harm : str
        What goes wrong, and for whom.
    check : str
        What has to fail: a test (``tests/…::test_…``), a notebook that nbval runs
        (``notebooks/….ipynb``), or a command of the kit (``check``, ``refresh --check``).
    words : str
        Words that the failure has to hold, so that it fails for this reason.
    edits : tuple
        The fault.
    """

    id: str
    harm: str
    check: str
    words: str
    edits: tuple[Edit | Added | Gone, ...]

    def apply(self, read: Callable[[str], bytes | None]) -> dict[str, bytes | None]:
        """Return the changed files by their path; None stands for no file."""
        made: dict[str, bytes | None] = {}
        for edit in self.edits:
            try:
                old = made[edit.path] if edit.path in made else read(edit.path)
                made[edit.path] = edit.apply(old)
            except CannotBePutInError as error:
                message = f"{self.id} can no longer be put in. {error}"
                raise CannotBePutInError(message) from error
        return made

    def outcome(self, ran: Ran) -> str:
        """Return whether the check caught it: by the failure that is expected, and no other."""
        if ran.status == 0:
            return MISSED
        if is_pytest(self.check):
            failed = ran.status == 1 and ran.reported("FAILED", self.check)
        else:
            failed = ran.status == 1 and "Traceback" not in ran.output
        return CAUGHT if failed and _plain(self.words) in _plain(ran.output) else OTHER


def fault(name: str, harm: str, check: str, words: str, *edits: Edit | Added | Gone) -> Fault:
    """Return a fault; see `Fault`."""
    return Fault(name, harm, check, words, edits)


def drawn(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return every sixth fault; which sixth changes with the kit's data, so that all have a turn.

    With HEALTHCLAIMS_SEEDED=all, return them all: for whoever changes a check.
    """
    if os.environ.get("HEALTHCLAIMS_SEEDED") == "all":
        return tuple(faults)
    content = hashlib.sha256()
    for path in sorted((ROOT / "data").rglob("*.csv")):
        content.update(path.read_bytes())
    return tuple(faults[content.digest()[0] % TURNS :: TURNS])


def is_pytest(check: str) -> bool:
    """Return whether pytest runs this check; if not, it is a command of the kit."""
    return check.startswith(("tests/", *NOTEBOOKS))


def _plain(text: str) -> str:
    """Return a text without its line breaks and colours."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|\nE +", " ", text).split())
