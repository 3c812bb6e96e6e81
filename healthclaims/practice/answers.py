"""The answer log: JSON Lines, written once and never changed, one file per kernel.

Files are united by entry id when read, so no locks are needed and synced folders are safe.
Nothing here judges an answer: verdicts are worked out afresh from the questions.
"""

from __future__ import annotations

import hashlib
import json
import platform
import random
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from healthclaims.core.files import data_dir, home_dir
from healthclaims.practice.clock import EXAMPLE, KEEP, OFF, answers_mode, now
from healthclaims.practice.entries import ANSWER, HEADER, RESTART, Entry, entry_from

# The two forms of the check before and after the course, see forms.py.
FORM_NAMES = ("form_a", "form_b")
EXAMPLE_LEARNER = "example"
DEFAULT_LEARNER = "me"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
# Names that Windows keeps for devices: no folder can have them.
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.IGNORECASE)


@dataclass(frozen=True)
class Saved:
    """What became of a write.

    Parameters
    ----------
    ok : bool
        True if the line is on disk.
    message : str
        For the learner, where it is not.
    dropped : bool
        True if it will not be written, however often it is given again.
    """

    ok: bool
    message: str = ""
    dropped: bool = False


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

    def before(self, day: date) -> History:
        """Give what happened before a calendar day.

        Parameters
        ----------
        day : date
            Excluded, as are later days.

        Returns
        -------
        History
            The earlier part.
        """
        return replace(self, entries=tuple(e for e in self.entries if e.day < day))

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
        own = [
            entry
            for entry in self.entries
            if (entry.lesson, entry.quiz, entry.day) == (lesson, quiz, day or entry.day)
        ]
        restarts = [place for place, entry in enumerate(own) if entry.kind == RESTART]
        return tuple(own[restarts[-1] + 1 :] if restarts else own)


class AnswerLog:
    """The log of one learner in one lesson, as one kernel sees it.

    Parameters
    ----------
    learner : str
        A code of the learner's choosing, see `check_code`.
    lesson : str
        Name of the lesson; files are sorted by it.
    home : Path, optional
        The folder that holds ``answers/``; the kit's own folder by default.
    """

    def __init__(self, learner: str, lesson: str, home: Path | None = None) -> None:
        self.learner = check_code(learner)
        self.lesson = lesson
        self.mode = answers_mode()
        self.folder = (home or home_dir()) / "answers" / self.learner
        if self.mode == EXAMPLE:
            self.learner = EXAMPLE_LEARNER
            self.folder = data_dir() / "example_learner"
        self._history = read_history(self.folder)
        self._ids = {entry.id for entry in self._history.entries}
        self._new: list[Entry] = []
        self._unsaved: dict[str, Entry] = {}
        self._unended = False
        self._deleted: frozenset[str] = frozenset()
        self.fresh_starts = 0
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
        return len(self._unsaved)

    def forget(self) -> None:
        """Forget everything read and taken in, after its files have been deleted.

        A page that still holds an entry of before and sends it again is told that it was
        deleted, so that nothing deleted comes back.
        """
        self._deleted |= self._ids | self._unsaved.keys()
        self._history = read_history(self.folder)
        self._ids = {entry.id for entry in self._history.entries}
        self._new.clear()
        self._unsaved.clear()
        self._unended = False
        self.fresh_starts += 1
        self._start_file()

    @property
    def history(self) -> History:
        """Everything read at the start and taken in since, written or still waiting."""
        entries = sorted(
            (*self._history.entries, *self._new, *self._unsaved.values()), key=_instant
        )
        return replace(self._history, entries=tuple(entries), seed=self.seed)

    def add(self, entry: Entry) -> Saved:
        """Write one entry; a repeated id is already safe and is not written again.

        Parameters
        ----------
        entry : Entry
            What happened.

        Returns
        -------
        Saved
            Whether it is on disk, and if not, what to tell the learner. It is never raised:
            the quiz goes on.
        """
        if entry.id in self._deleted - self._ids:
            return Saved(False, "This answer was deleted because you asked for it.", dropped=True)
        is_new = entry.id not in self._ids
        if self.mode != KEEP:
            if is_new:
                self._remember(entry)
            return Saved(False, "Answers are not kept in this session.", dropped=True)
        if not is_new:
            return Saved(True)
        lines = entry.as_line()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Another page may have deleted the file: then it begins anew, with its header.
            if not self._has_header or not self._path.exists():
                lines = self._header() + lines
            if self._unended:
                lines = b"\n" + lines
            with self._path.open("ab", buffering=0) as file:
                # A short write leaves a torn line behind; the next one starts afresh.
                self._unended = True
                if file.write(lines) != len(lines):
                    return self._waiting(entry, "the disk is full")
        except OSError as error:
            return self._waiting(entry, error.strerror or str(error))
        self._unended = False
        self._has_header = True
        self._remember(entry)
        return Saved(True)

    def _header(self) -> bytes:
        head = Entry(HEADER, secrets.token_hex(8), now().isoformat(timespec="seconds"))
        form = self.history.forms[0]
        return replace(head, lesson=self.lesson, seed=self.seed, form=form).as_line()

    def _waiting(self, entry: Entry, reason: str) -> Saved:
        """Keep what could not be written for this session; giving it again tries once more."""
        self._unsaved[entry.id] = entry
        remedy = "You can go on. Run this cell again to try once more; ask for help if this stays."
        return Saved(False, _explain("This answer", reason, remedy))

    def _remember(self, entry: Entry) -> None:
        self._unsaved.pop(entry.id, None)
        self._ids.add(entry.id)
        self._new.append(entry)


