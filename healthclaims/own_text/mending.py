"""Text as it comes, out of PDFs and web pages: mended into what a reader sees, with notes.

Whoever cuts a text into sentences gets the mended text, and that is the text that is shown, so all
places in it are exact.
"""

from __future__ import annotations

import re
import unicodedata

from healthclaims.highlighter.patterns import word_set

# A new page, column or cell: a line ends there. Tabs and line feeds stay as they are.
_BREAKS = re.compile(r"\r\n?|[\x07\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# As PDFs in a browser give a hyphen at the end of a line.
_PDF_HYPHEN = re.compile("[\x02\ufffe]")
_HYPHEN_AT_END = re.compile(
    r"(?<=[^\W\d_])(?:\u00ad|[-\u2010\u2011\u00ac]\u00ad?)[ \t]*\n[ \t]*(?=[a-z])"
)
# Control signs, half characters and signs that turn the writing round or hold it together.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ud800-\udfff]|(?<=\w)[\u200c\u200d](?=\w)"
)
_LIGATURES = re.compile(r"[\ufb00-\ufb06\u0132\u0133\u017f]")
# The first half of a word that keeps its hyphen: long-term, well-known.
_KEEPS_HYPHEN = word_set(
    """well self non anti long short low high over double half full all best ill so much one two
    three four first second third placebo cross follow side health evidence risk cost post pre"""
)
# The end of a word, which no hyphen parts from it: low-ered, short-ened.
_ENDING = re.compile(r"(?:en|er)?(?:ed|ing|er|est|s)\b|(?:ly|ness|ish)\b")
# Words that no sentence and no line of a list ends with.
_GOES_ON = word_set(
    """a an the of and or in on at to by for with from as is are was were be been has have had may
    might can could will would not no that which who their its his her our your this these than
    into over under between about if when while because but nor so such very more most per
    aged during within nearly almost roughly without versus"""
)
# An item of a list, or a comment with the name of who writes: a line of its own.
_LIST_ITEM = re.compile(r"\s*(?:[-–•*·|>#]|\(?\d{1,3}[.)]\s|[\w.]{2,30}: )")
_SHORTEST_BROKEN = 30  # letters: below this a line that breaks off may be an item of a list
HYPHENS = "Words parted at the end of a line were put together again."
LINES = "Lines that broke off in the middle of a sentence were joined."
PAGES = "Page breaks were taken as the ends of lines."
UNSEEN = "Signs that cannot be seen were taken out. All the words are there."
LIGATURES = "Letters printed as one sign, such as “ﬁ”, were written as two."


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text as a reader sees it, and a note on each kind of thing that was changed."""
    notes = []
    broken = _BREAKS.sub("\n", _PDF_HYPHEN.sub("\u00ad", text.removeprefix("\ufeff")))
    if re.search(r"[\x07\x0b\x0c\x1c-\x1f]", text):
        notes.append(PAGES)
    whole = _HYPHEN_AT_END.sub(lambda found: _between(broken, found), broken)
    if whole != broken:
        notes.append(HYPHENS)
    seen = _HIDDEN.sub("", whole)
    if seen != whole:
        notes.append(UNSEEN)
    spelled = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), seen)
    if spelled != seen:
        notes.append(LIGATURES)
    joined = _join_lines(spelled)
    if joined != spelled:
        notes.append(LINES)
    return joined, tuple(notes)


def _between(text: str, found: re.Match[str]) -> str:
    """Return the hyphen that stays between two halves of a word, mostly none."""
    before = re.split(r"[^a-z]", text[max(0, found.start() - 20) : found.start()].lower())[-1]
    is_kept = before in _KEEPS_HYPHEN and not _ENDING.match(text, found.end())
    return "-" if is_kept and "\u00ad" not in found.group() else ""


def _join_lines(text: str) -> str:
    """Join a line to the next where a sentence runs on."""
    lines = text.split("\n")
    found = lines[:1]
    last = lines[0]
    small = _writes_small(lines)
    for line in lines[1:]:
        if _runs_on(last, line, small):
            found[-1] = f"{found[-1].rstrip()} {line.lstrip()}"
        else:
            found.append(line)
        last = line
    return "\n".join(found)


def _writes_small(lines: list[str]) -> bool:
    """Return whether somebody begins sentences with small letters, as in a chat."""
    before = ["", *lines]
    return any(
        line.lstrip()[:1].islower() and (not last.strip() or last.rstrip()[-1] in ".!?")
        for last, line in zip(before, lines, strict=False)
    )


def _runs_on(line: str, following: str, small: bool) -> bool:
    """Return whether a line goes on in the next; `small`: a small letter shows nothing."""
    end, start = line.rstrip(), following.lstrip()
    if not end or not start or _LIST_ITEM.match(start) or "\t" in end.strip() or "|" in end:
        return False
    if end[-1] in ".!?:;…。！？؟।":
        return False
    words = re.findall(r"[^\W_]+", end.lower())
    unfinished = end[-1] == "," or (bool(words) and words[-1] in _GOES_ON and len(words) > 2)
    if start[0].islower():
        return unfinished or (len(end) >= _SHORTEST_BROKEN and not small)
    return len(end) >= _SHORTEST_BROKEN and (unfinished or start[0] in "([“‘")
