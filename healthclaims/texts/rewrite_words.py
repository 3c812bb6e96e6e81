"""What can be told of a sentence by looking at its words: denials, leaps, what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CLAUSE_END = re.compile(r"[;:,.!?–—]| but | and | while ")
_NOT = re.compile(r"\b(?:no|not|nobody|none|never|nor|neither|untested|cannot)\b|n[’']t\b", re.I)
_OPEN_QUESTION = re.compile(r"\b(?:unknown|unclear|untested|unproven)\b", re.IGNORECASE)
_PEOPLE_AT_LARGE = re.compile(r"\b(?:you|your|yourself|people|humans?|patients)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:(?:does|do|will|can)(?: not|n[’']t)|cannot|can[’']t|won[’']t)\b"
    r"(?! (?:know|show|prove|tell|mean|yet))"
    r"|\bno (?:effect|benefit|use)\b|\b(?:useless|worthless|nonsense)\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"^\W*(?:there (?:is|are|was|were) no"
    r"|(?:we (?:found|have) )?no (?:study|studies|evidence|proof)"
    r"|nobody knows|no one knows|we do(?: not|n[’']t) know|it is (?:not known|unknown|unclear))\b",
    re.IGNORECASE,
)


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Make a pattern that finds any of some words.

    Parameters
    ----------
    words : sequence of str
        The words; with none of them, nothing is found.

    Returns
    -------
    re.Pattern
        Finds whole words, in capitals or not, the longest first.
    """
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b" if listed else r"(?!)", re.IGNORECASE)


def same_words(one: str, other: str) -> bool:
    """Tell whether two sentences differ in signs and capitals only.

    Parameters
    ----------
    one, other : str
        The sentences.

    Returns
    -------
    bool
        True if they hold the same words in the same order.
    """
    return re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower())


def in_sentence_case(text: str) -> str:
    """Take capitals out of a heading written With Capitals, so that May is not read as a month.

    Parameters
    ----------
    text : str
        A sentence or heading.

    Returns
    -------
    str
        The same text where fewer than half of its words have capitals.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    if sum(word[0].isupper() for word in words) <= len(words) / 2:
        return text
    return text[:1] + text[1:].lower()


def denial(text: str) -> str:
    """Find words that deny an effect.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    str
        For example ``"does not"``; empty where there are none.
    """
    found = _DENIES.search(text)
    return found.group() if found else ""


def what_is_missing(text: str) -> str:
    """Find the start of a sentence that says what is not known, instead of a claim.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    str
        For example ``"There is no"``; empty where it does not begin like that.
    """
    found = _MISSING.search(text)
    return found.group().strip() if found else ""


def leap_to_people(text: str) -> str:
    """Find a word for people or for the reader; not where the sentence says "not in people".

    Parameters
    ----------
    text : str
        A sentence about animals.

    Returns
    -------
    str
        For example ``"you"``; empty where there is none.
    """
    found = (word for word in _PEOPLE_AT_LARGE.finditer(text) if not is_denied(text, word.start()))
    return next((word.group() for word in found), "")


def is_denied(text: str, place: int) -> bool:
    """Tell whether the piece of a sentence around a place says "not in these" or "unknown".

    Parameters
    ----------
    text : str
        A sentence.
    place : int
        Where a word begins.

    Returns
    -------
    bool
        True if the word is named as one that was not studied.
    """
    ends = [found.end() for found in _CLAUSE_END.finditer(text, 0, place)]
    start = ends[-1] if ends else 0
    end = next((found.start() for found in _CLAUSE_END.finditer(text, place)), len(text))
    before, whole = text[start:place], text[start:end]
    return _NOT.search(before) is not None or _OPEN_QUESTION.search(whole) is not None
