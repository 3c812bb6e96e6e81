"""What a map of an article is made of: squares, each a line with its answers and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from healthclaims.content.article import Unit
from healthclaims.content.codebook import Axis

# How an answer reads that is no label of its own.
LEFT_OPEN, NO_ANSWER = "Left open", "Not asked"


@dataclass(frozen=True)
class Answer:
    """What the key says to one question about a line, and why."""

    question: str
    shown: str
    why: str


@dataclass(frozen=True)
class Square:
    """One line of an article.

    `labels` give it letters and colours: two where the answer is left open, none where the
    question is not asked.
    """

    unit: Unit
    text: str
    labels: tuple[str, ...]
    answers: tuple[Answer, ...]
    cue: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a map, with one box of squares for each column."""

    name: str
    boxes: tuple[tuple[Square, ...], ...]


@dataclass(frozen=True)
class MapContent:
    """A whole map; `counts` tells how many squares there are of what, and is shown when asked.

    Letters and colours are those of the labels of `axis`; without `columns`, a row is one box.
    """

    title: str
    source: str
    axis: Axis
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: str

    @property
    def squares(self) -> list[Square]:
        """All squares in reading order."""
        found = (square for row in self.rows for box in row.boxes for square in box)
        return sorted(found, key=lambda square: square.unit.number)

    def letters(self, labels: Sequence[str]) -> str:
        """Write what stands in a square."""
        return "/".join(self.axis[label].letter for label in labels) or "·"

    def legend(self) -> list[tuple[tuple[str, ...], str]]:
        """Explain what there is on the map, each with the labels of a square that shows it."""
        used = [square.labels for square in self.squares]
        words: dict[tuple[str, ...], str] = {
            (label.name,): label.shown
            for label in self.axis.labels
            if any(label.name in labels for labels in used)
        }
        two = next((labels for labels in used if len(labels) > 1), None)
        if two:
            words[two] = "two letters: we leave it open"
        if () in used:
            words[()] = "not asked"
        return list(words.items())

    def head(self) -> tuple[str, ...]:
        """Return the headings of the table that holds the same."""
        asked = (answer.question for one in self.squares[:1] for answer in one.answers)
        return ("Line", "Text", *asked)

    def table(self) -> list[tuple[str, ...]]:
        """Return its rows."""
        return [
            (str(square.unit.number), square.text, *(answer.shown for answer in square.answers))
            for square in self.squares
        ]


def answer(axis: Axis, labels: Sequence[str], why: str) -> Answer:
    """Put labels in the words that a student reads."""
    shown = [axis[label].shown for label in labels]
    if len(shown) > 1:
        shown = [f"{LEFT_OPEN}: “{'” or “'.join(shown)}”"]
    return Answer(axis.short, shown[0] if shown else NO_ANSWER, why)
