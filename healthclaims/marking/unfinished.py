"""What an interrupted run had done, written down student by student: the next goes on with it.

A line holds the marks of one student, and a fingerprint of all that they come from.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from healthclaims.assignments.beside_answers import Extra
from healthclaims.core.atomic_write import naming
from healthclaims.core.files import data_dir, solutions_dir
from healthclaims.marking.gradebook import GradebookRow
from healthclaims.marking.judge import WrittenAnswer
from healthclaims.marking.key import Key
from healthclaims.marking.rubric_points import Given
from healthclaims.submissions.inbox import Submission

# Raised when pages or tables change, so that an interrupted run is not gone on with.
_VERSION = 6


@dataclass(frozen=True)
class StudentMarks:
    """What the tables say of one student, and the written answers that a person is to mark."""

    row: GradebookRow
    written: tuple[WrittenAnswer, ...]


class Unfinished:
    """The marks of a run that has not ended, in its folder; `resumed` of them were taken over."""

    def __init__(self, folder: Path, key: Key, exercise: bytes) -> None:
        self.resumed = 0
        self._tasks = key.assignment.tasks
        self._basis = _basis(key, exercise)
        self._path = folder / ".unfinished.jsonl"
        self._done = dict(_read(self._path))

    @contextlib.contextmanager
    def going_on(self) -> Iterator[None]:
        """Take down what is kept meanwhile."""
        with naming(self._path), self._path.open("ab") as self._file:
            self._file.write(b"\n")  # a torn line ends here
            yield

    def state(self, submission: Submission, points: Mapping[str, Given]) -> str:
        """Fingerprint all that the marks of one student come from."""
        whole = f"{self._basis}{submission.digest}{points}"
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()

    def find(self, state: str, page: Path) -> StudentMarks | None:
        """Find the marks of one student, if the page is the one that was written with them."""
        done = self._done.get(state)
        if not done or not page.is_file() or _digest(page.read_bytes()) != done["page"]:
            return None
        self.resumed += 1
        row = GradebookRow(done["values"], tuple(done["report"]), tuple(done["answers"]))
        # Nothing is listed of a student whose work could not be read.
        written = tuple(
            WrittenAnswer(task, text, tuple(remarks), tuple(Extra(*one) for one in extras))
            for task, (text, remarks, extras) in zip(self._tasks, done["written"], strict=False)
        )
        return StudentMarks(row, written)

    def keep(self, state: str, page: bytes, marks: StudentMarks) -> None:
        """Write down the marks of one student, with the content of the page."""
        written = [
            (one.text, one.remarks, [astuple(extra) for extra in one.extras])
            for one in marks.written
        ]
        kept = {"state": state, "page": _digest(page), **vars(marks.row), "written": written}
        self._file.write(json.dumps(kept).encode() + b"\n")
        self._file.flush()

    def end(self) -> None:
        """Forget it all: the run has ended."""
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read what an interrupted run had done; a torn line is done again."""
    for line in path.read_bytes().split(b"\n") if path.is_file() else ():
        try:
            found = json.loads(line)
            yield found["state"], found
        except (ValueError, KeyError, TypeError):
            continue


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _basis(key: Key, exercise: bytes) -> str:
    """Fingerprint what marks depend on beside the submissions: the key files and the texts."""
    found = hashlib.sha256(str(_VERSION).encode() + exercise)
    keys, name = solutions_dir() / "keys", key.assignment.name
    texts = sorted(path for path in (solutions_dir() / "texts").glob("*/*") if path.is_file())
    codebook = data_dir() / "codebook.toml"
    for path in (codebook, *sorted(keys.glob(f"{name}.*")), *texts):
        found.update(path.read_bytes())
    return found.hexdigest()
