"""From a click to the feedback: the kit's quiz, a plain ipywidgets callback, and jupyterquiz.

All are measured in one run of one JupyterLab, inside the page, so that the link between script
and browser does not count. For the kit the time holds all that a click does: feedback, moving the
focus (most of it: the browser has to lay out the page), and sending the answer. jupyterquiz
changes the page and saves nothing. Run from the kit's folder, after pip install jupyterquiz:
python -m tests.benchmarks.click_to_feedback
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

from tests.benchmarks.comparison import Comparison, Timed, as_text
from tests.benchmarks.measured_page import PAUSE, opened, seconds
from tests.browser.notebook import NotebookPage

ANSWERS = 50
PAUSE_MS = 50
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

OTHER_CELL = """from jupyterquiz import display_quiz
answers = [{"answer": "people", "correct": True, "feedback": "Right: people."},
           {"answer": "animals", "correct": False, "feedback": "Not yet: read again."}]
display_quiz([{"question": "Who was studied?", "type": "multiple_choice", "answers": answers}])"""

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
"""
KIT_CLICKS = f"""async ([answers, time]) => {{
  {TIMED} {PAUSE}
  const quiz = document.querySelector(".hc-quiz");
  const taken = [];
  while (taken.length < answers) {{
    // None can be chosen when an answer is given for good, or all are.
    const choice = quiz.querySelector("input[type=radio]:enabled");
    choice?.click();
    // Sends the answer or the second try; otherwise the next question, the result, another round.
    const button = quiz.querySelector(".hc-actions button");
    if (choice) taken.push(await timed(button, quiz.querySelector(".hc-feedback")));
    else button.click();
    await pause(time);
  }}
  return taken;
}}"""
PLAIN_CLICKS = f"""async ([answers, time]) => {{
  {TIMED} {PAUSE}
  const button = document.querySelector(".plain-check");
  const feedback = document.querySelector(".plain-feedback");
  const taken = [];
  while (taken.length < answers) {{
    taken.push(await timed(button, feedback));
    await pause(time);
  }}
  return taken;
}}"""
OTHER_CLICKS = f"""async ([answers, time]) => {{
  {TIMED} {PAUSE}
  const buttons = [...document.querySelectorAll(".MCButton")];
  const feedback = document.querySelector(".Feedback");
  const taken = [];
  while (taken.length < answers) {{
    taken.push(await timed(buttons[taken.length % buttons.length], feedback));
    await pause(time);
  }}
  return taken;
}}"""


def timed(notebook: NotebookPage, name: str, clicks: str, ready: str) -> Timed:
    """Measure the time from each click to its feedback."""
    notebook.page.wait_for_selector(ready)
    return Timed(name, seconds(notebook.page.evaluate(clicks, [ANSWERS, PAUSE_MS])))


def measure() -> list[Comparison]:
    """Measure all three in one page."""
    with opened(*KIT_CELLS, PLAIN_CELL, OTHER_CELL) as notebook:
        notebook.run_all()
        plain = timed(notebook, "plain ipywidgets callback", PLAIN_CLICKS, ".plain-check")
        other = timed(notebook, "jupyterquiz", OTHER_CLICKS, ".MCButton")
        kit = timed(notebook, "the kit's quiz", KIT_CLICKS, ".hc-quiz")
    note = "jupyterquiz saves nothing and moves no focus."
    return [Comparison("From click to feedback", kit, (plain, other), note)]


if __name__ == "__main__":
    print(as_text(measure()))
