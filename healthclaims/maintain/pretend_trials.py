"""What simulated trials come out as: how many learners two classes need, and what they cannot tell.

Both classes meet the kit's forms and blocks, drawn from their seeds as real learners draw them. One
learns between the rounds, the other does not. Nobody knows yet how hard the questions are: that is
drawn afresh for every trial, as in `healthclaims.maintain.pretend_classes`.
"""

from __future__ import annotations

import itertools
import math
import statistics
from dataclasses import dataclass

from healthclaims.learner.chance import seeded_random
from healthclaims.maintain.pretend_classes import (
    LEARNED,
    LENGTHS,
    class_of,
    draw_hardness,
    planted,
)
from healthclaims.trial.effect import Effect, effect

TRIALS = 500
SIZES = (15, 25, 60, 120)
# On the logit scale. Who is not taught changes as unevenly as others learn, and by nothing on the
# whole. `APART`: how far classes differ in their change by themselves, about 3 points.
NOT_TAUGHT, ALIKE, APART = (0.0, LEARNED[1]), 0.0, 0.25


@dataclass(frozen=True)
class Quality:
    """How many simulated trials of one kind came out, in points of 100.

    Parameters
    ----------
    bias : float
        Mean difference told less the planted one.
    width : float
        Mean width of the interval.
    coverage : float
        Share of trials whose interval holds the planted difference.
    seen : float
        Share of trials whose interval lies above 0.
    """

    bias: float
    width: float
    coverage: float
    seen: float


def planted_effect(differ: float = ALIKE) -> float:
    """Return how much more the class that learns changes, as a share of right answers."""
    taught, others = (
        planted((mean, math.hypot(spread, differ))) for mean, spread in (LEARNED, NOT_TAUGHT)
    )
    return (taught[1] - taught[0]) - (others[1] - others[0])


def quality(learners: int, asked: int, differ: float = ALIKE, trials: int = TRIALS) -> Quality:
    """Simulate trials with so many learners in each class, and set what is told beside the planted.

    `differ` is the standard deviation of what a class changes by itself. A trial so lopsided that
    nothing is told is drawn again.
    """
    draw = seeded_random("trial", learners, asked, differ)
    seeds = itertools.count(1)
    found: list[Effect] = []
    while len(found) < trials:
        hardness = draw_hardness(draw)
        classes = [
            class_of(learners, asked, hardness, (mean + draw.gauss(0, differ), spread), draw, seeds)
            for mean, spread in (LEARNED, NOT_TAUGHT)
        ]
        try:
            found.append(effect(*classes))
        except ValueError:
            continue
    truth = planted_effect(differ)
    told = [(one.more.value or 0.0, one.more.low or 0.0, one.more.high or 0.0) for one in found]
    return Quality(
        100 * (statistics.fmean(value for value, _, _ in told) - truth),
        100 * statistics.fmean(high - low for _, low, high in told),
        statistics.fmean(low <= truth <= high for _, low, high in told),
        statistics.fmean(low > 0 for _, low, _ in told),
    )


def trials_table(trials: int = TRIALS) -> str:
    """Render `quality` of all sizes and both lengths as a Markdown table."""
    lines = [
        "| learners in each class | questions each | bias | width of the interval "
        "| holds the planted difference | lies above 0 | holds it where classes differ |",
        "|---|---|---|---|---|---|---|",
    ]
    for learners, asked in itertools.product(SIZES, LENGTHS):
        one, other = (quality(learners, asked, differ, trials) for differ in (ALIKE, APART))
        lines.append(
            f"| {learners} | {asked} | {one.bias:+.1f} | {one.width:.1f} | {one.coverage:.0%} "
            f"| {one.seen:.0%} | {other.coverage:.0%} |"
        )
    return "\n".join(lines)
