"""What a class gained between the check before and the check after the course.

One learner's change on nine questions is mostly chance; the mean of a class is not. Some questions
are harder than others, so those who met form A first are set against those who met form B first.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from healthclaims.learner.before_after import KINDS, Check
from healthclaims.questions.forms import FORM_NAMES

FEWEST = 8
# Two-sided 95 % points of Student's t for 2 to 30 degrees of freedom; beyond that, the limit.
# `FEWEST` learners in six groups leave 2.
_T = (4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145,
      2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052,
      2.048, 2.045, 2.042)  # fmt: skip
_T_LIMIT = 2.042


class Scores(NamedTuple):
    """One learner's shares of right answers, and which questions they were.

    `block` is that of both forms, `first` the form that was met before the course.
    """

    block: int
    first: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """What the share rose by."""
        return self.after - self.before


@dataclass(frozen=True)
class Gain:
    """Means of a class, as shares of right answers.

    Parameters
    ----------
    before, after : float
        Mean share, as if every question had been asked equally often.
    change : float
        Mean change, free of how hard each question is.
    low, high : float
        95 % interval of `change`.
    """

    before: float
    after: float
    change: float
    low: float
    high: float


def comparable(scores: Iterable[Scores]) -> dict[int, tuple[list[Scores], list[Scores]]]:
    """Sort learners by block and by the form met first; a block met in one order only is left out.

    There nothing tells what was learned from what was harder.
    """
    orders: defaultdict[int, tuple[list[Scores], list[Scores]]] = defaultdict(lambda: ([], []))
    for found in scores:
        orders[found.block][FORM_NAMES.index(found.first)].append(found)
    return {block: pair for block, pair in sorted(orders.items()) if all(pair)}


def gain(scores: Iterable[Scores]) -> Gain:
    """Work out the mean gain of a class, free of how hard each question is, with its interval.

    Raises
    ------
    ValueError
        If fewer than `FEWEST` learners can be compared.

    Notes
    -----
    The estimate of the period effect in a two-period cross-over (M. Hills and P. Armitage, "The
    two-period cross-over clinical trial", British Journal of Clinical Pharmacology 8, 1979, 7-20):
    the mean change of those who met form A first holds the gain plus what form B is easier by, that
    of the others the gain minus it, so half their sum is the gain. It is also the mean, over
    questions, of the share of right answers after minus that before. It holds within each block;
    blocks are weighted by their precision, which hangs on numbers of learners alone.

    Interval: Student's t with the variance of the changes within groups, pooled, n minus the number
    of groups degrees of freedom; above 30 t is taken as 2.042, a little too wide.
    """
    pairs = comparable(scores).values()
    groups = [group for pair in pairs for group in pair]
    count = sum(map(len, groups))
    if count < FEWEST:
        message = (
            f"{count} learners can be compared: they have done both rounds, and others met the "
            f"same questions in the other order. A gain is reported from {FEWEST} on: with fewer "
            "it is mostly chance."
        )
        raise ValueError(message)
    weights = [len(one) * len(other) / (len(one) + len(other)) for one, other in pairs]

    def mean(value: Callable[[Scores], float]) -> float:
        halves = [statistics.fmean(_mean(group, value) for group in pair) for pair in pairs]
        return statistics.fmean(halves, weights)

    freedom = count - len(groups)
    spread = sum((one.change - _mean(group, _change)) ** 2 for group in groups for one in group)
    half = t_point(freedom) * math.sqrt(spread / freedom / sum(weights)) / 2
    change = mean(_change)
    before, after = mean(lambda one: one.before), mean(lambda one: one.after)
    return Gain(before, after, change, change - half, change + half)


def t_point(freedom: int) -> float:
    """Return the two-sided 95 % point of Student's t; above 30 the limit, a little too wide."""
    return _T[freedom - 2] if freedom - 2 < len(_T) else _T_LIMIT


def _change(one: Scores) -> float:
    return one.change


def _mean(group: Sequence[Scores], value: Callable[[Scores], float]) -> float:
    return statistics.fmean(map(value, group))


def scores_of(check: Check, kind: str = "") -> Scores:
    """Return the shares of right answers of both rounds, to one kind of question or to all."""
    before, after = (
        found.right_in(kind) / found.per_kind if kind else found.right / found.asked
        for found in (check.before, check.after)
    )
    return Scores(check.block, check.before.form, before, after)


def gains_by_kind(checks: Sequence[Check]) -> dict[str, Gain]:
    """Work out the gain of a class in all questions (kind ``""``), then in each kind.

    Raises
    ------
    ValueError
        If too few learners can be compared.
    """
    return {kind: gain(scores_of(check, kind) for check in checks) for kind in ("", *KINDS)}
