"""On a small laptop, a question is seen whole: its sentence, its answers, and then the reason.

The quiz's own script runs in a bare page as wide as a cell of JupyterLab in a window of 1366 x 768,
so that every question of the bank can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from healthclaims.quiz.widget import Quiz
from tests.browser.test_all_questions import bank, empty_deck

# Measured in JupyterLab 4.6 in such a window, with the list of files open.
CELL, VISIBLE = 735, 647
# Asks one question alone, gives every answer, and tells the greatest height of each state.
HEIGHTS = """async ([script, style, width, questions, empty]) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const quiz = (await import(url)).default;
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  document.body.style.cssText = "margin: 0; font-size: 13px";
  const measure = (question) => {
    const heights = { asked: 0, hint: 0, reason: 0 };
    const places = question.options.length;
    for (let first = 0; first < places; first += 1) {
      const state = { deck: { ...empty, questions: [question] }, resume: [] };
      const model = { get: (name) => state[name], on() {}, off() {}, send() {} };
      const el = document.createElement("div");
      el.style.width = `${width}px`;
      document.body.replaceChildren(el);
      sessionStorage.clear();
      const close = quiz.render({ model, el });
      const note = (name) => {
        heights[name] = Math.max(heights[name], el.firstChild.scrollHeight);
      };
      const send = () => el.querySelector(".hc-sure button, .hc-actions .hc-main").click();
      note("asked");
      el.querySelectorAll("input[type=radio]")[first].click();
      send();
      const left = el.querySelectorAll("input[type=radio]:not(:disabled)");
      if (left.length) {
        note("hint");
        left[0].click();
        send();
      }
      note("reason");
      close();
    }
    return [heights.asked, heights.hint, heights.reason];
  };
  return questions.map(measure);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """An empty page, which has a session of its own."""
    place = tmp_path_factory.mktemp("page") / "page.html"
    place.write_text("<!doctype html><title>One question</title>", encoding="utf-8")
    with browser.new_page(viewport={"width": 1366, "height": 768}) as page:
        page.goto(place.as_uri())
        yield page


@pytest.mark.exhaustive
def test_sentence_answers_and_reason_fit_on_a_small_laptop(page: Page) -> None:
    questions = bank()
    states = [asked.as_state(with_feedback=True) for asked in questions]
    heights = page.evaluate(HEIGHTS, [Quiz._esm, Quiz._css, CELL, states, empty_deck()])
    too_high = {
        asked.id: found
        for asked, found in zip(questions, heights, strict=True)
        if max(found) > VISIBLE
    }
    assert too_high == {}
