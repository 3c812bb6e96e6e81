"""Every kind of task of the lessons, done by keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from healthclaims.questions.question import CONTESTED_KIND, SURE, Question

from .keyboard import Keyboard, expect_in_sight
from .quiz import QuizPage, choice_for

OPEN = "() => document.activeElement.closest('details').open"
VALUE = "() => document.activeElement.value"
SUMMARIES = (
    "(cell) => [...cell.querySelectorAll('summary')].filter((one) => one.offsetParent).length"
)
# What `mark_article` leaves marked.
MARKED = 3
OWN_TEXT = (
    "Corvane drops\n\nThey may calm a cough. In rats, swelling went down. Ask a nurse first.\n"
    "Take 5 drops twice a day. Other shops say “might help”."
)


def cell_of(keys: Keyboard, cell: int) -> Locator:
    return keys.page.locator(".jp-Notebook .jp-Cell").nth(cell)


def widget(keys: Keyboard, cell: int) -> Locator:
    return cell_of(keys, cell).locator("section.hc:not(.hc-guess)")


def fold(keys: Keyboard) -> None:
    """Unfold what has the focus, and fold it again."""
    was_open = keys.page.evaluate(OPEN)
    keys.press("Space")
    assert keys.page.evaluate(OPEN) != was_open
    keys.press("Enter")
    assert keys.page.evaluate(OPEN) == was_open


def read_result(keys: Keyboard, cell: int) -> int:
    """Run the cell of the two rounds again, and unfold what it shows."""
    keys.run(cell)
    keys.expect_told(cell, "Before the course you had")
    return unfold_all(keys, cell)


def unfold_all(keys: Keyboard, cell: int) -> int:
    """Unfold everything that is folded in a text or a figure; tell how much that was."""
    keys.notebook.wait_until_still()
    count: int = cell_of(keys, cell).evaluate(SUMMARIES)
    for place in range(count):
        if place == 0:
            keys.enter(cell)
        else:
            keys.press("Tab")
        keys.tab_to("summary")
        fold(keys)
        keys.press("Space")
        count += cell_of(keys, cell).evaluate(SUMMARIES) - count
    if count:
        keys.leave()
    return count


def write_guess(keys: Keyboard, cell: int) -> int:
    """Write a guess, so that what it covers is seen."""
    keys.enter(cell)
    keys.tab_to("textbox")
    keys.type("more than half")
    keys.tab_to("button", "Keep my guess")
    keys.press("Enter")
    keys.expect("button", "Change my guess")
    keys.leave()
    return 1


# ---------------------------------------------------------------- quizzes


def choose(keys: Keyboard, asked: Question, wanted: str) -> None:
    """Choose an answer with the arrow keys."""
    keys.tab_to("radio")
    values = [option.value for option in asked.options]
    keys.press("Space", *["ArrowDown"] * values.index(wanted))
    assert keys.page.evaluate(VALUE) == wanted


def answer(keys: Keyboard, quiz: QuizPage, asked: Question, *, right: bool) -> None:
    """Answer one question; focus is then on the way to the next one, and the feedback in sight."""
    wanted = choice_for(asked, right=right)
    choose(keys, asked, wanted)
    is_open = asked.kind == CONTESTED_KIND
    keys.tab_to("button", "I find this one stronger" if is_open else SURE[1])
    now = keys.press("Enter")
    if asked.hint and not right:
        expect_in_sight(quiz.feedback, "the hint")
        expect(quiz.feedback).to_contain_text(asked.hint)
        left = [option.value for option in asked.options if option.value != wanted]
        wanted = asked.key
        keys.press("Space", *["ArrowDown"] * left.index(wanted))
        keys.tab_to("button", "Try this answer")
        now = keys.press("Enter")
    assert now.name in ("Next question", "See how it went")
    expect_in_sight(quiz.feedback, "the feedback")
    expect(quiz.feedback).to_contain_text(asked.option(wanted).line)
    if quiz.feedback.locator(".hc-note").count():
        keep_note(keys, quiz.feedback)


def keep_note(keys: Keyboard, feedback: Locator) -> None:
    """Go back from the way on to the note, write it, and come back."""
    way_on = keys.focus().name
    keys.back_to("summary")
    keys.press("Enter")
    keys.tab_to("textbox", "I see it differently, because …")
    keys.type("I hear it differently.")
    keys.tab_to("button", "Keep this note")
    keys.press("Enter")
    expect(feedback.get_by_text("Note taken in.")).to_be_visible()
    keys.tab_to("button", way_on)


def begin_quiz(keys: Keyboard, cell: int) -> int:
    """Answer the first questions of a quiz: what they ask is new, the keys are those of others."""
    return work_quiz(keys, cell, most=2)


def work_quiz(keys: Keyboard, cell: int, *, wrong: int = 1, most: int = 100) -> int:
    """Answer a quiz, the first ones wrong, to its end or so far; tell how many that were."""
    keys.enter(cell)
    root = widget(keys, cell)
    quiz = QuizPage(keys.page, "")
    quiz.root = root
    quiz.count, quiz.feedback = root.locator(".hc-count"), root.locator(".hc-body > .hc-feedback")
    for given in range(most):
        asked = quiz.shown()
        if given == 0 and root.locator("summary").count():
            keys.tab_to("summary")
            fold(keys)
        answer(keys, quiz, asked, right=given >= wrong)
        now = keys.press("Enter")
        assert now.role == "group"
        if now.name == "Result":
            break
        expect_in_sight(root.locator(".hc-passages"), "the next question")
    else:
        keys.leave()
        return most
    expect(quiz.count).to_have_text(re.compile(r"^(All \d+ a|A)nswered$"))
    expect_in_sight(root.locator("[role=group][aria-label=Result]"), "the result")
    keys.tab_to("button", "Start this quiz again")
    keys.leave()
    return given + 1


def work_quiz_twice(keys: Keyboard, cell: int) -> int:
    """Answer a quiz to its end, and start it again."""
    given = work_quiz(keys, cell)
    keys.enter(cell)
    keys.tab_to("button", "Start this quiz again")
    assert keys.press("Enter").name.startswith("Question 1 of")
    keys.tab_to("radio")
    return given


def work_check(keys: Keyboard, cell: int) -> int:
    """Answer the nine questions of a check; only the answer is taken, and nothing is told."""
    keys.enter(cell)
    keys.leave()
    keys.enter(cell)
    root = widget(keys, cell)
    for given in range(9):
        keys.tab_to("radio")
        keys.press("Space", *["ArrowDown"] * (given % 2))
        keys.tab_to("button", SURE[given % 3])
        now = keys.press("Space" if given % 2 else "Enter")
        told = f"Recorded. Question {given + 2} of 9" if given < 8 else "Result"
        assert (now.role, now.name) == ("group", told)
        expect_in_sight(root.locator(".hc-count"), "what was recorded")
    expect(root.locator(".hc-count")).to_have_text("All 9 answered")
    return 9


def work_marked(keys: Keyboard, cell: int) -> int:
    """Answer all questions of an assignment, look at the list, and change one answer."""
    keys.enter(cell)
    root = widget(keys, cell)
    told, total = root.locator(".hc-told"), _total(root)
    keys.tab_to("button", SURE[0])
    assert keys.press("Enter").role == "radio", "asked for an answer, the student is led to them"
    expect(told).to_have_text("First choose one of the answers.")
    expect_in_sight(told, "what is missing")
    keys.tab_to("button", "Question after")
    assert keys.press("Enter").name == f"Question 2 of {total}"
    keys.tab_to("button", "Question before")
    assert keys.press("Space").name == f"Question 1 of {total}"
    for given in range(total):
        keys.tab_to("radio")
        keys.press("Space", *["ArrowDown"] * (given % 2))
        keys.tab_to("button", SURE[given % 3])
        now = keys.press("Space" if given % 2 else "Enter")
        wanted = f"Question {given + 2} of {total}" if given < total - 1 else "All my answers"
        assert (now.role, now.name) == ("group", wanted)
        assert told.text_content() == f"Recorded: answer {given + 1}."
        expect_in_sight(told, "what was recorded")
    keys.tab_to("button", "Change answer 2")
    assert keys.press("Enter").name == f"Question 2 of {total}"
    keys.tab_to("radio")
    keys.press("ArrowDown")
    keys.tab_to("button", SURE[2])
    assert keys.press("Enter").name == "All my answers"
    expect(root.locator(".hc-count")).to_have_text(f"{total} of {total} answered")
    keys.leave()
    return total + 1


def _total(root: Locator) -> int:
    return int(re.findall(r"\d+", root.locator(".hc-count").text_content() or "")[1])


# ---------------------------------------------------------------- texts


def mark_own_text(keys: Keyboard, cell: int) -> int:
    """Mark the text that was just brought in."""
    keys.run(cell)
    expect(widget(keys, cell).locator(".hc-unit")).to_have_count(6)
    return mark_article(keys, cell)


def mark_article(keys: Keyboard, cell: int) -> int:
    """Mark lines of an article, compare, ask why, and look at the marked lines only."""
    keys.enter(cell)
    root = widget(keys, cell)
    lines, detail = root.locator(".hc-unit"), root.locator(".hc-reader-detail")
    keys.tab_to("summary")
    fold(keys)
    groups = root.locator("fieldset").filter(visible=True).count()
    for _ in range(groups):
        keys.press("Tab")
        keys.tab_to("radio")
        keys.press("ArrowRight")
    keys.tab_to("button")
    keys.press("Enter", "ArrowDown", "1", "ArrowDown", "2", "End", "1", "ArrowUp", "0", "Home")
    assert root.locator('.hc-unit:not([data-mark=""])').count() >= MARKED
    keys.tab_to("button", root.locator(".hc-actions button").text_content() or "")
    keys.press("Enter")
    expect_in_sight(root.locator(".hc-reader-result"), "the comparison")
    keys.back_to("button", (lines.nth(0).text_content() or "").strip())
    for key in ("Enter", "ArrowDown", "End", "Space"):
        keys.press(key)
        expect_in_sight(detail, "the reason")
    keys.tab_to("combobox", "Show")
    keys.press("ArrowDown")
    expect(lines.nth(3)).to_be_hidden()
    keys.press("Shift+Tab", "Shift+Tab", "Home", "0")
    expect(lines.nth(0)).to_be_hidden()
    keys.tab_to("combobox", "Show")
    keys.press("Home")
    keys.leave()
    return 1


def flip_words(keys: Keyboard, cell: int) -> int:
    """Change both parts of a sentence, and read what changes."""
    keys.enter(cell)
    root = widget(keys, cell)
    sentence, said = root.locator(".hc-flip-sentence"), set()
    for name in ("Who was studied?", "How is it said?"):
        keys.tab_to("combobox", name)
        for key in ("Home", "ArrowDown", "End"):
            keys.press(key)
            said.add(sentence.text_content())
            expect_in_sight(root.locator(".hc-flip-answers"), "the answers")
    assert len(said) == 5, "each choice changes the sentence"
    keys.leave()
    return 1


def rewrite(keys: Keyboard, cell: int, text: str) -> int:
    """Rewrite a claim, have it checked, and compare with sentences that work."""
    keys.enter(cell)
    root = widget(keys, cell)
    keys.tab_to("textbox", "Your sentence")
    keys.type("")
    keys.key("Delete")
    keys.tab_to("button", "Check")
    assert keys.press("Enter").role == "textbox", "asked for a sentence, the student is led to it"
    keys.type(text)
    keys.tab_to("button", "Check")
    keys.press("Enter")
    # In an advert what a word does stands below it, so the line is not in one piece.
    checked = root.locator(".hc-checked, .hc-typed")
    expect(checked).to_contain_text(text.split()[-1].strip("."))
    keys.expect("button", "Check")
    expect_in_sight(root.locator(".hc-feedback"), "the findings")
    keys.tab_to("summary")
    keys.press("Space")
    keys.leave()
    return 1


def browse_studies(keys: Keyboard, cell: int, words: str = "optic") -> int:
    """Choose a part of the page and who was studied, look words up, and read a study."""
    keys.enter(cell)
    root = widget(keys, cell)
    count = root.locator(".hc-studies-count")
    keys.tab_to("combobox", "Which part of the page?")
    keys.press("Home", "ArrowDown")
    keys.tab_to("combobox", "Who was studied?")
    keys.press("Home", "ArrowDown")
    keys.tab_to("searchbox", "Find words or numbers")
    keys.type(words)
    keys.tab_to("button", "Show all studies")
    keys.press("Enter")
    expect(count).to_have_text("117 of 117 studies shown.")
    expect_in_sight(count, "the count")
    keys.tab_to("summary")
    fold(keys)
    keys.press("Tab")
    keys.tab_to("summary")
    keys.press("Space")
    assert keys.page.evaluate(OPEN)
    keys.press("Tab")
    keys.back_to("searchbox", "Find words or numbers")
    keys.type(words)
    keys.leave()
    return 1


# ---------------------------------------------------------------- a text of one's own


def bring_text(keys: Keyboard, cell: int) -> int:
    """Put another text into the box, say where it is from, and look at the highlighter."""
    keys.enter(cell)
    root = widget(keys, cell)
    status = root.locator(".hc-own-status")
    keys.tab_to("textbox", "Paste the text here. (An example stands in the box; replace it.)")
    keys.type("")
    keys.key("Delete")
    keys.tab_to("button", "Use this text")
    keys.press("Enter")
    expect(status).to_have_text(re.compile("^There is no text yet"))
    keys.expect("button", "Use this text")
    expect_in_sight(status, "what is missing")
    keys.back_to("textbox", "Paste the text here. (An example stands in the box; replace it.)")
    keys.type(OWN_TEXT)
    for name in ("Title", "Who published it? “Not known” is fine."):
        keys.tab_to("textbox", name)
        keys.type("Corvane")
    keys.tab_to("combobox", "What kind of text is it?")
    keys.press("Home", "ArrowDown")
    keys.tab_to("radio")
    keys.press("Space", "ArrowDown")
    keys.tab_to("button", "Use this text")
    keys.press("Enter")
    # Six, if Enter makes a new line in the box.
    expect(status).to_contain_text("Taken in: 6 lines")
    keys.expect("button", "Use this text")
    expect_in_sight(status, "what was taken in")
    keys.tab_to("button", "Show what the highlighter marks")
    assert keys.press("Enter").name == "Hide what the highlighter marks"
    keys.press("Tab")
    keys.tab_to("radio")
    keys.press("ArrowLeft")
    keys.tab_to("summary")
    fold(keys)
    keys.leave()
    return 1


def give_reasons(keys: Keyboard, cell: int) -> int:
    """Say why each line was marked, first too short; tell how many reasons that took."""
    keys.run(cell)
    root = widget(keys, cell)
    status, reasons = root.locator(".hc-own-status"), root.get_by_label("Because …")
    expect(reasons).to_have_count(MARKED)
    keys.enter(cell)
    for reason, told in (("Short.", "Not saved yet"), ("I hear no doubt in it.", "Saved: ")):
        for place in range(MARKED):
            if place:
                keys.press("Tab")
            keys.tab_to("textbox", "Because …")
            keys.type(reason)
        keys.tab_to("button", "Save the quiz")
        keys.press("Enter")
        expect(status).to_contain_text(told)
    keys.expect("button", "Save the quiz")
    expect_in_sight(status, "what was saved")
    keys.leave()
    return MARKED


def work_friends_quiz(keys: Keyboard, cell: int) -> int:
    """Answer a quiz made of one's own marks, and say where one differs."""
    keys.run(cell)
    expect(widget(keys, cell)).to_have_attribute("aria-label", "Quiz: A reader’s quiz: Corvane")
    keys.enter(cell)
    feedback = widget(keys, cell).locator(".hc-body > .hc-feedback")
    given = 0
    while keys.focus().name != "Result":
        keys.tab_to("radio")
        keys.press("Space")
        keys.tab_to("button", SURE[2])
        keys.press("Enter")
        expect_in_sight(feedback, "the feedback")
        if feedback.get_by_role("textbox").count():
            keep_note(keys, feedback)
        keys.press("Enter")
        given += 1
    keys.tab_to("button", "Start this quiz again")
    keys.leave()
    return given


