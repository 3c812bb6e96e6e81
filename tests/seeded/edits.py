"""Edits of one file of the kit by row, key or cell, so that its wording stays free to change."""

from __future__ import annotations

import copy
import csv
import io
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Notebook = dict[str, Any]
# A new value, or what makes it of the old one.
New = Any | Callable[[Any], Any]


class CannotBePutInError(Exception):
    """Raised when the kit has no longer what an edit changes."""


@dataclass(frozen=True, eq=False)
class Edit:
    """A change of what a file holds: rows, nested values, or its text.

    `change` alters rows and values in place; of a text, it returns the new one.
    """

    path: str
    change: Callable[[Any], Any]

    def apply(self, old: bytes | None) -> bytes | None:
        """Return the file with the change in it."""
        if old is None:
            message = f"{self.path} is not there."
            raise CannotBePutInError(message)
        suffix = self.path.rpartition(".")[2]
        read, write = _FORMATS.get(suffix, (str, str))
        before = read(old.decode("utf-8-sig"))
        after = copy.deepcopy(before)
        try:
            changed = self.change(after)
        except (LookupError, ValueError) as error:
            message = f"{self.path} is not as the fault needs it: {error!r}"
            raise CannotBePutInError(message) from error
        if isinstance(before, str):
            after = changed
        if after == before:
            message = f"{self.path}: the fault changes nothing."
            raise CannotBePutInError(message)
        return write(after).encode("utf-8")


@dataclass(frozen=True, eq=False)
class Added:
    """A file that should not be there."""

    path: str
    content: str

    def apply(self, old: bytes | None) -> bytes | None:
        """Return the new file."""
        if old is not None:
            message = f"{self.path} is there already."
            raise CannotBePutInError(message)
        return self.content.encode("utf-8")


@dataclass(frozen=True, eq=False)
class Gone:
    """A file that is missing."""

    path: str

    def apply(self, old: bytes | None) -> bytes | None:
        """Return nothing."""
        if old is None:
            message = f"{self.path} is not there."
            raise CannotBePutInError(message)
        return None


# ---------------------------------------------------------------- tables


def row(path: str, where: Mapping[str, str], **new: New) -> Edit:
    """Set cells of the rows with these values."""

    def change(rows: list[dict[str, str]]) -> None:
        for found in _matching(rows, where):
            for column in new:
                found[column] = _renewed(found[column], new[column])

    return Edit(path, change)


def row_again(path: str, where: Mapping[str, str], **new: str) -> Edit:
    """Put a copy below a row, with other cells if so wished."""

    def change(rows: list[dict[str, str]]) -> None:
        (found,) = _matching(rows, where)
        rows.insert(rows.index(found) + 1, {**found, **new})

    return Edit(path, change)


def without_row(path: str, where: Mapping[str, str]) -> Edit:
    """Take out the rows with these values."""

    def change(rows: list[dict[str, str]]) -> None:
        gone = _matching(rows, where)
        rows[:] = [found for found in rows if found not in gone]

    return Edit(path, change)


def _matching(rows: list[dict[str, str]], where: Mapping[str, str]) -> list[dict[str, str]]:
    found = [row for row in rows if where.items() <= row.items()]
    if not found:
        message = f"no row has {dict(where)}"
        raise ValueError(message)
    return found


# ---------------------------------------------------------------- TOML and JSON


def value(path: str, *keys: str | int, new: New) -> Edit:
    """Set the value at these keys."""

    def change(whole: Any) -> None:
        holder = _holder(whole, keys)
        holder[keys[-1]] = _renewed(holder[keys[-1]], new)

    return Edit(path, change)


def without_value(path: str, *keys: str | int) -> Edit:
    """Take out the value at these keys."""

    def change(whole: Any) -> None:
        del _holder(whole, keys)[keys[-1]]

    return Edit(path, change)


def exchanged(path: str, *keys: str | int, other: str | int) -> Edit:
    """Exchange the value at these keys with its neighbour at the other last key."""

    def change(whole: Any) -> None:
        holder = _holder(whole, keys)
        holder[keys[-1]], holder[other] = holder[other], holder[keys[-1]]

    return Edit(path, change)


def _holder(whole: Any, keys: tuple[str | int, ...]) -> Any:
    for key in keys[:-1]:
        whole = whole[key]
    return whole


# ---------------------------------------------------------------- notebooks


def cell_of(notebook: Notebook, name: str) -> Notebook:
    """Return the cell with this id."""
    found = [cell for cell in notebook["cells"] if cell["id"] == name]
    if not found:
        known = ", ".join(cell["id"] for cell in notebook["cells"])
        message = f"no cell has the id {name!r}; there are {known}"
        raise ValueError(message)
    return found[0]


def cell(path: str, name: str, source: New) -> Edit:
    """Set what stands in a cell."""

    def change(notebook: Notebook) -> None:
        found = cell_of(notebook, name)
        found["source"] = _renewed("".join(found["source"]), source)

    return Edit(path, change)


def output(path: str, name: str, kind: str, new: New) -> Edit:
    """Set what a cell shows last, in one of its forms (``text/html``)."""

    def change(notebook: Notebook) -> None:
        shown = [out["data"] for out in cell_of(notebook, name)["outputs"] if kind in out["data"]]
        shown[-1][kind] = _renewed("".join(shown[-1][kind]), new)

    return Edit(path, change)


def without_cell(path: str, name: str) -> Edit:
    """Take a cell out."""
    return Edit(path, lambda notebook: notebook["cells"].remove(cell_of(notebook, name)))


# ---------------------------------------------------------------- formats


def _renewed(old: Any, new: New) -> Any:
    return new(old) if callable(new) else new


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _table(rows: list[dict[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


def _toml(values: dict[str, Any]) -> str:
    return "".join(f"{_json(key)} = {_inline(values[key])}\n" for key in values)


def _inline(value: Any) -> str:
    """Write a value as TOML on one line; strings and numbers look as they do in JSON."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_json(key)} = {_inline(value[key])}' for key in value)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _indented(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


_FORMATS: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "csv": (_rows, _table),
    "toml": (tomllib.loads, _toml),
    "json": (json.loads, _indented),
    "ipynb": (json.loads, _indented),
}
