"""Telling apart and leaning: two things an answer can show, kept apart.

For every type of question one answer is set against the rest: people against nobody or animals,
hedged against firm, marketing against the rest, "goes further" against the rest. The sensitivity
d' says how well a learner tells the two apart, the criterion c which way they lean while doing so
(log-linear correction, see `healthclaims.learner.statistics.d_prime`).

With three answers to choose from, somebody who guesses fairly gives the one answer only a third
of the time. So c is not compared with 0 but with what an even-handed learner of the same skill
would show: one who knows a share of the answers and otherwise draws one of three. Standard errors
are those of the same even-handed learner (delta method: ``p (1 - p) / n / density(z)**2``).

The limits below were chosen by simulation; ``data/README.md`` has the table that
`healthclaims.maintain.simulated_learner` measures.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE
from healthclaims.learner.statistics import d_prime

SUSPICIOUS, TRUSTING, EVEN = "suspicious", "trusting", ""
# How often a fair guess among three answers gives one of them.
_GUESS = 1 / 3
# With 3 of the one kind and 5 others, a guesser passes for a knower 1 time in 20, and somebody
# who knows 85 % is recognised 9 times in 10; with fewer of either, half of the knowers are missed.
LEAST_SIGNALS, LEAST_OTHERS = 3, 5
# The whole picture needs so many: then a lean is found in 9 of 10 who know two answers in five and
# lean in all others, and 8 of 10 who know half are told from guessers (with 16: 3 and 5 of 10).
LEAST_ANSWERS = 24
# How many standard errors stand behind "tells apart", "leans", and "leans" said of somebody who
# may be guessing, or of one type of question alone (four of them are looked at).
_TELLS, _LEANS, _LEANS_SURELY = 1.7, 1.8, 2.4


@dataclass(frozen=True)
class Contrast:
    """One answer of a question type, set against the rest.

    Parameters
    ----------
    axis : str
        The question type.
    signal : str
        The one answer.
    others : tuple of str
        Right answers that it is set against; questions with any other key are left out.
    doubting : int
        1 where giving the one answer too often is doubt, -1 where it is trust.
    is_about_trust : bool
        True where the answer says how far a text is trusted; how a wording *sounds* does not.
    """

    axis: str
    signal: str
    others: tuple[str, ...]
    doubting: int
    is_about_trust: bool


CONTRASTS: Mapping[str, Contrast] = {
    contrast.axis: contrast
    for contrast in (
        Contrast(EVIDENCE, "people", ("animals_or_cells", "not_stated"), -1, True),
        Contrast(CERTAINTY, "hedged", ("firm",), -1, False),
        Contrast(PURPOSE, "marketing", ("guidance", "information"), 1, True),
        Contrast(FIT, "goes_further", ("fits", "undersells"), 1, True),
    )
}


@dataclass(frozen=True)
class Tally:
    """Answers of one question type, counted for its contrast.

    Parameters
    ----------
    contrast : Contrast
        What is set against what.
    hits, signals : int
        How often the one answer was given where it was right, of how many.
    false_alarms, others : int
        How often it was given where it was not, of how many.
    """

    contrast: Contrast
    hits: int = 0
    signals: int = 0
    false_alarms: int = 0
    others: int = 0

    @property
    def misses(self) -> int:
        """How often the one answer was right and another was given."""
        return self.signals - self.hits

    @property
    def answers(self) -> int:
        """All answers counted here."""
        return self.signals + self.others

    @property
    def is_enough(self) -> bool:
        """True if something can be said about this question type alone."""
        return self.signals >= LEAST_SIGNALS and self.others >= LEAST_OTHERS

    def sensitivity(self) -> tuple[float, float]:
        """Return d' and its variance, the latter as a guesser's.

        ``(0, inf)`` where one of the two kinds was never shown.
        """
        found = d_prime(self.hits, self.signals, self.false_alarms, self.others)
        if found is None:
            return 0.0, math.inf
        return found[0], _variance(_GUESS, self.signals) + _variance(_GUESS, self.others)

    def shift(self) -> tuple[float, float]:
        """Return how far the criterion lies from an even-handed learner's, and its variance.

        Above 0 the doubting side; ``(0, inf)`` where one of the two kinds was never shown.
        """
        found = d_prime(self.hits, self.signals, self.false_alarms, self.others)
        if found is None:
            return 0.0, math.inf
        known = max(0.0, self.hits / self.signals - self.false_alarms / self.others)
        hit, false = known + (1 - known) * _GUESS, (1 - known) * _GUESS
        even = d_prime(hit * self.signals, self.signals, false * self.others, self.others)
        variance = (_variance(hit, self.signals) + _variance(false, self.others)) / 4
        return self.contrast.doubting * ((even or found)[1] - found[1]), variance

    @property
    def tells_apart(self) -> bool:
        """True if more than guessing stands behind the answers."""
        return self.is_enough and _pooled([self.sensitivity()]) >= _TELLS

    @property
    def direction(self) -> str:
        """`SUSPICIOUS`, `TRUSTING` or `EVEN`; the last also where it cannot be told."""
        return _side(_pooled([self.shift()]), _LEANS_SURELY) if self.is_enough else EVEN


@dataclass(frozen=True)
class ResponseBias:
    """What all answers together show, from the tally of each question type."""

    tallies: Mapping[str, Tally]

    @property
    def answers(self) -> int:
        """All answers counted."""
        return sum(tally.answers for tally in self.tallies.values())

    @property
    def doubted(self) -> int:
        """How often something in order was doubted, over the questions about trust."""
        return sum(
            tally.false_alarms if tally.contrast.doubting > 0 else tally.misses
            for tally in self.tallies.values()
            if tally.contrast.is_about_trust
        )

    @property
    def trusted(self) -> int:
        """How often something that needed a question was trusted, over the same questions."""
        return sum(
            tally.misses if tally.contrast.doubting > 0 else tally.false_alarms
            for tally in self.tallies.values()
            if tally.contrast.is_about_trust
        )

    @property
    def is_enough(self) -> bool:
        """True if something can be said."""
        return self.answers >= LEAST_ANSWERS

    @property
    def tells_apart(self) -> bool:
        """True if more than guessing stands behind the answers."""
        found = _pooled(tally.sensitivity() for tally in self.tallies.values())
        return self.is_enough and found >= _TELLS

    @property
    def direction(self) -> str:
        """`SUSPICIOUS`, `TRUSTING` or `EVEN`; the last also where it cannot be told."""
        if not self.is_enough:
            return EVEN
        about = [tally.shift() for tally in self.tallies.values() if tally.contrast.is_about_trust]
        side = _side(_pooled(about), _LEANS if self.tells_apart else _LEANS_SURELY)
        # It is told with its counts, and these must not speak against it.
        more = {SUSPICIOUS: self.doubted > self.trusted, TRUSTING: self.trusted > self.doubted}
        return side if more.get(side) else EVEN


def tally(axis: str, answers: Iterable[tuple[str, str]]) -> Tally:
    """Count answers of one question type, each given as right answer and given answer."""
    contrast = CONTRASTS[axis]
    counts = {"hits": 0, "signals": 0, "false_alarms": 0, "others": 0}
    for key, choice in answers:
        if key == contrast.signal:
            counts["signals"] += 1
            counts["hits"] += choice == contrast.signal
        elif key in contrast.others:
            counts["others"] += 1
            counts["false_alarms"] += choice == contrast.signal
    return Tally(contrast, **counts)


def response_bias(answers: Iterable[tuple[str, str, str]]) -> ResponseBias:
    """Count answers of all types: type, right answer and given answer of each question."""
    listed = list(answers)
    return ResponseBias(
        {
            axis: tally(axis, [(key, choice) for name, key, choice in listed if name == axis])
            for axis in CONTRASTS
        }
    )


def _variance(share: float, size: int) -> float:
    """Variance of the z-score of a corrected share, by the delta method."""
    normal = NormalDist()
    corrected = (share * size + 0.5) / (size + 1)
    density = normal.pdf(normal.inv_cdf(corrected))
    return corrected * (1 - corrected) / (size + 1) / density**2


def _pooled(figures: Iterable[tuple[float, float]]) -> float:
    """Mean of figures, weighted by how precise each is, in standard errors."""
    weighted = [(value / variance, 1 / variance) for value, variance in figures]
    weight = sum(one for _, one in weighted)
    return sum(value for value, _ in weighted) / math.sqrt(weight) if weight else 0.0


def _side(figure: float, limit: float) -> str:
    return SUSPICIOUS if figure >= limit else TRUSTING if figure <= -limit else EVEN
