"""A page in one file that opens with a double click.

It asks nothing of the network and runs nothing but the scripts that it was made with. What it
holds stands in a template (``*.html.j2``) that extends ``core/page.html.j2``.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from healthclaims.core.assets import PACKAGE
from healthclaims.core.html import Html, escape

if TYPE_CHECKING:
    import jinja2

_ENDS = re.compile(r"</?(?:script|style)|<!--|\r", re.IGNORECASE)


def offline_page(
    template: str,
    content: Mapping[str, object],
    style: str,
    *,
    first: str = "",
    script: str = "",
    module: str = "",
    outside: bool = False,
    worker: bool = False,
) -> str:
    """Render a page.

    Parameters
    ----------
    template : str
        Its template, by the path below the package: ``"marking/feedback.html.j2"``.
    content : mapping of str to object
        What the template names; `Html` is kept, all else is escaped.
    style : str
        Its style sheet: the kit's own text, not escaped.
    first : str
        A script that runs before the page is read; the kit's own text. Empty for none.
    script : str
        The only other script that may run; the kit's own text. Empty for none.
    module : str
        A module that may run after it; the kit's own text as well. Empty for none.
    outside : bool
        Whether content comes from a notebook: then it may hold pictures, and no element may bring
        a style of its own.
    worker : bool
        Whether a service worker may be started that lies beside the page.

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
    runs = " ".join(map(_fingerprint, filter(None, (first, script, module))))
    policy = [
        "default-src 'none'",
        f"script-src {runs}" if runs else "",
        f"style-src {_fingerprint(inside)}" if outside else "style-src 'unsafe-inline'",
        "img-src data:" if outside else "",
        "worker-src 'self'" if worker else "",
        "base-uri 'none'; form-action 'none'",
    ]
    return (
        _templates()
        .get_template(template)
        .render(
            content,
            policy=Html("; ".join(filter(None, policy))),
            style=_unescaped(inside),
            first=_unescaped(first),
            script=_unescaped(script),
            module=_unescaped(module),
        )
    )


def fragment(template: str, content: Mapping[str, object]) -> Html:
    """Render a part of a page, with the same rules; for parts that many pages hold."""
    return Html(_templates().get_template(template).render(content))


@functools.cache
def _templates() -> jinja2.Environment:
    """Set up templates in which every value is escaped as `escape` does it."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(PACKAGE),
        autoescape=True,
        auto_reload=False,
        finalize=escape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _unescaped(text: str) -> Html:
    """Refuse what would end its element, or would be read in another way inside of it."""
    found = _ENDS.search(text)
    if found:
        message = f"{found[0]!r} cannot stand in a script or style sheet of a page."
        raise ValueError(message)
    return Html(text)


@functools.lru_cache(maxsize=32)
def _fingerprint(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
