"""The points of one assignment, in words and as a table."""

from __future__ import annotations

from collections.abc import Mapping

from healthclaims.content.codebook import load_codebook
from healthclaims.core.html import Html, table
from healthclaims.learner.same_words import plural
from healthclaims.marking.judge import Result
from healthclaims.marking.rubric_points import Given

NOT_MARKED = "not marked yet"
_OTHER = "Other questions"


def points_sentence(result: Result, given: Mapping[str, Given]) -> str:
    """Say how many points there are in all and how many may still come: ``"13 of 15 points."``."""
    got, possible = points_so_far(result, given)
    waiting = result.key.assignment.most_points - possible
    if not waiting:
        return f"{got} of {plural(possible, 'point')}."
    rest = "depends" if waiting == 1 else "depend"
    come = f"on what you wrote, and {'is' if waiting == 1 else 'are'} not marked yet."
    if not possible:
        return f"{plural(waiting, 'point')} {rest} {come}"
    more = f"{waiting} more {'point' if waiting == 1 else 'points'}"
    return f"{got} of {plural(possible, 'point')} so far. {more} {rest} {come}"


def points_so_far(result: Result, given: Mapping[str, Given]) -> tuple[int, int]:
    """Add up what is marked: points, and the most that could be had for that."""
    got, possible = result.points, result.key.assignment.quiz_points
    for task in result.key.assignment.tasks:
        total = given[task.id].total if task.id in given else None
        if total is not None:
            got, possible = got + total, possible + task.points
    return got, possible


def points_table(result: Result, given: Mapping[str, Given]) -> Html:
    """Show the points by kind of question and by task."""
    axes = load_codebook().axes
    kinds: dict[str, tuple[int, int]] = {}
    for item in result.marked:
        axis = axes.get(item.question.axis)
        kind = axis.short if axis else _OTHER
        got, possible = kinds.get(kind, (0, 0))
        kinds[kind] = (got + item.points, possible + item.possible)
    rows: list[tuple[object, ...]] = [(kind, *numbers) for kind, numbers in kinds.items()]
    for task in result.key.assignment.tasks:
        total = given[task.id].total if task.id in given else None
        rows.append((task.title, NOT_MARKED if total is None else total, task.points))
    got, possible = points_so_far(result, given)
    is_all = possible == result.key.assignment.most_points
    rows.append(("Together" if is_all else "Together so far", got, possible))
    return table("Points by part", ("Part", "Your points", "Most points"), rows)
