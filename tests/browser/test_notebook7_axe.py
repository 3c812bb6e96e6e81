"""Widgets and an assignment in Notebook 7: axe finds no barrier there either."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .axe import Axe, on_one_sheet
from .notebook import LAB_IS_READY, SLOW_MS, WIDE, NotebookPage
from .student import Kit
from .test_accessibility import ASSIGNMENTS, EVERY_WIDGET, LOOKS, path_of
from .themes import use_theme
from .worked import work_through

pytestmark = pytest.mark.exhaustive


@pytest.fixture
def tab(browser: Browser, lab: str) -> Iterator[tuple[Page, str]]:
    """A tab of its own, and the address of Notebook 7 on the same server."""
    with browser.new_context(reduced_motion="reduce", viewport=WIDE) as context:
        yield context.new_page(), f"{lab}/notebooks"


# Only the frame around the cells differs: each widget and an assignment are seen in it.
@pytest.mark.parametrize("name", [EVERY_WIDGET, ASSIGNMENTS[3]])
def test_axe_finds_no_barrier_in_notebook_7(name: str, kit: Kit, tab: tuple[Page, str]) -> None:
    page, address = tab
    page.goto(f"{address}/{kit.folder.name}/{path_of(name, kit)}")
    page.wait_for_function(LAB_IS_READY, timeout=SLOW_MS)
    notebook = NotebookPage(page, address)
    notebook.wait_until_idle()
    notebook.run_all()
    notebook.wait_until_idle()
    expect(page.locator(".jp-OutputArea-output").last).to_be_attached()
    work_through(notebook)
    axe = Axe(page)
    told = []
    for theme, width in LOOKS:
        use_theme(page, theme)
        page.set_viewport_size({"width": width, "height": WIDE["height"]})
        with on_one_sheet(page):
            barriers = axe.barriers()
        told += [f"{theme}, {width} px: {barrier}" for barrier in barriers]
    assert not told, "\n".join(told)
