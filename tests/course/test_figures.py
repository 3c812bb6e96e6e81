"""Figures: nobody's words or colours are another's."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.course.figures import (
    CAPTION,
    bars_by_name,
    bars_of,
    column,
    descriptions,
    drawn_in_lessons,
    figure_lines,
    pictured_cells,
)
from tests.course.kept import RENEW, changes, read_kept

BY_LESSON = {
    name: list(cells) for name, cells in groupby(pictured_cells(), lambda cell: cell.notebook.stem)
}


@pytest.mark.parametrize("lesson", BY_LESSON)
def test_no_two_figures_of_a_lesson_have_the_same_description_or_caption(lesson: str) -> None:
    for words_of in (descriptions, lambda cell: CAPTION.findall(cell.shown)):
        told = [(text, cell.id) for cell in BY_LESSON[lesson] for text in words_of(cell)]
        assert told
        first = dict(reversed(told))
        assert [(cell, "as", first[text]) for text, cell in told if first[text] != cell] == []


def test_the_bars_of_a_figure_are_as_long_as_the_table_below_it_says() -> None:
    looked_at = 0
    for cell, canvases in drawn_in_lessons().items():
        for canvas in canvases:
            for name, lengths in bars_by_name(canvas).items():
                told = column(cell, name)
                looked_at += bool(told)
                if len(lengths) == len(told):
                    assert lengths == told, f"{cell.place}: bars of {name!r}"
                elif told:
                    # A bar may stand for several rows, and the last row for all.
                    sums = (sum(lengths), 2 * sum(lengths))
                    assert sum(told) in sums, f"{cell.place}: bars of {name!r}"
    assert looked_at >= 5


def test_every_bar_stands_in_the_legend() -> None:
    for cell, canvases in drawn_in_lessons().items():
        for canvas in canvases:
            named = sum(len(lengths) for lengths in bars_by_name(canvas).values())
            bars = len(bars_of(canvas))
            assert named in (0, bars), f"{cell.place}: {named} of {bars} bars are in the legend"


def test_figures_show_what_they_showed_when_they_were_read_last() -> None:
    assert changes(read_kept("figures.txt"), figure_lines()) == {}, RENEW
