"""Statistics in a few lines each: agreement of raters, and telling two things apart.

Every function returns None ("undefined") where the figure does not exist, never a number.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from statistics import NormalDist

Labels = Sequence[Hashable]


def raw_agreement(first: Labels, second: Labels) -> float | None:
    """Share of items to which two raters gave the same label.

    Parameters
    ----------
    first, second : sequence of hashable
        Labels of the same items in the same order.

    Returns
    -------
    float or None
        Between 0 and 1; None without items.

    Raises
    ------
    ValueError
        If the raters labelled different numbers of items.
    """
    pairs = _paired(first, second)
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def cohen_kappa(first: Labels, second: Labels) -> float | None:
    """Agreement of two raters beyond chance.

    ``(p_o - p_e) / (1 - p_e)``, chance agreement from each rater's own frequencies
    (Cohen, Educational and Psychological Measurement 1960;20:37-46).

    Parameters
    ----------
    first, second : sequence of hashable
        Labels of the same items in the same order.

    Returns
    -------
    float or None
        At most 1; None without items or when both raters used one and the same label only.

    Raises
    ------
    ValueError
        If the raters labelled different numbers of items.
    """
    pairs = _paired(first, second)
    if not pairs:
        return None
    size = len(pairs)
    counts_a, counts_b = Counter(first), Counter(second)
    expected = sum(counts_a[label] * counts_b[label] for label in counts_a) / size**2
    if math.isclose(expected, 1.0):
        return None
    observed = sum(a == b for a, b in pairs) / size
    return (observed - expected) / (1 - expected)


def krippendorff_alpha(first: Labels, second: Labels) -> float | None:
    """Krippendorff's alpha for two raters, nominal labels, nothing missing.

    ``1 - D_o / D_e`` from the coincidence matrix (Krippendorff, Content Analysis, chapter on
    reliability).

    Parameters
    ----------
    first, second : sequence of hashable
        Labels of the same items in the same order.

    Returns
    -------
    float or None
        At most 1; None without items or when only one label occurs.

    Raises
    ------
    ValueError
        If the raters labelled different numbers of items.
    """
    pairs = _paired(first, second)
    values = Counter(first) + Counter(second)
    size = sum(values.values())
    expected = size**2 - sum(count**2 for count in values.values())
    if not pairs or expected == 0:
        return None
    observed = 2 * sum(a != b for a, b in pairs)
    return 1 - (size - 1) * observed / expected


def confusion(first: Labels, second: Labels) -> dict[tuple[Hashable, Hashable], int]:
    """Count how often each label of one rater met each label of the other.

    Parameters
    ----------
    first, second : sequence of hashable
        Labels of the same items in the same order.

    Returns
    -------
    dict
        ``(first label, second label)`` to count; pairs that do not occur are left out.

    Raises
    ------
    ValueError
        If the raters labelled different numbers of items.
    """
    return dict(Counter(_paired(first, second)))


def d_prime(
    hits: float, signals: float, false_alarms: float, noises: float
) -> tuple[float, float] | None:
    """How well two things are told apart, and which way a learner leans.

    Signal detection with the log-linear correction, half a case added to each count (Hautus,
    Behavior Research Methods 1995;27:46-51), so that perfect scores stay finite.

    Parameters
    ----------
    hits, signals : float
        Signals found, and signals shown (``0 <= hits <= signals``); counts, or expected counts.
    false_alarms, noises : float
        Others taken for signals, and others shown.

    Returns
    -------
    (float, float) or None
        d' (0 is guessing) and criterion c (below 0 leans to "signal"); None when either kind
        was never shown.
    """
    if not signals or not noises:
        return None
    normal = NormalDist()
    hit = normal.inv_cdf((hits + 0.5) / (signals + 1))
    false = normal.inv_cdf((false_alarms + 0.5) / (noises + 1))
    return hit - false, -(hit + false) / 2


def chance_of_at_most(count: int, size: int, share: float) -> float:
    """Chance of at most so many successes (binomial distribution).

    Parameters
    ----------
    count, size : int
        How many at most, of how many trials.
    share : float
        Probability of each, 0 to 1.

    Returns
    -------
    float
        Between 0 and 1.
    """
    return sum(
        math.comb(size, k) * share**k * (1 - share) ** (size - k)
        for k in range(min(count, size) + 1)
    )


def chance_of_lead(first: int, size: int, second: int, other_size: int) -> float:
    """Chance that one group leads another by this much or more if both are equally good.

    Fisher's exact test, one side: the tail of the hypergeometric distribution.

    Parameters
    ----------
    first, size : int
        Successes in the leading group, and its size.
    second, other_size : int
        Successes in the other group, and its size.

    Returns
    -------
    float
        Between 0 and 1.
    """
    together, everything = first + second, size + other_size
    ways = sum(
        math.comb(together, k) * math.comb(everything - together, size - k)
        for k in range(first, min(size, together) + 1)
    )
    return ways / math.comb(everything, size)


def _paired(first: Labels, second: Labels) -> list[tuple[Hashable, Hashable]]:
    if len(first) != len(second):
        message = f"The raters labelled {len(first)} and {len(second)} items; the items must match."
        raise ValueError(message)
    return list(zip(first, second, strict=True))
