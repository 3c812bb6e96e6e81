"""A student browses the record of studies, and what is shown follows at once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from healthclaims.content.articles import load_article
from healthclaims.content.studies import load_evidence
from healthclaims.content.study_words import SPECIES_SHOWN, traced_sections
from tests.browser.notebook import NotebookPage, OpenNotebook
from tests.browser.student import Kit
from tests.browser.test_layout import expect_to_fit
from tests.helpers.kit import Table

ATTACK = '<img src=x onerror="window.hacked = true">'
# In one task: what waits for an event that comes later is not there yet.
OPEN_AT_ONCE = """(fold) => {
  fold.querySelector("summary").click();
  return fold.textContent;
}"""
PART, WHO, FIND = "Which part of the page?", "Who was studied?", "Find words or numbers"


@pytest.fixture
def browse(kit: Kit, open_notebook: OpenNotebook) -> Any:
    """Run one cell that shows the record."""

    def run(call: str = "browse_studies()") -> NotebookPage:
        cell = f"import healthclaims; healthclaims.{call}"
        notebook = open_notebook(kit.write_notebook(cell))
        notebook.hide_side_bar()
        notebook.run_all()
        return notebook

    return run


def record(notebook: NotebookPage) -> Locator:
    return notebook.page.locator(".hc-studies")


def expect_count(root: Locator, count: int) -> None:
    expect(root.get_by_role("status")).to_have_text(f"{count} of 117 studies shown.")
    expect(root.locator(".hc-study")).to_have_count(count)


def test_every_part_of_the_page_shows_its_own_studies_for_everyone_who_was_studied(
    browse: Any,
) -> None:
    evidence = load_evidence()
    root = record(browse())
    expect_count(root, 117)
    for section, units in traced_sections(load_article("semax"), evidence).items():
        root.get_by_label(PART).select_option(section)
        linked = {link.study for link in evidence.links if link.unit in units}
        for who in ("", *SPECIES_SHOWN):
            root.get_by_label(WHO).select_option(who)
            wanted = [name for name in linked if not who or evidence.study(name).species == who]
            expect_count(root, len(wanted))
    root.get_by_role("button", name="Show all studies").click()
    expect_count(root, 117)


@pytest.mark.exhaustive
def test_a_line_stands_beside_its_studies_and_what_was_not_found(browse: Any) -> None:
    root = record(browse())
    root.get_by_label(PART).select_option("u46")
    expect(root.locator("blockquote")).to_have_text(
        "Line 46: Semex may help reduce pain by slowing the breakdown of enkephalins in the brain."
    )
    expect(root.locator(".hc-studies-gap")).to_contain_text("any pain relief in people")
    expect(root.locator(".hc-study").nth(1)).to_contain_text("that way the authors saw no effect")
    root.get_by_label(PART).select_option("u54")
    expect_count(root, 0)
    expect(root.get_by_text("does not mean that no such study exists")).to_be_visible()


@pytest.mark.exhaustive
def test_a_number_finds_its_paper_and_how_it_was_checked(browse: Any) -> None:
    root = record(browse('browse_studies("strokes", who="rat")'))
    expect_count(root, 22)
    root.get_by_role("searchbox", name=FIND).fill("28255762")
    expect_count(root, 1)
    root.locator(".hc-study summary").click()
    study = root.locator(".hc-study")
    expect(study).to_contain_text("regulates expression of immune response genes")
    expect(study).to_contain_text("PMID 28255762 (identifier seen in a list only)")


@pytest.mark.exhaustive
def test_the_keyboard_reaches_everything_and_no_letter_leaves_the_widget(browse: Any) -> None:
    notebook = browse()
    root, keyboard = record(notebook), notebook.page.keyboard
    before = notebook.cells()
    people = [s for s in load_evidence().studies.values() if s.species == "human"]
    root.get_by_label(WHO).focus()
    keyboard.press("ArrowDown")
    expect_count(root, len(people))
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(root.get_by_role("searchbox", name=FIND)).to_be_focused()
    keyboard.type("ddx")
    expect_count(root, 0)
    keyboard.press("Control+a")
    keyboard.type("placebo")
    expect(root.get_by_role("status")).not_to_have_text("0 of 117 studies shown.")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect_count(root, 117)
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(root.locator(".hc-study details").first).to_have_attribute("open", "")
    keyboard.press("x")
    assert notebook.cells() == before


@pytest.mark.exhaustive
def test_the_record_fits_narrow_windows(browse: Any) -> None:
    notebook = browse('browse_studies("memory")')
    root = record(notebook)
    root.locator(".hc-study summary").first.click()
    expect_to_fit(notebook, root)
    root.get_by_role("button", name="Show all studies").click()
    expect_to_fit(notebook, root)


@pytest.mark.exhaustive
def test_markup_in_the_record_stands_there_as_text(kit: Kit, browse: Any) -> None:
    for name, column in (("studies", "found"), ("links", "shows"), ("gaps", "gap")):
        table = Table(kit.folder / "data" / "evidence" / f"{name}.csv")
        table.rows[0][column] = ATTACK
        table.save()
    root = record(browse())
    expect(root.locator(".hc-study").first).to_contain_text(ATTACK)
    root.get_by_label(PART).select_option("opening")
    expect(root.locator(".hc-studies-page")).to_contain_text(ATTACK)
    expect(root.locator("img")).to_have_count(0)
    assert root.evaluate("() => window.hacked") is None


@pytest.mark.exhaustive
def test_a_study_is_there_in_full_before_the_next_key_and_is_made_once(browse: Any) -> None:
    fold = record(browse()).locator(".hc-study details").first
    opened = fold.evaluate(OPEN_AT_ONCE)
    assert "Who was studied" in opened
    expect(fold).to_have_js_property("open", True)
    for _ in range(2):
        fold.locator("summary").click()
    expect(fold).to_have_text(opened, use_inner_text=False)


@pytest.mark.exhaustive
def test_a_study_that_a_search_on_the_page_opens_is_there_in_full(browse: Any) -> None:
    fold = record(browse()).locator(".hc-study details").first
    fold.evaluate("(fold) => { fold.open = true; }")
    expect(fold).to_contain_text("Who was studied")
