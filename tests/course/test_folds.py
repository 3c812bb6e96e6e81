"""What is to be seen of a fold before it is opened gives no answer away."""

from __future__ import annotations

import re

from healthclaims.content.codebook import load_codebook
from tests.course.lesson_cells import lesson_cells

FOLD = re.compile(r"<summary\b[^>]*>(.*?)</summary>", re.DOTALL)
LABELS = [
    text
    for axis in load_codebook().axes.values()
    for label in axis.labels
    for text in (label.name, label.shown.casefold())
]


def answer_in(heading: str) -> bool:
    """True if the heading of a fold names a line, says something after a colon, or a label."""
    words = re.sub(r"[\W_]+", " ", heading.casefold())
    labels = (re.sub(r"[\W_]+", " ", label) for label in LABELS)
    return bool(
        re.search(r"\bu\d\d\b|:", heading)
        or any(re.search(rf"\b{label.strip()}\b", words) for label in labels)
    )


def test_no_heading_of_a_fold_gives_the_answer() -> None:
    headings = [(cell.place, text) for cell in lesson_cells() for text in FOLD.findall(cell.text)]
    assert len(headings) > 30
    assert [place for place in headings if answer_in(place[1])] == []


def test_no_fold_is_open_from_the_start() -> None:
    shown = [(cell.place, cell.text + cell.shown) for cell in lesson_cells()]
    assert [place for place, text in shown if re.search(r"<details\b[^>]*\bopen\b", text)] == []


def test_answers_in_a_heading_are_known() -> None:
    assert answer_in("Answer: the first two")
    assert answer_in("Why u07 is one")
    assert answer_in("It sounds certain")
    assert not answer_in("Five questions, two answers each")
