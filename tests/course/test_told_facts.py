"""What lessons tell of the data is what the data say."""

from __future__ import annotations

import pytest

from tests.course.from_the_data import series
from tests.course.kept import RENEW, changes, read_kept
from tests.course.lesson_cells import lesson_cells
from tests.course.told_facts import FACTS, Fact
from tests.course.unbound_numbers import unbound_numbers

CELLS = {cell.place: cell.text for cell in lesson_cells()}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.place}: {fact.sentence[:40]}")
def test_a_lesson_tells_what_the_data_say(fact: Fact) -> None:
    told = fact.told()
    assert told in CELLS[fact.place], f"the data want {told!r}"


def test_every_other_number_is_the_one_that_was_read_last() -> None:
    found = changes(read_kept("numbers.txt"), unbound_numbers())
    why = "A number that the data give gets a row in tests/course/told_facts.py."
    assert found == {}, f"{why} {RENEW}"


def test_names_are_set_in_a_row() -> None:
    assert series(["a"]) == "a"
    assert series(["a", "b", "c"]) == "a, b and c"
