"""What a class gained between the check before and the check after the course.

One learner's change on 18 questions is mostly chance; the mean of a class is not.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from healthclaims.content.codebook import load_codebook
from healthclaims.learner.before_after import KINDS, PER_KIND, Check, read_check
from healthclaims.learner.history import read_history
from healthclaims.questions.forms import FORM_NAMES, QUESTIONS_PER_FORM

FEWEST = 8
# Two-sided 95 % points of Student's t for 7 to 30 degrees of freedom; beyond that, the limit.
_T = (2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093,
      2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042)  # fmt: skip
_T_LIMIT = 2.042


@dataclass(frozen=True)
class Gain:
    """Means of a class, in questions.

    Parameters
    ----------
    before, after : float
        Mean number of right answers.
    change : float
        Mean of the changes of the learners.
    low, high : float
        95 % interval of `change`.
    """

    before: float
    after: float
    change: float
    low: float
    high: float


def gain(pairs: Iterable[tuple[int, int]]) -> Gain:
    """Work out the mean gain of a class, from right answers before and after, with its interval.

    Raises
    ------
    ValueError
        If there are fewer than `FEWEST` learners.

    Notes
    -----
    Paired t interval, 95 %: mean change +/- t * s / sqrt(n), with s the standard deviation of the
    changes (n - 1). For more than 31 learners t is taken as 2.042, a little too wide.
    """
    found = list(pairs)
    if len(found) < FEWEST:
        message = (
            f"{len(found)} learners have done both rounds. A gain is reported from {FEWEST} on: "
            "with fewer it is mostly chance."
        )
        raise ValueError(message)
    changes = [after - before for before, after in found]
    freedom = len(found) - 1
    t = _T[freedom - 7] if freedom - 7 < len(_T) else _T_LIMIT
    half = t * statistics.stdev(changes) / math.sqrt(len(changes))
    change = statistics.fmean(changes)
    return Gain(
        statistics.fmean(before for before, _ in found),
        statistics.fmean(after for _, after in found),
        change,
        change - half,
        change + half,
    )


def class_checks(answers: Path) -> dict[str, Check]:
    """Read the check of every learner below a folder, complete or not, by learner code.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    """
    if not answers.is_dir():
        message = f"There is no folder {answers.name!r}. Give the folder that holds the learners."
        raise FileNotFoundError(message)
    folders = sorted(path for path in answers.iterdir() if path.is_dir())
    return {folder.name: read_check(read_history(folder)) for folder in folders}


def gain_report(answers: Path) -> str:
    """Report the gain of a class in words and a table.

    Parameters
    ----------
    answers : Path
        A folder with one folder of answers for each learner code.

    Returns
    -------
    str
        Markdown; names no learner.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    ValueError
        If too few learners have done both rounds.
    """
    checks = class_checks(answers)
    done = [check for check in checks.values() if check.is_complete]
    total = gain((check.before.right, check.after.right) for check in done)
    orders = [sum(check.before.form == form for check in done) for form in FORM_NAMES]
    lines = [
        f"{len(done)} of {len(checks)} learners have done both rounds; {orders[0]} met form A "
        f"first and {orders[1]} form B.",
        "",
        "| questions | before (mean) | after (mean) | change | 95 % interval |",
        "|---|---|---|---|---|",
        _row(f"all {QUESTIONS_PER_FORM}", total),
    ]
    for kind in KINDS:
        own = gain((check.before.right_in(kind), check.after.right_in(kind)) for check in done)
        lines.append(_row(f"{load_codebook().axes[kind].short} ({PER_KIND})", own))
    lines += [
        "",
        "The interval says how far the mean would move with another class of the same kind. "
        "Without a class that did not take the course it can't say what the course itself did.",
    ]
    return "\n".join(lines)


def _row(name: str, found: Gain) -> str:
    interval = f"{found.low:+.1f} to {found.high:+.1f}"
    return f"| {name} | {found.before:.1f} | {found.after:.1f} | {found.change:+.1f} | {interval} |"
