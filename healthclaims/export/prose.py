"""Markdown as HTML: as JupyterLab shows it, but prices stay prices, and formulas stay in words."""

from __future__ import annotations

import re

from healthclaims.core.html import escape

# Stands for a dollar sign that begins no formula while Markdown is read.
_DOLLAR = "held-as-a-dollar-sign"
_SIGNS = re.compile(r"(?s)\$\$.*?\$\$|(?<![$\\])\$(?P<body>[^$]+?)(?<!\\)\$(?P<after>\d?)")
_FORMULA = "This formula needs JupyterLab:"


def markdown_html(text: str) -> str:
    """Turn Markdown into HTML, which is as untrusted as what it was made of."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):
        """Shows a formula as it was written, with a note; nothing on a page sets it."""

        def inline_math(self, body: str) -> str:
            return formula_note(body)

        def block_math(self, body: str) -> str:
            return formula_note(body)

        def latex_environment(self, name: str, body: str) -> str:
            return formula_note(rf"\begin{{{name}}}{body}\end{{{name}}}")

    made = MarkdownWithMath(renderer=Renderer(escape=False)).render(_hide_prices(text))
    return made.replace(_DOLLAR, "$")


def formula_note(body: str) -> str:
    """Write what a formula says in its own signs, and that JupyterLab would set it."""
    return f"<em>[{_FORMULA} <code>{escape(body.strip())}</code>]</em>"


def _hide_prices(text: str) -> str:
    """Put a word in place of each dollar sign that JupyterLab may take for a formula's, and is not.

    As in Pandoc's Markdown, a formula has no blank at either end inside, and no digit behind it.
    """
    place = 0
    while found := _SIGNS.search(text, place):
        body = found["body"]
        if body is None or _is_formula(body, found["after"]):
            place = found.end() - len(found["after"] or "")
            continue
        start = found.start()
        text = f"{text[:start]}{_DOLLAR}{text[start + 1 :]}"
        place = start + len(_DOLLAR)
    return text


def _is_formula(body: str, after: str) -> bool:
    if after or body != body.strip() or re.search(r"\n\s*\n", body):
        return False
    # "$49, or 60 US$", "$5/$6": an amount and words, or a sign that something must follow.
    is_amount = re.match(r"[\d.,]*\d", body) and not re.search(r"[\\^_{}=]", body)
    return not (is_amount and re.search(r"[^\W\d_]{2}", body)) and body[-1] not in "/(–—-+,"
