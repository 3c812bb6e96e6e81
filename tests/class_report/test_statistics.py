"""Every statistic of the report agrees with an independent library or a published example."""

from __future__ import annotations

import itertools
import random

import krippendorff
import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import confusion_matrix

from healthclaims.class_report.answers import Given, QuestionSet
from healthclaims.class_report.confusion import agreement, confusions
from healthclaims.class_report.discrimination import best_less_weakest, efficiency
from healthclaims.class_report.estimates import correlation, difference, jackknife, share
from healthclaims.class_report.items import item_analysis, sign_test
from healthclaims.maintain.simulated_class import simulated_set
from tests.helpers.classwork import key_of

# Ten questions and nine students: G. Varma, "Preliminary item statistics using point-biserial
# correlation and p-values", Educational Data Systems. Rows are students.
PUBLISHED = (
    (1, 1, 1, 1, 1, 1, 1, 1, 0, 1),
    (1, 1, 1, 1, 1, 1, 1, 0, 1, 0),
    (1, 1, 1, 1, 1, 1, 0, 1, 0, 0),
    (1, 1, 1, 1, 1, 0, 1, 0, 1, 0),
    (1, 1, 1, 1, 1, 1, 0, 1, 0, 0),
    (1, 1, 1, 0, 1, 0, 0, 0, 0, 0),
    (1, 1, 0, 1, 0, 1, 0, 0, 0, 0),
    (1, 0, 1, 0, 1, 0, 0, 0, 0, 0),
    (0, 1, 1, 0, 0, 0, 0, 0, 0, 0),
)
PUBLISHED_SHARES = (0.89, 0.89, 0.89, 0.67, 0.78, 0.56, 0.33, 0.33, 0.22, 0.11)
PUBLISHED_CORRELATIONS = (0.46, 0.29, 0.12, 0.73, 0.49, 0.49, 0.59, 0.46, 0.26, 0.40)
QUESTIONS = key_of("a1_who_was_studied").assignment.questions
LABELS = ("people", "animals_or_cells", "not_stated")


def answered(rows: tuple[tuple[int, ...], ...]) -> QuestionSet:
    """Make a set of answers of which rows tell what is right."""
    wrong = {q.id: next(o.value for o in q.options if o.value != q.key) for q in QUESTIONS}
    given = (
        Given(f"s{number}", asked, asked.key if right else wrong[asked.id], 2, bool(right))
        for number, row in enumerate(rows)
        for asked, right in zip(QUESTIONS, row, strict=False)
    )
    return QuestionSet("published", tuple(given), len(rows))


def drawn(count: int, seed: int) -> tuple[list[float], list[float]]:
    """Draw points of one question and the scores that go with them."""
    draw = random.Random(seed)
    scores = [draw.randrange(15) / 14 for _ in range(count)]
    return [float(draw.random() < 0.2 + 0.6 * score) for score in scores], scores


def test_facility_and_corrected_point_biserial_are_those_of_a_published_table() -> None:
    items = item_analysis(answered(PUBLISHED))
    assert [round(i.facility.value or 0, 2) for i in items] == list(PUBLISHED_SHARES)
    found = [i.discrimination.value or 0 for i in items]
    assert found == pytest.approx(PUBLISHED_CORRELATIONS, abs=0.0051)


@pytest.mark.parametrize(("part", "whole"), [(0, 3), (2, 3), (7, 20), (60, 60), (113, 300)])
def test_the_interval_of_a_share_is_wilsons(part: int, whole: int) -> None:
    found = share(part, whole)
    expected = stats.binomtest(part, whole).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize("count", [8, 20, 60])
def test_the_interval_of_a_correlation_is_fishers(count: int) -> None:
    ones, others = drawn(count, 5)
    expected = stats.pearsonr(ones, others)
    low, high = expected.confidence_interval(0.95)
    found = correlation(ones, others)
    assert (found.value, found.low, found.high) == pytest.approx((expected.statistic, low, high))


@pytest.mark.parametrize("counts", [(56, 70, 48, 80), (9, 10, 3, 10), (0, 5, 6, 6)])
def test_the_interval_of_a_difference_puts_two_of_wilsons_together(
    counts: tuple[int, int, int, int],
) -> None:
    one, of_one, other, of_other = counts
    first, second = one / of_one, other / of_other
    low, high = stats.binomtest(one, of_one).proportion_ci(method="wilson")
    other_low, other_high = stats.binomtest(other, of_other).proportion_ci(method="wilson")
    below = np.hypot(first - low, other_high - second)
    above = np.hypot(high - first, second - other_low)
    found = difference(*counts)
    assert found.value == pytest.approx(first - second)
    assert (found.low, found.high) == pytest.approx(
        (first - second - below, first - second + above)
    )


