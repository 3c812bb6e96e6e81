"""A page in one file that opens with a double click.

It asks nothing of the network and runs nothing but the one script that it was made with.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path

from healthclaims.core.markup import Html, join, tag

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_REST = "base-uri 'none'; form-action 'none'"


@functools.cache
def part(name: str) -> str:
    """Read a style sheet or script that lies beside this module.

    Parameters
    ----------
    name : str
        Name of the file.

    Returns
    -------
    str
        Its text.
    """
    return (_HERE / name).read_text(encoding="utf-8")


def offline_page(title: str, style: str, *content: object, script: str = "") -> str:
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

    Returns
    -------
    str
        The page. The same content gives the same page.
    """
    policy = [_POLICY, _REST]
    if script:
        policy.insert(1, f"script-src 'sha256-{_fingerprint(script)}'")
    body = join((*content, Html(f"<script>{script}</script>") if script else ""))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"{tag('title', title)}\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


@functools.lru_cache(maxsize=8)
def _fingerprint(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