# ---------------------------------------------------------------- numbers


def press_squares(keys: Keyboard, cell: int) -> int:
    """Go from square to square of a map, close what is told, and open the table."""
    keys.enter(cell)
    keys.tab_to("radio")
    told = widget(keys, cell).get_by_role("status")
    said = set()
    for key in ("Space", "ArrowRight", "ArrowDown", "ArrowLeft"):
        keys.press(key)
        said.add(told.text_content())
    assert len(said) == 3, "each line has words of its own"
    keys.tab_to("button", "Close")
    keys.press("Enter")
    expect(told).to_have_count(0)
    assert keys.focus().is_called("radio", ""), "the square that was open has the focus"
    keys.tab_to("summary")
    fold(keys)
    keys.leave()
    return 1


def move_sliders(keys: Keyboard, cell: int) -> int:
    """Move the two sliders over 1,000 people, and open the table."""
    keys.enter(cell)
    told = widget(keys, cell).locator(".hc-told")
    said = {told.text_content()}
    for name in ("Without Tassomel", "With Tassomel"):
        keys.tab_to("slider", name)
        for key in ("ArrowRight", "PageUp", "End"):
            keys.press(key)
            said.add(told.text_content())
    assert len(said) > 5, "each move changes what is said"
    keys.tab_to("summary", "The same as a table")
    fold(keys)
    keys.leave()
    return 1


