"""How well one question tells good students from weak ones, beside the plain correlation.

`marks` are 1 for each student who had it right, else 0; `scores` their shares right in the other
questions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from healthclaims.class_report.estimates import Estimate, difference, jackknife, too_few
from healthclaims.marking.gain import FEWEST

# The best and the weakest share of a class, as T. L. Kelley, Journal of Educational Psychology 30,
# 1939, 17-24, found best and Brightspace uses.
_TAIL = 0.27


def efficiency(marks: Sequence[float], scores: Sequence[float]) -> Estimate:
    """Return Moodle's discriminative efficiency, as a share of 1.

    The covariance of a question's points with the score in the others, over the largest that the
    same points and scores could have: that of both rows sorted. Unlike a correlation it is not held
    down where a question is very easy or very hard. Interval: `jackknife`.
    """
    if len(marks) < FEWEST:
        return too_few(len(marks))
    return jackknife(list(zip(marks, scores, strict=True)), _efficiency)


def _efficiency(pairs: Sequence[tuple[float, float]]) -> float | None:
    # Of points 0 and 1 a covariance is the sum of the scores of who is right, less what it would be
    # if the question had nothing to do with the score. It is largest if the best are right.
    scores = sorted(score for _, score in pairs)
    right = [score for point, score in pairs if point]
    even = len(right) * sum(scores) / len(scores)
    most = sum(scores[len(scores) - len(right) :]) - even
    return (sum(right) - even) / most if most > 1e-12 else None


def best_less_weakest(marks: Sequence[float], scores: Sequence[float]) -> Estimate:
    """Return the share right of the best 27 % of a class less that of the weakest 27 %.

    Brightspace's discrimination index. Who did just as well as the last of a group belongs to it,
    too. Interval: `difference`.
    """
    count = len(marks)
    if count < FEWEST:
        return too_few(count)
    place = math.ceil(_TAIL * count)
    ordered = sorted(scores)
    low, high = ordered[place - 1], ordered[-place]
    if low >= high:
        return Estimate(None, reason="the best and the weakest did the same elsewhere")
    best = [mark for mark, score in zip(marks, scores, strict=True) if score >= high]
    weakest = [mark for mark, score in zip(marks, scores, strict=True) if score <= low]
    return difference(int(sum(best)), len(best), int(sum(weakest)), len(weakest))
