"""Chance that can be repeated: draws of questions, and pretend learners."""

import random


def dice(*seed: object) -> random.Random:
    """Give a source of chance that throws the same for the same seed.

    Parameters
    ----------
    *seed : object
        What the draw depends on, for example learner, quiz and day.

    Returns
    -------
    random.Random
        Nothing secret hangs on it.
    """
    text = "/".join(map(str, seed))
    return random.Random(text)  # noqa: S311 - draws of questions, no secrets
