"""The quiz a student answers in the notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from healthclaims.content.codebook import load_codebook
from healthclaims.core.html import Html, join, tag
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE, now
from healthclaims.learner.closing import (
    AGREED,
    EARLIER,
    FIRST_TRY,
    THIS_TIME,
    closing_text,
    counted,
)
from healthclaims.learner.entries import ANSWER, MOST_NOTE, RESTART, Entry
from healthclaims.learner.history import History
from healthclaims.learner.outcomes import first_answers, outcomes
from healthclaims.learner.wording import day_in_words
from healthclaims.questions.question import Question, waits_for_second_try
from healthclaims.questions.quiz_config import DeckPlan, load_plans
from healthclaims.quiz.draw import Deck, build_deck
from healthclaims.quiz.question_widget import RECORDED, QuestionWidget, with_note
from healthclaims.widgets.base import bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.printed import (
    NOTHING_TO_ASK,
    feedback_text,
    hint_text,
    printed_head,
    printed_quiz,
    question_text,
)
from healthclaims.widgets.start import PRESS_KEY


class Quiz(QuestionWidget):
    """One sitting of a quiz: today's questions, and the log that takes the answers."""

    _esm: ClassVar[str] = bundle("widgets/_question.js", "quiz/_requeue.js", "quiz/widget.js")
    _css: ClassVar[str] = bundle("quiz/widget.css")
    _unknown = "is not in this quiz. Its questions are"

    def __init__(self, deck: Deck, log: AnswerLog) -> None:
        self._plan = plan = deck.plan
        self._is_check = bool(plan.form)
        # A check may be begun on one day and finished on another.
        self._days = () if self._is_check else (now().date(),)
        sitting = log.history.sitting(plan.lesson, plan.quiz, *self._days)
        seen = {asked.id: asked.seen for asked in deck.questions}
        super().__init__(
            deck.questions,
            log,
            {
                "key": f"{log.learner}/{plan.key}",
                "lesson": plan.lesson,
                "quiz": plan.quiz,
                "title": plan.title,
                "questions": [q.as_state(with_feedback=not self._is_check) for q in deck.questions],
                "reviewed": sorted(deck.reviewed),
                "isCheck": self._is_check,
                "meanings": _meanings(deck.questions) if self._is_check else {},
                "summary": self._summary(deck.questions, sitting, log.history, self._days),
                "earlier": ""
                if log.mode == EXAMPLE
                else earlier_text(deck, log.history, now().date()),
                "again": log.history.was_restarted(plan.lesson, plan.quiz, *self._days),
                "counted": {
                    "first": FIRST_TRY,
                    "again": THIS_TIME,
                    "agreed": AGREED,
                    "earlier": EARLIER,
                },
                "nothing": NOTHING_TO_ASK,
                "mostNote": MOST_NOTE,
            },
            resume=[
                entry
                for entry in sitting
                if log.mode != EXAMPLE and entry.seen == seen.get(entry.question)
            ],
        )

    @classmethod
    def of_today(cls, plan: DeckPlan, log: AnswerLog) -> Quiz:
        """Draw what this learner is asked today."""
        return cls(build_deck(plan, log.history, now().date()), log)

    def describe(self) -> str:
        """Return title and number of questions in one line."""
        count = len(self.questions)
        if not count:
            return f"Quiz: {self._plan.title} (nothing to ask today)"
        noun = "question" if count == 1 else "questions"
        return f"Quiz: {self._plan.title} ({count} {noun}; {PRESS_KEY} to start)"

    def printed(self) -> Html:
        """Return the same questions, each answer behind a fold."""
        title = self._plan.title
        if self._is_check and self._log.mode == EXAMPLE:
            # Which of the two forms a learner meets is not shown before it is drawn.
            return tag(
                "div",
                printed_head("start the check"),
                tag("p", f"{title}: {len(self.questions)} questions about two invented texts."),
            )
        copy = printed_quiz(title, self.questions, with_answers=not self._is_check)
        lines = self._meaning_lines()
        return (
            tag("div", copy, tag("ul", join(tag("li", line) for line in lines))) if lines else copy
        )

    @classmethod
    def without_python(cls, state: Mapping[str, Any]) -> str:
        """Explain where the questions of all lessons that come back are: no page holds them all."""
        deck = state["deck"]
        plan = load_plans().get((deck["lesson"], deck["quiz"]))
        if plan is None or not plan.due:
            return ""
        return (
            "what comes back from all lessons in one round. On pages, each question comes back in "
            "its own lesson."
        )

    def show(self) -> None:
        """Print the questions in words, with what to type; no answers are given away."""
        parts = [question_text(asked) for asked in self.questions]
        if self._is_check:
            parts.insert(0, "\n".join(self._meaning_lines()))
        if self.questions:
            first = self.questions[0]
            value = first.options[0].value
            parts.append(f"How to answer: quiz.answer({first.id!r}, {value!r}, sure=2)")
        say("\n\n".join(parts or [NOTHING_TO_ASK]))

    def answer(self, question_id: str, choice: str, sure: int = 2) -> None:
        """Answer a question in words instead of by mouse or keyboard.

        The answer counts like any other. The same answer given again adds nothing.

        Parameters
        ----------
        question_id : str
            For example ``"semax/u40/certainty"``; `show` prints them.
        choice : str
            The value of an answer, for example ``"hedged"``.
        sure : int
            How sure, as a place in `SURE`, from 1.

        Raises
        ------
        ValueError
            If the question is not in this quiz, or the answer or ``sure`` is not known.
        """
        asked = self._find(question_id, choice, sure)
        plan, day = self._plan, now().date()
        # After a fresh start the same answer is a new one.
        starts = self._log.fresh_starts + sum(
            (e.kind, e.lesson, e.quiz, e.day) == (RESTART, plan.lesson, plan.quiz, day)
            for e in self._log.history.entries
        )
        name = f"text-{plan.key}-{day}-{starts}-{question_id}-{choice}-{int(sure)}"
        saved = self._record(name, asked, choice, sure)
        say(with_note(self._told(asked, choice), saved))

    def _told(self, asked: Question, choice: str) -> str:
        """Return what is said to an answer, once it is kept: a hint after a first miss."""
        if self._is_check:
            return RECORDED
        plan = self._plan
        sitting = self._log.history.sitting(plan.lesson, plan.quiz, *self._days)
        verdicts = [
            asked.option(entry.choice).verdict
            for entry in sitting
            if (entry.kind, entry.question) == (ANSWER, asked.id) and entry.seen == asked.seen
        ]
        if asked.hint and waits_for_second_try(verdicts):
            return hint_text(asked, choice)
        return feedback_text(asked, choice)

    def _meaning_lines(self) -> list[str]:
        """Explain in one line each what the answers of a check mean."""
        kinds = _meanings(self.questions) if self._is_check else {}
        axes = load_codebook().axes
        return [
            f"{axes[kind][value].shown}: {meaning}"
            for kind, meanings in kinds.items()
            for value, meaning in meanings.items()
        ]

    def after(self, entry: Entry) -> None:
        """Send the closing sentence once every question has been answered."""
        plan, history = self._plan, self._log.history
        # A sitting goes on past midnight, and where a clock is put back over it.
        days = self._days and (*self._days, entry.day)
        sitting = history.sitting(plan.lesson, plan.quiz, *days)
        text = self._summary(self.questions, sitting, history, days)
        if text:
            self.send({"type": "summary", "text": text})

    def _summary(
        self,
        questions: Sequence[Question],
        sitting: Sequence[Entry],
        history: History,
        days: tuple[date, ...],
    ) -> str:
        """Return the closing sentence; empty until every question has been answered."""
        done = [entry for entry in sitting if entry.kind == ANSWER]
        if {asked.id for asked in questions} <= {entry.question for entry in done}:
            plan = self._plan
            again = history.was_restarted(plan.lesson, plan.quiz, *days)
            return plan.closing if self._is_check else closing_text(outcomes(done), again=again)
        return ""


def _meanings(questions: Sequence[Question]) -> dict[str, dict[str, str]]:
    """Explain for each kind of question what its answers mean, one line an answer."""
    axes = load_codebook().axes
    kinds = dict.fromkeys(asked.axis for asked in questions)
    return {kind: {label.name: label.meaning for label in axes[kind].labels} for kind in kinds}


def earlier_text(deck: Deck, history: History, today: date) -> str:
    """Tell how it went on the last day before today on which a quiz was finished; else empty.

    One that is drawn afresh each day is never finished. A page decides it by the same rule
    (`finishedBefore` in export/resume.js).
    """
    plan, names = deck.plan, {asked.id for asked in deck.questions}
    by_day: dict[date, list[Entry]] = {}
    for entry in history.before(today).answers() if plan.questions else ():
        if (entry.lesson, entry.quiz) == (plan.lesson, plan.quiz) and entry.question in names:
            by_day.setdefault(entry.day, []).append(entry)
    for day in sorted(by_day, reverse=True):
        if names == {entry.question for entry in by_day[day]}:
            firsts = first_answers(outcomes(by_day[day]))
            right = sum(outcome.right for outcome in firsts)
            return counted(EARLIER, right, len(firsts), day=day_in_words(day))
    return ""
