"""Prints what has changed since it was read last, and keeps the new state."""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

from tests.course.deciding_words import quoted_elsewhere
from tests.course.figures import figure_lines
from tests.course.kept import changes, read_kept, write_kept
from tests.course.subtypes import untold
from tests.course.unbound_numbers import unbound_numbers
from tests.course.words_read import entries, fingerprints

KEPT = {
    "deciding_words.txt": quoted_elsewhere,
    "figures.txt": figure_lines,
    "numbers.txt": unbound_numbers,
    "subtypes.txt": untold,
    "words.txt": fingerprints,
}


def renew() -> None:
    """Renew every file that is kept; of changed words, print the words and not the fingerprint."""
    words = entries()
    for name, state in KEPT.items():
        now = state()
        found = changes(read_kept(name), now)
        for place, change in found.items():
            text = words.get(place, "(no longer there)") if name == "words.txt" else change
            print(f"--- {place}\n{text}\n")
        print(f"{name}: {len(found)} of {len(now)} changed\n")
        write_kept(name, now)


if __name__ == "__main__":
    renew()
