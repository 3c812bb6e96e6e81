"""An assignment as a page, from a file, without a network: its hand-in is marked like any other."""

from __future__ import annotations

import importlib.resources
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from healthclaims.assignments.assignment import Assignment
from healthclaims.assignments.hand_in import hand_in_id
from healthclaims.assignments.page import AssignmentPage
from healthclaims.assignments.questions_file import read_assignment
from healthclaims.marking.mark_class import mark_class
from tests.browser.storage import never_made
from tests.helpers.class_of import download, working_in
from tests.helpers.course import copy_course
from tests.helpers.exported_lessons import Export
from tests.helpers.kit import ROOT

pytestmark = pytest.mark.exhaustive
A1, A4, A5 = "a1_who_was_studied", "a4_whole_article", "a5_rewrite"
SAID = "It “may” help <b>some</b> & costs $5 or $6.\n\n- ten people\n- no others: ärger, 🙂"
SAVED = "Saved in this browser."
MAKE, ALL_THE_SAME = "Make my file to hand in", "Make the file all the same"
MOST_TABS = 60
AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
BARRIERS = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(offline=True, reduced_motion="reduce") as context:
        yield context


class Student:
    """A student who has the keyboard alone, and closes the browser's tabs now and then."""

    def __init__(self, context: BrowserContext, pages: Path, name: str) -> None:
        self._context, self._path = context, pages / f"{name}.html"
        self.asked = read_assignment(ROOT / f"exercises/{name}/questions.json")
        self.page = self._open()

    def _open(self) -> Page:
        page = self._context.new_page()
        page.goto(self._path.as_uri())
        expect(page.locator("#my-answers section")).to_be_visible()
        return page

    def open_again(self) -> None:
        self.page.close()
        self.page = self._open()

    def tab_to(self, what: str) -> None:
        """Press Tab until something has the focus."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("(what) => document.activeElement.matches(what)", what):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{what} was not reached by {MOST_TABS} presses of Tab")

    def answer(self, first: int, last: int) -> None:
        """Answer the questions at some places; by digits, as the page offers."""
        count = self.page.locator(".hc-marked .hc-count")
        self.tab_to(".hc-marked input")
        for place in range(first, last):
            expect(count).to_have_text(re.compile(rf"Question {place + 1} of "))
            for number in (choice_at(self.asked, place) + 1, sure_at(place)):
                self.page.keyboard.press(str(number))
        expect(self.page.locator(".hc-marked .hc-saved")).to_have_text(SAVED)

    def write(self, task: str, text: str) -> None:
        self.tab_to(f"textarea[data-task={task}]")
        self.page.keyboard.insert_text(text)
        expect(self.page.locator(f"#words-{task}")).to_contain_text(SAVED)

    def press(self, button: str) -> None:
        self.tab_to("#make" if button == MAKE else "#handed button")
        self.page.keyboard.press("Enter")

    def make(self, button: str, path: Path) -> Path:
        with self.page.expect_download() as loaded:
            self.press(button)
        path.mkdir()
        loaded.value.save_as(path / loaded.value.suggested_filename)
        return path / loaded.value.suggested_filename


def choice_at(asked: Assignment, place: int) -> int:
    return place % len(asked.questions[place].options)


def sure_at(place: int) -> int:
    return place % 3 + 1


def done_in_jupyter(asked: Assignment, kit: Path, texts: dict[str, str]) -> Path:
    """Give the same answers by the notebook's own widget and cells, and hand in."""
    folder = kit / "exercises" / asked.name
    path = folder / f"{asked.name}.ipynb"
    shutil.copytree(ROOT / "exercises", kit / "exercises")
    (kit / "data").symlink_to(ROOT / "data")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        text = texts.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        cell["source"] = text.splitlines(keepends=True) if text else cell["source"]
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False), encoding="utf-8")
    with working_in(kit):
        page = AssignmentPage(asked, folder)
        quiz = page.quiz()
        for place, question in enumerate(asked.questions):
            choice = question.options[choice_at(asked, place)].value
            quiz.answer(question.id, choice, sure_at(place))
        page.hand_in()
    (made,) = (kit / "hand_in").glob("*.zip")
    return made


