"""How big an effect is, in whole people of 1,000: the same two counts, said in several ways.

Whole people out of one number are what readers understand best (Cochrane Handbook 5.1, 12.5.3, on
natural frequencies). Both are counts on balance: nobody can tell which people a product spares,
or whether it spares some and harms others. The page counts in the same way (`_numbers.js`); one
table of cases tests both.
"""

from __future__ import annotations

from dataclasses import dataclass

from healthclaims.numbers.sentences import PEOPLE, SHARES, WAYS, fill


@dataclass(frozen=True)
class Risk:
    """How many of 1,000 people something happens to, without and with a product.

    Counts that are no whole numbers from 0 to 1,000 are refused, all at once.
    """

    without: int
    with_product: int

    def __post_init__(self) -> None:
        problems = [
            f"{name} = {value!r}: a whole number of people from 0 to {PEOPLE:,} is expected; "
            "change it in the cell."
            for name, value in vars(self).items()
            if type(value) is not int or not 0 <= value <= PEOPLE
        ]
        if problems:
            raise ValueError("\n".join(problems))

    @property
    def fewer(self) -> int:
        """Fewer people of 1,000 with the product (absolute difference); below 0 means more."""
        return self.without - self.with_product

    @property
    def spared(self) -> int:
        """People of 1,000 who are spared; 0 where the product spares nobody."""
        return max(0, self.fewer)

    @property
    def percent(self) -> int | None:
        """Change of the risk in whole percent of the risk without the product, halves up."""
        if not self.without:
            return None
        return (200 * abs(self.fewer) + self.without) // (2 * self.without)

    @property
    def needed(self) -> int | None:
        """People who have to use it so that one is spared or, if it does harm, one more is hit.

        One divided by the absolute difference (Bender, Controlled Clinical Trials
        2001;22:102-110), rounded up to whole people (Cochrane Handbook 5.1, 12.5.4); None where
        nothing changes.
        """
        return -(-PEOPLE // abs(self.fewer)) if self.fewer else None

    def ways(self) -> tuple[str, ...]:
        """Return the same effect said in each of `WAYS`."""
        values: dict[str, int | str] = {
            "all": PEOPLE,
            "without": self.without,
            "with_product": self.with_product,
            "people": abs(self.fewer),
            "both": min(self.without, self.with_product),
            "neither": PEOPLE - max(self.without, self.with_product),
            "needed": self.needed or 0,
            "share": self._share(),
        }
        cases = self._cases()
        return tuple(fill(next(way[case] for case in cases if case in way), values) for way in WAYS)

    def _cases(self) -> list[str]:
        """List what holds, the most special first."""
        if not self.fewer:
            return ["same"]
        change = "fewer" if self.fewer > 0 else "more"
        special = ["from_nobody"] if not self.without else []
        return [*special, *([f"{change}_by_all"] if self.needed == 1 else []), change]

    def _share(self) -> str:
        if not self.percent:
            return SHARES["tiny"]
        nearly_all = self.percent == 100 and self.fewer > 0 and self.with_product
        return fill(SHARES["nearly_all" if nearly_all else "rounded"], {"percent": self.percent})
