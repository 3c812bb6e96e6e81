"""A table that somebody else made: cells can be changed, and every other byte stays as it is."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from healthclaims.core.problems import DataError, Problem

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MARK = "\ufeff"
_GUESS = "latin-1"


class KeptTable:
    """A table with its encoding, its mark, its delimiter, its quotes and its line ends.

    Parameters
    ----------
    path : Path
        The file; it is read and never written.

    Attributes
    ----------
    rows : list of list of str
        The cells without their quotes, by line.
    is_unicode : bool
        False if its letters can only be guessed.

    Raises
    ------
    DataError
        If it is no table of text.
    OSError
        If it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        self._encoding, self._text = _decoded(content)
        self.is_unicode = self._encoding != _GUESS
        if content.startswith(b"PK") or "\0" in self._text:
            what = "is no table of text."
            raise DataError([Problem(path, None, what, "Give the CSV file as it was downloaded.")])
        self._spans: list[list[tuple[int, int]]] = [[]]
        self._changes: dict[tuple[int, int], str] = {}
        self._split()
        self.rows = [
            [_unquoted(self._text[start:end]) for start, end in spans] for spans in self._spans
        ]

    def _split(self) -> None:
        place, end = int(self._text.startswith(_MARK)), len(self._text)
        first = re.sub(r'"[^"]*"', "", re.split(r"[\r\n]", self._text[place:], maxsplit=1)[0])
        mark = max(",;\t", key=first.count)
        plain = rf"[^{mark}\r\n]*"
        cell = re.compile(rf'("[^"]*(?:""[^"]*)*"{plain}|{plain})({mark}|\r\n|\r|\n|\Z)')
        for found in cell.finditer(self._text, place):
            if found.start() == end:
                break
            self._spans[-1].append(found.span(1))
            if found[2] != mark and found.end() < end:
                self._spans.append([])
            elif found[2] == mark and found.end() == end:
                self._spans[-1].append((end, end))

    def change(self, row: int, column: int, text: str) -> None:
        """Put other text into a cell; it stays between quotes if it stood there."""
        start, end = self._spans[row][column]
        is_quoted = self._text[start:end].startswith('"')
        self._changes[start, end] = f'"{text}"' if is_quoted else text

    def content(self) -> bytes:
        """Return the file with the changes."""
        parts, place = [], 0
        for (start, end), text in sorted(self._changes.items()):
            parts += [self._text[place:start], text]
            place = end
        return "".join([*parts, self._text[place:]]).encode(self._encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    """Read text so that the same encoding gives the same bytes again."""
    for encoding in (_UTF16.get(content[:2], "utf-8"), "utf-8"):
        try:
            return encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _GUESS, content.decode(_GUESS)


def _unquoted(cell: str) -> str:
    found = re.fullmatch(r'"((?:[^"]|"")*)"(.*)', cell, re.S)
    return found[1].replace('""', '"') + found[2] if found else cell
