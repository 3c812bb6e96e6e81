"""Headings set beside a sentence below them, to see which of the two says more."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from healthclaims.content.article import load_article
from healthclaims.core.files import data_dir, read_table
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any

HEADLINE_COLUMNS = ("article", "heading", "body", "key", "why")
# In the order in which they are shown.
HEADLINE_ANSWERS = {
    "heading_goes_further": "The heading goes further",
    "same": "They go equally far",
    "body_goes_further": "The sentence goes further",
}


@dataclass(frozen=True)
class Headline:
    """A heading and a sentence below it.

    Parameters
    ----------
    article, heading, body : str
        Ids of the article and of the two units.
    key : str
        One of `HEADLINE_ANSWERS`.
    why : str
        Which words decide.
    """

    article: str
    heading: str
    body: str
    key: str
    why: str

    @property
    def id(self) -> str:
        """Id of its question."""
        return f"{self.article}/{self.heading}+{self.body}/headline_vs_body"


def load_headlines() -> dict[str, Headline]:
    """Load and check the headings that are set beside a sentence.

    Returns
    -------
    dict of str to Headline
        By question id.

    Raises
    ------
    DataError
        If the table has problems; all of them at once.
    """
    return _load(data_dir())


@functools.cache
def _load(data: Path) -> dict[str, Headline]:
    rows = read_table(data / "headlines.csv", HEADLINE_COLUMNS)
    problems: list[Problem] = []
    for row in rows:
        try:
            units: set[str] | None = {unit.id for unit in load_article(row["article"]).units}
        except UnknownNameError as error:
            problems.append(Problem(row.file, row.line, str(error), "Correct the name."))
            units = None
        except DataError as error:  # what else stands here is told in the same run
            problems += error.problems
            units = None
        for column in ("heading", "body"):
            if units is not None and row[column] not in units:
                what = f"{column} {row[column]!r} is not a unit of {row['article']}."
                problems.append(Problem(row.file, row.line, what, "Use an id from units.csv."))
        if row["key"] not in HEADLINE_ANSWERS:
            remedy = expected(row["key"], HEADLINE_ANSWERS, "answers")
            problems.append(Problem(row.file, row.line, f"key {row['key']!r}.", remedy))
    raise_if_any(problems)
    found = [Headline(**row) for row in rows]
    return {headline.id: headline for headline in found}
