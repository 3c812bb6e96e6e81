"""When a missed question comes back: some days later, each time it was right a longer while."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from healthclaims.core.files import data_dir
from healthclaims.learner.history import History
from healthclaims.learner.outcomes import Outcome, outcomes

# A missed question comes back after so many days, one step further each time it is right.
RETURN_AFTER_DAYS = (1, 3, 7, 14)


def schedule(history: History, today: date) -> dict[str, date]:
    """Return the day on which each missed question is to come back, longest overdue first.

    A miss starts the steps of `RETURN_AFTER_DAYS`; each right answer on a later day moves the
    question on by one, and after the last it rests. Another miss starts again. Answers of today are
    not looked at, so that the plan stays the same all day.
    """
    return dict(_schedule(_Same(history), today, data_dir()))


class _Same:
    """A history as a key: comparing one of thousands of entries by what it holds takes too long."""

    def __init__(self, history: History) -> None:
        self.history = history

    def __hash__(self) -> int:
        return id(self.history)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.history is self.history


# All quizzes of a lesson ask for the same plan.
@functools.lru_cache(maxsize=4)
def _schedule(same: _Same, today: date, _data: Path) -> dict[str, date]:
    history = same.history
    step: dict[str, int] = {}
    when: dict[str, date] = {}
    judged = outcomes(history.before(today).answers())
    for outcome, day in zip(judged, _days(judged, today), strict=True):
        name = outcome.question.id
        if not outcome.question.is_scored or not outcome.question.may_return:
            continue
        if not outcome.right:
            step[name] = 0
        elif name not in step or day < when[name]:
            continue
        else:
            step[name] += 1
        if step[name] < len(RETURN_AFTER_DAYS):
            when[name] = day + timedelta(days=RETURN_AFTER_DAYS[step[name]])
        else:
            del step[name], when[name]
    return {name: when[name] for name in sorted(when, key=lambda name: (when[name], name))}


def _days(judged: Sequence[Outcome], today: date) -> list[date]:
    """Return the day of each answer; a day to come is that of a clock that was wrong.

    Such an answer counts for the day before the next one, or before today: the plan does not wait.
    """
    found: list[date] = []
    latest = today - timedelta(days=1)
    for outcome in reversed(judged):
        day = outcome.entry.day
        if day > today:
            day = latest
        else:
            latest = day - timedelta(days=1)
        found.append(day)
    return found[::-1]


def due(history: History, today: date) -> tuple[str, ...]:
    """List the missed questions that are to come back by today, longest overdue first."""
    return tuple(name for name, day in schedule(history, today).items() if day <= today)
