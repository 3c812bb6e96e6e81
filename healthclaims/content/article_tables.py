"""What stands in the columns of an article's two tables."""

from __future__ import annotations

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE, STATUSES
from healthclaims.core.schema import Field, Table

AXIS = Field("axis", "question", one_of=(EVIDENCE, CERTAINTY, PURPOSE, FIT), values="axes")
WHY = Field(
    "why",
    "explanation for the learner",
    least_words=4,
    remedy="Say which words decide, and what would flip it.",
)
UNITS = Table(
    "units",
    (
        Field("unit", "number within the article", pattern="[^/+]+", remedy="Write it like u07."),
        Field(
            "kind",
            "title, heading or sentence",
            one_of=("title", "heading", "sentence"),
            values="kinds",
        ),
        Field("section", "part of the article"),
        Field("repeat_of", "earlier unit that this one repeats word for word", needed=False),
        Field("text", "the words, verbatim"),
    ),
    key=("unit",),
)
ANNOTATIONS = Table(
    "annotations",
    (
        Field("unit", "unit that is judged", remedy="Use an id from units.csv."),
        AXIS,
        Field("label", "answer; two joined by | where the answer is left open"),
        Field("subtype", "finer kind", needed=False),
        Field("rule", "rule of the codebook that decided"),
        Field(
            "cue",
            "the exact words that decide; empty where their absence decides",
            needed=False,
        ),
        Field("status", "scored, contested or unscored", one_of=STATUSES, values="statuses"),
        WHY,
    ),
    key=("unit", "axis"),
)
