"""What the widgets tell a screen reader: names, roles, states, and messages that are announced.

The tree of each widget is stored in `aria/`. After a wanted change, write the files anew with
`HEALTHCLAIMS_RENEW=aria python -m pytest tests/browser/test_accessibility_tree.py -n0`, and read
in the difference what a screen reader would now say.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .fixtures import HERE
from .notebook import Desk
from .student import Kit

STORED = HERE / "aria"
QUESTION = "semax/u39/evidence"
CELLS = (
    "import healthclaims; from healthclaims import open_lesson",
    'lesson = open_lesson("02_animal_or_human"); lesson.quiz("one")',
    'lesson.read("semax", "certainty", "heart")',
    'open_lesson("03_hedged_or_firm").word_flip("heart")',
    'open_lesson("05_the_whole_picture").rewrite("stress")',
    "healthclaims.thousand_people(without=6, with_product=3)",
    "healthclaims.small_studies(true_effect=10, group_size=20, seed=8)",
    'healthclaims.browse_studies("u46")',
    'own = open_lesson("09_your_own_article").own_article("It may help."); own',
    'own.read().mark("u01", "hedged", "certainty"); own.reasons()',
    'lesson.who_was_studied(Heart="heart", Pain="pain")',
    'assignment = healthclaims.open_assignment("a1_who_was_studied"); assignment.quiz()',
)
HOLD = "(root, place) => { window.held = root.querySelector(place); return held.textContent; }"
HELD = "() => [held.isConnected, held.textContent]"


def open_every_kind(desk: Desk, folder: Path) -> Page:
    """Open a notebook with every kind of widget, none of them touched."""
    kit = Kit(folder)
    kit.add_exercise("a1_who_was_studied")
    kit.add_quiz("02_animal_or_human", "one", "One question", QUESTION)
    notebook = desk.open(f"{kit.folder.name}/{kit.write_notebook(*CELLS)}")
    notebook.run_all()
    notebook.wait_until_idle()
    expect(notebook.page.locator(".hc-marked")).to_be_attached()
    return notebook.page


@pytest.fixture(scope="module")
def page(desk: Desk, kits: Path) -> Iterator[Page]:
    """A notebook with every kind of widget, none of them touched."""
    yield open_every_kind(desk, kits / "tree")
    desk.clear()


def answer_quiz(root: Locator) -> None:
    root.get_by_role("radio").last.check()
    root.get_by_role("button", name="certain").click()
    root.locator("input[type=radio]:not(:disabled)").first.check()
    root.get_by_role("button", name="Try this answer").click()


def mark_line(root: Locator) -> None:
    root.locator(".hc-unit").nth(1).click()
    root.get_by_role("button", name="Compare with the key").click()
    root.locator(".hc-unit").nth(1).click()


def change_word(root: Locator) -> None:
    root.get_by_role("combobox").last.select_option(index=1)


def rewrite(root: Locator) -> None:
    root.get_by_role("textbox").fill("In rats it may help.")
    root.get_by_role("button", name="Check").click()
    expect(root.locator(".hc-findings")).to_be_visible()


def slide(root: Locator) -> None:
    root.get_by_role("slider").first.fill("20")


def choose_all(root: Locator) -> None:
    root.get_by_role("button", name="Show all studies").click()


def use_text(root: Locator) -> None:
    root.get_by_role("button", name="Use this text").click()
    expect(root.locator(".hc-own-status")).to_contain_text("Taken in")


def save_quiz(root: Locator) -> None:
    root.get_by_role("button", name="Save the quiz").click()
    expect(root.locator(".hc-own-status")).not_to_have_text("Saving …")


def answer_marked(root: Locator) -> None:
    root.get_by_role("radio").first.check()
    root.get_by_role("button", name="certain").click()


# Each with its place on the page, what a student does, and where the answer to that is told.
WIDGETS: dict[str, tuple[str, Callable[[Locator], None], str]] = {
    "quiz": (".hc-quiz:not(.hc-marked)", answer_quiz, ".hc-feedback"),
    "reader": (".hc-reader", mark_line, ".hc-reader-result"),
    "flip": (".hc-flip", change_word, ".hc-flip-answers"),
    "rewrite": (".hc-rewrite", rewrite, ".hc-feedback"),
    "people": (".hc-people", slide, ".hc-told"),
    "small_studies": (".hc-small-studies", slide, ".hc-told"),
    "record": (".hc-studies", choose_all, ".hc-studies-count"),
    "own": (".hc-own", use_text, ".hc-own-status"),
    "own_quiz": (".hc-own-quiz", save_quiz, ".hc-own-status"),
    "marked": (".hc-marked", answer_marked, ".hc-told"),
    "figure": ("figure:has(> [role=group])", lambda root: root.locator("summary").click(), ""),
}


def expect_tree(root: Locator, name: str) -> None:
    """Compare the tree of a widget with the stored one, or store it."""
    path = STORED / f"{name}.yaml"
    expect(root.locator(".hc-saved", has_text="Saving")).to_have_count(0)
    if os.environ.get("HEALTHCLAIMS_RENEW") == "aria":
        STORED.mkdir(exist_ok=True)
        path.write_text(root.aria_snapshot() + "\n", encoding="utf-8")
    expect(root).to_match_aria_snapshot(path.read_text(encoding="utf-8"))


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_says_what_it_is_and_tells_what_was_done(page: Page, name: str) -> None:
    place, work, told = WIDGETS[name]
    root = page.locator(place).first
    expect_tree(root, name)
    if told:
        live = root.locator(told)
        expect(live).to_have_role("status")
        before = root.evaluate(HOLD, told)
    work(root)
    if told:
        # A message is read out only when its place was there before it came.
        is_there, after = page.evaluate(HELD)
        assert is_there
        assert after not in ("", before)
    if name not in {"record", "small_studies"}:
        expect_tree(root, f"{name}_worked")
