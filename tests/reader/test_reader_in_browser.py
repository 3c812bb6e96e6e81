"""A student marks an article and compares the marks with the key."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from healthclaims.content.answer_key import key_mark
from healthclaims.content.articles import load_article
from healthclaims.questions.question import look_for
from tests.browser.notebook import OpenNotebook
from tests.browser.quiz import SAVED
from tests.browser.reading import VERDICTS, ReaderPage
from tests.browser.student import Kit

OPEN_LESSON = 'import healthclaims; lesson = healthclaims.open_lesson("02_animal_or_human")'
READ = 'lesson.read("semax")'
CHOSEN = "animals_or_cells"


def kinds_of_lines() -> dict[str, int]:
    """Find one line for each thing the key can say to `CHOSEN`; give its place."""
    article = load_article("semax")
    found: dict[str, int] = {}
    for place, unit in enumerate(article.units):
        key = key_mark(article, unit, "evidence")
        if unit.repeat_of:
            kind = "repeat"
        elif key is None:
            kind = "not asked"
        elif CHOSEN not in key.labels:
            kind = "differs"
        else:
            kind = "open" if len(key.labels) > 1 else "same"
        found.setdefault(kind, place)
    return found


def test_marks_made_by_mouse_are_compared_with_the_key_and_filtered(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, READ))
    notebook.run_all()
    reader = ReaderPage(notebook.page)
    places = kinds_of_lines()
    repeat = places.pop("repeat")
    axis = reader.choose_question("evidence")
    reader.choose_label(axis, CHOSEN)
    for place in places.values():
        reader.lines.nth(place).click()
    number = str(axis.names.index(CHOSEN) + 1)
    assert reader.marks() == dict.fromkeys(sorted(places.values()), number)
    expect(reader.root.locator(".hc-verdict")).to_have_count(0)

    reader.lines.nth(repeat).click()
    expect(reader.detail).to_contain_text("This repeats an earlier line")
    assert repeat not in reader.marks()

    reader.compare()
    for kind, place in places.items():
        expect(reader.verdict(place)).to_have_text(VERDICTS[kind])
    expect(reader.result).to_contain_text("1 as in the key, 1 different, 1 left open")
    # Asking why never changes a mark, whichever label is chosen.
    reader.choose_label(axis, next(name for name in axis.names if name != CHOSEN))
    reader.lines.nth(places["differs"]).click()
    assert reader.marks() == dict.fromkeys(sorted(places.values()), number)
    article = load_article("semax")
    key = key_mark(article, article.units[places["differs"]], "evidence")
    assert key is not None
    expect(reader.detail).to_be_in_viewport()
    expect(reader.detail).to_contain_text(f"The key: {axis[key.labels[0]].shown}.")
    expect(reader.detail).to_contain_text(key.why)
    expect(reader.detail).to_contain_text(look_for(key.rule))

    reader.show("marked")
    assert reader.shown_places() == sorted(places.values())
    reader.show("differ")
    assert reader.shown_places() == [places["differs"]]
    reader.show("all")
    assert len(reader.shown_places()) == len(article.units)


@pytest.mark.exhaustive
def test_marks_are_kept_for_each_question_and_survive_a_second_run(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, READ))
    notebook.run_all()
    reader = ReaderPage(notebook.page)
    reader.lines.nth(3).click()
    notebook.page.keyboard.press("ArrowDown")
    notebook.page.keyboard.press("2")
    assert reader.marks() == {3: "1", 4: "2"}
    reader.choose_question("certainty")
    assert reader.marks() == {}
    reader.lines.nth(5).click()
    expect(reader.saved).to_have_text(SAVED)
    assert len(kit.entries("label")) == 3

    notebook.run_all()
    expect(reader.result).to_contain_text("You have marked 2 of")
    assert reader.marks() == {3: "1", 4: "2"}
    reader.choose_question("certainty")
    assert reader.marks() == {5: "1"}
    reader.lines.nth(5).focus()
    notebook.page.keyboard.press("0")
    expect(reader.saved).to_have_text(SAVED)

    notebook.run_all()
    reader.choose_question("certainty")
    assert reader.marks() == {}
    assert len(kit.entries("label")) == 4


SCROLLED = """(root) => {
  const text = root.querySelector(".hc-reader-text");
  const output = root.closest(".jp-OutputArea-output");
  return {
    text: text.scrollTop, output: output.scrollTop,
    spare: output.scrollHeight - output.clientHeight,
  };
}"""


def test_a_late_mark_and_the_wheel_leave_the_article_in_view(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, READ))
    notebook.run_all()
    reader = ReaderPage(notebook.page)
    text = reader.root.locator(".hc-reader-text")
    last = reader.lines.last
    last.scroll_into_view_if_needed()
    last.click()
    expect(last).to_have_attribute("data-mark", "1")
    assert reader.root.evaluate(SCROLLED)["text"] > 0
    text.hover()
    notebook.page.mouse.wheel(0, 400)
    notebook.page.mouse.wheel(0, -200)
    expect(text).to_be_in_viewport(ratio=0.5)
    scrolled = reader.root.evaluate(SCROLLED)
    assert (scrolled["output"], scrolled["spare"]) == (0, 0), "a scrollbar of its own"


def test_an_article_looks_like_what_it_is(kit: Kit, open_notebook: OpenNotebook) -> None:
    notebook = open_notebook(kit.write_notebook(OPEN_LESSON, 'lesson.read("tamberlee_post")'))
    notebook.run_all()
    look = ReaderPage(notebook.page).root.locator(".hc-look")
    expect(look).to_have_attribute("data-look", "post")
    expect(look.locator(".hc-sender")).to_be_visible()
