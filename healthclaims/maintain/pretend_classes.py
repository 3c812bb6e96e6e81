"""What the gain of simulated classes comes out as, with nine questions a learner and with all 18.

Ability, what is learned and how hard a question is are drawn afresh for every class. The learners
draw forms and blocks from their seeds, as real ones do.
"""

from __future__ import annotations

import itertools
import math
import random
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from healthclaims.learner.chance import seeded_random
from healthclaims.learner.history import History, draw_block
from healthclaims.marking.gain import FEWEST, Gain, Scores, comparable, gain
from healthclaims.questions.forms import (
    BLOCKS,
    FORM_NAMES,
    QUESTIONS_PER_BLOCK,
    QUESTIONS_PER_FORM,
    WHOLE,
)

CLASSES = 2000
SIZES = (20, 60, 120)
LENGTHS = (QUESTIONS_PER_BLOCK, QUESTIONS_PER_FORM)
Hardness = Mapping[tuple[str, int], Sequence[float]]
# On the logit scale, as mean and standard deviation; one answer in three is right by guessing.
ABILITY, LEARNED, HARDNESS, GUESSED = (-1.0, 1.0), (1.0, 0.5), (0.0, 1.0), 1 / 3


@dataclass(frozen=True)
class Quality:
    """How the gain of many simulated classes of one kind came out, in points of 100.

    Parameters
    ----------
    learners, asked : int
        Learners in the class, and questions for each in each round.
    bias : float
        Mean reported change minus the planted one.
    width : float
        Mean width of the interval.
    coverage : float
        Share of classes whose interval holds the planted change.
    seen : float
        Share of classes whose interval lies above 0, so that the gain is seen at all.
    """

    learners: int
    asked: int
    bias: float
    width: float
    coverage: float
    seen: float


def planted(learned: tuple[float, float] = LEARNED) -> tuple[float, float]:
    """Return the shares of right answers, before and after, that the simulated classes have."""
    spread = math.hypot(ABILITY[1], HARDNESS[1])
    start = ABILITY[0] - HARDNESS[0]
    return (
        _mean_share(start, spread),
        _mean_share(start + learned[0], math.hypot(spread, learned[1])),
    )


def quality(learners: int, asked: int, classes: int = CLASSES) -> Quality:
    """Simulate so many classes, and set what is reported beside what was planted.

    A class so lopsided that no gain is reported is drawn again: fewer than one in 1000 of 20.
    """
    draw = seeded_random("class", learners, asked)
    seeds = itertools.count(1)
    found: list[Gain] = []
    while len(found) < classes:
        scores = class_of(learners, asked, draw_hardness(draw), LEARNED, draw, seeds)
        if sum(len(one) + len(other) for one, other in comparable(scores).values()) >= FEWEST:
            found.append(gain(scores))
    before, after = planted()
    truth = after - before
    return Quality(
        learners,
        asked,
        100 * (statistics.fmean(one.change for one in found) - truth),
        100 * statistics.fmean(one.high - one.low for one in found),
        statistics.fmean(one.low <= truth <= one.high for one in found),
        statistics.fmean(one.low > 0 for one in found),
    )


def classes_table(classes: int = CLASSES) -> str:
    """Render `quality` of all sizes of class and both lengths as a Markdown table."""
    lines = [
        "| learners | questions each | bias | width of the interval | holds the planted gain "
        "| lies above 0 |",
        "|---|---|---|---|---|---|",
    ]
    for learners, asked in itertools.product(SIZES, LENGTHS):
        one = quality(learners, asked, classes)
        lines.append(
            f"| {learners} | {asked} | {one.bias:+.1f} | {one.width:.1f} | {one.coverage:.1%} "
            f"| {one.seen:.0%} |"
        )
    return "\n".join(lines)


def draw_hardness(draw: random.Random) -> Hardness:
    """Draw how hard each question of both forms is, by form and block."""
    return {
        (form, block): [draw.gauss(*HARDNESS) for _ in range(QUESTIONS_PER_BLOCK)]
        for form in FORM_NAMES
        for block in BLOCKS
    }


def class_of(
    learners: int,
    asked: int,
    hardness: Hardness,
    learned: tuple[float, float],
    draw: random.Random,
    seeds: Iterator[int],
) -> list[Scores]:
    """Let a class of so many do both rounds, in between learning so much (mean and spread)."""
    scores = []
    for seed in itertools.islice(seeds, learners):
        drawn = History((), seed)
        block = WHOLE if asked == QUESTIONS_PER_FORM else draw_block(seed)
        ability = draw.gauss(*ABILITY)
        shares = []
        for form, skill in zip(drawn.forms, (ability, ability + draw.gauss(*learned)), strict=True):
            items = [hard for own in ([block] if block else BLOCKS) for hard in hardness[form, own]]
            shares.append(sum(draw.random() < _share(skill - hard) for hard in items) / asked)
        scores.append(Scores(block, drawn.forms[0], *shares))
    return scores


def _share(logit: float) -> float:
    """Return the chance of a right answer."""
    return GUESSED + (1 - GUESSED) / (1 + math.exp(-logit))


def _mean_share(mean: float, spread: float) -> float:
    """Return the mean chance of a right answer where the logit is normally distributed."""
    normal = statistics.NormalDist(mean, spread)
    steps = 1000
    return statistics.fmean(_share(normal.inv_cdf((step + 0.5) / steps)) for step in range(steps))
