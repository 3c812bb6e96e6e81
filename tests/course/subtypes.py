"""Which finer kind of evidence the words of a line tell, as the labels' `subtype` names it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.course.data_tables import DATA, rows

SEVERAL = "two|three|four|five|six|seven|eight|nine|ten|both|several|all|the|these|[1-9][0-9]"
STUDIES = r"\b(?:trials|studies|tests|experiments)"
AFTER = "with|of|that|in|on|compared"
OWN_STORY = "I|my|our|says|writes|swears?|swore|view|knows|tried it|used it"
# Words that tell one kind from the others of the same label, looked for in this order.
WORDS = {
    "animals_or_cells": {
        "lab": r"\b(?:dish|dishes|cells?|test tubes?|bacteria|viruse?s?|glass|laboratory)\b",
        "animal": r".",
    },
    "people": {
        "uncontrolled": r"(?:without a|no) comparison|nobody to compare|(?:none|all) of whom",
        "several_controlled": rf"\b(?:{SEVERAL})\b[\w\s]* {STUDIES}\b|{STUDIES} (?:{AFTER})",
        "controlled": r"\b(?:than|compar\w+|plain|dummy|against|without)\b",
        "design_not_stated": r".",
    },
    "not_stated": {
        "testimony_or_authority": rf"\b(?:{OWN_STORY})\b",
        "unspecified_study": r"\b(?:research|researchers|study|studies|report|reports|trials?)\b",
        "mechanism_only": r"\bbecause\b|\bby (?!then|the)\w+ing\b",
        "nothing_offered": r".",
    },
}


def told_subtype(label: str, text: str) -> str:
    """Give the first kind whose words stand in a line."""
    return next(
        kind for kind, words in WORDS[label].items() if re.search(words, text, re.IGNORECASE)
    )


def labelled() -> Iterator[tuple[str, str, str, str]]:
    """Give id, text, label and subtype of every line that has a subtype of evidence."""
    for folder in sorted([*DATA.glob("articles/*"), *DATA.parent.glob("solutions/texts/*")]):
        texts = {row["unit"]: row["text"] for row in rows(folder / "units.csv")}
        for row in rows(folder / "annotations.csv"):
            if row["subtype"] and row["label"] in WORDS:
                yield (
                    f"{folder.name} {row['unit']}",
                    texts[row["unit"]],
                    row["label"],
                    row["subtype"],
                )
    for row in rows(DATA / "pairs.csv"):
        if row["subtype"] and row["label"] in WORDS:
            yield f"pair {row['pair']} {row['side']}", row["text"], row["label"], row["subtype"]


def untold() -> dict[str, str]:
    """Give what is kept: the lines whose words tell another kind than their subtype says."""
    return {
        place: subtype
        for place, text, label, subtype in labelled()
        if told_subtype(label, text) != subtype
    }
