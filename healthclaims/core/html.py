"""The one place that builds HTML. Article text, labels and answers are untrusted input.

Signs that would turn the words around them (embeddings, overrides and isolates of reading
direction), that a terminal obeys (control characters) or that no page can hold are shown as a
replacement character, one for one: nothing is hidden, and nothing beyond the text is reordered.
Letters that are read from right to left stay as they are. The same is done to the text of widgets
(views/_shared.js), of short descriptions and of messages.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

# Control characters other than tab and line ends, signs of direction, and halves of characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Html(str):
    """Text that is already HTML and must not be escaped again."""

    __slots__ = ()


def shown(text: str) -> str:
    """Make text that turns, hides or breaks nothing where it is shown.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        As many characters; U+FFFD stands for each that does more than show itself.
    """
    return _UNFIT.sub("\ufffd", text)


def escape(text: object) -> Html:
    """Escape text for use in HTML, also inside attributes.

    Parameters
    ----------
    text : object
        Anything with a string form. `Html` is returned unchanged.

    Returns
    -------
    Html
        Safe to place in a page.
    """
    if isinstance(text, Html):
        return text
    return Html(html.escape(shown(str(text)), quote=True))


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

    Returns
    -------
    Html
        The element.
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in {"img", "br", "hr"}:
        return Html(f"<{name}{shown}>")
    return Html(f"<{name}{shown}>{''.join(escape(part) for part in content)}</{name}>")


def join(parts: Iterable[object], between: str = "") -> Html:
    """Escape parts and join them.

    Parameters
    ----------
    parts : iterable of object
        The parts.
    between : str
        Plain text between them.

    Returns
    -------
    Html
        One piece of HTML.
    """
    return Html(escape(between).join(escape(part) for part in parts))


def mark(text: str, cue: str) -> Html:
    """Escape a sentence and mark the deciding words in it.

    Parameters
    ----------
    text : str
        The sentence.
    cue : str
        Words to mark; their first occurrence is taken. Empty marks nothing.

    Returns
    -------
    Html
        The sentence with ``<mark>`` around the words.
    """
    start = text.find(cue) if cue else -1
    if start < 0:
        return escape(text)
    end = start + len(cue)
    return join([text[:start], tag("mark", cue), text[end:]])


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Html:
    """Build a table with a caption and column headings.

    Parameters
    ----------
    caption : str
        What the table shows.
    columns : sequence of str
        Headings; an empty one stands over row headings that need none.
    rows : iterable of sequence
        Cells; the first cell of a row is its heading.

    Returns
    -------
    Html
        The table, in a box that scrolls sideways where the window is too narrow for it.
    """
    # Jupyter's own style sets table cells to the right, which no sentence survives.
    left = "text-align: left"
    head = tag(
        "tr",
        *(tag("th", name, scope="col", style=left) if name else tag("td") for name in columns),
    )
    body = join(
        tag(
            "tr",
            tag("th", row[0], scope="row", style=left),
            *(tag("td", cell, style=left) for cell in row[1:]),
        )
        for row in rows
    )
    made = tag(
        "table",
        tag("caption", caption, style=left),
        tag("thead", head),
        tag("tbody", body),
        style="margin: 0",
    )
    return scroll_box(f"Table: {caption}", made)


def scroll_box(name: str, content: Html, *, style: str = "") -> Html:
    """Put something wide in a box of its own, so that a narrow window never scrolls as a whole.

    Parameters
    ----------
    name : str
        What is in the box, for those who come to it by keyboard and do not see it.
    content : Html
        What may be wider than the window.
    style : str
        Further style of the box.

    Returns
    -------
    Html
        A box that can be scrolled by mouse, touch and arrow keys.
    """
    shown = "; ".join(filter(None, ("overflow-x: auto; max-width: 100%", style)))
    return tag(
        "div",
        content,
        role="group",
        aria_label=name,
        tabindex=0,
        data_lm_suppress_shortcuts="true",
        style=shown,
    )
