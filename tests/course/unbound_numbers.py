"""The digits of a lesson's prose that no row of told facts binds to the data."""

from __future__ import annotations

import re

from tests.course.lesson_cells import Cell, lesson_prose
from tests.course.number_words import WORDS
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


# Cells that tell of the record of studies: there numbers in words are held, too.
OF_THE_RECORD = {
    "02_animal_or_human": ("record-text", "record-after", "record-sure"),
    "05_the_whole_picture": ("map-answer",),
    "07_follow_the_evidence": (
        "questions",
        "papers-answer",
        "eight-answer",
        "look-up-answer",
        "nose-answer",
        "figure-answer",
    ),
    "08_what_numbers_hide": ("told-record",),
}
# Words that tell of the text beside them, not of the record.
OF_THE_TEXT = {
    "07_follow_the_evidence, cell questions": ["Six"],  # the heading of six questions
    "07_follow_the_evidence, cell papers-answer": ["two", "two", "two"],  # of three papers shown
    "07_follow_the_evidence, cell eight-answer": ["Eight"],  # the claim that is quoted
    "07_follow_the_evidence, cell look-up-answer": ["three", "two"],  # results; lists of the number
}
WORD = re.compile(rf"\b(?:{'|'.join(WORDS[1:])}|half|thirds|quarters?)\b", re.IGNORECASE)


def unbound_words() -> dict[str, list[str]]:
    """Give the numbers in words of the cells that tell of the record, by place."""
    found = {}
    for cell in lesson_prose():
        if cell.id in OF_THE_RECORD.get(cell.notebook.stem, ()):
            text = cell.text
            for sentence in bound(cell):
                text = text.replace(sentence, " ")
            if words := WORD.findall(text):
                found[cell.place] = words
    return found
