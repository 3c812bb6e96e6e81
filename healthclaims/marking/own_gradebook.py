"""Fills grades into the gradebook that an instructor downloaded, and changes nothing else there.

Looked up in the importers' own code:

- Canvas, lib/gradebook_importer.rb: students by the number in ``ID``, else by their SIS ids; an
  assignment by ``title (number)``. A cell that is empty now takes an earlier grade away, ``EX``
  excuses, and a row ``Points Possible`` changes the assignment: so nothing of that is touched.
- Moodle, mod/assign/feedback/offline: a row's number is what follows the site's word for
  participant; the columns are found by their names in the user's language, and an empty grade is
  passed over. The grade stands directly before the highest one (mod/assign/gradingtable.php).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.problems import DataError, Problem
from healthclaims.marking.kept_table import KeptTable
from healthclaims.submissions.layouts import CANVAS, MOODLE, Student

# What Moodle calls a grade, where no column tells the highest one beside it.
_GRADE = {
    *("grade", "bewertung", "note", "calificación", "qualificació", "nota", "valutazione", "not"),
    *("betyg", "beoordeling", "cijfer", "оценка", "ocena", "známka", "karakter", "arvosana"),
}
_TOTALS = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)")
_NUMBERED = re.compile(r"(.*[^\W\d_].*?)([0-9]+)", re.S)
_LEFT_ALONE = {"N/A": "not assigned to", "EX": "excused from"}


@dataclass(frozen=True)
class Remark:
    """Something to know of one student's row.

    Parameters
    ----------
    student : str
        The student's key; empty if it is about the whole file.
    what, remedy : str
        What it is, and what to do next.
    is_missing : bool
        True if the student's grade is not in the file.
    """

    student: str
    what: str
    remedy: str
    is_missing: bool = True


class OwnGradebook:
    """A gradebook of Canvas or a grading worksheet of Moodle, in any language.

    Parameters
    ----------
    path : Path
        The file as it was downloaded; it stays as it is.
    title : str
        Title of the assignment, which names its column in Canvas.
    column : str
        Name of the column for the grades; found if empty.

    Raises
    ------
    DataError
        If it is neither, or if the column cannot be told for sure.
    """

    def __init__(self, path: Path, title: str, column: str = "") -> None:
        self.path = path
        self._table = KeptTable(path)
        rows = self._table.rows
        self._names = [name.strip() for name in rows[0]] if rows else []
        self._rows = [n for n, row in enumerate(rows) if n and len(row) == len(self._names)]
        if {"ID", "Section"} <= set(self._names):
            self.system, self._id = CANVAS, self._names.index("ID")
            self._rows = [n for n in self._rows if rows[n][self._id].strip()]
            wanted = self._canvas_columns(title)
        else:
            self.system, self._id = MOODLE, self._identifiers()
            wanted = self._moodle_columns()
        if column:
            wanted = [n for n, name in enumerate(self._names) if column in (name, _title(name))]
        if len(wanted) != 1:
            raise DataError([self._which_column(column, wanted)])
        (self._column,) = wanted
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_cell: dict[str, set[int]] = defaultdict(set)
        for row in self._rows:
            self._by_number[self._number_of(row)].append(row)
            for cell in rows[row][: self._column]:
                self._by_cell[cell.strip().casefold()].add(row)

    def _canvas_columns(self, title: str) -> list[int]:
        first = self._names.index("Section") + 1
        titles = {
            n: _title(name).casefold()
            for n, name in enumerate(self._names)
            if n >= first and not _TOTALS.search(name)
        }
        exact = [n for n, found in titles.items() if found == title.casefold()]
        return exact or [n for n, found in titles.items() if title.casefold() in found]

    def _moodle_columns(self) -> list[int]:
        """Find the grade by its name and by its place; both have to agree where both tell."""
        named = [n for n, name in enumerate(self._names) if name.casefold() in _GRADE]
        placed = [n for n in range(len(self._names) - 1) if self._is_before_the_most(n)]
        both = [n for n in placed if n in named]
        return both or [*named, *placed]

    def _is_before_the_most(self, column: int) -> bool:
        most = {_number(cell) for cell in self._cells(column + 1)}
        grades = [cell.strip() for cell in self._cells(column)]
        return (
            len(most) == 1
            and (most.copy().pop() or 0) > 0
            and all(cell in ("", "-") or _number(cell) is not None for cell in grades)
        )

    def _identifiers(self) -> int:
        """Find the column in which every cell is the same word with another number after it."""
        for column in range(len(self._names)):
            found = [_NUMBERED.fullmatch(cell.strip()) for cell in self._cells(column)]
            words = {one[1] if one else "" for one in found}
            if len(words) == 1 and "" not in words and len(set(self._cells(column))) == len(found):
                return column
        what = "is neither Canvas’s gradebook nor Moodle’s grading worksheet."
        remedy = "Export the gradebook in Canvas, or download the grading worksheet in Moodle."
        raise DataError([Problem(self.path, 1, what, remedy)])

    def _cells(self, column: int) -> list[str]:
        return [self._table.rows[row][column] for row in self._rows]

    def _which_column(self, column: str, found: Sequence[int]) -> Problem:
        names = ", ".join(repr(self._names[n]) for n in found or range(len(self._names)))
        if column:
            told = "several columns" if found else "no column"
            what = f"has {told} of the name {column!r}."
        else:
            what = "does not tell for sure which column is for the grades."
        remedy = f"Name it with --column; it may be one of: {names}."
        return Problem(self.path, 1, what, remedy)

    def fill(self, grades: Sequence[tuple[Student, str]], most: int) -> tuple[int, list[Remark]]:
        """Put in all grades that have a row, and say what was not put in or was another before."""
        remarks = list(self._about_most(most))
        found = [(student, grade, self._find(student)) for student, grade in grades if grade]
        takers = Counter(place for *_, place in found if isinstance(place, int))
        count = 0
        for student, grade, place in found:
            if isinstance(place, Remark):
                remarks.append(place)
            elif takers[place] > 1:
                what = f"has one row for {student.name or student.key} and somebody else."
                remarks.append(Remark(student.key, what, "Type these grades in by hand."))
            else:
                remark = self._put(student, place, grade)
                remarks += [remark] if remark else []
                count += not (remark and remark.is_missing)
        return count, remarks

    def _put(self, student: Student, row: int, grade: str) -> Remark | None:
        before = self._table.rows[row][self._column].strip()
        if before.upper() in _LEFT_ALONE and self.system == CANVAS:
            what = f"says {before}: {_LEFT_ALONE[before.upper()]} this; the cell was left so."
            return Remark(student.key, what, f"The grade here is {grade}.")
        if _number(before) == float(grade):
            return None
        self._table.change(row, self._column, grade)
        if before in ("", "-"):
            return None
        what = f"had the grade {before}; it is {grade} now."
        return Remark(student.key, what, "Look at which of the two is meant.", is_missing=False)

    def _find(self, student: Student) -> int | Remark:
        """Find a student's row: by the number of the same platform, else by a name or id."""
        if student.system == self.system:
            rows = self._by_number.get(student.number, [])
            if len(rows) == 1 and student.number and self.system == MOODLE:
                return rows[0] if self._agrees(rows[0], student) else self._another(student)
        else:
            rows = sorted(self._by_cell.get(student.name.casefold(), ()))
        if len(rows) == 1 and (student.number or student.name):
            return rows[0]
        told = f"{len(rows)} rows" if rows else "no row"
        what = f"has {told} for {student.name or student.key}; no grade was put in."
        return Remark(student.key, what, "Find the student there and type the grade in by hand.")

    def _number_of(self, row: int) -> str:
        cell = self._table.rows[row][self._id].strip()
        found = _NUMBERED.fullmatch(cell) if self.system == MOODLE else None
        return found[2] if found else cell

    def _agrees(self, row: int, student: Student) -> bool:
        """Tell whether a row names the student, or neither of the two has a name."""
        cells, identifier = self._table.rows[row], self._table.rows[row][self._id]
        nameless = {_letters(identifier), _letters(identifier).rstrip("0123456789")}
        return _letters(student.name) in {*map(_letters, cells), *nameless} - {""}

    def _another(self, student: Student) -> Remark:
        what = f"names somebody else under number {student.number} than “{student.name}”."
        remedy = "A team’s number is no student’s: type the grade in by hand."
        return Remark(student.key, what, remedy)

    def _about_most(self, most: int) -> Iterator[Remark]:
        if self.system == MOODLE:
            beside = self._column + 1 < len(self._names)
            cells = self._cells(self._column + 1) if beside else []
        else:
            cells = [
                row[self._column]
                for row in self._table.rows
                if "Points Possible" in row[0] and self._column < len(row)
            ]
        told = {_number(cell) for cell in cells}
        if len(told) == 1 and (found := told.pop()) and found != most:
            what = f"counts to {found:g}, and this assignment to {most}; grades go in as they are."
            remedy = f"Set the highest grade there to {most}."
            yield Remark("", what, remedy, is_missing=False)

    def content(self) -> bytes:
        """Return the file with the grades in it."""
        return self._table.content()


def _title(name: str) -> str:
    """Take Canvas's number off the name of an assignment."""
    return re.sub(r" \([0-9]+\)$", "", name)


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def _letters(text: str) -> str:
    """Keep what every platform writes alike in a name."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
