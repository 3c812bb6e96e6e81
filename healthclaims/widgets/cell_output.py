"""What a cell shows without a widget: a block of text, or lines printed below it."""

from __future__ import annotations

from healthclaims.core.html import Html, shown, without_formulas


class Block:
    """A piece of text or a table, shown when it is the last line of a cell.

    Parameters
    ----------
    title : str
        What it is, in one line.
    content : Html
        What is shown.
    """

    def __init__(self, title: str, content: Html) -> None:
        self._title, self._content = title, content

    def words(self) -> Html:
        """Return all of it."""
        return self._content

    def __repr__(self) -> str:
        return shown(self._title)

    def _repr_html_(self) -> Html:
        return without_formulas(self._content)


def say(text: str) -> None:
    """Print text below the cell: what a widget answers to those who do not use it."""
    print(shown(text))  # noqa: T201 - the one place where the package prints into a notebook
