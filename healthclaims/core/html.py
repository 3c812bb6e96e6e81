"""The one place that builds HTML. Article text, labels and answers are untrusted input.

`Html` (markupsafe's `Markup`) is text that is HTML already; all other text is escaped where it is
put in. Signs that would turn the words around them (embeddings, overrides and isolates of reading
direction), that a terminal obeys (control characters) or that no page can hold are shown as a
replacement character, one for one: nothing is hidden, and nothing beyond the text is reordered.
Letters that are read from right to left stay as they are. The same is done to the text of widgets
(widgets/_shared.js), of short descriptions and of messages.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Sequence

import markupsafe
from markupsafe import Markup as Html

__all__ = [
    "Html",
    "escape",
    "join",
    "mark",
    "script_json",
    "scroll_box",
    "shown",
    "table",
    "tag",
    "without_formulas",
]

# Control characters other than tab and line ends, signs of direction, and halves of characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


# What could end a script element, begin another, or end a line of a script.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def shown(text: str) -> str:
    """Replace each sign that turns, hides or breaks what stands around it by U+FFFD."""
    return _UNFIT.sub("\ufffd", text)


def escape(text: object) -> Html:
    """Escape anything with a string form for HTML, attributes included; `Html` stays as it is."""
    return text if isinstance(text, Html) else markupsafe.escape(shown(str(text)))


def script_json(content: object) -> Html:
    """Write data for a script element; nothing in it can end the element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Html(text.translate(_UNSAFE))  # noqa: S704 - what could end the element is escaped


def tag(name: str, *content: object, **attributes: object) -> Html:
    """Build one element; content and attribute values are escaped.

    Parameters
    ----------
    name : str
        Name of the element, for example ``"p"``.
    *content : object
        What stands inside, in order; `Html` is kept, all else is escaped.
    **attributes : object
        Attributes; a trailing underscore is dropped (``class_``), other underscores become
        hyphens, None leaves the attribute out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "" if name in {"img", "br", "hr"} else f"{join(content)}</{name}>"
    return Html(f"<{name}{written}>{inside}")  # noqa: S704 - every part has just been escaped


def join(parts: Iterable[object], between: str = "") -> Html:
    """Escape parts and join them."""
    return Html(str.join(escape(between), map(escape, parts)))  # noqa: S704 - all are escaped


def mark(text: str, cue: str) -> Html:
    """Escape a sentence and put ``<mark>`` around the first occurrence of the deciding words."""
    before, found, after = text.partition(cue) if cue else (text, "", "")
    return join((before, tag("mark", found), after)) if found else escape(text)


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Html:
    """Build a table in a box that scrolls sideways where the window is too narrow for it.

    The first cell of a row is its heading; an empty column heading stands over row headings that
    need none.
    """
    # Jupyter's own style sets table cells to the right, which no sentence survives.
    left = "text-align: left"
    head = tag(
        "tr",
        *(tag("th", name, scope="col", style=left) if name else tag("td") for name in columns),
    )
    made = tag(
        "table",
        tag("caption", caption, style=left),
        tag("thead", head),
        tag("tbody", *(_row(left, *map(escape, row)) for row in rows)),
        style="margin: 0",
    )
    return scroll_box(f"Table: {caption}", made)


# The pages of a class repeat the same few rows.
@functools.lru_cache(maxsize=256)
def _row(style: str, heading: Html, *cells: Html) -> Html:
    others = (tag("td", cell, style=style) for cell in cells)
    return tag("tr", tag("th", heading, scope="row", style=style), *others)


def without_formulas(content: Html) -> Html:
    """Keep JupyterLab from setting what stands between two prices as a formula."""
    return tag("div", content, class_="mathjax_ignore") if "$" in content else content


def scroll_box(name: str, content: Html, *, style: str = "") -> Html:
    """Put something wide in a box of its own, so that a narrow window never scrolls as a whole.

    The name is for those who come to the box by keyboard and do not see it: it can be scrolled
    by mouse, touch and arrow keys.
    """
    styles = "; ".join(filter(None, ("overflow-x: auto; max-width: 100%", style)))
    return tag(
        "div",
        content,
        role="group",
        aria_label=name,
        tabindex=0,
        data_lm_suppress_shortcuts="true",
        style=styles,
    )
