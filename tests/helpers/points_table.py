"""Points for written answers as the table that the rubric page saves."""

from __future__ import annotations

from pathlib import Path

from healthclaims.core.tables import write_table
from healthclaims.marking.rubric_points import COLUMNS, RubricPoints


def write_points(path: Path, points: RubricPoints) -> None:
    """Write what was given as a table; an existing file is replaced."""
    rows = []
    for student, task, line, value in points.judgements():
        cells = (str(line), str(value), "") if line else ("", "", str(value))
        row = (student, task, *cells, points.of(student, task).words)
        rows.append(dict(zip(COLUMNS, row, strict=True)))
    write_table(path, COLUMNS, rows)
