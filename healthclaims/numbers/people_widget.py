"""A picture of 1,000 people without a product and 1,000 with it."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from healthclaims.core.html import Html, join, table, tag
from healthclaims.numbers.risk import OF, WAYS, Risk
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.printed import AFTER_YOUR_GUESS

_ROW = 50
_SMALL, _LARGE = 200, OF
# For paper, where only letters are sure to show.
_GETS, _SPARED, _REST = "◆", "◇", "·"


class ThousandPeople(PrintedWidget):
    """Two counts of 1,000 people as pictures, with the effect said in four ways.

    Parameters
    ----------
    risk : Risk
        The counts.
    product : str
        Its name.
    event : str
        What happens to people, with its article, for example ``"an ear infection"``.
    invented : bool
        True if the product is invented; then the picture says so.
    """

    _esm: ClassVar[str] = bundle("numbers/_numbers.js", "numbers/people_widget.js")
    _css: ClassVar[str] = bundle("numbers/_numbers.css", "numbers/people_widget.css")
    people: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, risk: Risk, product: str, event: str, *, invented: bool) -> None:
        self._risk, self._event, self._product = risk, event, product
        self._title = f"1,000 people without and with {product}"
        self._note = f"Who gets {event} within a year?"
        if invented:
            self._note = f"{product} and its numbers are invented. {self._note}"
        counts = (risk.without, risk.with_product)
        super().__init__(
            people={
                "without": risk.without,
                "with_product": risk.with_product,
                "most": _SMALL if max(counts) <= _SMALL else _LARGE,
                "product": product,
                "event": event,
                "title": self._title,
                "note": self._note,
                "ways": list(WAYS),
            }
        )

    def describe(self) -> str:
        """Give one line of text that stands for the picture.

        Returns
        -------
        str
            With the name of the product.
        """
        return f"{self._title} (run this cell to move the numbers)"

    def printed(self) -> Html:
        """Give the printed copy.

        Returns
        -------
        Html
            Both pictures in letters, the effect in four ways, and a table.
        """
        risk = self._risk
        signs = f"{_GETS} gets {self._event}   {_SPARED} is spared   {_REST} does not get it"
        said = (
            tag("li", tag("strong", f"{way}: "), words)
            for way, words in zip(WAYS, risk.ways(), strict=True)
        )
        rows = [
            (f"{name} {self._product}", count, OF - count)
            for name, count in (("Without", risk.without), ("With", risk.with_product))
        ]
        return tag(
            "div",
            tag("p", tag("strong", "Printed copy: run this cell to move the numbers.")),
            tag("p", f"{self._title}. {self._note}"),
            tag(
                "details",
                tag("summary", AFTER_YOUR_GUESS),
                _drawn_in_letters(rows[0][0], risk.without, 0),
                _drawn_in_letters(rows[1][0], risk.with_product, risk.spared),
                tag("p", signs),
                tag("ul", join(said)),
                table(f"Of 1,000 people: {self._event}", ("", "get it", "do not get it"), rows),
            ),
        )


def _drawn_in_letters(name: str, gets: int, spared: int) -> Html:
    signs = _GETS * gets + _SPARED * spared + _REST * (OF - gets - spared)
    rows = "\n".join(signs[start : start + _ROW] for start in range(0, OF, _ROW))
    title = f"{name}: {gets:,} of {OF:,} get it"
    more = f", {spared:,} are spared" if spared else ""
    picture = tag("pre", rows, role="img", aria_label=title + more, style="line-height: 1.1")
    return join((tag("p", tag("strong", title + more)), picture))


def thousand_people(
    without: int,
    with_product: int,
    product: str = "",
    event: str = "an ear infection",
) -> ThousandPeople:
    """Draw 1,000 people without and 1,000 people with a product, to move the numbers.

    Parameters
    ----------
    without, with_product : int
        Of 1,000 people, so many get it.
    product : str
        Name of the product; an invented one by default.
    event : str
        What they get, with its article.

    Returns
    -------
    ThousandPeople
        Shown when it is the last line of a cell.

    Raises
    ------
    ValueError
        If a count is no whole number from 0 to 1,000.
    """
    name = product or "Tassomel"
    return ThousandPeople(Risk(without, with_product), name, event, invented=not product)
