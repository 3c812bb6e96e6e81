"""The same exported pages in Firefox and WebKit, by mouse and by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import healthclaims
from healthclaims.lessons.lesson import open_lesson
from healthclaims.widgets.base import PrintedWidget
from tests.helpers.exported import page_of, with_widgets
from tests.helpers.exported_lessons import Export

from .engine_start import PROGRAMS, missing, start
from .engines import SHOWN, Engine
from .notebook import IS_STILL, KERNEL_IS_READY, SELECT
from .quiz import SAVED
from .server import run_jupyterlab
from .student import ROOT, Kit

pytestmark = pytest.mark.exhaustive

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
IN_LAB = "00_start_here"
# Tells each widget of a page from the others, and gives their kinds in order.
NUMBER = """() => [...document.querySelectorAll(".widget")].map((widget, place) => {
  widget.dataset.try = place;
  const alive = widget.querySelector(".live:not([hidden]) > .hc");
  return alive ? widget.dataset.kind.split(".").pop() : "dead";
})"""
ALIVE = """() => [...document.querySelectorAll(".widget")]
  .every((widget) => widget.querySelector(".live:not([hidden]) > .hc"))"""
TEXT = "(css) => document.querySelector(css)?.textContent ?? ''"
OTHER_TEXT = f"(css, before) => {{ const now = ({TEXT})(css); return now !== before && now; }}"
# A check tells nothing, and asks on.
FEEDBACK_OR_NEXT = """(root, before) =>
  document.querySelector(`${root} .hc-body > .hc-feedback .hc-line`)?.textContent
  || document.querySelector(`${root} .hc-count`).textContent !== before"""
CHECKED = "(css) => document.querySelector(`${css} input:checked`)?.value"
START_AT = "(css) => { const it = document.querySelector(css); it.tabIndex = -1; it.focus(); }"
VALUE = "(css) => document.querySelector(css).value"
INITIAL = "(css) => [...document.querySelector(css).options].find((one) => !one.selected).text[0]"


@pytest.fixture(scope="module", params=PROGRAMS)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Each engine in turn; one that is not installed is skipped, or fails where it is required."""
    lack = missing(request.param)
    if lack and os.environ.get("HEALTHCLAIMS_REQUIRE_ENGINES") == "1":
        pytest.fail(lack)
    if lack:
        pytest.skip(lack)
    with start(request.param, tmp_path_factory.mktemp(request.param)) as running:
        yield running


