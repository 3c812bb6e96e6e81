"""Tables: how they are read and written.

They are comma-separated, UTF-8 with a byte order mark (so that a spreadsheet shows curly quotes)
and LF line ends. The reader also takes files without the mark, CRLF line ends, semicolons, and
columns without a name in which nothing stands, because spreadsheets write those.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.csv_cells import defuse, undo
from healthclaims.core.files import read_text
from healthclaims.core.problems import DataError, Problem


class Row(dict[str, str]):
    """One line of a table: a mapping of column to text that knows where it stood.

    Attributes
    ----------
    line : int
        Counted from 1; the header is line 1.
    """

    file: Path
    line: int

    def problem(self, what: str, remedy: str) -> Problem:
        """Make a problem of this line."""
        return Problem(self.file, self.line, what, remedy)


def read_table(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
    """Read a table of text.

    Parameters
    ----------
    columns : sequence of str
        The columns it must have, in any order; no others are allowed.
    optional : sequence of str
        Columns that an older table may lack; their values are empty then.

    Returns
    -------
    list of Row
        One a line, in file order.

    Raises
    ------
    DataError
        If the file cannot be read or its columns differ; all problems at once.
    """
    text = read_text(path)
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    problems: list[Problem] = []
    found: list[tuple[int, list[str]]] = []
    header: list[str] = []
    start = 1
    try:
        header = [name.strip() for name in next(reader, [])]
        start = reader.line_num + 1
        for values in reader:
            line, start = start, reader.line_num + 1
            if any(values):
                found.append((line, values))
    except csv.Error as error:
        what = f"cannot be read as a table ({error})."
        problems.append(Problem(path, start, what, "Look for an unclosed double quote."))
    empty = _empty_columns(header, [values for _, values in found])
    header = _without(header, empty)
    problems = [*_check_header(path, header, columns, optional), *problems]
    rows: list[Row] = []
    for line, values in ((line, _without(values, empty)) for line, values in found):
        if len(values) != len(header):
            what = f"has {len(values)} values, the header has {len(header)} columns."
            remedy = "Put text that contains a comma between double quotes."
            problems.append(Problem(path, line, what, remedy))
            continue
        row = Row(dict.fromkeys(optional, "") | dict(zip(header, map(undo, values), strict=True)))
        row.file, row.line = path, line
        rows.append(row)
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.line or 0))
    return rows


def whole_number(text: str) -> str:
    """Return a whole number as it is written without decimals: ``1,0`` and ``1.0`` are 1."""
    return re.sub(r"(?<=[0-9])[.,]0+$", "", text.strip())


def _empty_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> set[int]:
    """Find the columns without name and content that a spreadsheet adds."""
    most = max(map(len, (header, *rows)))
    unnamed = {place for place in range(most) if not "".join(header[place : place + 1])}
    filled = {place for row in rows for place, value in enumerate(row) if value.strip()}
    return unnamed - filled


def _without(values: Sequence[str], places: set[int]) -> list[str]:
    return [value for place, value in enumerate(values) if place not in places]


def _check_header(
    path: Path, header: list[str], columns: Sequence[str], optional: Sequence[str]
) -> list[Problem]:
    problems = []
    missing = [name for name in columns if name not in (*header, *optional)]
    twice = sorted({name for name in header if header.count(name) > 1})
    extra = [name for name in header if name not in (*columns, *optional)]
    if missing:
        remedy = f"The columns are: {', '.join(columns)}."
        problems.append(Problem(path, 1, f"lacks the columns {', '.join(missing)}.", remedy))
    if twice:
        what = f"has the columns {', '.join(map(repr, twice))} more than once."
        problems.append(Problem(path, 1, what, "Remove the copies."))
    if extra:
        remedy = "Remove them, or correct their names in the first line."
        names = ", ".join(repr(name) for name in extra)
        problems.append(Problem(path, 1, f"has unknown columns {names}.", remedy))
    return problems


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a table in the kit's form (UTF-8 with byte order mark, LF).

    Parameters
    ----------
    rows : iterable of mapping
        One a line; missing values become empty cells, and line ends inside a cell LF.

    Raises
    ------
    OSError
        If it cannot be written; an earlier file is then still whole.
    """
    cells = ([row.get(name, "") for name in columns] for row in rows)
    replace_file(path, table_text(columns, cells).encode("utf-8-sig", "replace"))


def table_text(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table as text; no spreadsheet takes anything in it for a formula.

    Line ends inside a cell become LF. `read_table` makes the same cells again.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(str(cell)) for cell in row] for row in rows)
    return file.getvalue()


# Tables hold the same few things again and again.
@functools.lru_cache(maxsize=1000)
def _cell(text: str) -> str:
    return defuse(text.replace("\r\n", "\n").replace("\r", "\n"))
