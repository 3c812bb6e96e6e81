"""A student pastes a text, marks it, compares it with word rules, and makes a quiz for a friend."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from healthclaims.own_text.example import own_example
from healthclaims.own_text.widget import NOT_A_KEY, PRIVATE
from tests.browser.notebook import NotebookPage, OpenNotebook
from tests.browser.quiz import SAVED
from tests.browser.reading import ReaderPage
from tests.browser.student import Kit
from tests.browser.test_hostile_text import ATTACK
from tests.browser.test_keyboard import Keys
from tests.browser.test_layout import expect_to_fit

OPEN_LESSON = 'import healthclaims; lesson = healthclaims.open_lesson("09_your_own_article")'
OPEN_BOX = "own = lesson.own_article(); own"
TEXT = (
    "Corvane drops\n\nThey may calm a cough. In rats, swelling went down. Ask a nurse first.\n"
    "Take 5 drops twice a day. Other shops say “might help”."
)
# What a browser does with a paste, since a test may not touch the clipboard.
PASTE = """(box, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  return box.dispatchEvent(event);
}"""
RUSSIAN = "Чай может помочь от кашля. Спросите врача, если горло болит долго. " * 10


class Box:
    """The box for a text of one's own."""

    def __init__(self, page: Page) -> None:
        self.root = page.get_by_role("region", name="Your own article")
        self.text = self.root.get_by_role("textbox", name="Paste the text here")
        self.status = self.root.locator(".hc-own-status")
        self.lines = self.root.locator(".hc-own-line")
        self.cues = self.root.locator(".hc-cue")

    def use(self, text: str, title: str = "") -> None:
        self.text.fill(text)
        self.root.get_by_role("textbox", name="Title").fill(title)
        self.root.get_by_role("button", name="Use this text").click()

    def show_cues(self, question: str = "How sure is the wording?") -> None:
        self.root.get_by_role("button", name="Show what the highlighter marks").click()
        self.root.get_by_role("radio", name=question).check()


@pytest.fixture
def run(kit: Kit, open_notebook: OpenNotebook) -> Any:
    """Open a notebook with these cells below the lesson and run it."""

    def cells(*texts: str) -> NotebookPage:
        notebook = open_notebook(kit.write_notebook(OPEN_LESSON, *texts))
        notebook.run_all()
        return notebook

    return cells


def friend_form(notebook: NotebookPage) -> Locator:
    return notebook.page.get_by_role("region", name="Quiz for a friend", exact=True)


def test_a_pasted_text_is_marked_compared_and_made_into_a_quiz_in_one_flow(
    kit: Kit, run: Any
) -> None:
    notebook = run(OPEN_BOX, "own.read()", "own.reasons()", "own.quiz()")
    box = Box(notebook.page)
    expect(box.root).to_contain_text(PRIVATE)
    expect(box.text).to_have_value(own_example().text)
    expect(box.cues).to_have_count(0)
    box.text.fill(TEXT)
    # What was known of the example is not left standing over another text.
    expect(box.root.get_by_role("textbox", name="Title")).to_have_value("")
    expect(box.root.get_by_role("radio", name="Yes")).not_to_be_checked()
    box.use(TEXT, "Corvane")
    expect(box.status).to_contain_text("Taken in: 6 lines")
    expect(box.status).to_contain_text("Saved in my_articles/corvane.")
    folder = kit.folder / "my_articles" / "corvane"
    assert (folder / "article.txt").read_text(encoding="utf-8") == TEXT

    reader = ReaderPage(notebook.page)
    axis = reader.choose_question("certainty")
    reader.choose_label(axis, "firm")
    reader.lines.nth(1).click()
    reader.choose_question("evidence")
    reader.choose_label(reader.choose_question("evidence"), "animals_or_cells")
    reader.lines.nth(2).click()
    expect(reader.lines.nth(4)).to_have_text("Take ▮ drops ▮ a day.")
    reader.choose_question("certainty")
    expect(reader.root.locator(".hc-verdict")).to_have_count(0)
    reader.root.get_by_role("button", name="Compare with the highlighter").click()
    expect(reader.verdict(1)).to_have_text("≠ suggested otherwise")
    expect(reader.result).to_contain_text(NOT_A_KEY)
    reader.lines.nth(1).focus()
    notebook.page.keyboard.press("2")
    expect(reader.detail).to_contain_text("The highlighter: Leaves room for doubt.")
    expect(reader.detail).to_contain_text("Where this rule fails:")
    expect(reader.saved).to_have_text(SAVED)

    form = friend_form(notebook)
    why, words = form.get_by_label("Because …"), form.get_by_label("Which words decide?")
    expect(why).to_have_count(2)
    why.nth(0).fill("too short")
    words.nth(1).fill("mice")
    why.nth(1).fill("It says that rats were looked at.")
    form.get_by_role("button", name="Save the quiz").click()
    expect(form.locator(".hc-own-status")).to_have_text("Not saved yet: 2 lines need another look.")
    expect(form.locator(".hc-own-problem").nth(0)).to_contain_text("at least 4 words")
    expect(form.locator(".hc-own-problem").nth(1)).to_contain_text("“mice” does not stand in")
    expect(why.nth(0)).to_be_focused()

    notebook.run(3)
    expect(why.nth(0)).to_have_value("too short")
    why.nth(0).fill("I hear no doubt in it.")
    words.nth(1).fill("rats")
    form.get_by_role("button", name="Save the quiz").click()
    expect(form.locator(".hc-own-status")).to_contain_text("Saved: 2 questions.")
    assert (kit.folder / "my_articles" / "corvane.zip").is_file()

    quiz = notebook.page.get_by_role("region", name="Quiz: A reader’s quiz: Corvane")
    quiz.get_by_role("radio", name="Leaves room for doubt").check()
    quiz.get_by_role("button", name="certain", exact=True).click()
    feedback = quiz.locator(".hc-body > .hc-feedback")
    expect(feedback).to_contain_text("⇄ The maker of this quiz says: sounds certain.")
    expect(feedback).to_contain_text("The maker’s reason: I hear no doubt in it.")
    expect(feedback).to_contain_text("Nobody has checked this.")
    feedback.get_by_text("I see it differently …").click()
    expect(feedback.get_by_role("textbox", name="I see it differently")).to_be_visible()
    quiz.get_by_role("button", name="Next question").click()
    quiz.get_by_role("radio", name="Animals or cells").check()
    quiz.get_by_role("button", name="certain", exact=True).click()
    expect(feedback).to_contain_text("✓ You agree with the maker of this quiz")
    quiz.get_by_role("button", name="See how it went").click()
    expect(quiz).to_contain_text("You and the maker of this quiz agree on 1 of 2.")
    expect(quiz).to_contain_text("either of you may be right")


