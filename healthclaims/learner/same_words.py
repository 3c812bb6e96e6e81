"""What is said in the same words wherever answers are told: counts, lessons, how sure is sure."""

from __future__ import annotations

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE

# The lesson in which a question is learned.
LESSON_OF = {EVIDENCE: "02", CERTAINTY: "03", PURPOSE: "04", FIT: "03"}
# The share of right answers that "certain" should reach: below it, certainty costs more than it
# gains under the usual confidence marking.
CERTAIN_RIGHT = 0.8


def times(count: int) -> str:
    """Count in words where that is short."""
    return {0: "not once", 1: "once", 2: "twice"}.get(count, f"{count} times")


def plural(count: int, word: str, more: str = "") -> str:
    """Count things in words, ``"1 answer"`` or ``"3 answers"``; `more` where an s does not do."""
    return f"{count} {word if count == 1 else more or word + 's'}"
