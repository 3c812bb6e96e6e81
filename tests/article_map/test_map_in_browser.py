"""A student presses squares of a map and reads what stands behind them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from healthclaims.article_map.claim_map import claim_map
from healthclaims.article_map.squares import Square
from healthclaims.article_map.strip import article_strip
from tests.browser.notebook import OpenNotebook
from tests.browser.student import Kit
from tests.browser.test_layout import TOO_SMALL, TOO_WIDE

OPEN_LESSON = 'import healthclaims; lesson = healthclaims.open_lesson("05_the_whole_picture")'
MAPS = {
    'lesson.map("semax", "certainty")': article_strip("semax", "certainty"),
    'lesson.claim_map("semax")': claim_map("semax"),
}

HALF_A_SQUARE = 14
# So that the page can be scrolled back as far as what was told is high.
ROOM_ABOVE = "print('.\\n' * 30)"


def expect_told(root: Locator, square: Square) -> None:
    told = root.get_by_role("status")
    expect(told).to_be_in_viewport()
    expect(told.locator(".hc-line")).to_contain_text(f"Line {square.unit.number}")
    expect(told.locator("blockquote")).to_have_text(square.text)
    expect(told.locator("dt")).to_have_text([answer.question for answer in square.answers])
    said = [f"{answer.shown}{answer.why}" for answer in square.answers]
    expect(told.locator("dd")).to_have_text(said)


def top(square: Locator) -> float:
    place = square.bounding_box()
    assert place is not None
    return place["y"]


@pytest.mark.parametrize("cell", MAPS)
def test_a_pressed_square_tells_its_line_its_label_and_the_reason(
    cell: str, kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, ROOM_ABOVE, cell))
    notebook.hide_side_bar()
    # So high that what is told is in sight whole: nothing else moves the page then.
    notebook.page.set_viewport_size({"width": 1400, "height": 1400})
    notebook.run_all()
    root, shown = notebook.page.locator(".hc-map"), MAPS[cell]
    radios = root.get_by_role("radio")
    expect(radios).to_have_count(len(shown.squares))
    placed = [square for row in shown.rows for box in row.boxes for square in box]
    expect(root.get_by_text(shown.counts)).to_have_count(0)
    for place in (len(placed) - 1, 0, len(placed) // 2):
        radios.nth(place).evaluate("(square) => square.scrollIntoView({ block: 'center' })")
        before = top(radios.nth(place))
        radios.nth(place).click()
        expect_told(root, placed[place])
        expect(radios.nth(place)).to_be_in_viewport()
    # What was told above has gone from there, and the square is still under the pointer.
    assert top(radios.nth(place)) == pytest.approx(before, abs=HALF_A_SQUARE)

    place = len(placed) // 2
    radios.nth(place).press("ArrowRight")
    expect_told(root, placed[place + 1])
    expect(radios.nth(place + 1)).to_be_focused()
    for width in (820, 320):
        notebook.set_width(width)
        assert root.evaluate(TOO_WIDE) == [], f"too wide in a window of {width} px"
        assert root.evaluate(TOO_SMALL) == [], f"too small in a window of {width} px"

    root.get_by_role("button", name="Close").click()
    expect(root.get_by_role("status")).to_have_count(0)
    expect(radios.nth(place + 1)).to_be_focused()
    root.locator("summary").click()
    expect(root.get_by_text(shown.counts)).to_be_visible()
    expect(root.locator("tbody tr")).to_have_count(len(placed))
