"""The statistics agree with the libraries that have them, and with sums done by hand."""

from __future__ import annotations

import math
import warnings

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom
from sklearn.metrics import cohen_kappa_score

from healthclaims.learner.statistics import (
    chance_of_at_most,
    chance_of_lead,
    cohen_kappa,
    confusion,
    d_prime,
    krippendorff_alpha,
    raw_agreement,
)

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40)
# 50 items: both yes 20, both no 15, yes/no 5, no/yes 10; agreement .70, by chance .50
FIRST = ["yes"] * 20 + ["yes"] * 5 + ["no"] * 10 + ["no"] * 15
SECOND = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15


@given(PAIRS)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    first, second = map(list, zip(*pairs, strict=True))
    own = cohen_kappa(first, second)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = cohen_kappa_score(first, second)
    if own is None:
        assert math.isnan(theirs)
        assert len({*first, *second}) == 1
    else:
        assert own == pytest.approx(theirs)


@given(PAIRS)
def test_alpha_is_that_of_the_krippendorff_package(pairs: list[tuple[int, int]]) -> None:
    first, second = map(list, zip(*pairs, strict=True))
    own = krippendorff_alpha(first, second)
    if own is None:
        assert len({*first, *second}) == 1
    else:
        theirs = krippendorff.alpha([first, second], level_of_measurement="nominal")
        assert own == pytest.approx(theirs)


def test_agreement_worked_by_hand() -> None:
    assert raw_agreement(FIRST, SECOND) == pytest.approx(0.7)
    assert cohen_kappa(FIRST, SECOND) == pytest.approx(0.4)
    # 55 yes and 45 no in 100 ratings; 30 of 100 ratings stand in a differing pair
    assert krippendorff_alpha(FIRST, SECOND) == pytest.approx(1 - 99 * 30 / (2 * 55 * 45))
    assert confusion(FIRST, SECOND) == {
        ("yes", "yes"): 20,
        ("yes", "no"): 5,
        ("no", "yes"): 10,
        ("no", "no"): 15,
    }


def test_raters_who_always_agree_on_several_labels_reach_one() -> None:
    labels = ["people", "not_stated", "people"]
    assert raw_agreement(labels, labels) == 1
    assert cohen_kappa(labels, labels) == 1
    assert krippendorff_alpha(labels, labels) == 1


def test_agreement_without_items_is_undefined() -> None:
    assert raw_agreement([], []) is None
    assert cohen_kappa([], []) is None
    assert krippendorff_alpha([], []) is None
    assert confusion([], []) == {}


def test_agreement_beyond_chance_is_undefined_when_only_one_label_was_used() -> None:
    assert raw_agreement(["firm"] * 7, ["firm"] * 7) == 1
    assert cohen_kappa(["firm"] * 7, ["firm"] * 7) is None
    assert krippendorff_alpha(["firm"] * 7, ["firm"] * 7) is None


@pytest.mark.parametrize("measure", [raw_agreement, cohen_kappa, krippendorff_alpha, confusion])
def test_raters_who_labelled_different_items_are_refused(measure) -> None:
    with pytest.raises(ValueError, match="2 and 1 items"):
        measure(["a", "b"], ["a"])


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
