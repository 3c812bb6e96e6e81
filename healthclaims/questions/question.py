"""One question as a student meets it, with the feedback to each of its answers.

A question knows nothing of screens: the quiz, its printed copy and the text route all show
what stands here.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from healthclaims.content.source_card import card_line, look_of, sender_of

CHOICE, PAIR, CONTESTED_KIND, OWN_KIND = "choice", "pair", "contested", "own"
RIGHT, NOT_YET, DISCUSSED, NOT_ATTEMPTED = "right", "not yet", "discussed", "not attempted"
# Deciding words are quoted where they are few; longer ones are only marked.
MOST_CUE_WORDS = 10
SURE = ("a guess", "fairly sure", "certain")


@dataclass(frozen=True)
class Passage:
    """A sentence to judge, with what stands around it.

    Parameters
    ----------
    name : str
        ``"A"`` or ``"B"`` in a pair, else empty.
    heading, before : str
        Heading above and sentence before it; empty where there is none.
    text : str
        The sentence.
    cue : str
        The deciding words, marked after the answer; empty where none decide.
    card : tuple of (str, str)
        The source card as heading and text; empty where it is not needed.
    """

    name: str
    heading: str
    before: str
    text: str
    cue: str
    card: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """What stands above it: "Version A", or its name where that is a word."""
        return f"Version {self.name}" if len(self.name) == 1 else self.name


@dataclass(frozen=True)
class Option:
    """One answer and what is said to somebody who chooses it.

    Parameters
    ----------
    value : str
        What is stored.
    text : str
        What is shown.
    verdict : str
        `RIGHT`, `NOT_YET` or `DISCUSSED`.
    line : str
        First line of the feedback, at most 25 words.
    mistake : str
        What this choice usually overlooks; empty for a right answer.
    """

    value: str
    text: str
    verdict: str
    line: str
    mistake: str


@dataclass(frozen=True)
class Question:
    """A question with its answers.

    Parameters
    ----------
    id : str
        For example ``"semax/u40/certainty"`` or ``"pair/e3/evidence"``.
    kind : str
        `CHOICE`, `PAIR`, `CONTESTED_KIND`, or `OWN_KIND` for a text that somebody brought in.
    axis : str
        What it asks about.
    prompt : str
        The question in words.
    passages : tuple of Passage
        One, or two in a pair.
    source : str
        Where the text comes from, in a few words.
    card_open : bool
        True where the source card is needed to answer: what is printed shows it whole.
    options : tuple of Option
        In fixed order.
    key : str
        The right value; empty for a contested question.
    rule : str
        Plain name of the rule that decides.
    why : tuple of str
        The explanation, one paragraph each.
    may_return : bool
        False for what never comes back on a later day (amounts, contested).
    """

    id: str
    kind: str
    axis: str
    prompt: str
    passages: tuple[Passage, ...]
    source: str
    card_open: bool
    options: tuple[Option, ...]
    key: str
    rule: str
    why: tuple[str, ...]
    may_return: bool

    def __hash__(self) -> int:
        """Hash by the id: few questions share one, and all of a question takes long."""
        return hash(self.id)

    @property
    def is_scored(self) -> bool:
        """True if an answer can be right or wrong."""
        return self.kind not in (CONTESTED_KIND, OWN_KIND)

    @property
    def origin(self) -> str:
        """Where the text comes from, as a line of its own."""
        return f"From: {self.source}"

    @property
    def hint(self) -> str:
        """What is said to a first miss, before a second try; empty where there is none."""
        if self.kind != CHOICE or len(self.options) < 3:
            return ""
        cue = self.passages[0].cue
        where = f"Look again at “{cue}”."
        if not cue or len(cue.split()) > MOST_CUE_WORDS:
            # What an author asks may have its answer in a record or a conversation.
            is_written = self.id.startswith("written/")
            where = "Look once more." if is_written else "Read the sentence once more."
        return f"Not this one. {where}"

    @functools.cached_property
    def seen(self) -> str:
        """Fingerprint of what the learner saw, without the key.

        An answer is counted only while the question still shows the same words.
        """
        shown = [
            self.prompt,
            [[p.name, p.heading, p.before, p.text, p.card] for p in self.passages],
            [[option.value, option.text] for option in self.options],
        ]
        text = json.dumps(shown, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]

    def option(self, value: str) -> Option:
        """Find an answer by its value; an unknown one raises a `ValueError` that lists them."""
        for option in self.options:
            if option.value == value:
                return option
        known = ", ".join(repr(option.value) for option in self.options)
        message = f"{value!r} is not an answer to {self.id}. Choose one of {known}."
        raise ValueError(message)

    def as_json(self) -> dict[str, Any]:
        """Return the question as data, without key, verdicts, deciding words or explanation."""
        return {
            "id": self.id,
            "kind": self.kind,
            "axis": self.axis,
            "prompt": self.prompt,
            "source": self.source,
            "cardOpen": self.card_open,
            "seen": self.seen,
            "passages": [
                {
                    "name": p.name,
                    "heading": p.heading,
                    "before": p.before,
                    "text": p.text,
                    "card": [list(line) for line in p.card],
                }
                for p in self.passages
            ],
            "options": [{"value": o.value, "text": o.text} for o in self.options],
        }

    def as_state(self, *, with_feedback: bool) -> dict[str, Any]:
        """Return what a page needs to show this question, every sentence of it.

        `with_feedback` is False for checks and assignments: then it holds no more of the answer
        than `as_json`.
        """
        state = {**self.as_json(), "origin": self.origin, "shared": "", "sharedCard": []}
        for passage, shown in zip(self.passages, state["passages"], strict=True):
            shown |= {
                "label": passage.label,
                "look": look_of(passage.card),
                "sender": list(sender_of(passage.card)),
                "cardLine": card_line(passage.card, with_author=len(self.passages) == 1),
            }
        _fold_what_is_the_same(state)
        if with_feedback:
            state |= {"rule": look_for(self.rule), "why": list(self.why), "hint": self.hint}
            for passage, shown in zip(self.passages, state["passages"], strict=True):
                shown["cue"] = passage.cue
            for option, shown in zip(self.options, state["options"], strict=True):
                shown |= {"verdict": option.verdict, "line": option.line, "mistake": option.mistake}
        return state


def _fold_what_is_the_same(state: dict[str, Any]) -> None:
    """Leave in the cards of two versions only what differs, so that nobody compares for nothing."""
    shown = state["passages"]
    cards = [passage["card"] for passage in shown]
    same = [line for line in cards[0] if all(line in card for card in cards)]
    if len(shown) < 2 or not same:
        return
    if all(card == same for card in cards):
        state["shared"] = f"Both: {shown[0]['cardLine']}"
        for passage in shown:
            passage |= {"cardLine": "", "sender": ["", ""]}
    for passage, card in zip(shown, cards, strict=True):
        passage["card"] = [line for line in card if line not in same]
    state["sharedCard"] = same


def look_for(rule: str) -> str:
    """Return the plain name of a rule as a sentence; some of them are questions."""
    return f"What to look for: {rule}" + ("" if rule.endswith("?") else ".")


def keyed_options(
    answers: Iterable[tuple[str, str]],
    key: str,
    right: str,
    wrong: str,
    mistake: Callable[[str], str],
    *,
    other: str = NOT_YET,
) -> tuple[Option, ...]:
    """Make the answers to a question of which one is the key.

    Parameters
    ----------
    answers : iterable of (str, str)
        What is stored and what is shown, in the order shown.
    key : str
        The value of the right answer.
    right, wrong : str
        First line of the feedback to the right answer, and to any other.
    mistake : callable
        Value of another answer to what that choice usually overlooks.
    other : str
        Verdict on another answer.
    """
    return tuple(
        Option(value, text, RIGHT, right, "")
        if value == key
        else Option(value, text, other, wrong, mistake(value))
        for value, text in answers
    )


def waits_for_second_try(verdicts: Iterable[str]) -> bool:
    """Return whether a question with a hint is to be answered once more, after these verdicts.

    Each time it is asked, a first miss gives the hint and the next answer the reason, as
    tests/cases/second_try.json says.
    """
    waits = False
    for verdict in verdicts:
        waits = verdict == NOT_YET and not waits
    return waits


def lower_first(text: str) -> str:
    """Return a text with a small letter in front, to stand within a sentence."""
    return text[:1].lower() + text[1:]
