"""The student in the name of a file that no learning platform named, such as ``jane.zip``."""

from __future__ import annotations

import re
import unicodedata

# Folders and files of the kit and of students that name nobody.
_KIT = {"answers", "data", "docs", "exercises", "healthclaims", "my_articles", "notebooks", "tests"}
_USUAL = {
    *("assignment", "build", "homework", "kit", "solutions", "submission", "submissions"),
    *("hand_in", "hand in", "handin", "hand-in", "upload", "uploads", "attempt", "try", "version"),
    *("v", "draft", "final", "first", "second", "third", "old", "new", "late", "again", "work"),
    *("resubmission", "resubmitted", "corrected", "abgabe", "submitted", "unpacked", "extracted"),
}
_NOBODY = {"", *_KIT, *_USUAL}
_ENDINGS = re.compile(r"(?:\.(?:ipynb|jsonl|zip|json|txt|log))+$", re.I)
_COPY = re.compile(r"[ _]*-? ?copy(?: ?[0-9]+)?$", re.I)
_NUMBER = re.compile(r" ?\(([0-9]+)\)$")
_COUNTED = re.compile(r"[ _-]*[0-9]+$")
# Longer names are nobody's file name, and patterns would be slow on them.
_LONGEST = 300


def student_named_in(name: str, assignment: str) -> tuple[str, str]:
    """Take all that is no student's out of a name: give the student, and the number of a copy.

    The first is empty if it names nobody, the second if it has no number.
    """
    name = unicodedata.normalize("NFC", name)
    if len(name) > _LONGEST:
        return name, ""
    name = _COPY.sub("", _ENDINGS.sub("", name))
    number = _NUMBER.search(name)
    name = _NUMBER.sub("", name)
    for known in (assignment, assignment.split("_", 1)[0], "answers"):
        if known:
            name = re.sub(rf"(?<![^\W_]){re.escape(known)}(?![^\W_])", "", name, flags=re.I)
    name = name.strip(" _-.")
    is_nobody = {name.lower(), _COUNTED.sub("", name).lower()} & _NOBODY
    return "" if is_nobody else name, f" ({number[1]})" if number else ""
