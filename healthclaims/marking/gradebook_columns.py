"""Which column of a downloaded gradebook is for what: who a student is, and the grade.

Looked up in the exporters' own code:

- Canvas, lib/gradebook_exporter.rb: who a student is, the section, columns of the course's own,
  ``title (number)`` for each assignment, and totals; all but titles are English everywhere.
- Moodle, mod/assign/gradingtable.php: columns are named in the user's language, and the grade
  stands directly before the highest one. The grades of a whole course (grade/export/txt) end with
  the second at which they were written out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from healthclaims.core.problems import DataError, Problem
from healthclaims.submissions.layouts import CANVAS, MOODLE

_CANVAS_NAMES = re.compile(r"Student|LastName|FirstName|ID|SIS User ID|SIS Login ID|Integration ID")
_CANVAS_REST = re.compile(
    r"Section|Root Account|.*(Current|Final|Override) (Score|Points|Grade|Status).*", re.S
)
# What Moodle calls a grade, where no column tells the highest one beside it.
_GRADE = {
    *("grade", "bewertung", "note", "calificación", "qualificació", "nota", "valutazione", "not"),
    *("betyg", "beoordeling", "cijfer", "оценка", "ocena", "známka", "karakter", "arvosana"),
    *("成绩", "成績", "評点"),
}
# Where Moodle calls a full name so, names, logins, addresses and ids are told by their columns.
_FULL_NAME = {
    *("full name", "vollständiger name", "nom complet", "nombre completo", "nome completo"),
    *("nome e cognome", "volledige naam", "fullständigt namn", "fullt navn", "fulde navn"),
    *("koko nimi", "tam adı", "полное имя", "imię i nazwisko", "celé jméno"),
}
_PERSON = re.compile(
    r"name|nom\b|nome\b|nombre\b|naam|namn|navn|nimi|nazw|jméno|имя|\badı|user|usu|логин|"
    r"mail|courriel|correo|electrònica|post|почт|\bid\b|identi|kimlik|номер"
)
# In another language a name has a letter, an id four digits: less may be a grade.
_TELLING = re.compile(r"[^\W\d_]|[0-9]{4}")
_NUMBERED = re.compile(r"(.*[^\W\d_].*?)([0-9]+)", re.S)
# Seconds since 1970, in 2001: no grade and no id is as high.
_LONG_AGO = 1e9


class GradebookColumns:
    """What columns are for: ``names`` for who a student is, the first the id; ``grade``."""

    def __init__(self, path: Path, rows: Sequence[Sequence[str]], title: str, column: str) -> None:
        self._path, self._table = path, rows
        self._heads = [head.strip() for head in rows[0]] if rows else []
        self._all = range(len(self._heads))
        self.rows = [n for n, row in enumerate(rows) if n and len(row) == len(self._heads)]
        if {"ID", "Section"} <= set(self._heads):
            self.system, identifier = CANVAS, self._heads.index("ID")
            self.rows = [n for n in self.rows if rows[n][identifier].strip()]
            names = [n for n, head in enumerate(self._heads) if _CANVAS_NAMES.fullmatch(head)]
        else:
            self.system, identifier = MOODLE, self._identifiers(title)
            names = [n for n in self._all if self._is_moodle_name(n)]
        self.names = list(dict.fromkeys([identifier, *names]))
        self._open = [n for n in self._all if self._may_hold_grades(n)]
        if column:
            wanted = [n for n, head in enumerate(self._heads) if column in (head, _title(head))]
        elif self.system == CANVAS:
            low = title.casefold()
            wanted = [n for n in self._open if _title(self._heads[n]).casefold() == low]
        else:
            wanted = self._moodle_grades()
        if len(wanted) != 1 or wanted[0] not in self._open:
            raise DataError([self._which_column(column, wanted)])
        (self.grade,) = wanted

    def _is_moodle_name(self, column: int) -> bool:
        """Tell by the column's name; in a language not known, by most cells standing only once."""
        if not _FULL_NAME.isdisjoint(map(str.casefold, self._heads)):
            return bool(_PERSON.search(self._heads[column].casefold()))
        counts = Counter(cell for cell in self.cells(column) if _TELLING.search(cell))
        return 2 * sum(count == 1 for count in counts.values()) > len(self.rows)

    def _may_hold_grades(self, column: int) -> bool:
        if column in self.names:
            return False
        if self.system == CANVAS:
            return not _CANVAS_REST.fullmatch(self._heads[column])
        is_the_most = self._is_before_the_most(column - 1) and not self._is_before_the_most(column)
        return self._is_free(column) and not is_the_most

    def _moodle_grades(self) -> list[int]:
        """Find the grade by its name and by its place; both have to agree where both tell.

        The place alone tells where “grade” stands in “highest grade”, or no other column is free.
        """
        named = [n for n, head in enumerate(self._heads) if head.casefold() in _GRADE]
        placed = [n for n in self._open if self._is_before_the_most(n)]
        if named:
            return [n for n in placed if n in named] or [*named, *placed]
        low = [head.casefold() for head in self._heads]
        sure = [n for n in placed if low[n] and low[n] in low[n + 1]]
        return sure or (placed if placed == self._open else [])

    def _is_before_the_most(self, column: int) -> bool:
        most = {number(cell) or 0 for cell in self.cells(column + 1)}
        return column >= 0 and len(most) == 1 and most.pop() > 0 and self._is_free(column)

    def _is_free(self, column: int) -> bool:
        cells = [cell.strip() for cell in self.cells(column)]
        return all(cell in ("", "-") or number(cell) is not None for cell in cells)

    def _identifiers(self, title: str) -> int:
        """Find the column in which every cell is the same word with another number after it."""
        is_titled = any(title.casefold() in head.casefold() for head in self._heads)
        is_course = is_titled or all((number(cell) or 0) > _LONG_AGO for cell in self.cells(-1))
        for column in () if is_course else self._all:
            found = [_NUMBERED.fullmatch(cell.strip()) for cell in self.cells(column)]
            words = {one[1] if one else "" for one in found}
            if len(words) == 1 and "" not in words and len(set(self.cells(column))) == len(found):
                return column
        what = "is neither Canvas’s gradebook nor the grading worksheet of an assignment in Moodle."
        remedy = (
            "Export the gradebook in Canvas, or download the grading worksheet in Moodle: open the "
            "assignment there. The grades of a whole course have no participants’ numbers."
        )
        raise DataError([Problem(self._path, 1, what, remedy)])

    def cells(self, column: int) -> list[str]:
        """Return a column of students' cells; of no column, none."""
        return [self._table[row][column] for row in self.rows if column < len(self._heads)]

    def number_in(self, row: int) -> str:
        """Return the platform's number for the student of a row."""
        cell = self._table[row][self.names[0]].strip()
        found = _NUMBERED.fullmatch(cell) if self.system == MOODLE else None
        return found[2] if found else cell

    def _which_column(self, column: str, found: Sequence[int]) -> Problem:
        if len(found) == 1:
            cells = filter(str.strip, self.cells(found[0]))
            first = next(iter(sorted(cells, key=lambda cell: number(cell) is not None)), "")
            what = f"has {first!r} in the column {self._heads[found[0]]!r}: no student’s points."
            found = ()
        elif column:
            told = "several columns" if found else "no column"
            what = f"has {told} of the name {column!r}."
        else:
            what = "does not tell for sure which column is for the grades."
        names = ", ".join(repr(self._heads[n]) for n in found or self._open or self._all)
        remedy = f"Name it with --column; it may be one of: {names}."
        return Problem(self._path, 1, what, remedy)


def _title(name: str) -> str:
    """Take Canvas's number off the name of an assignment."""
    return re.sub(r" \([0-9]+\)$", "", name)


def number(text: str) -> float | None:
    """Return a number with a point or a comma in it, None if it is none."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