@pytest.mark.exhaustive
def test_cues_stay_hidden_until_asked_for_and_say_why_and_where_they_fail(run: Any) -> None:
    box = Box(run(OPEN_BOX).page)
    box.use(TEXT, "Corvane")
    expect(box.status).to_contain_text("Taken in")
    expect(box.cues).to_have_count(0)
    box.show_cues()
    expect(box.root).to_contain_text(NOT_A_KEY)
    first = box.lines.nth(1)
    expect(first.locator(".hc-cue")).to_have_text("mayD (Leaves room for doubt)")
    expect(first.locator("details p")).to_have_count(0)
    first.locator("summary").click()
    expect(first.locator("details")).to_contain_text("Suggested: Leaves room for doubt.")
    expect(first.locator(".hc-own-fails").first).to_contain_text("Where this rule fails:")
    box.root.get_by_role("radio", name="Who was studied?").check()
    expect(box.lines.nth(2).locator(".hc-cue").first).to_contain_text("(Animals or cells)")
    box.root.locator(".hc-own-rules summary").click()
    expect(box.root.locator(".hc-own-rules dd").first).not_to_be_empty()
    box.root.get_by_role("button", name="Hide what the highlighter marks").click()
    expect(box.cues).to_have_count(0)


@pytest.mark.exhaustive
def test_20000_words_show_their_cues_a_part_at_a_time(run: Any) -> None:
    box = Box(run(OPEN_BOX).page)
    sentence = "On day {} the gel may calm a cough in 30 adults, and it helps to ask a nurse first."
    box.use("\n".join(sentence.format(number) for number in range(1_000)), "Long")
    expect(box.status).to_contain_text("Taken in: 1,000 lines, 20,000 words.")
    box.show_cues()
    expect(box.lines).to_have_count(200)
    expect(box.lines.last.locator(".hc-cue").first).to_contain_text("may")
    box.root.get_by_role("button", name="Show 200 more lines (800 left)").click()
    expect(box.lines).to_have_count(400)
    expect(box.lines.nth(200).locator("summary")).to_be_focused()


@pytest.mark.exhaustive
def test_texts_that_cannot_be_taken_say_what_to_do_and_nothing_hangs(kit: Kit, run: Any) -> None:
    box = Box(run(OPEN_BOX).page)
    for text, message in {
        "": "There is no text yet.",
        "Cough": "This text has only one word. Paste at least one whole sentence.",
        "may " * 3_000: "One sentence, “may may",
    }.items():
        box.use(text)
        expect(box.status).to_contain_text(message)
    # Five million characters never get into the box, and a text put there otherwise is not sent.
    assert not box.text.evaluate(PASTE, "may " * 1_250_000)
    expect(box.status).to_contain_text("This text has 5,0")
    expect(box.status).to_contain_text("Choose the part you want to read and paste only that.")
    assert box.text.evaluate(PASTE, "a short text")
    box.text.evaluate("(box) => { box.value = 'may help '.repeat(30000); }")
    box.root.get_by_role("button", name="Use this text").click()
    expect(box.status).to_contain_text("This text has 270,000 characters")
    assert not (kit.folder / "my_articles").exists()

    box.use(RUSSIAN, "Чай")
    expect(box.status).to_contain_text("You can still mark every line by hand.")
    box.use("It\x00 may \u202epleh help you.", "Turned")
    expect(box.status).to_contain_text("Signs that cannot be seen were taken out.")
    box.show_cues()
    expect(box.lines).to_have_count(1)
    expect(box.lines.locator(".hc-own-text")).to_contain_text("pleh help you.")


