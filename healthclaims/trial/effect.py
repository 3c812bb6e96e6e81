"""How much more one group changed than the other, question by question the same."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from healthclaims.class_report.estimates import Estimate
from healthclaims.marking.gain import FEWEST, Scores, t_point

_Pair = tuple[list[Scores], list[Scores]]


@dataclass(frozen=True)
class Effect:
    """Means of both groups, and what the one changed more.

    Parameters
    ----------
    first, later : tuple of (float, float)
        Means before and after of the group taught first, and of the other.
    more : Estimate
        Change of the first less change of the other, with its interval.
    """

    first: tuple[float, float]
    later: tuple[float, float]
    more: Estimate


def comparable_in(first: Iterable[Scores], later: Iterable[Scores]) -> tuple[_Pair, ...]:
    """Pair learners of both groups who met the same questions in the same order.

    Where only one group has such learners they are left out: nothing tells there what was learned
    from what was harder.
    """
    pairs: defaultdict[tuple[int, str], _Pair] = defaultdict(lambda: ([], []))
    for place, group in enumerate((first, later)):
        for one in group:
            pairs[one.block, one.first][place].append(one)
    return tuple(pair for _, pair in sorted(pairs.items()) if all(pair))


def effect(first: Iterable[Scores], later: Iterable[Scores]) -> Effect:
    """Work out how much more the group taught first changed, with its interval.

    Raises
    ------
    ValueError
        If fewer than `FEWEST` learners of a group can be compared.

    Notes
    -----
    Learners are compared only with those of the other group who met the same questions before, and
    the same after: how hard a question is cancels. The differences are averaged with the weights
    ``n m / (n + m)`` of their numbers of learners, those of least variance (W. G. Cochran,
    Biometrics 10, 1954, 101-129): the slope of a regression of the change on the group, with one
    intercept for each set of questions. Interval: Student's t with the pooled variance of those of
    one group who met the same, n minus the number of such cells degrees of freedom; so it also
    holds where the difference is not the same for all sets.

    The interval knows of students drawn anew, not of classes drawn anew: what else differs between
    two classes is in the difference.
    """
    pairs = comparable_in(first, later)
    counts = [sum(len(pair[place]) for pair in pairs) for place in (0, 1)]
    if min(counts) < FEWEST:
        message = (
            f"{counts[0]} learners taught first and {counts[1]} taught later can be compared: they "
            "have done both rounds, and somebody in the other group met the same questions in the "
            f"same order. A difference is reported from {FEWEST} in each group on: with fewer it "
            "is mostly chance."
        )
        raise ValueError(message)
    weights = [len(one) * len(other) / (len(one) + len(other)) for one, other in pairs]

    def mean(place: int, value: Callable[[Scores], float]) -> float:
        return statistics.fmean((_mean(pair[place], value) for pair in pairs), weights)

    groups = [group for pair in pairs for group in pair]
    freedom = sum(counts) - len(groups)
    spread = sum((one.change - _mean(group, _change)) ** 2 for group in groups for one in group)
    half = t_point(freedom) * math.sqrt(spread / freedom / sum(weights))
    more = mean(0, _change) - mean(1, _change)
    own, others = ((mean(place, _before), mean(place, _after)) for place in (0, 1))
    return Effect(own, others, Estimate(more, more - half, more + half))


def _before(one: Scores) -> float:
    return one.before


def _after(one: Scores) -> float:
    return one.after


def _change(one: Scores) -> float:
    return one.change


def _mean(group: Sequence[Scores], value: Callable[[Scores], float]) -> float:
    return statistics.fmean(map(value, group))
