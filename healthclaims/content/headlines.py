"""Headings set beside a sentence below them, to see which of the two sounds surer."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from healthclaims.content.articles import load_article
from healthclaims.core.files import data_dir
from healthclaims.core.problems import DataError, Problem, UnknownNameError, raise_if_any
from healthclaims.core.schema import Field, Table
from healthclaims.core.tables import Row, read_table

# In the order in which they are shown.
HEADLINE_ANSWERS = {
    "heading_goes_further": "The heading sounds surer",
    "same": "They sound equally sure",
    "body_goes_further": "The sentence sounds surer",
}
HEADLINES = Table(
    "headlines",
    (
        Field("article", "id of the article"),
        Field("heading", "unit of the heading"),
        Field("body", "unit of the sentence"),
        Field("key", "which sounds surer", one_of=tuple(HEADLINE_ANSWERS), values="answers"),
        Field("why", "explanation for the learner"),
    ),
    key=("article", "heading", "body"),
)


@dataclass(frozen=True)
class Headline:
    """A heading and a sentence below it: ids of article and units, key, and which words decide."""

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
    """Load and check the headings that are set beside a sentence, by question id.

    Raises
    ------
    DataError
        If the table has problems; all of them at once.
    """
    return _load(data_dir())


@functools.cache
def _load(data: Path) -> dict[str, Headline]:
    rows = read_table(data / "headlines.csv", HEADLINES.columns)
    raise_if_any([*HEADLINES.problems(rows), *unit_problems(rows, "heading", "body")])
    found = [Headline(**row) for row in rows]
    return {headline.id: headline for headline in found}


def unit_problems(rows: Iterable[Row], *columns: str) -> Iterator[Problem]:
    """Check that the columns of a table name units of the article in its column ``article``."""
    for row in rows:
        try:
            units = {unit.id for unit in load_article(row["article"]).units}
        except UnknownNameError as error:
            yield row.problem(str(error), "Correct the name.")
            continue
        except DataError as error:  # what else stands here is told in the same run
            yield from error.problems
            continue
        for column in columns:
            if row[column] not in units:
                what = f"{column} {row[column]!r} is not a unit of {row['article']}."
                yield row.problem(what, "Use an id from units.csv.")
