"""How the words of a rule are written, and how a text is cut into words.

The column ``words`` of ``data/cues.csv`` holds entries with a bar between them; in an entry

* ``(calms/soothes) your nerves`` stands for both; ``(not/) likely`` for the words with and without,
* ``~reduce`` stands for all forms of a regular verb: reduce, reduces, reduced, reducing,
* ``stud*`` for every word that begins so, ``#`` for a number, ``^`` for a name (a capital letter),
* ``…`` for up to three words in between, and a hyphen may be left out in the text,
* a capital letter must be there in the text as well: ``May 2019``, not ``may``.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

NUMBER, NAME, GAP = SLOTS = "#", "^", "…"
# Numbers, words (with an apostrophe inside, or signs that print nothing), and every other printed
# character by itself. Each is tried once at a place, so that no text makes it slow; groups are not
# possessive ("*+"), for Python before 3.11.5 takes "6." for a number then.
UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
TOKEN = re.compile(rf"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:['’{UNSEEN}]+[^\W_]+)*|[^\w\s{UNSEEN}]|_")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_PIECE = re.compile(r"\([^)]*\)|~?[^\W_]+(?:['’][^\W_]+)*\*?|[^\w\s]")
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")


def word_set(words: str) -> frozenset[str]:
    """Return the words that are written here with spaces between them."""
    return frozenset(words.split())


_NUMBERS = word_set(
    """one two three four five six seven eight nine ten eleven twelve fifteen sixteen twenty thirty
    forty fifty sixty seventy eighty ninety hundred thousand hundreds dozens dozen"""
)
_KEPT_S = word_set("it that what let he she there here who how where")


def plain(word: str) -> str:
    """Return a word in small letters, without a possessive 's, ligatures and unseen signs."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", _UNSEEN.sub("", word)).replace("’", "'")
    small = word.lower()
    return small[:-2] if small.endswith("'s") and small[:-2] not in _KEPT_S else small


def is_number(word: str) -> bool:
    """Return whether a word is a number in digits or letters."""
    return word[:1].isdigit() or word in _NUMBERS


def split_entries(words: str) -> tuple[str, ...]:
    """Return the entries of the column ``words``: "may | might | could" is split at its bars."""
    return tuple(" ".join(entry.split()) for entry in words.split("|"))


def patterns_of(entry: str) -> Iterator[tuple[str, ...]]:
    """Yield an entry word by word, once for every way in which it can be said."""
    choices = [list(_choices(piece)) for piece in _PIECE.findall(entry)]
    for parts in itertools.product(*choices):
        yield tuple(itertools.chain.from_iterable(parts))


def _choices(piece: str) -> Iterator[tuple[str, ...]]:
    if piece.startswith("("):
        for option in piece[1:-1].split("/"):
            yield from patterns_of(option)
    elif piece == "-":
        yield from ((), (piece,))
    elif piece.startswith("~"):
        yield from ((form,) for form in verb_forms(piece[1:]))
    else:
        is_kept = piece in SLOTS or piece != piece.lower()  # a capital letter is asked for
        yield (piece if is_kept else plain(piece),)


def keys_of(word: str) -> Iterator[str]:
    """Yield all that may stand for a word in `patterns_of`: “May” is May, may, m*, ma*, may*, ^."""
    small = plain(word)
    if word not in SLOTS:
        yield small
    if word != small:
        yield word
    yield from (small[:length] + "*" for length in range(1, len(small) + 1))
    if is_number(small):
        yield NUMBER
    if word[0].isupper() and word[1:].islower():
        yield NAME


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return the forms of a regular verb: reduce, reduces, reduced, reducing."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    ending = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    stem = verb + verb[-1] if _DOUBLED.fullmatch(verb) else verb
    return verb, verb + ending, stem + "ed", stem + "ing"
