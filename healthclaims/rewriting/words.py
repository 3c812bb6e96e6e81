"""What the words of a sentence do: they deny, compare, or say what is missing."""

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
    """Return a pattern that finds any of some whole words, the longest first."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b" if listed else r"(?!)", re.IGNORECASE)


def same_words(one: str, other: str) -> bool:
    """Return whether two sentences differ in signs and capitals only."""
    return re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower())


def in_sentence_case(text: str) -> str:
    """Take capitals out of a heading written With Capitals, so that May is not read as a month."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    if sum(word[0].isupper() for word in words) <= len(words) / 2:
        return text
    return text[:1] + text[1:].lower()


def denial(text: str) -> str:
    """Find words that deny an effect, such as "does not"."""
    found = _DENIES.search(text)
    return found.group() if found else ""


def what_is_missing(text: str) -> str:
    """Find the words by which a sentence, or a part of one, says what is not known."""
    found = _MISSING.search(text)
    return found.group().strip() if found else ""


def what_is_untested(text: str) -> str:
    """Find words such as "has not been tested"."""
    found = _NOT_TESTED.search(text)
    return found.group() if found else ""


def without_untested(text: str) -> str:
    """Return a sentence without "has not been tested" and the like."""
    return _NOT_TESTED.sub("", text)


def compares(text: str) -> bool:
    """Return whether those who took a product are set beside others: "against 27 of 100"."""
    return _COMPARES.search(text) is not None


def is_comparison_only(text: str) -> bool:
    """Return whether "against 52" stands for a comparison and not for a result."""
    return re.match(r"(?:against|versus|vs)\b", text, re.IGNORECASE) is not None
