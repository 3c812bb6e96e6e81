"""An effect in whole people: every way of saying it follows from the same two counts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.numbers.amounts import spray_readings
from healthclaims.numbers.risk import Risk
from healthclaims.numbers.sentences import PEOPLE
from tests.helpers.kit import ROOT

CASES = json.loads((ROOT / "tests/cases/numbers.json").read_text(encoding="utf-8"))["risks"]
COUNTS = st.integers(0, PEOPLE)


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['without']}-{case['with_product']}"
)
def test_an_effect_is_said_in_four_ways_as_the_table_says(case: dict[str, object]) -> None:
    assert list(Risk(case["without"], case["with_product"]).ways()) == case["ways"]


def test_the_published_example_of_three_trials_comes_out_the_same() -> None:
    # Boyd and Jackson, Critical Care 2005;9:390, table 1: of 1,000, half each time.
    for without, with_product, fewer, needed in (
        (200, 100, 100, 10),
        (20, 10, 10, 100),
        (2, 1, 1, 1000),
    ):
        risk = Risk(without, with_product)
        assert (risk.percent, risk.fewer, risk.needed) == (50, fewer, needed)


@given(COUNTS, COUNTS)
def test_all_1000_people_are_accounted_for(without: int, with_product: int) -> None:
    said = Risk(without, with_product).ways()[2]
    counts = [int(word.replace(",", "")) for word in said.split() if word[0].isdigit()]
    assert sum(counts) == PEOPLE


@given(COUNTS, COUNTS)
def test_fewer_people_are_needed_only_where_the_difference_is_larger(
    without: int, with_product: int
) -> None:
    risk = Risk(without, with_product)
    if risk.needed is None:
        assert without == with_product
    else:
        assert (risk.needed - 1) * abs(risk.fewer) < PEOPLE <= risk.needed * abs(risk.fewer)


def test_a_share_of_nobody_is_undefined() -> None:
    assert Risk(0, 3).percent is None


def test_all_bad_counts_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="from 0 to 1,000") as caught:
        Risk(-1, 0.5)  # type: ignore[arg-type] - what is refused
    assert "without = -1" in str(caught.value)
    assert "with_product = 0.5" in str(caught.value)


def test_an_amount_that_leaves_two_things_out_has_four_readings() -> None:
    readings = spray_readings(2, 4, 10)
    assert [(reading.sprays, reading.micrograms) for reading in readings] == [
        (2, 20),
        (4, 40),
        (8, 80),
        (16, 160),
    ]
    assert readings[0].words == "2 in both nostrils together, in the whole day"
    assert readings[-1].words == "2 in each nostril, each time"


def test_all_bad_amounts_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="at least 1") as caught:
        spray_readings(0, 3, -5)
    assert "sprays = 0" in str(caught.value)
    assert "micrograms = -5" in str(caught.value)
    assert "times" not in str(caught.value)
