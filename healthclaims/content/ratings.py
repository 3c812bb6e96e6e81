"""What two raters said of the kit's texts, each alone: ``data/reliability.csv``."""

from __future__ import annotations

from healthclaims.core.files import data_dir, read_table

RELIABILITY_COLUMNS = ("text", "unit", "axis", "first", "second")


def load_ratings() -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """Read what two raters said, before anything was settled.

    Returns
    -------
    dict of (str, str) to (list of str, list of str)
        Text and axis to the labels of the first and the second rater.
    """
    rows = read_table(data_dir() / "reliability.csv", RELIABILITY_COLUMNS)
    result: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for row in rows:
        first, second = result.setdefault((row["text"], row["axis"]), ([], []))
        first.append(row["first"])
        second.append(row["second"])
    return result
