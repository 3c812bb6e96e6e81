"""How far two raters agree, in the usual figures.

Each figure is None ("undefined") where it does not exist, never a number.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence

Labels = Sequence[Hashable]


def raw_agreement(first: Labels, second: Labels) -> float | None:
    """Return the share of items to which two raters gave the same label."""
    pairs = _paired(first, second)
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def cohen_kappa(first: Labels, second: Labels) -> float | None:
    """Return the agreement of two raters beyond chance, None if both used one label only.

    ``(p_o - p_e) / (1 - p_e)``, chance agreement from each rater's own frequencies (Cohen,
    Educational and Psychological Measurement 1960;20:37-46).
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
    """Return Krippendorff's alpha for two raters, nominal labels, nothing missing.

    ``1 - D_o / D_e`` from the coincidence matrix (Krippendorff, Content Analysis, chapter on
    reliability); None when only one label occurs.
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
    """Count how often each label of one rater met each label of the other."""
    return dict(Counter(_paired(first, second)))


def _paired(first: Labels, second: Labels) -> list[tuple[Hashable, Hashable]]:
    if len(first) != len(second):
        message = f"The raters labelled {len(first)} and {len(second)} items; the items must match."
        raise ValueError(message)
    return list(zip(first, second, strict=True))
