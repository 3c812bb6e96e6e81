"""One notebook that holds every widget of the kit, as a student meets it in state after state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from healthclaims.questions.quiz_config import load_plan
from healthclaims.widgets.printed import PRINTED_COPY
from healthclaims.widgets.stopped import STOPPED

from .notebook import SLOW_MS, NotebookPage
from .quiz import NOT_SAVED, SAVED, QuizPage
from .rewriting import RewritePage
from .student import Kit

PRACTICE = ("02_animal_or_human", "practice")
CHECK = ("00_start_here", "before")
ASSIGNMENT = "a1_who_was_studied"
OPEN = (
    "import healthclaims\n"
    "from healthclaims import open_lesson\n"
    'own = open_lesson("09_your_own_article").own_article()'
)
CELL = [f'.jp-Cell[data-windowed-list-index="{place}"]' for place in range(20)]
KINDS = ("answer", "label", "note")
NO_PYTHON = "Python does not answer"
PRINTED = f"{PRINTED_COPY}: to "


def _question(page: Page) -> None:
    quiz = QuizPage.of_lesson(page, *PRACTICE)
    quiz.answer()
    quiz.go_on()


def _check(page: Page) -> None:
    QuizPage.of_lesson(page, *CHECK).answer_in_check()


def _mark(page: Page) -> None:
    unmarked = page.locator(".hc-reader").first.locator('.hc-unit[data-mark=""]')
    unmarked.first.click()


def _sentence(page: Page) -> None:
    written = RewritePage(page, "stress")
    number = len(written.box.input_value())
    written.write(f"In rats, Semax changed signs of stress in a test ({number}).")


def _marked(page: Page) -> None:
    marked = page.locator(".hc-marked")
    marked.locator('input[type="radio"]').first.check()
    marked.get_by_role("button", name="fairly sure").click()


def _own_text(page: Page) -> None:
    box = page.locator(".hc-own")
    text = box.get_by_role("textbox", name="Paste the text here")
    text.fill(f"Corvane drops\n\nThey may calm a cough in {len(text.input_value())} people.")
    box.get_by_role("button", name="Use this text").click()


@dataclass(frozen=True)
class Part:
    """One widget: how it is shown, and how something is given to it."""

    name: str
    cell: str
    css: str
    give: Callable[[Page], None] | None = None
    saved: str = SAVED
    not_saved: str = NOT_SAVED

    def root(self, page: Page) -> Locator:
        return page.locator(self.css).first

    def says(self, page: Page) -> Locator:
        """Where it tells what became of what was given to it."""
        return self.root(page).locator(".hc-saved, .hc-own-status")


LOGGED = (
    Part(
        "quiz",
        'open_lesson("02_animal_or_human").quiz("practice")',
        f'section[aria-label="Quiz: {load_plan(*PRACTICE).title}"]',
        _question,
    ),
    Part(
        "check",
        'open_lesson("00_start_here").quiz("before")',
        f'section[aria-label="Quiz: {load_plan(*CHECK).title}"]',
        _check,
    ),
    Part(
        "reader",
        'open_lesson("01_read_the_article").read("semax", "claim", "heart")',
        ".hc-reader",
        _mark,
    ),
    Part(
        "rewrite",
        'open_lesson("05_the_whole_picture").rewrite("stress")',
        ".hc-rewrite",
        _sentence,
    ),
    Part(
        "assignment",
        f'assignment = healthclaims.open_assignment("{ASSIGNMENT}"); assignment.quiz()',
        ".hc-marked",
        _marked,
    ),
    Part("own article", "own", ".hc-own", _own_text, "Taken in:", NO_PYTHON),
)
OTHERS = (
    Part("own reader", "own.read()", f"{CELL[7]} .hc-reader"),
    Part("own quiz", "own.reasons()", ".hc-own-quiz"),
    Part("flip", 'open_lesson("03_hedged_or_firm").word_flip("heart")', ".hc-flip"),
    Part("record", 'healthclaims.browse_studies("u46")', ".hc-studies"),
    Part("people", "healthclaims.thousand_people(without=6, with_product=3)", ".hc-people"),
    Part("studies", "healthclaims.small_studies()", ".hc-small-studies"),
    Part("map", 'open_lesson("05_the_whole_picture").claim_map("semax")', ".hc-map"),
)
PARTS = (*LOGGED, *OTHERS)


def write_everything(kit: Kit, *more: str) -> str:
    """Write the notebook, with further cells at its end; give its path inside the kit."""
    kit.add_exercise(ASSIGNMENT)
    return kit.write_notebook(OPEN, *(part.cell for part in PARTS), *more)


class Everything:
    """All widgets of an open notebook, and what was given to them so far."""

    def __init__(self, kit: Kit, notebook: NotebookPage) -> None:
        self.kit, self.notebook = kit, notebook
        self.page = notebook.page
        self.given = 0

    def start(self) -> None:
        """Run the notebook and wait until every widget is there."""
        self.notebook.run_all()
        self.notebook.wait_until_idle()
        self.expect_alive()

    def give(self, *parts: Part) -> None:
        """Answer, mark or write something in each of these widgets; in all by default."""
        for part in parts or LOGGED:
            if part.give:
                part.give(self.page)
                self.given += 1

    def expect_saved(self, *parts: Part) -> None:
        for part in parts or LOGGED:
            expect(part.says(self.page), part.name).to_contain_text(part.saved)

    def expect_not_saved(self) -> None:
        for part in LOGGED:
            expect(part.says(self.page), part.name).to_contain_text(part.not_saved)

    def comes_alive(self, within_ms: int = 45_000) -> bool:
        """Tell whether every widget comes up, each within some time of the one before."""
        try:
            for place, part in enumerate(PARTS, start=1):
                self.page.wait_for_function(
                    COMES_INTO_VIEW, arg=[place, part.css], timeout=within_ms, polling=100
                )
        except PlaywrightTimeoutError:
            return False
        return True

    def expect_alive(self) -> None:
        """Every widget is there, without a word about having stopped."""
        for place, part in enumerate(PARTS, start=1):
            self.page.wait_for_function(
                COMES_INTO_VIEW, arg=[place, part.css], timeout=SLOW_MS, polling=100
            )
            expect(part.root(self.page), part.name).to_be_visible()
            expect(stopped(self.page, place), part.name).to_be_hidden()

    def expect_logged(self) -> None:
        """Everything given so far is in the answer files, each once."""
        logged = [entry["id"] for entry in self.kit.entries(*KINDS)]
        assert len(logged) == self.given
        assert len(set(logged)) == self.given

    def work_the_others(self) -> None:
        """Use what computes in the page alone: it needs no kernel."""
        flip = self.page.locator(".hc-flip")
        choose_another(flip.locator("select").last, flip.locator(".hc-flip-sentence"))
        record = self.page.locator(".hc-studies")
        choose_another(record.get_by_label("Who was studied?"), record.get_by_role("status"))
        for css in (".hc-people", ".hc-small-studies"):
            told = self.page.locator(css).locator(".hc-told")
            before = told.inner_text()
            self.page.locator(css).locator('input[type="range"]').first.press("ArrowRight")
            expect(told).not_to_have_text(before, use_inner_text=True)
        article_map = self.page.locator(".hc-map")
        article_map.get_by_role("radio").first.check()
        expect(article_map.get_by_role("status")).to_contain_text("Line ")


def choose_another(box: Locator, told: Locator) -> None:
    """Choose what is not chosen now, and see the words change."""
    before = told.text_content() or ""
    values: list[str] = box.locator("option").evaluate_all("(all) => all.map((one) => one.value)")
    now = box.input_value()
    box.select_option(next(value for value in reversed(values) if value != now))
    expect(told).not_to_have_text(before)


# Cells above may still grow and push it out of view again, so this is said until it is there.
COMES_INTO_VIEW = """([place, css]) => {
  jupyterapp.shell.currentWidget.content.scrollToItem(place);
  return document.querySelector(css) !== null;
}"""


def show_cell(page: Page, place: int) -> None:
    """Bring a cell into view, counted from 0; JupyterLab makes the others when they are needed."""
    page.evaluate("(place) => jupyterapp.shell.currentWidget.content.scrollToItem(place)", place)


def output(page: Page, place: int) -> Locator:
    """What a cell shows, counted from 0."""
    return page.locator(f".jp-Notebook {CELL[place]} .jp-Cell-outputArea")


def stopped(page: Page, place: int) -> Locator:
    return output(page, place).get_by_text(STOPPED)


def printed_outputs() -> Iterator[dict[str, Any]]:
    """Give what each widget's cell holds in a committed notebook: its printed copy."""
    space: dict[str, Any] = {}
    exec(OPEN, space)  # the same words as in the notebook
    for part in PARTS:
        lines = part.cell.split("; ")
        for line in lines[:-1]:
            exec(line, space)
        shown = eval(lines[-1], space)
        data, _ = getattr(shown, "now", shown)._repr_mimebundle_()
        yield {name: data[name] for name in ("text/html", "text/plain")}
