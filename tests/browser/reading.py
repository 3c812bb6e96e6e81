"""An article to mark on a page, as a student sees it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from healthclaims.content.answer_key import reading_axis
from healthclaims.content.codebook import Axis

VERDICTS = {
    "same": "✓ as in the key",
    "differs": "≠ key differs",
    "open": "⇄ left open",
    "not asked": "· not asked",
}


class ReaderPage:
    """The reader of a notebook that has one."""

    def __init__(self, page: Page) -> None:
        self.root = page.locator(".hc-reader")
        self.lines = self.root.locator(".hc-unit")
        self.saved = self.root.locator(".hc-saved")
        self.result = self.root.locator(".hc-reader-result")
        self.detail = self.root.locator(".hc-reader-detail")

    def choose_question(self, name: str) -> Axis:
        axis = reading_axis(name)
        self.root.get_by_role("radio", name=axis.short, exact=True).check()
        return axis

    def choose_label(self, axis: Axis, label: str) -> None:
        place = axis.names.index(label)
        shown = f"{place + 1} · {axis[label].shown} ({axis[label].letter})"
        self.root.get_by_role("radio", name=shown, exact=True).check()

    def compare(self) -> None:
        self.root.get_by_role("button", name="Compare with the key").click()

    def show(self, what: str) -> None:
        """Choose what is shown: "all", "marked" or "differ"."""
        self.root.get_by_role("combobox", name="Show").select_option(what)

    def marks(self) -> dict[int, str]:
        """Give the number of the mark of every marked line, by the line's place."""
        marks = self.lines.evaluate_all("(lines) => lines.map((line) => line.dataset.mark)")
        return {place: mark for place, mark in enumerate(marks) if mark}

    def shown_places(self) -> list[int]:
        """Give the places of the lines that can be seen."""
        hidden = self.lines.evaluate_all("(lines) => lines.map((line) => !line.offsetParent)")
        return [place for place, is_hidden in enumerate(hidden) if not is_hidden]

    def verdict(self, place: int) -> Locator:
        return self.lines.nth(place).locator(".hc-verdict")
