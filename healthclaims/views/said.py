"""The text route: what a widget answers in words, for those who do not use it."""


def say(text: str) -> None:
    """Show text below the cell.

    Parameters
    ----------
    text : str
        One or more lines.
    """
    print(text)  # noqa: T201 - the one place where the package prints into a notebook
