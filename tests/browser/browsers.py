"""Which browser drives the pages."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Playwright

from healthclaims.paper.pdf import find_browser as find_installed

BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-smooth-scrolling",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
NO_BROWSER = (
    "no Chromium or Chrome was found, so no browser test was run "
    "(on Debian: apt-get install chromium; elsewhere: playwright install chromium)"
)


def find_browser(playwright: Playwright) -> str | None:
    """Find the system's browser, or else the one that Playwright has downloaded."""
    installed = find_installed()
    downloaded = playwright.chromium.executable_path
    return installed or (downloaded if Path(downloaded).is_file() else None)
