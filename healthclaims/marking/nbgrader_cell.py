"""What the marked cell of an assignment shows when nbgrader runs it: points and feedback.

The same pure functions mark here and in `healthclaims.marking.mark_class`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from healthclaims.assignments.hand_in import LOG_FILE
from healthclaims.core.files import solutions_dir
from healthclaims.core.html import join, table, tag
from healthclaims.core.html import mark as mark_words
from healthclaims.learner.history import read_files
from healthclaims.marking.judge import Marked, mark
from healthclaims.marking.key import Key, load_key
from healthclaims.widgets.cell_output import Block

_COLUMNS = ("No.", "Line", "Question", "Answer", "Given", "Points", "Why")


def marked_here(name: str) -> float:
    """Mark the answer log beside the notebook, and show every question with its answer.

    Beside the source of an assignment there is no log: there the answer sheet is shown. The points
    are the cell's last value, which nbgrader takes as partial credit.

    Raises
    ------
    FileNotFoundError
        If this copy of the kit has no solutions.
    """
    from IPython.display import display

    key, here = load_key(name), Path.cwd().resolve()
    is_source = here.parent == solutions_dir().resolve()
    logs = [] if is_source else list(_logs(here, name))
    result = mark(key, read_files(logs).entries, {})
    rows = [_row(key, place, item, is_source) for place, item in enumerate(result.marked, 1)]
    total = float(key.assignment.quiz_points if is_source else result.points)
    line = f"{result.points} of {key.assignment.quiz_points} points for the questions."
    if is_source:
        line = f"Answer sheet: {key.assignment.quiz_points} points for the questions."
    elif not logs:
        line += f" No answer log was found beside the notebook ({LOG_FILE})."
    columns = [name for name in _COLUMNS if not (is_source and name == "Given")]
    caption = "Every question with its answer and the reason"
    display(Block(line, tag("div", tag("p", tag("strong", line)), table(caption, columns, rows))))
    return total


def _logs(folder: Path, name: str) -> Iterator[Path]:
    """Find the logs of a submission: the file that handing in makes, and the log's own folder."""
    found = (folder / LOG_FILE, *sorted(folder.glob(f"answers/*/{name}/*.jsonl")))
    # Through a link the answers of somebody else would count.
    yield from (path for path in found if path.is_file() and path.resolve() == folder / path)


def _row(key: Key, place: int, item: Marked, is_source: bool) -> list[object]:
    asked = item.question
    accepted = " or ".join(o.text for o in asked.options if o.value in key.accepted[asked.id])
    lines = join((mark_words(p.text, p.cue) for p in asked.passages), " / ")
    given = asked.option(item.chosen).text if item.chosen else item.outcome
    points = item.possible if is_source else f"{item.points} of {item.possible}"
    why = " ".join((*asked.why, key.notes.get(asked.id, ""))).strip()
    cells: list[object] = [place, lines, asked.prompt, accepted, given, points, why]
    if is_source:
        del cells[4]
    return cells
