"""What time it is, and whether answers are kept: decided once, from the environment.

``HEALTHCLAIMS_ANSWERS`` may be ``off`` (nothing is written) or ``example`` (a simulated learner
is read, nothing is written, and the clock stands still so that notebooks show the same every
time). Unset, empty or ``keep`` keeps answers; anything else is refused.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

KEEP, OFF, EXAMPLE = "keep", "off", "example"
EXAMPLE_NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def answers_mode() -> str:
    """Return `KEEP`, `OFF` or `EXAMPLE`; anything else in the environment is a `ValueError`."""
    value = os.environ.get("HEALTHCLAIMS_ANSWERS", "")
    if value in ("", KEEP):
        return KEEP
    if value in (OFF, EXAMPLE):
        return value
    message = f"HEALTHCLAIMS_ANSWERS is {value!r}. Set it to off, example or keep, or remove it."
    raise ValueError(message)


def now() -> datetime:
    """Return the local time with its offset from UTC; it stands still for the example learner."""
    if answers_mode() == EXAMPLE:
        return EXAMPLE_NOW
    return datetime.now().astimezone()
