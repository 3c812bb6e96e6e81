"""The reader: an article to label by hand, and to compare with the key or with suggestions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import traitlets

from healthclaims.content.answer_key import NOT_ASKED, KeyMark, key_mark, seen_mark
from healthclaims.content.article import MASK, Article, Unit
from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, Axis
from healthclaims.content.source_card import look_of, sender_of
from healthclaims.core.html import Html, join, tag
from healthclaims.core.problems import UnknownNameError, expected
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.article_labels import label_entries, reader_quiz
from healthclaims.learner.clock import EXAMPLE, now
from healthclaims.learner.entries import LABEL, Entry
from healthclaims.questions.question import look_for, lower_first
from healthclaims.widgets.base import LoggedWidget, bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.printed import printed_card, printed_head
from healthclaims.widgets.start import PRESS_KEY

DEFAULT_QUESTIONS = (EVIDENCE, CERTAINTY, PURPOSE)
# How the page speaks of what labels are compared with.
KEY_WORDS: Mapping[str, str] = {
    "compare": "Compare with the key",
    "hide": "Hide the key",
    "filter": "only where the key differs",
    "same": "as in the key",
    "differs": "key differs",
    "open": "left open",
    "none": "not asked",
    "openCount": "left open",
    "noneCount": "the question does not apply: there is no claim about the product",
    "nothing": "Mark a few sentences first; then the key has something to be compared with.",
    "unmarked": "Mark this sentence first; then you see what the key says.",
    "notAsked": NOT_ASKED,
    "one": "The key",
    "two": "We leave it open",
    "closing": "",
}


@dataclass(frozen=True)
class Yardstick:
    """What labels are compared with.

    `mark` returns what is said about a unit on an axis, or None where the question does not apply;
    `words` is how the page speaks of it, see `KEY_WORDS`.
    """

    mark: Callable[[Unit, str], KeyMark | None]
    words: Mapping[str, str]


class Reader(LoggedWidget):
    """An article, or some units of it, to be labelled on some axes.

    `lesson` is the name in the log; labels are compared with the article's own key where no
    `yardstick` is given.
    """

    _esm: ClassVar[str] = bundle("reader/widget.js")
    _css: ClassVar[str] = bundle("reader/widget.css")
    article: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        article: Article,
        axes: Sequence[Axis],
        units: Sequence[Unit],
        lesson: str,
        log: AnswerLog,
        yardstick: Yardstick | None = None,
    ) -> None:
        self._yardstick = yardstick or Yardstick(
            lambda unit, axis: key_mark(article, unit, axis), KEY_WORDS
        )
        self._article, self._axes, self._units, self._lesson = article, axes, units, lesson
        self._quiz = reader_quiz(article)
        earlier = [] if log.mode == EXAMPLE else self._earlier(log)
        super().__init__(
            log,
            article={
                "key": "/".join((log.learner, lesson, self._quiz, *(axis.name for axis in axes))),
                "lesson": lesson,
                "quiz": self._quiz,
                "id": article.id,
                "title": article.card.title,
                "note": _note(article, units),
                "words": dict(self._yardstick.words),
                "look": look_of(article.card.lines()),
                "sender": list(sender_of(article.card.lines())),
                "card": [list(line) for line in article.card.lines()],
                "cardOpen": any(axis.name == PURPOSE for axis in axes),
                "axes": [_axis_json(axis) for axis in axes],
                "units": [self._unit_json(unit) for unit in units],
            },
            resume=earlier,
        )

    def describe(self) -> str:
        """Return title and number of lines in one line."""
        return f"Reader: {self._article.card.title} ({len(self._units)} lines; {PRESS_KEY} to mark)"

    def printed(self) -> Html:
        """Return source card and text."""
        blocks: list[Html] = []
        line: list[str] = []
        section = ""
        for unit in self._units:
            if unit.kind != "sentence" or unit.section != section:
                if line:
                    blocks.append(tag("p", " ".join(line)))
                line = []
            section = unit.section
            if unit.kind == "sentence":
                line.append(self._article.shown_text(unit))
            else:
                blocks.append(tag("p", tag("strong", unit.text)))
        if line:
            blocks.append(tag("p", " ".join(line)))
        return tag(
            "div",
            printed_head("mark the text"),
            tag("p", _note(self._article, self._units)),
            printed_card(self._article.card.lines()),
            tag("blockquote", join(blocks)),
        )

    def mark(self, unit_id: str, label: str, question: str = "") -> None:
        """Mark a sentence in words instead of by mouse or keyboard.

        Parameters
        ----------
        unit_id : str
            For example ``"u40"``.
        label : str
            The value of a label, for example ``"hedged"``; empty takes the mark away.
        question : str
            Which question, where there are several; the first by default.

        Raises
        ------
        KeyError
            If there is no such unit, question or label.
        """
        unit = next((unit for unit in self._units if unit.id == unit_id), None)
        if unit is None:
            message = f"{unit_id!r} is not shown here: {self._units[0].id} to {self._units[-1].id}."
            raise UnknownNameError(message)
        axis = self._axis(question)
        if label:
            axis[label]
        moment = now()
        name = f"{self._article.id}/{unit.id}/{axis.name}"
        entry = Entry(
            LABEL,
            f"text-{moment.isoformat()}-{name}-{label}",
            moment.isoformat(timespec="milliseconds"),
            self._lesson,
            self._quiz,
            name,
            seen_mark(self._article, unit, axis),
            label,
        )
        entry = self._log.in_order(entry)
        saved = self.keep(entry)
        if not saved.ok:
            say(saved.message)
        self.send({"type": "marked", "entry": dict(vars(entry))})

    def compare(self, question: str = "") -> None:
        """Print how your marks compare with the key, or with what else they are compared with.

        Parameters
        ----------
        question : str
            Which question, where there are several; the first by default.
        """
        axis = self._axis(question)
        chosen_labels = {
            entry["question"]: entry["choice"]
            for entry in self._earlier(self._log)
            if entry["choice"] in ("", *axis.names)
        }
        lines = []
        for unit in self._units:
            chosen = chosen_labels.get(f"{self._article.id}/{unit.id}/{axis.name}", "")
            if not chosen:
                continue
            verdict = self._verdict(self._yardstick.mark(unit, axis.name), chosen, axis)
            lines.append(f"{unit.id} ({axis[chosen].shown}): {verdict}")
        closing = self._yardstick.words["closing"]
        lines += [closing] if lines and closing else []
        say("\n".join(lines) or "You have not marked anything yet.")

    def _verdict(self, key: KeyMark | None, chosen: str, axis: Axis) -> str:
        words = self._yardstick.words
        if key is None:
            return "the question does not apply here"
        reason = f"{key.why} {_fails(key)}".strip()
        if not key.labels:
            return f"{words['none']}. {reason}"
        if len(key.labels) > 1 and chosen in key.labels:
            return f"{lower_first(words['two'])}. {reason}"
        if chosen in key.labels:
            return f"{words['same']}. {reason}"
        read = " or ".join(axis[label].shown for label in key.labels)
        return f"{lower_first(words['one'])} says: {read}. {reason}"

    def _axis(self, question: str) -> Axis:
        """Find one of the questions that can be marked here."""
        if not question:
            return self._axes[0]
        for axis in self._axes:
            if axis.name == question:
                return axis
        known = expected(question, (axis.name for axis in self._axes), "questions")
        message = f"{question!r} is not marked here. {known}"
        raise UnknownNameError(message)

    def _earlier(self, log: AnswerLog) -> list[dict[str, Any]]:
        """List the labels set so far, as long as the sentence still reads the same."""
        found = label_entries(self._article, self._units, self._axes, log.history)
        return [dict(vars(entry)) for entry in found]

    def _unit_json(self, unit: Unit) -> dict[str, Any]:
        keys = {}
        for axis in self._axes:
            key = None if unit.repeat_of else self._yardstick.mark(unit, axis.name)
            if key:
                rule = look_for(key.rule) if key.rule else ""
                shown = {"labels": list(key.labels), "rule": rule, "fails": _fails(key)}
                keys[axis.name] = vars(key) | shown
        return {
            "id": unit.id,
            "kind": unit.kind,
            "section": unit.section,
            "repeat": bool(unit.repeat_of),
            "text": self._article.shown_text(unit),
            "seen": {axis.name: seen_mark(self._article, unit, axis) for axis in self._axes},
            "keys": keys,
        }


def _fails(key: KeyMark) -> str:
    return f"Where this rule fails: {key.fails}" if key.fails else ""


def _axis_json(axis: Axis) -> dict[str, Any]:
    return {
        "name": axis.name,
        "short": axis.short,
        "question": axis.question,
        "labels": [
            {"value": label.name, "text": label.shown, "letter": label.letter}
            for label in axis.labels
        ],
    }


def _note(article: Article, units: Sequence[Unit]) -> str:
    kind = (
        "This text was written for teaching; its product is invented."
        if article.invented
        else "A text that was brought in. It is not advice."
        if article.own
        else "A real web page, quoted as the object of study. It is not advice."
    )
    if article.own and len(units) < len(article.units):
        last = article.units.index(units[-1]) + 1
        shown = f"Lines {article.units.index(units[0]) + 1} to {last} of {len(article.units)}."
        more = f" For later lines: own.read(first={last + 1})." if last < len(article.units) else ""
        kind = f"{kind} {shown}{more}"
    masked = any(MASK in article.shown_text(unit) for unit in units)
    return f"{kind} Amounts are covered ({MASK})." if masked else kind
