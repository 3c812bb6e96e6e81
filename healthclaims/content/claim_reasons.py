"""Why a line is a claim, or no claim: asked in lesson 01, before the three questions."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from healthclaims.content.headlines import unit_problems
from healthclaims.core.files import data_dir
from healthclaims.core.problems import raise_if_any
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
    raise_if_any([*CLAIM_REASONS.problems(rows), *unit_problems(rows, "unit")])
    return {(row["article"], row["unit"]): row["why"] for row in rows}
