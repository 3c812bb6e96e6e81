"""What the report says in sentences, and how its numbers are written."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from healthclaims.class_report.confusion import Confusion
from healthclaims.class_report.estimates import Estimate, share
from healthclaims.class_report.items import SUSPECT, UNTOLD, WEAK, Item
from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE
from healthclaims.learner.response_bias import EVEN, SUSPICIOUS, TRUSTING
from healthclaims.learner.same_words import plural
from healthclaims.marking.gain import FEWEST

NEXT_SENTENCES = 3
_LEANS = {
    (EVIDENCE, SUSPICIOUS): "When unsure, the class more often overlooks people who are named.",
    (EVIDENCE, TRUSTING): "When unsure, the class more often sees people where none are named.",
    (CERTAINTY, SUSPICIOUS): "When unsure, the class more often hears certainty.",
    (CERTAINTY, TRUSTING): "When unsure, the class more often hears doubt.",
    (PURPOSE, SUSPICIOUS): "When unsure, the class more often sees a push.",
    (PURPOSE, TRUSTING): "When unsure, the class more often lets a push pass.",
    (FIT, SUSPICIOUS): "When unsure, the class more often says that the wording goes too far.",
    (FIT, TRUSTING): "When unsure, the class more often lets the wording pass.",
}


def percent(found: float) -> str:
    """Write a share in whole points of 100."""
    return f"{100 * found:.0f} %"


def as_share(found: Estimate) -> str:
    """Write a share with its interval, or why there is none."""
    return _with_interval(found, percent, lambda limit: f"{100 * limit:.0f}")


def as_points(found: Estimate) -> str:
    """Write a difference of shares in points of 100 with its interval, or why there is none."""
    return _with_interval(found, _signed, _signed)


def as_number(found: Estimate) -> str:
    """Write a number with its interval, or why there is none."""
    return _with_interval(found, _number, _number)


def _with_interval(
    found: Estimate, write: Callable[[float], str], write_limit: Callable[[float], str]
) -> str:
    number = "not told" if found.value is None else write(found.value)
    if found.low is None or found.high is None:
        return f"{number} ({found.reason})"
    return f"{number} ({write_limit(found.low)} to {write_limit(found.high)})"


def _number(found: float) -> str:
    # A small number below 0 is not to be written as -0.00.
    return f"{round(found, 2) + 0.0:.2f}".replace("-", "−")


def _signed(found: float) -> str:
    return f"{round(100 * found):+d}".replace("-", "−")


def how_far_to_trust(students: int) -> str:
    """Say how much chance there is in the numbers of a class of this size."""
    if students < FEWEST:
        return (
            f"{plural(students, 'student')} answered. That is too few to tell a hard question from "
            "a broken one, or which way the class leans. Below stands what was answered, and no "
            "more is to be read from it."
        )
    half = share(round(students / 2), students)
    points = 50 * ((half.high or 1) - (half.low or 0))
    loose = math.tanh(1.96 / math.sqrt(students - 3))
    return (
        f"{students} students answered. With so many, chance alone moves a share of right answers "
        f"by up to {points:.0f} points of 100 either way, and a correlation near 0 by up to "
        f"{loose:.2f}. The numbers in brackets say how far: they are 95 % intervals, for other "
        "students of the same kind."
    )


def verdict_sentence(item: Item) -> str:
    """Say what speaks against a question; empty if nothing does."""
    if item.verdict == SUSPECT:
        key = max((c for c in item.choices if c.is_right), key=lambda c: c.better)
        other = max(item.wrong_choices, key=lambda c: c.better)
        return (
            f"Look at the key. Of the {item.better} in the better half of the class, "
            f"{other.better} say “{other.option.text}” and {key.better} give the key, "
            f"“{key.option.text}”. Either the key is wrong, or the sentence can be read in another "
            "way."
        )
    if item.verdict == WEAK:
        return (
            f"Tells little. {percent(item.facility.value or 0)} are right, guessing gives "
            f"{percent(item.guess)}, and good students are not seen to do better than weak ones."
        )
    words = "Whether this question is sound can’t be told: chance could explain it all."
    return words * (item.verdict == UNTOLD)


def no_faults(items: Sequence[Item]) -> str:
    """Say what it means that no question is named, as far as it can be told."""
    untold = sum(item.verdict == UNTOLD for item in items)
    seen = "Nothing is seen that speaks against a question."
    if untold == len(items):
        return "It can’t be told with so few students whether a question is sound."
    return f"{seen} Of {untold} it can’t be told: chance could explain it all." if untold else seen


def lean_sentence(found: Confusion) -> str:
    """Say which way the class leans in one type of question."""
    if found.direction != EVEN:
        return _LEANS[found.axis.name, found.direction]
    if not found.lean.is_told:
        return f"Which way the class leans can't be told ({found.lean.reason})."
    return "No lean is seen: chance alone could make one as large."


def swap_sentence(found: Confusion) -> str:
    """Name what is most often taken for what."""
    swaps = found.swaps()
    if not swaps:
        return "Nothing was taken for anything else."
    key, given, count = swaps[0]
    total = sum(found.row(key))
    return (
        f"Most often mistaken: “{found.axis[key].shown}” taken for “{found.axis[given].shown}”, "
        f"in {count} of {total} answers."
    )


def to_begin_with(items: Sequence[Item]) -> tuple[Item, ...]:
    """Choose sentences to begin the next lesson with: missed most, each for another reason.

    Of questions whose key is a suspect, or which fewer than `FEWEST` answered, none is chosen; one
    that tells little comes last.
    Ordered by how many were wrong at least (the lower end of the interval); those certain of a
    wrong answer count twice, for they need it most. A mistake of the same kind comes once, as long
    as there are others.
    """
    able = [i for i in items if i.verdict != SUSPECT and i.answered >= FEWEST and i.wrong]
    ordered = sorted(able, key=lambda i: (i.verdict == WEAK, -_weight(i)))
    kinds: set[tuple[str, str, str]] = set()
    first: list[Item] = []
    later: list[Item] = []
    for item in ordered:
        (later if _kind(item) in kinds else first).append(item)
        kinds.add(_kind(item))
    return tuple([*first, *later][:NEXT_SENTENCES])


def _weight(item: Item) -> float:
    wrong, certain = (share(n, item.answered).low for n in (item.wrong, item.certain_errors))
    return (wrong or 0) + (certain or 0)


def _kind(item: Item) -> tuple[str, str, str]:
    tempting = item.tempting
    return item.question.axis, item.question.key, tempting.option.value if tempting else ""


def why_begin(item: Item) -> Iterator[str]:
    """Say why a sentence is worth the class's time, and what to ask."""
    tempting = item.tempting
    if tempting is None:
        return
    key = item.question.option(item.question.key)
    certain = f", {item.certain_errors} of them with certainty" if item.certain_errors else ""
    yield (
        f"{item.wrong} of {item.answered} missed it{certain}; {tempting.count} said "
        f"“{tempting.option.text}”."
    )
    yield (
        f"Ask first: what would have to stand there for “{tempting.option.text}” to be right? "
        f"Then: which words make it “{key.text}”?"
    )
