"""Every answer to every question of the bank can be chosen, and gets what belongs to it.

The quiz's own script runs in a bare page, without JupyterLab, so that all questions can be asked.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import NOT_YET, Question
from healthclaims.questions.quiz_config import DeckPlan
from healthclaims.quiz.widget import Quiz
from tests.browser.quiz import feedback_lines, hint_lines

# Asks one question alone, once for each radio button, and tells what the page shows and sends.
ASK_ALL = """async ([script, questions, empty]) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const quiz = (await import(url)).default;
  const ask = (question, place) => {
    const sent = [];
    const deck = { ...empty, questions: [question] };
    const state = { deck, resume: [] };
    const model = { get: (name) => state[name], set() {}, save_changes() {}, on() {}, off() {},
      send: (message) => sent.push(message) };
    const el = document.createElement("div");
    document.body.replaceChildren(el);
    sessionStorage.clear();
    const close = quiz.render({ model, el });
    const radios = [...el.querySelectorAll("input[type=radio]")];
    const labels = radios.map((radio) => radio.closest("label"));
    const texts = labels.map((label) => label?.lastChild.textContent ?? "no label");
    const shown = { texts };
    if (place !== undefined) {
      radios[place].click();
      [...el.querySelectorAll(".hc-sure button, .hc-actions .hc-main")].at(-1).click();
      const told = () => [...el.querySelectorAll(".hc-feedback p")].map((one) => one.textContent);
      const [again] = el.querySelectorAll(".hc-actions .hc-main");
      if (again.textContent === "Try this answer") {
        shown.hint = told();
        [...el.querySelectorAll("input[type=radio]:not(:disabled)")][0].click();
        again.click();
      }
      shown.told = told();
      shown.sent = sent.map(({ entry }) => [entry.question, entry.choice]);
    }
    close();
    return shown;
  };
  return questions.map((question) => {
    const { texts } = ask(question);
    return { texts, answers: texts.map((_, place) => ask(question, place)) };
  });
}"""


@pytest.fixture(scope="module")
def asked(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the page shows of every question, in the order of the bank."""
    place = tmp_path_factory.mktemp("page") / "page.html"
    place.write_text("<!doctype html><title>All questions</title>", encoding="utf-8")
    questions = [one.as_state(with_feedback=True) for one in bank()]
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(place.as_uri())
        return page.evaluate(ASK_ALL, [Quiz._esm, questions, empty_deck()])


def empty_deck() -> dict[str, Any]:
    """Return what a quiz sends to its page beside its questions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEALTHCLAIMS_ANSWERS", "off")
        return dict(Quiz.of_today(DeckPlan("a", "b", "All"), AnswerLog("me", "a")).deck)


def bank() -> list[Question]:
    return [question(name) for name in all_questions()]


def expected(one: Question, value: str) -> dict[str, Any]:
    """What the page is to tell and send where this answer is chosen, and after a hint the first."""
    tries, told = [value], {}
    if one.hint and one.option(value).verdict == NOT_YET:
        told["hint"] = hint_lines(one, value)
        tries.append(next(option.value for option in one.options if option.value != value))
    return told | {
        "told": feedback_lines(one, tries),
        "sent": [[one.id, choice] for choice in tries],
    }


@pytest.mark.exhaustive
def test_every_question_shows_a_radio_button_for_each_of_its_answers(
    asked: list[dict[str, Any]],
) -> None:
    shown = {one.id: page["texts"] for one, page in zip(bank(), asked, strict=True)}
    assert len(shown) > 1000
    assert shown == {one.id: [option.text for option in one.options] for one in bank()}


@pytest.mark.exhaustive
def test_every_answer_can_be_chosen_is_sent_and_gets_its_own_feedback(
    asked: list[dict[str, Any]],
) -> None:
    wrong = [
        (one.id, option.value, answer)
        for one, page in zip(bank(), asked, strict=True)
        for option, answer in zip(one.options, page["answers"], strict=True)
        if {**answer, "texts": 0} != {**expected(one, option.value), "texts": 0}
    ]
    assert wrong == []
