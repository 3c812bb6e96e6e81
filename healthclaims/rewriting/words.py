"""What can be told of a sentence by its words: denials, comparisons, what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

# To say, know or recommend nothing yet is not to deny.
_NO_DENIAL = (
    r"(?! (?:yet |really |even |actually )*(?:know|show|prove|tell|mean|yet|say|claim|promise|"
    r"conclude|expect|assume|guarantee|have|only|just|be \w+))"
)
_DENIES = re.compile(
    r"\b(?:(?:does|do|did|will|can|could|may|might|would)(?: not|n[’']t)|cannot|can[’']t|won[’']t)"
    r"\b"
    rf"{_NO_DENIAL}"
    r"|\bnever (?:help|work|ease|lower|soften|reduce|raise|cure|improve)s?\b"
    r"|\bno (?:effect|benefit|use)\b|\b(?:useless|worthless|nonsense)\b",
    re.IGNORECASE,
)
_NOT_KNOWN = r"(?:not|n[’']t|never|nobody|no one)(?: yet| really)?"
_MISSING = re.compile(
    r"^\W*(?:there (?:is|are|was|were) no"
    r"|(?:we (?:found|have) )?no (?:study|studies|trials?|research|data|evidence|proof)"
    r"|nothing is (?:yet )?known|whether"
    r"|nobody knows|no one knows|we do(?: not|n[’']t) know|it is (?:not known|unknown|unclear))\b"
    rf"|\b(?:\w+)?{_NOT_KNOWN} (?:say|tell|know|knows|known|sure|clear|certain)(?: yet)? "
    r"(?:if|whether|that|what|how)\b"
    r"|\b(?:unclear|unknown) (?:if|whether)\b"
    r"|(?:\b(?:not|never)|n[’']t|\byet to be) (?:yet |been )*(?:shown|proven|seen|tested)"
    r" (?:to|that|if|whether)\b",
    re.IGNORECASE,
)
# These say that something was not studied; the rest of the sentence may claim all the same.
_NOT_TESTED = re.compile(
    r"\b(?:(?:is|was|were|has|have) )?(?:yet|still needs?|remains?) to be \w+"
    r"|(?:\b(?:is |was |were |has |have )?(?:not|never)|\b\w+n[’']t) (?:yet |been )*"
    r"(?:tested|studied|shown|proven|measured)\b",
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


def what_is_untested(text: str) -> str:
    """Find the words by which a sentence says that something was not studied.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    str
        For example ``"has not been tested"``; empty where there are none.
    """
    found = _NOT_TESTED.search(text)
    return found.group() if found else ""


def without_untested(text: str) -> str:
    """Leave out the words by which a sentence says that something was not studied.

    Parameters
    ----------
    text : str
        A sentence, or a part of one.

    Returns
    -------
    str
        The sentence without "has not been tested" and the like.
    """
    return _NOT_TESTED.sub("", text)


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
