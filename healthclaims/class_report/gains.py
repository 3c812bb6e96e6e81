"""What a class gained between the two checks, for the report: a row a type of question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthclaims.class_report.estimates import Estimate
from healthclaims.content.codebook import load_codebook
from healthclaims.learner.before_after import Check
from healthclaims.marking.gain import gains_by_kind


@dataclass(frozen=True)
class GainRow:
    """Shares right before and after, and the change: of one type of question, or of all."""

    name: str
    before: float
    after: float
    change: Estimate


@dataclass(frozen=True)
class ClassGain:
    """The gain of a class.

    Parameters
    ----------
    learners, done : int
        Whose answer logs were read, and who did both rounds.
    rows : tuple of GainRow
        All questions, then each type; none where nothing can be told.
    reason : str
        Why there are none.
    """

    learners: int
    done: int
    rows: tuple[GainRow, ...]
    reason: str


def class_gain(checks: Sequence[Check]) -> ClassGain:
    """Work out the gain of a class as `healthclaims.marking.gain` does, in rows."""
    done = [check for check in checks if check.is_complete]
    try:
        return ClassGain(len(checks), len(done), tuple(_rows(done)), "")
    except ValueError as error:
        return ClassGain(len(checks), len(done), (), str(error))


def _rows(done: Sequence[Check]) -> Iterator[GainRow]:
    axes = load_codebook().axes
    for kind, found in gains_by_kind(done).items():
        change = Estimate(found.change, found.low, found.high)
        name = axes[kind].short if kind else "All questions"
        yield GainRow(name, found.before, found.after, change)
