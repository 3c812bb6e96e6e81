"""Text from outside: pasted or read from a file, checked for size and mended."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.files import home_dir
from healthclaims.core.problems import why
from healthclaims.highlighter.patterns import word_set
from healthclaims.own_text.assigned import is_assigned
from healthclaims.own_text.mending import mend
from healthclaims.own_text.store import own_texts_dir

MOST_CHARACTERS = 200_000
MOST_LINES = 3_000  # headings and sentences
MOST_IN_LINE = 5_000  # characters; a spreadsheet cell holds no more than a few times that
_WORDS = MOST_CHARACTERS // 6  # a word of everyday English has five letters, then comes a space
ABOUT_WORDS = f"about {round(_WORDS, 1 - len(str(_WORDS))):,} words"
FEWEST_WORDS = 3
_MOST_BYTES = 4 * MOST_CHARACTERS
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_COMMON = word_set(
    """the of and to in is it that for on with as are this was be by not or from you your at have
    has a an they we i can may will"""
)
_ENGLISH_LETTERS = 0.7  # share of letters that are a to z
_ENGLISH_WORDS = 0.08  # share of words that no English page does without
_ENOUGH_WORDS = 40  # below this, counting such words tells nothing
_NOT_TEXT = {
    ".html": "a saved web page",
    ".htm": "a saved web page",
    ".pdf": "a PDF",
    ".docx": "a Word file",
    ".doc": "a Word file",
    ".odt": "an OpenOffice file",
    ".rtf": "an RTF file",
    ".epub": "an e-book",
}
# The page says the same before a text is sent.
TOO_LONG = (
    f"This text has {{length}} characters; at most {MOST_CHARACTERS:,} ({ABOUT_WORDS}) "
    "can be taken in. Choose the part you want to read and paste only that."
)
NOT_ENGLISH = (
    "This text does not look English. The highlighter knows English words only, so it will find "
    "little here. You can still mark every line by hand."
)
ASSIGNED = (
    "This text is part of an assignment, so the highlighter suggests nothing for it. Answer in the "
    "notebook of the assignment, and bring another text here."
)


class PasteError(ValueError):
    """Raised when a text cannot be taken in; the message says why and what to do."""


@dataclass(frozen=True)
class Pasted:
    """A text that can be worked with, and what the reader should know of it."""

    text: str
    notes: tuple[str, ...] = ()


def clean(text: str) -> Pasted:
    """Check a text for size, and mend what PDFs and web pages do to it (see `mending`).

    Raises
    ------
    PasteError
        If there is no sentence in it, or too many, or an assignment asks about it.
    """
    if len(text) > MOST_CHARACTERS:
        raise PasteError(_too_long(len(text)))
    kept, mended = mend(text)
    words = _WORD.findall(kept)
    if not kept.strip():
        message = "There is no text yet. Paste a few sentences into the box."
        raise PasteError(message)
    if len(words) < FEWEST_WORDS:
        count = {0: "no words", 1: "only one word"}.get(len(words), f"only {len(words)} words")
        message = f"This text has {count}. Paste at least one whole sentence."
        raise PasteError(message)
    if is_assigned(kept):
        raise PasteError(ASSIGNED)
    notes = list(mended)
    if not _looks_english(kept, words):
        notes.append(NOT_ENGLISH)
    return Pasted(kept, tuple(notes))


def _too_long(length: int) -> str:
    return TOO_LONG.replace("{length}", f"{length:,}")


def check_lines(lines: Sequence[str]) -> None:
    """Raise a `PasteError` if a text has too many lines, or too long ones, to work with."""
    if len(lines) > MOST_LINES:
        message = (
            f"This text has {len(lines):,} lines; at most {MOST_LINES:,} can be taken in. "
            "Choose the part you want to read and paste only that."
        )
        raise PasteError(message)
    longest = max(lines, key=len, default="")
    if len(longest) > MOST_IN_LINE:
        message = (
            f"One sentence, “{longest[:40]}…”, goes on for {len(longest):,} characters; at most "
            f"{MOST_IN_LINE:,} can be taken in. Put line breaks where sentences end."
        )
        raise PasteError(message)


def read_file(name: str) -> Pasted:
    """Read a text file: UTF-8, UTF-16 with its mark, or else Windows-1252.

    Parameters
    ----------
    name : str
        A file beside the notebook, in the kit's folder or in ``my_articles``; or a full path.

    Raises
    ------
    PasteError
        If there is no such file, or it is not plain text; the message says what to do.
    """
    path = _find(name)
    kind = _NOT_TEXT.get(path.suffix.lower())
    if kind:
        message = (
            f"{path.name} is {kind}, not plain text. Open it, select the words, copy them, and "
            "paste them into the box."
        )
        raise PasteError(message)
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= _MOST_BYTES else b""
    except OSError as error:
        message = f"{path.name} cannot be read ({why(error)}). Check that the file is there."
        raise PasteError(message) from error
    if size > _MOST_BYTES:
        raise PasteError(_too_long(size))
    text, note = _decode(raw, path.name)
    found = clean(text)
    return Pasted(found.text, (*filter(None, [note]), *found.notes))


def _find(name: str) -> Path:
    places = [Path(), home_dir(), own_texts_dir()]
    for place in places:
        if (place / Path(name).expanduser()).is_file():
            return place / Path(name).expanduser()
    message = (
        f"There is no file {name!r}. Put it into the folder you work in, or into "
        "the folder my_articles, and check the spelling of its name."
    )
    raise PasteError(message)


def _decode(raw: bytes, name: str) -> tuple[str, str]:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace"), ""
    if b"\x00" in raw:
        message = f"{name} is not plain text. Copy the words from it and paste them into the box."
        raise PasteError(message)
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        note = (
            f"{name} is not stored as UTF-8. It was read as Windows text. If letters look wrong, "
            "save it again with the encoding UTF-8."
        )
        return raw.decode("windows-1252", "replace"), note


def _looks_english(text: str, words: list[str]) -> bool:
    letters = _LETTER.findall(text)
    plain = sum(letter.isascii() for letter in letters)
    if plain < _ENGLISH_LETTERS * len(letters):
        return False
    common = sum(word.lower() in _COMMON for word in words)
    return len(words) < _ENOUGH_WORDS or common >= _ENGLISH_WORDS * len(words)
