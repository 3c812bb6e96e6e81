"""Numbers with their uncertainty, or the reason for having none.

Every interval covers 95 % and says how far a number would move with other students of the same
kind and the same questions.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TypeVar

from healthclaims.marking.gain import FEWEST, t_point

_Part = TypeVar("_Part")
_Z = NormalDist().inv_cdf(0.975)
ALIKE = "everybody did the same"


@dataclass(frozen=True)
class Estimate:
    """A number worked out from the answers of a class.

    Parameters
    ----------
    value : float or None
        The number; None where there is none.
    low, high : float or None
        95 % interval; None where there is none.
    reason : str
        Why there is no number, or no interval; else empty.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    @property
    def is_told(self) -> bool:
        """True if there is a number with its interval."""
        return None not in (self.value, self.low, self.high)

    def lies_above(self, limit: float) -> bool:
        """Return whether the whole interval lies above a limit."""
        return self.low is not None and self.low > limit

    def lies_below(self, limit: float) -> bool:
        """Return whether the whole interval lies below a limit."""
        return self.high is not None and self.high < limit


def too_few(count: int) -> Estimate:
    """Return the answer that is given for fewer than `FEWEST` students."""
    who = "1 student" if count == 1 else f"{count} students"
    return Estimate(None, reason=f"{who}: too few to tell, from {FEWEST} on")


def share(part: int, whole: int) -> Estimate:
    """Return a share, such as of right answers, with its interval.

    Wilson's score interval, which also holds for few answers and for shares near 0 and 1 (E. B.
    Wilson, Journal of the American Statistical Association 22, 1927, 209-212; L. D. Brown, T. T.
    Cai and A. DasGupta, Statistical Science 16, 2001, 101-133).
    """
    if not whole:
        return Estimate(None, reason="nobody answered")
    return Estimate(*_wilson(part, whole))


def _wilson(part: int, whole: int) -> tuple[float, float, float]:
    found, square = part / whole, _Z**2
    middle = (found + square / (2 * whole)) / (1 + square / whole)
    half = _Z * math.sqrt(found * (1 - found) / whole + square / (4 * whole**2))
    half /= 1 + square / whole
    return found, max(0.0, middle - half), min(1.0, middle + half)


def difference(part: int, whole: int, other: int, of_other: int) -> Estimate:
    """Return how much larger one share is than another, of two groups without a common member.

    Interval: method 10 of R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890, which puts two
    intervals of `share` together.
    """
    if not whole or not of_other:
        return Estimate(None, reason="one of the two groups has no answers")
    (one, low, high), (two, other_low, other_high) = _wilson(part, whole), _wilson(other, of_other)
    found = one - two
    return Estimate(
        found,
        found - math.hypot(one - low, other_high - two),
        found + math.hypot(high - one, two - other_low),
    )


def correlation(ones: Sequence[float], others: Sequence[float]) -> Estimate:
    """Return Pearson's correlation; of a right-or-wrong row and a score it is the point-biserial.

    Interval by Fisher's transformation, ``tanh(atanh(r) ± 1.96 / sqrt(n - 3))`` (R. A. Fisher,
    Metron 1, 1921, 3-32). It takes both rows for normal, which right-or-wrong is not: how often it
    holds here was measured (docs/instructors/report.md).
    """
    count = len(ones)
    if count < FEWEST:
        return too_few(count)
    if len(set(ones)) == 1 or len(set(others)) == 1:
        return Estimate(None, reason=ALIKE)
    found = statistics.correlation(ones, others)
    if abs(found) > 1 - 1e-12:
        return Estimate(found, reason="no student departs from the line")
    half = _Z / math.sqrt(count - 3)
    middle = math.atanh(found)
    return Estimate(found, math.tanh(middle - half), math.tanh(middle + half))


def jackknife(parts: Sequence[_Part], of: Callable[[Sequence[_Part]], float | None]) -> Estimate:
    """Return a number worked out from one part a student, with an interval.

    Each student is left out in turn; how far the number moves then gives its standard error (R. G.
    Miller, Biometrika 61, 1974, 1-15), and Student's t with n - 1 degrees of freedom the interval.
    `of` may return None where the number cannot be worked out.
    """
    count = len(parts)
    found = of(parts)
    if found is None:
        return Estimate(None, reason=ALIKE)
    if count < FEWEST:
        return too_few(count)
    without = [of([*parts[:place], *parts[place + 1 :]]) for place in range(count)]
    moved = [one for one in without if one is not None]
    if len(moved) < count:
        return Estimate(found, reason="it hangs on one student")
    error = math.sqrt((count - 1) / count * sum((x - statistics.fmean(moved)) ** 2 for x in moved))
    half = t_point(count - 1) * error
    return Estimate(found, found - half, found + half)
