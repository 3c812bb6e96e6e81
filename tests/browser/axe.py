"""Looking for barriers with axe-core, in notebooks that Jupyter shows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
# All of WCAG 2.0 to 2.2, levels A and AA, and good practice beyond it.
EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What the kit puts on a page: outputs without Jupyter's numbers beside them, and text as read.
OURS = ".jp-OutputArea-output, .jp-MarkdownCell .jp-RenderedMarkdown"
# Axe takes text that is scrolled out of sight for hidden and leaves its colours out without a word:
# of a notebook in JupyterLab it sees the first lines. So for the time of the look the notebook
# is laid out as on one long sheet, as wide as it is shown.
SPREAD = """() => {
  const notebook = document.querySelector(".jp-WindowedPanel-outer");
  const sheet = document.createElement("style");
  const colourOf = (node) => getComputedStyle(node).backgroundColor;
  let behind = notebook;
  while (/, 0\\)$|transparent/.test(colourOf(behind))) behind = behind.parentElement;
  const colour = colourOf(behind);
  sheet.textContent = `
    html, body { height: auto !important; overflow: visible !important; }
    body > :not(.jp-WindowedPanel-outer) { display: none !important; }
    .jp-WindowedPanel-outer, .jp-WindowedPanel-inner, .jp-WindowedPanel-viewport {
      position: static !important; display: block !important; overflow: visible !important;
      height: auto !important; max-height: none !important; contain: none !important;
    }
    .jp-WindowedPanel-outer {
      width: ${notebook.clientWidth}px !important; background: ${colour} !important;
    }
    .hc * { max-height: none !important; }
    .jp-Cell, .hc * { content-visibility: visible !important; }`;
  const place = document.createComment("the notebook");
  notebook.replaceWith(place);
  document.head.append(sheet);
  document.body.append(notebook);
  window.putBack = () => { place.replaceWith(notebook); sheet.remove(); };
}"""
PUT_BACK = "() => window.putBack()"
# Signs such as ✓ are no text; the words beside them say the same. A link is underlined by an
# element inside it, which axe does not take for an underline; the sign ¶ beside a heading is
# JupyterLab's, and there while the mouse is. Of code that Jupyter breaks over two
# lines axe cannot tell what lies behind it; in a wide window it can. Words in a drawing have the
# colours of the widget around it, which it does look at.
LOOK = """async ([ours, runOnly]) => {
  const include = [...document.querySelectorAll(ours)].filter((node) => node.offsetParent);
  if (!include.length) throw new Error("There is nothing to look at.");
  const { violations, incomplete, passes } = await axe.run({ include }, { runOnly });
  const isSign = ({ any }) => any.some(({ data }) => data?.messageKey === "nonBmp");
  const isUnderlined = (id, html) => id === "link-in-text-block"
    && /<u>.*<\\/u>|jp-InternalAnchorLink/.test(html);
  const isBroken = ({ html, any }) => html.startsWith("<code")
    && any.some(({ data }) => data?.messageKey === "elmPartiallyObscuring");
  const isDrawn = ({ html }) => html.startsWith("<text ");
  const isClear = (node) => !isSign(node) && !isBroken(node) && !isDrawn(node);
  const why = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message);
  const told = ({ id, nodes }) => nodes.filter(({ html }) => !isUnderlined(id, html))
    .map((node) => `${id}: ${node.html.slice(0, 200)} (${why(node).join("; ")})`);
  const unsure = incomplete.map(({ id, nodes }) => ({ id, nodes: nodes.filter(isClear) }));
  return [[...violations, ...unsure].flatMap(told),
    Object.fromEntries(passes.map(({ id, nodes }) => [id, nodes.length]))];
}"""


@contextlib.contextmanager
def on_one_sheet(page: Page) -> Iterator[None]:
    """Lay the notebook out without anything that scrolls it, and put it back afterwards."""
    page.evaluate(SPREAD)
    try:
        yield
    finally:
        page.evaluate(PUT_BACK)


def boxes_out_of_reach(page: Page) -> list[str]:
    """List what scrolls by itself and cannot be scrolled by keyboard; only seen in the window."""
    barriers: list[str] = page.evaluate(LOOK, [OURS, ["scrollable-region-focusable"]])[0]
    return barriers


class Axe:
    """Axe-core in a page that shows one notebook, until the page is loaded anew."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_script_tag(path=str(AXE))

    def barriers(self) -> list[str]:
        """List every barrier of a notebook on one sheet, and whatever could be one."""
        barriers, seen = self._page.evaluate(LOOK, [OURS, list(EVERYTHING)])
        # Every notebook holds more lines than this; where axe gave up, it has seen none.
        looked = seen.get("color-contrast", 0) >= 10
        assert looked, f"axe has not looked at colours: {barriers}"
        return list(barriers)
