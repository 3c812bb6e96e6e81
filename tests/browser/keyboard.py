"""A student without a mouse: finds the way by Tab, and notices when the focus is lost or unseen."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from .notebook import SLOW_MS, NotebookPage

SETTLING_MS = 30_000
LAPTOP = {"width": 1280, "height": 720}
MOST_TABS = 60
# In command mode these delete, insert, convert, join and undo cells, or restart the kernel.
NOTEBOOK_KEYS = ("x", "d", "d", "a", "b", "y", "m", "r", "v", "z", "0", "0", "Shift+m", "Shift+j")
# In command mode these run the cell, go into its text, or move on to another one. On buttons,
# folds and links they are the press itself, so they are tried only where they would do nothing.
ENTER = ("Enter", "Shift+Enter", "Control+Enter", "Alt+Enter")
ARROWS = ("ArrowDown", "ArrowUp")
HARMLESS = {
    "button": ARROWS,
    "checkbox": (*ENTER, *ARROWS),
    "combobox": ("Enter", "Shift+Enter", "Control+Enter", *ARROWS),
    "radio": (*ENTER, *ARROWS),
    "searchbox": (*ENTER, *ARROWS),
    "slider": (*ENTER, *ARROWS),
    "spinbutton": (*ENTER, *ARROWS),
    "textbox": (*ENTER, *ARROWS),
}
# Everything that is asked of the element with the focus, in one trip to the browser.
FOCUSED = """() => {
  const node = document.activeElement;
  const last = window.keyboardWas;
  window.keyboardWas = node;
  const kinds = { A: "link", BUTTON: "button", SELECT: "combobox", TEXTAREA: "textbox" };
  const types = { range: "slider", number: "spinbutton", search: "searchbox", text: "textbox" };
  const NOT_ITS_NAME = "select, input, textarea, button, kbd";
  const plain = (label) => {
    const copy = label.cloneNode(true);
    for (const inner of copy.querySelectorAll(NOT_ITS_NAME)) inner.remove();
    return copy.textContent;
  };
  const labels = [...(node.labels ?? [])].map(plain).join(" ");
  const name = node.getAttribute("aria-label") ?? (labels || plain(node));
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  let [top, bottom, left, right] = [box.top, box.bottom, box.left, box.right];
  for (let outer = node.parentElement; outer; outer = outer.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(outer);
    // JupyterLab's body has no height, and hides nothing.
    if (outer === document.body || (overflowX === "visible" && overflowY === "visible")) continue;
    const edge = outer.getBoundingClientRect();
    [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
  }
  bottom = Math.min(bottom, window.innerHeight);
  const hit = document.elementFromPoint((left + right) / 2, top + Math.min(12, (bottom - top) / 2));
  return {
    role: node.getAttribute("role") ?? types[node.type] ?? kinds[node.tagName]
      ?? (node.tagName === "INPUT" ? node.type : node.tagName.toLowerCase()),
    name: name.replace(/\\s+/g, " ").trim(),
    region: node.closest("section.hc")?.getAttribute("aria-label") ?? "",
    kind: node.closest("section.hc")?.className
      ?? (node.closest(".jp-MarkdownCell") ? "prose" : "output"),
    cell: [...document.querySelectorAll(".jp-Notebook .jp-Cell")].indexOf(node.closest(".jp-Cell")),
    inside: Boolean(node.closest(".jp-OutputArea-output, .jp-RenderedMarkdown")),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    // Its start is in sight, all of it if it is small, and nothing lies over it. Of a text box, the
    // browser shows the line with the cursor, and of a long table the end that one comes from.
    seen: (node.matches("textarea, [role=group]") ? bottom - top > 20
      : top - box.top < 2 && bottom - top > Math.min(box.height, 60) - 2)
      && Boolean(hit) && (node.contains(hit) || hit.contains(node)),
    step: !last?.isConnected ? "new" : last === node ? "same"
      : last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING ? "on" : "back",
  };
}"""
# What is longer than this cannot be shown whole above the buttons below it.
A_WINDOW = 420
# Whether an element can be read without scrolling, and else how much of it is in sight.
IN_SIGHT = """([node, window_height]) => {
  const box = node.getBoundingClientRect();
  let [top, bottom] = [box.top, Math.min(box.bottom, window.innerHeight)];
  for (let outer = node.parentElement; outer; outer = outer.parentElement) {
    if (outer === document.body || getComputedStyle(outer).overflowY === "visible") continue;
    const edge = outer.getBoundingClientRect();
    [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
  }
  const wanted = Math.min(box.height, window_height) - 2;
  return box.height > 0 && top - box.top < 2 && bottom - top > wanted;
}"""
REGION = """(cell) => {
  const shown = document.querySelectorAll(".jp-Notebook .jp-Cell")[cell];
  // A guess that is written is done with: on to what it covered.
  const found = shown.querySelector("section.hc:not([data-open='yes'])");
  return found?.getAttribute("aria-label") ?? "";
}"""
RUNS = "(cell) => jupyterapp.shell.currentWidget.content.widgets[cell].model.executionCount"
HAS_RUN = f"([cell, before]) => ![null, before].includes(({RUNS})(cell))"
MODE = "() => jupyterapp.shell.currentWidget.content.mode"


@dataclass(frozen=True)
class Focus:
    """The element with the focus, as somebody meets it who cannot use a mouse.

    `inside` is true in what a cell shows, and `kind` tells what shows it; `seen` and `outlined`
    tell whether the element and its focus can be seen; `step` tells whether it comes after the
    last one in the page.
    """

    role: str
    name: str
    region: str
    kind: str
    cell: int
    inside: bool
    outlined: bool
    seen: bool
    step: str

    def __str__(self) -> str:
        return f"{self.role} “{self.name[:50]}” in {self.region or f'cell {self.cell}'!r}"

    def is_called(self, role: str, name: str) -> bool:
        return self.role == role and (not name or self.name == name)


class Keyboard:
    """A keyboard in one notebook. Whatever it presses, the focus stays where the student works."""

    def __init__(self, notebook: NotebookPage) -> None:
        self.notebook, self.page = notebook, notebook.page
        self.presses = 0
        self.expected = notebook.cells()
        self._cell, self._region = -1, ""
        self._tried: set[tuple[str, str]] = set()

    # ------------------------------------------------------------ where the focus is

    def focus(self) -> Focus:
        return Focus(**self.page.evaluate(FOCUSED))

    def check(self, after: str) -> Focus:
        """Check that the focus is where the student works, and can be seen."""
        now = self.focus()
        place = (now.cell, now.region, now.inside)
        assert place == (self._cell, self._region, True), f"{after} lost the focus to {now}"
        assert now.outlined, f"after {after} nobody sees that the focus is on {now}"
        assert now.seen or self._comes_into_sight(), (
            f"after {after} the focus is on {now}, which is out of sight"
        )
        return now

    def _comes_into_sight(self) -> bool:
        """Wait until the page has come to rest: pictures above may still be on their way."""
        try:
            self.page.wait_for_function(f"() => ({FOCUSED})().seen", timeout=SETTLING_MS)
        except PlaywrightTimeoutError:
            return False
        return True

    def expect(self, role: str, name: str = "") -> Focus:
        now = self.check("waiting")
        assert now.is_called(role, name), f"the focus is on {now}, not on {role} “{name}”"
        return now

    # ------------------------------------------------------------ keys

    def key(self, *keys: str) -> None:
        """Press keys where focus may go anywhere."""
        for key in keys:
            self.page.keyboard.press(key)
        self.presses += len(keys)

    def press(self, *keys: str) -> Focus:
        """Press keys, each of which leaves the focus inside."""
        for key in keys:
            self.key(key)
            now = self.check(key)
        return now

    def type(self, text: str) -> None:
        """Write in place of what stands in the field with the focus."""
        self.key("Control+a")
        self.page.keyboard.type(text)
        self.presses += len(text)
        self.check("typing")

    # ------------------------------------------------------------ ways

    def enter(self, cell: int) -> Focus:
        """Go from a cell to the first thing to press in what it shows."""
        self.notebook.go_to_command_mode(cell)
        region = self.page.evaluate(REGION, cell)
        self._cell, self._region = cell, region
        passed = []
        for _ in range(MOST_TABS):
            self.key("Tab")
            now = self.focus()
            if (now.cell, now.region, now.inside) == (cell, region, True):
                return self.check("Tab")
            passed.append(str(now))
        raise AssertionError(f"Tab does not lead from cell {cell} to {region!r}, but to {passed}")

    def tab_to(self, role: str, name: str = "", *, most: int = MOST_TABS) -> Focus:
        """Press Tab until something has the focus, and try there what would harm the notebook."""
        return self._travel("Tab", "on", role, name, most)

    def back_to(self, role: str, name: str = "") -> Focus:
        """The same with Shift and Tab."""
        return self._travel("Shift+Tab", "back", role, name, MOST_TABS)

    def _travel(self, key: str, onward: str, role: str, name: str, most: int) -> Focus:
        now, passed = self.focus(), []
        while not now.is_called(role, name):
            assert len(passed) < most, f"{key} does not lead to {role} “{name}”, but to {passed}"
            passed.append(str(now))
            self.key(key)
            now = self.check(key)
            wrong_way = f"{key} leads the other way: {[*passed, str(now)]}"
            assert now.step in (onward, "new"), wrong_way
        self.try_notebook_keys(now)
        return now

    def leave(self, *, most: int = MOST_TABS) -> None:
        """Check that Tab leads on out of the place, and Shift+Tab back through it to its cell."""
        for key, step in (("Tab", "on"), ("Shift+Tab", "back")):
            passed: list[str] = []
            was_inside = key == "Tab"
            while True:
                assert len(passed) < 2 * most, f"{key} does not lead out: {passed}"
                self.key(key)
                now = self.focus()
                is_inside = (now.cell, now.region, now.inside) == (self._cell, self._region, True)
                if was_inside and not is_inside:
                    break
                passed.append(str(now))
                if is_inside:
                    assert now.outlined, f"{key}: nobody sees that the focus is on {now}"
                    assert now.seen or self._comes_into_sight(), (
                        f"{key} leads to {now}, which is out of sight"
                    )
                if is_inside and was_inside:
                    assert now.step in (step, "new"), f"{key} turns round: {passed}"
                    if now.role == "group":
                        self.try_notebook_keys(now)
                was_inside = is_inside

    # ------------------------------------------------------------ the notebook

    def try_notebook_keys(self, now: Focus) -> None:
        """Press what would change the notebook, once on each kind of thing in each widget."""
        if (now.kind, now.role) in self._tried:
            return
        self._tried.add((now.kind, now.role))
        self.key(*NOTEBOOK_KEYS, *HARMLESS.get(now.role, ()))
        self.check(f"a notebook shortcut on {now}")
        self.expect_same_notebook()

    def expect_same_notebook(self) -> None:
        """Check that nothing happened to the notebook but what the student wrote in it."""
        assert self.notebook.cells() == self.expected
        assert self.page.evaluate(MODE) == "command"
        assert self.page.locator(".jp-Dialog").count() == 0

    def rewrite_cell(self, cell: int, text: str) -> None:
        """Write another text into a cell, and run it."""
        self.notebook.go_to_command_mode(cell)
        self.key("Enter", "Control+a")
        self.page.keyboard.insert_text(text)
        self.presses += len(text)
        self.key("Control+Enter")
        self.notebook.wait_until_idle()
        self.expected[cell][2] = text

    def expect_told(self, cell: int, words: str) -> None:
        """Check that a cell says something."""
        shown = self.page.locator(".jp-Notebook .jp-Cell").nth(cell).locator(".jp-OutputArea")
        expect(shown).to_contain_text(words)

    def run(self, cell: int) -> None:
        """Run a cell by keyboard."""
        self.notebook.go_to_command_mode(cell)
        before = self.page.evaluate(RUNS, cell)
        self.key("Control+Enter")
        try:
            self.page.wait_for_function(HAS_RUN, arg=[cell, before], timeout=SLOW_MS)
        except PlaywrightTimeoutError as error:
            dialogs = self.page.locator(".jp-Dialog").all_inner_texts()
            now = self.page.evaluate(RUNS, cell)
            message = f"Cell {cell} has not run: {before} before, {now} now. Dialogs: {dialogs}"
            raise AssertionError(message) from error
        self.notebook.wait_until_idle()


def expect_in_sight(node: Locator, what: str) -> None:
    """Check that what has just been said can be read without scrolling."""
    arguments = [node.element_handle(), A_WINDOW]
    try:
        node.page.wait_for_function(IN_SIGHT, arg=arguments, timeout=SETTLING_MS)
    except PlaywrightTimeoutError:
        message = f"{what} is out of sight: {node.text_content()!r}"
        raise AssertionError(message) from None
