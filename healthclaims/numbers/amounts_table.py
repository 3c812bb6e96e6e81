"""The ways to read an amount, as a table."""

from __future__ import annotations

from healthclaims.core.html import Html, join, table, tag
from healthclaims.numbers.amounts import spray_readings
from healthclaims.widgets.printed import AFTER_YOUR_GUESS


class Readings:
    """A label of an invented nose spray, and what it may mean.

    Parameters
    ----------
    sprays, times, micrograms : int
        The numbers on the label, and what one spray holds.
    """

    def __init__(self, sprays: int, times: int, micrograms: int) -> None:
        self._label = f"{sprays} sprays, {times} times a day."
        self._readings = spray_readings(sprays, times, micrograms)
        self._holds = f"One spray holds {micrograms:,} micrograms."

    def __repr__(self) -> str:
        return f"Ways to read “{self._label}”"

    def _repr_html_(self) -> Html:
        """Show the label, every reading, and how far apart they are."""
        columns = ("Ways to read it", "Sprays a day", "Micrograms a day")
        rows = [
            (reading.words, f"{reading.sprays:,}", f"{reading.micrograms:,}")
            for reading in self._readings
        ]
        least, most = self._readings[0].sprays, self._readings[-1].sprays
        apart = f"{most // least} times" if most % least == 0 else f"{most / least:.1f} times"
        return join(
            (
                tag("p", "Norvane nose spray (invented). The label: ", tag("strong", self._label)),
                tag("p", self._holds),
                tag(
                    "details",
                    tag("summary", AFTER_YOUR_GUESS),
                    table("What this label may mean", columns, rows),
                    tag("p", f"The largest reading is {apart} the smallest."),
                ),
            )
        )


def ways_to_read(sprays: int, times: int, micrograms: int) -> Readings:
    """List the ways to read the label of an invented nose spray.

    Parameters
    ----------
    sprays, times : int
        "So many sprays, so many times a day".
    micrograms : int
        What one spray holds.

    Returns
    -------
    Readings
        Shown when it is the last line of a cell.

    Raises
    ------
    ValueError
        If a number is no whole number of at least 1.
    """
    return Readings(sprays, times, micrograms)
