"""Lessons as pages, opened from a file with the network off: nothing is fetched, all works."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.storage import never_made
from tests.browser.student import KERNELSPEC, ROOT
from tests.helpers.exported_lessons import Export

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
# Its page is looked at in every run, those of the others in exhaustive ones.
LESSON = "02_animal_or_human"
ATTACK = "window.hacked = true"
BADGE = "https://example.org/badge.png"
HOSTILE = [
    f"# Title <script>{ATTACK}</script> {{{{ constructor }}}}",
    f'<script>{ATTACK}</script><img src=x onerror="{ATTACK}"><svg onload="{ATTACK}"></svg>',
    f'[link](javascript:alert(1)) <a href=" java&#9;script:{ATTACK}">link</a> ![badge]({BADGE})',
    '<meta http-equiv="refresh" content="0;url=https://example.org"><base href="https://example.org">',
    f'<iframe srcdoc="<script>parent.{ATTACK}</script>"></iframe><object data="{BADGE}"></object>',
    f"<style>@import url({BADGE});</style><link rel=stylesheet href={BADGE}>",
    f"<form action={BADGE}><input autofocus onfocus='{ATTACK}'></form>",
    f"<details ontoggle='{ATTACK}' open><summary onclick='{ATTACK}'>fold</summary>",
    f"<noscript><p title='</noscript><img src=x onerror={ATTACK}>'></noscript><math><mtext><table>",
    "\u202egnihton si siht\u2066 \x00 end",
    "</div></main></body></html><plaintext>",
]
AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
BARRIERS = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}"""
# Colours depend on the theme, sizes on the width: two looks see both of both.
LOOKS = [("light", 1280), ("dark", 320)]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a notebook in which everything attacks whoever opens its page."""
    path = tmp_path_factory.mktemp("attack") / "hostile.ipynb"
    path.write_text(json.dumps(hostile_notebook()), encoding="utf-8")
    return str(path)


def hostile_notebook() -> dict[str, Any]:
    """A notebook in which everything that can hold markup holds markup that would run."""
    prose = [{"cell_type": "markdown", "source": text} for text in HOSTILE]
    shown = f"from IPython.display import *\ndisplay(HTML({HOSTILE[1:]!r}[0]))"
    more = f"[display(HTML(text), Markdown(text)) for text in {HOSTILE!r}]; print({HOSTILE[1]!r})"
    inert = f'display(Javascript({ATTACK!r}), SVG(data=\'<svg xmlns="http://www.w3.org/2000/svg">'
    inert += f"<script>{ATTACK}</script></svg>'))"
    code = [
        {"cell_type": "code", "source": text, "outputs": [], "execution_count": None}
        for text in (shown, more, inert)
    ]
    cells = [{**cell, "id": f"cell-{n}", "metadata": {}} for n, cell in enumerate(prose + code)]
    return {
        "cells": cells,
        "metadata": {"kernelspec": KERNELSPEC},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


class Tab:
    """A tab without network that notes what a page asks for and what it complains about."""

    def __init__(self, context: BrowserContext, exported: Export) -> None:
        self.page = context.new_page()
        self.folder = Path()
        self._exported = exported
        self.asked: list[str] = []
        self.refused: list[tuple[str, str | None]] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda one: self.refused.append((one.url, one.failure)))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        self.page.on("dialog", lambda shown: self.complaints.append(f"dialog: {shown.message}"))

    def open(self, page: str, *notebooks: str) -> Page:
        """Open a page of those that some notebooks become; by default, of the one so named."""
        self.folder = self._exported(*(notebooks or (page,)))
        self.page.goto((self.folder / f"{page}.html").as_uri())
        return self.page

    def fetched(self) -> list[str]:
        """List what was asked for besides pages of the folder and what they hold themselves."""
        own = f"{self.folder.as_uri()}/"
        return [url for url in self.asked if not url.startswith((own, "data:"))]


@pytest.fixture
def tab(browser: Browser, exported: Export) -> Iterator[Tab]:
    with browser.new_context(offline=True, reduced_motion="reduce") as context:
        yield Tab(context, exported)


def widgets_in(lesson: str) -> int:
    """Count the widgets of a lesson that a page can show, by their printed copies."""
    cells = json.loads((ROOT / "notebooks" / f"{lesson}.ipynb").read_text("utf-8"))["cells"]
    shown = [cell for cell in cells if "needs-jupyter" not in cell["metadata"].get("tags", ())]
    # What comes back from all lessons stands on no page.
    shown = [cell for cell in shown if 'quiz("due")' not in "".join(cell["source"])]
    outputs = [output for cell in shown for output in cell.get("outputs", ())]
    texts = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    return sum("Printed copy: to " in text or "Your guess: …" in text for text in texts)


def answer(quiz: Locator) -> None:
    """Answer what is shown, by mouse, twice where a hint comes, and wait for reason or result."""
    quiz.get_by_role("radio").first.check()
    quiz.locator(".hc-sure button, .hc-actions .hc-main").first.click()
    again = quiz.get_by_role("button", name="Try this answer")
    if again.count():
        quiz.locator("input[type=radio]:not(:disabled)").first.check()
        again.click()
    expect(quiz.locator(".hc-body > .hc-feedback .hc-line")).not_to_be_empty()
    expect(quiz.locator(".hc-saved")).to_have_text("Saved in this browser.")


def use_quiz(quiz: Locator) -> None:
    if quiz.locator(".hc-meaning").count():  # of a check nothing is told
        quiz.get_by_role("radio").first.check()
        quiz.locator(".hc-sure button").first.click()
        expect(quiz.locator(".hc-count")).to_have_text("Recorded. Question 2 of 9")
        return
    answer(quiz)
    quiz.locator(".hc-actions .hc-main").click()
    expect(quiz.locator(".hc-count")).not_to_have_text("")
    if quiz.get_by_role("radio").count():
        answer(quiz)


def use_reader(reader: Locator) -> None:
    line = reader.locator(".hc-unit").nth(2)
    line.click()
    expect(line.locator(".hc-badge")).to_be_visible()
    reader.get_by_role("button", name="Compare with the").click()
    line.click()
    expect(reader.locator(".hc-reader-detail p").first).to_be_visible()
    expect(reader.locator(".hc-saved")).to_have_text("Saved in this browser.")


def use_flip(flip: Locator) -> None:
    before = flip.locator(".hc-flip-sentence").text_content() or ""
    flip.locator("select").first.select_option(index=1)
    expect(flip.locator(".hc-flip-sentence")).not_to_have_text(before)


def use_map(shown: Locator) -> None:
    shown.get_by_role("radio").nth(1).check()
    expect(shown.get_by_role("status").locator("dd").first).not_to_be_empty()


def use_slider(numbers: Locator) -> None:
    slider = numbers.locator("input[type=range]").first
    told = numbers.locator(".hc-told")
    before = told.text_content() or ""
    slider.press("ArrowRight")
    expect(told).not_to_have_text(before)


def use_rewrite(rewrite: Locator) -> None:
    expect(rewrite.get_by_text("This part needs JupyterLab: the word check.")).to_be_visible()
    expect(rewrite.get_by_role("button", name="Check", exact=True)).to_have_count(0)
    rewrite.get_by_role("textbox").fill("It may help some people.")
    rewrite.get_by_role("button", name="Compare").click()
    expect(rewrite.locator(".hc-models li").first).to_be_visible()


def use_studies(studies: Locator) -> None:
    count = studies.locator(".hc-studies-count")
    studies.get_by_role("button", name="Show all studies").click()
    expect(count).to_have_text("117 of 117 studies shown.")
    studies.get_by_role("searchbox").fill("eight")
    expect(count).not_to_have_text("117 of 117 studies shown.")
    studies.locator("details summary").first.click()


def use_own(own: Locator) -> None:
    expect(own.get_by_text("This part needs JupyterLab")).to_be_visible()
    expect(own.get_by_role("textbox")).to_have_count(0)
    own.get_by_role("button", name="Show what the highlighter marks").click()
    expect(own.locator(".hc-cue").first).to_be_visible()


def use_own_quiz(form: Locator) -> None:
    expect(form.get_by_text("This part needs JupyterLab")).to_be_visible()
    expect(form.get_by_role("button")).to_have_count(0)


def use_guess(guess: Locator) -> None:
    guess.get_by_role("textbox").fill("Half of them.")
    guess.get_by_role("button", name="Keep my guess").click()
    expect(guess.get_by_role("button", name="Change my guess")).to_be_visible()


USES = {
    "Guess": use_guess,
    "Quiz": use_quiz,
    "Reader": use_reader,
    "WordFlip": use_flip,
    "ArticleMap": use_map,
    "ThousandPeople": use_slider,
    "SmallStudies": use_slider,
    "ClaimRewrite": use_rewrite,
    "StudyBrowser": use_studies,
    "OwnArticle": use_own,
    "ReasonsForm": use_own_quiz,
}


@pytest.mark.parametrize(
    "lesson",
    [
        pytest.param(name, marks=[] if name == LESSON else pytest.mark.exhaustive)
        for name in LESSONS
    ],
)
def test_a_lesson_works_from_a_file_without_a_network_and_has_no_barriers(
    lesson: str, tab: Tab
) -> None:
    page = tab.open(lesson)
    widgets = page.locator(".widget")
    expect(widgets.locator(".live:not([hidden]) > .hc")).to_have_count(widgets_in(lesson))
    expect(widgets).to_have_count(widgets_in(lesson))
    expect(page.locator(".printed:visible")).to_have_count(0)
    expect(page.locator("h1")).to_have_count(1)
    for widget in widgets.all():
        kind = (widget.get_attribute("data-kind") or "").rpartition(".")[2]
        USES[kind](widget.locator(".live > .hc"))
    # The tables below pictures are long and all alike: open on one page, they are looked at.
    folds = page.locator(".cell > details")
    shown = folds if lesson.startswith("01") else folds.filter(has_not_text="The same as a table")
    for fold in shown.all():
        fold.evaluate("(fold) => { fold.open = true; }")
    page.evaluate(AXE)
    for scheme, width in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        look = f"{scheme}, {width} px"
        sideways = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert sideways <= 0, look
        assert page.evaluate(BARRIERS) == [], look
    assert tab.complaints == []
    assert tab.fetched() == []


def test_a_quiz_is_answered_by_keyboard_alone(tab: Tab) -> None:
    page = tab.open(LESSON)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the lesson")).to_be_focused()
    page.keyboard.press("Enter")
    quiz = page.locator(".hc-quiz").first
    first = quiz.get_by_role("radio").first
    for _ in range(10):
        page.keyboard.press("Tab")
        if first.evaluate("(radio) => radio === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(quiz.get_by_role("radio").nth(1)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(quiz.locator(".hc-feedback .hc-line")).not_to_be_empty()
    expect(quiz.get_by_role("button", name="Next question")).to_be_focused()
    page.keyboard.press("Enter")
    expect(quiz.locator(".hc-count")).to_have_text("Question 2 of 3")


@pytest.mark.exhaustive
def test_lessons_are_found_from_the_list_and_from_each_other(tab: Tab) -> None:
    page = tab.open("index", *LESSONS)
    page.evaluate(AXE)
    assert page.evaluate(BARRIERS, True) == []
    links = page.locator(".lessons a")
    expect(links).to_have_count(len(LESSONS))
    links.nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Read the article")
    page.get_by_role("navigation", name="Lessons").get_by_text("02 Animal or human?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Animal or human?")
    page.locator("main").get_by_role("link", name="00 Start here").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Start here")
    page.get_by_role("link", name="Learning to read health claims").click()
    expect(links).to_have_count(len(LESSONS))
    assert tab.fetched() == []


SHIFTS = """() => new Promise((done) => {
  const told = (list) => done(list.getEntries().map(({ value }) => value));
  new PerformanceObserver(told).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 500);
})"""


def test_a_page_appears_at_once_where_its_reader_was_and_nothing_jumps(tab: Tab) -> None:
    page = tab.open(LESSON)
    first = page.locator(".hc-quiz").first.get_by_role("radio").first
    expect(first).to_be_visible()
    assert page.evaluate(SHIFTS) == []
    page.evaluate("() => scrollTo(0, 1800)")
    page.reload()
    expect(first).to_be_visible()
    page.wait_for_function("() => scrollY === 1800")


# How many widgets are drawn when the page can be seen for the first time.
DRAWN_FIRST = """const look = () => {
  const drawn = document.querySelectorAll(".live:not([hidden])").length;
  if (document.body?.checkVisibility()) window.drawnFirst = drawn;
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);"""


def test_what_is_in_sight_is_drawn_first_and_all_the_rest_follows(
    browser: Browser, exported: Export
) -> None:
    with browser.new_context(offline=True) as context:
        context.add_init_script(DRAWN_FIRST)
        page = context.new_page()
        page.goto((exported(LESSON) / f"{LESSON}.html").as_uri())
        expect(page.locator(".live:not([hidden])")).to_have_count(widgets_in(LESSON))
        expect(page.locator("footer")).to_be_visible()
        assert page.evaluate("() => window.drawnFirst") == 1
        assert page.evaluate(SHIFTS) == []
        # Whoever comes back finds all of it at once, and is where they were.
        page.reload()
        expect(page.locator("footer")).to_be_visible()
        assert page.evaluate("() => window.drawnFirst") == widgets_in(LESSON)


# For how many seconds a storage is being made that is refused in the end.
@pytest.mark.parametrize("seconds", ["0.5", "Infinity"])
def test_a_storage_that_cannot_be_made_is_told_although_the_page_did_not_wait_for_it(
    seconds: str, browser: Browser, exported: Export
) -> None:
    with browser.new_context(offline=True) as context:
        context.add_init_script(never_made(seconds))
        context.add_init_script("const wait = setTimeout; setTimeout = (f, ms) => wait(f, ms / 4);")
        page = context.new_page()
        page.goto((exported(LESSON) / f"{LESSON}.html").as_uri())
        quiz = page.locator(".hc-quiz").first
        quiz.get_by_role("radio").first.click()
        quiz.locator(".hc-sure button").first.click()
        expect(quiz.locator(".hc-saved")).to_contain_text("does not let the page keep anything")
        expect(page.locator("#my-answers")).to_contain_text("does not let the page keep anything")
        with page.expect_download():
            page.get_by_role("button", name="Take my answers along").click()


def test_where_a_window_draws_nothing_all_of_a_page_is_there_after_a_moment(
    browser: Browser, exported: Export
) -> None:
    """So it is for a page in a frame that is out of sight, as learning platforms have them."""
    with browser.new_context(offline=True) as context:
        context.add_init_script("requestAnimationFrame = () => 0;")
        page = context.new_page()
        page.goto((exported(LESSON) / f"{LESSON}.html").as_uri())
        expect(page.locator(".live:not([hidden])")).to_have_count(widgets_in(LESSON))
        expect(page.locator("footer")).to_be_visible()
        page.wait_for_function("() => healthclaimsHost.memory.waiting.size === 0")


def test_a_page_waits_for_a_storage_that_never_answers_no_longer_than_a_moment(
    browser: Browser, exported: Export
) -> None:
    with browser.new_context(offline=True) as context:
        context.add_init_script("indexedDB.open = () => new EventTarget();")
        page = context.new_page()
        page.goto((exported(LESSON) / f"{LESSON}.html").as_uri())
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=4000)


# What a finger presses and is lower than 44 px, besides links in a line of text.
TOO_SMALL = """() => [...document.querySelectorAll(
    "nav a, button, summary, select, input:not([type=radio], [type=checkbox]), label:has(input)")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML)"""


def test_on_a_phone_everything_is_large_enough_and_a_quiz_is_answered_by_touch(
    browser: Browser, exported: Export
) -> None:
    phone = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
    with browser.new_context(offline=True, **phone) as context:
        page = context.new_page()
        page.goto((exported(LESSON) / f"{LESSON}.html").as_uri())
        quiz = page.locator(".hc-quiz").first
        expect(quiz.get_by_role("radio").first).to_be_visible()
        page.evaluate(
            "() => document.querySelectorAll('details').forEach((one) => one.open = true)"
        )
        assert page.evaluate(TOO_SMALL) == []
        while quiz.get_by_role("radio").count():
            quiz.locator("label:has(input:not(:disabled))").first.tap()
            quiz.locator(".hc-sure button, .hc-actions .hc-main").first.tap()
            told, way_on = quiz.locator(".hc-body > .hc-feedback"), quiz.locator(".hc-main")
            expect(way_on).to_be_in_viewport(ratio=0.9)
            expect(told).to_be_in_viewport()
            assert page.evaluate(TOO_SMALL) == []
            if not quiz.get_by_role("button", name="Try this answer").count():
                way_on.tap()
        expect(quiz.locator(".hc-count")).to_have_text("All 3 answered")


def test_on_paper_a_printed_copy_stands_in_place_of_each_widget(tab: Tab) -> None:
    page = tab.open(LESSON)
    expect(page.locator(".live")).to_have_count(widgets_in(LESSON))
    page.emulate_media(media="print")
    expect(page.locator(".live:visible")).to_have_count(0)
    expect(page.locator(".printed:visible")).to_have_count(widgets_in(LESSON))


def test_without_scripts_a_printed_copy_of_each_widget_is_shown(
    browser: Browser, exported: Export
) -> None:
    with browser.new_context(java_script_enabled=False, offline=True) as context:
        page = context.new_page()
        page.goto((exported(LESSON) / f"{LESSON}.html").as_uri())
        expect(page.locator(".printed")).to_have_count(widgets_in(LESSON))
        expect(page.locator(".printed").first).to_be_visible()
        expect(page.get_by_text("Scripts do not run in this browser.")).to_be_visible()


@pytest.mark.exhaustive
def test_whatever_stands_in_a_notebook_runs_nothing_and_fetches_nothing(
    tab: Tab, hostile: str
) -> None:
    page = tab.open("hostile", hostile)
    expect(page.locator("footer nav")).to_be_visible()
    expect(page).to_have_url((tab.folder / "hostile.html").as_uri())
    assert page.evaluate("() => window.hacked") is None
    body = page.locator("main")
    expect(body).to_contain_text(f"<script>{ATTACK}</script>")
    expect(body).to_contain_text("{{ constructor }}")
    expect(body).to_contain_text("<plaintext>")
    expect(
        body.locator("script, svg, iframe, object, form, input, style, link, meta, base")
    ).to_have_count(0)
    expect(body.locator("a[href]")).to_have_count(0)
    for link in body.get_by_text("link", exact=True).all():
        link.click()
    handlers = "() => [...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())"
    assert not [name for name in page.evaluate(handlers) if name.startswith("on")]
    assert page.evaluate("() => window.hacked") is None
    page.evaluate(AXE)
    assert page.evaluate(BARRIERS, True) == []
    assert tab.complaints == []
    assert tab.fetched() == []


def test_the_policy_alone_stops_what_would_get_past_the_list(tab: Tab) -> None:
    page = tab.open(LESSON)
    page.evaluate(
        """([run, badge]) => {
          const box = document.createElement("div");
          box.innerHTML = `<img src="data:," onerror="${run}"><img src="${badge}">
            <a href="javascript:${run}">x</a>`;
          const script = document.createElement("script");
          script.textContent = run;
          document.body.append(box, script);
          box.querySelector("a").click();
        }""",
        [ATTACK, BADGE],
    )
    refused = "() => new Promise((done) => setTimeout(done, 0)).then(() => window.hacked)"
    assert page.evaluate(refused) is None
    assert any("Content Security Policy" in said for said in tab.complaints)
    assert (BADGE, "csp") in tab.refused
