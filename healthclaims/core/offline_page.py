"""A page in one file that opens with a double click.

It asks nothing of the network and runs nothing but the scripts that it was made with.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Sequence

from healthclaims.core.html import Html, join, tag

_ENDS = re.compile(r"</?(?:script|style)|<!--|\r", re.IGNORECASE)


def offline_page(
    title: str,
    style: str,
    *content: object,
    script: str = "",
    modules: Sequence[str] = (),
    outside: bool = False,
) -> str:
    """Build a page.

    Parameters
    ----------
    title : str
        Its title.
    style : str
        Its style sheet: the kit's own text, not escaped.
    *content : object
        What stands in its body; `Html` is kept, all else is escaped.
    script : str
        The only script that may run; the kit's own text. Empty for none.
    modules : sequence of str
        Modules that may run after it, in order; the kit's own text as well.
    outside : bool
        Whether content comes from a notebook: then it may hold pictures, and no element may bring
        a style of its own.

    Returns
    -------
    str
        The page. The same content gives the same page.

    Raises
    ------
    ValueError
        If a script or the style sheet could not be placed in a page as it is.
    """
    inside = f"\n{style}"
    scripts = [Html(f"<script>{_checked(script)}</script>")] if script else []
    scripts += [Html(f'<script type="module">{_checked(text)}</script>') for text in modules]
    runs = " ".join(map(_fingerprint, filter(None, (script, *modules))))
    policy = [
        "default-src 'none'",
        f"script-src {runs}" if runs else "",
        f"style-src {_fingerprint(_checked(inside))}" if outside else "style-src 'unsafe-inline'",
        "img-src data:" if outside else "",
        "base-uri 'none'; form-action 'none'",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        f'content="{"; ".join(filter(None, policy))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"{tag('title', title)}\n<style>{inside}</style>\n</head>\n"
        f"<body>\n{join((*content, *scripts))}\n</body>\n</html>\n"
    )


def _checked(text: str) -> str:
    """Refuse what would end its element, or would be read in another way inside of it."""
    found = _ENDS.search(text)
    if found:
        message = f"{found[0]!r} cannot stand in a script or style sheet of a page."
        raise ValueError(message)
    return text


@functools.lru_cache(maxsize=32)
def _fingerprint(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
