"""Opening a quiz of 10, 100 and 1,000 questions, beside jupyterquiz with as many.

Measured inside the page, from running the cell until the first question is painted. The kit draws
30 questions at the most for one sitting; here the widget is handed more than that. Run from the
kit's folder, after pip install jupyterquiz: python -m tests.benchmarks.quiz_sizes
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

from tests.benchmarks.comparison import Comparison, Timed, as_text
from tests.benchmarks.measured_page import PAINTED, opened, run_without_error, seconds
from tests.browser.notebook import NotebookPage

SIZES = (10, 100, 1_000)
ROUNDS = 7
LONGEST_MS = 60_000
SET_UP = """import itertools
from dataclasses import replace
import healthclaims
from healthclaims.questions.bank import all_questions, question
from healthclaims.quiz.draw import Deck
from healthclaims.questions.quiz_config import load_plan
from healthclaims.quiz.widget import Quiz
from jupyterquiz import display_quiz

lesson = healthclaims.open_lesson("02_animal_or_human")
log, plan = lesson._log, load_plan("02_animal_or_human", "practice")
known = [question(name) for name in all_questions()]

def many(size):
    turns = zip(itertools.cycle(known), range(size))
    return tuple(replace(asked, id=f"{asked.id}/{number}") for asked, number in turns)

def kit_quiz(size):
    return Quiz(Deck(plan, many(size), frozenset()), log)

def other_quiz(size):
    display_quiz([
        {"question": asked.passages[0].text, "type": "multiple_choice",
         "answers": [{"answer": option.text, "correct": option.verdict == "right",
                      "feedback": option.line} for option in asked.options]}
        for asked in many(size)
    ])"""
OPENING = f"""async ([place, ready, longest]) => {{
  {PAINTED}
  const panel = jupyterapp.shell.currentWidget.content;
  panel.activeCellIndex = place;
  const output = panel.widgets[place].outputArea;
  output.model.clear();
  await painted();
  const start = performance.now();
  jupyterapp.commands.execute("notebook:run-cell");
  while (!output.node.querySelector(ready)) {{
    const wrong = output.node.textContent;
    if (wrong.includes("Traceback") || performance.now() - start > longest) throw new Error(wrong);
    await new Promise((done) => setTimeout(done, 2));
  }}
  await painted();
  return performance.now() - start;
}}"""


def openings(notebook: NotebookPage, name: str, place: int, ready: str) -> Timed:
    """Open a quiz some times over."""
    taken = [notebook.page.evaluate(OPENING, [place, ready, LONGEST_MS]) for _ in range(ROUNDS + 1)]
    return Timed(name, seconds(taken[1:]))


def measure() -> list[Comparison]:
    """Measure all sizes of both in one page."""
    cells = [f"{kind}({size})" for size in SIZES for kind in ("kit_quiz", "other_quiz")]
    with opened(SET_UP, *cells) as notebook:
        run_without_error(notebook, 0)
        found = []
        for number, size in enumerate(SIZES):
            place = 1 + 2 * number
            kit = openings(notebook, f"{size:,} questions", place, ".hc-quiz input[type=radio]")
            other = openings(notebook, f"jupyterquiz, {size:,} questions", place + 1, ".MCButton")
            found.append((kit, other))
    smallest = found[0][0]
    return [
        Comparison(
            f"Opening a quiz of {kit.name}",
            kit,
            (other,) if kit is smallest else (smallest, other),
            "From running the cell to the first question painted.",
        )
        for kit, other in found
    ]


if __name__ == "__main__":
    print(as_text(measure()))
