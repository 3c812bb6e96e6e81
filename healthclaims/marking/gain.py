"""What a class gained between the check before and the check after the course.

One learner's change on nine questions is mostly chance; the mean of a class is not. Some questions
are harder than others, so those who met form A first are set against those who met form B first.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from healthclaims.content.codebook import load_codebook
from healthclaims.learner.before_after import KINDS, Check, read_check
from healthclaims.marking.class_logs import few, read_learners
from healthclaims.questions.forms import FORM_NAMES

FEWEST = 8
# Two-sided 95 % points of Student's t for 2 to 30 degrees of freedom; beyond that, the limit.
# `FEWEST` learners in six groups leave 2.
_T = (4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145,
      2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052,
      2.048, 2.045, 2.042)  # fmt: skip
_T_LIMIT = 2.042


class Scores(NamedTuple):
    """One learner's shares of right answers, and which questions they were.

    `block` is that of both forms, `first` the form that was met before the course.
    """

    block: int
    first: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """What the share rose by."""
        return self.after - self.before


@dataclass(frozen=True)
class Gain:
    """Means of a class, as shares of right answers.

    Parameters
    ----------
    before, after : float
        Mean share, as if every question had been asked equally often.
    change : float
        Mean change, free of how hard each question is.
    low, high : float
        95 % interval of `change`.
    """

    before: float
    after: float
    change: float
    low: float
    high: float


def comparable(scores: Iterable[Scores]) -> dict[int, tuple[list[Scores], list[Scores]]]:
    """Sort learners by block and by the form met first; a block met in one order only is left out.

    There nothing tells what was learned from what was harder.
    """
    orders: defaultdict[int, tuple[list[Scores], list[Scores]]] = defaultdict(lambda: ([], []))
    for found in scores:
        orders[found.block][FORM_NAMES.index(found.first)].append(found)
    return {block: pair for block, pair in sorted(orders.items()) if all(pair)}


def gain(scores: Iterable[Scores]) -> Gain:
    """Work out the mean gain of a class, free of how hard each question is, with its interval.

    Raises
    ------
    ValueError
        If fewer than `FEWEST` learners can be compared.

    Notes
    -----
    The estimate of the period effect in a two-period cross-over (M. Hills and P. Armitage, "The
    two-period cross-over clinical trial", British Journal of Clinical Pharmacology 8, 1979, 7-20):
    the mean change of those who met form A first holds the gain plus what form B is easier by, that
    of the others the gain minus it, so half their sum is the gain. It is also the mean, over
    questions, of the share of right answers after minus that before. It holds within each block;
    blocks are weighted by their precision, which hangs on numbers of learners alone.

    Interval: Student's t with the variance of the changes within groups, pooled, n minus the number
    of groups degrees of freedom; above 30 t is taken as 2.042, a little too wide.
    """
    pairs = comparable(scores).values()
    groups = [group for pair in pairs for group in pair]
    count = sum(map(len, groups))
    if count < FEWEST:
        message = (
            f"{count} learners can be compared: they have done both rounds, and others met the "
            f"same questions in the other order. A gain is reported from {FEWEST} on: with fewer "
            "it is mostly chance."
        )
        raise ValueError(message)
    weights = [len(one) * len(other) / (len(one) + len(other)) for one, other in pairs]

    def mean(value: Callable[[Scores], float]) -> float:
        halves = [statistics.fmean(_mean(group, value) for group in pair) for pair in pairs]
        return statistics.fmean(halves, weights)

    freedom = count - len(groups)
    spread = sum((one.change - _mean(group, _change)) ** 2 for group in groups for one in group)
    half = t_point(freedom) * math.sqrt(spread / freedom / sum(weights)) / 2
    change = mean(_change)
    return Gain(
        mean(lambda one: one.before), mean(lambda one: one.after), change, change - half,
        change + half,
    )  # fmt: skip


def t_point(freedom: int) -> float:
    """Return the two-sided 95 % point of Student's t; above 30 the limit, a little too wide."""
    return _T[freedom - 2] if freedom - 2 < len(_T) else _T_LIMIT


def _change(one: Scores) -> float:
    return one.change


def _mean(group: Sequence[Scores], value: Callable[[Scores], float]) -> float:
    return statistics.fmean(map(value, group))


def class_checks(answers: Sequence[Path], tell: Callable[[str], object] = str) -> dict[str, Check]:
    """Read the check of every learner, complete or not, by the folder or zip that is theirs.

    Parameters
    ----------
    answers : sequence of Path
        Folders with the logs of learners, and zips that lesson 10 makes, at any depth.
    tell : callable, optional
        Is given one sentence for each thing that was passed over; these may name learners.

    Raises
    ------
    DataError
        If a folder does not exist, or holds no file.
    """
    found = read_learners(answers)
    checks = {name: read_check(history) for name, history in found.histories.items()}
    for line in (*found.passed_over, *few(_unfinished(checks))):
        tell(line)
    return checks


def gain_report(checks: Mapping[str, Check]) -> str:
    """Report the gain of a class in words and a table.

    Parameters
    ----------
    checks : mapping of str to Check
        Of every learner, as `class_checks` reads them.

    Returns
    -------
    str
        Markdown; names no learner.

    Raises
    ------
    ValueError
        If too few learners can be compared.
    """
    done = [check for check in checks.values() if check.is_complete]
    total = [scores_of(check) for check in done]
    who = _who(checks, done, total)
    try:
        rows = [_row("all", gain(total))]
    except ValueError as error:
        message = "\n".join((*who, str(error)))
        raise ValueError(message) from error
    for kind in KINDS:
        own = gain(scores_of(check, kind) for check in done)
        rows.append(_row(load_codebook().axes[kind].short, own))
    return "\n".join(
        (
            *who,
            "",
            "| questions | right before | right after | change in points | 95 % interval |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "Of 100 answers. How hard each question is has been taken out: some met it before the "
            "course, some after it. The interval says how far the mean would move with another "
            "class of the same kind. Without a class that did not take the course it can't say "
            "what the course itself did.",
        )
    )


def _unfinished(checks: Mapping[str, Check]) -> list[str]:
    """Name the learners that are not in the table."""
    return [
        f"{name}: Not in the table, for not all questions of both rounds have an answer that "
        f"counts: {len(check.before.judged)} of {check.before.asked} before the course and "
        f"{len(check.after.judged)} of {check.after.asked} after it." + _outdated(check)
        for name, check in checks.items()
        if not check.is_complete
    ]


def _outdated(check: Check) -> str:
    answers = check.before.outdated + check.after.outdated
    if not answers:
        return ""
    return (
        f" Answers to questions whose words have changed since: {answers}. They do not count: a "
        "class needs one version of the kit for both rounds."
    )


def scores_of(check: Check, kind: str = "") -> Scores:
    """Return the shares of right answers of both rounds, to one kind of question or to all."""
    before, after = (
        found.right_in(kind) / found.per_kind if kind else found.right / found.asked
        for found in (check.before, check.after)
    )
    return Scores(check.block, check.before.form, before, after)


def _who(checks: Mapping[str, Check], done: list[Check], scores: list[Scores]) -> list[str]:
    """Tell how many learners stand behind the table, and who is left out."""
    line = f"{len(done)} of {len(checks)} learners have done both rounds"
    if done:
        orders = [sum(check.before.form == form for check in done) for form in FORM_NAMES]
        lengths = " or ".join(map(str, sorted({check.after.asked for check in done})))
        line += (
            f", of {lengths} questions each; {orders[0]} met form A first and {orders[1]} form B"
        )
    lines = [f"{line}."]
    left_out = len(scores) - sum(
        len(one) + len(other) for one, other in comparable(scores).values()
    )
    if left_out:
        lines.append(
            f"{left_out} are left out: nobody met the same questions in the other order, so harder "
            "questions can't be told from learning."
        )
    return lines


def _row(name: str, found: Gain) -> str:
    before, after = (round(100 * share) for share in (found.before, found.after))
    interval = f"{100 * found.low:+.0f} to {100 * found.high:+.0f}"
    return f"| {name} | {before} | {after} | {100 * found.change:+.0f} | {interval} |"
