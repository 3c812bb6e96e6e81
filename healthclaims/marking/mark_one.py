"""From what one student handed in to what is told: marks, notes, and the page to send back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from healthclaims.assignments.assignment import MARKED_QUIZ
from healthclaims.assignments.beside_answers import Extra
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.learner.history import History
from healthclaims.learner.same_words import plural
from healthclaims.marking.judge import CHANGED, Result, mark
from healthclaims.marking.key import Key
from healthclaims.submissions.file_kinds import LOG, NOTEBOOK
from healthclaims.submissions.inbox import Submission
from healthclaims.submissions.submitted_logs import other_assignment, read_entries
from healthclaims.submissions.submitted_notebooks import others_only, read_extras, read_written

MOST_LETTERS = 20_000
# Nobody reads more; a log in a thousand pieces would give many thousand lines.
MOST_NAMED = 20


# What students are told, in words that say what to do.
_PACK = "Open the notebook, run its last cell, and hand in the zip that it makes."
_NO_LOG = f"Your answers did not arrive, or could not be read. {_PACK}"
_NO_NOTEBOOK = f"Your notebook did not arrive, or could not be read. {_PACK}"
_TORN = "A part of your answer log could not be read. Your other answers count."
_ODD = "Something about the cells you wrote in was unusual. Look at what was read, below."


@dataclass(frozen=True)
class Note:
    """Something an instructor should know of one submission.

    Parameters
    ----------
    file : str
        The file it is about; empty for the whole submission.
    what, remedy : str
        What it is, and what to do next.
    student : str
        What the student is told of it; empty if nothing.
    """

    file: str
    what: str
    remedy: str = ""
    student: str = ""


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


def mark_submission(
    key: Key, submission: Submission, given: Mapping[str, str], exercise: bytes = b""
) -> MarkedSubmission:
    """Mark what one student handed in.

    Given is the text of each task's cell as students get it, and the exercise is their notebook.
    """
    name, tasks = key.assignment.name, [task.id for task in key.assignment.tasks]
    kinds = {part.kind for part in submission.parts}
    has_log, has_notebook = LOG in kinds, NOTEBOOK in kinds
    notes: list[Note] = []
    history = read_entries(submission.parts)
    notes += _named(submission, history.damaged, "The other answers count.", _TORN)
    texts: dict[str, str] = {}
    extras: tuple[Extra, ...] = ()
    other = others_only(submission.parts, name) if tasks else ""
    if other:
        what = f"The notebook is of another assignment: {other}."
        notes.append(Note("", what, "Ask for the right file.", what))
    elif tasks:
        written = read_written(submission.parts, tasks, name, given)
        lines = written.problems if has_notebook else ()
        notes += _named(submission, lines, "Look at the notebook if it matters.", _ODD)
        texts = written.texts
        for task, text in texts.items():
            if len(text) > MOST_LETTERS:
                texts[task] = text[:MOST_LETTERS]
                cut = f"Only the first {MOST_LETTERS} letters of {task} were read."
                notes.append(Note("", cut, student=cut))
        if exercise:
            extras = read_extras(submission.parts, tasks, name, exercise)
            notes += _beside(extras)
    result = mark(key, history.entries, texts, extras)
    notes += _about_answers(key, history.entries, result, has_log=has_log)
    missing = list(_missing(key, submission, has_log, has_notebook and not other))
    doubts = list(_doubts(key, submission, history, result))
    is_readable = not missing and not doubts
    return MarkedSubmission(result, (*missing, *notes, *doubts), is_readable)


def _beside(extras: Sequence[Extra]) -> Iterator[Note]:
    """Tell in one line that something stands where no answer was asked for."""
    counts = {
        "beside the place for an answer": sum(bool(one.text) for one in extras),
        "in pictures": sum(len(one.pictures) for one in extras),
        "in pictures that are not shown": sum(one.left_out for one in extras),
    }
    told = ", ".join(f"{count} {where}" for where, count in counts.items() if count)
    if told:
        what = f"Something was written elsewhere: {told}."
        yield Note("", what, "Look at it in rubric.html, or in the notebook.")


def _doubts(key: Key, submission: Submission, history: History, result: Result) -> Iterator[Note]:
    """Say why there is no grade although there is a log: a zero might be wrong."""
    if not key.assignment.questions:
        return
    changed = any(item.outcome == CHANGED for item in result.marked)
    maybe = history.damaged or any(entry.kind == ANSWER for entry in history.entries)
    if changed or (maybe and not result.answered):
        what = "No grade is given: the answers may be there and could not be counted."
        yield Note("", what, "Look at the log, or ask for the work again.")
    elif not result.answered and (other := other_assignment(submission.parts, key.assignment.name)):
        what = f"No grade is given: the work is of another assignment: {other}."
        yield Note("", what, "Ask for the right file.")


def _named(
    submission: Submission, lines: Sequence[str], remedy: str, student: str
) -> Iterator[Note]:
    """Tell what is about which file, and call files by their names alone; students once."""
    # One line in place of one line would tell less.
    most = len(lines) if len(lines) <= MOST_NAMED + 1 else MOST_NAMED
    for number, line in enumerate(lines[:most]):
        files = sorted((p.file for p in submission.parts if p.file in line), key=len, reverse=True)
        told = line
        for file in files:
            told = told.replace(file, PurePosixPath(file).name)
        file = files[0] if len(files) == 1 else ""
        yield Note(file, told, remedy, "" if number else student)
    if len(lines) > most:
        more = f"{len(lines) - most} more things like these are not listed."
        yield Note("", more, remedy)


def _missing(key: Key, submission: Submission, has_log: bool, has_notebook: bool) -> Iterator[Note]:
    """Say what is needed for a grade and is not there."""
    ask = "Ask for the zip that hand_in() makes in the last cell of the notebook."
    failed = any(not unread.ignored for unread in submission.unread)
    why = " or could not be read" if failed else ""
    if key.assignment.questions and not has_log:
        what = "The answer log is missing"
        if has_notebook:
            what = "The notebook came without its answer log"
        yield Note("", f"{what}{why}: no answer can be marked.", ask, _NO_LOG)
    if key.assignment.tasks and not has_notebook:
        what = "The notebook is missing"
        if has_log:
            what = "The answer log came without its notebook"
        yield Note("", f"{what}{why}: no written answer can be marked.", ask, _NO_NOTEBOOK)


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
            "Your answer log holds no answer to this assignment. Did you hand in the right file?",
        )
    changed = sum(item.outcome == CHANGED for item in result.marked)
    if changed:
        answers = plural(changed, "answer was", "answers were")
        what = f"{answers} not counted: the question had other words."
        remedy = "The student worked with another version of the assignment."
        yield Note("", what, remedy, f"{what} Ask your teacher.")
