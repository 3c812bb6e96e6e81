"""Numbers that are written as words."""

from __future__ import annotations

WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
)
NUMBER = {word: value for value, word in enumerate(WORDS, 1)}
