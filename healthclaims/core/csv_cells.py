"""Cells of tables that people open in a spreadsheet: text never becomes a formula there.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula (the wide
forms of East Asian keyboards count, too), and may pass over a tab or line end before it. The remedy
is an apostrophe in front, as the OWASP page "CSV Injection" gives it
(https://owasp.org/www-community/attacks/CSV_Injection). Where a spreadsheet expects semicolons, a
semicolon or line end inside a cell begins a new one, so the same is done after those.
"""

from __future__ import annotations

import re

# Pages have the same rule: core/csv_cells.js.
_SIGN = r"[ \u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(rf"'*(?:{_SIGN}|[\t\r\n])")
_DEFUSED = re.compile(rf"'+(?:{_SIGN}|[\t\r\n])")
_FORMULA_INSIDE = re.compile(rf"([;\t\n])('*{_SIGN})")
_DEFUSED_INSIDE = re.compile(rf"([;\t\n])'('*{_SIGN})")
_PARTS = re.compile(r"[;\t\n]")
_NUMBER = re.compile(r"-[0-9]+(?:\.[0-9]+)?")


def defuse(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet would take for a formula.

    A number such as ``-1`` stays a number; `undo` makes the same text again.
    """
    is_word = text[:1].isalnum() and not _PARTS.search(text)
    if is_word or _NUMBER.fullmatch(text):
        return text
    inside = _FORMULA_INSIDE.sub(r"\1'\2", text)
    return f"'{inside}" if _FORMULA.match(inside) else inside


def undo(text: str) -> str:
    """Take the apostrophes of `defuse` away."""
    inside = text[1:] if _DEFUSED.match(text) else text
    return _DEFUSED_INSIDE.sub(r"\1\2", inside)
