"""Starts one JupyterLab and one browser for all browser tests, and gives each test its own kit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from .browsers import BROWSER_OPTIONS, NO_BROWSER, find_browser
from .notebook import Desk, OpenNotebook
from .server import run_jupyterlab
from .student import Kit

HERE = Path(__file__).parent
# On a busy machine a page may take its time; a check ends as soon as it holds.
PATIENCE_MS = 120_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one, tests are skipped, or fail where a browser is required."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        program = find_browser(playwright)
        if program is None:
            if os.environ.get("HEALTHCLAIMS_REQUIRE_BROWSER") == "1":
                pytest.fail(NO_BROWSER)
            pytest.skip(NO_BROWSER)  # CI forbids this by the variable above
        with playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS) as chromium:
            yield chromium


@pytest.fixture(scope="session")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that JupyterLab serves: one kit for each test."""
    return tmp_path_factory.mktemp("kits")


@pytest.fixture(scope="session")
def lab(browser: Browser, kits: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab; not started where there is no browser."""
    with run_jupyterlab(kits, tmp_path_factory.mktemp("jupyter")) as address:
        yield address


@pytest.fixture(scope="session")
def desk(lab: str, browser: Browser) -> Iterator[Desk]:
    """A browser tab with JupyterLab, which is to ask nothing of any other machine."""
    asked: list[str] = []
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE_MS)
        context.on("request", lambda request: asked.append(request.url))
        yield Desk(context, lab)
    elsewhere = [url for url in asked if not url.startswith((lab, "data:", "blob:"))]
    assert asked, "no request was seen at all, so this check sees nothing"
    assert not elsewhere, f"a page asked other machines for {elsewhere}"


@pytest.fixture
def kit(kits: Path, request: pytest.FixtureRequest) -> Kit:
    """A fresh copy of the kit, named after the test."""
    return Kit(kits / re.sub(r"\W+", "_", request.node.name))


@pytest.fixture
def open_notebook(desk: Desk, kit: Kit) -> Iterator[OpenNotebook]:
    """Open notebooks of this test's kit in JupyterLab; they are closed afterwards."""
    yield lambda path: desk.open(f"{kit.folder.name}/{path}")
    desk.clear()
