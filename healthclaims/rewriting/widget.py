"""Rewriting a claim: the claim, what is known, a place to write, and a word check."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

import traitlets

from healthclaims.core.html import Html, join, tag
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE
from healthclaims.learner.entries import NOTE, Entry
from healthclaims.rewriting.advert import LOUD, marks_of, pushing_words
from healthclaims.rewriting.check import LIMITS, LONGEST_LINE, NOTHING_YET, Checked, check_for
from healthclaims.rewriting.claims import Rewrite
from healthclaims.rewriting.fit import SIGNS
from healthclaims.widgets.base import LoggedWidget, bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.printed import printed_head
from healthclaims.widgets.start import PRESS_KEY


class ClaimRewrite(LoggedWidget):
    """A claim to rewrite; what is written goes into the log, as notes."""

    _esm: ClassVar[str] = bundle("rewriting/widget.js")
    _css: ClassVar[str] = bundle("rewriting/widget.css")
    rewrite: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, rewrite: Rewrite, lesson: str, log: AnswerLog) -> None:
        self._rewrite, self._lesson = rewrite, lesson
        self._seen = _seen(rewrite)
        last = None if log.mode == EXAMPLE else log.history.last_note(rewrite.id, self._seen)
        super().__init__(
            log,
            rewrite={
                "key": f"{log.learner}/{lesson}/{rewrite.id}",
                "lesson": lesson,
                "quiz": rewrite.id,
                "question": rewrite.id,
                "seen": self._seen,
                "title": rewrite.title,
                "source": rewrite.article.described,
                "text": rewrite.article.shown_text(rewrite.unit),
                "known": [vars(item) for item in rewrite.known],
                "task": rewrite.task,
                "models": [vars(item) for item in rewrite.models],
                "limits": LIMITS,
                "empty": NOTHING_YET,
                "most": LONGEST_LINE,
                "most_words": rewrite.most_words,
                "last": self._result(last.text) if last else None,
            },
            resume=[dict(vars(last))] if last else [],
        )

    def describe(self) -> str:
        """Return one line of text that stands for the widget."""
        return f"Rewrite a claim: {self._rewrite.title} ({PRESS_KEY} to write)"

    def printed(self) -> Html:
        """Render the printed copy; the model answers stand behind a fold."""
        rewrite = self._rewrite
        known = (tag("li", item.text, " ", tag("em", f"({item.how})")) for item in rewrite.known)
        models = (
            tag("li", tag("strong", model.text), tag("br"), model.why) for model in rewrite.models
        )
        return tag(
            "div",
            printed_head("write and check"),
            tag("p", tag("em", f"From: {rewrite.article.described}")),
            tag("blockquote", tag("strong", rewrite.article.shown_text(rewrite.unit))),
            tag("p", "What is known:"),
            tag("ul", join(known)),
            tag("p", tag("strong", rewrite.task)),
            tag("p", "Your sentence: ……………………………………………"),
            tag("details", tag("summary", "Sentences that work"), tag("ul", join(models))),
        )

    def check(self, text: str) -> None:
        """Keep a sentence and print what the word check finds in it.

        Parameters
        ----------
        text : str
            Your sentence.

        Raises
        ------
        ValueError
            If there is nothing in it, or far too much.
        """
        name = self._rewrite.id
        saved = self.keep_note(text, self._lesson, name, name, self._seen, LONGEST_LINE)
        text = str(text).strip()
        result = self._result(text)
        self.send({"type": "rewritten", **result})
        self._show_later(result)
        checked = check_for(self._rewrite, text)
        words = self._marked_lines(text) if self._rewrite.side else []
        say("\n".join([*checked_lines(checked), *words, *filter(None, [saved.message])]))

    def after(self, entry: Entry) -> None:
        """Send what the check finds in a sentence that has just been taken in."""
        if entry.kind == NOTE and entry.question == self._rewrite.id:
            result = self._result(entry.text)
            self.send({"type": "checked", "id": entry.id, **result})
            self._show_later(result)

    def _show_later(self, result: dict[str, Any]) -> None:
        """Let a page that is loaded again show what was written last."""
        self.rewrite = {**self.rewrite, "last": result}

    def _result(self, text: str) -> dict[str, Any]:
        checked = check_for(self._rewrite, text)
        seen: dict[str, Any] = {}
        if self._rewrite.side:
            seen = {"marks": [vars(mark) for mark in marks_of(text)], **_push(text)}
        return {
            **seen,
            "text": text,
            "line": checked.line,
            "findings": [
                {**vars(finding), "sign": SIGNS[finding.kind]} for finding in checked.findings
            ],
        }

    @staticmethod
    def _marked_lines(text: str) -> list[str]:
        marked = [mark for mark in marks_of(text) if mark.does]
        lines = [f"  “{mark.text}”: {mark.does}. {' '.join(mark.reasons)}" for mark in marked]
        return [_push(text)["push"], *lines]


def _push(text: str) -> dict[str, Any]:
    """Return how much pushes, as a number for a meter and in words."""
    count = len(pushing_words(text))
    words = "1 word or phrase pushes" if count == 1 else f"{count} words or phrases push"
    return {"push": f"Push: {words}.", "level": min(count, LOUD), "loud": LOUD}


def checked_lines(checked: Checked) -> list[str]:
    """Return the result of a check as lines of text."""
    findings = [f"  {SIGNS[item.kind]} {item.words}" for item in checked.findings]
    return [checked.line, *findings, LIMITS]


def _seen(rewrite: Rewrite) -> str:
    """Fingerprint what a learner saw, without the model answers."""
    shown = (rewrite.article.shown_text(rewrite.unit), rewrite.task)
    known = (f"{item.text}\n{item.how}" for item in rewrite.known)
    return hashlib.sha256("\n".join((*shown, *known)).encode()).hexdigest()[:12]
