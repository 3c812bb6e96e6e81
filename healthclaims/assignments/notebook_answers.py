"""What a student wrote into the cells of a notebook, read as JSON and never executed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthclaims.assignments.notebook_cells import places_for, plain, read_cells

# What nbgrader puts where an answer is to be written.
STUB = "YOUR ANSWER HERE"


@dataclass(frozen=True)
class WrittenAnswers:
    """What was written in answer to some tasks.

    Parameters
    ----------
    texts : dict of str to str
        Task to what was written, as Markdown; tasks without an answer are left out.
    problems : tuple of str
        One sentence for each thing an instructor should know.
    missing : tuple of str
        Tasks for which there is no place to write, since its cell was deleted.
    """

    texts: dict[str, str]
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def written_answers(
    notebook: bytes, task_ids: Sequence[str], given: Mapping[str, str] | None = None
) -> WrittenAnswers:
    """Read the written answers of one notebook.

    Parameters
    ----------
    notebook : bytes
        An untrusted notebook.
    task_ids : sequence of str
        Names of the tasks: nbgrader's ``grade_id``, or else the cell's id.
    given : mapping of str to str, optional
        Task to the text of its cell as students get it, see `given_texts`: what stands there
        already is not taken for an answer. Without it, everything above `STUB` is not.

    Returns
    -------
    WrittenAnswers
        Nothing is raised, whatever the notebook holds.
    """
    cells, problem = read_cells(notebook)
    if problem:
        return WrittenAnswers({}, (problem,), tuple(task_ids))
    texts, missing, problems = {}, [], []
    for task in task_ids:
        own = [cell.source for cell in places_for(task, cells)]
        if not own:
            missing.append(task)
            problems.append(deleted(task))
        if None in own:
            problems.append(f"The place for {task} holds no text.")
        found = [_answer(source, (given or {}).get(task, "")) for source in own if source]
        different = list(dict.fromkeys(text for text in found if text))
        if different:
            texts[task] = "\n\n".join(different)
        if len(own) > 1:
            what = "are put together" if len(different) > 1 else "hold one answer"
            problems.append(f"There are {len(own)} places for {task}; they {what}.")
    return WrittenAnswers(texts, tuple(problems), tuple(missing))


def given_texts(notebook: bytes, task_ids: Sequence[str]) -> dict[str, str]:
    """Return the cells of some tasks as students get them, for `written_answers`."""
    cells, _ = read_cells(notebook)
    return {cell.name: cell.source for cell in cells if cell.name in task_ids and cell.source}


def deleted(task: str) -> str:
    """Return the sentence that there is no place to write."""
    return f"The place for {task} was deleted."


def _answer(source: str, given: str) -> str:
    """Take away what stood in the cell before anything was written."""
    lines = source.split("\n")
    if given:
        there = Counter(plain(line) for line in given.split("\n"))
        kept = []
        for line in lines:
            if line.strip() and there[plain(line)] > 0:
                there[plain(line)] -= 1
            else:
                kept.append(line)
        lines = kept
    elif any(map(_is_stub, lines)):
        lines = lines[next(n for n, line in enumerate(lines) if _is_stub(line)) + 1 :]
    return "\n".join(line for line in lines if not _is_stub(line)).strip()


def _is_stub(line: str) -> bool:
    return plain(line) == STUB
