"""A site on a web host: after the first visit it opens without the host, and notices new pages."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.exported_lessons import Export

pytestmark = pytest.mark.exhaustive
LESSON, ASSIGNMENT = "02_animal_or_human", "a1_who_was_studied"
ONLY_NEW = """async () => {
  const isNew = (names) => names.length === 1 && names[0].includes(" new");
  while (!isNew(await caches.keys())) await new Promise((done) => setTimeout(done, 100));
}"""
KEPT = "This browser has kept all pages: they open without a network, too."


class Host:
    """A web host for one folder that can go away and come back, at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked, self.port = folder, list[str](), 0
        self.start()

    def start(self) -> None:
        asked = self.asked

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *said: object) -> None:
                asked.append(self.path)

        handler = functools.partial(Handler, directory=str(self.folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def address(self, page: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{page}"


@pytest.fixture
def host(exported: Export, tmp_path: Path) -> Iterator[Host]:
    folder = tmp_path / "site"
    shutil.copytree(exported(LESSON, ASSIGNMENT, site=True), folder)
    host = Host(folder)
    yield host
    host.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


def visit(page: Page, host: Host) -> None:
    page.goto(host.address())
    expect(page.locator("#kept-offline")).to_have_text(KEPT)


def test_after_the_first_visit_every_page_opens_without_the_host(host: Host, page: Page) -> None:
    visit(page, host)
    host.stop()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Learning to read health claims")
    expect(page.locator("#kept-offline")).to_have_text(KEPT)
    page.get_by_role("link", name="02 Animal or human?").click()
    expect(page.locator(".hc-quiz").first.get_by_role("radio").first).to_be_visible()
    page.get_by_role("link", name="All lessons").last.click()
    page.get_by_role("link", name="Assignment 1: Who was studied?").click()
    expect(page.locator(".hc-marked").get_by_role("radio").first).to_be_visible()
    page.goto(host.address(f"{LESSON}.html?from=elsewhere#part"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Animal or human?")
    host.start()


def test_a_page_that_is_opened_first_keeps_the_others_too(host: Host, page: Page) -> None:
    page.goto(host.address(f"{LESSON}.html"))
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    host.stop()
    page.goto(host.address())
    expect(page.get_by_role("link", name="Assignment 1: Who was studied?")).to_be_visible()
    host.start()


def test_nothing_is_asked_of_the_host_but_its_pages(host: Host, page: Page) -> None:
    visit(page, host)
    names = {path.name for path in host.folder.iterdir()} | {"", "favicon.ico"}
    assert {path.removeprefix("/") for path in host.asked} <= names


def test_of_a_folder_that_is_gone_the_copy_stays_and_says_so(host: Host, page: Page) -> None:
    visit(page, host)
    told = page.get_by_text("This course is no longer at this address.")
    page.reload()
    expect(page.locator("#kept-offline")).to_have_text(KEPT)
    expect(told).to_have_count(0)
    shutil.rmtree(host.folder)
    page.goto(host.address(f"{LESSON}.html"))
    expect(told).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Animal or human?")


def test_pages_that_were_made_anew_take_the_place_of_those_kept(host: Host, page: Page) -> None:
    visit(page, host)
    for name, old, new in (
        ("index.html", "<h2>Lessons", "<h2>New lessons"),
        ("offline.js", "VERSION = ", "VERSION = 'new' + "),
    ):
        path = host.folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    page.reload()
    page.evaluate(ONLY_NEW)
    page.reload()
    expect(page.get_by_role("heading", name="New lessons")).to_be_visible()
