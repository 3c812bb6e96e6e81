"""Split pasted text into headings and sentences, with exact places in the text.

Lines come first, then sentences within a line: web text has headings without full stops. No
library: the kit also runs in the browser, and none in pure Python is right on headings.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from healthclaims.highlighter.patterns import word_set

# A full stop after these never ends a sentence; after the next ones not where a number follows.
_INNER = word_set(
    "vs approx ca cf dr mr mrs ms prof st fig figs eq ref refs vol ed eds resp incl est e.g i.e rev"
)
_NUMBERED = word_set("no nos p pp ch sec art jan feb mar apr jun jul aug sep sept oct nov dec")
# Single letters that are names of things rather than initials of people: "vitamin D. Both".
_LETTERED = word_set("vitamin hepatitis type group class part appendix table figure grade phase")
# Words that open a sentence even after "U.S." or "a.m.".
_OPENERS = word_set(
    """the a an it its this that these those he she they we you i in on at for from if when while
    however but and so as there here what who how why some many most no our your their both"""
)
_CLOSING = r"[\"'”’»)\]]*"
# Marks that point to a source: [1][2], (4), ¹², and a bare number behind a letter and a stop.
_REFERENCES = (
    r"(?:\[[^\]\[\n]{1,20}\]|\(\d{1,3}(?:[,–-] ?\d{1,3}){0,5}\)|[⁰¹²³⁴-⁹†‡]+(?:[,–-][⁰¹²³⁴-⁹]+)*"
    r"|(?<=[^\W\d_][.!?])\d{1,3}(?:[,–-]\d{1,3}){0,5}(?=\s))*"
)
_WIDE = "。！？｡؟۔।॥։።"
_STOP = re.compile(rf"(?:[.!?]+|…|[{_WIDE}]){_CLOSING}{_REFERENCES}")
_EMOJI = r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+"
_AFTER = re.compile(rf"(?:\s*{_EMOJI})*\s+")
# A stop without a space behind it: after these, or between a small and a capital letter.
_GLUED = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]*\s)")
_LIST_NUMBER = re.compile(r"\s*(?:\(?\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]$")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_MAX_HEADING_WORDS, _MAX_QUESTION_WORDS, _MAX_CELL_WORDS = 14, 10, 8
_LOOK_BACK = 60


@dataclass(frozen=True)
class Span:
    """A heading or sentence (`kind`) and where it stands: it is exactly ``text[start:end]``."""

    start: int
    end: int
    kind: str


def split_units(text: str) -> list[Span]:
    """Split a text into headings and sentences: each printed character lies in exactly one."""
    found: list[Span] = []
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", text):
        spans = list(_sentences(text, line.start(), line.end()))
        kind = "heading" if _is_heading(text, spans) else "sentence"
        found += [Span(start, end, kind) for start, end in spans]
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split one line; a row of a table stays whole."""
    cuts = [start]
    last_word = next((at for at in range(end - 1, start, -1) if text[at].isalnum()), -1)
    for stop in _STOP.finditer(text, start, end) if not _is_row(text[start:end]) else ():
        gap = _AFTER.match(text, stop.end(), end) or _GLUED.match(text, stop.end(), end)
        following = gap.end() if gap else stop.end() if stop.group()[0] in _WIDE else last_word + 1
        if following <= last_word and _ends_here(text, cuts[-1], stop, following, end):
            cuts.append(following)
    for cut, following in itertools.pairwise([*cuts, end]):
        if piece := text[cut:following].strip():
            place = text.index(piece, cut)
            yield place, place + len(piece)


def _is_row(line: str) -> bool:
    """Return whether a line is a row of short cells, parted by bars or tabs."""
    return (line.count("|") > 1 or "\t" in line.strip()) and not any(
        len(cell.split()) > _MAX_CELL_WORDS or re.search(r"[.!?] +[^\W_]+ [^\W_]+", cell)
        for cell in re.split(r"[|\t]", line)
    )


def _ends_here(text: str, place: int, stop: re.Match[str], following: int, end: int) -> bool:
    """Return whether a stop followed by white space ends the sentence that began at `place`."""
    next_word = _WORD.search(text, following, min(end, following + _LOOK_BACK))
    # “Gone in a week!” – Dorrit M.
    if text[following].islower() or (text[following] in "–—" and stop.group()[-1] in '"”’»'):
        return False
    if "." not in stop.group() or "..." in stop.group() or "…" in stop.group():
        return True
    # A few words back are enough, and keep a page without a break from taking ages.
    before = text[max(place, stop.start() - _LOOK_BACK) : stop.start()]
    if _LIST_NUMBER.fullmatch(before + "."):
        return False
    word = (before.split() or [""])[-1].strip("(\"“‘'[").lower()
    upcoming = next_word.group() if next_word else ""
    if word in _INNER or (upcoming[:1].isdigit() and word in _NUMBERED):
        return False
    opens = upcoming.lower() in _OPENERS
    if len(word) == 1 and word.isalpha():  # “vitamin D.” ends, the initial in “J. Smith” does not
        words = _WORD.findall(before)
        return opens or (len(words) > 1 and words[-2].lower() in _LETTERED)
    if word == "al" or re.fullmatch(r"(?:\w\.)+\w", word):  # U.S., U.K., a.m., Ph.D
        return opens and not upcoming[:1].isdigit()
    return True


def _is_heading(text: str, spans: list[tuple[int, int]]) -> bool:
    if len(spans) != 1:
        return False
    unit = text[spans[0][0] : spans[0][1]]
    words = _WORD.findall(unit)
    if not words or len(words) > _MAX_HEADING_WORDS or re.match(r"[-–•*·]|\d+[.)]\s", unit):
        return False
    if unit.endswith("?"):
        return len(words) <= _MAX_QUESTION_WORDS
    return not re.search(r"[.!…:;,][\"'”’»)\]]*$", unit)
