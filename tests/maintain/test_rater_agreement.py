"""The agreement of raters is what the libraries that have it say, and what sums by hand give."""

from __future__ import annotations

import math
import warnings

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from healthclaims.maintain.rater_agreement import (
    cohen_kappa,
    confusion,
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
