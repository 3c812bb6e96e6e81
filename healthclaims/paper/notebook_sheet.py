"""A lesson on paper: its prose and what its cells show, with the answers taken out."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from healthclaims.article_map.squares import LEFT_OPEN, NO_ANSWER
from healthclaims.core.html import Html, join, tag
from healthclaims.core.html_tree import html_of, tree_of
from healthclaims.export.cells import CellMarkup
from healthclaims.export.page import MEMORY_TAG, NEEDS_TAG, lesson_of
from healthclaims.export.widget_state import ExportedWidgets
from healthclaims.paper.sheet import Sheet, options, words, writing_space
from healthclaims.widgets.printed import ANSWER_AND_WHY, PRINTED_COPY

_COLUMNS = 3  # of the table of a map that asks one question: line, text, answer
_COLOUR = (
    "Colour the squares, one colour for each answer: {}. Leave a square white where the question "
    "does not apply, and put a stroke where you would leave it open."
)
_MOST_WORDS = 2000
_TOO_LONG = "What stands here in the notebook is too long for paper."
FOR_THE_TEACHER = "For the teacher"
_LEFT_OUT = {"setup", NEEDS_TAG, MEMORY_TAG}


def lesson_sheet(name: str, notebook: Mapping[str, Any], folder: Path) -> Sheet:
    """Make the worksheet of a lesson from a notebook that holds what its cells show."""
    lesson = lesson_of(name, notebook)
    sheet = Sheet(lesson.shown)
    cells = CellMarkup(folder, {}, ExportedWidgets({}))
    maker = _Maker(sheet)
    for cell in notebook["cells"]:
        if _LEFT_OUT.intersection(cell["metadata"].get("tags", ())):
            continue
        if cell["cell_type"] == "markdown":
            maker.take_prose(tree_of(cells.render_markdown(cell)))
        elif cell["cell_type"] == "code":
            for output in cells.render_outputs(_printed(cell)):
                maker.take_output(tree_of(output))
    maker.close()
    return sheet


def _printed(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Leave of each output what is printed: paper has no widgets."""
    kept = []
    for output in cell.get("outputs", ()):
        data = {kind: v for kind, v in output.get("data", {}).items() if "widget-view" not in kind}
        kept.append({**output, "data": data} if "data" in output else output)
    return {**cell, "outputs": kept}


class _Maker:
    """Puts a lesson together, cell by cell."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._asked = False
        self._count = 0

    def take_prose(self, cell: ET.Element) -> None:
        """Take in prose; folded parts are read afterwards, those for the teacher in the key."""
        self.close()
        for heading in cell.iter("h1"):
            heading.clear()
        for title, content in _unfolded(cell):
            if title == FOR_THE_TEACHER:
                self._sheet.key.append(join((tag("h2", title), content)))
            else:
                self._sheet.after.append((title, content))
        self._asked = _asks(cell)
        self._add(cell)

    def take_output(self, cell: ET.Element) -> None:
        """Take in what a cell shows: a quiz with boxes to tick, a map to colour in, or a text."""
        kind = _without_start(cell)
        if len(words(cell).split()) > _MOST_WORDS:
            self._sheet.work.append(tag("p", tag("em", _TOO_LONG)))
            return
        for listed in cell.iter("ol"):
            if any(_is_answer(folded) for folded in listed.iter("details")):
                self._take_quiz(listed)
                self._asked = False
        if "map" in kind:
            self._take_map(cell)
            self._asked = False
        self._sheet.after += list(_unfolded(cell))
        self._asked = self._asked or "write" in kind
        self._add(cell)

    def close(self) -> None:
        """Leave space to write below what was asked in words alone."""
        if self._asked:
            self._sheet.work.append(writing_space())
        self._asked = False

    def _add(self, cell: ET.Element) -> None:
        html = html_of(cell)
        if words(cell) or "<img" in html:
            self._sheet.work.append(html)

    def _take_quiz(self, listed: ET.Element) -> None:
        """Put a number on each question and boxes before its answers; the rest goes to the key."""
        listed.set("start", str(self._count + 1))
        listed.set("class", "questions")
        for item in listed:
            self._count += 1
            answers = [part for part in item if part.tag == "ul"][-1]
            item[list(item).index(answers)] = options([words(answer) for answer in answers])
            for folded in [part for part in item if part.tag == "details"]:
                item.remove(folded)
                folded.remove(folded[0])
                self._sheet.key.append(
                    tag(
                        "div",
                        tag("h3", f"Question {self._count}"),
                        html_of(folded),
                        class_="answer",
                    )
                )

    def _take_map(self, cell: ET.Element) -> None:
        """Put a square to colour in behind each line, and the whole table into the key."""
        for folded in list(cell.iter("details")):
            rows = list(folded.iter("tr"))
            if not rows or len(rows[0]) != _COLUMNS:
                continue  # the map of several questions is read afterwards
            self._sheet.key.append(html_of(_table_of(folded)))
            answers = dict.fromkeys(words(row[-1]) for row in rows[1:])
            for row in rows[1:]:
                row[-1].clear()
                ET.SubElement(row[-1], "span", {"class": "square"})
            made = _table_of(folded)
            legend = ET.Element("p")
            legend.text = _COLOUR.format(" · ".join(filter(_is_label, answers)))
            made.insert(0, legend)
            _replace(cell, folded, made)


def _asks(cell: ET.Element) -> bool:
    """Tell prose that ends by asking something; the line that leads on to a lesson does not."""
    last = cell
    while last.tag == "div" and len(last):
        last = last[-1]
    return last.tag == "p" and "?" in words(last) and last.find(".//a") is None


def _is_label(answer: str) -> bool:
    return answer != NO_ANSWER and not answer.startswith(LEFT_OPEN)


def _table_of(folded: ET.Element) -> ET.Element:
    made = ET.Element("div")
    made.append(next(folded.iter("table")))
    return made


def _is_answer(folded: ET.Element) -> bool:
    return words(folded[0]) == ANSWER_AND_WHY


def _without_start(cell: ET.Element) -> str:
    """Take out the line that says what to press, and return it."""
    told = ""
    for parent in list(cell.iter()):
        for part in list(parent):
            if part.tag == "p" and words(part).startswith(PRINTED_COPY):
                told = words(part)
                parent.remove(part)
    return told


def _unfolded(cell: ET.Element) -> list[tuple[str, Html]]:
    """Take folded parts out, and return their titles and contents."""
    found = []
    for folded in list(cell.iter("details")):
        title = words(folded[0]) if len(folded) else ""
        if _replace(cell, folded, None):
            if len(folded):
                folded.remove(folded[0])
            found.append((title, html_of(folded)))
    return found


def _replace(top: ET.Element, old: ET.Element, new: ET.Element | None) -> bool:
    """Put an element in another's place, or nothing; False if it is not there any more."""
    for parent in top.iter():
        for place, part in enumerate(parent):
            if part is old:
                if new is None:
                    parent.remove(old)
                else:
                    parent[place] = new
                return True
    return False
