"""The report in a real browser: no barrier, nothing fetched, and no window too narrow for it."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from healthclaims.class_report.answers import ClassAnswers
from healthclaims.class_report.items import item_analysis
from healthclaims.class_report.report import report_page
from healthclaims.maintain.simulated_class import Planted, simulated_checks, simulated_set
from tests.browser.axe import AXE, EVERYTHING
from tests.helpers.classwork import about, key_of

KEY = key_of("a1_who_was_studied")
LOOK = """async (runOnly) => {
  const { violations, incomplete, passes } = await axe.run(document, { runOnly });
  const told = ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`);
  const colours = passes.find(({ id }) => id === "color-contrast");
  return [[...violations, ...incomplete].flatMap(told), colours ? colours.nodes.length : 0];
}"""


@functools.cache
def page_of(students: int) -> str:
    planted = Planted(wrong_keys={about(KEY, "evidence", "people")[0]: "not_stated"})
    one = simulated_set(KEY.assignment.questions, students, 17, planted)
    found = ClassAnswers((one,), simulated_checks(students, 17, 0.3, 0.6))
    return report_page(found, [(one, item_analysis(one))], names=students == 3)


@pytest.mark.parametrize("students", [3, 60])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_there_is_no_barrier_and_nothing_is_fetched(
    browser: Browser, tmp_path: Path, students: int, scheme: str
) -> None:
    path = tmp_path / "report.html"
    path.write_text(page_of(students), encoding="utf-8", newline="\n")
    theme = "dark" if scheme == "dark" else "light"
    # The policy of the page lets no script in, the one that looks no more than any other.
    with browser.new_context(
        viewport={"width": 820, "height": 900}, color_scheme=theme, bypass_csp=True
    ) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_load_state("networkidle")
        assert asked == [path.as_uri()]
        page.add_script_tag(path=str(AXE))
        barriers, colours = page.evaluate(LOOK, list(EVERYTHING))
        assert barriers == []
        assert colours > 100
        # Where a table is cut off, axe can't tell the colours, which are those of the wide window.
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        barriers, _ = page.evaluate(LOOK, list(EVERYTHING))
        assert [line for line in barriers if not line.startswith("color-contrast")] == []
