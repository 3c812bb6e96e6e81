"""Every notebook is free of barriers that axe-core finds: both themes, wide, zoomed, and 320 px.

A browser that zooms to 200 % or 400 % lays a page out as in a window of half or a quarter of the
width, so windows of 640 and 320 px stand for a window of 1280 px at 200 % and 400 %.
"""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NeverHappenedError

from .axe import OURS, Axe, boxes_out_of_reach, on_one_sheet
from .everything import write_everything
from .notebook import OpenNotebook
from .student import ROOT, Kit
from .themes import DARK, LIGHT, use_theme
from .worked import work_through

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
ASSIGNMENTS = sorted(path.stem for path in (ROOT / "exercises").glob("*/*.ipynb"))
EVERY_WIDGET = "every_widget"
NOTEBOOKS = [EVERY_WIDGET, *LESSONS, *ASSIGNMENTS]
# Colours depend on the theme, sizes on the width: two looks see both of both.
LOOKS = [(LIGHT, 1200), (DARK, 320)]
# What would make somebody scroll sideways: a part wider than the window without a box of its own.
# Tables and code that are written in a text cell scroll with it.
STICKS_OUT = """(ours) => [...document.querySelectorAll(ours)].flatMap((area) => {
  const edge = area.getBoundingClientRect().left + area.clientWidth + 1;
  const isBoxed = (node) => {
    for (let box = node; box !== area; box = box.parentElement) {
      if (box.matches("table, code") || getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const isOut = (node) => node.checkVisibility() && node.getBoundingClientRect().right > edge;
  return [...area.querySelectorAll("*")].filter((node) => isOut(node) && !isBoxed(node))
    .map((node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 60)}`);
})"""
# The distances between letters, words, lines and paragraphs that WCAG 1.4.12 lets a reader set.
SPACING = """(ours) => {
  const places = ours.split(", ").map((place) => `${place}, ${place} *`).join(", ");
  const sheet = document.createElement("style");
  sheet.textContent = `:is(${places}) p { margin-bottom: 2em !important; } :is(${places}) {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
  }`;
  document.head.append(sheet);
  window.undoSpacing = () => sheet.remove();
}"""
UNDO_SPACING = "() => window.undoSpacing()"
CUT_OFF = """(ours) => {
  const areas = [...document.querySelectorAll(ours)];
  const parts = areas.flatMap((area) => [...area.querySelectorAll("*")]);
  const isText = (node) => !node.matches(".hc-sr, select, textarea, input, svg *");
  const isCut = (node) => getComputedStyle(node).overflowY === "hidden"
    && node.scrollHeight > node.clientHeight + 1;
  return parts.filter((node) => node.checkVisibility() && isText(node) && isCut(node))
    .map((node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 60)}`);
}"""


def path_of(name: str, kit: Kit) -> str:
    """Give the path of a notebook inside the kit; write or copy it there where it is no lesson."""
    if name == EVERY_WIDGET:
        return write_everything(kit)
    return kit.add_exercise(name) if name in ASSIGNMENTS else f"notebooks/{name}.ipynb"


def too_wide(page: Page) -> list[str]:
    """List what sticks out once drawings have followed the width of their place."""
    with contextlib.suppress(NeverHappenedError):  # what never fits is named below
        page.wait_for_function(f"(ours) => !({STICKS_OUT})(ours).length", arg=OURS, timeout=15_000)
    found: list[str] = page.evaluate(STICKS_OUT, OURS)
    return found


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_axe_finds_no_barrier_in_a_notebook_and_nothing_sticks_out(
    name: str, kit: Kit, open_notebook: OpenNotebook
) -> None:
    notebook = open_notebook(path_of(name, kit))
    notebook.hide_side_bar()
    notebook.run_all()
    notebook.wait_until_idle()
    work_through(notebook)
    axe = Axe(notebook.page)
    found: dict[str, list[str]] = {}
    for theme, width in LOOKS:
        use_theme(notebook.page, theme)
        notebook.set_width(width)
        look = f"{theme}, {width} px"
        found[f"{look}, boxes"] = boxes_out_of_reach(notebook.page)
        with on_one_sheet(notebook.page):
            found[look] = axe.barriers()
            found[f"{look}, too wide"] = too_wide(notebook.page)
    use_theme(notebook.page, LIGHT)
    notebook.set_width(640)
    with on_one_sheet(notebook.page):
        notebook.page.evaluate(SPACING, OURS)
        found["wide spacing, too wide"] = too_wide(notebook.page)
        found["wide spacing, cut off"] = notebook.page.evaluate(CUT_OFF, OURS)
        notebook.page.evaluate(UNDO_SPACING)
    told = [f"{where}: {what}" for where, barriers in found.items() for what in barriers]
    assert not told, "\n".join(told)


@pytest.mark.exhaustive
def test_axe_finds_a_barrier_that_is_put_into_an_output(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    pale = "'<p style=\"color: #aaa; background: #fff\">pale</p><input>'"
    lines = "'<p>A line to look at.</p>' * 40"
    cell = f"from IPython.display import HTML; HTML({lines} + {pale})"
    notebook = open_notebook(kit.write_notebook(cell))
    notebook.run_all()
    expect(notebook.page.get_by_text("pale", exact=True)).to_be_attached()
    with on_one_sheet(notebook.page):
        rules = [told.partition(":")[0] for told in Axe(notebook.page).barriers()]
    assert rules == ["color-contrast", "label"]
