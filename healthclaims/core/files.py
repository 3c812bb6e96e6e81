"""Where the kit's files live, and the one way tables are read and written.

Tables are comma-separated, UTF-8 with a byte order mark (so that a spreadsheet shows curly
quotes) and LF line ends. The reader also takes files without the mark, CRLF line ends and
semicolons, because spreadsheets in many countries write those.
"""

from __future__ import annotations

import codecs
import csv
import functools
import io
import json
import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from healthclaims.core.atomic_write import replace_file
from healthclaims.core.csv_cells import defuse, undo
from healthclaims.core.problems import DataError, Problem

PACKAGE_NAME = "health-claims"
_MARKER = "datapackage.json"
# Those of UTF-32 begin like these.
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


class Row(dict[str, str]):
    """One line of a table: a mapping of column to text that knows where it stood.

    Attributes
    ----------
    file : Path
        The table it comes from.
    line : int
        Its line number, counted from 1 (the header is line 1).
    """

    file: Path
    line: int

    def problem(self, what: str, remedy: str) -> Problem:
        """Make a problem of this line."""
        return Problem(self.file, self.line, what, remedy)


def data_dir() -> Path:
    """Find the folder that holds the texts and labels.

    The order is: the environment variable ``HEALTHCLAIMS_DATA``; the nearest parent of the
    working directory with this kit's ``data/datapackage.json``; the copy inside the installed
    package (or, in an editable installation, the checkout).

    Returns
    -------
    Path
        An existing folder.

    Raises
    ------
    FileNotFoundError
        If ``HEALTHCLAIMS_DATA`` names no folder, or nothing was found.
    """
    named = os.environ.get("HEALTHCLAIMS_DATA")
    if named:
        folder = Path(named).expanduser()
        if not folder.is_dir():
            message = (
                f"HEALTHCLAIMS_DATA is {named!r}, which is not a folder. "
                "Set it to the kit's data folder or remove it."
            )
            raise FileNotFoundError(message)
        return folder.resolve()
    return _find_data(os.getcwd())  # noqa: PTH109 - a plain string makes the cheapest key


@functools.cache
def _find_data(working_folder: str) -> Path:
    start = Path(working_folder)
    for parent in (start, *start.parents):
        if _is_kit(parent / "data"):
            return parent / "data"
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_data", package.parent / "data"):
        if _is_kit(folder):
            return folder
    message = (
        "The kit's data folder was not found. Start Jupyter from the kit's own folder, "
        "or set HEALTHCLAIMS_DATA to its data folder."
    )
    raise FileNotFoundError(message)


def _is_kit(folder: Path) -> bool:
    try:
        text = (folder / _MARKER).read_text(encoding="utf-8")
    except OSError:
        return False
    return f'"name": "{PACKAGE_NAME}"' in text


def home_dir() -> Path:
    """Find the folder for what a student makes: answers and own articles.

    Returns
    -------
    Path
        The folder that holds ``data/`` when the working directory lies inside the kit, else
        the working directory.
    """
    return _find_home(Path.cwd())


def solutions_dir() -> Path:
    """Find the folder with the answers to the assignments.

    Returns
    -------
    Path
        ``solutions`` in the kit's folder.

    Raises
    ------
    FileNotFoundError
        If this copy of the kit has none, as the students' copy.
    """
    folder = home_dir() / "solutions"
    if not (folder / "keys").is_dir():
        message = (
            "There are no solutions in this copy of the kit, so nothing can be marked here. "
            "Work in the instructor's copy, the one with the folder solutions/keys."
        )
        raise FileNotFoundError(message)
    return folder


@functools.cache
def _find_home(start: Path) -> Path:
    for parent in (start, *start.parents):
        if _is_kit(parent / "data"):
            return parent
    return start


def read_text(path: Path) -> str:
    """Read a text file as UTF-8, with or without a byte order mark.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        Its text, line ends unchanged.

    Raises
    ------
    DataError
        If the file is missing or is not UTF-8; the message names the line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(
            [Problem(path, None, f"cannot be read ({reason}).", "Check that the file is there.")]
        ) from error
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: byte 0x{raw[error.start]:02x}."
        remedy = "Save the file again as “CSV UTF-8” or, in an editor, with encoding UTF-8."
        raise DataError([Problem(path, line, what, remedy)]) from error


def as_utf8(content: bytes) -> bytes:
    """Give text in UTF-8 without a mark at its start, whatever an editor saved it as.

    Parameters
    ----------
    content : bytes
        Text in UTF-8, UTF-16 or UTF-32, with or without a mark at its start.

    Returns
    -------
    bytes
        The same text. What is UTF-8 already, damaged or not, keeps its bytes.
    """
    encoding = json.detect_encoding(content)
    if encoding == "utf-8":
        return content
    if encoding == "utf-8-sig":
        return content[3:]
    return content.decode(encoding, "replace").encode("utf-8", "replace")


def without_mark(content: bytes) -> bytes:
    """Give text in UTF-8 where a mark at its start says that an editor saved it otherwise.

    Parameters
    ----------
    content : bytes
        Text, damaged or not.

    Returns
    -------
    bytes
        Without the mark, in UTF-8; what has no mark keeps its bytes.
    """
    return as_utf8(content) if content.startswith(_MARKS) else content


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """Read a table of text.

    Parameters
    ----------
    path : Path
        A CSV file.
    columns : sequence of str
        The columns it must have, in any order; no others are allowed.

    Returns
    -------
    list of Row
        One mapping a line, in file order.

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
    rows: list[Row] = []
    start = 1
    try:
        header = [name.strip() for name in next(reader, [])]
        problems += _check_header(path, header, columns)
        start = reader.line_num + 1
        for values in reader:
            line, start = start, reader.line_num + 1
            if not any(values):
                continue
            if len(values) != len(header):
                what = f"has {len(values)} values, the header has {len(header)} columns."
                remedy = "Put text that contains a comma between double quotes."
                problems.append(Problem(path, line, what, remedy))
                continue
            row = Row(zip(header, map(undo, values), strict=True))
            row.file, row.line = path, line
            rows.append(row)
    except csv.Error as error:
        what = f"cannot be read as a table ({error})."
        problems.append(Problem(path, start, what, "Look for an unclosed double quote."))
    if problems:
        raise DataError(problems)
    return rows


def _check_header(path: Path, header: list[str], columns: Sequence[str]) -> list[Problem]:
    problems = []
    missing = [name for name in columns if name not in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    extra = [name for name in header if name not in columns]
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
    path : Path
        Where to write; an existing file is replaced.
    columns : sequence of str
        Column names in order.
    rows : iterable of mapping
        One mapping a line; missing values become empty cells, and line ends inside a cell LF.

    Raises
    ------
    OSError
        If it cannot be written; an earlier file is then still whole.
    """
    cells = ([row.get(name, "") for name in columns] for row in rows)
    replace_file(path, table_text(columns, cells).encode("utf-8-sig", "replace"))


def table_text(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Write out a table; no spreadsheet takes anything in it for a formula.

    Parameters
    ----------
    columns : sequence of str
        Column names in order.
    rows : iterable of iterable
        The cells of each line, in that order; line ends inside a cell become LF.

    Returns
    -------
    str
        Comma-separated values, from which `read_table` makes the same cells again.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defuse(re.sub(r"\r\n?", "\n", str(cell))) for cell in row])
    return file.getvalue()


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict
        Its content.

    Raises
    ------
    DataError
        If it cannot be read or is not TOML; the message names the line.
    """
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(
            [Problem(path, None, f"is not valid TOML: {error}.", "Correct it at that place.")]
        ) from error
