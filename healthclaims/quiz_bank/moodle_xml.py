"""Moodle XML: one multiple-choice question an item, in a category for each lesson.

The elements are those that Moodle's own format reads (question/format/xml/format.php).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from itertools import groupby

from healthclaims.core.html import Html
from healthclaims.quiz_bank.item import Item

# Above each lesson's questions, in the place where the teacher takes the file in.
CATEGORY = "$course$/top/Reading health claims/{where}"


def moodle_xml(items: Sequence[Item]) -> bytes:
    """Write items as a file that Moodle takes in as *Moodle XML format*."""
    quiz = ET.Element("quiz")
    for where, group in groupby(items, key=lambda item: item.where):
        category = ET.SubElement(quiz, "question", type="category")
        _text(ET.SubElement(category, "category"), CATEGORY.format(where=where))
        for item in group:
            _add(quiz, item)
    ET.indent(quiz)
    return document(quiz)


def document(root: ET.Element) -> bytes:
    """Write an XML file; what is no sign of XML is not in the kit's texts."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'.encode()


def _add(quiz: ET.Element, item: Item) -> None:
    question = ET.SubElement(quiz, "question", type="multichoice")
    _text(ET.SubElement(question, "name"), item.name)
    _html(question, "questiontext", item.stem)
    _html(question, "generalfeedback", item.reason)
    for name, value in (
        ("defaultgrade", "1"),
        ("penalty", "0"),
        ("single", "true"),
        ("shuffleanswers", "false"),
        ("answernumbering", "none"),
    ):
        ET.SubElement(question, name).text = value
    for option in item.options:
        answer = ET.SubElement(
            question, "answer", fraction="100" if option.is_right else "0", format="html"
        )
        _text(answer, option.text)
        _html(answer, "feedback", option.feedback)
    tags = ET.SubElement(question, "tags")
    for tag in item.tags:
        _text(ET.SubElement(tags, "tag"), tag)


def _html(parent: ET.Element, name: str, html: Html) -> None:
    _text(ET.SubElement(parent, name, format="html"), html)


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = str(text)
