"""A student rewrites a claim, has it checked, and finds it again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from healthclaims.rewriting.check import LONGEST_LINE
from healthclaims.rewriting.claims import load_rewrite
from tests.browser.notebook import OpenNotebook
from tests.browser.quiz import SAVED
from tests.browser.rewriting import RewritePage
from tests.browser.student import Kit
from tests.browser.test_layout import TOO_SMALL, TOO_WIDE, WIDTHS

OPEN_LESSON = 'import healthclaims; lesson = healthclaims.open_lesson("05_the_whole_picture")'
REWRITE = 'lesson.rewrite("stress")'
VAGUE = "Semax may soften stress."
MATCHING = "In rats, Semax may soften stress."


def test_a_sentence_is_checked_kept_and_found_again(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, REWRITE))
    notebook.run_all()
    rewrite = RewritePage(notebook.page, "stress")
    claim = load_rewrite("stress")
    expect(rewrite.root.locator("blockquote")).to_have_text(claim.unit.text)
    for known in claim.known:
        expect(rewrite.root.locator(".hc-known")).to_contain_text(f"{known.text} ({known.how})")
    expect(rewrite.models).to_be_hidden()

    rewrite.write(VAGUE)
    expect(rewrite.line).to_have_text("Not there yet: look again at the points marked ↺.")
    expect(rewrite.findings("look").first).to_contain_text("It names nobody who was studied.")
    expect(rewrite.root).to_contain_text("It can’t see whether your sentence is true.")
    expect(rewrite.models).to_be_visible()
    expect(rewrite.models.get_by_text(claim.models[0].text)).to_be_hidden()
    rewrite.models.locator("summary").click()
    expect(rewrite.models.get_by_text(claim.models[0].text)).to_be_visible()

    rewrite.box.fill(MATCHING)
    expect(rewrite.old).to_be_visible()
    rewrite.button.click()
    expect(rewrite.line).to_have_text("Wording and evidence match, as far as this check can see.")
    expect(rewrite.findings("look")).to_have_count(0)
    expect(rewrite.old).to_be_hidden()
    expect(rewrite.saved).to_have_text(SAVED)
    assert [entry["text"] for entry in kit.entries("note")] == [VAGUE, MATCHING]

    notebook.save_and_reload()
    notebook.run_all()
    again = RewritePage(notebook.page, "stress")
    expect(again.box).to_have_value(MATCHING)
    expect(again.line).to_have_text("Wording and evidence match, as far as this check can see.")
    assert len(kit.entries("note")) == 2


def test_the_pushiest_advert_fills_the_bar_and_names_what_each_word_did(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, 'lesson.rewrite("ferry_advert")'))
    notebook.hide_side_bar()
    notebook.run_all()
    advert = RewritePage(notebook.page, "ferry_advert")
    full = advert.root.locator(".hc-bar [data-on]")
    advert.write("Drovessa may ease seasickness.")
    expect(advert.root.locator(".hc-push")).to_have_text("Push: 0 words or phrases push.")
    expect(full).to_have_count(0)
    expect(advert.root.locator(".hc-cue")).to_contain_text(["may (leaves room for doubt)"])
    advert.write("Amazing Drovessa banishes seasickness. Hurry, order today!")
    expect(full).to_have_count(3)
    expect(advert.line).to_contain_text("That is an advert")
    advert.root.get_by_text("What each marked word did").click()
    for width in WIDTHS:
        notebook.set_width(width)
        assert advert.root.evaluate(TOO_WIDE) == [], f"too wide in a window of {width} px"
        assert advert.root.evaluate(TOO_SMALL) == [], f"too small in a window of {width} px"


@pytest.mark.exhaustive
def test_where_words_are_limited_they_are_counted_while_one_writes(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, 'lesson.rewrite("newspaper")'))
    notebook.run_all()
    rewrite = RewritePage(notebook.page, "newspaper")
    room = rewrite.root.locator(".hc-hint:not([hidden])", has_text="of 16 words")
    expect(room).to_have_text("0 of 16 words")
    rewrite.box.fill("Solveta  reduced\nbleeding gums ")
    expect(room).to_have_text("4 of 16 words")


@pytest.mark.exhaustive
def test_a_draft_survives_a_second_run(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, REWRITE))
    notebook.run_all()
    rewrite = RewritePage(notebook.page, "stress")
    rewrite.write(MATCHING)
    expect(rewrite.saved).to_have_text(SAVED)
    rewrite.box.fill("Half a sent")
    notebook.run(1)
    expect(rewrite.box).to_have_value("Half a sent")
    expect(rewrite.old).to_be_visible()
    assert [entry["text"] for entry in kit.entries("note")] == [MATCHING]


@pytest.mark.exhaustive
def test_a_sentence_is_written_by_keyboard_and_no_key_reaches_the_notebook(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, REWRITE, '"the last cell"'))
    notebook.run_all()
    cells = notebook.cells()
    rewrite = RewritePage(notebook.page, "stress")
    keyboard = notebook.page.keyboard
    rewrite.box.focus()
    keyboard.type("dd xx a b In rats, Semax may soften stress.")
    keyboard.press("Enter")
    keyboard.press("Escape")
    keyboard.press("Tab")
    expect(rewrite.button).to_be_focused()
    keyboard.press("Enter")
    expect(rewrite.line).to_have_text("Wording and evidence match, as far as this check can see.")
    expect(rewrite.button).to_be_focused()
    for key in ("x", "d", "d", "b"):
        keyboard.press(key)
    assert notebook.cells() == cells


@pytest.mark.exhaustive
def test_nothing_written_is_asked_for(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, REWRITE))
    notebook.run_all()
    rewrite = RewritePage(notebook.page, "stress")
    rewrite.write("   ")
    expect(rewrite.root.get_by_text("Write your sentence first.")).to_be_visible()
    expect(rewrite.box).to_be_focused()
    expect(rewrite.models).to_be_hidden()
    assert kit.entries("note") == []


@pytest.mark.exhaustive
def test_a_box_that_is_nearly_full_says_how_much_room_is_left(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, REWRITE))
    notebook.run_all()
    rewrite = RewritePage(notebook.page, "stress")
    room = rewrite.root.get_by_text(f"of {LONGEST_LINE} characters")
    full = rewrite.root.get_by_text("The box is full. What goes beyond is left out.")
    rewrite.box.fill("a" * (LONGEST_LINE - 61))
    expect(room).to_be_hidden()
    rewrite.box.press("a")
    expect(room).to_have_text(f"{LONGEST_LINE - 60} of {LONGEST_LINE} characters")
    expect(full).to_have_count(0)
    rewrite.box.fill("a" * (LONGEST_LINE - 1))
    rewrite.box.press_sequentially("bcd")
    expect(room).to_have_text(f"{LONGEST_LINE} of {LONGEST_LINE} characters")
    expect(full).to_be_visible()
    rewrite.box.fill("short")
    expect(room).to_be_hidden()


@pytest.mark.exhaustive
def test_what_a_student_writes_is_never_taken_for_html(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, REWRITE))
    notebook.run_all()
    rewrite = RewritePage(notebook.page, "stress")
    hostile = '<img src=x onerror="window.hacked=1"> stress <b>in rats</b>'
    rewrite.write(hostile)
    expect(rewrite.root.locator(".hc-checked q")).to_have_text(hostile)
    expect(rewrite.root.locator("img, b")).to_have_count(0)
    assert notebook.page.evaluate("window.hacked") is None


@pytest.mark.exhaustive
def test_it_says_so_when_the_kernel_does_not_answer(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, REWRITE))
    notebook.run_all()
    rewrite = RewritePage(notebook.page, "stress")
    notebook.restart_kernel()
    rewrite.write(MATCHING)
    expect(rewrite.root.get_by_text("your sentence is kept")).to_be_visible()
    expect(rewrite.models).to_be_visible()
    notebook.run_all()
    expect(rewrite.saved).to_have_text(SAVED)
    expect(rewrite.box).to_have_value(MATCHING)
    expect(rewrite.line).to_have_text("Wording and evidence match, as far as this check can see.")
    assert [entry["text"] for entry in kit.entries("note")] == [MATCHING]


@pytest.mark.exhaustive
def test_it_fits_narrow_windows(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, REWRITE))
    notebook.hide_side_bar()
    notebook.run_all()
    rewrite = RewritePage(notebook.page, "stress")
    rewrite.write("In rats, amazing Semax can soften stress.")
    expect(rewrite.line).to_be_visible()
    rewrite.models.locator("summary").click()
    for width in WIDTHS:
        notebook.set_width(width)
        assert rewrite.root.evaluate(TOO_WIDE) == [], f"too wide in a window of {width} px"
        assert rewrite.root.evaluate(TOO_SMALL) == [], f"too small in a window of {width} px"
