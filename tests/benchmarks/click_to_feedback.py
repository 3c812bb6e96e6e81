"""From a click to the feedback on the page: the kit's quiz against a plain ipywidgets callback.

Both are measured in one run of one JupyterLab, inside the page, so that the link between script
and browser does not count. For the kit the time holds all that a click does: feedback, moving the
focus (most of it: the browser has to lay out the page), and sending the answer. Run from the
kit's folder: python -m tests.benchmarks.click_to_feedback
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import platform
import statistics
import tempfile
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.browsers import BROWSER_OPTIONS, NO_BROWSER, find_browser
from tests.browser.notebook import Desk, NotebookPage
from tests.browser.server import run_jupyterlab
from tests.browser.student import Kit

ANSWERS = 50
PAUSE_MS = 50
PACKAGES = ("jupyterlab", "anywidget", "ipywidgets")
KIT_CELLS = (
    'import healthclaims; lesson = healthclaims.open_lesson("00_start_here")',
    'lesson.quiz("first_questions")',
)
PLAIN_CELL = """import ipywidgets
button = ipywidgets.Button(description="Check answer").add_class("plain-check")
feedback = ipywidgets.HTML().add_class("plain-feedback")
count = iter(range(1, 1000))
button.on_click(lambda _: feedback.set_trait("value", f"<p>Correct ({next(count)})</p>"))
ipywidgets.VBox([button, feedback])"""

# Presses something and waits until the text of a part of the page changes.
TIMED = """const timed = (press, part) => new Promise((done) => {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    done(performance.now() - start);
  });
  observer.observe(part, { childList: true, characterData: true, subtree: true });
  const start = performance.now();
  press.click();
});
const pause = (time) => new Promise((done) => setTimeout(done, time));"""
KIT_CLICKS = f"""async ([answers, time]) => {{
  {TIMED}
  const quiz = document.querySelector(".hc-quiz");
  const taken = [];
  while (taken.length < answers) {{
    const choice = quiz.querySelector("input[type=radio]");
    if (choice) {{
      choice.click();
      const send = quiz.querySelector(".hc-sure button");
      taken.push(await timed(send, quiz.querySelector(".hc-feedback")));
    }}
    // The next question, the result, or the start of another round.
    quiz.querySelector(".hc-actions button").click();
    await pause(time);
  }}
  return taken;
}}"""
PLAIN_CLICKS = f"""async ([answers, time]) => {{
  {TIMED}
  const button = document.querySelector(".plain-check");
  const feedback = document.querySelector(".plain-feedback");
  const taken = [];
  while (taken.length < answers) {{
    taken.push(await timed(button, feedback));
    await pause(time);
  }}
  return taken;
}}"""


def measure(notebook: NotebookPage, clicks: str, ready: str) -> list[float]:
    """Give the milliseconds from each click to its feedback."""
    notebook.page.wait_for_selector(ready)
    return notebook.page.evaluate(clicks, [ANSWERS, PAUSE_MS])


def main() -> None:
    """Measure both and print medians, 95th percentiles and the ratio."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
    ):
        program = find_browser(playwright)
        if program is None:
            raise SystemExit(NO_BROWSER)
        served, private = Path(scratch, "served"), Path(scratch, "private")
        kit = Kit(served / "kit")
        path = kit.write_notebook(*KIT_CELLS, PLAIN_CELL)
        with (
            run_jupyterlab(served, private) as lab,
            playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS) as browser,
            browser.new_context() as context,
        ):
            notebook = Desk(context, lab).open(f"kit/{path}")
            notebook.run_all()
            plain = measure(notebook, PLAIN_CLICKS, ".plain-check")
            quiz = measure(notebook, KIT_CLICKS, ".hc-quiz")
            chromium = browser.version
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"Python {platform.python_version()}, {versions}, Chromium {chromium}")
    print(f"from click to feedback, {ANSWERS} answers each:")
    for name, taken in (("plain ipywidgets callback", plain), ("the kit's quiz", quiz)):
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{name:<28} median {statistics.median(taken):7.2f} ms   p95 {p95:7.2f} ms")
    print(f"ratio of medians {statistics.median(plain) / statistics.median(quiz):.0f}")


if __name__ == "__main__":
    main()
