"""What goes on paper, and the elements it is made of."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from healthclaims.core.html import Html, tag

WRITING_LINES = 3


@dataclass
class Sheet:
    """A worksheet and its key, while they are put together.

    Parameters
    ----------
    title : str
        Of the lesson or assignment.
    about : str
        One line below the title: for whom, how long.
    points : int
        All that it gives; 0 where it is not marked.
    work : list of Html
        What a student reads and answers, in order.
    after : list of (str, Html)
        What is to be read after the answers: a heading and its text.
    key : list of Html
        The answers, and notes for the teacher.
    """

    title: str
    about: str = ""
    points: int = 0
    work: list[Html] = field(default_factory=list)
    after: list[tuple[str, Html]] = field(default_factory=list)
    key: list[Html] = field(default_factory=list)


def words(element: ET.Element | None) -> str:
    """Return the text of an element on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def options(texts: list[str]) -> ET.Element:
    """Make a list of answers, each with a box to tick."""
    made = ET.Element("ul", {"class": "options"})
    for text in texts:
        ET.SubElement(made, "li").text = text
    return made


def writing_space(lines: int = WRITING_LINES) -> Html:
    """Make lines to write on."""
    return tag("div", *(tag("div", class_="line") for _ in range(lines)), class_="writing")
