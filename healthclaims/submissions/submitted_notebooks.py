"""The written answers of one student, who may have handed in several notebooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from healthclaims.assignments.notebook_answers import WrittenAnswers, deleted, written_answers
from healthclaims.submissions.file_kinds import NOTEBOOK
from healthclaims.submissions.unpacking import Part

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
    notebooks = most_likely_first([part for part in parts if part.kind == NOTEBOOK], assignment)
    read = [(part.file, written_answers(part.content, task_ids, given)) for part in notebooks]
    texts: dict[str, str] = {}
    problems: list[str] = []
    for task in task_ids:
        having = [(file, found.texts[task]) for file, found in read if task in found.texts]
        for file, text in having[1:]:
            if text != having[0][1]:
                left, used = _told_apart(file, having[0][0])
                problems.append(f"The answer to {task} in {left} was not used: {used} has another.")
        if having:
            texts[task] = having[0][1]
    # A place that one notebook lacks may be in another.
    gone = {deleted(task): task for task in task_ids}
    said = [one for _, found in read for one in found.problems]
    problems += [
        f"{file}: {one}" for file, found in read for one in found.problems if one not in gone
    ]
    problems += [
        sentence
        for sentence, task in gone.items()
        if sentence in said and all(task in found.missing for _, found in read)
    ]
    return WrittenAnswers(
        texts, tuple(problems), tuple(t for t in task_ids if deleted(t) in problems)
    )


def most_likely_first(notebooks: Sequence[Part], assignment: str) -> list[Part]:
    """Put the notebook first that is most likely the one meant.

    The most alike name comes first; among equals the highest number of a copy, on the zip around it
    or on the notebook; then the last in the order of names.
    """
    return sorted(
        notebooks,
        key=lambda part: (_likeness(part.file, assignment), _copies(part.file), part.file),
        reverse=True,
    )


def _copies(file: str) -> list[tuple[int, ...]]:
    """Find the numbers that browsers and platforms add: ``a1_me (1).zip``, ``a1_me-1.zip``."""
    *around, name = PurePosixPath(file).parts
    zips = [part for part in around if part.casefold().endswith(".zip")]
    return [_copy_number(part.rpartition(".")[0]) for part in (*zips, name)]


def _copy_number(stem: str) -> tuple[int, ...]:
    """Find the numbers at the end of a name, the last one first: a platform adds it last."""
    marks = _COPY_MARKS.search(stem[-_MOST_LETTERS:])
    single = re.findall(_COPY_MARK, marks.group(), re.IGNORECASE) if marks else []
    numbers = [int("".join(filter(str.isdigit, mark)) or 1) for mark in single]
    return tuple(reversed(numbers))


def _told_apart(one: str, other: str) -> tuple[str, str]:
    """Name two files; where the names are the same, with as much of the folders as differs."""
    paths = [PurePosixPath(file).parts for file in (one, other)]
    if paths[0][-1] != paths[1][-1]:
        return one, other
    for count in range(2, max(map(len, paths)) + 1):
        around = ["/".join(path[-count:-1]) for path in paths]
        if around[0] != around[1]:
            name = paths[0][-1]
            left, used = (f"{name} in {place}" if place else name for place in around)
            return left, used
    return one, other


def _likeness(file: str, assignment: str) -> int:
    """Tell how much the name of a file is like the assignment's."""
    stem = PurePosixPath(file).name.split(".", 1)[0]
    if stem == assignment:
        return 3
    if _COPY_MARKS.sub("", stem[-_MOST_LETTERS:]) == assignment:
        return 2
    return int(assignment in stem)
