"""A student guesses before looking: what the box covers is seen after that, and stays."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from healthclaims.guess.widget import KEPT, NOTHING_YET
from tests.browser.notebook import OpenNotebook
from tests.browser.quiz import SAVED
from tests.browser.student import Kit
from tests.browser.test_layout import TOO_SMALL, TOO_WIDE, WIDTHS

OPEN = 'import healthclaims; lesson = healthclaims.open_lesson("01_read_the_article")'
MAP = 'lesson.guess("claims", "More than half?", lesson.map("semax", "claim"))'
BOX = 'lesson.guess("hunt", "Which two places?")'
LABEL = 'lesson.guess("ways", "How many?", healthclaims.ways_to_read(2, 4, 10))'
FOLD = """(text) => {
  const model = jupyterapp.shell.currentWidget.content.model.sharedModel;
  model.insertCell(2, { cell_type: "markdown", source: text, metadata: {} });
}"""


def box(page: Page) -> Locator:
    return page.locator(".hc-guess")


def test_a_map_is_covered_until_a_guess_is_written_and_then_stays(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN, MAP, '"the next cell"'))
    notebook.hide_side_bar()
    notebook.run_all()
    page = notebook.page
    covered = page.locator(".hc-map")
    expect(page.get_by_text("the next cell").last).to_be_visible()
    expect(covered).to_be_attached()
    expect(covered).to_be_hidden()

    button = box(page).get_by_role("button")
    button.click()
    expect(box(page).get_by_role("status")).to_have_text(NOTHING_YET)
    expect(box(page).get_by_role("textbox", name="More than half?")).to_be_focused()
    expect(covered).to_be_hidden()

    page.keyboard.type("fewer, a, d d")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(covered).to_be_visible()
    expect(box(page).get_by_role("status")).to_have_text(KEPT)
    expect(box(page).locator(".hc-saved")).to_have_text(SAVED)
    assert [entry["text"] for entry in kit.entries("note")] == ["fewer, a, d d"]
    for width in WIDTHS:
        notebook.set_width(width)
        assert box(page).evaluate(TOO_WIDE) == [], f"too wide in a window of {width} px"
        assert box(page).evaluate(TOO_SMALL) == [], f"too small in a window of {width} px"

    notebook.save_and_reload()
    notebook.run_all()
    expect(box(page).get_by_role("textbox")).to_have_value("fewer, a, d d")
    expect(page.locator(".hc-map")).to_be_visible()


def test_without_a_picture_the_fold_that_follows_opens(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN, BOX))
    page = notebook.page
    page.evaluate(FOLD, "<details><summary>Found</summary>\n\nThe title.\n\n</details>")
    notebook.run_all()
    found = page.locator(".jp-RenderedMarkdown").get_by_text("The title.")
    expect(found).to_be_hidden()
    box(page).get_by_role("textbox").fill("title and heart")
    box(page).get_by_role("button").click()
    expect(found).to_be_visible()


def test_a_list_in_a_fold_of_its_own_lies_open_after_the_guess(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN, LABEL))
    page = notebook.page
    notebook.run_all()
    found = page.get_by_text("2 in each nostril, each time")
    expect(found).to_be_attached()
    expect(found).to_be_hidden()
    box(page).get_by_role("textbox").fill("two")
    box(page).get_by_role("button").click()
    expect(found).to_be_visible()