def _first_seed(folder: Path) -> int:
    """Draw the seed of a new learner from code, folder and machine.

    It differs from learner to learner, and stays the same until it stands in a log, so that a
    cell that is run again before the first answer shows the same questions.
    """
    words = f"{folder.resolve()}\n{platform.node()}"
    return int.from_bytes(hashlib.sha256(words.encode("utf-8", "replace")).digest()[:4]) + 1


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
    return random.Random(f"{seed}/form").choice(FORM_NAMES)  # noqa: S311 - no secret


def check_code(code: str) -> str:
    """Check a learner code.

    Parameters
    ----------
    code : str
        Letters, digits, ``-`` and ``_``, at most 32, starting with a letter or digit; none of
        the names that Windows keeps for devices.

    Returns
    -------
    str
        The code without blanks around it.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    code = str(code).strip()
    if not _CODE.fullmatch(code):
        message = (
            f"{code!r} cannot be used as a learner code. Take letters, digits, - and _ "
            "(at most 32), for example blue-fox-7. Do not use your name."
        )
        raise ValueError(message)
    if _RESERVED.fullmatch(code):
        message = (
            f"{code!r} cannot be used as a learner code: Windows keeps this name for itself, and "
            "your answers would be lost there. Take another one, for example blue-fox-7. Do not "
            "use your name."
        )
        raise ValueError(message)
    return code


def current_learner() -> str:
    """Tell which learner code was chosen last on this machine.

    Returns
    -------
    str
        The code, or `DEFAULT_LEARNER`.
    """
    try:
        return check_code((home_dir() / "answers" / "learner.txt").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return DEFAULT_LEARNER


def choose_learner(code: str) -> Saved:
    """Remember a learner code for all lessons on this machine.

    Parameters
    ----------
    code : str
        See `check_code`.

    Returns
    -------
    Saved
        Whether it could be written.

    Raises
    ------
    ValueError
        If the code cannot be used.
    """
    code = check_code(code)
    if answers_mode() != KEEP:
        return Saved(False, "Answers are not kept in this session.")
    try:
        folder = home_dir() / "answers"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "learner.txt").write_text(code + "\n", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = "It holds on this page only. Ask for help if you need it on others."
        return Saved(False, _explain("Your code", reason, remedy))
    return Saved(True)


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
    headers: list[Entry] = []
    entries: dict[str, Entry] = {}
    damaged: list[str] = []
    for path in paths:
        try:
            lines = path.read_bytes().split(b"\n")
        except OSError as error:
            damaged.append(f"{path.name} could not be read ({error.strerror}).")
            continue
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = entry_from(json.loads(line))
            except (ValueError, RecursionError) as error:
                damaged.append(
                    f"{path.parent.name}/{path.name}, line {number} could not be read "
                    f"({_first(error)}); it is left as it is and not counted."
                )
                continue
            if entry.kind == HEADER:
                headers.append(entry)
            else:
                entries.setdefault(entry.id, entry)
    headers.sort(key=_instant)
    return History(
        tuple(sorted(entries.values(), key=_instant)),
        headers[0].seed if headers else 0,
        tuple(damaged),
        next((head.form for head in headers if head.form), ""),
    )


def _instant(entry: Entry) -> tuple[float, str]:
    return datetime.fromisoformat(entry.time).timestamp(), entry.id


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:120]


def _explain(what: str, reason: str, remedy: str) -> str:
    return f"{what} could not be saved ({reason}). {remedy}"


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
