"""Lesson 09 tells where word rules go wrong: each of its examples is still read wrongly."""

from __future__ import annotations

import json
import re
from pathlib import Path

from healthclaims.highlighter.highlight import read_sentence

LESSON = Path(__file__).parents[2] / "notebooks/09_your_own_article.ipynb"
# Question and wrong answer, in the order of the lesson.
WRONG = (
    ("certainty", "no_claim"),
    ("certainty", "firm"),
    ("certainty", "hedged"),
    ("certainty", "no_claim"),
    ("evidence", "people"),
    ("certainty", "no_claim"),
    ("evidence", "animals_or_cells"),
    ("purpose", "guidance"),
    ("purpose", "guidance"),
    ("purpose", "guidance"),
    ("purpose", "information"),
    ("purpose", "marketing"),
)


def examples() -> list[str]:
    cells = json.loads(LESSON.read_text(encoding="utf-8"))["cells"]
    (cell,) = (cell for cell in cells if cell["id"] == "where-word-rules-go-wrong")
    items = (line for line in cell["source"] if re.match(r"\d+\. ", line))
    return [line.split("** “", 1)[1].split("”")[0] for line in items]


def test_each_example_of_where_word_rules_go_wrong_is_read_wrongly() -> None:
    read = [
        (question, read_sentence(text).suggestions[question].label)
        for text, (question, _) in zip(examples(), WRONG, strict=True)
    ]
    assert read == list(WRONG)
