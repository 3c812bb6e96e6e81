"""How far two people agree who labelled the same text, and which lines they have to talk over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from healthclaims.class_report.confusion import agreement
from healthclaims.class_report.estimates import ALIKE, Estimate, jackknife, share
from healthclaims.content.codebook import load_codebook
from healthclaims.core.problems import DataError, Problem, raise_if_any
from healthclaims.core.tables import Row
from healthclaims.own_text.label_sheet import AXES, read_sheet

_Sheet = Mapping[tuple[str, str], Row]
_ONE_LABEL = "both gave one label only"


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return the agreement of two raters beyond chance; None if only one label was used.

    J. Cohen, Educational and Psychological Measurement 20, 1960, 37-46: each rater's own shares of
    labels say what chance would give.
    """
    count = len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[label] * others[label] for label in ones) / count**2
    same = sum(one == other for one, other in pairs) / count
    return None if chance == 1 else (same - chance) / (1 - chance)


def compare_labels(paths: Sequence[Path]) -> Iterator[str]:
    """Read two sheets with labels, and yield a table of their agreement and what to talk over.

    Parameters
    ----------
    paths : sequence of Path
        Two sheets that ``new-article`` made, or tables ``annotations.csv`` of lesson 09.

    Raises
    ------
    ValueError
        If they are not two.
    DataError
        If labels cannot be used, or the sheets hold different texts; all problems at once.
    """
    if len(paths) != 2:
        message = "Give the two files with labels that are to be compared."
        raise ValueError(message)
    first, second = _read(paths)
    both = [place for place in first if place in second]
    raise_if_any(
        second[place].problem(
            f"{place[0]} is {second[place]['text']!r}, in {paths[0]} {first[place]['text']!r}.",
            "Both must label the same text: copy the sheet before it is filled in.",
        )
        for place in both
        if "" not in (texts := {first[place]["text"], second[place]["text"]}) and len(texts) > 1
    )
    yield "| question | labelled by both | same label | kappa | alpha |"
    yield "|---|---|---|---|---|"
    for axis in AXES:
        pairs = [(first[p]["label"], second[p]["label"]) for p in both if p[1] == axis]
        if pairs:
            yield f"| {axis} | {len(pairs)} | {' | '.join(_figures(axis, pairs))} |"
    yield "In brackets: 95 % interval. 1 is full agreement, 0 what chance would give."
    yield from _talk_over(paths, first, second, both)


def _read(paths: Sequence[Path]) -> tuple[_Sheet, _Sheet]:
    found: list[_Sheet] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.append(read_sheet(path))
        except DataError as error:
            problems += error.problems
    raise_if_any(problems)
    return found[0], found[1]


def _figures(axis: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    same = sum(one == other for one, other in pairs)
    found = share(same, len(pairs))
    yield f"{same} of {len(pairs)} ({found.low:.0%} to {found.high:.0%})"
    for number in (
        jackknife(pairs, cohens_kappa),
        agreement([[pair] for pair in pairs], load_codebook().axes[axis].names),
    ):
        yield _told(number)


def _told(number: Estimate) -> str:
    """Tell a number with its interval; what `jackknife` leaves out in turn is a line here."""
    reason = _ONE_LABEL if number.reason == ALIKE else number.reason.replace("student", "line")
    if number.value is None:
        return reason
    if number.low is None or number.high is None:
        return f"{number.value:.2f} ({reason})"
    return f"{number.value:.2f} ({max(-1, number.low):.2f} to {min(1, number.high):.2f})"


def _talk_over(
    paths: Sequence[Path], first: _Sheet, second: _Sheet, both: Sequence[tuple[str, str]]
) -> Iterator[str]:
    differing = [place for place in both if first[place]["label"] != second[place]["label"]]
    yield "\nTo talk over:" if differing else "\nNothing to talk over: every label is the same."
    for place in differing:
        text = first[place]["text"] or second[place]["text"]
        yield f"- {place[0]}, {place[1]}{f': “{text}”' if text else ''}"
        for path, sheet in zip(paths, (first, second), strict=True):
            row = sheet[place]
            why = f": {row['why']}" if row["why"] else ""
            yield f"    {path}, line {row.line}: {row['label']}{why}"
    for path, sheet, other in ((paths[0], first, second), (paths[1], second, first)):
        alone = [f"{unit} {axis}" for unit, axis in sheet if (unit, axis) not in other]
        if alone:
            yield f"Labelled in {path} only: {', '.join(alone)}."
