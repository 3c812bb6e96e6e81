"""What readers have asked their system for is respected: no movement, colours of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .notebook import Desk
from .test_accessibility_tree import WIDGETS, open_every_kind

pytestmark = pytest.mark.exhaustive

MOVES = """() => [...document.querySelectorAll(".hc, .hc *")].filter((node) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node);
  return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
}).map((node) => `${node.tagName} ${node.className}`)"""
RUNNING = """() => document.getAnimations().map(({ effect }) => effect.target)
  .filter((node) => node?.closest(".hc")).length"""
STYLES = """(nodes, names) => nodes.map((node) => {
  const style = getComputedStyle(node);
  return names.map((name) => style[name]).join(" ");
})"""


@pytest.fixture(scope="module")
def page(desk: Desk, kits: Path) -> Iterator[Page]:
    """A notebook in which every kind of widget has been used."""
    shown = open_every_kind(desk, kits / "media")
    for place, work, _ in WIDGETS.values():
        work(shown.locator(place).first)
    yield shown
    shown.emulate_media(forced_colors="null", reduced_motion="reduce")
    desk.clear()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_in_a_widget_moves_by_itself(page: Page, motion: str) -> None:
    page.emulate_media(reduced_motion=motion)
    assert page.evaluate(MOVES) == []
    assert page.evaluate(RUNNING) == 0


@pytest.fixture
def forced(page: Page) -> Iterator[Page]:
    """The page with the colours that somebody has chosen for everything."""
    page.emulate_media(forced_colors="active")
    yield page
    page.emulate_media(forced_colors="null")


def styles(page: Page, place: str, *names: str) -> list[str]:
    """Give some styles of every part found."""
    found: list[str] = page.locator(place).evaluate_all(STYLES, list(names))
    assert found, f"there is no {place}"
    return found


def test_with_forced_colours_what_is_chosen_and_marked_is_still_seen(forced: Page) -> None:
    outline = ("outlineStyle", "outlineWidth")
    for chosen in (".hc-option:has(:checked)", ".hc-chip:has(:checked)"):
        assert set(styles(forced, chosen, *outline)) == {"solid 2px"}
    for other in (".hc-option:not(:has(:checked))", ".hc-chip:not(:has(:checked))"):
        assert "solid" not in "".join(styles(forced, other, *outline))
    line = ("borderBottomStyle", "borderBottomWidth")
    assert set(styles(forced, ".hc-quiz mark", *line)) == {"solid 2px"}
    assert styles(forced, '.hc-unit[data-mark="1"]', *line) == ["solid 3px"]
    # Nothing is told by the colour of a border alone: its form and the words say the same.
    assert styles(forced, ".hc-feedback[data-verdict]", "borderLeftStyle") != ["none"]
    expect(forced.locator(".hc-quiz .hc-feedback .hc-line")).to_contain_text(":")


def test_with_forced_colours_focus_and_sliders_are_seen(forced: Page) -> None:
    slider = forced.locator(".hc-people").get_by_role("slider").first
    slider.focus()
    forced.keyboard.press("ArrowRight")
    assert styles(forced, ".hc-people input:focus-visible", "outlineStyle", "outlineWidth") == [
        "solid 3px"
    ]
    expect(forced.locator(".hc-people .hc-slider-value").first).to_have_text("21 of 1,000")


def test_with_forced_colours_drawings_take_the_colours_of_the_page(forced: Page) -> None:
    text, paper = (styles(forced, ".hc-people", name)[0] for name in ("color", "backgroundColor"))
    assert text != paper
    # Those who get it, those who are spared, and the others differ in form and filling.
    hit, spared = (
        styles(forced, f".hc-people figure:last-of-type .hc-mark-{kind}", "fill")[0]
        for kind in ("hit", "open")
    )
    assert paper == spared != hit
    assert styles(forced, ".hc-small-studies .hc-floor", "stroke")[0] == text