class Mouse:
    """Whoever clicks."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(self, root: str) -> None:
        """Go to a widget."""

    def choose(self, css: str) -> None:
        self.engine.click(css)

    def push(self, css: str, text: str = "") -> None:
        self.engine.click(css, text)

    def write(self, css: str, text: str) -> None:
        self.engine.click(css)
        self.engine.press(*text)

    def mark(self, css: str) -> None:
        self.engine.click(css)

    def move(self, css: str) -> None:
        self.engine.click(css)


class Keyboard(Mouse):
    """Whoever cannot use a mouse."""

    def begin(self, root: str) -> None:
        self.engine.run(START_AT, root)

    def choose(self, css: str) -> None:
        self.engine.tab_to(css)
        self.engine.press("Space")

    def push(self, css: str, text: str = "") -> None:
        self.engine.tab_to(css, text)
        self.engine.press("Enter")

    def write(self, css: str, text: str) -> None:
        self.engine.tab_to(css)
        self.engine.press(*text)

    def mark(self, css: str) -> None:
        self.engine.tab_to(css)
        self.engine.press("1")

    def move(self, css: str) -> None:
        self.engine.tab_to(css)
        self.engine.press("ArrowRight")


HANDS = (Mouse, Keyboard)


# ---------------------------------------------------------------- what is done with each widget


def answer(hand: Mouse, root: str) -> list[str]:
    """Answer what is shown, twice where a hint comes; give what was chosen."""
    engine = hand.engine
    before = engine.text(f"{root} .hc-count")
    given = []
    hand.choose(f"{root} input[type=radio]")
    given.append(engine.wait_for(CHECKED, root))
    if engine.count(f"{root} .hc-sure button"):
        hand.push(f"{root} .hc-sure button")
    else:
        hand.push(f"{root} .hc-actions .hc-main")
    if engine.count(f"{root} .hc-main", "Try this answer"):
        hand.choose(f"{root} input[type=radio]:not(:disabled)")
        given.append(engine.wait_for(CHECKED, root))
        hand.push(f"{root} .hc-main", "Try this answer")
    engine.wait_for(FEEDBACK_OR_NEXT, root, before, why="feedback, or the next question")
    return given


def work_quiz(hand: Mouse, root: str) -> list[str]:
    """Answer a quiz to its end; give all that was chosen."""
    given = []
    for _ in range(100):
        given += answer(hand, root)
        if hand.engine.count(f"{root} [aria-label=Result]"):
            return given
        if not hand.engine.count(f"{root} .hc-body > .hc-feedback .hc-line"):
            continue  # a check has asked on by itself
        way_on = f"{root} .hc-actions .hc-main"
        is_last = hand.engine.count(way_on, "See how it went")
        hand.push(way_on)
        if is_last:
            hand.engine.wait_for(TEXT, f"{root} [aria-label=Result] .hc-line", why="the result")
            return given
    raise AssertionError("the quiz does not end")


def use_quiz(hand: Mouse, root: str) -> None:
    assert work_quiz(hand, root)


def begin_quiz(hand: Mouse, root: str) -> None:
    """Answer the first question of a quiz: one quiz of a page is answered to its end."""
    assert answer(hand, root)


def use_reader(hand: Mouse, root: str) -> None:
    line = f"{root} .hc-unit"
    hand.mark(line)
    hand.engine.wait_for(TEXT, f"{line} .hc-badge")
    hand.begin(root)
    hand.push(f"{root} .hc-main")
    hand.begin(root)
    hand.push(line)
    hand.engine.wait_for(TEXT, f"{root} .hc-reader-detail p")


def choose_another(hand: Mouse, select: str) -> None:
    """Choose by typing a first letter: a list that is open lies outside of the page."""
    before = hand.engine.run(VALUE, select)
    hand.engine.tab_to(select)
    hand.engine.press(hand.engine.run(INITIAL, select))
    hand.engine.wait_for(
        "(css, before) => document.querySelector(css).value !== before", select, before
    )


def use_flip(hand: Mouse, root: str) -> None:
    sentence = f"{root} .hc-flip-sentence"
    before = hand.engine.text(sentence)
    Keyboard.begin(hand, root)
    choose_another(hand, f"{root} select")
    hand.engine.wait_for(OTHER_TEXT, sentence, before)


def use_map(hand: Mouse, root: str) -> None:
    hand.choose(f"{root} input[type=radio]")
    hand.engine.wait_for(TEXT, f"{root} [role=status] dd")


def use_slider(hand: Mouse, root: str) -> None:
    told = f"{root} .hc-told"
    before = hand.engine.text(told)
    hand.move(f"{root} input[type=range]")
    hand.engine.wait_for(OTHER_TEXT, told, before)


def use_rewrite(hand: Mouse, root: str) -> None:
    hand.write(f"{root} textarea", "It may help some people.")
    hand.push(f"{root} button", "Compare")
    hand.engine.wait_for(f"(css) => ({SHOWN})(css).length", f"{root} .hc-models li")


def use_studies(hand: Mouse, root: str) -> None:
    told = f"{root} .hc-studies-count"
    hand.write(f"{root} input[type=search]", "rats")
    few = hand.engine.text(told)
    hand.push(f"{root} button", "Show all studies")
    hand.engine.wait_for(OTHER_TEXT, told, few)
    hand.push(f"{root} .hc-studies-list summary")
    hand.engine.wait_for(
        "(css) => document.querySelector(css).open", f"{root} .hc-studies-list details"
    )


def use_own(hand: Mouse, root: str) -> None:
    hand.push(f"{root} button", "Show what the highlighter marks")
    hand.engine.wait_for(TEXT, f"{root} .hc-cue")


def use_guess(hand: Mouse, root: str) -> None:
    hand.write(f"{root} textarea", "Half of them.")
    hand.push(f"{root} button", "Keep my guess")
    hand.engine.wait_for(
        "(css) => document.querySelector(css).dataset.open === 'yes'", f"{root} .hc-guess"
    )


def read(hand: Mouse, root: str) -> None:
    assert "This part needs JupyterLab" in hand.engine.text(root)


USES: dict[str, Callable[[Mouse, str], None]] = {
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
    "ReasonsForm": read,
}


# ---------------------------------------------------------------- pages


def use_all(hand: Mouse, page: Path) -> list[str]:
    """Open a page and use each of its widgets; give their kinds."""
    engine = hand.engine
    engine.open(page.as_uri())
    engine.run("() => { sessionStorage.clear(); indexedDB.deleteDatabase('healthclaims'); }")
    engine.open(page.as_uri())
    engine.wait_for(ALIVE, why="widgets that start")
    kinds: list[str] = engine.run(NUMBER)
    for place, kind in enumerate(kinds):
        root = f'[data-try="{place}"]'
        hand.begin(root)
        use = begin_quiz if kind == "Quiz" in kinds[:place] else USES[kind]
        use(hand, root)
    assert engine.complaints() == []
    return kinds


@pytest.fixture(scope="module")
def every_widget(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a widget of every kind that a page can show."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEALTHCLAIMS_ANSWERS", "example")
        lesson = open_lesson("05_the_whole_picture")
        own = lesson.own_article()
        widgets: list[PrintedWidget] = [
            lesson.guess("claims", "How many claims?"),
            open_lesson("02_animal_or_human").quiz("practice"),
            lesson.read("semax", "claim", "heart"),
            lesson.word_flip("heart"),
            lesson.claim_map("semax"),
            healthclaims.thousand_people(without=6, with_product=3),
            healthclaims.small_studies(true_effect=10, group_size=20, seed=8),
            lesson.rewrite("stress"),
            healthclaims.browse_studies("u19"),
            own,
            own.reasons(),
        ]
        page = tmp_path_factory.mktemp("page") / "every_widget.html"
        page.write_text(page_of(with_widgets(*widgets)), encoding="utf-8")
    return page


@pytest.mark.parametrize("by", HANDS)
def test_every_widget_works_on_a_page(by: type[Mouse], engine: Engine, every_widget: Path) -> None:
    assert set(use_all(by(engine), every_widget)) == set(USES)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_worked_through_on_a_page_by_keyboard(
    lesson: str, engine: Engine, exported: Export
) -> None:
    assert use_all(Keyboard(engine), exported(lesson) / f"{lesson}.html")
    assert engine.run("() => document.documentElement.scrollWidth - innerWidth") <= 0


# ---------------------------------------------------------------- JupyterLab


def test_an_answer_in_a_lesson_in_jupyterlab_is_in_the_log(engine: Engine, tmp_path: Path) -> None:
    kit = Kit(tmp_path / "kits" / "kit")
    (tmp_path / "jupyter").mkdir()
    with run_jupyterlab(tmp_path / "kits", tmp_path / "jupyter") as lab:
        engine.open(f"{lab}/lab/tree/kit/notebooks/{IN_LAB}.ipynb?reset")
        engine.wait_for(KERNEL_IS_READY, why="a kernel")
        engine.run("() => jupyterapp.commands.execute('notebook:run-all-cells')")
        engine.run(f"() => ({SELECT})(0)")
        engine.wait_for(IS_STILL, why="a notebook that is still")
        hand = Mouse(engine)
        given = answer(hand, ".jp-Notebook .hc-quiz")
        engine.wait_for(OTHER_TEXT, ".jp-Notebook .hc-quiz .hc-saved", "Saving …")
        assert engine.text(".jp-Notebook .hc-quiz .hc-saved") == SAVED
        assert [entry["choice"] for entry in kit.entries("answer")] == given
        engine.open("about:blank")
