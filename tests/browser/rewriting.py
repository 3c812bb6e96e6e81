"""A claim to rewrite on a page, as a student sees it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from healthclaims.rewriting.claims import load_rewrite


class RewritePage:
    """The place where one claim is rewritten."""

    def __init__(self, page: Page, name: str) -> None:
        title = load_rewrite(name).title
        self.root = page.get_by_role("region", name=f"Rewrite: {title}", exact=True)
        self.box = self.root.get_by_role("textbox", name="Your sentence")
        self.button = self.root.get_by_role("button", name="Check", exact=True)
        self.line = self.root.locator(".hc-line")
        self.saved = self.root.locator(".hc-saved")
        self.models = self.root.locator("details.hc-models")
        self.old = self.root.get_by_text("You have changed your sentence since.")

    def findings(self, kind: str) -> Locator:
        return self.root.locator(f'.hc-findings li[data-kind="{kind}"]')

    def write(self, text: str) -> None:
        """Write a sentence in place of what stands there, and have it checked."""
        self.box.fill(text)
        self.button.click()
