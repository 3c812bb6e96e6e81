"""Many studies of one product, with known truth: why a small one that "worked" exaggerates.

Every person is one throw of a dice with an open seed. Without the product 40 of 100 get better;
with it, as many more as the true effect says. A study looks striking when its groups differ in
favour of the product by more than chance alone often brings. Among small studies only those
whose luck was good do, so what they show is too large: the exaggeration ratio, or type M error
(Gelman and Carlin, Perspectives on Psychological Science 2014;9:641-651). The page throws the
same dice in the same way (`_numbers.js`); one table of cases tests both.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthclaims.numbers.sentences import STUDIES_SAY, fill

STUDIES = 200
BETTER_ANYWAY = 40
GROUP_SIZES = (10, 20, 50, 100, 200, 500)
MOST_EFFECT = 30
MOST_SEED = 9999
_BITS = 2**32
# 1.96 squared, as a fraction: with it everything stays in whole numbers, the same in any language.
CLEAR_ABOVE = (38416, 10000)


@dataclass(frozen=True)
class SimulatedStudy:
    """What one study found: people who got better in each of two groups of `size` people."""

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
        bar, per = CLEAR_ABOVE
        return 2 * self.size * self.ahead**2 * per > bar * spread


@dataclass(frozen=True)
class Run:
    """Many studies of one product that makes `effect` more of 100 people better."""

    effect: int
    size: int
    seed: int
    studies: Sequence[SimulatedStudy]

    @property
    def striking(self) -> tuple[SimulatedStudy, ...]:
        """Studies that clearly speak for the product."""
        return tuple(study for study in self.studies if study.clear and study.ahead > 0)

    def sentences(self, *, only_striking: bool) -> tuple[str, str]:
        """Return what was found, and how what is read of it compares with the truth."""
        found: dict[str, int | str] = {
            "studies": len(self.studies),
            "size": self.size,
            "striking": len(self.striking) or STUDIES_SAY["none"],
        }
        read = self.striking if only_striking else self.studies
        compared = self._compared(read, only_striking) if read else STUDIES_SAY["nothing_published"]
        return fill(STUDIES_SAY["found"], found), compared

    def _compared(self, read: Sequence[SimulatedStudy], only_striking: bool) -> str:
        values = {"shown": difference(average(read, self.size)), "truth": difference(self.effect)}
        if not only_striking:
            return fill(STUDIES_SAY["all_show"], values)
        return f"{fill(STUDIES_SAY['published_shows'], values)} {self._verdict()}"

    def _verdict(self) -> str:
        if not self.effect:
            return STUDIES_SAY["luck"]
        total = sum(study.ahead for study in self.striking)
        tenths = _rounded(1000 * total, len(self.striking) * self.size * self.effect)
        if tenths <= 10:
            return STUDIES_SAY["fair"]
        times = f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
        return fill(STUDIES_SAY["exaggerated"], {"times": times})


def average(studies: Sequence[SimulatedStudy], size: int) -> int:
    """Return how many more of 100 people got better, on average; below 0 means fewer."""
    return _rounded(100 * sum(study.ahead for study in studies), len(studies) * size)


def difference(people: int) -> str:
    """Return a difference of 100 people in words, for example ``"10 more of 100"``."""
    sign = "same" if not people else "more" if people > 0 else "fewer"
    return fill(STUDIES_SAY[sign], {"people": abs(people)})


@functools.lru_cache(maxsize=64)
def run_studies(effect: int, size: int, seed: int) -> Run:
    """Run 200 studies of one product; `small_studies` tells what each value means and may be."""
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
        studies.append(SimulatedStudy(_better(dice, size, BETTER_ANYWAY + effect), without, size))
    return Run(effect, size, seed, tuple(studies))


def throws(seed: int) -> Iterator[int]:
    """Throw dice from 0 to 4294967295 that fall the same way in every language.

    A counter that goes on in golden-ratio steps, each stirred by multiplying and shifting: the
    SplitMix design (Steele, Lea and Flood, OOPSLA 2014) with the 32-bit finaliser of MurmurHash3.
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
