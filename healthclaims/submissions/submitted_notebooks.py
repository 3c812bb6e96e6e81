"""The written answers of one student, who may have handed in several notebooks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from healthclaims.assignments.beside_answers import Extra, beside_answers
from healthclaims.assignments.notebook_answers import WrittenAnswers, deleted, written_answers
from healthclaims.assignments.notebook_cells import assignment_of
from healthclaims.submissions.file_kinds import NOTEBOOK, Part

_COPY_MARK = r"(?: ?\([0-9]{1,9}\)|-[0-9]{1,9}|-Copy[0-9]{0,9}| copy(?: [0-9]{1,9})?)"
_COPY_MARKS = re.compile(rf"{_COPY_MARK}+$", re.I)
# Longer names are somebody's joke, and looking through all of them would take long.
_MOST_LETTERS = 200


def read_written(
    parts: Sequence[Part],
    task_ids: Sequence[str],
    assignment: str,
    given: Mapping[str, str] | None = None,
) -> WrittenAnswers:
    """Read the written answers of one student, who may have handed in several notebooks.

    Where they differ, the first of `most_likely_first` counts; what was not used is told.
    """
    notebooks = most_likely_first(parts, assignment)
    read = [(part.file, written_answers(part.content, task_ids, given)) for part in notebooks]
    texts: dict[str, str] = {}
    problems: list[str] = []
    used: dict[str, str] = {}
    for file, found in read:
        for task, text in found.texts.items():
            first = used.setdefault(task, _short(file))
            if texts.setdefault(task, text) != text:
                what = f"The answer to {task} in {_short(file)} was not used"
                problems.append(f"{what}: {first} has another.")
    every = [(file, one) for file, found in read for one in found.problems]
    # A place that one notebook lacks may be in another.
    gone = {deleted(task): all(task in found.missing for _, found in read) for task in task_ids}
    problems += [f"{file}: {one}" for file, one in every if one not in gone]
    said = {one for _, one in every}
    problems += [one for one, is_everywhere in gone.items() if is_everywhere and one in said]
    return WrittenAnswers(texts, tuple(problems))


def read_extras(
    parts: Sequence[Part], task_ids: Sequence[str], assignment: str, given: bytes
) -> tuple[Extra, ...]:
    """Find what a student wrote beside the places for it, in every notebook of the assignment."""
    notebooks = most_likely_first(parts, assignment)
    own = [part.content for part in notebooks if assignment_of(part.content) in ("", assignment)]
    found = itertools.chain.from_iterable(beside_answers(one, task_ids, given) for one in own)
    return tuple(dict.fromkeys(found))


def others_only(parts: Sequence[Part], assignment: str) -> str:
    """Name the assignment of the notebooks if all of them are for another; else nothing."""
    names = [assignment_of(part.content) for part in parts if part.kind == NOTEBOOK]
    return names[0] if names and all(name not in ("", assignment) for name in names) else ""


def most_likely_first(parts: Sequence[Part], assignment: str) -> list[Part]:
    """List the notebooks, the one first that is most likely meant.

    The most alike name comes first; among equals the highest number of a copy, on the zip around it
    or on the notebook; then the last in the order of names.
    """

    def likeness(part: Part) -> tuple[object, ...]:
        stem = PurePosixPath(part.file).name.split(".", 1)[0]
        bare = _COPY_MARKS.sub("", stem[-_MOST_LETTERS:])
        alike = (stem == assignment, bare == assignment, assignment in stem)
        return alike, copies(part.file), part.file

    notebooks = [part for part in parts if part.kind == NOTEBOOK]
    return sorted(notebooks, key=likeness, reverse=True)


def copies(file: str) -> list[tuple[int, ...]]:
    """Find the numbers that browsers and platforms add: ``a1_me (1).zip``, ``a1_me-1.zip``."""
    *around, name = PurePosixPath(file).parts
    zips = [part for part in around if part.casefold().endswith(".zip")]
    found: list[tuple[int, ...]] = []
    for stem in (part.rpartition(".")[0] for part in (*zips, name)):
        end = _COPY_MARKS.search(stem[-_MOST_LETTERS:])
        marks = re.findall(_COPY_MARK, end.group(), re.IGNORECASE) if end else []
        # A platform adds its own last.
        found.append(tuple(int(re.sub("[^0-9]", "", mark) or 1) for mark in reversed(marks)))
    return found


def _short(file: str) -> str:
    """Name a file with the folder or zip round it, since all may have the same name."""
    return "/".join(PurePosixPath(file).parts[-2:])
