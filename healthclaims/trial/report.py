"""The result of a trial in words and a table; names no learner who has answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from healthclaims.class_report.wording import as_points
from healthclaims.content.codebook import load_codebook
from healthclaims.learner.before_after import KINDS, Check
from healthclaims.marking.gain import Scores, scores_of
from healthclaims.trial.effect import Effect, comparable_in, effect
from healthclaims.trial.groups import FIRST, GROUPS, LATER, Groups, read_groups
from healthclaims.trial.measures import apart_of, lean_of

_TAUGHT = {FIRST: "taught first", LATER: "taught later"}
_NOTES = (
    "In points of 100. “Tells apart” is what is known, guessing taken out; “leans” is above 0 "
    "where doubt is too frequent, and below 0 where trust is. The first row is the result; the "
    "others help to understand it.\n\n"
    "Compared are only learners who met the same questions in the same order, so that no question "
    "counts as harder for one group. The interval says how far the difference would move with "
    "other students in the same two classes. What else differs between the classes (teacher, hour, "
    "talk) is in the difference, and no interval knows of it: see docs/instructors/trial.md."
)


def trial_report(checks: Mapping[str, Check], table: Path) -> str:
    """Report how much more the class taught first changed than the class taught later.

    Parameters
    ----------
    checks : mapping of str to Check
        Both rounds of every learner whose answers were handed over, by learner code.
    table : Path
        A table with the columns learner and group; whoever is not in it is left out.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    DataError
        If the table cannot be used; all problems at once.
    ValueError
        If too few learners can be compared.
    """
    groups = read_groups(table, checks)
    done = {
        name: [checks[code] for code in _codes(groups, name, checks) if checks[code].is_complete]
        for name in GROUPS
    }
    who = list(_who(groups, checks, done))
    try:
        rows = [_row(name, _effect(done, measure)) for name, measure in _measures()]
    except ValueError as error:
        message = "\n".join((*who, str(error)))
        raise ValueError(message) from error
    return "\n".join(
        (
            *who,
            "",
            "| | taught first, before → after | taught later, before → after "
            "| first changed more by (95 % interval) |",
            "|---|---|---|---|",
            *rows,
            "",
            _NOTES,
        )
    )


def _measures() -> Iterator[tuple[str, Callable[[Check], Scores]]]:
    yield "right: all questions", scores_of
    for kind in KINDS:
        yield f"right: {load_codebook().axes[kind].short}", partial(scores_of, kind=kind)
    yield "tells apart", apart_of
    yield "leans", lean_of


def _effect(done: Mapping[str, list[Check]], measure: Callable[[Check], Scores]) -> Effect:
    return effect(map(measure, done[FIRST]), map(measure, done[LATER]))


def _codes(groups: Groups, name: str, checks: Mapping[str, Check]) -> list[str]:
    return [code for code, group in groups.of.items() if group == name and code in checks]


def _who(
    groups: Groups, checks: Mapping[str, Check], done: Mapping[str, list[Check]]
) -> Iterator[str]:
    for name in GROUPS:
        listed = sum(group == name for group in groups.of.values())
        begun = sum(checks[code].before.is_complete for code in _codes(groups, name, checks))
        yield (
            f"{_TAUGHT[name].capitalize()}: {listed} in the table, {begun} did the first round, "
            f"{len(done[name])} both."
        )
    scores = [[scores_of(check) for check in done[name]] for name in GROUPS]
    kept = sum(len(group) for pair in comparable_in(*scores) for group in pair)
    if left_out := sum(map(len, scores)) - kept:
        yield (
            f"{left_out} are left out: nobody in the other group met the same questions in the "
            "same order."
        )
    if others := len(checks.keys() - groups.of.keys()):
        yield f"{others} with answers are not in the table, and not counted."
    yield from map(str, groups.without_answers(checks))


def _row(name: str, found: Effect) -> str:
    shown = (
        f"{_points(before)} → {_points(after)}" for before, after in (found.first, found.later)
    )
    return f"| {name} | {' | '.join(shown)} | {as_points(found.more)} |"


def _points(share: float) -> str:
    # A small number below 0 is not to be written as -0.
    return f"{round(100 * share) + 0}".replace("-", "−")
