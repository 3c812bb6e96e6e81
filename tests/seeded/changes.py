"""How a fault is put into a file: small edits that say so when they no longer apply."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Content = bytes | None


class NoLongerAppliesError(Exception):
    """Raised when what an edit looks for is not there, or not once."""


@dataclass(frozen=True, eq=False)
class Change:
    """An edit of one file of the kit."""

    path: str

    def edit(self, old: Content) -> Content:
        """Give the new content; None stands for no file."""
        raise NotImplementedError

    def text_of(self, old: Content) -> str:
        if old is None:
            message = f"{self.path} is not there."
            raise NoLongerAppliesError(message)
        return old.decode("utf-8")


@dataclass(frozen=True, eq=False)
class Swap(Change):
    """Puts other words in the place of some that stand in the file exactly once."""

    old: str
    new: str

    def edit(self, old: Content) -> Content:
        text = self.text_of(old)
        if (count := text.count(self.old)) != 1:
            hint = nearest(self.old, text) if not count else "Take in more of what stands around."
            message = f"{self.path} holds {count} times, not once:\n{self.old}\n{hint}"
            raise NoLongerAppliesError(message)
        return text.replace(self.old, self.new).encode("utf-8")


@dataclass(frozen=True, eq=False)
class Added(Change):
    """A file that is not there and should not be."""

    content: str

    def edit(self, old: Content) -> Content:
        if old is not None:
            message = f"{self.path} is there already."
            raise NoLongerAppliesError(message)
        return self.content.encode("utf-8")


@dataclass(frozen=True, eq=False)
class Gone(Change):
    """Takes a file away."""

    def edit(self, old: Content) -> Content:
        self.text_of(old)
        return None


@dataclass(frozen=True, eq=False)
class Rows(Change):
    """Changes the one row of a table that has these values.

    Parameters
    ----------
    where : mapping of str to str
        What tells the row.
    new : mapping of str to str, or None
        Columns and their new values; None takes the row out.
    twice : bool
        Keeps the row as it was and puts the changed one below it.
    every : bool
        Changes all rows with these values.
    """

    where: Mapping[str, str]
    new: Mapping[str, str] | None = None
    twice: bool = False
    every: bool = False

    def edit(self, old: Content) -> Content:
        text = self.text_of(old).removeprefix("\ufeff")
        reader = csv.DictReader(io.StringIO(text, newline=""))
        columns, rows = list(reader.fieldnames or ()), list(reader)
        named = {*self.where, *(self.new or ())}
        if unknown := named - set(columns):
            message = f"{self.path} has no column {', '.join(sorted(unknown))}."
            raise NoLongerAppliesError(message)
        found = [number for number, row in enumerate(rows) if self.where.items() <= row.items()]
        if not found or (len(found) > 1 and not self.every):
            message = f"{self.path} has {len(found)} rows, not one, with {dict(self.where)}."
            raise NoLongerAppliesError(message)
        for number in reversed(found):
            changed = [] if self.new is None else [{**rows[number], **self.new}]
            if changed == [rows[number]] and not self.twice:
                message = f"{self.path}: the row with {dict(self.where)} has {self.new} already."
                raise NoLongerAppliesError(message)
            rows[number : number + 1] = [rows[number], *changed] if self.twice else changed
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")


Notebook = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Cells(Change):
    """Changes a notebook, which is given as the dictionary that its JSON holds."""

    change: Callable[[Notebook], object]

    def edit(self, old: Content) -> Content:
        notebook = json.loads(self.text_of(old))
        before = notebook_bytes(notebook)
        try:
            self.change(notebook)
        except (KeyError, IndexError, StopIteration, ValueError) as error:
            message = f"{self.path} is no longer as the fault needs it: {error!r}"
            raise NoLongerAppliesError(message) from error
        after = notebook_bytes(notebook)
        if after == before:
            message = f"{self.path}: the fault changes nothing any more."
            raise NoLongerAppliesError(message)
        return after


def notebook_bytes(notebook: Notebook) -> bytes:
    """Write a notebook as nbformat does."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def cell_of(notebook: Notebook, name: str) -> Notebook:
    """Find a cell by its id."""
    found = [cell for cell in notebook["cells"] if cell["id"] == name]
    if len(found) != 1:
        known = ", ".join(cell["id"] for cell in notebook["cells"])
        message = f"{len(found)} cells have the id {name!r}; there are {known}"
        raise ValueError(message)
    return found[0]


def in_cell(path: str, name: str, old: str, new: str) -> Cells:
    """Put other words in the place of some that stand in a cell exactly once."""

    def change(notebook: Notebook) -> None:
        cell = cell_of(notebook, name)
        cell["source"] = _swapped("".join(cell["source"]), old, new).splitlines(keepends=True)

    return Cells(path, change)


def in_output(path: str, name: str, kind: str, old: str, new: str) -> Cells:
    """Put other words in the place of some that stand exactly once in what a cell shows."""

    def change(notebook: Notebook) -> None:
        data = next(o["data"] for o in cell_of(notebook, name)["outputs"] if kind in o["data"])
        data[kind] = _swapped("".join(data[kind]), old, new).splitlines(keepends=True)

    return Cells(path, change)


def without_cell(path: str, name: str) -> Cells:
    """Take a cell out."""
    return Cells(path, lambda notebook: notebook["cells"].remove(cell_of(notebook, name)))


def with_fields(path: str, name: str, **fields: Any) -> Cells:
    """Set fields of a cell."""
    return Cells(path, lambda notebook: cell_of(notebook, name).update(fields))


def _swapped(text: str, old: str, new: str) -> str:
    if (count := text.count(old)) != 1:
        message = f"it holds {count} times, not once: {old}\n{nearest(old, text)}"
        raise ValueError(message)
    return text.replace(old, new)


def nearest(wanted: str, text: str) -> str:
    """Say which line looks most like what is not there."""
    first = wanted.strip().split("\n", 1)[0]
    close = difflib.get_close_matches(first, [*map(str.strip, text.split("\n"))], 1, 0.5)
    return f"Most like it is now: {close[0][:300]}" if close else "No line is like it."
