"""The map of an article as a widget: press a square to read its line, label and reason."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from healthclaims.article_map.squares import MapContent, Square
from healthclaims.core.html import Html, table, tag
from healthclaims.core.problems import UnknownNameError
from healthclaims.widgets.base import PrintedWidget, bundle
from healthclaims.widgets.cell_output import say
from healthclaims.widgets.printed import printed_head
from healthclaims.widgets.start import PRESS_KEY

# The counts answer what a lesson asks about its map: they are seen by those who ask.
FOLD = "How many of each, and every line in a table"


class ArticleMap(PrintedWidget):
    """A square for each line, with the letters of its answer."""

    _esm: ClassVar[str] = bundle("article_map/widget.js")
    _css: ClassVar[str] = bundle("article_map/widget.css")
    map: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, content: MapContent) -> None:
        self._content = content
        super().__init__(
            map={
                "title": content.title,
                "source": content.source,
                "columns": list(content.columns),
                "rows": [
                    [row.name, [[_square(one) for one in box] for box in row.boxes]]
                    for row in content.rows
                ],
                "signs": {
                    label.name: {"letter": label.letter, "mark": place}
                    for place, label in enumerate(content.axis.labels, start=1)
                },
                "legend": [[list(labels), text] for labels, text in content.legend()],
                "fold": FOLD,
                "counts": content.counts,
            }
        )

    def describe(self) -> str:
        """Return question, article and number of lines in one line, and no answer."""
        shown = self._content
        return (
            f"Map: {shown.title} “{shown.source}” ({len(shown.squares)} lines; "
            f"{PRESS_KEY} to press them)"
        )

    def printed(self) -> Html:
        """Return what there is to count, and every line, behind a fold."""
        shown = self._content
        return tag(
            "div",
            printed_head("press the lines of the map"),
            tag("p", tag("strong", shown.title), f" “{shown.source}”"),
            tag(
                "details",
                tag("summary", FOLD),
                tag("p", shown.counts),
                table(f"Every line: {shown.title}", shown.head(), shown.table()),
            ),
        )

    def show(self, line: str = "") -> None:
        """Print the map, or one line of it with its answers and reasons.

        Parameters
        ----------
        line : str
            For example ``"u40"``; all lines by their letters where it is left out.

        Raises
        ------
        KeyError
            If the line is not on the map.
        """
        shown = self._content
        if not line:
            return say("\n".join([shown.title, *self._in_letters()]))
        square = next((one for one in shown.squares if one.unit.id == line), None)
        if square is None:
            known = ", ".join(one.unit.id for one in shown.squares)
            message = f"{line!r} is not on this map. Lines on it: {known}."
            raise UnknownNameError(message)
        answers = [f"{one.question} {one.shown}. {one.why}" for one in square.answers]
        return say("\n".join([f"{line}: {square.text}", *answers]))

    def _in_letters(self) -> list[str]:
        """Write every box in one line, and below them what the letters stand for."""
        shown = self._content
        lines = []
        for row in shown.rows:
            for place, box in enumerate(row.boxes):
                name = f"{row.name} / {shown.columns[place]}" if shown.columns else row.name
                squares = (f"{one.unit.id} {shown.letters(one.labels)}" for one in box)
                lines.append(f"{name}: {', '.join(squares) or 'none'}")
        return [*lines, *(f"{shown.letters(labels)} = {text}" for labels, text in shown.legend())]


def _square(square: Square) -> dict[str, Any]:
    return {
        "line": square.unit.number,
        "heading": square.unit.kind != "sentence",
        "text": square.text,
        "labels": list(square.labels),
        "cue": square.cue,
        "answers": [[one.question, one.shown, one.why] for one in square.answers],
    }
