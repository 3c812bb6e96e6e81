"""A pasted text of 20,000 words: from the click to the cues on the page, in a real browser.

Beside it, in the same run of the same JupyterLab, the plain way: a Textarea and a Button of
ipywidgets whose callback marks the same text and puts all of it into one HTML widget. The time ends
when the browser has painted. Run from the kit's folder: python -m tests.benchmarks.own_article
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import itertools

from healthclaims.content.articles import article_ids, load_article
from tests.benchmarks.comparison import Comparison, Timed, as_text
from tests.benchmarks.measured_page import PAINTED, opened, seconds

WORDS = 20_000
ROUNDS = 5
KIT_CELLS = (
    'import healthclaims; lesson = healthclaims.open_lesson("09_your_own_article")',
    "own = lesson.own_article()\nown",
)
PLAIN_CELL = """import html, ipywidgets
from healthclaims.highlighter.highlight import read_along
box, shown = ipywidgets.Textarea().add_class("plain-box"), ipywidgets.HTML().add_class("plain-out")
button = ipywidgets.Button(description="Read").add_class("plain-read")
def lines(text):
    for unit in read_along(text):
        cues = "".join(f"<mark>{html.escape(cue.text)}</mark>: {html.escape(cue.reason)} "
                       for cue in unit.cues)
        yield f"<p>{html.escape(unit.text)} {cues}</p>"
button.on_click(lambda _: shown.set_trait("value", "".join(lines(box.value))))
ipywidgets.VBox([box, button, shown])"""
UNTIL = """const until = async (test) => {
  while (!test()) await new Promise((done) => setTimeout(done, 5));
};"""
KIT_CLICKS = f"""async (text) => {{
  {PAINTED} {UNTIL}
  const own = document.querySelector(".hc-own");
  const buttons = () => [...own.querySelectorAll("button")];
  const button = (name) => buttons().find((found) => found.textContent.startsWith(name));
  own.querySelector(".hc-own-status").replaceChildren();
  own.querySelector("textarea").value = text;
  await painted();
  const start = performance.now();
  button("Use this text").click();
  await until(() => own.querySelector(".hc-own-status").textContent.startsWith("Taken in"));
  await painted();
  const taken = performance.now() - start;
  const again = performance.now();
  button("Show what").click();
  await painted();
  return [taken, performance.now() - again, own.querySelectorAll(".hc-cue").length];
}}"""
PLAIN_CLICKS = f"""async (text) => {{
  {PAINTED} {UNTIL}
  const box = document.querySelector(".plain-box textarea");
  const shown = document.querySelector(".plain-out .widget-html-content");
  shown.replaceChildren();
  box.value = text;
  box.dispatchEvent(new Event("input", {{ bubbles: true }}));
  box.dispatchEvent(new Event("change", {{ bubbles: true }}));
  await painted();
  const start = performance.now();
  document.querySelector(".plain-read").click();
  await until(() => shown.querySelector("mark"));
  await painted();
  return [performance.now() - start, 0, shown.querySelectorAll("mark").length];
}}"""


def long_text(words: int) -> str:
    """Join the kit's articles again and again up to so many words; no two rounds are the same."""
    texts = [load_article(name).text for name in article_ids()]
    found: list[str] = []
    for number in itertools.count(1):
        for text in texts:
            found.append(f"Part {number}\n\n{text}")
            if sum(len(part.split()) for part in found) >= words:
                return "\n\n".join(found)
    raise AssertionError  # count never ends


def measure() -> list[Comparison]:
    """Measure both, some rounds each."""
    text = long_text(WORDS)
    with opened(*KIT_CELLS, PLAIN_CELL) as notebook:
        notebook.run_all()
        page = notebook.page
        page.wait_for_selector(".plain-read")
        page.wait_for_selector(".hc-own")
        rounds = range(1, ROUNDS + 1)
        # The plain way sends a change only where the text differs from the last one.
        plain = [page.evaluate(PLAIN_CLICKS, f"Plain round {n}.\n\n{text}") for n in rounds]
        kit = [page.evaluate(KIT_CLICKS, f"Round {n}.\n\n{text}") for n in rounds]
    both = Timed("taken in and cues shown", seconds([first + then for first, then, _ in kit]))
    alone = Timed("plain ipywidgets", seconds([first for first, _, _ in plain]))
    note = f"Cues on the page at once: {kit[0][2]} here, {plain[0][2]} in the plain way."
    return [Comparison(f"A pasted text of {len(text.split()):,} words", both, (alone,), note)]


if __name__ == "__main__":
    print(as_text(measure()))
