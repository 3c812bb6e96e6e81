"""From a page to a PDF, by a browser that is there already: Chromium or Chrome without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from healthclaims.core.problems import PlainError

# The first is Chromium without its own windows and menus, and takes a sixth less of the processor.
PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
_TIMEOUT_S = 120


def find_browser() -> str | None:
    """Find a browser that can print by itself; None if there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def print_page(browser: str, page: Path, pdf: Path) -> None:
    """Print a page that lies in a file.

    Raises
    ------
    PlainError
        If the browser did not print it.
    """
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={pdf.resolve()}",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")
        try:
            subprocess.run(  # noqa: S603 - a browser that was looked up, and files just written
                [*command, page.resolve().as_uri()],
                check=True,
                capture_output=True,
                timeout=_TIMEOUT_S,
            )
        except (OSError, subprocess.SubprocessError) as error:
            message = f"{Path(browser).name} did not print {page.name} ({type(error).__name__})."
            raise PlainError(message) from error
    if not pdf.is_file():
        message = f"{Path(browser).name} did not print {page.name}."
        raise PlainError(message)
