"""What may stand in a table or TOML file: described once, then checked and published.

From a `Table` follow its check and its schema in ``data/schemas``; from the `Field` of a TOML
file its check. What joins several rows or files is a function beside the data it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.core.problems import Problem, expected
from healthclaims.core.tables import Row

# Kinds of entries in TOML, in the words of a remedy. Cells of a table are always text.
TEXT, TEXTS = "text in quotes", "a list of texts in quotes"
NUMBER, COUNT = "a whole number from 1", "a whole number from 0"
COUNTS, FLAG = "a list of whole numbers", "true or false, without quotes"
TABLE, TABLES = "a table", "a list of tables"
_MOST_SHOWN = 60

Found = Iterator[tuple[str, str]]  # what is wrong, and what to do
Known = Mapping[str, Collection[str]]  # field to its values, where they stand in another file


@dataclass(frozen=True)
class Field:
    """One column of a table, or one entry of a TOML file.

    Parameters
    ----------
    name : str
        Its heading.
    about : str
        What it means, for those who read ``datapackage.json``.
    kind : str
        One of the kinds above.
    needed : bool
        True if it must stand there and must not be blank.
    one_of : collection of str
        The only values it may have.
    values : str
        What these are called, in the plural.
    pattern : str
        Regular expression that the whole value matches.
    least_words : int
        The value has at least so many words.
    fewest, most : int
        How many members a list has; 0 for no limit.
    remedy : str
        What to do; by default it follows from what is asked for.
    parts : tuple of Field
        The entries of a table, or of each table of a list.
    """

    name: str
    about: str = ""
    kind: str = TEXT
    needed: bool = True
    one_of: Collection[str] = ()
    values: str = "values"
    pattern: str = ""
    least_words: int = 0
    fewest: int = 1
    most: int = 0
    remedy: str = ""
    parts: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of text.

    Parameters
    ----------
    name : str
        Name of its schema.
    fields : tuple of Field
        Its columns.
    key : tuple of str
        The columns whose values together occur once.
    refers : tuple of (str, str)
        Columns whose values stand in another table: column, and that table's resource name.
    """

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(field.name for field in self.fields)

    def problems(
        self, rows: Iterable[Row], *rules: Callable[[Row], Found], known: Known | None = None
    ) -> Iterator[Problem]:
        """Check every row by itself.

        Parameters
        ----------
        rows : iterable of Row
            What was read.
        *rules : callable
            Further rules for one row; each yields what is wrong and what to do.
        known : mapping of str to collection of str, optional
            Column to its values, where they stand in another file.

        Yields
        ------
        Problem
            One for each thing that is wrong.
        """
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            for field in self.fields:
                for what, remedy in _text_problem(field, row[field.name], known or {}):
                    yield row.problem(what, remedy)
            key = tuple(row[name] for name in self.key)
            if key in seen:
                yield row.problem(f"repeats line {seen[key]} ({', '.join(key)}).", "Keep one.")
            seen.setdefault(key, row.line)
            for rule in rules:
                yield from (row.problem(what, remedy) for what, remedy in rule(row))

    def as_json(self) -> dict[str, Any]:
        """Return the description as a Frictionless table schema."""
        schema: dict[str, Any] = {
            "fields": [_field_as_json(field) for field in self.fields],
            "primaryKey": list(self.key),
        }
        if self.refers:
            schema["foreignKeys"] = [
                {"fields": [column], "reference": {"resource": resource, "fields": [column]}}
                for column, resource in self.refers
            ]
        return schema


