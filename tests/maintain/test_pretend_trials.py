"""Simulated trials with a planted difference: it is found, and the document tells how well."""

from __future__ import annotations

import functools
import re

import pytest

from healthclaims.maintain.pretend_classes import LEARNED, LENGTHS, planted
from healthclaims.maintain.pretend_trials import APART, SIZES, TRIALS, planted_effect, quality
from tests.helpers.kit import ROOT

FEW = 60
GUIDE = (ROOT / "docs/instructors/trial.md").read_text(encoding="utf-8")
ROW = r"(?m)^\| (\d+) \| (\d+) \| ([+-][\d.]+) \| ([\d.]+) \| (\d+)% \| (\d+)% \| (\d+)% \|$"
TOLD = {
    (int(learners), int(asked)): tuple(map(float, cells))
    for learners, asked, *cells in re.findall(ROW, GUIDE)
}
measured = functools.cache(quality)
each = pytest.mark.parametrize(("learners", "asked"), TOLD)


def test_the_guide_tells_of_every_size_and_both_lengths_and_of_how_many_trials() -> None:
    assert f"\n{TRIALS} simulated trials of each kind." in GUIDE
    assert TOLD.keys() == {(learners, asked) for learners in SIZES for asked in LENGTHS}


@each
def test_the_planted_difference_is_found_without_bias(learners: int, asked: int) -> None:
    found = measured(learners, asked, trials=FEW)
    assert abs(found.bias) <= 3.5 * found.width / 4 / FEW**0.5
    assert abs(TOLD[learners, asked][0]) <= 0.5


@each
def test_the_interval_holds_it_about_95_times_in_100(learners: int, asked: int) -> None:
    assert 0.85 <= measured(learners, asked, trials=FEW).coverage <= 1
    assert 93 <= TOLD[learners, asked][2] <= 97


@each
def test_the_guide_tells_the_width_and_how_often_the_difference_is_seen(
    learners: int, asked: int
) -> None:
    found = measured(learners, asked, trials=FEW)
    _, width, _, seen, _ = TOLD[learners, asked]
    assert width == pytest.approx(found.width, rel=0.07)
    assert seen / 100 == pytest.approx(found.seen, abs=0.2)


def test_where_classes_differ_by_themselves_the_interval_holds_it_as_often_as_the_guide_says() -> (
    None
):
    learners, asked = max(TOLD)
    found = quality(learners, asked, APART, FEW)
    assert TOLD[learners, asked][4] / 100 == pytest.approx(found.coverage, abs=0.2)


def test_classes_that_differ_are_the_worse_the_larger_they_are() -> None:
    for asked in LENGTHS:
        held = [TOLD[learners, asked][4] for learners in SIZES]
        assert held == sorted(held, reverse=True)
        assert held[-1] < 80


def test_the_guide_tells_what_is_planted() -> None:
    before, after = planted()
    assert f"{100 * before:.0f} of 100 answers right before and {100 * after:.0f} after" in GUIDE
    assert f"A difference of {100 * planted_effect():.0f} points is planted" in GUIDE
    moved = planted((LEARNED[0] + APART, LEARNED[1]))[1] - after
    assert f"standard deviation of {100 * moved:.0f} points" in GUIDE
