"""The digits of a lesson's prose that no row of told facts binds to the data."""

from __future__ import annotations

import re

from tests.course.lesson_cells import Cell, lesson_prose
from tests.course.told_facts import FACTS

# Targets of links and code are checked elsewhere; items of a list are numbered by their place.
NOT_PROSE = re.compile(r"\]\([^)\s]*\)|`[^`\n]*`|^\d+\. ", re.MULTILINE)
NUMBER = re.compile(r"\bu?\d+(?:[.,:–-]\d+)*")


def bound(cell: Cell) -> list[str]:
    """Give the sentences of a cell that the data fill."""
    return [fact.told() for fact in FACTS if fact.place == cell.place]


def unbound_numbers() -> dict[str, str]:
    """Give what is kept: the numbers of every cell, those left out that the data fill."""
    found = {}
    for cell in lesson_prose():
        text = cell.text
        for sentence in bound(cell):
            text = text.replace(sentence, " ")
        numbers = NUMBER.findall(NOT_PROSE.sub("] ", text))
        if numbers:
            found[cell.place] = " ".join(numbers)
    return found
