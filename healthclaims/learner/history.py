"""What a learner did: log files united by entry id when read, so that no locks are needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from healthclaims.core.files import without_mark
from healthclaims.learner.chance import dice
from healthclaims.learner.entries import (
    ANSWER,
    HEADER,
    MAX_TEXT,
    RESTART,
    Entry,
    entry_from,
    instant,
)
from healthclaims.questions.forms import FORM_NAMES

# Damaged lines of one log that are named one by one; the others are counted.
NAMED_LINES = 20
# Longer than any entry can be: nine texts of MAX_TEXT characters, each written as \uXXXX twice.
MAX_LINE = 9 * MAX_TEXT * 12 + 1000


@dataclass(frozen=True)
class History:
    """Everything one learner did, in order of time, each event once.

    Parameters
    ----------
    entries : tuple of Entry
        Without headers.
    seed : int
        From the earliest header; 0 if there is none.
    damaged : tuple of str
        One sentence for each line that could not be read.
    form : str
        The form of the check that comes first, from the earliest header that names one; empty
        if there is none.
    """

    entries: tuple[Entry, ...]
    seed: int
    damaged: tuple[str, ...] = ()
    form: str = ""

    @property
    def forms(self) -> tuple[str, str]:
        """The form of the check before the course, and the one after it."""
        first = self.form if self.form in FORM_NAMES else draw_form(self.seed)
        return first, FORM_NAMES[1 - FORM_NAMES.index(first)]

    def answers(self) -> tuple[Entry, ...]:
        """Give the answers to questions, in order of time.

        Returns
        -------
        tuple of Entry
            Entries of kind ``answer``.
        """
        return tuple(entry for entry in self.entries if entry.kind == ANSWER)

    @property
    def latest(self) -> int:
        """Where the last entry stands in order, see `instant`; 0 without any."""
        return instant(self.entries[-1])[0] if self.entries else 0

    def before(self, day: date) -> History:
        """Give what happened before a calendar day, which is today for whoever asks.

        Parameters
        ----------
        day : date
            Excluded, as is the next day, which may be today where the page is shown. Entries of
            later days were made while the clock was wrong, and so before.

        Returns
        -------
        History
            The earlier part.
        """
        next_day = day + timedelta(days=1)
        return replace(self, entries=tuple(e for e in self.entries if not day <= e.day <= next_day))

    def sitting(self, lesson: str, quiz: str, day: date | None) -> tuple[Entry, ...]:
        """Give what was done in one quiz on one day since it was last started again.

        Parameters
        ----------
        lesson, quiz : str
            Which quiz.
        day : date or None
            A calendar day of the learner; None for all days.

        Returns
        -------
        tuple of Entry
            In order of time.
        """
        own = self._of_quiz(lesson, quiz, day)
        restarts = [place for place, entry in enumerate(own) if entry.kind == RESTART]
        return tuple(own[restarts[-1] + 1 :] if restarts else own)

    def was_restarted(self, lesson: str, quiz: str, day: date | None) -> bool:
        """Tell whether a quiz that had been answered was started again.

        Parameters
        ----------
        lesson, quiz, day
            As for `sitting`.

        Returns
        -------
        bool
            True from the fresh start on.
        """
        kinds = [entry.kind for entry in self._of_quiz(lesson, quiz, day)]
        return ANSWER in kinds and RESTART in kinds[kinds.index(ANSWER) :]

    def _of_quiz(self, lesson: str, quiz: str, day: date | None) -> list[Entry]:
        return [
            entry
            for entry in self.entries
            if (entry.lesson, entry.quiz, entry.day) == (lesson, quiz, day or entry.day)
        ]


def draw_form(seed: int) -> str:
    """Draw the form of the check that a learner meets first.

    Parameters
    ----------
    seed : int
        The learner's.

    Returns
    -------
    str
        One of `FORM_NAMES`, each for half of the seeds.
    """
    return dice(seed, "form").choice(FORM_NAMES)


def read_history(folder: Path) -> History:
    """Read all log files of a learner; damaged lines are skipped and named.

    Parameters
    ----------
    folder : Path
        The learner's folder; it need not exist.

    Returns
    -------
    History
        Each event once, in order of time.
    """
    return read_files(sorted(folder.glob("*/*.jsonl")))


def read_files(paths: Iterable[Path]) -> History:
    """Read some log files of a learner; damaged lines are skipped and named.

    Parameters
    ----------
    paths : iterable of Path
        The files.

    Returns
    -------
    History
        Each event once, in order of time.
    """
    unreadable: list[str] = []
    history = read_logs(_contents(paths, unreadable))
    return replace(history, damaged=(*unreadable, *history.damaged))


def read_logs(logs: Iterable[tuple[str, bytes]]) -> History:
    """Unite some logs of a learner; damaged lines are skipped and named.

    Parameters
    ----------
    logs : iterable of (str, bytes)
        What to call each log in a message, and what it holds: JSON lines in UTF-8.

    Returns
    -------
    History
        Each event once, in order of time.
    """
    headers: list[Entry] = []
    entries: dict[str, Entry] = {}
    damaged: list[str] = []
    for name, content in logs:
        unread = 0
        for number, line in enumerate(content.split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                entry = _entry_of(line)
            except (ValueError, RecursionError) as error:
                unread += 1
                if unread <= NAMED_LINES:
                    damaged.append(
                        f"{name}, line {number} could not be read "
                        f"({_first(error)}); it is left as it is and not counted."
                    )
                continue
            if entry.kind == HEADER:
                headers.append(entry)
            else:
                entries.setdefault(entry.id, entry)
        if unread > NAMED_LINES:
            damaged.append(f"{name}: {unread - NAMED_LINES} more lines could not be read.")
    headers.sort(key=instant)
    return History(
        tuple(sorted(entries.values(), key=instant)),
        headers[0].seed if headers else 0,
        tuple(damaged),
        next((head.form for head in headers if head.form), ""),
    )


def _contents(paths: Iterable[Path], unreadable: list[str]) -> Iterator[tuple[str, bytes]]:
    """Read one file after the other; say of those that cannot be read that they cannot."""
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as error:
            unreadable.append(f"{path.name} could not be read ({error.strerror}).")
            continue
        yield f"{path.parent.name}/{path.name}", without_mark(content)


def _entry_of(line: bytes) -> Entry:
    if len(line) > MAX_LINE:
        message = f"it is longer than {MAX_LINE} bytes"
        raise ValueError(message)
    return entry_from(json.loads(line))


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:120]


def ids_of(entries: Iterable[Entry]) -> frozenset[str]:
    """Collect the question ids of some entries.

    Parameters
    ----------
    entries : iterable of Entry
        Any entries.

    Returns
    -------
    frozenset of str
        Question ids.
    """
    return frozenset(entry.question for entry in entries)
