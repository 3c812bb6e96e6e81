"""Chance that can be repeated: draws of questions, and pretend learners."""

import random


def seeded_random(*seed: object) -> random.Random:
    """Return a source of chance that throws the same for the same seed; no secret hangs on it."""
    text = "/".join(map(str, seed))
    return random.Random(text)  # noqa: S311 - draws of questions, no secrets
