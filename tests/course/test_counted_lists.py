"""Where a text says how many things follow, so many follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.course.lesson_cells import DOCUMENTS, ROOT, lesson_prose
from tests.course.number_words import NUMBER

ITEM = re.compile(r"- |\d+\. |\|")
# Their numbers count something else than what is listed below them.
OTHER_COUNTS = {
    "03_hedged_or_firm, cell fit-text": "the two questions",
    "06_fresh_texts, cell two-answer": "seven lines of the advert",
    "data/README.md": "the three questions",
    "docs/instructors/assignments.md": "two commands",
}
PAGES = {cell.place: cell.text for cell in lesson_prose()} | {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS
}


def lists_in(text: str) -> Iterator[tuple[str, int]]:
    """Give every list and table: heading and paragraph before it, and its number of items."""
    heading, lead, items = "", "", 0
    for line in [*re.sub(r"\n\n(?=- |\d+\. )", "\n", text).split("\n"), ""]:
        if ITEM.match(line):
            items += not line.startswith("|---")
            is_table = line.startswith("|")
        elif items and line.startswith("  "):
            continue
        else:
            if items:
                yield f"{heading}\n{lead}", items - is_table
                heading, lead, items = "", "", 0
            if line.startswith(("#", "<summary>")):
                heading, lead = line, ""
            elif line:
                lead = line


def miscounted(text: str) -> list[str]:
    """List what stands before a list of another length than any number it names."""
    found = []
    for lead, items in lists_in(text):
        told = {NUMBER.get(word, 1) for word in re.findall(r"[a-z]+", lead.lower())} - {1}
        if told and items not in told:
            found.append(f"{items} items below: {lead.strip()}")
    return found


def test_as_many_things_are_listed_as_the_text_says() -> None:
    wrong = {
        place: line
        for place, text in PAGES.items()
        for line in miscounted(text)
        if OTHER_COUNTS.get(place, line + " ") not in line
    }
    assert wrong == {}


def test_every_exception_is_still_needed() -> None:
    stale = {
        place for place, words in OTHER_COUNTS.items() if words not in str(miscounted(PAGES[place]))
    }
    assert stale == set()


def test_lists_and_tables_are_counted() -> None:
    table = "<summary>Two questions</summary>\n\n| Ask | Why |\n|---|---|\n| a | b |\n"
    assert miscounted(f"Three traps:\n\n1. a\n2. b\n   more\n\n3. c\n\n{table}\n") == [
        "1 items below: <summary>Two questions</summary>"
    ]
