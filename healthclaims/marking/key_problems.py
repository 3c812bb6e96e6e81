"""What can be wrong in an assignment's table of answers: every problem, with line and remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from healthclaims.core.files import Row
from healthclaims.core.problems import Problem, expected
from healthclaims.questions.question import Question


def key_problems(row: Row, asked: Question, earlier: Collection[str]) -> Iterator[Problem]:
    """Check one line of a table of answers against its question.

    Parameters
    ----------
    row : Row
        With ``question``, ``answer``, ``points`` and ``note``.
    asked : Question
        The question of that id, with its key.
    earlier : collection of str
        Ids of the lines above.

    Yields
    ------
    Problem
        One for each thing that is wrong.
    """
    if asked.id in earlier:
        what = f"{asked.id} is asked twice."
        yield Problem(row.file, row.line, what, "Remove one of the lines.")
    values = [option.value for option in asked.options]
    accepted = row["answer"].split("|")
    for value in accepted:
        if value not in values:
            what = f"answer {value!r} is not an answer to {asked.id}."
            yield Problem(row.file, row.line, what, expected(value, values, "answers"))
    if not asked.is_scored:
        what = f"{asked.id} is contested: careful readers disagree on it."
        yield Problem(row.file, row.line, what, "Ask about another line.")
    elif accepted != [asked.key] and not row["note"] and set(accepted) <= set(values):
        what = f"answer {row['answer']!r} differs from the label {asked.key!r} of the text."
        yield Problem(row.file, row.line, what, "Write into note why it counts, or correct it.")
    if not re.fullmatch(r"[1-9]\d?", row["points"]):
        what = f"points {row['points']!r} is not a whole number from 1 to 99."
        yield Problem(row.file, row.line, what, "Remove the line if the question is not to count.")
