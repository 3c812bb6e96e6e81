"""Fills grades into the gradebook that an instructor downloaded, and changes nothing else there.

Looked up in the importers' own code:

- Canvas, lib/gradebook_importer.rb: students by the number in ``ID``, else by their SIS ids. A cell
  that is empty now takes an earlier grade away, ``EX`` excuses, and a row ``Points Possible``
  changes the assignment: so nothing of that is touched.
- Moodle, mod/assign/feedback/offline: a row's number is what follows the site's word for
  participant; the columns are found by their names in the user's language, and an empty grade is
  passed over.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.marking.gradebook_columns import GradebookColumns, number
from healthclaims.marking.kept_table import KeptTable
from healthclaims.submissions.layouts import CANVAS, MOODLE, Student

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
        self._columns = GradebookColumns(path, self._table.rows, title, column)
        self.system = self._columns.system
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_cell: dict[str, set[int]] = defaultdict(set)
        for row in self._columns.rows:
            self._by_number[self._columns.number_in(row)].append(row)
            for cell in self._names_in(row):
                self._by_cell[cell.casefold()].add(row)

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
        before = self._table.rows[row][self._columns.grade].strip()
        if before.upper() in _LEFT_ALONE and self.system == CANVAS:
            what = f"says {before}: {_LEFT_ALONE[before.upper()]} this; the cell was left so."
            return Remark(student.key, what, f"The grade here is {grade}.")
        if number(before) == float(grade):
            return None
        self._table.change(row, self._columns.grade, grade)
        if before in ("", "-"):
            return None
        what = f"had the grade {before}; it is {grade} now."
        return Remark(student.key, what, "Look at which of the two is meant.", is_missing=False)

    def _find(self, student: Student) -> int | Remark:
        """Find a student's row: by the number of the same platform, else by a name or id."""
        if student.system == self.system:
            rows = self._by_number.get(student.number, [])
            if len(rows) == 1 and self.system == MOODLE:
                (row,) = rows
                return row if self._agrees(row, student) else self._another(row, student)
        else:
            rows = sorted(self._by_cell.get(student.name.casefold(), ()))
        if len(rows) == 1:
            return rows[0]
        told = f"{len(rows)} rows" if rows else "no row"
        what = f"has {told} for {student.name or student.key}; no grade was put in."
        return Remark(student.key, what, "Find the student there and type the grade in by hand.")

    def _names_in(self, row: int) -> list[str]:
        cells = [self._table.rows[row][n].strip() for n in self._columns.names]
        return [cell for cell in cells if cell]

    def _agrees(self, row: int, student: Student) -> bool:
        """Tell whether a row names the student, or neither of the two has a name."""
        identifier, *names = map(_letters, self._names_in(row))
        nameless = identifier.strip("0123456789")
        return _letters(student.name) in {identifier, nameless, *names} - {""}

    def _another(self, row: int, student: Student) -> Remark:
        found = self._names_in(row)[:2][-1]
        what = f"names “{found}” under number {student.number}, and not “{student.name}”."
        if self._table.is_unicode or student.name.isascii():
            remedy = (
                "If both are one person, type the grade in by hand. If not, look whether this is "
                "the worksheet of this assignment; a team’s number is no student’s."
            )
        else:
            remedy = (
                "The file was saved anew, and not as UTF-8. Download it again and give it as it is."
            )
        return Remark(student.key, what, remedy)

    def _about_most(self, most: int) -> Iterator[Remark]:
        if self.system == MOODLE:
            cells = self._columns.cells(self._columns.grade + 1)
        else:
            cells = [
                row[self._columns.grade]
                for row in self._table.rows
                if "Points Possible" in row[0] and self._columns.grade < len(row)
            ]
        told = {number(cell) for cell in cells}
        if len(told) == 1 and (found := told.pop()) and found != most:
            what = f"counts to {found:g}, and this assignment to {most}; grades go in as they are."
            remedy = f"Set the highest grade there to {most}."
            yield Remark("", what, remedy, is_missing=False)

    def content(self) -> bytes:
        """Return the file with the grades in it."""
        return self._table.content()


def _letters(text: str) -> str:
    """Keep what every platform writes alike in a name, whichever of its parts comes first."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(sorted(letter for letter in folded if letter.isalnum()))
