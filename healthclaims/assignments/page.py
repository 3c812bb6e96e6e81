"""An assignment as its notebook sees it: read, answer, hand in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from healthclaims.assignments.assignment import Assignment, Task, TextToRead
from healthclaims.assignments.hand_in_page import hand_in_page
from healthclaims.assignments.questions_file import find_assignment
from healthclaims.assignments.quiz_widget import MarkedQuiz, counted_answers
from healthclaims.core.html import Html, join, tag
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE, KEEP, OFF
from healthclaims.learner.learner_code import choose_learner, current_learner
from healthclaims.learner.same_words import plural
from healthclaims.widgets.cell_output import Block
from healthclaims.widgets.printed import printed_card


class AssignmentPage:
    """One assignment for one learner."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self._assignment, self._folder = assignment, folder
        self._log = AnswerLog(current_learner(), assignment.name)
        self._notice = ""
        self._shown: list[MarkedQuiz] = []

    def use_code(self, code: str) -> AssignmentPage:
        """Choose a learner code; answers from now on are kept under it.

        Parameters
        ----------
        code : str
            Letters, digits, ``-`` and ``_``, for example ``"blue-fox-7"``. Not your name.

        Returns
        -------
        AssignmentPage
            This assignment, now with that code.

        Raises
        ------
        ValueError
            If the code cannot be used; the message says what can.
        """
        saved = choose_learner(code)
        self._notice = "" if saved.ok or self._log.mode != KEEP else saved.message
        if self._log.mode != EXAMPLE:
            self._log = AnswerLog(code, self._assignment.name)
        for quiz in self._shown:
            quiz.follow(self._log)
        if self._shown and not self._notice:
            self._notice = "Run the cell of the questions again: it shows another code's answers."
        return self

    def read(self) -> Block:
        """Show the text that is asked about, with its source card."""
        readings = self._assignment.readings
        title = "To read: " + ", ".join(reading.title for reading in readings)
        return Block(title, join(map(_reading, readings)))

    def quiz(self) -> MarkedQuiz:
        """Show the marked questions."""
        quiz = MarkedQuiz(self._assignment, self._log)
        self._shown.append(quiz)
        return quiz

    def task(self, name: str) -> Block:
        """Show what is to be written, and how it is marked.

        Parameters
        ----------
        name : str
            For example ``"verdict"``.

        Returns
        -------
        Block
            Shown when it is the last line of a cell.

        Raises
        ------
        ValueError
            If there is no such task.
        """
        for task in self._assignment.tasks:
            if task.id == name:
                title = f"To write: {task.title} ({plural(task.points, 'point')})"
                return Block(title, tag("div", join(_task(task))))
        known = ", ".join(task.id for task in self._assignment.tasks)
        message = f"There is no task {name!r} here. The tasks are: {known or 'none'}."
        raise ValueError(message)

    def standing(self) -> Block:
        """Show how many marked questions have an answer now, and nothing of right or wrong."""
        told = self._standing()
        return Block(told, tag("p", told))

    def hand_in(self) -> Block:
        """Write what you hand in into one zip file, and show what it holds and lacks."""
        running = os.environ.get("JPY_SESSION_NAME", "")
        return Block(*hand_in_page(self._assignment, self._folder, self._log, running))

    def __repr__(self) -> str:
        return f"Assignment {self._assignment.title}"

    def _repr_html_(self) -> Html:
        """Render what is asked, how long it takes, and where answers go."""
        assignment, learner = self._assignment, self._log.learner
        where = {
            KEEP: f"You are working under the code “{learner}”. Your answers are kept on this "
            f"machine in the folder answers/{learner} until you hand in.",
            OFF: "Answers are switched off: nothing is kept.",
            EXAMPLE: "Nothing is kept on this page.",
        }[self._log.mode]
        lines = [
            assignment.effort,
            where,
            self._standing() if assignment.questions else "",
            self._notice,
            *self._log.history.damaged,
        ]
        return tag(
            "div",
            tag("p", tag("strong", assignment.title)),
            tag("p", "What this looks at:"),
            tag("ul", join(tag("li", line) for line in assignment.assesses)),
            join(tag("p", line) for line in lines if line),
        )

    def _standing(self) -> str:
        total = len(self._assignment.questions)
        done = len(counted_answers(self._assignment, self._log.history.answers()))
        return f"You had answered {done} of {total} questions when this cell was run."


def open_assignment(name: str) -> AssignmentPage:
    """Open an assignment for the learner who worked last on this machine.

    Parameters
    ----------
    name : str
        Name of the assignment's folder.

    Returns
    -------
    AssignmentPage
        Shows what is asked when it is the last line of a cell.

    Raises
    ------
    KeyError
        If there is no such assignment; the message lists the known ones.
    DataError
        If its file cannot be used.
    """
    return AssignmentPage(*find_assignment(name))


def _reading(reading: TextToRead) -> Html:
    names = {"title": "h3", "heading": "h4", "text": "p"}
    return tag(
        "div",
        tag("p", tag("em", f"From: {reading.source}")),
        tag("blockquote", join(tag(names[kind], text) for kind, text in reading.paragraphs)),
        tag("p", tag("strong", "Source card")),
        printed_card(reading.card),
    )


def _task(task: Task) -> Iterator[Html]:
    if task.claim:
        yield tag("p", "The claim (invented):")
        yield tag("blockquote", tag("strong", task.claim))
    if task.known:
        yield tag("p", "The box: what is known (all invented)")
        yield tag("ul", join(tag("li", line) for line in task.known))
    limit = f" At most {task.most_words} words." if task.most_words else ""
    yield tag("p", tag("strong", f"{task.prompt}{limit}"))
    yield tag("p", f"How it is marked ({plural(task.points, 'point')}):")
    lines = (
        tag("li", tag("strong", line.name), f" ({plural(line.points, 'point')}): {line.look_for}")
        for line in task.criteria
    )
    yield tag("ul", join(lines))
