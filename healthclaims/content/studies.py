"""The studies behind the Semax article: who was studied, and how each citation was checked."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from healthclaims.content.article import load_article
from healthclaims.core.files import data_dir, read_table
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any

STUDY_COLUMNS = (
    "study", "claim", "authors", "year", "journal", "title", "doi", "pmid", "opened", "species",
    "kind", "design", "participants", "compared_with", "measured", "found", "done_by", "bearing",
    "check_grade", "checked", "confidence",
)  # fmt: skip
LINK_COLUMNS = ("unit", "study", "shows", "does_not_show")
GAP_COLUMNS = ("unit", "gap")
SPECIES = ("human", "rat", "mouse", "cell", "none")
KINDS = ("placebo", "care", "unclear", "animal", "dish", "other")
OPENED = ("", "doi", "pmid", "doi pmid")
BEARINGS = ("partly", "no", "unclear")
GRADES = {
    "A": "the record's own page was read and shows its identifier",
    "B": "the abstract, or a detailed summary, was read; the identifier comes from elsewhere",
    "C": "identifier seen in a list only",
    "P": "a publisher or index page was read, but it showed no identifier",
}


@dataclass(frozen=True)
class Study:
    """One study, as far as it could be seen.

    Parameters
    ----------
    study : str
        Key, for example ``"kaplan1996"``.
    claim : str
        The claim of the article it bears on.
    authors, year, journal, title, doi, pmid : str
        As seen; empty or "not seen" where not.
    opened : str
        Which identifiers stood on the page that was read: ``doi``, ``pmid``, both or none.
    species : str
        ``human``, ``rat``, ``mouse``, ``cell`` or ``none``.
    kind : str
        The design in one word, see `KINDS`.
    design, participants, compared_with, measured, found, done_by : str
        In plain words; said to be unknown where it is.
    bearing : str
        Does it support the claim: ``partly``, ``no`` or ``unclear``.
    check_grade : str
        A, B, C or P, explained in `GRADES`.
    checked : str
        How the citation was checked.
    confidence : str
        Between 0 and 1: how sure the check is.
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
    bearing: str
    check_grade: str
    checked: str
    confidence: str


@dataclass(frozen=True)
class Link:
    """What one study does and does not show for one unit of the article.

    Parameters
    ----------
    unit, study, shows, does_not_show : str
        The columns of ``links.csv``.
    """

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
    links : tuple of Link
        Which study bears on which unit.
    gaps : dict of str to str
        Unit to what was looked for and not found.
    """

    studies: dict[str, Study]
    links: tuple[Link, ...]
    gaps: dict[str, str]

    def for_unit(self, unit: str) -> tuple[tuple[Study, Link], ...]:
        """List the studies that bear on a unit.

        Parameters
        ----------
        unit : str
            For example ``"u39"``.

        Returns
        -------
        tuple of (Study, Link)
            In file order; empty where nothing was found.
        """
        return tuple((self.studies[link.study], link) for link in self.links if link.unit == unit)

    def study(self, name: str) -> Study:
        """Find a study by its key.

        Parameters
        ----------
        name : str
            For example ``"kaplan1996"``.

        Returns
        -------
        Study
            The study.

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

    Returns
    -------
    Evidence
        Studies, links and gaps.

    Raises
    ------
    DataError
        If a table has problems; all of them at once.
    """
    return _load(data_dir())


@functools.cache
def _load(data: Path) -> Evidence:
    folder = data / "evidence"
    study_rows = read_table(folder / "studies.csv", STUDY_COLUMNS)
    link_rows = read_table(folder / "links.csv", LINK_COLUMNS)
    gap_rows = read_table(folder / "gaps.csv", GAP_COLUMNS)
    problems: list[Problem] = []
    units: set[str] | None = None
    try:
        units = {unit.id for unit in load_article("semax").units}
    except DataError as error:  # what is wrong in these tables is told in the same run
        problems += error.problems
    studies: dict[str, Study] = {}
    for row in study_rows:
        if row["study"] in studies:
            what = f"study {row['study']!r} occurs twice."
            problems.append(Problem(row.file, row.line, what, "Keep one."))
        for column, allowed in (
            ("species", SPECIES), ("kind", KINDS), ("bearing", BEARINGS),
            ("check_grade", tuple(GRADES)), ("opened", OPENED),
        ):  # fmt: skip
            if row[column] not in allowed:
                remedy = expected(row[column], allowed, "values")
                what = f"{column} {row[column]!r} is not known."
                problems.append(Problem(row.file, row.line, what, remedy))
        if not row["checked"].strip():
            what = f"{row['study']} does not say how it was checked."
            problems.append(Problem(row.file, row.line, what, "Say it, or leave the study out."))
        problems += [
            Problem(row.file, row.line, f"opened names {name}, but the cell {name} is empty.",
                    "Take it out of opened, or fill in what stood on the page.")
            for name in row["opened"].split()
            if name in row and not row[name]
        ]  # fmt: skip
        studies[row["study"]] = Study(**row)
    for row in (*link_rows, *gap_rows):
        if units is not None and row["unit"] not in units:
            what = f"unit {row['unit']!r} is not in the article."
            problems.append(Problem(row.file, row.line, what, "Use an id from units.csv."))
    for row in link_rows:
        if row["study"] not in studies:
            remedy = expected(row["study"], studies, "studies")
            what = f"study {row['study']!r} is not in studies.csv."
            problems.append(Problem(row.file, row.line, what, remedy))
    raise_if_any(problems)
    links = tuple(Link(**row) for row in link_rows)
    return Evidence(studies, links, {row["unit"]: row["gap"] for row in gap_rows})
