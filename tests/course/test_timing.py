"""The minutes that a lesson plans for its parts fit into the time it promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.course.lesson_cells import LESSONS, cells_of
from tests.course.number_words import NUMBER

# Some lessons leave a minute or two for looking round.
MOST_LEFT = 2


def planned(timing: str) -> int:
    """Add up "pairs 5, last round 9" and "the four places 5 each"."""
    total = 0
    for part in timing.split(","):
        *_, minutes = re.findall(r"\d+", part)
        often = [value for word, value in NUMBER.items() if re.search(rf"\b{word}\b", part)]
        total += int(minutes) * (often[0] if part.endswith(" each") else 1)
    return total


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_parts_of_a_lesson_take_as_long_as_it_says(lesson: Path) -> None:
    text = "\n".join(cell.text for cell in cells_of(lesson))
    (promised,) = re.findall(r"\*\*Time:\*\* (?:about )?(\d+) minutes", text)
    (timing,) = re.findall(r"\*\*Timing:\*\* ([^.]+)\.", text)
    assert int(promised) - MOST_LEFT <= planned(timing) <= int(promised), timing


def test_minutes_of_several_places_count_as_often_as_there_are_places() -> None:
    assert (
        planned("start 3 minutes (with all), the first 18 questions 12, the four places 5 each")
        == 35
    )