@pytest.mark.exhaustive
def test_markup_in_a_pasted_text_is_shown_and_never_runs(kit: Kit, run: Any) -> None:
    attack = f"{ATTACK}<svg onload='window.hacked = true'></textarea><iframe srcdoc=x>"
    notebook = run(OPEN_BOX, "own.read()", "own.reasons()", "own.quiz()", "own.show()")
    page, box = notebook.page, Box(notebook.page)
    box.use(f"In rats, {attack} may lower pain. It may help {attack}", f"Doravel {ATTACK}")
    box.root.get_by_role("textbox", name="Who published it?").fill(attack)
    box.root.get_by_role("button", name="Use this text").click()
    expect(box.status).to_contain_text("Taken in")
    box.show_cues()
    for fold in box.lines.locator("summary").all():
        fold.click()
    reader = ReaderPage(page)
    reader.choose_question("certainty")
    reader.lines.first.click()
    reader.root.get_by_role("button", name="Compare with the highlighter").click()
    reader.lines.first.click()
    form = friend_form(notebook)
    form.get_by_label("Because …").fill(f"It says may {attack}")
    form.get_by_label("Which words decide?").fill(f"rats, {ATTACK}")
    form.get_by_role("button", name="Save the quiz").click()
    expect(form.locator(".hc-own-status")).to_contain_text("Saved: 1 question.")
    notebook.run(5)
    quiz = page.locator(".hc-quiz")
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="certain", exact=True).click()
    for part in (box.root, reader.root, form, quiz):
        expect(part).to_contain_text(ATTACK)
        expect(part.locator("img, script, svg, iframe")).to_have_count(0)
    assert page.evaluate("() => window.hacked") is None
    assert [path.name for path in (kit.folder / "my_articles").glob("*/source.toml")]


@pytest.mark.exhaustive
def test_the_next_day_the_lesson_opens_with_ones_own_text(run: Any, kit: Kit) -> None:
    notebook = run(OPEN_BOX, "own.read()")
    box = Box(notebook.page)
    box.use(TEXT, "Corvane")
    expect(box.status).to_contain_text("Saved in my_articles/corvane.")
    notebook.save_and_reload()
    box.use(TEXT, "Corvane")
    expect(box.status).to_contain_text("Saved in my_articles/corvane.")
    notebook.restart_kernel()
    notebook.run_all()
    expect(box.text).to_have_value(TEXT)
    expect(ReaderPage(notebook.page).lines).to_have_count(6)
    box.use("It may help a little bit.", "Oil")
    expect(box.status).to_contain_text("Saved in my_articles/oil.")
    notebook.run(1)
    saved = box.root.get_by_role("combobox", name="Texts you brought in before")
    saved.select_option(label="Corvane")
    box.root.get_by_role("button", name="Go on with this one").click()
    expect(box.text).to_have_value(TEXT)


@pytest.mark.exhaustive
def test_box_and_form_work_by_keyboard_and_no_key_changes_a_cell(run: Any) -> None:
    notebook = run(OPEN_BOX, "own.reasons()", "1 + 1")
    box = Box(notebook.page)
    keys = Keys(notebook, box.root)
    keys.tab_into(1)
    for kind in ("textarea", "text", "select-one", "radio", "button"):
        keys.tab_to(kind)
        keys.try_notebook_shortcuts()
        if kind.startswith("text"):
            keys.press("Shift+Enter")  # elsewhere it would run the cell and empty the box
    expect(box.root.get_by_role("button", name="Use this text")).to_be_focused()
    keys.press("Tab", "Enter")
    expect(box.root.get_by_role("button", name="Hide what the highlighter")).to_be_focused()
    keys.press("Tab")
    keys.try_notebook_shortcuts()
    keys.press("ArrowLeft", "Tab", "Space")
    expect(box.lines.first.locator("details")).to_have_attribute("open", "")
    keys.try_notebook_shortcuts()
    form = friend_form(notebook)
    form.get_by_label("Because …").first.focus()
    Keys(notebook, form).try_notebook_shortcuts()


@pytest.mark.exhaustive
def test_box_reader_and_form_fit_narrow_windows(run: Any) -> None:
    notebook = run(OPEN_BOX, "own.read()", "own.reasons()", "own.quiz()")
    notebook.hide_side_bar()
    box = Box(notebook.page)
    expect_to_fit(notebook, box.root)
    box.show_cues()
    box.lines.nth(3).locator("summary").click()
    box.root.locator(".hc-own-rules summary").click()
    expect_to_fit(notebook, box.root)
    form = friend_form(notebook)
    form.get_by_label("Because …").first.fill("short")
    form.get_by_role("button", name="Save the quiz").click()
    expect(form.locator(".hc-own-status")).to_contain_text("Not saved yet")
    expect_to_fit(notebook, form)
    expect_to_fit(notebook, notebook.page.locator(".hc-quiz"))
