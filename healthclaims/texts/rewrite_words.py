"""What can be told of a sentence by looking at its words: denials, leaps, what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SHORT = 3  # words
_CLAUSE_END = re.compile(r"[;:,.!?()–—]| but | and | while ")
_NOT = re.compile(
    r"\b(?:no|not|nobody|none|nothing|never|nor|neither|untested|cannot|whether|without)\b|n[’']t\b",
    re.IGNORECASE,
)
_OPEN_QUESTION = re.compile(
    r"\b(?:unknown|unclear|untested|unproven|unstudied|missing|lacking|an open question)\b"
    r"|\b(?:yet|still|remains?|needs?|have|has|must|should) (?:\w+ )?to be \w+"
    r"|\b(?:is|are|still) needed\b|\bneeds? (?:\w+ )?(?:stud|test|trial|research)\w*",
    re.IGNORECASE,
)
# "Human brains were not measured": the "not" may follow, where it belongs to studying.
_NOT_STUDIED = re.compile(
    r"(?:\b(?:not|never|nobody|no one)|n[’']t)\b(?: \w+){0,3} "
    r"(?:measured|tested|studied|known|shown|seen|tried|looked at|checked|proven|examined|"
    r"included|done|asked|there|part)\b",
    re.IGNORECASE,
)
_PEOPLE_AT_LARGE = re.compile(
    r"\b(?:you|yours?|yourself|people|humans?|patients|everyone|everybody|anyone|anybody|ours?|"
    r"(?<!tell )(?<!tells )(?<!told )(?<!show )(?<!shows )(?<!showed )(?<!gives )(?<!let )us)\b",
    re.IGNORECASE,
)
# To say, know or recommend nothing yet is not to deny.
_NO_DENIAL = (
    r"(?! (?:yet |really |even |actually )*(?:know|show|prove|tell|mean|yet|say|claim|promise|"
    r"conclude|expect|assume|guarantee|have|only|just|be \w+))"
)
_DENIES = re.compile(
    r"\b(?:(?:does|do|did|will|can|could|may|might|would)(?: not|n[’']t)|cannot|can[’']t|won[’']t)\b"
    rf"{_NO_DENIAL}"
    r"|\bno (?:effect|benefit|use)\b|\b(?:useless|worthless|nonsense)\b",
    re.IGNORECASE,
)
_NOT_KNOWN = r"(?:not|n[’']t|never|nobody|no one)(?: yet| really)?"
_MISSING = re.compile(
    r"^\W*(?:there (?:is|are|was|were) no"
    r"|(?:we (?:found|have) )?no (?:study|studies|evidence|proof)"
    r"|nothing is (?:yet )?known|whether"
    r"|nobody knows|no one knows|we do(?: not|n[’']t) know|it is (?:not known|unknown|unclear))\b"
    rf"|\b(?:\w+)?{_NOT_KNOWN} (?:say|tell|know|knows|known|sure|clear|certain)(?: yet)? "
    r"(?:if|whether|that|what|how)\b"
    r"|\b(?:unclear|unknown) (?:if|whether)\b"
    r"|\b(?:yet|still needs?|remains?) to be \w+"
    r"|(?:\b(?:not|never)|n[’']t) (?:yet )?(?:been )?(?:tested|studied|shown|proven|measured)\b",
    re.IGNORECASE,
)
# A word that may stand for the product.
POINTING = re.compile(
    r"\b(?:it|this|they|(?:the|a|an|this)(?: \w+)? "
    r"(?:peptide|product|drug|medicine|remedy|spray|substance|rinse|mouthwash|cream))\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:compared|comparison|than|versus|vs|instead of|in contrast|beats?|outdid|outdoes|"
    r"outperform\w*|rather than|control group|only in)\b"
    r"|\b(?:against|while|whereas|but|unlike|next to) (?:only |just )?"
    r"(?:\d|(?:the |with |on |an? )*(?:other|others|another|plain|rest|those)\b)"
    r"|\b\d+ (?:of|in|out of) (?:every )?\d+\b.*\b\d+ (?:of|in|out of) (?:every )?\d+\b",
    re.IGNORECASE | re.DOTALL,
)
# Groups that a record either names or does not; "volunteers" or "animals" could be anybody.
_GROUPS = re.compile(
    r"\b(?:mouse|mice|rats?|rabbits?|dogs?|cats?|monkeys?|pigs?|piglets?|hamsters?|guinea pigs?|"
    r"fish|flies|sheep|child|children|kids?|teens?|teenagers?|pupils?|students?|bab(?:y|ies)|"
    r"infants?|toddlers?|athletes?)\b",
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
    """Find the words by which a sentence, or a part of one, says what is not known.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    str
        For example ``"There is no"``; empty where there are none.
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
    stops = [found.start() for found in _CLAUSE_END.finditer(text, place)]
    # "In people, it was never tested": a short beginning belongs to what follows.
    if stops and text[stops[0]] == "," and len(text[start : stops[0]].split()) <= _SHORT:
        stops.pop(0)
    before, whole = text[start:place], text[start : next(iter(stops), len(text))]
    return any((_NOT.search(before), _OPEN_QUESTION.search(whole), _NOT_STUDIED.search(whole)))


def compares(text: str) -> bool:
    """Tell whether a sentence sets those who took a product beside others.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    bool
        True for "than others", "against 27 of 100", and the like.
    """
    return _COMPARES.search(text) is not None


def other_groups(text: str, subjects: Sequence[str]) -> tuple[str, ...]:
    """Find groups in a text that are none of those who were studied.

    Parameters
    ----------
    text : str
        Words that name somebody.
    subjects : sequence of str
        Words for those who were studied.

    Returns
    -------
    tuple of str
        For example ``("mice",)`` where the record says rats.
    """
    known = {word.casefold() for word in subjects}
    found = (match.group() for match in _GROUPS.finditer(text))
    return tuple(word for word in found if word.casefold() not in known)


def is_comparison_only(text: str) -> bool:
    """Tell whether "against 52" stands for a comparison and not for a result.

    Parameters
    ----------
    text : str
        Words found in a sentence.

    Returns
    -------
    bool
        True for "against" or "versus" with what follows.
    """
    return re.match(r"(?:against|versus|vs)\b", text, re.IGNORECASE) is not None
