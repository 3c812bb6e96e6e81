"""A quiz on a page, as a student sees it, and what the question bank says it should show."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Locator, Page, expect

from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import (
    CONTESTED_KIND,
    DISCUSSED,
    NOT_YET,
    RIGHT,
    SURE,
    Passage,
    Question,
    look_for,
)
from healthclaims.questions.quiz_config import load_plan

NOT_SAVED = "Not saved yet: run this cell again."
SAVING = "Saving …"
SAVED = "Saved."
RETURNS = "This one comes back after three others."
ANOTHER_DAY = "This one comes back another day."
SHOWN = """(section) => [
  section.querySelector(".hc-source").textContent.replace("Back from an earlier day · ", ""),
  section.querySelector(".hc-options legend").textContent,
  ...[...section.querySelectorAll(".hc-passage")].flatMap((passage) =>
    [".hc-heading", "blockquote"].map((part) => passage.querySelector(part)?.textContent ?? "")),
]"""


@dataclass(frozen=True)
class Click:
    """An answer given in the browser."""

    question: Question
    choice: str
    sure: int
    second_try: str = ""

    @property
    def answered(self) -> list[dict[str, Any]]:
        """What the answer log is to hold of this answer, and of a second try after a hint."""
        asked = self.question
        tries = [(self.choice, self.sure)]
        tries += [(self.second_try, 0)] if self.second_try else []
        return [
            {"question": asked.id, "seen": asked.seen, "choice": choice, "sure": sure}
            for choice, sure in tries
        ]


def all_answered(clicks: Iterable[Click]) -> list[dict[str, Any]]:
    """What the answer log is to hold of these answers, in this order."""
    return [line for click in clicks for line in click.answered]


def answered(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give lines of the answer log in the form of `Click.answered`, to be compared with clicks."""
    names = ("question", "seen", "choice", "sure")
    return [{name: entry.get(name, 0) for name in names} for entry in entries]


class QuizPage:
    """One quiz of a lesson."""

    def __init__(self, page: Page, title: str, view: int = 0) -> None:
        """Find a quiz by its title; where it is shown more than once, also by its place."""
        self.root = page.get_by_role("region", name=f"Quiz: {title}", exact=True).nth(view)
        self.count = self.root.locator(".hc-count")
        self.saved = self.root.locator(".hc-saved")
        self.feedback = self.root.locator(".hc-body > .hc-feedback")

    @classmethod
    def of_lesson(cls, page: Page, lesson: str, quiz: str, view: int = 0) -> QuizPage:
        """Find one of the kit's quizzes by its name in the plan."""
        return cls(page, load_plan(lesson, quiz).title, view)

    def shown(self) -> Question:
        """Find the question that is shown in the question bank."""
        return _questions_by_looks()[tuple(self.root.evaluate(SHOWN))]

    def radio(self, asked: Question, choice: str) -> Locator:
        return self.root.get_by_role("radio", name=asked.option(choice).text, exact=True)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def answer(self, *, right: bool = True, sure: int = 2) -> Click:
        """Answer what is shown by mouse; where a miss gives a hint, rightly at the second try."""
        asked = self.shown()
        choice = choice_for(asked, right=right)
        if not right and asked.hint:
            missed = self.miss(sure=sure)
            expect(self.feedback.locator("p")).to_have_text(hint_lines(asked, missed.choice))
            return self.try_again(missed)
        self.radio(asked, choice).click()
        if asked.kind == CONTESTED_KIND:
            self.button("I find this one stronger").click()
            return Click(asked, choice, 0)
        self.button(SURE[sure - 1]).click()
        return Click(asked, choice, sure)

    def miss(self, *, sure: int = 2) -> Click:
        """Answer wrongly, and stop where a hint comes."""
        asked = self.shown()
        choice = choice_for(asked, right=False)
        self.radio(asked, choice).click()
        self.button(SURE[sure - 1]).click()
        return Click(asked, choice, sure)

    def try_again(self, click: Click) -> Click:
        """Answer rightly after a hint."""
        self.radio(click.question, click.question.key).click()
        self.button("Try this answer").click()
        return replace(click, second_try=click.question.key)

    def answer_in_check(self, *, right: bool = True, sure: int = 2) -> Click:
        """Answer a question of a check by mouse, where each answer also says what it means."""
        asked = self.shown()
        choice = choice_for(asked, right=right)
        self.root.locator(f'input[type="radio"][value="{choice}"]').check()
        self.button(SURE[sure - 1]).click()
        return Click(asked, choice, sure)

    def go_on(self) -> None:
        """Press the button for the next question or, after the last, for the result."""
        self.root.locator(".hc-actions .hc-main").click()

    def expect_feedback_to(self, click: Click, *, comes_back: bool = False) -> None:
        """Check every paragraph of the feedback, and the marked words, against the bank."""
        asked = click.question
        lines = feedback_lines(asked, list(filter(None, (click.choice, click.second_try))))
        if comes_back:
            lines[-1] = RETURNS
        expect(self.feedback.locator("p")).to_have_text(lines)
        cues = [p.cue for p in asked.passages if p.cue and p.cue in p.text]
        expect(self.root.locator(".hc-passage mark")).to_have_text(cues)


def feedback_lines(asked: Question, tries: Sequence[str]) -> list[str]:
    """What is told at last to somebody who answers so, where no others are left to come first."""
    option = asked.option(tries[-1])
    sign = {RIGHT: "✓ ", NOT_YET: "↺ ", DISCUSSED: "⇄ "}[option.verdict]
    lines = [f"{sign}{option.line}", *asked.why]
    lines += [option.mistake] if option.mistake and not asked.hint else []
    lines += [look_for(asked.rule)]
    return [*lines, ANOTHER_DAY] if asked.option(tries[0]).verdict == NOT_YET else lines


def hint_lines(asked: Question, choice: str) -> list[str]:
    """What a first miss is told."""
    return [f"↺ {asked.hint}", asked.option(choice).mistake]


def choice_for(asked: Question, *, right: bool) -> str:
    """Choose the right answer, or the first one that is not; the first where none is right."""
    values = [option.value for option in asked.options if (option.value == asked.key) == right]
    return values[0] if values else asked.options[0].value


@functools.cache
def _questions_by_looks() -> dict[tuple[str, ...], Question]:
    found = [question(name) for name in all_questions()]
    by_looks = {_looks(asked): asked for asked in found}
    assert len(by_looks) == len(found), "two questions of the bank look the same on the page"
    return by_looks


def _looks(asked: Question) -> tuple[str, ...]:
    parts = [part for passage in asked.passages for part in _passage_looks(passage)]
    return (f"From: {asked.source}", asked.prompt, *parts)


def _passage_looks(passage: Passage) -> tuple[str, str]:
    heading = f"Heading: {passage.heading}" if passage.heading else ""
    before = f"{passage.before} " if passage.before else ""
    return heading, f"{before}{passage.text}"
