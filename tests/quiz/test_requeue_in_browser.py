"""What follows a miss: a second try, and the question again, as tables of cases say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from healthclaims.questions.question import waits_for_second_try
from tests.browser.fixtures import HERE
from tests.browser.student import ROOT

CASES, TRIES = (
    json.loads((HERE.parent / "cases" / name).read_text(encoding="utf-8"))
    for name in ("requeue.json", "second_try.json")
)
RULE = (ROOT / "healthclaims" / "quiz" / "_requeue.js").read_text(encoding="utf-8")
WAITS = """([script, verdicts]) => {
  const waits = new Function(`${script}; return waitsForSecondTry;`)();
  return waits(verdicts);
}"""
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


@pytest.mark.parametrize("case", TRIES, ids=lambda case: case["name"])
def test_page_and_python_wait_for_a_second_try_as_the_table_says(
    case: dict[str, Any], blank: Page
) -> None:
    assert blank.evaluate(WAITS, [RULE, case["verdicts"]]) == case["waits"]
    assert waits_for_second_try(case["verdicts"]) == case["waits"]
