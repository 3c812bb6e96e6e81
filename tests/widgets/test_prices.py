"""Two prices in a text are never set as a formula in JupyterLab."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from healthclaims.core.html import Html, tag
from healthclaims.lessons.lesson import open_lesson
from healthclaims.widgets.cell_output import Block
from tests.helpers.kit import ROOT

PRICED = """A shop page

The small box costs $49 in our shop, and people sleep well.

The large box costs $99 and people sleep even better."""
# As JupyterLab's formulas begin and end: any dollar sign without a backslash, outside of code.
CODE = re.compile(r"(?s)```.*?```|`[^`\n]*`|\\\$")
NOTEBOOKS = [
    path
    for name in ("notebooks", "solutions", "exercises")
    for path in ROOT.glob(f"{name}/**/*.ipynb")
]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_prose_of_the_kit_holds_a_dollar_sign_that_begins_a_formula(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            assert "$" not in CODE.sub("", "".join(cell["source"])), cell["id"]


def test_a_text_with_prices_is_shown_where_nothing_is_set_as_a_formula(home: Path) -> None:
    own = open_lesson("09_your_own_article").own_article(PRICED, promotes="yes")
    data, _ = own._repr_mimebundle_()
    assert data["text/html"].count("$") == 2
    assert data["text/html"].startswith('<div class="mathjax_ignore">')
    shown = Block("Prices", tag("p", "$49 … $99"))._repr_html_()
    assert shown == '<div class="mathjax_ignore"><p>$49 … $99</p></div>'


def test_what_holds_no_price_is_shown_as_ever() -> None:
    assert Block("Words", Html("<p>49</p>"))._repr_html_() == "<p>49</p>"
