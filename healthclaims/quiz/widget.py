"""The quiz a student answers in the notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

import traitlets

from healthclaims.content.codebook import load_codebook
from healthclaims.core.html import Html, join, tag
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE, now
from healthclaims.learner.entries import ANSWER, RESTART, Entry
from healthclaims.learner.history import History
from healthclaims.learner.progress import outcomes, summary
from healthclaims.learner.save_result import Saved
from healthclaims.questions.question import SURE, Question
from healthclaims.questions.quiz_config import load_plan
from healthclaims.quiz.draw import Deck, build_deck
from healthclaims.widgets.base import LoggedWidget, bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.printed import NOTHING_TO_ASK, feedback_text, printed_quiz, question_text


class Quiz(LoggedWidget):
    """One sitting of a quiz.

    Parameters
    ----------
    deck : Deck
        The questions of today.
    log : AnswerLog
        Where answers go.
    """

    _esm: ClassVar[str] = bundle("widgets/_question.js", "quiz/widget.js")
    _css: ClassVar[str] = bundle("quiz/widget.css")
    deck: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, deck: Deck, log: AnswerLog) -> None:
        self._deck = deck
        plan = deck.plan
        self._is_check = bool(plan.form)
        # A check may be begun on one day and finished on another.
        day = None if self._is_check else now().date()
        sitting = log.history.sitting(plan.lesson, plan.quiz, day)
        seen = {asked.id: asked.seen for asked in deck.questions}
        resume = [
            _plain(entry)
            for entry in sitting
            if log.mode != EXAMPLE and entry.seen == seen.get(entry.question)
        ]
        super().__init__(
            log,
            deck={
                "key": f"{log.learner}/{plan.key}",
                "lesson": plan.lesson,
                "quiz": plan.quiz,
                "title": plan.title,
                "questions": [q.as_json(with_feedback=not self._is_check) for q in deck.questions],
                "reviewed": sorted(deck.reviewed),
                "isCheck": self._is_check,
                "meanings": _meanings(deck.questions) if self._is_check else {},
                "summary": self._summary(sitting, log.history, day),
                "again": log.history.was_restarted(plan.lesson, plan.quiz, day),
                "nothing": NOTHING_TO_ASK,
            },
            resume=resume,
        )

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order in which they are asked."""
        return self._deck.questions

    def describe(self) -> str:
        """Give one line of text that stands for the quiz.

        Returns
        -------
        str
            Title and number of questions.
        """
        count = len(self.questions)
        if not count:
            return f"Quiz: {self._deck.plan.title} (nothing to ask today)"
        noun = "question" if count == 1 else "questions"
        return f"Quiz: {self._deck.plan.title} ({count} {noun}; run this cell to start)"

    def printed(self) -> Html:
        """Give the printed copy.

        Returns
        -------
        Html
            The same questions, each answer behind a fold.
        """
        title = self._deck.plan.title
        if self._is_check and self._log.mode == EXAMPLE:
            # Which of the two forms a learner meets is not shown before it is drawn.
            return tag(
                "div",
                tag("p", tag("strong", "Printed copy: run this cell to start the check.")),
                tag("p", f"{title}: {len(self.questions)} questions about two invented texts."),
            )
        copy = printed_quiz(title, self.questions, with_answers=not self._is_check)
        lines = self._meaning_lines()
        return (
            tag("div", copy, tag("ul", join(tag("li", line) for line in lines))) if lines else copy
        )

    @classmethod
    def without_python(cls, state: Mapping[str, Any]) -> str:
        """Say why a check before or after the course is no use where nothing is kept."""
        if not state["deck"]["isCheck"]:
            return ""
        count = len(state["deck"]["questions"])
        return (
            f"the {count} questions. They are asked before and after the course, and this page "
            "keeps no answers that could be compared."
        )

    def show(self) -> None:
        """Print the questions in words, with what to type; no answers are given away."""
        parts = [question_text(asked) for asked in self.questions]
        if self._is_check:
            parts.insert(0, "\n".join(self._meaning_lines()))
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
            1 a guess, 2 fairly sure, 3 certain.

        Raises
        ------
        ValueError
            If the question is not in this quiz, or the answer or ``sure`` is not known.
        """
        asked = next((q for q in self.questions if q.id == question_id), None)
        if asked is None:
            known = ", ".join(q.id for q in self.questions)
            message = f"{question_id!r} is not in this quiz. Its questions are: {known}."
            raise ValueError(message)
        if sure not in range(1, len(SURE) + 1):
            message = f"sure is {sure!r}. Use 1 (a guess), 2 (fairly sure) or 3 (certain)."
            raise ValueError(message)
        asked.option(choice)
        text = "Recorded." if self._is_check else feedback_text(asked, choice)
        plan, moment = self._deck.plan, now()
        # After a fresh start the same answer is a new one.
        starts = self._log.fresh_starts + sum(
            (e.kind, e.lesson, e.quiz, e.day) == (RESTART, plan.lesson, plan.quiz, moment.date())
            for e in self._log.history.entries
        )
        entry = Entry(
            ANSWER,
            f"text-{plan.key}-{moment.date()}-{starts}-{question_id}-{choice}-{int(sure)}",
            moment.isoformat(timespec="milliseconds"),
            plan.lesson,
            plan.quiz,
            question_id,
            asked.seen,
            choice,
            int(sure),
        )
        entry = self._log.in_order(entry)
        saved = self.keep(entry)
        self.send({"type": "answered", "entry": _plain(entry)})
        self.after(entry)
        say(text if saved.ok else _with_note(text, saved))

    def _meaning_lines(self) -> list[str]:
        """Say in one line each what the answers of a check mean."""
        kinds = _meanings(self.questions) if self._is_check else {}
        axes = load_codebook().axes
        return [
            f"{axes[kind][value].shown}: {meaning}"
            for kind, meanings in kinds.items()
            for value, meaning in meanings.items()
        ]

    def after(self, entry: Entry) -> None:
        """Send the closing sentence once every question has been answered.

        Parameters
        ----------
        entry : Entry
            What was just answered.
        """
        plan, day = self._deck.plan, None if self._is_check else entry.day
        history = self._log.history
        text = self._summary(history.sitting(plan.lesson, plan.quiz, day), history, day)
        if text:
            self.send({"type": "summary", "text": text})

    def _summary(self, sitting: Sequence[Entry], history: History, day: date | None) -> str:
        """Give the closing sentence; empty until every question has been answered."""
        done = [entry for entry in sitting if entry.kind == ANSWER]
        if {asked.id for asked in self.questions} <= {entry.question for entry in done}:
            plan = self._deck.plan
            again = history.was_restarted(plan.lesson, plan.quiz, day)
            return plan.closing if self._is_check else summary(outcomes(done), again=again)
        return ""


def make_quiz(lesson: str, quiz: str, log: AnswerLog) -> Quiz:
    """Draw today's deck of a quiz and make the widget.

    Parameters
    ----------
    lesson, quiz : str
        A table of ``data/decks.toml``.
    log : AnswerLog
        Where answers go; decides what is drawn.

    Returns
    -------
    Quiz
        Ready to be shown.

    Raises
    ------
    KeyError
        If there is no such quiz; the message lists the known ones.
    """
    return Quiz(build_deck(load_plan(lesson, quiz), log.history, now().date()), log)


def _meanings(questions: Sequence[Question]) -> dict[str, dict[str, str]]:
    """Say for each kind of question what its answers mean, one line an answer."""
    axes = load_codebook().axes
    kinds = dict.fromkeys(asked.axis for asked in questions)
    return {kind: {label.name: label.meaning for label in axes[kind].labels} for kind in kinds}


def _plain(entry: Entry) -> dict[str, Any]:
    return dict(vars(entry))


def _with_note(text: str, saved: Saved) -> str:
    return f"{text}\n({saved.message})"
