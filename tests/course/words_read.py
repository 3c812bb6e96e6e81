"""What the course says, entry by entry, and the fingerprint of what was read last.

An entry is a prose cell of a lesson or an assignment, a written question or another table of a
TOML file, or the rows of a table that belong to one line, pair, card or rule.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from typing import Any

from tests.course.data_tables import DATA, rows
from tests.course.lesson_cells import ROOT, cells_of

NOTEBOOKS = sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("solutions/*/*.ipynb")])
SETTINGS = sorted([*DATA.glob("*.toml"), *ROOT.glob("solutions/keys/*.toml")])
# Each table with the column whose value says which rows belong together.
TABLES = {
    DATA / "pairs.csv": "pair",
    DATA / "headlines.csv": "heading",
    DATA / "cards.csv": "card",
    DATA / "cues.csv": "rule",
    **dict.fromkeys(sorted(DATA.glob("articles/*/annotations.csv")), "unit"),
    **dict.fromkeys(sorted(ROOT.glob("solutions/texts/*/annotations.csv")), "unit"),
}


def entries() -> dict[str, str]:
    """Give every entry as text, by its place."""
    found: dict[str, str] = {}
    for path in NOTEBOOKS:
        found |= {f"{path.stem} {cell.id}": cell.text for cell in cells_of(path) if cell.is_prose}
    for path in SETTINGS:
        for name, value in _parts(tomllib.loads(path.read_text(encoding="utf-8"))):
            found[f"{path.name} {name}"] = json.dumps(value, ensure_ascii=False, indent=1)
    for path, column in TABLES.items():
        file = path.parent.name if column == "unit" else path.name
        for row in rows(path):
            place = f"{file} {row[column]}"
            found[place] = found.get(place, "") + " | ".join(row.values()) + "\n"
    return found


def _parts(tables: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Take apart tables that hold nothing but tables."""
    for name, value in tables.items():
        if isinstance(value, dict) and all(isinstance(part, dict) for part in value.values()):
            yield from ((f"{name}.{part}", inner) for part, inner in value.items())
        else:
            yield name, value


def fingerprints() -> dict[str, str]:
    """Give what is kept: a short fingerprint of every entry."""
    return {
        place: hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
        for place, text in entries().items()
    }
