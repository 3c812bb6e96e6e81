"""The word flip: change one part of a sentence and watch the answers change."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT
from healthclaims.content.word_flips import Flip, Part, shown
from healthclaims.core.html import Html, join, table
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.printed import printed_head
from healthclaims.widgets.start import PRESS_KEY

# What is asked of who was studied, of the wording, and of both together.
_QUESTIONS = ("Who was studied?", "How sure is the wording?", "Does the wording fit?")


class WordFlip(PrintedWidget):
    """A sentence with two parts to change."""

    _esm: ClassVar[str] = bundle("word_flip/widget.js")
    _css: ClassVar[str] = bundle("word_flip/widget.css")
    flip: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, flip: Flip) -> None:
        self._flip = flip
        super().__init__(
            flip={
                "questions": list(_QUESTIONS),
                "before": flip.before,
                "after": flip.after,
                "who": [_part(part, EVIDENCE) for part in flip.who],
                "verb": [_part(part, CERTAINTY) for part in flip.verb],
                "fit": [
                    {"who": who.words, "verb": verb.words, **_fit(flip, who, verb)}
                    for who in flip.who
                    for verb in flip.verb
                ],
            }
        )

    def describe(self) -> str:
        """Return how many wordings there are, in one line."""
        count = len(self._flip.who) * len(self._flip.verb)
        return f"Word flip: one sentence in {count} wordings ({PRESS_KEY} to change it)"

    def printed(self) -> Html:
        """Return all wordings in a table."""
        flip = self._flip
        rows = [
            (
                f"{flip.before}{who.words} {verb.words}{flip.after}",
                shown(EVIDENCE, who.label),
                shown(CERTAINTY, verb.label),
                _fit(flip, who, verb)["shown"],
            )
            for who in flip.who
            for verb in flip.verb
        ]
        columns = ("Sentence", _QUESTIONS[0], "How sure?", _QUESTIONS[2])
        first = printed_head("change the sentence")
        return join((first, table("Every wording of the sentence", columns, rows)))


def _part(part: Part, axis: str) -> dict[str, Any]:
    return {"words": part.words, "shown": shown(axis, part.label), "why": part.why}


def _fit(flip: Flip, who: Part, verb: Part) -> dict[str, str]:
    if "|" in verb.label:
        why = "The wording itself is left open, so the kit does not ask whether it fits."
        return {"shown": shown(FIT, ""), "why": why}
    label, why = flip.fit[who.subtype, verb.label]
    return {"shown": shown(FIT, label), "why": why}
