"""The written answers of one student, who may have handed in several notebooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from healthclaims.classroom.file_kinds import NOTEBOOK
from healthclaims.classroom.unpacking import Part
from healthclaims.practice.written_answers import WrittenAnswers, deleted, written_answers

_COPY_MARKS = re.compile(r"(?: ?\([0-9]+\)|-[0-9]+|-Copy[0-9]*| copy(?: [0-9]+)?)+$", re.I)


def read_written(
    parts: Sequence[Part],
    task_ids: Sequence[str],
    assignment: str,
    given: Mapping[str, str] | None = None,
) -> WrittenAnswers:
    """Read the written answers of one student, who may have handed in several notebooks.

    Parameters
    ----------
    parts : sequence of Part
        What the student handed in; logs are passed over.
    task_ids, given
        As for `written_answers`.
    assignment : str
        Name of the assignment: where notebooks differ, the one whose name is most like it counts,
        and among equals the last in the order of names.

    Returns
    -------
    WrittenAnswers
        The answers, and sentences on what was not used.
    """
    notebooks = likest([part for part in parts if part.kind == NOTEBOOK], assignment)
    read = [(part.file, written_answers(part.content, task_ids, given)) for part in notebooks]
    texts: dict[str, str] = {}
    problems: list[str] = []
    for task in task_ids:
        having = [(file, found.texts[task]) for file, found in read if task in found.texts]
        for file, text in having[1:]:
            if text != having[0][1]:
                problems.append(
                    f"The answer to {task} in {file} was not used: {having[0][0]} has another."
                )
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


def likest(notebooks: Sequence[Part], assignment: str) -> list[Part]:
    """Put the notebook first that is most likely the one meant.

    Parameters
    ----------
    notebooks : sequence of Part
        All of one student.
    assignment : str
        Name of the assignment.

    Returns
    -------
    list of Part
        The most alike name first; among equals, the last in the order of names.
    """
    return sorted(
        notebooks, key=lambda part: (_likeness(part.file, assignment), part.file), reverse=True
    )


def _likeness(file: str, assignment: str) -> int:
    """Tell how much the name of a file is like the assignment's."""
    stem = PurePosixPath(file).name.split(".", 1)[0]
    if stem == assignment:
        return 3
    if _COPY_MARKS.sub("", stem) == assignment:
        return 2
    return int(assignment in stem)
