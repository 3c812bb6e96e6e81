"""A guess before looking: a box whose words are kept, and what it covers until then."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

import traitlets

from healthclaims.core.html import Html, tag
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE
from healthclaims.learner.entries import MOST_NOTE, NOTE, Entry
from healthclaims.widgets.base import LoggedWidget, bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.start import PRESS_KEY

KEPT = "Your guess is kept. Now compare."
NOTHING_YET = "Write a few words first. “No idea” is a guess, too."


class Guess(LoggedWidget):
    """A box for a guess.

    Given an `answer` to show below, it covers that until something has been written. Without one,
    the page opens the fold that follows, if there is one.
    """

    _esm: ClassVar[str] = bundle("guess/widget.js")
    _css: ClassVar[str] = bundle("guess/widget.css")
    guess: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(
        self, name: str, question: str, lesson: str, log: AnswerLog, answer: object = None
    ) -> None:
        self.answer = answer
        self._lesson, self._id, self._question = lesson, f"guess/{lesson}/{name}", question
        self._seen = hashlib.sha256(question.encode()).hexdigest()[:12]
        last = None if log.mode == EXAMPLE else log.history.last_note(self._id, self._seen)
        super().__init__(
            log,
            guess={
                "key": f"{log.learner}/{lesson}/{self._id}",
                "lesson": lesson,
                "id": self._id,
                "seen": self._seen,
                "question": question,
                "covers": answer is not None,
                "most": MOST_NOTE,
                "kept": KEPT,
                "empty": NOTHING_YET,
                "last": last.text if last else "",
            },
        )

    def describe(self) -> str:
        """Return one line of text that stands for the box."""
        return f"Your guess: {self._question} ({PRESS_KEY} to write)"

    def printed(self) -> Html:
        """Render the question with room to write."""
        return tag("p", tag("strong", self._question), " Your guess: ………………………………………")

    def write(self, text: str) -> None:
        """Keep a guess, in words instead of in the box.

        Parameters
        ----------
        text : str
            Your guess.

        Raises
        ------
        ValueError
            If there is nothing in it, or far too much.
        """
        saved = self.keep_note(text, self._lesson, self._id, self._id, self._seen)
        self._show_later(str(text).strip())
        self.send({"type": "guessed", "text": self.guess["last"]})
        say("\n".join(filter(None, [KEPT, saved.message])))

    def after(self, entry: Entry) -> None:
        """Let a page that is loaded again show what was written last."""
        if entry.kind == NOTE and entry.question == self._id:
            self._show_later(entry.text)

    def _show_later(self, text: str) -> None:
        self.guess = {**self.guess, "last": text}

    def _ipython_display_(self) -> None:
        """Show the box, and below it what it covers."""
        from IPython.display import display

        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)
        if self.answer is not None:
            display(self.answer)
