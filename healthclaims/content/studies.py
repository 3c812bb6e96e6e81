"""The studies behind the Semax article: who was studied, and how each citation was checked."""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path

from healthclaims.content.articles import load_article
from healthclaims.core.files import data_dir
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.schema import Field, Found, Table
from healthclaims.core.tables import Row, read_table

SPECIES = ("human", "rat", "mouse", "animal", "cell", "none")
GRADES = {
    "A": "the record's own page was read and shows its identifier",
    "B": "the abstract, or a detailed summary, was read; the identifier comes from elsewhere",
    "C": "identifier seen in a list only",
    "P": "a publisher or index page was read, but it showed no identifier",
}
STUDIES = Table(
    "studies",
    (
        Field("study", "key"),
        Field("claim", "claim of the article it bears on"),
        Field("authors", "as seen", needed=False),
        Field("year", "year", needed=False, pattern="[0-9]{4}", remedy="Write four digits."),
        Field("journal", "as seen", needed=False),
        Field("title", "as seen", needed=False),
        Field(
            "doi",
            "empty means not seen",
            needed=False,
            pattern=r"10\..+",
            remedy="Write it without https://, beginning with 10.",
        ),
        Field(
            "pmid",
            "empty means not seen",
            needed=False,
            pattern="[0-9]+",
            remedy="Write its digits alone.",
        ),
        Field(
            "opened",
            "which identifiers stood on the page that was read: doi, pmid, both or none; all "
            "others were seen in a list only",
            needed=False,
            one_of=("doi", "pmid", "doi pmid"),
        ),
        Field(
            "species",
            "who was studied; animal: a living animal, which kind was not seen; none: test tube, "
            "overview or check of products",
            one_of=SPECIES,
        ),
        Field(
            "kind",
            "design in one word: placebo, care (usual care), unclear, animal, dish (or test tube), "
            "other (overview, control laboratory)",
            one_of=("placebo", "care", "unclear", "animal", "dish", "other"),
        ),
        Field("design", "in plain words"),
        Field("participants", "how many, or that it was not seen"),
        Field(
            "compared_with",
            "what it was compared with, or that it was not stated in what was read",
        ),
        Field("measured", "which outcome was measured"),
        Field("found", "outcome in one sentence"),
        Field("done_by", "who did the work, as far as the record says"),
        Field("bearing", "does it support the claim", one_of=("partly", "no", "unclear")),
        Field(
            "check_grade",
            "; ".join(f"{grade}: {meaning}" for grade, meaning in GRADES.items()),
            one_of=tuple(GRADES),
        ),
        Field(
            "checked",
            "how the citation was checked, in words",
            remedy="Say how it was checked, or leave the study out.",
        ),
        Field(
            "confidence",
            "how sure that check is, 0 to 1",
            pattern=r"0(\.[0-9]+)?|1(\.0+)?",
            remedy="Write a number from 0 to 1.",
        ),
    ),
    key=("study",),
)
_UNIT = Field("unit", "unit of the Semax article", remedy="Use an id from units.csv.")
LINKS = Table(
    "links",
    (
        _UNIT,
        Field("study", "key of the study", values="studies"),
        Field("shows", "what it shows"),
        Field("does_not_show", "what it does not show"),
    ),
    key=("unit", "study"),
    refers=(("unit", "semax-units"), ("study", "studies")),
)
GAPS = Table(
    "gaps",
    (_UNIT, Field("gap", "in one sentence")),
    key=("unit",),
    refers=(("unit", "semax-units"),),
)


@dataclass(frozen=True)
class Study:
    """One study, as far as it could be seen; the columns of ``studies.csv`` are told in `STUDIES`.

    ``design``, ``participants``, ``compared_with``, ``measured``, ``found`` and ``done_by`` are in
    plain words, and said to be unknown where they are. ``checked`` tells how the citation was
    checked, ``check_grade`` the same as a letter of `GRADES`.
    """

    study: str
    claim: str
    authors: str
    year: str
    journal: str
    title: str
    doi: str
    pmid: str
    opened: str
    species: str
    kind: str
    design: str
    participants: str
    compared_with: str
    measured: str
    found: str
    done_by: str
    check_grade: str
    checked: str


@dataclass(frozen=True)
class Link:
    """What one study does and does not show for one unit of the article, as in ``links.csv``."""

    unit: str
    study: str
    shows: str
    does_not_show: str


@dataclass(frozen=True)
class Evidence:
    """The whole record.

    Parameters
    ----------
    studies : dict of str to Study
        By key.
    gaps : dict of str to str
        Unit to what was looked for and not found.
    """

    studies: dict[str, Study]
    links: tuple[Link, ...]
    gaps: dict[str, str]

    def for_unit(self, unit: str) -> tuple[tuple[Study, Link], ...]:
        """List the studies that bear on a unit, in file order; empty where nothing was found."""
        return tuple((self.studies[link.study], link) for link in self.links if link.unit == unit)

    def study(self, name: str) -> Study:
        """Find a study by its key, for example ``"kaplan1996"``.

        Raises
        ------
        KeyError
            If there is none; the message names the nearest.
        """
        if name not in self.studies:
            message = f"There is no study {name!r}. {expected(name, self.studies, 'studies')}"
            raise UnknownNameError(message)
        return self.studies[name]


def load_evidence() -> Evidence:
    """Load and check the record; it is read once a session.

    Raises
    ------
    DataError
        If a table has problems; all of them at once.
    """
    return _load(data_dir())


@functools.cache
def _load(data: Path) -> Evidence:
    folder = data / "evidence"
    study_rows = read_table(folder / "studies.csv", STUDIES.columns)
    link_rows = read_table(folder / "links.csv", LINKS.columns)
    gap_rows = read_table(folder / "gaps.csv", GAPS.columns)
    problems: list[Problem] = []
    known: dict[str, Collection[str]] = {"study": {row["study"] for row in study_rows}}
    try:
        known["unit"] = {unit.id for unit in load_article("semax").units}
    except DataError as error:  # what is wrong in these tables is told in the same run
        problems += error.problems
    problems += STUDIES.problems(study_rows, _opened_problems)
    problems += LINKS.problems(link_rows, known=known)
    problems += GAPS.problems(gap_rows, known=known)
    raise_if_any(problems)
    names = [field.name for field in fields(Study)]
    studies = {row["study"]: Study(**{name: row[name] for name in names}) for row in study_rows}
    links = tuple(Link(**row) for row in link_rows)
    return Evidence(studies, links, {row["unit"]: row["gap"] for row in gap_rows})


def _opened_problems(row: Row) -> Found:
    for name in row["opened"].split():
        if name in row and not row[name]:
            yield (
                f"opened names {name}, but the cell {name} is empty.",
                "Take it out of opened, or fill in what stood on the page.",
            )
