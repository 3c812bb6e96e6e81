"""Chances and distances behind what a learner is told, in a few lines each."""

from __future__ import annotations

import math
from statistics import NormalDist


def d_prime(
    hits: float, signals: float, false_alarms: float, noises: float
) -> tuple[float, float] | None:
    """Return d' (0 is guessing) and criterion c (below 0 leans to "signal").

    Signal detection with the log-linear correction, half a case added to each count (Hautus,
    Behavior Research Methods 1995;27:46-51), so that perfect scores stay finite. None when either
    kind was never shown. Counts, or expected counts.
    """
    if not signals or not noises:
        return None
    normal = NormalDist()
    hit = normal.inv_cdf((hits + 0.5) / (signals + 1))
    false = normal.inv_cdf((false_alarms + 0.5) / (noises + 1))
    return hit - false, -(hit + false) / 2


def binomial(count: int, size: int, share: float) -> float:
    """Return the chance of exactly so many successes, each with the probability `share`."""
    return math.comb(size, count) * share**count * (1 - share) ** (size - count)


def chance_of_at_most(count: int, size: int, share: float) -> float:
    """Return the chance of at most so many successes of `size` trials (binomial distribution)."""
    return sum(binomial(k, size, share) for k in range(min(count, size) + 1))


def chance_of_lead(first: int, size: int, second: int, other_size: int) -> float:
    """Return the chance that one group leads another by this much if both are equally good.

    Fisher's exact test, one side: the tail of the hypergeometric distribution. `first` successes of
    `size` in the leading group, `second` of `other_size` in the other.
    """
    together, everything = first + second, size + other_size
    ways = sum(
        math.comb(together, k) * math.comb(everything - together, size - k)
        for k in range(first, min(size, together) + 1)
    )
    return ways / math.comb(everything, size)
