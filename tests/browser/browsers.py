"""Which browser drives the pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

# The first is Chromium without its own windows and menus, and takes a sixth less of the processor.
PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
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
    installed = next(filter(None, map(shutil.which, PROGRAMS)), None)
    downloaded = playwright.chromium.executable_path
    return installed or (downloaded if Path(downloaded).is_file() else None)