def marked(handed: Path, name: str, folder: Path) -> dict[str, bytes]:
    """Mark what one student handed in; give every file that was written, but times."""
    course = copy_course(folder / "course")
    with working_in(course):
        done = mark_class([download({"one": handed}, folder / "all.zip")], name, folder / "marks")
    assert done.students == 1
    files = [path for path in (folder / "marks").rglob("*") if path.suffix in (".csv", ".html")]
    return {path.name: path.read_bytes() for path in files if path.name != "answers.csv"}


@pytest.mark.parametrize("name", [A1, A4, A5])
def test_work_on_a_page_gets_the_marks_and_feedback_of_the_same_work_in_jupyter(
    name: str, context: BrowserContext, exported: Export, tmp_path: Path
) -> None:
    student = Student(context, exported(A1, A4, A5), name)
    asked = student.asked
    texts = {task.id: f"{task.title}. {SAID}" for task in asked.tasks}
    half = len(asked.questions) // 2
    for first, last in ((0, half), (half, len(asked.questions))):
        if last:
            student.answer(first, last)
        student.open_again()
    for task, text in texts.items():
        student.write(task, text)
    student.open_again()
    for task, text in texts.items():
        expect(student.page.locator(f"textarea[data-task={task}]")).to_have_value(text)
    handed = student.make(MAKE, tmp_path / "from_page")
    expect(student.page.locator("#handed")).to_contain_text(f"Ready to hand in: {handed.name}")
    expect(student.page.locator("#handed")).to_contain_text("Nothing is missing.")
    other = done_in_jupyter(asked, tmp_path / "kit", texts)
    assert handed.name == other.name == f"{name}_me.zip"
    with zipfile.ZipFile(handed) as ours, zipfile.ZipFile(other) as theirs:
        assert ours.namelist() == theirs.namelist()
        assert json.loads(ours.read(f"{name}.ipynb")) == json.loads(theirs.read(f"{name}.ipynb"))
        manifest, log = json.loads(ours.read("hand_in.json")), ours.read("answers.jsonl")
        assert manifest.keys() == json.loads(theirs.read("hand_in.json")).keys()
        assert manifest["hand_in_id"] == hand_in_id(log, name) != ""
    for place in ("page", "jupyter"):
        (tmp_path / place).mkdir()
    found = marked(handed, name, tmp_path / "page")
    assert found == marked(other, name, tmp_path / "jupyter")
    assert "marks.csv" in found
    words = b"ten people" if asked.tasks else b"Your answer"
    assert any(words in content for content in found.values())


def test_what_is_still_open_is_listed_before_a_file_is_made(
    context: BrowserContext, exported: Export, tmp_path: Path
) -> None:
    student = Student(context, exported(A1, A4, A5), A4)
    student.answer(0, 3)
    student.press(MAKE)
    shown = student.page.locator("#handed")
    expect(shown).to_be_focused()
    expect(shown.get_by_role("listitem")).to_have_text(
        ["Not answered: questions 4 to 28.", "Your verdict: nothing written."]
    )
    handed = student.make(ALL_THE_SAME, tmp_path / "handed")
    expect(shown).to_contain_text(f"Packed, but not finished: {handed.name}")
    expect(shown).to_contain_text("answers.jsonl: your answers, 3 of 28 questions")
    with zipfile.ZipFile(handed) as packed:
        given = json.loads((ROOT / f"exercises/{A4}/{A4}.ipynb").read_text(encoding="utf-8"))
        assert json.loads(packed.read(f"{A4}.ipynb")) == given


