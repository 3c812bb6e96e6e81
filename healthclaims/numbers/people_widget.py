"""A picture of 1,000 people without a product and 1,000 with it."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from healthclaims.core.html import Html, join, table, tag
from healthclaims.numbers.risk import Risk
from healthclaims.numbers.sentences import PEOPLE, SHARES, WAYS, fill
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.printed import AFTER_YOUR_GUESS, printed_head
from healthclaims.widgets.start import PRESS_KEY

_ROW = 50
_SMALL, _LARGE = 200, PEOPLE
_COUNT = "{gets} of {all}"
_GET_IT = f"{{name}}: {_COUNT} get it"
_ARE_SPARED = ", {spared} are spared"
_KINDS = ("gets {event}", "is spared", "does not get it")
_COLUMNS = ("", "get it", "do not get it")
# For paper, where only letters are sure to show.
_GETS, _SPARED, _REST = "◆", "◇", "·"


class ThousandPeople(PrintedWidget):
    """Two counts of 1,000 people as pictures, with the effect said in four ways.

    `event` is what happens to people, with its article, for example ``"an ear infection"``.
    """

    _esm: ClassVar[str] = bundle("numbers/_numbers.js", "numbers/people_widget.js")
    _css: ClassVar[str] = bundle("numbers/_numbers.css", "numbers/people_widget.css")
    people: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, risk: Risk, product: str, event: str, *, invented: bool) -> None:
        self._risk = risk
        self._title = f"{PEOPLE:,} people without and with {product}"
        self._note = f"Who gets {event} within a year?"
        if invented:
            self._note = f"{product} and its numbers are invented. {self._note}"
        self._names = (f"Without {product}", f"With {product}")
        self._kinds = [fill(kind, {"event": event}) for kind in _KINDS]
        self._caption = f"Of {PEOPLE:,} people: {event}"
        counts = (risk.without, risk.with_product)
        super().__init__(
            people={
                "all": PEOPLE,
                "without": risk.without,
                "with_product": risk.with_product,
                "most": _SMALL if max(counts) <= _SMALL else _LARGE,
                "names": list(self._names),
                "title": self._title,
                "note": self._note,
                "kinds": self._kinds,
                "caption": self._caption,
                "columns": list(_COLUMNS),
                "ways": [dict(way) for way in WAYS],
                "shares": dict(SHARES),
                "count": _COUNT,
                "get_it": _GET_IT,
                "are_spared": _ARE_SPARED,
            }
        )

    def describe(self) -> str:
        """Return the title, with how to move the numbers."""
        return f"{self._title} ({PRESS_KEY} to move the numbers)"

    def printed(self) -> Html:
        """Render both pictures in letters, the effect in four ways, and a table."""
        risk = self._risk
        signs = zip((_GETS, _SPARED, _REST), self._kinds, strict=True)
        ways = (
            tag("li", tag("strong", f"{way['heading']}: "), sentence)
            for way, sentence in zip(WAYS, risk.ways(), strict=True)
        )
        counts = zip(self._names, (risk.without, risk.with_product), strict=True)
        rows = [(name, count, PEOPLE - count) for name, count in counts]
        return tag(
            "div",
            printed_head("move the numbers"),
            tag("p", f"{self._title}. {self._note}"),
            tag(
                "details",
                tag("summary", AFTER_YOUR_GUESS),
                _drawn_in_letters(self._names[0], risk.without, 0),
                _drawn_in_letters(self._names[1], risk.with_product, risk.spared),
                tag("p", "   ".join(f"{sign} {text}" for sign, text in signs)),
                tag("ul", join(ways)),
                table(self._caption, _COLUMNS, rows),
            ),
        )


def _drawn_in_letters(name: str, gets: int, spared: int) -> Html:
    signs = _GETS * gets + _SPARED * spared + _REST * (PEOPLE - gets - spared)
    rows = "\n".join(signs[start : start + _ROW] for start in range(0, PEOPLE, _ROW))
    title = fill(_GET_IT, {"name": name, "gets": gets, "all": PEOPLE})
    title += fill(_ARE_SPARED, {"spared": spared}) if spared else ""
    picture = tag("pre", rows, role="img", aria_label=title, style="line-height: 1.1")
    return join((tag("p", tag("strong", title)), picture))


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

    Raises
    ------
    ValueError
        If a count is no whole number from 0 to 1,000.
    """
    name = product or "Tassomel"
    return ThousandPeople(Risk(without, with_product), name, event, invented=not product)
