"""Simulated classes with a planted gain: it is found, and the document tells how well."""

from __future__ import annotations

import functools
import re

import pytest

from healthclaims.maintain.pretend_classes import LENGTHS, SIZES, Quality, planted, quality
from tests.helpers.kit import ROOT

FEW = 150
GUIDE = (ROOT / "docs/instructors/gain.md").read_text(encoding="utf-8")
ROW = r"(?m)^\| (\d+) \| (\d+) \| ([+-][\d.]+) \| ([\d.]+) \| ([\d.]+)% \| (\d+)% \|$"
TOLD = {
    (int(learners), int(asked)): tuple(map(float, cells))
    for learners, asked, *cells in re.findall(ROW, GUIDE)
}
measured = functools.cache(quality)
each = pytest.mark.parametrize(("learners", "asked"), TOLD)


def test_the_guide_tells_of_every_size_of_class_and_both_lengths() -> None:
    assert TOLD.keys() == {(learners, asked) for learners in SIZES for asked in LENGTHS}


@each
def test_the_planted_gain_is_found_without_bias(learners: int, asked: int) -> None:
    found = measured(learners, asked, FEW)
    error = found.width / 4 / FEW**0.5
    assert abs(found.bias) <= 3.5 * error
    assert abs(TOLD[learners, asked][0]) <= 0.5


@each
def test_the_interval_holds_the_planted_gain_about_95_times_in_100(
    learners: int, asked: int
) -> None:
    assert 0.89 <= measured(learners, asked, FEW).coverage <= 0.99
    assert 94 <= TOLD[learners, asked][2] <= 96


@each
def test_the_guide_tells_the_width_that_is_measured(learners: int, asked: int) -> None:
    found: Quality = measured(learners, asked, FEW)
    _, width, _, seen = TOLD[learners, asked]
    assert width == pytest.approx(found.width, rel=0.05)
    assert seen / 100 == pytest.approx(found.seen, abs=0.13)


def test_nine_questions_make_the_interval_as_much_wider_as_the_guide_says() -> None:
    ratios = {TOLD[size, 9][1] / TOLD[size, 18][1] for size in SIZES}
    (told,) = re.findall(r"nine questions make them ([\d.]+) times as wide", GUIDE)
    assert all(ratio == pytest.approx(float(told), abs=0.05) for ratio in ratios)


def test_the_guide_tells_the_gain_that_is_planted() -> None:
    before, after = planted()
    assert f"{100 * before:.0f} of 100 answers right before and {100 * after:.0f} after" in GUIDE
