"""The statistics agree with the libraries that have them, and with sums done by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom

from healthclaims.learner.statistics import chance_of_at_most, chance_of_lead, d_prime


# d' with half a case added to each count: z(8.5 / 11) = 0.748, z(2.5 / 11) = -0.748
@pytest.mark.parametrize(
    ("counts", "sensitivity", "criterion"),
    [
        ((8, 10, 2, 10), 1.496, 0.0),
        ((5, 10, 5, 10), 0.0, 0.0),
        ((10, 10, 0, 10), 3.381, 0.0),
        ((10, 10, 10, 10), 0.0, -1.691),
        ((0, 10, 0, 10), 0.0, 1.691),
        ((2, 10, 8, 10), -1.496, 0.0),
    ],
    ids=["good", "guessing", "perfect", "always yes", "always no", "upside down"],
)
def test_telling_two_things_apart_worked_by_hand(
    counts: tuple[int, int, int, int], sensitivity: float, criterion: float
) -> None:
    assert d_prime(*counts) == pytest.approx((sensitivity, criterion), abs=0.001)


@pytest.mark.parametrize("counts", [(0, 0, 2, 5), (3, 5, 0, 0), (0, 0, 0, 0)])
def test_telling_apart_is_undefined_where_one_kind_was_never_shown(
    counts: tuple[int, int, int, int],
) -> None:
    assert d_prime(*counts) is None


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0, 1))
def test_the_binomial_tail_is_that_of_scipy(count: int, size: int, share: float) -> None:
    assert chance_of_at_most(count, size, share) == pytest.approx(binom.cdf(count, size, share))


@given(st.integers(1, 25), st.integers(1, 25), st.data())
def test_the_chance_of_a_lead_is_the_tail_of_scipys_hypergeometric(
    size: int, other: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, size))
    second = data.draw(st.integers(0, other))
    theirs = hypergeom.sf(first - 1, size + other, first + second, size)
    assert chance_of_lead(first, size, second, other) == pytest.approx(theirs)


def test_the_lady_tasting_tea_has_three_of_four_by_chance_17_times_in_70() -> None:
    assert chance_of_lead(3, 4, 1, 4) == pytest.approx(17 / 70)
