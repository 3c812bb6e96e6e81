"""HTML of the kit's own making, read back as a tree, for whoever puts it together anew."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from healthclaims.core.html import Html

_VOID = re.compile(r"<(br|hr|img|col)((?:\s[^<>]*)?)>")


def tree_of(html: Html) -> ET.Element:
    """Return a ``div`` with some HTML in it, as core/html.py or the export's filter wrote it."""
    closed = _VOID.sub(r"<\1\2/>", str(html))
    # Both write every element anew and escape all text, so no entity or DTD can stand in it.
    return ET.fromstring(f"<div>{closed}</div>")  # noqa: S314 - for the reason above


def html_of(element: ET.Element) -> Html:
    """Write what stands in an element; its own words at the start become a paragraph."""
    if (element.text or "").strip():
        words = ET.Element("p")
        words.text, element.text = element.text, None
        element.insert(0, words)
    written = "".join(ET.tostring(part, "unicode", short_empty_elements=False) for part in element)
    return Html(re.sub(r"</(?:br|hr|img|col)>", "", written))
