"""What two raters said of the kit's texts, each alone: ``data/reliability.csv``."""

from __future__ import annotations

from healthclaims.content.article_tables import AXIS
from healthclaims.core.files import data_dir
from healthclaims.core.problems import raise_if_any
from healthclaims.core.schema import Field, Table
from healthclaims.core.tables import read_table

RELIABILITY = Table(
    "reliability",
    (
        Field("text", "article, or pairs"),
        Field("unit", "unit, or pair and side"),
        AXIS,
        Field("first", "label of the first rater; no_row where the question does not apply"),
        Field("second", "label of the second rater"),
    ),
    key=("text", "unit", "axis"),
)


def load_ratings() -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """Read what two raters said, before anything was settled.

    Returns
    -------
    dict of (str, str) to (list of str, list of str)
        Text and axis to the labels of the first and the second rater.

    Raises
    ------
    DataError
        If the table has problems; all of them at once.
    """
    rows = read_table(data_dir() / "reliability.csv", RELIABILITY.columns)
    raise_if_any(RELIABILITY.problems(rows))
    result: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for row in rows:
        first, second = result.setdefault((row["text"], row["axis"]), ([], []))
        first.append(row["first"])
        second.append(row["second"])
    return result
