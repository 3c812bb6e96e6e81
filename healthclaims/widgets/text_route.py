"""The text route: what a widget answers in words, for those who do not use it."""

from healthclaims.core.html import shown


def say(text: str) -> None:
    """Show text below the cell.

    Parameters
    ----------
    text : str
        One or more lines.
    """
    print(shown(text))  # noqa: T201 - the one place where the package prints into a notebook
