"""Many small studies of one product, and what is left when only the striking ones are published."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from healthclaims.core.html import Html, join, table, tag
from healthclaims.numbers.sentences import STUDIES_SAY
from healthclaims.numbers.small_studies import (
    BETTER_ANYWAY,
    CLEAR_ABOVE,
    GROUP_SIZES,
    MOST_EFFECT,
    MOST_SEED,
    STUDIES,
    average,
    difference,
    run_studies,
)
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.printed import AFTER_YOUR_GUESS, printed_head
from healthclaims.widgets.start import PRESS_KEY


class SmallStudies(PrintedWidget):
    """Studies of a product whose true effect is known, to change size, truth and seed."""

    _esm: ClassVar[str] = bundle("numbers/_numbers.js", "numbers/small_studies_widget.js")
    _css: ClassVar[str] = bundle("numbers/_numbers.css", "numbers/small_studies_widget.css")
    trial: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, effect: int, size: int, seed: int) -> None:
        self._run = run_studies(effect, size, seed)
        self._title = f"{STUDIES} studies of one invented product"
        self._note = (
            f"Without the product, {BETTER_ANYWAY} of 100 people get better anyway. "
            "Each person is one throw of the dice."
        )
        super().__init__(
            trial={
                "effect": effect,
                "size": size,
                "seed": seed,
                "sizes": list(GROUP_SIZES),
                "studies": STUDIES,
                "better_anyway": BETTER_ANYWAY,
                "clear_above": list(CLEAR_ABOVE),
                "sentences": dict(STUDIES_SAY),
                "most_effect": MOST_EFFECT,
                "most_seed": MOST_SEED,
                "title": self._title,
                "note": self._note,
            }
        )

    def describe(self) -> str:
        """Return one line with truth, size and seed."""
        run = self._run
        return (
            f"{self._title}: truth {difference(run.effect)}, {run.size} people in each group, "
            f"seed {run.seed} ({PRESS_KEY} to change them)"
        )

    def printed(self) -> Html:
        """Render what was found, and what groups of every size show, as a table."""
        run = self._run
        every, published = run.sentences(only_striking=False), run.sentences(only_striking=True)
        said = (every[0], every[1], f"If only the striking results are published: {published[1]}")
        rows = []
        for size in GROUP_SIZES:
            other = run_studies(run.effect, size, run.seed)
            striking = other.striking
            shown = difference(average(striking, size)) if striking else "nothing to show"
            rows.append((size, difference(average(other.studies, size)), len(striking), shown))
        columns = ("People in each group", "All studies show", "Looked striking", "These show")
        caption = (
            f"{STUDIES} studies for each size of group, on average "
            f"(truth: {difference(run.effect)}; seed {run.seed})"
        )
        return tag(
            "div",
            printed_head("move the sliders"),
            tag("p", f"{self._title}. {self._note} Seed of the dice: {run.seed}."),
            tag(
                "details",
                tag("summary", AFTER_YOUR_GUESS),
                tag("ul", join(tag("li", line) for line in said)),
                table(caption, columns, rows),
            ),
        )


def small_studies(true_effect: int = 10, group_size: int = 20, seed: int = 1) -> SmallStudies:
    """Run 200 studies of one invented product and see which of them look striking.

    Parameters
    ----------
    true_effect : int
        The truth: from 0 to 30 more of 100 people get better with the product.
    group_size : int
        People in each of the two groups: 10, 20, 50, 100, 200 or 500.
    seed : int
        From 1 to 9999; the same seed gives the same studies.

    Raises
    ------
    ValueError
        If a value cannot be used; all problems at once.
    """
    return SmallStudies(true_effect, group_size, seed)
