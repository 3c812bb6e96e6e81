"""From what one student handed in to what is told: marks, notes, and the page to send back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from healthclaims.classroom.file_kinds import LOG, NOTEBOOK
from healthclaims.classroom.inbox import Submission
from healthclaims.classroom.keys import Key
from healthclaims.classroom.marking import CHANGED, Result, mark
from healthclaims.classroom.submitted_logs import read_entries
from healthclaims.classroom.submitted_notebooks import read_written
from healthclaims.practice.assignment import MARKED_QUIZ
from healthclaims.practice.entries import ANSWER, Entry

MOST_LETTERS = 20_000
# Nobody reads more; a log in a thousand pieces would give many thousand lines.
MOST_NAMED = 20


@dataclass(frozen=True)
class Note:
    """Something an instructor should know of one submission.

    Parameters
    ----------
    file : str
        The file it is about; empty for the whole submission.
    what, remedy : str
        What it is, and what to do next.
    told : bool
        True if the student is told of it, too.
    """

    file: str
    what: str
    remedy: str = ""
    told: bool = True


@dataclass(frozen=True)
class MarkedSubmission:
    """One submission, marked as far as a machine can.

    Parameters
    ----------
    result : Result
        The marks.
    notes : tuple of Note
        What could not be used, and why.
    is_readable : bool
        False where what holds the answers is missing or cannot be read: then there is no grade.
    """

    result: Result
    notes: tuple[Note, ...]
    is_readable: bool


def mark_submission(key: Key, submission: Submission, given: Mapping[str, str]) -> MarkedSubmission:
    """Mark what one student handed in.

    Parameters
    ----------
    key : Key
        The assignment with its answers.
    submission : Submission
        Read by `Inbox`; nothing in it is run.
    given : mapping of str to str
        Task id to the text of its cell as students get it.

    Returns
    -------
    MarkedSubmission
        The same for the same input.
    """
    name, tasks = key.assignment.name, [task.id for task in key.assignment.tasks]
    logs = [part for part in submission.parts if part.kind == LOG]
    notebooks = [part for part in submission.parts if part.kind == NOTEBOOK]
    notes: list[Note] = []
    history = read_entries(submission.parts)
    notes += _named(submission, history.damaged, "The other answers count.")
    texts: dict[str, str] = {}
    if tasks:
        written = read_written(submission.parts, tasks, name, given)
        notes += _named(submission, written.problems) if notebooks else []
        texts = written.texts
        for task, text in texts.items():
            if len(text) > MOST_LETTERS:
                texts[task] = text[:MOST_LETTERS]
                notes.append(
                    Note("", f"Only the first {MOST_LETTERS} letters of {task} were read.")
                )
    result = mark(key, history.entries, texts)
    notes += _about_answers(key, history.entries, result, has_log=bool(logs))
    missing = list(_missing(key, submission, bool(logs), bool(notebooks)))
    return MarkedSubmission(result, (*missing, *notes), is_readable=not missing)


def _named(submission: Submission, lines: Sequence[str], remedy: str = "") -> Iterator[Note]:
    """Tell what is about which file, and call files by their names alone, without folders."""
    for line in lines[:MOST_NAMED]:
        files = sorted((p.file for p in submission.parts if p.file in line), key=len, reverse=True)
        told = line
        for file in files:
            told = told.replace(file, PurePosixPath(file).name)
        yield Note(files[0] if len(files) == 1 else "", told, remedy)
    if len(lines) > MOST_NAMED:
        more = f"{len(lines) - MOST_NAMED} more things like these are not listed."
        yield Note("", more, remedy)


def _missing(key: Key, submission: Submission, has_log: bool, has_notebook: bool) -> Iterator[Note]:
    """Say what is needed for a grade and is not there."""
    ask = "Ask for the zip that hand_in() makes in the last cell of the notebook."
    failed = any(not unread.ignored for unread in submission.unread)
    why = " or could not be read" if failed else ""
    if key.assignment.questions and not has_log:
        beside = (
            "The notebook came without its answer log"
            if has_notebook
            else "The answer log is missing"
        )
        yield Note("", f"{beside}{why}: no answer can be marked.", ask)
    if key.assignment.tasks and not has_notebook:
        beside = (
            "The answer log came without its notebook" if has_log else "The notebook is missing"
        )
        yield Note("", f"{beside}{why}: no written answer can be marked.", ask)


def _about_answers(
    key: Key, entries: tuple[Entry, ...], result: Result, *, has_log: bool
) -> Iterator[Note]:
    name = key.assignment.name
    own = [e for e in entries if (e.kind, e.lesson, e.quiz) == (ANSWER, name, MARKED_QUIZ)]
    others = sorted({e.lesson for e in entries if e.kind == ANSWER and e.lesson != name})
    if key.assignment.questions and has_log and not own:
        listed = f" It holds answers to: {', '.join(others[:5])}." if others else ""
        yield Note(
            "",
            f"The answer log holds no answer to this assignment.{listed}",
            "If that surprises you, ask for the right file.",
        )
    changed = sum(item.outcome == CHANGED for item in result.marked)
    if changed:
        noun = "answer was" if changed == 1 else "answers were"
        yield Note(
            "",
            f"{changed} {noun} not counted: the question had other words.",
            "The student worked with another version of the assignment.",
        )
