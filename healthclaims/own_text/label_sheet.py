"""Labels in a spreadsheet: a row for each line of a text and each question, to be filled in."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from healthclaims.content.article import Article
from healthclaims.content.article_tables import ANNOTATIONS
from healthclaims.content.articles import load_article
from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import home_dir
from healthclaims.core.problems import Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.schema import Field, Found, Table
from healthclaims.core.tables import Row, read_table, write_table
from healthclaims.learner.same_words import plural
from healthclaims.own_text.draft import Reason, label_problems, with_labels
from healthclaims.own_text.store import own_texts_dir, store_labels

AXES = (EVIDENCE, CERTAINTY, PURPOSE)
SHEET_FILE = "labels.csv"
_COLUMNS = ("unit", "axis", "text", "choose_from", "label", "cue", "why")
_LABELS = Table(
    "labels",
    (
        Field("unit", remedy="Use a number of the first column, such as u07."),
        Field("axis", one_of=AXES, values="questions"),
        Field("label", remedy="Write one of those that stand beside it, or empty the whole row."),
    ),
    key=("unit", "axis"),
)


def write_sheet(article: Article) -> Path | None:
    """Write an empty sheet for the labels of an own text; None if one is there, which stays.

    Lines that repeat another one, or say how much to take, are never asked and have no rows.
    """
    path = own_texts_dir() / article.id / SHEET_FILE
    if path.exists():
        return None
    choices = {name: ", ".join(load_codebook().axes[name].names) for name in AXES}
    rows = [
        {"unit": unit.id, "axis": name, "text": unit.text, "choose_from": choices[name]}
        for name in AXES
        for unit in article.units
        if not unit.repeat_of and unit.id not in article.amounts_or_routes
    ]
    write_table(path, _COLUMNS, rows)
    return path


def read_sheet(path: Path) -> dict[tuple[str, str], Row]:
    """Read the labels of a sheet, or of a text's ``annotations.csv``, by unit and axis.

    Raises
    ------
    DataError
        If it cannot be read, or a label is not one of its question; all problems at once.
    """
    rows, problems = _read(path)
    raise_if_any(problems)
    return {(row["unit"], row["axis"]): row for row in rows}


def _read(path: Path) -> tuple[list[Row], list[Problem]]:
    """Read the rows that are filled in, and what is wrong with them by themselves."""
    axes = load_codebook().axes
    optional = [name for name in (*_COLUMNS, *ANNOTATIONS.columns) if name not in _LABELS.columns]
    rows = read_table(path, _LABELS.columns, optional)
    # What a spreadsheet's user does not see shall not count: blanks around what was typed.
    for row in rows:
        row.update({name: row[name].strip() for name in (*_LABELS.columns, "cue", "why")})
    filled = [row for row in rows if row["label"] or row["cue"] or row["why"]]

    def rule(row: Row) -> Found:
        names = axes[row["axis"]].names if row["axis"] in axes else ()
        if names and row["label"] and row["label"] not in names:
            what = f"label {row['label']!r} is not a label of {row['axis']}."
            yield what, expected(row["label"], names, "labels")

    return filled, list(_LABELS.problems(filled, rule))


def take_in(article_id: str, path: Path | None = None) -> Iterator[str]:
    """Let a text of one's own have the labels of a sheet, and yield what was done.

    Earlier labels that differ are kept beside them, in ``annotations_1.csv`` and so on.

    Parameters
    ----------
    article_id : str
        Name of its folder in ``my_articles``.
    path : Path, optional
        The sheet; ``labels.csv`` in that folder by default.

    Raises
    ------
    KeyError
        If there is no such text of one's own.
    DataError
        If labels cannot be used; all of them at once, and nothing is written.
    """
    article = load_article(article_id)
    folder = own_texts_dir() / article_id
    if not article.own or not folder.is_dir():
        message = f"{article_id} is not a text that new-article or lesson 09 has made."
        raise UnknownNameError(message)
    path = path or folder / SHEET_FILE
    filled, problems = _read(path)
    wrong = {problem.line for problem in problems}
    rows = {(row["unit"], row["axis"]): row for row in filled if row.line not in wrong}
    unplaced = _misplaced(article, path, rows) if rows or not problems else ()
    raise_if_any(sorted((*problems, *unplaced), key=lambda problem: problem.line or 0))
    reasons = {p: Reason(row["label"], row["why"], row["cue"]) for p, row in rows.items()}
    labelled = with_labels(article, reasons)
    table = folder / "annotations.csv"
    if article.annotations and article.annotations != labelled.annotations:
        kept = _free_name(folder)
        replace_file(kept, table.read_bytes())
        yield f"{shown_path(kept)}: the labels that this text had before"
    store_labels(labelled)
    counts = Counter((axis, row["label"]) for (_, axis), row in rows.items())
    spread = ", ".join(f"{label} {count}" for (_, label), count in sorted(counts.items()))
    yield f"{shown_path(table)}: written, {plural(len(rows), 'label')}: {spread}"


def _misplaced(
    article: Article, path: Path, rows: Mapping[tuple[str, str], Row]
) -> tuple[Problem, ...]:
    if not rows:
        what = "holds no label."
        return (Problem(path, None, what, "Fill in label and why, and save the file."),)
    known = {unit.id for unit in article.units}
    reasons = {
        place: Reason(row["label"], row["why"], row["cue"])
        for place, row in rows.items()
        if place[0] in known
    }
    found = {
        place: f"{place[0]} is no line of {article.id}." for place in rows if place not in reasons
    }
    found |= label_problems(article, reasons)
    return tuple(
        rows[place].problem(f"{place[1]} of {place[0]}, {rows[place]['label']!r}:", words)
        for place, words in found.items()
    )


def _free_name(folder: Path) -> Path:
    names = (folder / f"annotations_{number}.csv" for number in itertools.count(1))
    return next(path for path in names if not path.exists())


def shown_path(path: Path) -> str:
    """Return a path from the kit's folder, as a command names it."""
    home = home_dir()
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else str(path)
