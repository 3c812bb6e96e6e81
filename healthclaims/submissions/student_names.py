"""Whose file is it, where no learning platform named it: ``jane.zip``, or a folder ``jane``.

Two students must never become one, since the answers of one would then count for the other. Where
names leave a doubt, one student rather becomes two: a report shows that, and nothing is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from healthclaims.submissions.file_kinds import JUNK, LOG, MEANT, NOTEBOOK, ZIP, expected_kind

# Folders and files of the kit and of students that name nobody.
_KIT = {"answers", "data", "docs", "exercises", "healthclaims", "my_articles", "notebooks", "tests"}
_USUAL = {"assignment", "build", "homework", "kit", "solutions", "submission", "submissions"}
_NOBODY = {"", *_KIT, *_USUAL}
_ENDINGS = re.compile(r"(?:\.(?:ipynb|jsonl|zip|json|txt|log))+$", re.I)
_COPY = re.compile(r"[ _]*-? ?copy(?: ?[0-9]+)?$", re.I)
# Longer names are nobody's file name, and patterns would be slow on them.
_LONGEST = 300
_NUMBER = re.compile(r" ?\(([0-9]+)\)$")


def names_of_students(
    container: str, names: Sequence[tuple[str, ...]], assignment: str
) -> list[str | None]:
    """Find the student's name for every file of a folder or zip; None where names tell nobody."""
    owner = student_named_in(container, assignment) or container
    heads = [_head(parts, assignment) for parts in names]
    if _is_one_student(names, heads):
        return [owner for _ in names]
    # Copies of a file without a student's name, such as "a1.zip" and "a1 (1).zip", may come from
    # two students; one file of each kind comes from one.
    kinds = Counter(
        expected_kind(parts)
        for parts, head in zip(names, heads, strict=True)
        if head == "" and len(parts) == 1
    )
    is_mixed = max(kinds.values(), default=0) > 1
    return [
        None
        if head is None
        else head or (owner + _copy_number(parts) if is_mixed and len(parts) == 1 else owner)
        for parts, head in zip(names, heads, strict=True)
    ]


def is_of_several_students(inside: Sequence[tuple[str, ...]], assignment: str) -> bool:
    """Tell whether a folder holds the work of several students, and is no student's own.

    Then it has no loose notebook or log, and two or more zips or folders with names.
    """
    kinds = {parts: expected_kind(parts) for parts in inside}
    if any(len(parts) == 1 and kind in (LOG, NOTEBOOK) for parts, kind in kinds.items()):
        return False
    tops = {parts[0] for parts, kind in kinds.items() if kind in MEANT}
    return sum(bool(student_named_in(top, assignment)) for top in tops) > 1


def student_named_in(name: str, assignment: str) -> str:
    """Take all that is no student's out of the name of a file; empty if it names nobody."""
    if len(name) > _LONGEST:
        return name
    name = _COPY.sub("", _ENDINGS.sub("", name))
    for known in (assignment, assignment.split("_", 1)[0], "answers"):
        if known:
            name = re.sub(rf"(?<![^\W_]){re.escape(known)}(?![^\W_])", "", name, flags=re.I)
    name = name.strip(" _-.")
    return "" if _NUMBER.sub("", name).strip(" _-.").lower() in _NOBODY else name


def _head(parts: tuple[str, ...], assignment: str) -> str | None:
    """Find the name that a file shows; empty if nobody's; None if it is not handed in."""
    if expected_kind((parts[0], "x")) == JUNK or (len(parts) == 1 and not _is_meant(parts)):
        return None
    return student_named_in(parts[0], assignment)


def _is_meant(parts: tuple[str, ...]) -> bool:
    return expected_kind(parts) in MEANT


def _is_one_student(names: Sequence[tuple[str, ...]], heads: Sequence[str | None]) -> bool:
    """Tell whether all of it is one student's: a log or notebook without a name lies loose."""
    loose, others, zips = Counter[str](), set(), 0
    for parts, head in zip(names, heads, strict=True):
        kind = expected_kind(parts)
        if head == "" and len(parts) == 1 and kind in (LOG, NOTEBOOK):
            loose[kind] += 1
        elif len(parts) == 1 and kind == ZIP:
            zips += 1
        elif head and kind in MEANT:
            others.add(head)
    return max(loose.values(), default=0) == 1 and len(others) <= 1 and zips <= 1


def _copy_number(parts: tuple[str, ...]) -> str:
    found = _NUMBER.search(_ENDINGS.sub("", parts[0]))
    return f" ({found[1]})" if found else ""
