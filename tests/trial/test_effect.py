"""How much more one class changed than the other: item by item the same, with its interval."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from scipy import stats

from healthclaims.marking.gain import FEWEST, Scores
from healthclaims.questions.forms import BLOCKS, FORM_NAMES
from healthclaims.trial.effect import comparable_in, effect

SETS = tuple(itertools.product(BLOCKS, FORM_NAMES))


def drawn(sizes: tuple[int, ...], seed: int, more: float = 0.0) -> list[Scores]:
    """Draw so many learners for each set of questions, who change by `more` on average."""
    draw = random.Random(seed)
    return [
        Scores(block, first, before := draw.random(), before + more + draw.gauss(0, 0.2))
        for (block, first), size in zip(SETS, sizes, strict=True)
        for _ in range(size)
    ]


@pytest.mark.parametrize(
    ("sizes", "others"), [((2, 3, 4, 2), (3, 2, 2, 4)), ((9, 4, 7, 12), (6, 9, 10, 3))]
)
def test_the_difference_and_its_interval_are_those_of_a_regression_on_group_and_questions(
    sizes: tuple[int, ...], others: tuple[int, ...]
) -> None:
    first, later = drawn(sizes, 1, 0.15), drawn(others, 2)
    rows = np.array(
        [
            [taught, *((one.block, one.first) == own for own in SETS)]
            for taught, group in ((1, first), (0, later))
            for one in group
        ],
        float,
    )
    changes = np.array([one.change for one in (*first, *later)])
    estimate = np.linalg.lstsq(rows, changes, rcond=None)[0]
    # The variance is that of a regression with an intercept for each group and set of questions.
    cells = np.hstack([rows[:, 1:] * rows[:, :1], rows[:, 1:] * (1 - rows[:, :1])])
    squares, rank = np.linalg.lstsq(cells, changes, rcond=None)[1:3]
    freedom = len(changes) - rank
    error = np.sqrt(squares[0] / freedom * np.linalg.inv(rows.T @ rows)[0, 0])
    half = stats.t.ppf(0.975, freedom) * error if freedom <= 30 else 2.042 * error
    found = effect(first, later).more
    assert (found.value, found.low, found.high) == pytest.approx(
        (estimate[0], estimate[0] - half, estimate[0] + half), abs=1e-3
    )


def test_where_all_were_asked_the_same_it_is_students_t_test_of_the_changes() -> None:
    first, later = drawn((0, 11, 0, 0), 3, 0.1), drawn((0, 14, 0, 0), 4)
    test = stats.ttest_ind([one.change for one in first], [one.change for one in later])
    low, high = test.confidence_interval(0.95)
    found = effect(first, later).more
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-3)


def test_how_hard_the_questions_are_moves_nothing_however_unequal_the_groups_are() -> None:
    easier = {(1, "form_b"): 0.3, (2, "form_a"): 0.2}

    def group(sizes: tuple[int, ...], learned: float) -> list[Scores]:
        found = []
        for (block, first), size in zip(SETS, sizes, strict=True):
            second = FORM_NAMES[1 - FORM_NAMES.index(first)]
            before, after = (0.4 + easier.get((block, form), 0) for form in (first, second))
            found += [Scores(block, first, before, after + learned)] * size
        return found

    first, later = group((9, 1, 2, 6), 0.1), group((1, 8, 7, 2), 0.0)
    found = effect(first, later)
    assert found.more.value == pytest.approx(0.1)
    told = [after - before for before, after in (found.first, found.later)]
    assert told[0] - told[1] == pytest.approx(0.1)
    plain = [np.mean([one.change for one in group]) for group in (first, later)]
    assert abs(plain[0] - plain[1] - 0.1) > 0.15


def test_who_has_nobody_to_be_compared_with_is_left_out() -> None:
    first, later = drawn((8, 3, 0, 0), 5), drawn((9, 0, 4, 0), 6)
    ((one, other),) = comparable_in(first, later)
    assert (len(one), len(other)) == (8, 9)
    assert effect(first, later) == effect(first[:8], later[:9])


def test_too_few_in_one_group_are_not_compared() -> None:
    with pytest.raises(
        ValueError, match=f"^7 learners .* 20 taught later .* from {FEWEST} in each"
    ):
        effect(drawn((7, 0, 0, 0), 7), drawn((20, 0, 0, 0), 8))