def test_all_attempts_in_one_browser_have_one_id(
    context: BrowserContext, exported: Export, tmp_path: Path
) -> None:
    student = Student(context, exported(A1, A4, A5), A5)
    ids = []
    for number, text in enumerate(("First.", " Second.")):
        student.write("ankles", text)
        student.press(MAKE)
        with zipfile.ZipFile(student.make(ALL_THE_SAME, tmp_path / str(number))) as packed:
            ids.append(json.loads(packed.read("hand_in.json"))["hand_in_id"])
        student.open_again()
    assert ids == [ids[0]] * 2 != [""] * 2


def test_where_no_storage_can_be_made_a_text_is_written_and_handed_in_all_the_same(
    context: BrowserContext, exported: Export, tmp_path: Path
) -> None:
    context.add_init_script(never_made("0.5"))
    student = Student(context, exported(A5), A5)
    student.page.locator("textarea[data-task=socks]").fill("Warm.")
    expect(student.page.locator("#words-socks")).to_contain_text("does not let the page keep")
    student.page.locator("#make").click()
    with zipfile.ZipFile(student.make(ALL_THE_SAME, tmp_path / "made")) as made:
        assert "Warm." in made.read(f"{A5}.ipynb").decode()


def test_each_code_has_answers_and_texts_of_its_own_and_deletes_its_own(
    context: BrowserContext, exported: Export
) -> None:
    student = Student(context, exported(A1, A4, A5), A5)
    student.write("ankles", "By me.")
    ankles = student.page.locator("textarea[data-task=ankles]")

    def use(code: str) -> None:
        student.page.locator("#my-answers summary").click()
        student.page.get_by_label("Your code").fill(code)
        with student.page.expect_navigation():
            student.page.get_by_role("button", name="Use this code").click()
        expect(student.page.locator("#my-answers")).to_contain_text(f"under the code “{code}”")

    use("blue-fox-7")
    expect(ankles).to_be_enabled()
    expect(ankles).to_have_value("")
    student.write("ankles", "By fox.")
    student.page.locator("#my-answers summary").click()
    student.page.get_by_role("button", name="Delete my answers here").click()
    box = student.page.locator("#my-answers")
    expect(box).to_contain_text("This would delete 0 answers and 1 written text under the code")
    with student.page.expect_navigation():
        student.page.get_by_role("button", name="Delete them").click()
    expect(ankles).to_be_enabled()
    expect(ankles).to_have_value("")
    use("me")
    expect(ankles).to_have_value("By me.")


@pytest.mark.parametrize("name", [A1, A4, A5, "index"])
def test_pages_have_no_barriers_and_fit_a_phone_in_both_themes(
    name: str, context: BrowserContext, exported: Export
) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((exported(A1, A4, A5) / f"{name}.html").as_uri())
    expect(page.locator("#my-answers section")).to_be_visible()
    if name != "index":
        page.locator("#make").click()
        expect(page.locator("#handed")).to_contain_text("Still open:")
    page.evaluate(AXE)
    for scheme, width in (("light", 1280), ("dark", 320), ("light", 320), ("dark", 1280)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.evaluate(BARRIERS) == [], (scheme, width)
    assert complaints == []


def test_the_front_page_goes_on_where_one_stopped(
    context: BrowserContext, exported: Export
) -> None:
    pages = exported(A1, A4, A5)
    page = context.new_page()
    page.goto((pages / "index.html").as_uri())
    expect(page.locator("#my-answers section")).to_be_visible()
    expect(page.locator("#go-on")).to_have_text("")
    for name, title in (
        (A1, "Assignment 1: Who was studied?"),
        (A5, "Assignment 5: Rewrite three claims"),
    ):
        student = Student(context, pages, name)
        if name == A1:
            student.answer(0, 1)
        else:
            student.write("socks", "Warm.")
        student.page.close()
        page.reload()
        expect(page.locator("#go-on")).to_have_text(f"Go on where you stopped: {title}")
    page.locator("#go-on a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assignment 5: Rewrite three claims")
