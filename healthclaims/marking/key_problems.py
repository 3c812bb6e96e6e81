"""What can be wrong in an assignment's table of answers: every problem, with line and remedy."""

from __future__ import annotations

from healthclaims.core.problems import expected
from healthclaims.core.schema import Field, Found, Table
from healthclaims.core.tables import Row
from healthclaims.questions.question import Question

KEY = Table(
    "key",
    (
        # What is blank in these two is named by `answer_problems`.
        Field("question", "id of the question", needed=False),
        Field("answer", "answers that give the points, with | between them", needed=False),
        Field(
            "points",
            "points that it gives",
            pattern=r"[1-9]\d?",
            remedy="Write a whole number from 1 to 99, or remove the line if it is not to count.",
        ),
        Field("note", "why another answer than the label counts", needed=False),
    ),
    key=("question",),
)


def answer_problems(row: Row, asked: Question) -> Found:
    """Check one line of a table of answers against its question, with its key."""
    values = [option.value for option in asked.options]
    accepted = row["answer"].split("|")
    for value in accepted:
        if value not in values:
            what = f"answer {value!r} is not an answer to {asked.id}."
            yield what, expected(value, values, "answers")
    if not asked.is_scored:
        what = f"{asked.id} is contested: its answer is left open."
        yield what, "Ask about another line."
    elif accepted != [asked.key] and not row["note"] and set(accepted) <= set(values):
        what = f"answer {row['answer']!r} differs from the label {asked.key!r} of the text."
        yield what, "Write into note why it counts, or correct it."
