"""The cells of a notebook as HTML: prose and results, whatever somebody wrote into them."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from healthclaims.core.html import Html, tag
from healthclaims.core.untrusted import clean_text
from healthclaims.export.allowed_html import allowed_html
from healthclaims.export.prose import formula_note, markdown_html
from healthclaims.export.run import WIDGET_VIEW
from healthclaims.export.widget_state import ExportedWidgets, needs_jupyterlab

_KINDS = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_DATA = re.compile(r"data:image/(?:gif|jpeg|png|svg\+xml|webp);base64,[A-Za-z0-9+/=\s]+")
_MOST_BYTES = 5_000_000
_OTHER_SITE = ("http://", "https://", "mailto:")
_BLANKS = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_ATTACHED, _HIDDEN = "attachment:", "held-in-this-cell:"
_NO_WORDS = "A picture without a description"


def in_cell(*content: object) -> Html:
    """Put content where the page's own style holds; widgets bring theirs."""
    return tag("div", *content, class_="cell")


class CellMarkup:
    """Makes HTML of a notebook's cells, and collects the widgets among them in `widgets`.

    Pictures are taken from the notebook's `folder` and from below; `pages` maps the name of a
    notebook to the address of its page.
    """

    def __init__(self, folder: Path, pages: Mapping[str, str], widgets: ExportedWidgets) -> None:
        self._folder, self._widgets = folder.resolve(), widgets
        self._pages = {_composed(name): address for name, address in pages.items()}
        self._top = 1

    def render_markdown(self, cell: Mapping[str, Any]) -> Html:
        """Render a Markdown cell; what is neither Markdown nor harmless HTML becomes text."""
        return in_cell(self._markdown(str(cell["source"]), cell.get("attachments", {})))

    def render_outputs(self, cell: Mapping[str, Any]) -> list[Html]:
        """Render each output of a code cell that has been run."""
        return [self._result(output) for output in cell.get("outputs", ())]

    def _markdown(self, text: str, attachments: Mapping[str, Any]) -> Html:
        # nbconvert would stop at an attachment, since it does not know the cell.
        made = markdown_html(text.replace(_ATTACHED, _HIDDEN)).replace(_HIDDEN, _ATTACHED)
        made = self._allowed(made, attachments)
        # A page has one heading of the first level; any later one is lowered.
        self._top = 2 if "<h1>" in made else self._top
        return made

    def _allowed(self, text: str, attachments: Mapping[str, Any] | None = None) -> Html:
        held = attachments or {}
        return allowed_html(text, self._link, lambda name: self._picture(name, held), self._top)

    def _result(self, output: Mapping[str, Any]) -> Html:
        if output["output_type"] == "stream":
            return in_cell(tag("pre", clean_text(output["text"])))
        if output["output_type"] == "error":  # of a cell that is meant to stop
            return in_cell(tag("pre", clean_text(f"{output['ename']}: {output['evalue']}")))
        data, metadata = output.get("data", {}), output.get("metadata", {})
        printed = self._allowed(data["text/html"]) if "text/html" in data else Html("")
        if WIDGET_VIEW in data:
            place = self._widgets.render(data[WIDGET_VIEW].get("model_id", ""), printed)
            return place or in_cell(
                needs_jupyterlab("a widget. Its printed copy:" if printed else "a widget."), printed
            )
        return in_cell(printed or self._still(data, metadata))

    def _still(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> Html:
        for kind in ("image/png", "image/jpeg", "image/gif", "image/svg+xml"):
            if kind in data:
                return _picture_of(kind, data[kind], metadata.get(kind, {}))
        if "text/markdown" in data:
            return self._markdown(data["text/markdown"], {})
        if "text/latex" in data:
            return self._allowed(formula_note(data["text/latex"]))
        return tag("pre", clean_text(data.get("text/plain", "")))

    def _link(self, address: str) -> str | None:
        """Return the page or site that a link leads to, None for anything else."""
        address = _BLANKS.sub("", address)
        if address.lower().startswith(_OTHER_SITE):
            return address
        name = _composed(unquote(address.partition("#")[0]))
        return self._pages.get(name.removesuffix(".ipynb")) if name.endswith(".ipynb") else None

    def _picture(self, address: str, attachments: Mapping[str, Any]) -> str | None:
        """Return a picture that is in the notebook or beside it; nothing is fetched."""
        if _DATA.fullmatch(address):
            return address
        if address.startswith(_ATTACHED):
            held = attachments.get(unquote(address.removeprefix(_ATTACHED)), {})
            return next(
                (_source(kind, held[kind]) for kind in _KINDS.values() if kind in held), None
            )
        kind = _KINDS.get(Path(address).suffix.lower())
        try:
            path = (self._folder / unquote(address)).resolve()
            if kind and path.is_relative_to(self._folder) and path.stat().st_size <= _MOST_BYTES:
                return _source(kind, base64.b64encode(path.read_bytes()).decode())
        except (OSError, ValueError):
            pass  # it is not there, or its name cannot be one: the page says that it is left out
        return None


def _composed(name: str) -> str:
    """Write accents as one sign with their letter: a link and a file name may differ in that."""
    return unicodedata.normalize("NFC", name)


def _picture_of(kind: str, content: str, about: Mapping[str, Any]) -> Html:
    if kind == "image/svg+xml":
        content = base64.b64encode(content.encode()).decode()
    words, width = about.get("alt") or _NO_WORDS, about.get("width")
    whole = width if isinstance(width, int) else None
    return tag("p", tag("img", src=_source(kind, content), alt=words, width=whole))


def _source(kind: str, content: str) -> str:
    return f"data:{kind};base64,{re.sub(r'[^A-Za-z0-9+/=]', '', content)}"
