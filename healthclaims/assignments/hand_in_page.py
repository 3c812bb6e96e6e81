"""What `hand_in()` says: where the file is, what is in it, and what is still open."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from healthclaims.assignments.assignment import Assignment
from healthclaims.assignments.hand_in import FOLDER, LOG_FILE, Packed, pack, write_log, write_zip
from healthclaims.assignments.notebook_answers import STUB, WrittenAnswers, written_answers
from healthclaims.assignments.quiz_widget import counted_answers
from healthclaims.core.files import home_dir
from healthclaims.core.html import Html, join, tag
from healthclaims.core.problems import why
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import KEEP, now
from healthclaims.learner.entries import Entry
from healthclaims.learner.same_words import plural
from healthclaims.learner.save_result import not_saved

_SAVE = "Save the notebook (Ctrl+S, on a Mac Cmd+S), then run this cell again."
FRESH_S = 60
_NOTHING = WrittenAnswers({})


def hand_in_page(
    assignment: Assignment,
    folder: Path,
    log: AnswerLog,
    running: str,
) -> tuple[str, Html]:
    """Write the zip, and return one line and a page on what is in it.

    `running` is the path of the notebook that runs, as far as it is known.
    """
    remembered = counted_answers(assignment, log.history.answers())
    if log.mode != KEEP:
        title = "Hand in: nothing is written, since answers are not kept here."
        lines = [title, *still_open(assignment, remembered, _NOTHING)]
        return title, join(tag("p", line) for line in lines)
    try:
        log.begin()
        packed = pack(assignment.name, log.learner, folder, running)
        path = write_zip(packed)
    except OSError as error:
        remedy = (
            "Nothing of your work is lost. Make room or ask for help, then run this cell again. "
            f"Its place is {FOLDER}/{assignment.name}_{log.learner}.zip."
        )
        title = not_saved("The file to hand in", why(error), remedy)
        return title, tag("p", title)
    answered = counted_answers(assignment, packed.answers)
    place = path.relative_to(home_dir()).as_posix()
    notebook = packed.notebook.read_bytes() if packed.notebook else None
    # The cells to write in hold nothing but nbgrader's own words, so what is above them counts.
    given = dict.fromkeys((task.id for task in assignment.tasks), STUB)
    texts = written_answers(notebook, list(given), given) if notebook else _NOTHING
    link = tag(
        "a",
        place,
        href=Path(os.path.relpath(path, folder)).as_posix(),
        download=path.name,
        style="overflow-wrap: anywhere",
        # Without this, pressing x on the link would delete the notebook cell.
        data_lm_suppress_shortcuts="true",
    )
    asked = len(assignment.questions)
    count = f"your answers, {len(answered)} of {plural(asked, 'question')}"
    held = [f"{LOG_FILE}: {count if asked else 'there are no questions to choose in here'}"]
    held += _notebook(packed)
    missing = [
        *_lost(packed, len(answered), len(remembered)),
        *_beside(packed, folder),
        *still_open(assignment, answered, texts),
    ]
    state = "Packed, but not finished" if missing else "Ready to hand in"
    page = tag(
        "div",
        tag("p", tag("strong", f"{state}: "), link),
        tag(
            "p",
            "When you have finished, give" if missing else "Give",
            " this one zip to your teacher, the way your course collects work; the notebook "
            "alone is not enough. In it:",
        ),
        tag("ul", join(tag("li", line) for line in held)),
        join(_texts(assignment, texts)),
        tag("p", tag("strong", "Still open:" if missing else "Nothing is missing.")),
        tag("ul", join(tag("li", line) for line in missing)) if missing else "",
        tag("p", "You can change something and run this cell again: the file is written anew."),
    )
    return f"{state}: {place}", page


def _lost(packed: Packed, held: int, remembered: int) -> Iterator[str]:
    """Return loud words when the file holds fewer answers than were given."""
    if held < remembered:
        yield (
            f"Your answers are not all in the file: it holds {held} of {remembered}. Run the cell "
            "of the questions again, then this one. If it stays so, ask for help."
        )
    yield from packed.passed_over


def _beside(packed: Packed, folder: Path) -> Iterator[str]:
    """Put the log beside the notebook, for courses that collect the folder."""
    try:
        write_log(packed, folder)
    except OSError as error:
        what = f"{LOG_FILE} could not be put beside the notebook ({why(error)})"
        yield f"{what}; the zip is complete."


def _notebook(packed: Packed) -> Iterator[str]:
    """Yield which notebook is in the file, and when it was saved."""
    if packed.notebook is None or packed.saved_at is None:
        yield f"no notebook: none was found beside the questions. {_SAVE}"
        return
    ago = (now() - packed.saved_at).total_seconds()
    at = packed.saved_at.strftime("%H:%M:%S")
    name = packed.notebook.name
    seconds = max(0, round(ago))
    when = plural(seconds, "second") if seconds < 120 else plural(round(seconds / 60), "minute")
    since = "Changed something since?" if ago < FRESH_S else "What you wrote since is not in it."
    yield f"{name}: as saved at {at}, {when} ago. {since} {_SAVE}"


def _texts(assignment: Assignment, texts: WrittenAnswers) -> Iterator[Html]:
    """Show the beginning of each written answer, as it stands in the saved notebook."""
    for task in assignment.tasks:
        if words := texts.texts.get(task.id, "").split():
            start = " ".join(words[:12]) + (" …" if len(words) > 12 else "")
            yield tag("p", f"{task.title} ({len(words)} words): “{start}”")


def still_open(
    assignment: Assignment, answered: Mapping[str, Entry], texts: WrittenAnswers
) -> Iterator[str]:
    """List what is not answered, and what is longer than asked for.

    A page has the same rule: ``export/still_open.js``.
    """
    places = enumerate(assignment.questions, 1)
    without = [place for place, asked in places if asked.id not in answered]
    if without:
        noun = "question" if len(without) == 1 else "questions"
        yield f"Not answered: {noun} {', '.join(_runs(without))}."
    for task in assignment.tasks:
        count = len(texts.texts.get(task.id, "").split())
        if task.id in texts.missing:
            yield f"{task.title}: the cell to write in was deleted. Take it from a fresh copy."
        elif not count:
            yield f"{task.title}: nothing written in the saved notebook."
        elif task.most_words and count > task.most_words:
            yield f"{task.title}: {count} words, at most {task.most_words} are asked for."


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers in a row as a span: 1, 4 to 7."""
    for _, group in itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}"
