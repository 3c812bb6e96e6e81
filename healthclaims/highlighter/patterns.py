"""How the words of a cue rule are written, and how words of a text are looked up.

The column ``words`` of ``data/cues.csv`` holds entries with a bar between them; in an entry

* ``~reduce`` stands for all forms of a regular verb: reduce, reduces, reduced, reducing,
* ``stud*`` for every word that begins so, ``#`` for a number, ``^`` for a name (a capital letter),
* ``…`` for up to three words in between,
* a capital letter must be there in the text as well: ``May 2019``, not ``may``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Numbers, words (with an apostrophe inside), and every other printed character by itself.
# Nothing here can go back on what it took, so that no text makes it slow.
TOKEN = re.compile(r"\d++(?:[.,]\d++)*+(?![^\W_])|[^\W_]++(?:['’][^\W_]++)*+|[^\w\s]|_")
_PIECE = re.compile(r"~?[^\W_]+(?:['’][^\W_]+)*\*?|[^\w\s]")


def word_set(words: str) -> frozenset[str]:
    """Return the words that are written here with spaces between them."""
    return frozenset(words.split())


def patterns_of(entry: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield an entry of the table as (kind, text) of each part; several where a verb has forms.

    Kinds are ``word``, ``exact``, ``begin``, ``number``, ``name`` and ``gap``.
    """
    options: list[tuple[tuple[str, str], ...]] = [()]
    for piece in _PIECE.findall(entry):
        choices = list(_element(piece))
        options = [(*option, choice) for option in options for choice in choices]
    yield from options


def _element(piece: str) -> Iterator[tuple[str, str]]:
    if piece in ("#", "^", "…"):
        yield {"#": "number", "^": "name", "…": "gap"}[piece], ""
    elif piece.startswith("~"):
        for form in verb_forms(piece[1:]):
            yield "word", form
    elif piece.endswith("*") and len(piece) > 1:
        yield "begin", plain(piece[:-1])
    elif piece != piece.lower():
        yield "exact", piece
    else:
        yield "word", plain(piece)


def plain(word: str) -> str:
    """Return a word in small letters, with straight apostrophes and without a possessive 's."""
    small = word.lower()
    if "’" in small:
        small = small.replace("’", "'")
    if small.endswith("'s") and small[:-2] not in _KEPT_S:
        return small[:-2]
    return small


_KEPT_S = word_set("it that what let he she there here who how where")
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return the forms of a regular verb: reduce, reduces, reduced, reducing."""
    if verb.endswith("e"):
        stem = verb[:-1]
        return verb, verb + "s", stem + "ed", stem + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    ending = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    stem = verb + verb[-1] if _DOUBLED.fullmatch(verb) else verb
    return verb, verb + ending, stem + "ed", stem + "ing"
