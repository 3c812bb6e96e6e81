"""A text of one's own: a box to paste it into, and what a set of word rules makes of it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

import traitlets

from healthclaims.content.answer_key import reading_axis
from healthclaims.content.article import Article
from healthclaims.content.articles import load_article
from healthclaims.content.codebook import load_codebook
from healthclaims.content.source_card import ANSWERS
from healthclaims.core.html import Html, join, tag
from healthclaims.core.problems import DataError, UnknownNameError, why
from healthclaims.highlighter.word_table import QUESTIONS
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.article_labels import brought_in_entry
from healthclaims.learner.clock import KEEP, now
from healthclaims.own_text.draft import GENRES, MOST_TITLE, Reason
from healthclaims.own_text.example import example_or_own, is_example
from healthclaims.own_text.followed import Followed, Following
from healthclaims.own_text.friend_quiz import NoQuizYet, friend_quiz
from healthclaims.own_text.highlighted import highlighted_text
from healthclaims.own_text.paste import ABOUT_WORDS, MOST_CHARACTERS, TOO_LONG, PasteError
from healthclaims.own_text.reasons_widget import ReasonsForm, marks_of
from healthclaims.own_text.store import hold, own_ids, store
from healthclaims.own_text.suggestion_words import NOT_A_KEY, SUGGESTION_WORDS
from healthclaims.own_text.suggestions import suggested_key
from healthclaims.quiz.widget import Quiz
from healthclaims.reader.widget import Reader, Yardstick
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.printed import printed_card, printed_head
from healthclaims.widgets.start import PRESS_KEY

PRIVATE = (
    "Nothing you paste leaves this machine. (If your school runs Jupyter for you: nothing leaves "
    "the school’s server.)"
)
CARE = (
    "Not your own illness, please, and no private messages. Take a page about somebody else’s "
    "question. It is for your class only: do not publish it."
)
MOST_READ = 120  # lines in one reader
_MOST_FIELD = 300


class OwnArticle(PrintedWidget):
    """A box to paste a text into, and the text with what the highlighter marks in it.

    `article` is shown first, with `notes` about it; `is_new` is False for a text that is on disk.
    """

    _esm: ClassVar[str] = bundle("own_text/widget.js")
    _css: ClassVar[str] = bundle("own_text/widget.css")
    form: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    reading: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        article: Article,
        notes: tuple[str, ...],
        lesson: str,
        log: AnswerLog,
        *,
        is_new: bool = True,
    ) -> None:
        self._lesson, self._log = lesson, log
        # A text comes in from the page beside the cell that asks for the one of before.
        self._lock = threading.RLock()
        self._following = Following()
        self._reasons: dict[str, dict[tuple[str, str], Reason]] = {}
        self.article, kept = self._keep(article) if is_new else (article, ())
        super().__init__(form=self._form(), reading=self._reading(0, (*notes, *kept)))
        self.on_msg(self._receive)
        log.add_listener(self)

    def added(self) -> None:
        """Let what is shown of the text follow its marks."""
        self._follow()

    def deleted(self) -> None:
        """Do nothing: the text is still there."""

    def describe(self) -> str:
        """Return one line of text that stands for the box."""
        title, count = self.article.card.title, len(self.article.units)
        return f"Your own article: {title} ({count} lines; {PRESS_KEY} to paste another)"

    def printed(self) -> Html:
        """Render the printed copy: the text and its source card, without suggestions."""
        lines = [line for line in self.article.text.splitlines() if line.strip()]
        return tag(
            "div",
            printed_head("paste a text of your own"),
            tag("p", PRIVATE, " ", CARE),
            printed_card(self.article.card.lines()),
            tag("blockquote", join(tag("p", line) for line in lines)),
        )

    def read(self, first: int = 1, question: str = "") -> Followed:
        """Show the text to mark, and to compare with what the highlighter suggests.

        Another text in the box takes its place where it stands.

        Parameters
        ----------
        first : int
            Number of the first line to show; at most 120 lines are shown at once.
        question : str
            ``"evidence"``, ``"certainty"`` or ``"purpose"``; all three by default.

        Returns
        -------
        Followed
            A reader; shown when it is the last line of a cell.

        Raises
        ------
        ValueError
            If the text has no such line.
        """
        count = len(self.article.units)
        if first not in range(1, count + 1):
            message = f"first is {first!r}. This text has the lines 1 to {count}."
            raise ValueError(message)
        if question and question not in QUESTIONS:
            message = f"There is no question {question!r}. Known: {', '.join(QUESTIONS)}."
            raise UnknownNameError(message)
        axes = [reading_axis(name) for name in ((question,) if question else QUESTIONS)]

        def reader() -> Reader:
            article = self.article
            # Of another text that is shorter, the beginning.
            start = first - 1 if first <= len(article.units) else 0
            return Reader(
                article,
                axes,
                article.units[start : start + MOST_READ],
                self._lesson,
                self._log,
                Yardstick(suggested_key(article), SUGGESTION_WORDS),
            )

        return self._following.show(("read", first, question), reader, lambda: self._text)

    def reasons(self) -> Followed:
        """Ask for your reasons, and make a quiz for a friend out of your marks, as they come."""
        self._look_again()
        return self._following.show(
            ("reasons",),
            lambda: ReasonsForm(self.article, self._log, self._follow, self._given()),
            lambda: (self._text, marks_of(self.article, self._log)),
        )

    def _given(self) -> dict[tuple[str, str], Reason]:
        """Return the reasons that were given in words for this text."""
        return self._reasons.setdefault(self.article.id, {})

    def quiz(self) -> Followed:
        """Show the quiz that is made out of this text; a sentence while it has no questions."""
        self._look_again()
        return self._following.show(
            ("quiz",), self._quiz, lambda: (self._text, dict(self.article.annotations))
        )

    def _quiz(self) -> Quiz | NoQuizYet:
        if not self.article.annotations:
            return NoQuizYet(
                f"There are no questions about “{self.article.card.title}” yet. "
                "Write your reasons and save the quiz: it appears here."
            )
        return friend_quiz(self.article.id, self._lesson, self._log)

    @property
    def _text(self) -> tuple[object, ...]:
        """What a text is known by: its words, and who published it."""
        return self.article.id, self.article.text, self.article.card

    def _follow(self) -> None:
        self._look_again()
        self._following.follow()

    def show(self, *, suggestions: bool = False) -> None:
        """Print the lines in words.

        Parameters
        ----------
        suggestions : bool
            True to print what the highlighter suggests for each, and where its rules fail.
        """
        mark = suggested_key(self.article)
        axes = load_codebook().axes
        for unit in self.article.units:
            say(f"{unit.id}: {self.article.shown_text(unit)}")
            for name in QUESTIONS if suggestions else ():
                found = mark(unit, name)
                if found and found.labels:
                    answer = " or ".join(axes[name][label].shown for label in found.labels)
                    fails = f" Where this rule fails: {found.fails}" if found.fails else ""
                    say(f"    {axes[name].short} {answer}. {found.why}{fails}")
        if suggestions:
            say(NOT_A_KEY)

    def _keep(self, article: Article) -> tuple[Article, tuple[str, ...]]:
        """Write a text to disk if texts are kept; otherwise it lives as long as Python runs."""
        if is_example(article.text) or self._log.mode != KEEP:
            return hold(article), ()
        try:
            stored = store(article)
        except OSError as error:
            failed = f"It could not be saved ({why(error)}). It is gone when Python stops."
            remedy = f"Make room or ask for help. Its place is my_articles/{article.id}."
            return hold(article), (failed, remedy)
        self._remember(stored)
        return stored, (f"Saved in my_articles/{stored.id}.",)

    def _look_again(self) -> None:
        """Take in what has been saved since; a text that is gone from disk stays in mind."""
        with self._lock, contextlib.suppress(UnknownNameError, DataError):
            self.article = load_article(self.article.id)

    def _remember(self, article: Article) -> None:
        """Open with this text the next time."""
        self._log.add(self._log.in_order(brought_in_entry(article.id, self._lesson, now())))

    def _form(self) -> dict[str, Any]:
        kept = self._log.mode == KEEP
        return {
            "private": PRIVATE,
            "care": CARE,
            "notAKey": NOT_A_KEY,
            "most": MOST_CHARACTERS,
            "limit": f"At most {MOST_CHARACTERS:,} characters, {ABOUT_WORDS}.",
            "tooLong": TOO_LONG,
            "mostTitle": MOST_TITLE,
            "genres": list(GENRES),
            "sells": [
                list(pair) for pair in zip(ANSWERS, ("Yes", "No", "I don’t know"), strict=True)
            ],
            "saved": [[name, load_article(name).card.title] for name in own_ids()] if kept else [],
        }

    def _reading(self, turn: int, notes: tuple[str, ...]) -> dict[str, Any]:
        article = self.article
        card = article.card
        return {
            "turn": turn,
            "isExample": is_example(article.text),
            "card": {
                "title": card.title,
                "publisher": card.publisher,
                "promotes": card.promotes,
                "genre": card.genre,
            },
            "text": article.text,
            "notes": list(notes),
            "words": len(article.text.split()),
            **highlighted_text(article),
        }

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        """Take a text, or the wish to go on with one, from the page; both are untrusted."""
        if not isinstance(content, dict) or content.get("type") not in ("read", "open"):
            return
        turn = content.get("turn")
        with self._lock:
            self._take(content, turn if isinstance(turn, int) else 0)

    def _take(self, content: Mapping[str, Any], turn: int) -> None:
        notes: tuple[str, ...] = ()
        try:
            if content["type"] == "open":
                article = load_article(_field(content, "id"))
                if not article.own:
                    message = f"{article.id} is one of the kit’s texts."
                    raise PasteError(message)
                self.article = article
                self._remember(article)
            else:
                self.article, notes = self._take_in(content)
            self.reading = self._reading(turn, notes)
            self._follow()
        except (PasteError, UnknownNameError, DataError) as error:
            self.reading = {**self.reading, "turn": turn, "notes": [], "refused": str(error)}

    def _take_in(self, content: Mapping[str, Any]) -> tuple[Article, tuple[str, ...]]:
        text = content.get("text")
        promotes = _field(content, "promotes")
        card = {name: _field(content, name) for name in ("title", "publisher", "genre")}
        card["promotes"] = promotes if promotes in ANSWERS else ""
        article, notes = example_or_own(text if isinstance(text, str) else "", **card)
        if article.text == self.article.text and not is_example(article.text):
            # Only its card has changed: the marks on it stay.
            self._look_again()
            labels = self.article.annotations
            article = replace(article, id=self.article.id, annotations=labels)
        kept, what_became = self._keep(article)
        return kept, (*notes, *what_became)


def _field(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    return value[:_MOST_FIELD] if isinstance(value, str) else ""
