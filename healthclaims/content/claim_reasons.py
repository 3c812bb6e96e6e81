"""Why a line is a claim, or no claim: asked in lesson 01, before the three questions."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from healthclaims.content.article import load_article
from healthclaims.core.files import data_dir
from healthclaims.core.problems import DataError, Problem, UnknownNameError, raise_if_any
from healthclaims.core.schema import Field, Table
from healthclaims.core.tables import read_table

CLAIM_REASONS = Table(
    "claims",
    (
        Field("article", "id of the article"),
        Field("unit", "unit"),
        Field("why", "explanation for the learner"),
    ),
    key=("article", "unit"),
)


def load_claim_reasons() -> Mapping[tuple[str, str], str]:
    """Load and check the reasons, by article and unit; other lines have that of their wording.

    Raises
    ------
    DataError
        If the table has problems; all of them at once.
    """
    return _load(data_dir())


@functools.cache
def _load(data: Path) -> Mapping[tuple[str, str], str]:
    rows = read_table(data / "claims.csv", CLAIM_REASONS.columns)
    problems: list[Problem] = list(CLAIM_REASONS.problems(rows))
    for row in rows:
        try:
            units = {unit.id for unit in load_article(row["article"]).units}
        except UnknownNameError as error:
            problems.append(row.problem(str(error), "Correct the name."))
            continue
        except DataError as error:  # what else stands here is told in the same run
            problems += error.problems
            continue
        if row["unit"] not in units:
            what = f"unit {row['unit']!r} is not a unit of {row['article']}."
            problems.append(row.problem(what, "Use an id from units.csv."))
    raise_if_any(problems)
    return {(row["article"], row["unit"]): row["why"] for row in rows}
