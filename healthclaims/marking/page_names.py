"""File names for students, whatever their keys hold: every system can have them."""

from __future__ import annotations

import hashlib
import re

from healthclaims.submissions.layouts import Student

_LONGEST = 80
_MARKED = re.compile(r".*_[0-9a-f]{10}", re.IGNORECASE)


def page_name(student: Student) -> str:
    """Name a student's feedback page, as no other student's is."""
    return f"{plain_name(student)}.html"


def plain_name(student: Student) -> str:
    """Write a student's key in letters that every file name can hold.

    Where the key is not plain, its plain letters are followed by a mark made of all of it; so is a
    key that looks as if it had such a mark.
    """
    key = student.key
    plain = "".join(c if c.isalnum() and c.isascii() else "_" for c in key)
    is_plain = plain == key.replace(":", "_", 1) and len(plain) <= _LONGEST
    if is_plain and not _MARKED.fullmatch(plain):
        return plain
    mark = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:10]
    return f"{plain[:60]}_{mark}"
