"""What a file that somebody handed in is, by its name and its first bytes; nothing is run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from healthclaims.core.files import as_utf8
from healthclaims.submissions.limits import ASK

LOG, NOTEBOOK, ZIP, MANIFEST = "log", "notebook", "zip", "manifest"
# Kinds that a name alone can tell, beside those above.
MAYBE, TYPED, PACKED, DOCUMENT = "maybe", "typed", "packed", "document"
JUNK, OTHER = "junk", "other"
# What is no file of this assignment.
FOLDER, ELSEWHERE = "folder", "elsewhere"
# What may hold answers: worth opening.
USABLE = (LOG, NOTEBOOK, ZIP, MAYBE)
# What shows that somebody meant to hand something in.
MEANT = (LOG, NOTEBOOK, ZIP, TYPED, PACKED, DOCUMENT)

_READ = "Read it yourself."
_PACK = f"{ASK[:-1]}, or unpack it and put the files in a zip."
# For each kind that is never read: why, and what to do next, which is nothing for many.
USELESS = {
    JUNK: ("It is a left-over of a program, or an example of the kit.", ""),
    OTHER: ("It is not needed for marking.", ""),
    ELSEWHERE: ("It belongs to another assignment.", ""),
    TYPED: ("It is text typed into the learning platform, which is not marked here.", _READ),
    PACKED: ("It is packed in a way that is not read here.", _PACK),
    DOCUMENT: ("It is a document; answers are read from the notebook and its log alone.", ASK),
}

# Files that programs leave behind, and folders whose files all are.
_JUNK = re.compile(
    r"\._.*|~\$.*|\.~.*|\.ds_store|(?:eh)?thumbs\.db|desktop\.ini|icon\r|\.localized|\.gitignore"
    r"|\.gitkeep|__macosx|\.ipynb_checkpoints|__pycache__|\.git|\.trash.*|\.spotlight-.*|@eadir"
    r"|\.fseventsd|\.appledouble|\$recycle\.bin|system volume information|\.vscode|\.idea"
    r"|example_learner",
    re.I | re.S,
)
_TAIL = r"(?:\.(?:txt|json|log))?$"
_BY_NAME = (
    (NOTEBOOK, re.compile(r"\.ipynb" + _TAIL, re.I)),
    (LOG, re.compile(r"\.jsonl" + _TAIL, re.I)),
    (ZIP, re.compile(r"\.zip$", re.I)),
    (MAYBE, re.compile(r"\.(?:json|txt|log|ndjson)$|(?:^|_)[^.]+$", re.I)),
    (TYPED, re.compile(r"(?:^|_)(?:onlinetext|text|link)\.html$", re.I)),
    (PACKED, re.compile(r"\.(?:rar|7z|tar|gz|tgz|bz2|xz|zipx|dmg|iso)$", re.I)),
    (DOCUMENT, re.compile(r"\.(?:pdf|docx?|odt|rtf|pages|html?|pptx?|xlsx?)$", re.I)),
)
_BY_CONTENT = (
    (NOTEBOOK, re.compile(rb'\s*\{.*"nbformat"', re.S)),
    (MANIFEST, re.compile(rb'\s*\{.{,2000}"hand_in_id"', re.S)),
    (LOG, re.compile(rb'\s*\{[^\n]*"kind"')),
)
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Part:
    """One file of a student that can be of use.

    Parameters
    ----------
    file : str
        Where it came from, as reports show it: ``download.zip/Jane_123_…/a1.zip/answers.jsonl``.
    kind : str
        LOG, NOTEBOOK or MANIFEST.
    content : bytes
        All of it.
    time, around : str
        When it was handed in, as far as the platform's names tell, and the zip it was in; empty for
        a loose file. What has both in common was handed in together.
    ids : frozenset of str
        The id of the hand-in that it tells.
    """

    file: str
    kind: str
    content: bytes
    time: str = ""
    around: str = ""
    ids: frozenset[str] = frozenset()


def expected_kind(parts: Sequence[str]) -> str:
    """Tell from its name what a file should be."""
    if any(map(_JUNK.fullmatch, parts)):
        return JUNK
    return next((kind for kind, form in _BY_NAME if form.search(parts[-1])), OTHER)


def kind_of(expected: str, content: bytes) -> str:
    """Tell from its content what a file is: LOG, NOTEBOOK, ZIP, MANIFEST, or MAYBE."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if expected != MAYBE:
        return expected
    text = as_utf8(content)
    return next((kind for kind, form in _BY_CONTENT if form.match(text)), MAYBE)


def visible(name: str) -> str:
    r"""Show a name that somebody else chose on one line, cut, with hidden signs as ``\x1b``."""
    if len(name) > _LONGEST_NAME:
        name = f"{name[:90]}…{name[-25:]} ({len(name)} characters)"
    if name.isprintable():
        return name
    return "".join(c if _is_seen(c) else c.encode("unicode_escape").decode() for c in name)


def _is_seen(c: str) -> bool:
    """Keep wide spaces and joiners, which names of people are written with, as they are."""
    return c.isprintable() or c in "\u200c\u200d" or unicodedata.category(c) == "Zs"
