"""HTML from outside, such as a notebook's: a list of harmless elements passes, all else is text.

What comes out is built anew from that list, closed and escaped, so it does not matter how badly
the HTML was formed or how differently a browser would have read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

from healthclaims.core.html import Html, escape, tag

_EMPTY = frozenset({"br", "hr", "img"})
_NAMES = (
    "a abbr b blockquote caption cite code col colgroup dd del details div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 i kbd li mark ol p pre q s small span strong sub summary sup table "
    "tbody td tfoot th thead tr u ul"
)
_ELEMENTS = _EMPTY | frozenset(_NAMES.split())
_ATTRIBUTES = {
    "details": ("open",),
    "img": ("width",),
    "ol": ("start",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
_LONGEST = 12
# What a style sheet or a comment holds is for machines; nobody wrote it to be read.
_UNREAD = frozenset({"style"})
LEFT_OUT = "Picture left out"

Address = Callable[[str], str | None]


def allowed_html(text: str, link: Address, picture: Address, top: int = 1) -> Html:
    """Return the harmless elements, each closed, and everything else as text.

    `link` and `picture` turn an address into the one to use, or into None to leave it out.
    Headings above the level `top` are lowered to it.
    """
    reader = _Reader(link, picture, top)
    reader.feed(text)
    reader.close()
    return reader.finish()


@dataclass(frozen=True)
class _Opened:
    name: str
    closing: str
    is_box: bool


class _Reader(HTMLParser):
    """Builds anew what is allowed while it reads."""

    def __init__(self, link: Address, picture: Address, top: int) -> None:
        super().__init__()
        self._link, self._picture, self._top = link, picture, top
        self._parts: list[Html] = []
        self._open: list[_Opened] = []
        self._unread = ""

    def finish(self) -> Html:
        """Close what is still open and return everything."""
        while self._open:
            self._close()
        return Html("".join(self._parts))

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in reversed(attrs)}
        if self._unread:
            return
        if name in _UNREAD or (name, given.get("class")) == ("a", "anchor-link"):
            self._unread = name
        elif name not in _ELEMENTS:
            self.handle_data(self.get_starttag_text() or "")
        elif name == "img":
            self._parts.append(self._image(given))
        elif name in _EMPTY:
            self._parts.append(tag(name))
        else:
            self._start(name, given)

    def handle_startendtag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        # As in a browser, a slash at the end closes nothing.
        self.handle_starttag(name, attrs)

    def handle_endtag(self, name: str) -> None:
        if self._unread:
            self._unread = "" if name == self._unread else self._unread
        elif name not in _ELEMENTS:
            self.handle_data(f"</{name}>")
        elif any(name == opened.name for opened in self._open):
            while self._close() != name:
                pass

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._parts.append(escape(data))

    def handle_decl(self, decl: str) -> None:
        self.handle_data(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.handle_data(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.handle_data(f"<?{data}>")

    def _start(self, name: str, given: dict[str, str]) -> None:
        made = f"h{max(int(name[1]), self._top)}" if name[0] == "h" and name[1:].isdigit() else name
        kept: dict[str, object] = {
            key: given[key][:_LONGEST] for key in _ATTRIBUTES.get(name, ()) if key in given
        }
        if name == "a":
            kept["href"] = self._link(given.get("href", ""))
            kept["rel"] = "noopener noreferrer" if kept["href"] else None
        # What may be wider than the window scrolls in a box, also by keyboard.
        if name == "div" and given.get("tabindex") == "0":
            kept |= _box(given.get("aria-label", ""))
        opening, closing = _halves(tag(made, **kept))
        if name == "table" and not any(opened.is_box for opened in self._open):
            before, after = _halves(tag("div", **_box("Table")))
            opening, closing = before + opening, closing + after
        self._parts.append(Html(opening))
        self._open.append(_Opened(name, closing, "tabindex" in kept))

    def _close(self) -> str:
        """Close the innermost open element and return its name."""
        last = self._open.pop()
        closing = last.closing
        # A screen reader would read out a heading without words as one that is missing.
        if last.name == "th" and self._parts[-1].startswith("<th"):
            self._parts[-1], closing = Html("<td>"), "</td>"
        self._parts.append(Html(closing))
        return last.name

    def _image(self, given: dict[str, str]) -> Html:
        words = given.get("alt", "").strip()
        source = self._picture(given.get("src", ""))
        if source is None:
            return tag("em", f"[{LEFT_OUT}: {words}]" if words else f"[{LEFT_OUT}]")
        width = given.get("width", "")
        return tag("img", src=source, alt=words, width=width if width.isdigit() else None)


def _box(name: str) -> dict[str, object]:
    return {"class_": "wide", "role": "group", "tabindex": "0", "aria_label": name or "Wide part"}


def _halves(element: Html) -> tuple[str, str]:
    opening, closing = element.split("></", 1)
    return f"{opening}>", f"</{closing}"
