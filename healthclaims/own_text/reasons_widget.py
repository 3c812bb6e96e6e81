"""Reasons for one's own marks, and the quiz for a friend that is made of them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

import traitlets

from healthclaims.content.article import Article
from healthclaims.content.codebook import load_codebook
from healthclaims.core.html import Html, join, tag
from healthclaims.core.problems import UnknownNameError, why
from healthclaims.highlighter.word_table import QUESTIONS
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.article_labels import labels_of
from healthclaims.learner.clock import KEEP
from healthclaims.own_text.draft import MOST_CUE, MOST_REASON, Reason, label_problems, with_labels
from healthclaims.own_text.example import is_example
from healthclaims.own_text.friend_quiz import pack
from healthclaims.own_text.store import hold, store, store_labels
from healthclaims.own_text.suggestions import suggested_key
from healthclaims.questions.bank import ask_again
from healthclaims.quiz.draw import MOST_QUESTIONS
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.printed import printed_head
from healthclaims.widgets.start import PRESS_KEY

HOW_MANY = (
    "Six are enough. Leave the box empty for a mark you do not want to ask about. Where the "
    "highlighter agrees with you, its words stand below; change them, or leave that box empty."
)
EXAMPLE = (
    "The marks and reasons below belong to the example. They show what is meant; yours join them."
)


class ReasonsForm(PrintedWidget):
    """The marks a learner set on an own text, with room for the reasons.

    `saved` is called when the quiz has been kept; `given` holds what was given in words before.
    """

    _esm: ClassVar[str] = bundle("own_text/reasons_widget.js")
    _css: ClassVar[str] = bundle("own_text/reasons_widget.css")
    form: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    result: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        article: Article,
        log: AnswerLog,
        saved: Callable[[], None] = lambda: None,
        given: dict[tuple[str, str], Reason] | None = None,
    ) -> None:
        self._article, self._log, self._saved = article, log, saved
        # The page can save beside a cell that saves.
        self._lock = threading.Lock()
        self._labels = marks_of(article, log)
        self._reasons = {} if given is None else given
        items = self._items()
        super().__init__(
            form={
                "key": f"{log.learner}/{article.id}",
                "title": article.card.title,
                "howMany": HOW_MANY,
                "mostReason": MOST_REASON,
                "mostCue": MOST_CUE,
                "example": EXAMPLE if is_example(article.text) else "",
                "items": items,
            },
            result={},
        )
        self.on_msg(self._receive)

    def describe(self) -> str:
        """Return one line of text that stands for the form."""
        count = len(self.form["items"])
        marks = "1 mark" if count == 1 else f"{count} marks"
        return f"Quiz for a friend: {self._article.card.title} ({marks}; {PRESS_KEY} to go on)"

    def printed(self) -> Html:
        """Render the printed copy: sentence, mark and reason, one after the other."""
        rows = (
            tag(
                "li",
                item["text"],
                tag("br"),
                f"{item['question']} ",
                tag("strong", item["shown"]),
                tag("br"),
                f"Because: {item['why'] or '…'}",
            )
            for item in self.form["items"]
        )
        notes = join(tag("p", line) for line in (HOW_MANY, self.form["example"]) if line)
        return tag("div", printed_head("write your reasons"), notes, tag("ol", join(rows)))

    def because(self, unit_id: str, question: str, why: str, cue: str = "") -> None:
        """Give a reason in words instead of by mouse or keyboard; `save` keeps them all.

        Parameters
        ----------
        unit_id, question : str
            What you marked, for example ``"u04"`` and ``"certainty"``.
        why : str
            Your reason, at least four words.
        cue : str
            The words of the sentence that decide.

        Raises
        ------
        KeyError
            If you have not marked that line on that question.
        """
        label = self._labels.get((unit_id, question))
        if label is None:
            known = ", ".join(f"{unit} {axis}" for unit, axis in self._labels) or "nothing yet"
            message = f"You have not marked {unit_id} for {question!r}. Marked: {known}."
            raise UnknownNameError(message)
        self._reasons[unit_id, question] = Reason(label, why, cue)

    def save(self) -> None:
        """Keep the quiz with the reasons given so far, and print what became of it."""
        given = {
            (item["unit"], item["axis"]): Reason(item["label"], item["why"], item["cue"])
            for item in self.form["items"]
            if item["why"]
        }
        valid = {
            place: reason
            for place, reason in self._reasons.items()
            if self._labels.get(place) == reason.label
        }
        done = self._save({**given, **valid})
        lines = [*(f"{place}: {what}" for place, what in done["problems"].items()), done["text"]]
        say("\n".join(filter(None, lines)))

    def _items(self) -> list[dict[str, str]]:
        suggest = suggested_key(self._article)
        axes = load_codebook().axes
        items = []
        for (name, axis), label in self._labels.items():
            unit = self._article.unit(name)
            saved = self._article.annotations.get((name, axis))
            if saved and saved.label != label:
                saved = None
            found = suggest(unit, axis)
            agreed = found.cue if found and found.labels == (label,) else ""
            items.append(
                {
                    "unit": name,
                    "axis": axis,
                    "label": label,
                    "text": unit.text,
                    "question": axes[axis].short,
                    "shown": axes[axis][label].shown,
                    "cue": saved.cue if saved else agreed,
                    "why": saved.why if saved else "",
                }
            )
        return items

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        """Take the reasons from the page; they are untrusted."""
        if not isinstance(content, dict) or content.get("type") != "save":
            return
        turn = content.get("turn")
        raw = content.get("reasons")
        given = {}
        for item in raw if isinstance(raw, list) else []:
            place = (_field(item, "unit"), _field(item, "axis"))
            if place in self._labels and _field(item, "why"):
                cue, why = _field(item, "cue"), _field(item, "why")
                given[place] = Reason(self._labels[place], why, cue)
        done = self._save(given)
        self.result = {"turn": turn if isinstance(turn, int) else 0, **done}

    def _save(self, reasons: Mapping[tuple[str, str], Reason]) -> dict[str, Any]:
        """Check and keep the quiz; return what the page shows then."""
        with self._lock:
            return self._save_one(reasons)

    def _save_one(self, reasons: Mapping[tuple[str, str], Reason]) -> dict[str, Any]:
        found = label_problems(self._article, reasons)
        problems = {f"{unit}/{axis}": what for (unit, axis), what in found.items()}
        if problems:
            some = "1 line needs" if len(problems) == 1 else f"{len(problems)} lines need"
            return {"problems": problems, "text": f"Not saved yet: {some} another look."}
        if not reasons:
            return {"problems": {}, "text": "Write a reason for at least one mark first."}
        if len(reasons) > MOST_QUESTIONS:
            text = f"A quiz holds at most {MOST_QUESTIONS} questions. Empty some of the boxes."
            return {"problems": {}, "text": text}
        labelled = with_labels(self._article, reasons)
        text = _keep(labelled, self._log)
        self._article = labelled
        # A page that is loaded again shows what was saved.
        self.form = {**self.form, "items": self._items()}
        ask_again()
        self._saved()
        return {"problems": {}, "text": f"{text} {_balance(reasons)}".strip(), "taken": True}


def marks_of(article: Article, log: AnswerLog) -> dict[tuple[str, str], str]:
    """Return saved labels and marks in reading order; a mark is newer than a saved label."""
    saved = {place: found.label for place, found in article.annotations.items()}
    axes = [load_codebook().axes[name] for name in QUESTIONS]
    marks = {
        (unit, axis): label
        for (unit, axis), label in labels_of(article, axes, log.history).items()
        if unit not in article.amounts_or_routes and not article.unit(unit).repeat_of
    }
    order = {unit.id: place for place, unit in enumerate(article.units)}
    both = {**saved, **marks}
    return {
        place: both[place]
        for place in sorted(both, key=lambda p: (order[p[0]], QUESTIONS.index(p[1])))
    }


def _keep(article: Article, log: AnswerLog) -> str:
    count = len(article.annotations)
    questions = "1 question" if count == 1 else f"{count} questions"
    if log.mode != KEEP:
        hold(article)
        return f"{questions} taken in. Nothing is written in this session."
    if is_example(article.text):
        hold(article)
        return f"{questions} taken in. The example is not saved; a text of your own is."
    try:
        article = replace(store(article), annotations=article.annotations)
        store_labels(article)
        pack(article)
    except OSError as error:
        hold(article)
        return f"{questions} taken in, but they could not be saved ({why(error)}). Ask for help."
    return (
        f"Saved: {questions}. Try them below. For a friend: send the file "
        f"my_articles/{article.id}.zip. Your friend puts it into their own folder my_articles and "
        f"writes {article.id} into the cell below “You were given a quiz?”."
    )


def _balance(reasons: Mapping[tuple[str, str], Reason]) -> str:
    """Return a hint where the answer to a question is always the same: it can be guessed."""
    axes = load_codebook().axes
    labels = Counter((axis, reason.label) for (_, axis), reason in reasons.items())
    asked = Counter(axis for _, axis in reasons)
    for (axis, label), count in labels.items():
        if count == asked[axis] >= 3:
            return (
                f"For “{axes[axis].short}” the answer is always “{axes[axis][label].shown}”. "
                "Your friend will guess that: add a line with another answer."
            )
    return ""


def _field(item: object, name: str) -> str:
    value = item.get(name) if isinstance(item, dict) else None
    return value.strip()[:MOST_REASON] if isinstance(value, str) else ""