def test_efficiency_is_the_covariance_over_the_largest_possible() -> None:
    for seed in range(5):
        points, scores = drawn(60, seed)
        largest = np.cov(sorted(points), sorted(scores))[0, 1]
        expected = np.cov(points, scores)[0, 1] / largest
        assert efficiency(points, scores).value == pytest.approx(expected)


def test_no_other_order_of_the_scores_has_a_larger_covariance() -> None:
    points, scores = (
        [1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        [0.3, 0.1, 0.2, 0.6, 0.9, 0.8, 0, 0.5],
    )
    largest = max(np.cov(points[:6], order)[0, 1] for order in itertools.permutations(scores[:6]))
    assert largest == pytest.approx(np.cov(sorted(points[:6]), sorted(scores[:6]))[0, 1])
    assert efficiency(sorted(points), sorted(scores)).value == pytest.approx(1)


def test_the_best_and_the_weakest_are_27_in_100_with_all_who_did_the_same() -> None:
    scores = [float(place) for place in range(22)]
    points = [float(score >= 11) for score in scores]
    found = best_less_weakest(points, scores)
    expected = difference(6, 6, 0, 6)
    assert found == expected
    # Of 24, seven are 27 in 100; three did the same as the seventh, and all belong to the best.
    found = best_less_weakest([*points, 0.0, 0.0], [*scores, 16.0, 16.0])
    assert found == difference(6, 8, 0, 7)


def test_the_jackknife_of_a_mean_is_the_interval_of_students_t() -> None:
    _, scores = drawn(20, 3)
    found = jackknife(scores, lambda some: sum(some) / len(some))
    expected = stats.t.interval(0.95, 19, np.mean(scores), stats.sem(scores))
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-3)


def test_the_jackknife_of_a_ratio_is_near_a_bootstrap() -> None:
    points, scores = drawn(300, 1)
    found = efficiency(points, scores)

    def ratio(x: np.ndarray, y: np.ndarray) -> float:
        return float(np.cov(x, y)[0, 1] / np.cov(np.sort(x), np.sort(y))[0, 1])

    expected = stats.bootstrap(
        (points, scores), ratio, paired=True, vectorized=False, n_resamples=999,
        method="percentile", rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.03)


def test_alpha_is_that_of_the_library() -> None:
    given = simulated_set(QUESTIONS, 20, 4).answers
    keys, choices = zip(*((LABELS.index(g.question.key), LABELS.index(g.choice)) for g in given),
                        strict=True)  # fmt: skip
    expected = krippendorff.alpha([keys, choices], level_of_measurement="nominal")
    (found,) = confusions(given)
    assert found.agreement.value == pytest.approx(expected)
    assert found.agreement.low < expected < found.agreement.high


def test_alpha_leaves_out_students_and_not_answers() -> None:
    students = [[("people", "people")] * 3 + [("not_stated", "people")] * (n % 3) for n in range(9)]
    found = agreement(students, LABELS)
    moved = []
    for left in range(9):
        pairs = [pair for n, own in enumerate(students) if n != left for pair in own]
        coded = [[LABELS.index(side) for side in one] for one in zip(*pairs, strict=True)]
        moved.append(krippendorff.alpha(coded, level_of_measurement="nominal"))
    half = stats.t.ppf(0.975, 8) * np.sqrt(8 / 9 * np.sum((moved - np.mean(moved)) ** 2))
    assert found.high - found.value == pytest.approx(half, abs=1e-3)


def test_the_confusion_table_is_that_of_scikit_learn() -> None:
    given = simulated_set(QUESTIONS, 20, 4).answers
    (found,) = confusions(given)
    expected = confusion_matrix(
        [g.question.key for g in given], [g.choice for g in given], labels=LABELS
    )
    assert [list(found.row(label)) for label in LABELS] == expected.tolist()


@pytest.mark.parametrize(("fewer", "more"), [(0, 6), (3, 9), (40, 700), (0, 0)])
def test_the_sign_test_is_a_binomial_test(fewer: int, more: int) -> None:
    expected = stats.binomtest(fewer, fewer + more, alternative="less").pvalue if more else 1
    assert sign_test(fewer, more) == pytest.approx(expected)


def test_a_class_of_thousands_can_be_worked_out() -> None:
    assert 0 < sign_test(900, 1100) < 1e-5


def test_where_there_is_no_number_the_reason_stands() -> None:
    alike = correlation([1.0] * 20, [float(n) for n in range(20)])
    assert (alike.value, alike.reason) == (None, "everybody did the same")
    few = correlation([1.0, 0.0, 1.0], [1.0, 0.5, 0.2])
    assert (few.value, few.reason) == (None, "3 students: too few to tell, from 8 on")
    assert share(0, 0).reason == "nobody answered"
    assert best_less_weakest([1.0] * 9, [0.5] * 9).reason.startswith("the best and the weakest")
