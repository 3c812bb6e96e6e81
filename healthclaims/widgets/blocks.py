"""A piece of text or a table, shown when it is the last line of a cell."""

from __future__ import annotations

from healthclaims.core.html import Html, shown


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
        return self._content
