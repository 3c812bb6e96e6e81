"""Figures of a learner's answers: what became of the questions, and how sure they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthclaims.learner.outcomes import Outcome, by_confidence
from healthclaims.learner.summary import Count, Summary
from healthclaims.learner.wording import solid_sentences
from healthclaims.widgets.figures import (
    COLOURS,
    EDGE,
    BarStyle,
    Figure,
    frame_bars,
    stacked_bars,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

STATES = ("right from the start", "put right later", "not yet")
_BARS = (
    BarStyle(STATES[0], COLOURS[1]),
    BarStyle(STATES[1], COLOURS[0], ".."),
    BarStyle(STATES[2], "white", "//"),
)


def count_by_state(count: Count) -> tuple[int, int, int]:
    """Return how many questions are in each of `STATES`."""
    return count.first, count.later, count.still_open


def solid_figure(report: Summary, whose: str) -> Figure:
    """Draw what became of the questions of each type; the table splits each by its right answer.

    `whose` is ``"your"`` or, for example, ``"a simulated learner's"``, here and below.
    """
    types: dict[str, list[int]] = {}
    for (name, _), count in report.kinds.items():
        sums = types.setdefault(name, [0, 0, 0])
        for place, number in enumerate(count_by_state(count)):
            sums[place] += number

    def draw(canvas: Canvas) -> None:
        stacked_bars(
            canvas,
            types,
            _BARS,
            title=f"What became of {whose} questions",
            axis_label="number of questions",
            thickness=0.62,
        )

    rows = [
        (
            f"{name} {answer}".strip(),
            *count_by_state(count),
            "solid" if count.is_solid else "not solid yet",
        )
        for (name, answer), count in report.kinds.items()
    ]
    return Figure(
        caption=" ".join(solid_sentences(report)),
        description=f"What became of {whose} questions, by what they ask and by the right answer",
        columns=("Question and right answer", *STATES, "so far"),
        rows=rows,
        draw=draw,
        size=(7.2, 1.4 + 0.4 * len(types)),
    )


def answers_by_confidence(judged: Sequence[Outcome], whose: str) -> Figure:
    """Draw how often answers were right, by how sure the learner was.

    `judged` is in order of time; the first answer to each question counts.
    """
    rows = [
        (name, right, total - right, total)
        for name, (right, total) in by_confidence(judged).items()
    ]

    def draw(canvas: Canvas) -> None:
        axes = canvas.add_subplot()
        for place, (_, right, missed, total) in enumerate(rows):
            axes.barh(place, right, color=COLOURS[1], edgecolor=EDGE, height=0.6)
            axes.barh(
                place, missed, left=right, color="white", hatch="//", edgecolor=EDGE, height=0.6
            )
            text = f" {right} of {total} right" if total else " no answers yet"
            axes.text(total + 0.05, place, text, va="center", fontsize=10)
        axes.set_xlim(0, max(4, *(row[3] for row in rows)) * 1.35)
        frame_bars(
            axes,
            [name for name, *_ in rows],
            title=f"How sure, how right: {whose} answers",
            axis_label="number of answers (filled: right at the first try; hatched: not yet)",
        )

    return Figure(
        caption=f"How often {whose} first answers were right, by how sure they were given.",
        description=f"Right first answers by confidence ({whose} answers)",
        columns=("How sure", "right", "not yet", "all"),
        rows=rows,
        draw=draw,
        size=(7.2, 2.4),
    )
