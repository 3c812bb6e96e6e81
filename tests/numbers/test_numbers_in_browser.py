"""The pictures of lesson 08: sliders redraw them, and the page counts as Python does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from healthclaims.numbers.people_widget import thousand_people
from healthclaims.numbers.risk import Risk
from healthclaims.numbers.small_studies import GROUP_SIZES, run_studies
from healthclaims.numbers.small_studies_widget import small_studies
from tests.browser.fixtures import HERE
from tests.browser.notebook import NotebookPage, OpenNotebook
from tests.browser.student import ROOT, Kit
from tests.browser.test_keyboard import Keys
from tests.browser.test_layout import expect_to_fit

CELLS = (
    "import healthclaims",
    "healthclaims.thousand_people(without=6, with_product=3)",
    "healthclaims.small_studies(true_effect=10, group_size=20, seed=8)",
)
TABLE = json.loads((HERE.parent / "cases" / "numbers.json").read_text(encoding="utf-8"))
SCRIPT = (ROOT / "healthclaims" / "numbers" / "_numbers.js").read_text(encoding="utf-8")
CALL = """([script, name, values, sent]) => {
  const names = "throwsFrom, waysToSay, runStudies, studySentences";
  const found = new Function(`${script}; return { ${names} };`)();
  if (name === "throws") {
    const dice = found.throwsFrom(values[0]);
    return Array.from({ length: values[1] }, dice);
  }
  if (name === "ways") return found.waysToSay(...values, sent);
  const [effect, size, seed] = values;
  const run = found.runStudies(effect, size, { ...sent, seed });
  const looks = (look) => run.studies.filter((study) => study.look === look).length;
  return {
    striking: looks("striking"), against: looks("against"),
    ahead: run.studies.slice(0, 6).map((study) => study.ahead),
    all: found.studySentences(run, false, sent.sentences),
    published: found.studySentences(run, true, sent.sentences),
  };
}"""
NAMES = ("Without", "With")
# Signs are drawn as one path for each kind; each sign starts with an M.
DRAWN_OUTSIDE = """(section) => {
  const { left, right } = section.getBoundingClientRect();
  return [...section.querySelectorAll("svg *")]
    .map((node) => [node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < left || box.right > right))
    .map(([text]) => text);
}"""
COUNT_SIGNS = "(path) => (path.getAttribute('d').match(/M/g) ?? []).length"


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page to run the shared script in."""
    with browser.new_page() as page:
        yield page


@pytest.fixture
def notebook(kit: Kit, open_notebook: OpenNotebook) -> NotebookPage:
    """Both pictures in one notebook."""
    opened = open_notebook(kit.write_notebook(*CELLS))
    opened.run_all()
    return opened


@pytest.fixture
def people(notebook: NotebookPage) -> Locator:
    return notebook.page.locator(".hc-people")


@pytest.fixture
def studies(notebook: NotebookPage) -> Locator:
    return notebook.page.locator(".hc-small-studies")


def signs(picture: Locator, kind: str) -> int:
    """Count the signs of one kind in a picture."""
    return int(picture.locator(f"path.hc-mark-{kind}").evaluate(COUNT_SIGNS))


# ---------------------------------------------------------------- one table, two languages


@pytest.mark.parametrize("case", TABLE["throws"], ids=lambda case: f"seed {case['seed']}")
def test_the_page_throws_the_same_dice(case: dict[str, Any], blank: Page) -> None:
    wanted = [case["seed"], len(case["first"])]
    assert blank.evaluate(CALL, [SCRIPT, "throws", wanted, {}]) == case["first"]


@pytest.mark.parametrize(
    "case", TABLE["risks"], ids=lambda case: f"{case['without']}-{case['with_product']}"
)
def test_the_page_says_an_effect_as_the_table_says(case: dict[str, Any], blank: Page) -> None:
    counts = [case["without"], case["with_product"]]
    sent = thousand_people(6, 3).people
    assert blank.evaluate(CALL, [SCRIPT, "ways", counts, sent]) == case["ways"]


@pytest.mark.parametrize(
    "case", TABLE["runs"], ids=lambda case: f"{case['effect']}-{case['size']}-{case['seed']}"
)
def test_the_page_runs_the_same_studies(case: dict[str, Any], blank: Page) -> None:
    values = [case["effect"], case["size"], case["seed"]]
    told = blank.evaluate(CALL, [SCRIPT, "run", values, small_studies().trial])
    assert told == {name: case[name] for name in told}


# ---------------------------------------------------------------- 1,000 people


