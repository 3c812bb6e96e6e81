"""A browser that is killed while somebody answers: what a page has called saved is there again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from healthclaims.paper.pdf import find_browser as find_installed
from tests.browser.browsers import BROWSER_OPTIONS
from tests.browser.quiz import QuizPage
from tests.export.test_memory_in_browser import KEPT, LESSON, PRACTICE, take_along, unpacked
from tests.helpers.exported_lessons import Export

KILLS = int(os.environ.get("HEALTHCLAIMS_KILLS", "10"))
PATIENCE_S = 60


@contextmanager
def started(browser: Browser, profile: Path) -> Iterator[tuple[Page, int]]:
    """Start a browser of its own on a profile; give a page in it, and its process group."""
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    # What a killed browser leaves behind, by which the next one would wait for it.
    for lock in profile.glob("Singleton*"):
        lock.unlink(missing_ok=True)
    program = find_installed() or browser.browser_type.executable_path
    options = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    run = subprocess.Popen(
        [program, *options, *BROWSER_OPTIONS, "about:blank"],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + PATIENCE_S
        while not (port.exists() and port.read_text("utf-8").count("\n")):
            assert time.monotonic() < end, "the browser did not start"
            time.sleep(0.05)
        address = f"http://127.0.0.1:{port.read_text('utf-8').splitlines()[0]}"
        with browser.browser_type.connect_over_cdp(address) as connected:
            yield connected.contexts[0].new_page(), run.pid
    except Error:
        # The connection ends with the browser; one that lives on has another trouble.
        run.wait(timeout=5)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()


@pytest.mark.exhaustive
def test_no_answer_is_lost_that_a_page_called_saved_when_the_browser_is_killed(
    browser: Browser, exported: Export, tmp_path: Path
) -> None:
    address = (exported(LESSON) / f"{LESSON}.html").as_uri()
    profile = tmp_path / "profile"
    profile.mkdir()
    draw = random.Random(18)
    saved: list[str] = []
    for _ in range(KILLS):
        with started(browser, profile) as (page, group):
            page.goto(address)
            quiz = QuizPage(page, PRACTICE)
            for _ in range(draw.randrange(1, 4)):
                again = quiz.button("Start this quiz again")
                if again.count():
                    again.click()
                click = quiz.answer()
                expect(quiz.saved).to_have_text(KEPT)
                saved.append(click.question.id)
                quiz.go_on()
            # Killed at once, or while the next answer is on its way.
            if draw.random() < 0.5 and quiz.root.get_by_role("radio").count():
                quiz.answer()
                time.sleep(draw.random() / 50)
            os.killpg(group, signal.SIGKILL)
    with started(browser, profile) as (page, _):
        page.goto(address)
        expect(page.locator("#my-answers")).to_contain_text("Today you did")
        history = unpacked(take_along(page, tmp_path), tmp_path)
    kept = [entry.question for entry in history.answers()]
    assert history.damaged == ()
    left = list(kept)
    for name in saved:
        assert name in left, f"{name} was called saved and is gone"
        left.remove(name)
    assert len(left) <= KILLS
