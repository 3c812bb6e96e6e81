"""Small studies that "worked" exaggerate, large ones do not, and a seed gives the same dice."""

from __future__ import annotations

import json
from statistics import NormalDist, mean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.numbers.small_studies import (
    BETTER_ANYWAY,
    GROUP_SIZES,
    STUDIES,
    Run,
    SimulatedStudy,
    average,
    run_studies,
    throws,
)
from tests.helpers.kit import ROOT

TABLE = json.loads((ROOT / "tests/cases/numbers.json").read_text(encoding="utf-8"))


def exaggeration(run: Run) -> float:
    """Average of the striking studies as a multiple of the truth."""
    return 100 * mean(study.ahead for study in run.striking) / (run.size * run.effect)


@pytest.mark.parametrize("case", TABLE["throws"], ids=lambda case: f"seed {case['seed']}")
def test_the_dice_fall_as_the_table_says(case: dict[str, object]) -> None:
    dice = throws(case["seed"])
    assert [next(dice) for _ in case["first"]] == case["first"]


@pytest.mark.parametrize(
    "case", TABLE["runs"], ids=lambda c: f"{c['effect']}-{c['size']}-{c['seed']}"
)
def test_a_run_is_what_the_table_says(case: dict[str, object]) -> None:
    run = run_studies(case["effect"], case["size"], case["seed"])
    assert len(run.striking) == case["striking"]
    assert sum(study.clear and study.ahead < 0 for study in run.studies) == case["against"]
    assert [study.ahead for study in run.studies[: len(case["ahead"])]] == case["ahead"]
    assert list(run.sentences(only_striking=False)) == case["all"]
    assert list(run.sentences(only_striking=True)) == case["published"]


def test_the_dice_are_fair_and_neighbouring_seeds_do_not_follow_each_other() -> None:
    first, second = throws(1), throws(2)
    pairs = [(next(first) / 2**32, next(second) / 2**32) for _ in range(20_000)]
    for column in zip(*pairs, strict=True):
        assert mean(column) == pytest.approx(0.5, abs=0.01)
        assert pstdev(column) == pytest.approx(12**-0.5, abs=0.01)
    together = mean((a - 0.5) * (b - 0.5) for a, b in pairs) * 12
    assert together == pytest.approx(0, abs=0.03)


def test_all_studies_together_come_close_to_the_truth() -> None:
    shown = [average(run_studies(10, size, 1).studies, size) for size in GROUP_SIZES]
    assert shown == pytest.approx([10] * len(GROUP_SIZES), abs=4)


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_smaller_the_groups_the_more_the_striking_studies_exaggerate(seed: int) -> None:
    ratios = [exaggeration(run_studies(10, size, seed)) for size in GROUP_SIZES]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[0] > 4
    assert ratios[-1] < 1.15


def test_without_any_effect_about_one_study_in_forty_looks_striking_for_the_product() -> None:
    striking = [len(run_studies(0, 200, seed).striking) for seed in range(1, 21)]
    share = sum(striking) / (20 * STUDIES)
    assert share == pytest.approx(0.025, abs=0.007)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_study_is_clear_where_the_usual_test_of_two_shares_says_so(a: int, b: int) -> None:
    study = SimulatedStudy(a, b, 100)
    pooled = (a + b) / 200
    spread = (pooled * (1 - pooled) / 50) ** 0.5
    chance = 1 if not spread else 2 * (1 - NormalDist().cdf(abs(a - b) / 100 / spread))
    if abs(chance - 0.05) > 1e-4:
        assert study.clear == (chance < 0.05)


def test_a_true_effect_moves_the_share_that_gets_better() -> None:
    run = run_studies(30, 500, 3)
    with_product = mean(study.with_product for study in run.studies) / 5
    without = mean(study.without for study in run.studies) / 5
    assert without == pytest.approx(BETTER_ANYWAY, abs=0.6)
    assert with_product == pytest.approx(BETTER_ANYWAY + 30, abs=0.6)


def test_all_values_that_cannot_be_used_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="run the cell again") as caught:
        run_studies(31, 30, 0)
    for words in ("true_effect = 31", "group_size = 30: one of 10, 20, 50", "seed = 0"):
        assert words in str(caught.value)
