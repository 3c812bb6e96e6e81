"""What the quiz and the marked questions of an assignment share: answers given in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import traitlets

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import now
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.learner.save_result import SaveResult
from healthclaims.questions.question import SURE, Question
from healthclaims.widgets.base import LoggedWidget

RECORDED = "Recorded."


class QuestionWidget(LoggedWidget):
    """A widget that asks questions, one after the other.

    Parameters
    ----------
    questions : iterable of Question
        In the order in which they are asked.
    log : AnswerLog
        Where answers go.
    deck : dict
        What the page is to know; ``lesson`` and ``quiz`` say under which names answers are kept.
    resume : iterable of Entry
        What was answered before and still counts.
    """

    deck: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    # What is said of an id that is not asked here; the known ones follow.
    _unknown: ClassVar[str]

    def __init__(
        self,
        questions: Iterable[Question],
        log: AnswerLog,
        deck: dict[str, Any],
        resume: Iterable[Entry],
    ) -> None:
        self._questions = {asked.id: asked for asked in questions}
        shared = {"sure": list(SURE), "recorded": RECORDED}
        super().__init__(log, deck=deck | shared, resume=[dict(vars(entry)) for entry in resume])

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order in which they are asked."""
        return tuple(self._questions.values())

    def _find(self, question_id: str, choice: str, sure: int) -> Question:
        """Return the question, once it is clear that it has this answer."""
        asked = self._questions.get(question_id)
        if asked is None:
            message = f"{question_id!r} {self._unknown}: {', '.join(self._questions)}."
            raise ValueError(message)
        if sure not in range(1, len(SURE) + 1):
            *others, last = (f"{number} ({words})" for number, words in enumerate(SURE, 1))
            message = f"sure is {sure!r}. Use {', '.join(others)} or {last}."
            raise ValueError(message)
        asked.option(choice)
        return asked

    def _record(self, entry_id: str, asked: Question, choice: str, sure: int) -> SaveResult:
        """Log an answer that was given in words, and show it on the page."""
        entry = Entry(
            ANSWER,
            entry_id,
            now().isoformat(timespec="milliseconds"),
            self.deck["lesson"],
            self.deck["quiz"],
            asked.id,
            asked.seen,
            choice,
            int(sure),
        )
        entry = self._log.in_order(entry)
        result = self.keep(entry)
        self.send({"type": "answered", "entry": dict(vars(entry))})
        self.after(entry)
        return result


def with_note(text: str, result: SaveResult) -> str:
    """Add to what is said why an answer could not be saved."""
    return text if result.ok else f"{text}\n({result.message})"
