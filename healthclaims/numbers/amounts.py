"""The ways to read an amount that leaves something out.

For invented products only: no page of the kit works out how much of a real one to take.
"""

from __future__ import annotations

from dataclasses import dataclass

from healthclaims.core.html import join, table, tag
from healthclaims.widgets.cell_output import Block
from healthclaims.widgets.printed import AFTER_YOUR_GUESS


@dataclass(frozen=True)
class SprayReading:
    """One way to read a label: the amount with everything said, and how much that is a day."""

    words: str
    sprays: int
    micrograms: int


def spray_readings(sprays: int, times: int, micrograms: int) -> tuple[SprayReading, ...]:
    """List the ways to read "so many sprays, so many times a day", the smallest amount first.

    It leaves open whether the number holds for each time or for the whole day, and for each
    nostril or for both together. Every number is at least 1; all that are not are named at once.
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
            found.append(SprayReading(f"{sprays} {place}, {often}", a_day, a_day * micrograms))
    return tuple(sorted(found, key=lambda reading: reading.sprays))


def ways_to_read(sprays: int, times: int, micrograms: int) -> Block:
    """List the ways to read the label of an invented nose spray.

    Parameters
    ----------
    sprays, times : int
        "So many sprays, so many times a day".
    micrograms : int
        What one spray holds.

    Raises
    ------
    ValueError
        If a number is no whole number of at least 1.
    """
    label = f"{sprays} sprays, {times} times a day."
    readings = spray_readings(sprays, times, micrograms)
    rows = [
        (reading.words, f"{reading.sprays:,}", f"{reading.micrograms:,}") for reading in readings
    ]
    least, most = readings[0].sprays, readings[-1].sprays
    apart = f"{most // least} times" if most % least == 0 else f"{most / least:.1f} times"
    content = join(
        (
            tag("p", "Norvane nose spray (invented). The label: ", tag("strong", label)),
            tag("p", f"One spray holds {micrograms:,} micrograms."),
            tag(
                "details",
                tag("summary", AFTER_YOUR_GUESS),
                table(
                    "What this label may mean",
                    ("Ways to read it", "Sprays a day", "Micrograms a day"),
                    rows,
                ),
                tag("p", f"The largest reading is {apart} the smallest."),
            ),
        )
    )
    return Block(f"Ways to read “{label}”", content)
