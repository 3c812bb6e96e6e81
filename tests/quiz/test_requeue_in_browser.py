"""A missed question comes back in the same sitting as a table of cases says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.fixtures import HERE
from tests.browser.student import ROOT

CASES = json.loads((HERE.parent / "cases" / "requeue.json").read_text(encoding="utf-8"))
RULE = (ROOT / "healthclaims" / "quiz" / "_requeue.js").read_text(encoding="utf-8")
REQUEUE = """([script, ...question]) => {
  const requeue = new Function(`${script}; return requeue;`)();
  return requeue(...question);
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page to run the rule in."""
    with browser.new_page() as page:
        yield page


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_page_asks_a_missed_question_again_as_the_table_says(
    case: dict[str, Any], blank: Page
) -> None:
    order = blank.evaluate(REQUEUE, [RULE, case["rest"], case["missed"], case["returns"]])
    assert order == case["expected"]
