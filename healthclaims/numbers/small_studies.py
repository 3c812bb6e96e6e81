"""Many studies of one product, with known truth: why a small one that "worked" exaggerates.

Every person is one throw of a dice with an open seed. Without the product 40 of 100 get better;
with it, as many more as the true effect says. A study looks striking when its groups differ in
favour of the product by more than chance alone often brings. Among small studies only those
whose luck was good do, so what they show is too large: the exaggeration ratio, or type M error
(Gelman and Carlin, Perspectives on Psychological Science 2014;9:641-651). The page throws the
same dice in `_numbers.js`; one table of cases tests both.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

STUDIES = 200
BETTER_ANYWAY = 40
GROUP_SIZES = (10, 20, 50, 100, 200, 500)
MOST_EFFECT = 30
MOST_SEED = 9999
_BITS = 2**32
# 1.96 squared, as a fraction: with it everything stays in whole numbers, the same in any language.
_BAR, _PER = 38416, 10000


@dataclass(frozen=True)
class Study:
    """What one study found.

    Parameters
    ----------
    with_product, without : int
        People who got better in each group.
    size : int
        People in each group.
    """

    with_product: int
    without: int
    size: int

    @property
    def ahead(self) -> int:
        """How many more people got better with the product; below 0 means fewer."""
        return self.with_product - self.without

    @property
    def clear(self) -> bool:
        """True if the groups differ by more than chance alone brings in about 19 of 20 studies.

        Two shares compared without continuity correction: the difference squared over its variance,
        ``2 n (a - b)**2 / (s (2 n - s))`` with ``s = a + b``, exceeds 1.96 squared.
        """
        better = self.with_product + self.without
        spread = better * (2 * self.size - better)
        return 2 * self.size * self.ahead**2 * _PER > _BAR * spread


@dataclass(frozen=True)
class Run:
    """Many studies of one product.

    Parameters
    ----------
    effect : int
        The truth: so many more of 100 people get better with the product.
    size : int
        People in each of the two groups of a study.
    seed : int
        Number the dice start from.
    studies : sequence of Study
        What was found.
    """

    effect: int
    size: int
    seed: int
    studies: Sequence[Study]

    @property
    def striking(self) -> tuple[Study, ...]:
        """Studies that clearly speak for the product."""
        return tuple(study for study in self.studies if study.clear and study.ahead > 0)

    @property
    def against(self) -> tuple[Study, ...]:
        """Studies that clearly speak against it."""
        return tuple(study for study in self.studies if study.clear and study.ahead < 0)

    @property
    def exaggeration(self) -> float | None:
        """Average of the striking studies as a multiple of the truth; None without either."""
        if not self.effect or not self.striking:
            return None
        total = sum(study.ahead for study in self.striking)
        return 100 * total / (len(self.striking) * self.size * self.effect)

    def words(self, *, only_striking: bool) -> tuple[str, str]:
        """Say what was found, as the page does.

        Parameters
        ----------
        only_striking : bool
            True if only the striking studies are published.

        Returns
        -------
        (str, str)
            What was found, and how it compares with the truth.
        """
        count = len(self.striking)
        found = (
            f"{len(self.studies)} studies with {self.size} people in each group: "
            f"{count or 'none'} looked striking."
        )
        read = self.striking if only_striking else self.studies
        if not read:
            return found, "Only striking results are published, so nothing is published at all."
        whose = "What is published shows" if only_striking else "All together they show"
        shown = f"{whose} {more(average(read, self.size))} on average"
        return found, f"{shown}; the truth is {more(self.effect)}.{self._ratio(only_striking)}"

    def _ratio(self, only_striking: bool) -> str:
        if not only_striking:
            return ""
        if not self.effect:
            return " There is no effect at all: this is luck, picked out."
        total = sum(study.ahead for study in self.striking)
        tenths = _rounded(1000 * total, len(self.striking) * self.size * self.effect)
        if tenths <= 10:
            return " That hardly exaggerates."
        shown = f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
        return f" That is {shown} times the truth."


def average(studies: Sequence[Study], size: int) -> int:
    """Work out how many more of 100 people got better, on average.

    Parameters
    ----------
    studies : sequence of Study
        At least one.
    size : int
        People in each group.

    Returns
    -------
    int
        Rounded to whole people of 100, halves up; below 0 means fewer.
    """
    return _rounded(100 * sum(study.ahead for study in studies), len(studies) * size)


def more(people: int) -> str:
    """Say a difference in words.

    Parameters
    ----------
    people : int
        Of 100.

    Returns
    -------
    str
        For example ``"10 more of 100"``.
    """
    if not people:
        return "no difference"
    return f"{abs(people)} {'more' if people > 0 else 'fewer'} of 100"


@functools.lru_cache(maxsize=64)
def run_studies(effect: int, size: int, seed: int) -> Run:
    """Run many studies of one product.

    Parameters
    ----------
    effect : int
        The truth: from 0 to 30 more of 100 people get better with the product.
    size : int
        People in each group, one of 10, 20, 50, 100, 200, 500.
    seed : int
        From 1 to 9999; the same seed gives the same studies.

    Returns
    -------
    Run
        200 studies.

    Raises
    ------
    ValueError
        If a value cannot be used; all problems at once.
    """
    problems = []
    if type(effect) is not int or not 0 <= effect <= MOST_EFFECT:
        allowed = f"a whole number from 0 to {MOST_EFFECT}"
        problems.append(f"true_effect = {effect!r}: {allowed} is expected.")
    if size not in GROUP_SIZES:
        allowed = ", ".join(map(str, GROUP_SIZES))
        problems.append(f"group_size = {size!r}: one of {allowed} is expected.")
    if type(seed) is not int or not 1 <= seed <= MOST_SEED:
        problems.append(f"seed = {seed!r}: a whole number from 1 to {MOST_SEED} is expected.")
    if problems:
        raise ValueError("\n".join([*problems, "Change it in the cell and run the cell again."]))
    dice = throws(seed)
    studies = []
    for _ in range(STUDIES):
        without = _better(dice, size, BETTER_ANYWAY)
        studies.append(Study(_better(dice, size, BETTER_ANYWAY + effect), without, size))
    return Run(effect, size, seed, tuple(studies))


def throws(seed: int) -> Iterator[int]:
    """Throw dice that fall the same way in every language.

    A counter that goes on in golden-ratio steps, each stirred by multiplying and shifting: the
    SplitMix design (Steele, Lea and Flood, OOPSLA 2014) with the 32-bit finaliser of MurmurHash3.

    Parameters
    ----------
    seed : int
        Where the counter starts.

    Yields
    ------
    int
        From 0 to 4294967295.
    """
    state = seed
    while True:
        state = (state + 0x9E3779B9) % _BITS
        mixed = (state ^ state >> 16) * 0x85EBCA6B % _BITS
        mixed = (mixed ^ mixed >> 13) * 0xC2B2AE35 % _BITS
        yield mixed ^ mixed >> 16


def _better(dice: Iterator[int], size: int, percent: int) -> int:
    """Count who gets better in a group in which so many of 100 do."""
    limit = percent * _BITS
    return sum(next(dice) * 100 < limit for _ in range(size))


def _rounded(numerator: int, denominator: int) -> int:
    """Divide and round to the nearest whole number, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)
