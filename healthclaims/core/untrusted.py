"""Text that students or file names bring along, made fit for tables and pages.

It is still text afterwards: what shows it must escape it.
"""

from __future__ import annotations

import re

from healthclaims.core.html import shown

# A written answer has a few hundred words; nobody reads on after so many characters.
MOST_SHOWN = 20_000
_LINE_ENDS = re.compile(r"\r\n?")


def clean_text(text: str) -> str:
    """Make text that every table and page can hold.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        With LF line ends, and a replacement character for each sign that does more than show
        itself (see `shown`).
    """
    return shown(_LINE_ENDS.sub("\n", text))


def shown_text(text: str, most: int = MOST_SHOWN) -> str:
    """Clean text and cut it where nobody would read on.

    Parameters
    ----------
    text : str
        Any text.
    most : int
        So many characters are kept.

    Returns
    -------
    str
        The text; where it was cut, the last line says so.
    """
    if len(text) <= most:
        return clean_text(text)
    return f"{clean_text(text[:most])} …\n(Cut here: {len(text) - most} more characters.)"
