"""How big an effect is, in whole people of 1,000: the same two counts, said in several ways.

Whole people out of one number are what readers understand best (Cochrane Handbook 5.1, 12.5.3, on
natural frequencies). Both are counts on balance: nobody can tell which people a product spares,
or whether it spares some and harms others. The page does the same arithmetic in `_numbers.js`;
one table of cases tests both.
"""

from __future__ import annotations

from dataclasses import dataclass

OF = 1000
_USERS = "people who use it for a year"
WAYS = (
    "As an advert may say it",
    "In whole people",
    "Of 1,000 people who use it, on balance (nobody can tell who)",
    "For one person",
)


@dataclass(frozen=True)
class Risk:
    """How many of 1,000 people something happens to, without and with a product.

    Parameters
    ----------
    without, with_product : int
        People, from 0 to 1,000.

    Raises
    ------
    ValueError
        If a count is no whole number from 0 to 1,000; all problems at once.
    """

    without: int
    with_product: int

    def __post_init__(self) -> None:
        problems = [
            f"{name} = {value!r}: a whole number of people from 0 to {OF:,} is expected; "
            "change it in the cell."
            for name, value in vars(self).items()
            if type(value) is not int or not 0 <= value <= OF
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
    def relative(self) -> float | None:
        """Risk with the product as a multiple of the risk without it; None if that is nought.

        Relative risk, one minus which is the relative risk reduction (Barratt and others, CMAJ
        2004;171:353-358).
        """
        return self.with_product / self.without if self.without else None

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
        return -(-OF // abs(self.fewer)) if self.fewer else None

    def sentence(self) -> str:
        """Give both counts in words.

        Returns
        -------
        str
            For example ``"3 of 1,000 instead of 6 of 1,000"``.
        """
        return f"{self.with_product:,} of {OF:,} instead of {self.without:,} of {OF:,}"

    def ways(self) -> tuple[str, str, str, str]:
        """Say the same effect in four ways.

        Returns
        -------
        tuple of str
            In the order of `WAYS`.
        """
        return (self._as_share(), self._in_people(), self._of_all(), self._for_one())

    def _as_share(self) -> str:
        if not self.fewer:
            return "No difference."
        if self.percent is None:
            return "Cannot be said: nobody got it without the product."
        if self.fewer < 0:
            return f"“Raises the risk by {self._share(self.percent)}!”"
        return f"“Cuts the risk by {self._share(self.percent)}!”"

    def _share(self, percent: int) -> str:
        if not percent:
            return "less than 1%"
        nearly_all = percent == 100 and self.fewer > 0 and self.with_product
        return "more than 99%" if nearly_all else f"{percent:,}%"

    def _in_people(self) -> str:
        if not self.fewer:
            return f"The same number: {self.without:,} of {OF:,}, with and without."
        change = "fewer" if self.fewer > 0 else "more"
        return f"{abs(self.fewer):,} {change} of {OF:,}: {self.sentence()}."

    def _of_all(self) -> str:
        same = min(self.without, self.with_product)
        never = OF - max(self.without, self.with_product)
        if self.fewer < 0:
            hit = f"{-self.fewer:,} {_verb(-self.fewer)} it who would not have"
            return f"{hit}, {same:,} would have got it anyway, {never:,} do not get it."
        be = "is" if self.fewer == 1 else "are"
        kept = f"{same:,} {_verb(same)} it all the same, {never:,} would not have got it anyway"
        return f"{self.fewer:,} {be} spared, {kept}."

    def _for_one(self) -> str:
        if self.needed is None:
            return "However many use it, as many get it as without."
        if self.needed == 1:
            return f"Everybody who uses it {'is spared' if self.fewer > 0 else 'gets it'}."
        if self.fewer > 0:
            return f"On average, one in about {self.needed:,} {_USERS} is spared."
        return f"On average, of about {self.needed:,} {_USERS}, one more gets it."


def _verb(count: int) -> str:
    return "gets" if count == 1 else "get"
