"""Pictures of a class: how hard each question is beside how well it tells, and what is confused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from healthclaims.class_report.confusion import Confusion
from healthclaims.class_report.items import SUSPECT, WEAK, Item
from healthclaims.class_report.wording import as_number, as_share
from healthclaims.widgets.figures import COLOURS, EDGE, BarStyle, Figure, stacked_bars

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

_HATCHES = ("", "//", "..")


def questions_figure(title: str, items: Sequence[Item]) -> Figure:
    """Draw each question as a point: how many are right, and how well it tells good from weak.

    `title` says what class this is; questions without a correlation are in the table alone.
    """
    drawn = [
        (place, item.facility, item.discrimination, item.verdict in (SUSPECT, WEAK))
        for place, item in enumerate(items, 1)
        if item.facility.is_told and item.discrimination.is_told
    ]

    def draw(canvas: Canvas) -> None:
        axes = canvas.add_subplot()
        axes.axhline(0, color=EDGE, linewidth=0.8)
        for place, facility, told, is_fault in drawn:
            x, y = 100 * (facility.value or 0), told.value or 0
            axes.vlines(x, told.low or 0, told.high or 0, color="#B5B5B5", linewidth=1)
            marker, colour = ("D", COLOURS[0]) if is_fault else ("o", COLOURS[1])
            axes.plot(x, y, marker, color=colour, markeredgecolor=EDGE, markersize=8)
            axes.annotate(str(place), (x, y), xytext=(6, 4), textcoords="offset points", fontsize=9)
        axes.set_xlabel("right, of 100 (diamonds: questions that are named)", fontsize=9)
        axes.set_ylabel("tells good from weak (correlation)", fontsize=9)
        axes.set_title(title, loc="left", fontsize=12, fontweight="bold")

    return Figure(
        f"{title}: questions to look at stand low and to the left; the lines are 95 % intervals.",
        f"{title}: how many are right, and how well each question tells good students from weak",
        ("Question", "Right", "Tells good from weak", "Seen"),
        [
            (place, as_share(item.facility), as_number(item.discrimination), item.verdict)
            for place, item in enumerate(items, 1)
        ],
        draw,
        (6.4, 4.2),
    )


def confusion_figure(title: str, found: Confusion) -> Figure:
    """Draw what is answered to each right answer of one type of question."""
    labels = found.axis.labels
    rows = {label.shown: found.row(label.name) for label in labels}
    styles = [
        BarStyle(f"They said: {label.shown}", colour, hatch)
        for label, colour, hatch in zip(labels, COLOURS, _HATCHES, strict=True)
    ]

    def draw(canvas: Canvas) -> None:
        stacked_bars(
            canvas,
            rows,
            styles,
            title=title,
            axis_label="answers, by what is right",
            thickness=0.6,
            legend_rows=len(labels),
        )

    return Figure(
        f"{title}: each bar is one right answer, its parts what was said.",
        f"{title}: what was answered to each right answer, {found.axis.short}",
        ("Right", *(style.label for style in styles)),
        [(name, *counts) for name, counts in rows.items()],
        draw,
        (6.4, 3.4),
    )
