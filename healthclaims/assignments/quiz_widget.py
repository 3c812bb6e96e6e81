"""The marked questions of an assignment, as a student answers them in the notebook.

The page is sent neither keys nor verdicts nor explanations: there is nothing in it to find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from healthclaims.assignments.assignment import MARKED_QUIZ, Assignment
from healthclaims.core.html import Html
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE, now
from healthclaims.learner.entries import Entry
from healthclaims.quiz.question_widget import RECORDED, QuestionWidget, with_note
from healthclaims.widgets.base import bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.printed import printed_quiz, question_text
from healthclaims.widgets.start import PRESS_KEY


class MarkedQuiz(QuestionWidget):
    """The marked questions; the last answer to each counts.

    Parameters
    ----------
    assignment : Assignment
        What students have of it.
    log : AnswerLog
        Where answers go.
    """

    _esm: ClassVar[str] = bundle("widgets/_question.js", "assignments/quiz_widget.js")
    _css: ClassVar[str] = bundle("quiz/widget.css", "assignments/quiz_widget.css")
    _unknown = "is not asked here. The questions are"

    def __init__(self, assignment: Assignment, log: AnswerLog) -> None:
        self._assignment = assignment
        entries = () if log.mode == EXAMPLE else log.history.answers()
        resume = counted_answers(assignment, entries).values()
        super().__init__(
            assignment.questions,
            log,
            {
                "key": f"{log.learner}/{assignment.name}/{MARKED_QUIZ}",
                "lesson": assignment.name,
                "quiz": MARKED_QUIZ,
                "title": assignment.title,
                "isMarked": True,
                "questions": [q.as_state(with_feedback=False) for q in assignment.questions],
            },
            resume=resume,
        )

    def describe(self) -> str:
        """Return one line of text that stands for the questions."""
        count = len(self._assignment.questions)
        return f"Marked questions: {self._assignment.title} ({count}; {PRESS_KEY} to start)"

    def printed(self) -> Html:
        """Render the printed copy: the same questions without answers."""
        return printed_quiz(self._assignment.title, self._assignment.questions, with_answers=False)

    @classmethod
    def without_python(cls, state: Mapping[str, Any]) -> str:
        """Return why an assignment cannot be done on a page that keeps nothing."""
        return "the questions of an assignment. They are answered and handed in there."

    def follow(self, log: AnswerLog) -> None:
        """Send answers from now on to another log, after another code was chosen."""
        self._log = log
        log.add_listener(self)

    def show(self) -> None:
        """Print the questions in words, with what to type."""
        say("\n\n".join(question_text(asked) for asked in self._assignment.questions))

    def answer(self, question_id: str, choice: str, sure: int = 2) -> None:
        """Answer a question in words instead of by mouse or keyboard.

        The last answer to a question counts, so giving another one changes it.

        Parameters
        ----------
        question_id : str
            For example ``"corbelane_roundup/u09/evidence"``; `show` prints them.
        choice : str
            The value of an answer, for example ``"people"``.
        sure : int
            How sure, as a place in `SURE`, from 1.

        Raises
        ------
        ValueError
            If the question is not one of these, or the answer or ``sure`` is not known.
        """
        asked = self._find(question_id, choice, sure)
        last = counted_answers(self._assignment, self._log.history.answers()).get(question_id)
        if last and (last.choice, last.sure) == (choice, int(sure)):
            say("Recorded already.")
            return
        name = f"text-{question_id}-{choice}-{int(sure)}-{now().isoformat(timespec='milliseconds')}"
        say(with_note(RECORDED, self._record(name, asked, choice, sure)))


def counted_answers(assignment: Assignment, entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return by question id the answers that count: the last that still reads the same.

    `entries` are answers in order of time.
    """
    seen = {asked.id: asked.seen for asked in assignment.questions}
    return {
        entry.question: entry
        for entry in entries
        if (entry.lesson, entry.quiz) == (assignment.name, MARKED_QUIZ)
        and seen.get(entry.question) == entry.seen
    }