def throw_dice(keys: Keyboard, cell: int) -> int:
    """Change truth and groups, publish only what is striking, and throw the dice again."""
    keys.enter(cell)
    told = widget(keys, cell).locator(".hc-told")
    said = [told.text_content()]

    def changed() -> bool:
        said.append(told.text_content())
        return said[-1] != said[-2]

    for name in ("The truth", "People in each group"):
        keys.tab_to("slider", name)
        keys.press("ArrowRight")
        assert changed(), name
    keys.tab_to("checkbox")
    keys.press("Space")
    assert changed(), "only the striking results"
    keys.tab_to("spinbutton", "Seed of the dice")
    keys.type("12")
    keys.tab_to("button", "Throw the dice again")
    assert changed(), "another seed"
    keys.press("Enter")
    assert changed(), "other dice"
    keys.tab_to("summary", "The same as a table")
    fold(keys)
    keys.leave()
    return 1


def take_answers(keys: Keyboard, cell: int) -> int:
    """Take all answers along, and look what would be deleted."""
    keys.enter(cell)
    for name, told in (
        ("Take my answers along", "Your answers are in my_answers_me.zip"),
        ("What would be deleted?", "Nothing has been deleted yet."),
    ):
        keys.tab_to("button", name)
        keys.press("Enter")
        keys.expect_told(cell, told)
    keys.leave()
    return 1
