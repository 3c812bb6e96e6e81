"""What the command `gain` tells of a class: who did both rounds, and the gain as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from healthclaims.content.codebook import load_codebook
from healthclaims.learner.before_after import Check, read_check
from healthclaims.marking.class_logs import few, read_learners
from healthclaims.marking.gain import Gain, comparable, gains_by_kind, scores_of
from healthclaims.questions.forms import FORM_NAMES


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
    unfinished = [(name, check) for name, check in checks.items() if not check.is_complete]
    lines = [_about_unfinished(name, check) for name, check in unfinished]
    for line in (*found.passed_over, *few(lines)):
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
    who = list(_who(len(checks), done))
    try:
        gains = gains_by_kind(done)
    except ValueError as error:
        message = "\n".join((*who, str(error)))
        raise ValueError(message) from error
    axes = load_codebook().axes
    rows = [_row(axes[kind].short if kind else "all", own) for kind, own in gains.items()]
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


def _about_unfinished(name: str, check: Check) -> str:
    """Say why a learner is not in the table."""
    line = (
        f"{name}: Not in the table, for not all questions of both rounds have an answer that "
        f"counts: {len(check.before.judged)} of {check.before.asked} before the course and "
        f"{len(check.after.judged)} of {check.after.asked} after it."
    )
    if outdated := check.before.outdated + check.after.outdated:
        line += (
            f" Answers to questions whose words have changed since: {outdated}. They do not "
            "count: a class needs one version of the kit for both rounds."
        )
    return line


def _who(learners: int, done: list[Check]) -> Iterator[str]:
    """Tell how many learners stand behind the table, and who is left out."""
    line = f"{len(done)} of {learners} learners have done both rounds"
    if done:
        orders = [sum(check.before.form == form for check in done) for form in FORM_NAMES]
        lengths = " or ".join(map(str, sorted({check.after.asked for check in done})))
        line += (
            f", of {lengths} questions each; {orders[0]} met form A first and {orders[1]} form B"
        )
    yield f"{line}."
    pairs = comparable(map(scores_of, done)).values()
    left_out = len(done) - sum(len(one) + len(other) for one, other in pairs)
    if left_out:
        yield (
            f"{left_out} are left out: nobody met the same questions in the other order, so harder "
            "questions can't be told from learning."
        )


def _row(name: str, found: Gain) -> str:
    before, after = (round(100 * share) for share in (found.before, found.after))
    interval = f"{100 * found.low:+.0f} to {100 * found.high:+.0f}"
    return f"| {name} | {before} | {after} | {100 * found.change:+.0f} | {interval} |"
