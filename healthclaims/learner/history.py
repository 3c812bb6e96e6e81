"""What a learner did: log files united by entry id when read, so that no locks are needed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from healthclaims.core.files import without_mark
from healthclaims.core.problems import why
from healthclaims.learner.chance import seeded_random
from healthclaims.learner.entries import (
    ANSWER,
    HEADER,
    MAX_TEXT,
    NOTE,
    RESTART,
    Entry,
    entry_from,
    instant,
)
from healthclaims.questions.forms import BLOCKS, FORM_NAMES, WHOLE, asks_whole_forms

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
    logged_block : int
        The block of both forms, from the same header; `WHOLE` also where it names none, as in
        logs from before there were blocks.
    draws : frozenset of (int, str, int)
        Seed, form and block of every header that names a form: one, unless logs of several
        learners, or of one who began twice, were put together.
    opened : frozenset of str
        Lessons and assignments that headers name.
    """

    entries: tuple[Entry, ...]
    seed: int
    damaged: tuple[str, ...] = ()
    form: str = ""
    logged_block: int = WHOLE
    draws: frozenset[tuple[int, str, int]] = frozenset()
    opened: frozenset[str] = frozenset()

    def last_note(self, question: str, seen: str) -> Entry | None:
        """Find what was written last on a question, as long as it still reads the same."""
        wanted = (NOTE, question, seen)
        own = [one for one in self.entries if (one.kind, one.question, one.seen) == wanted]
        return own[-1] if own else None

    @property
    def forms(self) -> tuple[str, str]:
        """The form of the check before the course, and the one after it."""
        first = self.form if self.form in FORM_NAMES else draw_form(self.seed)
        return first, FORM_NAMES[1 - FORM_NAMES.index(first)]

    @property
    def block(self) -> int:
        """The block of both forms that is asked, or `WHOLE`."""
        if self.form in FORM_NAMES and self.logged_block in (WHOLE, *BLOCKS):
            return self.logged_block
        return WHOLE if asks_whole_forms() else draw_block(self.seed)

    def answers(self) -> tuple[Entry, ...]:
        """List the answers to questions, in order of time."""
        return tuple(entry for entry in self.entries if entry.kind == ANSWER)

    @property
    def latest(self) -> int:
        """Where the last entry stands in order, see `instant`; 0 without any."""
        return instant(self.entries[-1])[0] if self.entries else 0

    def before(self, day: date) -> History:
        """Keep what happened before a calendar day, which is today for whoever asks.

        The next day is left out, too: it may be today where the page is shown. Entries of later
        days were made while the clock was wrong, and so before.
        """
        next_day = day + timedelta(days=1)
        return replace(self, entries=tuple(e for e in self.entries if not day <= e.day <= next_day))

    def sitting(self, lesson: str, quiz: str, *days: date) -> tuple[Entry, ...]:
        """List what was done in one quiz on some days since it was last started again.

        Without a day: on all days.
        """
        entries = self._of_quiz(lesson, quiz, days)
        restarts = [place for place, entry in enumerate(entries) if entry.kind == RESTART]
        return tuple(entries[restarts[-1] + 1 :] if restarts else entries)

    def was_restarted(self, lesson: str, quiz: str, *days: date) -> bool:
        """Return whether a quiz that had been answered was started again, as in `sitting`."""
        kinds = [entry.kind for entry in self._of_quiz(lesson, quiz, days)]
        return ANSWER in kinds and RESTART in kinds[kinds.index(ANSWER) :]

    def _of_quiz(self, lesson: str, quiz: str, days: Collection[date]) -> list[Entry]:
        return [
            entry
            for entry in self.entries
            if (entry.lesson, entry.quiz) == (lesson, quiz) and (not days or entry.day in days)
        ]


def draw_form(seed: int) -> str:
    """Draw the form of the check that a learner meets first, each for half of the seeds."""
    return seeded_random(seed, "form").choice(FORM_NAMES)


def draw_block(seed: int) -> int:
    """Draw the block of both forms that a learner is asked, each for half of the seeds."""
    return seeded_random(seed, "block").choice(BLOCKS)


def read_history(folder: Path) -> History:
    """Read all log files below a learner's folder, which need not exist."""
    return read_files(sorted(folder.glob("*/*.jsonl")))


def read_files(paths: Iterable[Path]) -> History:
    """Read some log files of a learner; what is damaged or cannot be read is skipped and named."""
    unreadable: list[str] = []
    history = read_logs(_contents(paths, unreadable))
    return replace(history, damaged=(*unreadable, *history.damaged))


def read_logs(logs: Iterable[tuple[str, bytes]]) -> History:
    """Unite some logs of a learner, each with its name and bytes; damaged lines are named."""
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
    named = next((head for head in headers if head.form), None)
    return History(
        tuple(sorted(entries.values(), key=instant)),
        headers[0].seed if headers else 0,
        tuple(damaged),
        named.form if named else "",
        named.block if named else WHOLE,
        frozenset((head.seed, head.form, head.block) for head in headers if head.form),
        frozenset(head.lesson for head in headers if head.lesson),
    )


def _contents(paths: Iterable[Path], unreadable: list[str]) -> Iterator[tuple[str, bytes]]:
    """Read one file after the other; name those that cannot be read."""
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as error:
            unreadable.append(f"{path.name} could not be read ({why(error)}).")
            continue
        yield f"{path.parent.name}/{path.name}", without_mark(content)


def _entry_of(line: bytes) -> Entry:
    if len(line) > MAX_LINE:
        message = f"it is longer than {MAX_LINE} bytes"
        raise ValueError(message)
    return entry_from(json.loads(line))


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:120]
