"""A figure is no white sheet in a dark theme, and fits a tablet."""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Locator

from tests.browser.notebook import OpenNotebook
from tests.browser.student import Kit
from tests.browser.themes import DARK, LIGHT, use_theme

OPEN = 'import healthclaims; lesson = healthclaims.open_lesson("00_start_here")'
TABLET = 820
FITS = "(frame) => frame.scrollWidth <= frame.clientWidth"
GREY = 128


def brightness(frame: Locator) -> float:
    """Give the mean of all points of a picture with its frame, from 0 to 255."""
    counts = Image.open(io.BytesIO(frame.screenshot())).convert("L").histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts)


def test_a_figure_takes_the_theme_and_fits_a_tablet(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN, "lesson.how_sure()"))
    notebook.hide_side_bar()
    notebook.run_all()
    notebook.set_width(TABLET)
    notebook.wait_until_still()
    frame = notebook.page.locator("figure [role=group]").first
    try:
        use_theme(notebook.page, LIGHT)
        assert brightness(frame) > GREY
        use_theme(notebook.page, DARK)
        assert brightness(frame) < GREY
        assert frame.evaluate(FITS)
    finally:
        use_theme(notebook.page, LIGHT)
