"""How many ways there are to read an amount that leaves something out.

For invented products only: no page of the kit works out how much of a real one to take.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """One way to read an amount.

    Parameters
    ----------
    words : str
        The amount with everything said.
    sprays, micrograms : int
        How much that is in a day.
    """

    words: str
    sprays: int
    micrograms: int


def spray_readings(sprays: int, times: int, micrograms: int) -> tuple[Reading, ...]:
    """List the ways to read "so many sprays, so many times a day".

    It leaves open whether the number holds for each time or for the whole day, and for each
    nostril or for both together.

    Parameters
    ----------
    sprays, times : int
        The numbers on the label, at least 1.
    micrograms : int
        What one spray holds, at least 1.

    Returns
    -------
    tuple of Reading
        From the smallest amount to the largest.

    Raises
    ------
    ValueError
        If a number cannot be used; all problems at once.
    """
    given = {"sprays": sprays, "times": times, "micrograms": micrograms}
    problems = [
        f"{name} = {value!r}: a whole number of at least 1 is expected; change it in the cell."
        for name, value in given.items()
        if type(value) is not int or value < 1
    ]
    if problems:
        raise ValueError("\n".join(problems))
    found = []
    for often, doses in (("each time", times), ("in the whole day", 1)):
        for place, nostrils in (("in both nostrils together", 1), ("in each nostril", 2)):
            a_day = sprays * doses * nostrils
            found.append(Reading(f"{sprays} {place}, {often}", a_day, a_day * micrograms))
    return tuple(sorted(found, key=lambda reading: reading.sprays))
