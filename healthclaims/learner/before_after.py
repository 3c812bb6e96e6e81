"""What the check before and after the course shows: counts, what to practise, and how sure.

One learner's change on so few questions is mostly chance, so it is told together with how far
two such checks differ when nothing was learned. A gain is reported for classes only, see
`healthclaims.marking.gain`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook
from healthclaims.learner.history import History
from healthclaims.learner.outcomes import Outcome, first_answers, outcomes
from healthclaims.learner.same_words import LESSON_OF
from healthclaims.learner.statistics import binomial
from healthclaims.questions.forms import WHOLE, load_forms
from healthclaims.questions.question import SURE
from healthclaims.questions.quiz_config import CHECKS, load_plans

KINDS = (EVIDENCE, CERTAINTY, PURPOSE)
ONE_IN = 20
# What an exported page tells, too (export/check_result.js); {…} is filled in.
WORDS = {
    "both": "Before the course you had {before} of {asked} right, after it {after} of {asked}.",
    "doubt": "Only {asked} questions say little about one person. Luck alone often moves a score "
    "by some, and seldom by more than {usual}: the questions were different ones, and some "
    "answers may be guesses.",
    "more": "Your two numbers differ by more than luck usually makes them.",
    "less": "So your two numbers can't tell how much you learned. "
    "The average of a whole class tells more.",
    "one": "You had {right} of {asked} right.",
    "alone": "There is no number to set beside it: under this code the questions of lesson 00 "
    "were not answered.",
    "missing": "Answered so far: {first} of {asked} in the first round and {second} of {asked} in "
    "the second round. The result is told when both are done; the next open question is in "
    "{where}.",
}
WHERE = ("lesson 00", "this lesson, above")


@dataclass(frozen=True)
class Round:
    """One of the two checks: its form, and the first answer to each question in its order.

    `asked` is how many questions it has, answered or not; `outdated`, how many were answered whose
    words have changed since, or that are asked no more.
    """

    form: str
    judged: tuple[Outcome, ...]
    asked: int
    outdated: int = 0

    @property
    def per_kind(self) -> int:
        """How many questions of each kind it has."""
        return self.asked // len(KINDS)

    @property
    def is_complete(self) -> bool:
        """True if every question has been answered."""
        return len(self.judged) == self.asked

    @property
    def right(self) -> int:
        """Number of right answers, 0 to `asked`."""
        return sum(outcome.right for outcome in self.judged)

    def right_in(self, kind: str) -> int:
        """Count the right answers to one kind of question, 0 to `per_kind`."""
        return sum(outcome.right for outcome in self.judged if outcome.question.axis == kind)


@dataclass(frozen=True)
class Check:
    """Both rounds of one learner, as far as they were answered, and the block they ask."""

    before: Round
    after: Round
    block: int = WHOLE

    @property
    def is_complete(self) -> bool:
        """True if both rounds are done."""
        return self.before.is_complete and self.after.is_complete

    @property
    def reported(self) -> tuple[Round, ...]:
        """The rounds of which results are told: both once they are done, none before.

        Who never began the first round is told of the second one alone.
        """
        if self.is_complete:
            return (self.before, self.after)
        return (self.after,) if self.after.is_complete and not self.before.judged else ()


def read_check(history: History) -> Check:
    """Collect both rounds of the check from a learner's answers."""
    rounds = []
    forms = dict(zip(CHECKS, history.forms, strict=True))
    plans = {plan.form: plan for plan in load_plans().values() if plan.form}
    for name in CHECKS:
        plan = plans[name]
        given = [e for e in history.answers() if (e.lesson, e.quiz) == (plan.lesson, plan.quiz)]
        asked = [question.id for question in load_forms()[forms[name]].block(history.block)]
        counted = outcomes(given, check=True)
        first = {o.question.id: o for o in first_answers(counted)}
        judged = tuple(first[name] for name in asked if name in first)
        outdated = {e.question for e in given} - {o.question.id for o in counted}
        rounds.append(Round(forms[name], judged, len(asked), len(outdated)))
    before, after = rounds
    return Check(before, after, history.block)


def usual_difference(right: int, asked: int) -> int:
    """Return how far two checks of `asked` questions differ by chance alone.

    The largest difference that still comes up in more than one of `ONE_IN` pairs of checks: the
    exact distribution of the difference of two independent binomial counts with ``p = right / (2 *
    asked)``, where `right` counts both checks. At 0 or all right ``p`` is moved by half an answer,
    since a perfect score does not prove a perfect reader. Counts that are not possible raise
    `ValueError`.
    """
    if asked < 1 or not 0 <= right <= 2 * asked:
        message = f"{right} right of twice {asked} questions is not possible."
        raise ValueError(message)
    share = min(max(right, 0.5), 2 * asked - 0.5) / (2 * asked)
    chance = [binomial(count, asked, share) for count in range(asked + 1)]
    for difference in range(asked, 0, -1):
        at_least = sum(
            one * two
            for first, one in enumerate(chance)
            for second, two in enumerate(chance)
            if abs(first - second) >= difference
        )
        if at_least > 1 / ONE_IN:
            return difference
    return 0


def result_sentences(check: Check) -> tuple[str, ...]:
    """Tell a learner how both rounds went; nothing before both are done."""
    return tuple(_sentences(check))


def _sentences(check: Check) -> Iterator[str]:
    if not check.reported:
        yield _missing(check)
        return
    if not check.is_complete:
        yield WORDS["one"].format(right=check.after.right, asked=check.after.asked)
        yield WORDS["alone"]
        yield _practise(check.after)
        yield from _sure(check.reported)
        return
    before, after = check.before, check.after
    yield WORDS["both"].format(before=before.right, after=after.right, asked=after.asked)
    usual = usual_difference(before.right + after.right, after.asked)
    moved = abs(after.right - before.right)
    doubt = WORDS["doubt"].format(asked=after.asked, usual=usual)
    yield f"{doubt} {WORDS['more' if moved > usual else 'less']}"
    yield _practise(after)
    yield from _sure(check.reported)


def _missing(check: Check) -> str:
    before, after = check.before, check.after
    return WORDS["missing"].format(
        first=len(before.judged),
        second=len(after.judged),
        asked=after.asked,
        where=WHERE[before.is_complete],
    )


def _practise(after: Round) -> str:
    """Name the kind of question with most missed, to be practised next, or nothing special."""
    scores = {kind: after.right_in(kind) for kind in KINDS}
    low = min(scores.values())
    weakest = [kind for kind in KINDS if scores[kind] == low]
    if low == after.per_kind:
        return "In the second round you missed nothing. Fresh texts of your own come next."
    if len(weakest) == len(KINDS):
        return "All three questions went equally well. Practise whichever you like least."
    axes = load_codebook().axes
    if after.per_kind - low == 1:
        return "You missed one question of a kind at most. Practise whichever you like least."
    names = " and ".join(f"“{axes[kind].short}” (lesson {LESSON_OF[kind]})" for kind in weakest)
    return (
        f"To practise next: {names}, with {low} of {after.per_kind} right in the second round. "
        "That is a hint, no more."
    )


def _sure(rounds: tuple[Round, ...]) -> Iterator[str]:
    """Count how often the learner was right when certain, round by round."""
    for name, found in zip(("first", "second")[-len(rounds) :], rounds, strict=True):
        certain = [o for o in found.judged if o.entry.sure == len(SURE)]
        if certain:
            right = sum(o.right for o in certain)
            times = "once" if len(certain) == 1 else f"{len(certain)} times"
            share = f"{right} of {len(certain)}"
            yield f"In the {name} round you were certain {times}, and right in {share}."
