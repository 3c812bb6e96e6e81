"""The closing sentences of a sitting: what was found, and which way wording was misjudged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from healthclaims.content.codebook import FIT
from healthclaims.learner.outcomes import Outcome, first_answers
from healthclaims.learner.response_bias import tally
from healthclaims.questions.question import CHOICE, OWN_KIND, SURE

# What a sitting ends with; the page fills in the numbers where no Python answers it. Each stands
# for several questions, for a single one that was missed, and for a single one that was right.
FIRST_TRY = (
    "At the first try you had {right} of {asked} right.",
    "Not right at the first try: read the reason once more.",
    "You had it right at the first try.",
)
EARLIER = (
    "On {day} you answered all of these: {right} of {asked} right at the first try.",
    "On {day} you answered this: not right at the first try.",
    "On {day} you answered this: right at the first try.",
)
THIS_TIME = (
    "This time you had {right} of {asked} right.",
    "Not right this time: read the reason once more.",
    "This time you had it right.",
)
AGREED = (
    "You and the maker of this quiz agree on {right} of {asked}.",
    "You and the maker of this quiz differ here.",
    "You and the maker of this quiz agree.",
)

_THINGS: Mapping[str, str] = {
    "hedged": "sentences that leave room for doubt",
    "firm": "sentences that sound certain",
    "people": "sentences that name people as studied",
    "animals_or_cells": "sentences about animals or cells",
    "marketing": "sentences that push",
    "guidance": "sentences that help you act safely",
}


def closing_text(judged: Iterable[Outcome], *, again: bool = False) -> str:
    """Say in one or two sentences what a learner found and which way they lean.

    The answers of one sitting, in order of time; `again` if it was started again, so that these are
    not the first answers. Empty where nothing can be counted.
    """
    judged = list(judged)
    firsts = first_answers(judged)
    if not firsts:
        return _agreement_sentence(judged)
    right = sum(outcome.right for outcome in firsts)
    parts = [counted(THIS_TIME if again else FIRST_TRY, right, len(firsts))]
    parts += filter(None, (_found_sentence(firsts), _lean_sentence(firsts), _sure_sentence(firsts)))
    return " ".join(parts)


def counted(sentences: tuple[str, str, str], right: int, asked: int, **words: str) -> str:
    """Tell a count in words; where only one was asked, without a number."""
    return sentences[1 + right if asked == 1 else 0].format(right=right, asked=asked, **words)


def _found_sentence(firsts: list[Outcome]) -> str:
    """Name one kind that was found, the one that came up most."""
    choices = [outcome for outcome in firsts if outcome.question.kind == CHOICE]
    shown = {
        label: [outcome for outcome in choices if outcome.question.key == label]
        for label in _THINGS
    }
    label = max(shown, key=lambda name: len(shown[name]))
    if len(shown[label]) < 2:
        return ""
    found = sum(outcome.right for outcome in shown[label])
    return f"You found {found} of the {len(shown[label])} {_THINGS[label]}."


def _agreement_sentence(judged: list[Outcome]) -> str:
    """Count how often two readers agree on a text that one of them brought in."""
    firsts: dict[str, Outcome] = {}
    for outcome in judged:
        if outcome.question.kind == OWN_KIND:
            firsts.setdefault(outcome.question.id, outcome)
    if not firsts:
        return ""
    agreed = sum(outcome.right for outcome in firsts.values())
    return counted(AGREED, agreed, len(firsts))


def _lean_sentence(firsts: list[Outcome]) -> str:
    """Name the way wording and evidence were misjudged, where they were."""
    judged = [o for o in firsts if o.question.axis == FIT and o.question.kind == CHOICE]
    found = tally(FIT, [(o.question.key, o.entry.choice) for o in judged])
    trusted, doubted = found.misses, found.false_alarms
    if trusted > doubted:
        return f"{_times(trusted)} you trusted wording that went further than its evidence."
    if doubted > trusted:
        return f"{_times(doubted)} you doubted wording that had earned its tone."
    return ""


def _sure_sentence(firsts: list[Outcome]) -> str:
    missed = [o for o in firsts if not o.right and o.entry.sure == len(SURE)]
    if missed:
        what = "answer that is" if len(missed) == 1 else "answers that are"
        return f"You were certain of {len(missed)} {what} not right: worth reading again."
    return ""


def _times(count: int) -> str:
    return {1: "Once", 2: "Twice", 3: "Three times"}.get(count, f"{count} times")