def test_moving_a_slider_redraws_1000_people_and_says_what_changed(people: Locator) -> None:
    without = people.get_by_role("slider", name="Without Tassomel")
    with_product = people.get_by_role("slider", name="With Tassomel")
    for counts in ((6, 3), (200, 100), (1, 2), (0, 0)):
        for slider, count in zip((without, with_product), counts, strict=True):
            slider.fill(str(count))
            expect(slider).to_have_attribute("aria-valuetext", f"{count} of 1,000")
        for picture, count in zip(people.locator("figure").all(), counts, strict=True):
            kinds = {kind: signs(picture, kind) for kind in ("hit", "open", "rest")}
            assert sum(kinds.values()) == 1000
            assert kinds["hit"] == count
        spared = Risk(*counts).spared
        assert signs(people.locator("figure").last, "open") == spared
        names = [
            f"{name} Tassomel: {count} of 1,000 get it"
            for name, count in zip(NAMES, counts, strict=True)
        ]
        names[1] += f", {spared} are spared" if spared else ""
        for picture, name in zip(people.locator("figure svg").all(), names, strict=True):
            expect(picture).to_have_accessible_name(name)
        assert tuple(people.locator(".hc-told dd").all_text_contents()) == Risk(*counts).ways()
        assert people.locator("tbody td").all_text_contents() == [
            str(number) if number < 1000 else "1,000"
            for count in counts
            for number in (count, 1000 - count)
        ]


# ---------------------------------------------------------------- 200 studies


@pytest.mark.exhaustive
def test_every_slider_position_tells_what_python_tells(studies: Locator) -> None:
    truth = studies.get_by_role("slider", name="The truth")
    size = studies.get_by_role("slider", name="People in each group")
    for effect, place in ((10, 1), (10, 5), (0, 1), (30, 0)):
        truth.fill(str(effect))
        size.fill(str(place))
        run = run_studies(effect, GROUP_SIZES[place], 8)
        told = studies.locator(".hc-told p")
        expect(told).to_have_text(list(run.sentences(only_striking=False)))
        kinds = {
            kind: signs(studies.locator("figure"), kind) for kind in ("hit", "rest", "against")
        }
        assert kinds["hit"] == len(run.striking)
        assert sum(kinds.values()) == len(run.studies)


@pytest.mark.exhaustive
def test_publishing_only_striking_results_hides_the_rest_and_says_so(studies: Locator) -> None:
    run = run_studies(10, 20, 8)
    studies.get_by_role("checkbox", name="Only the striking results are published").check()
    expect(studies.locator(".hc-told p")).to_have_text(list(run.sentences(only_striking=True)))
    assert signs(studies.locator("figure"), "hit") == len(run.striking)
    assert signs(studies.locator("figure"), "rest") == 0
    expect(studies.locator("svg text").filter(has_text="published: 40 more")).to_be_visible()
    expect(studies.get_by_role("img", name=re.compile("That is 4 times the truth"))).to_be_visible()


def test_throwing_again_shows_the_new_seed_and_the_old_seed_brings_the_same_picture(
    studies: Locator,
) -> None:
    seed = studies.get_by_role("spinbutton", name="Seed of the dice")
    picture = studies.locator("figure svg")
    before = picture.inner_html()
    studies.get_by_role("button", name="Throw the dice again").click()
    expect(seed).to_have_value("9")
    assert picture.inner_html() != before
    expect(studies.locator(".hc-told p")).to_have_text(
        list(run_studies(10, 20, 9).sentences(only_striking=False))
    )
    seed.fill("8")
    seed.blur()
    expect(seed).to_have_value("8")
    assert picture.inner_html() == before
    seed.fill("123456")
    seed.blur()
    expect(seed).to_have_value("9999")


# ---------------------------------------------------------------- keys and widths


@pytest.mark.exhaustive
def test_the_sliders_work_by_keyboard_alone_and_no_key_changes_a_cell(
    notebook: NotebookPage, people: Locator, studies: Locator
) -> None:
    keys = Keys(notebook, people)
    keys.tab_into(1)
    keys.tab_to("range")
    keys.try_notebook_shortcuts()
    keys.press("ArrowRight", "ArrowRight", "ArrowUp")
    expect(people.get_by_text("Without Tassomel: 9 of 1,000 get it")).to_be_visible()
    keys = Keys(notebook, studies)
    keys.tab_into(2)
    for kind in ("range", "checkbox", "number", "button"):
        keys.tab_to(kind)
        keys.try_notebook_shortcuts()
    keys.press("Space")
    expect(studies.get_by_role("spinbutton")).not_to_have_value("8")


@pytest.mark.exhaustive
def test_the_pictures_fit_narrow_windows(
    notebook: NotebookPage, people: Locator, studies: Locator
) -> None:
    notebook.hide_side_bar()
    studies.get_by_role("checkbox").check()
    for root in (people, studies):
        root.locator("summary").click()
        expect_to_fit(notebook, root)
        expect(root.locator("svg").first).to_be_visible()
        assert root.evaluate(DRAWN_OUTSIDE) == []


@pytest.mark.exhaustive
def test_a_name_that_looks_like_html_is_shown_as_text(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    name, event = "<b class='evil'>Tea</b>", "<i class='evil'>a cold</i>"
    cell = f"healthclaims.thousand_people(6, 3, {name!r}, {event!r})"
    notebook = open_notebook(kit.write_notebook(CELLS[0], cell))
    notebook.run_all()
    root = notebook.page.locator(".hc-people")
    expect(root.get_by_role("slider", name=f"Without {name}")).to_be_visible()
    expect(root.get_by_text(f"gets {event}", exact=True)).to_be_visible()
    expect(notebook.page.locator(".evil")).to_have_count(0)