def entry_problems(
    entry: object,
    fields: Iterable[Field],
    where: str,
    path: Path,
    known: Known | None = None,
    *,
    skip: str = "",
) -> Iterator[Problem]:
    """Find what is missing, unknown or of another kind in a table of a TOML file.

    Parameters
    ----------
    entry : object
        What stands there.
    fields : iterable of Field
        What may stand there.
    where : str
        Names the place at the start of each message, for example ``"[stress] "``.
    path : Path
        The file.
    known : mapping of str to collection of str, optional
        Entry to its values, where they stand in another file.
    skip : str
        An entry that is checked elsewhere.

    Yields
    ------
    Problem
        One for each thing that is wrong.
    """
    by_name = {field.name: field for field in fields}
    if not isinstance(entry, dict):
        what = f"{where}{_shorten(entry)} stands where a table belongs."
        yield Problem(path, None, what, f"Write a table with {', '.join(by_name)}.")
        return
    for name in [name for name in entry if name not in by_name and name != skip]:
        what = f"{where}the entry {name!r} is not known."
        yield Problem(path, None, what, expected(name, by_name, "entries"))
    for name, field in by_name.items():
        if name in entry:
            yield from _value_problems(entry[name], field, where, path, known or {})
        elif field.needed:
            yield Problem(path, None, f"{where}{name} is missing.", _remedy(field))


def _value_problems(
    value: Any, field: Field, where: str, path: Path, known: Known
) -> Iterator[Problem]:
    place = f"{where}{field.name}"
    if not _is_of_kind(field.kind, value):
        yield Problem(path, None, f"{place} is {_shorten(value)}.", _remedy(field))
    elif field.kind == TEXT:
        for what, remedy in _text_problem(field, value, known):
            yield Problem(path, None, f"{where}{what}", remedy)
    elif field.kind == TABLE:
        yield from entry_problems(value, field.parts, f"{place}: ", path, known)
    elif field.kind in (TEXTS, TABLES, COUNTS):
        if len(value) < field.fewest or (field.most and len(value) > field.most):
            wanted = f"{field.fewest} to {field.most}" if field.most else f"{field.fewest} or more"
            yield Problem(path, None, f"{place} has {len(value)} members.", f"Write {wanted}.")
        if field.kind == TABLES:
            for number, item in enumerate(value, 1):
                yield from entry_problems(item, field.parts, f"{place} {number}: ", path, known)


def _text_problem(field: Field, value: str, known: Known) -> Found:
    allowed = known.get(field.name, field.one_of or None)
    if not value.strip():
        if field.needed:
            yield f"{field.name} is empty.", field.remedy or "Write text there."
    elif allowed is not None and value not in allowed:
        remedy = field.remedy or expected(value, allowed, field.values)
        yield f"{field.name} {value!r} is not known.", remedy
    elif field.pattern and not re.fullmatch(field.pattern, value):
        yield f"{field.name} {_shorten(value)} cannot be used.", field.remedy
    elif len(value.split()) < field.least_words:
        yield f"{field.name} is too short: {value!r}.", field.remedy


def _is_of_kind(kind: str, value: Any) -> bool:
    if kind == TEXT:
        return isinstance(value, str)
    if kind == TEXTS:
        return isinstance(value, list) and all(isinstance(x, str) and x.strip() for x in value)
    if kind == COUNTS:
        return isinstance(value, list) and all(_is_of_kind(COUNT, item) for item in value)
    if kind == FLAG:
        return isinstance(value, bool)
    if kind == TABLES:
        return isinstance(value, list)
    # What is no table is told by `entry_problems`, which knows the entries of a table.
    return kind == TABLE or (type(value) is int and value >= (1 if kind == NUMBER else 0))


def _remedy(field: Field) -> str:
    parts = f" with {', '.join(part.name for part in field.parts)}" if field.parts else ""
    return field.remedy or f"Write {field.kind}{parts} there."


def _field_as_json(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.needed else {}
    if field.one_of:
        constraints["enum"] = list(field.one_of)
    if field.pattern:
        constraints["pattern"] = field.pattern
    described = {"name": field.name, "type": "string", "description": field.about}
    return described | ({"constraints": constraints} if constraints else {})


def _shorten(value: object) -> str:
    written = repr(value)
    return written if len(written) <= _MOST_SHOWN else f"{written[:_MOST_SHOWN]} …"
