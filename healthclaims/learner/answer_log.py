"""The answer log as one kernel writes it: JSON Lines, written once and never changed.

Nothing here judges an answer: verdicts are worked out afresh from the questions.

Jupyter hands over what a page sends beside the cell that runs, in a thread of its own. So a lock
stands round whatever reads or changes what the log holds.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import secrets
import threading
from dataclasses import replace
from pathlib import Path
from typing import Protocol
from weakref import WeakSet

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import data_dir, home_dir
from healthclaims.core.problems import why
from healthclaims.learner.clock import EXAMPLE, KEEP, OFF, answers_mode, now
from healthclaims.learner.entries import HEADER, Entry, in_order, instant
from healthclaims.learner.history import History, read_history
from healthclaims.learner.learner_code import EXAMPLE_LEARNER, check_code
from healthclaims.learner.save_result import SaveResult, not_saved


class Listener(Protocol):
    """What wants to know what becomes of the answers; called in the thread in which it happens."""

    def added(self) -> None:
        """Something new has been taken in."""

    def deleted(self) -> None:
        """Everything of the learner has just been deleted."""


class AnswerLog:
    """The log of one learner in one lesson, as one kernel sees it.

    Parameters
    ----------
    learner : str
        A code of the learner's choosing, see `check_code`.
    lesson : str
        Name of the lesson; files are sorted by it.
    """

    def __init__(self, learner: str, lesson: str) -> None:
        self.learner = check_code(learner)
        self.lesson = lesson
        self.mode = answers_mode()
        self.folder = home_dir() / "answers" / self.learner
        if self.mode == EXAMPLE:
            self.learner = EXAMPLE_LEARNER
            self.folder = data_dir() / "example_learner"
        self._history = read_history(self.folder)
        self._ids = {entry.id for entry in self._history.entries}
        self._new: list[Entry] = []
        self._unsaved: dict[str, Entry] = {}
        self._whole: History | None = None
        self._unended = False
        self._deleted: frozenset[str] = frozenset()
        self.fresh_starts = 0
        self._listeners: WeakSet[Listener] = WeakSet()
        self._lock = threading.RLock()
        self.seed = self._history.seed or (1 if self.mode == OFF else _first_seed(self.folder))
        self._start_file()

    def _start_file(self) -> None:
        """Take a name for the file of this kernel; it is made with the first entry."""
        stamp = now().strftime("%Y%m%dT%H%M%S")
        self._path = self.folder / self.lesson / f"{stamp}-{secrets.token_hex(4)}.jsonl"
        self._has_header = False

    @property
    def waiting(self) -> int:
        """How many entries could not be written yet."""
        with self._lock:
            return len(self._unsaved)

    def add_listener(self, listener: Listener) -> None:
        """Call a listener, as long as it lives, when answers come in or are deleted.

        For example a widget, whose page may still hold answers that were never written.
        """
        with self._lock:
            self._listeners.add(listener)

    def notify_added(self) -> None:
        """Call everybody because something was added: after the page has got its answer.

        A result that is drawn again takes longer than an answer may wait for its "Saved.".
        """
        for listener in self._listening():
            listener.added()

    def _listening(self) -> tuple[Listener, ...]:
        """List who is to be called; without the lock, for they may read the log."""
        with self._lock:
            return tuple(self._listeners)

    def forget(self) -> None:
        """Forget everything read and taken in, after its files have been deleted.

        A page that still holds an entry of before and sends it again is told that it was
        deleted, so that nothing deleted comes back.
        """
        with self._lock:
            self._deleted |= self._ids | self._unsaved.keys()
            self._history = read_history(self.folder)
            self._ids = {entry.id for entry in self._history.entries}
            self._new.clear()
            self._unsaved.clear()
            self._whole = None
            self._unended = False
            self.fresh_starts += 1
            self._start_file()
        for listener in self._listening():
            listener.deleted()

    @property
    def history(self) -> History:
        """Everything read at the start and taken in since, written or still waiting."""
        with self._lock:
            if self._whole is None:
                all_of_them = (*self._history.entries, *self._new, *self._unsaved.values())
                entries = tuple(sorted(all_of_them, key=instant))
                self._whole = replace(self._history, entries=entries, seed=self.seed)
            return self._whole

    def begin(self) -> None:
        """Write a header where this lesson has no log yet: what is handed in is told apart by it.

        Where it cannot be written, handing in says so.
        """
        with self._lock, contextlib.suppress(OSError):
            if self.mode == KEEP and not any(self._path.parent.glob("*.jsonl")):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self._path, self._header())
                self._has_header = True

    def in_order(self, entry: Entry) -> Entry:
        """Put an entry that is made here after all that this log holds, whatever the clock says."""
        return in_order(entry, self.history.latest)

    def add(self, entry: Entry) -> SaveResult:
        """Write one entry; a repeated id is already safe and is not written again.

        Nothing is raised when it cannot be written: the quiz goes on, and the result tells the
        learner why.
        """
        with self._lock:
            return self._add(entry)

    def _add(self, entry: Entry, *, again: bool = True) -> SaveResult:
        if entry.id in self._deleted - self._ids:
            return SaveResult(
                False, "This answer was deleted because you asked for it.", dropped=True
            )
        is_new = entry.id not in self._ids
        if self.mode != KEEP:
            if is_new:
                self._remember(entry)
            return SaveResult(False, "Answers are not kept in this session.", dropped=True)
        if not is_new:
            return SaveResult(True)
        lines = entry.as_line()
        size = 0
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            size = self._path.stat().st_size if self._path.exists() else 0
            # Another page may have deleted the file: then it begins anew, with its header.
            if not self._has_header or not self._path.exists():
                lines = self._header() + lines
            if self._unended:
                lines = b"\n" + lines
            with self._path.open("ab", buffering=0) as file:
                # A short write leaves a torn line behind; the next one starts afresh.
                self._unended = True
                whole = file.write(lines) == len(lines)
        except OSError as error:
            self._take_back(size)
            # All answers can be deleted, with the folder, while this one is being written.
            if again and not self._path.parent.exists():
                return self._add(entry, again=False)
            return self._waiting(entry, why(error))
        if not whole:
            self._take_back(size)
            return self._waiting(entry, os.strerror(errno.ENOSPC))
        self._unended = False
        self._has_header = True
        self._remember(entry)
        return SaveResult(True)

    def _take_back(self, size: int) -> None:
        """Cut off what was written of a line that is not whole; where that fails, it stays."""
        try:
            if self._unended and self._path.stat().st_size > size:
                os.truncate(self._path, size)
        except OSError:
            return

    def _header(self) -> bytes:
        head = Entry(HEADER, secrets.token_hex(8), now().isoformat(timespec="seconds"))
        drawn = self.history
        head = replace(head, seed=self.seed, form=drawn.forms[0], block=drawn.block)
        return replace(head, lesson=self.lesson).as_line()

    def _waiting(self, entry: Entry, reason: str) -> SaveResult:
        """Keep what could not be written for this session; adding it again tries once more."""
        self._unsaved[entry.id] = entry
        self._whole = None
        remedy = (
            "You can go on. Run this cell again to try once more; ask for help if this stays. "
            f"Its place is the folder answers/{self.learner}."
        )
        return SaveResult(False, not_saved("This answer", reason, remedy))

    def _remember(self, entry: Entry) -> None:
        self._unsaved.pop(entry.id, None)
        self._ids.add(entry.id)
        self._new.append(entry)
        self._whole = None


def _first_seed(folder: Path) -> int:
    """Draw the seed of a new learner from code, folder and machine.

    It differs from learner to learner, and stays the same until it stands in a log, so that a
    cell that is run again before the first answer shows the same questions.
    """
    words = f"{folder.resolve()}\n{platform.node()}"
    return int.from_bytes(hashlib.sha256(words.encode("utf-8", "replace")).digest()[:4]) + 1
