"""What each part of a sentence does: it claims, denies, or says what is missing.

Only a part that stands alone is judged harshly: "it does not cure stress, but in rats it lowered
a hormone" claims something after all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from healthclaims.content.codebook import CERTAINTY
from healthclaims.highlighter.highlight import ReadUnit, read_sentence
from healthclaims.rewriting.words import (
    POINTING,
    any_of,
    denial,
    what_is_missing,
    without_untested,
)

_BETWEEN = re.compile(
    r"[;:!?()–—]+|\.(?=\s|$)"
    r"|,? (?:but|although|though|while|whereas|where|because|however)\b|, (?:and|so|yet)\b(?! far)",
    re.IGNORECASE,
)
# To say that something was studied is not yet to say what was found.
_STUDIED = re.compile(
    r"\b(?:(?:is|are|was|were|been|be|has|have|had|not|never|only|yet|to|still|being|\w+n[’']t) )*"
    r"(?:tested|tried|studied|seen|shown|measured|examined|investigated|looked at|needed|called)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|may|might|will|would|seems?|went|"
    r"rose|fell|felt|feel|got|gets?|made|makes?|cut|beat|led|kept|helps?|eases?|lowers?|raises?|"
    r"softens?|reduces?|improves?|shows?|finds?|found|grew|\w{2,}ed)\b",
    re.IGNORECASE,
)
_CLAIMS = ("hedged", "firm", "hedged|firm")
_AUXILIARY = (
    r"(?:(?:may|might|could|can|will|would|does|did|do|has|have|also|even|perhaps|seems? to|"
    r"seemed to|appears? to|appeared to|\w+ly) )*"
)
_NOT_WORSE = r"(?! (?:toleran|resist|resilien|relief|recover)\w*)"


@dataclass(frozen=True)
class Topic:
    """What a claim is about, to find it in a part of a sentence.

    `about` are words of the claim, `subjects` words that name those who were studied.
    """

    product: str
    about: Sequence[str]
    subjects: Sequence[str]


def parts_of(text: str) -> tuple[str, ...]:
    """Split a sentence at the words and signs that begin a new thought."""
    return tuple(part.strip(" ,") for part in _BETWEEN.split(text) if part.strip(" ,"))


def claiming_parts(text: str, topic: Topic) -> tuple[str, ...]:
    """Find the parts of a sentence that say that something happens; a question claims nothing."""
    if text.rstrip().endswith("?"):
        return ()
    return tuple(part for part in parts_of(text) if _claims(part, topic))


def _claims(part: str, topic: Topic) -> bool:
    if denial(part) or what_is_missing(part):
        return False
    somebody = any_of((topic.product, *topic.subjects))
    if not (somebody.search(part) or POINTING.search(part)):
        return False
    rest = _STUDIED.sub("", without_untested(part))
    if not any_of(topic.about).search(part):
        return rest == part and read_sentence(part).suggestions[CERTAINTY].label in _CLAIMS
    return says_something(read_sentence(rest), topic)


def says_something(read: ReadUnit, topic: Topic) -> bool:
    """Return whether words do more than name a topic: whether there is a verb, it seems."""
    if read.suggestions[CERTAINTY].label in _CLAIMS:
        return True
    after_name = re.search(
        rf"\b{re.escape(topic.product)} (?:\w+ly )?\w{{2,}}[^\Ws]s\b", read.text, re.IGNORECASE
    )
    return bool(after_name or _VERB.search(any_of(topic.about).sub("", read.text)))


def turned_round(text: str, topic: Topic, opposite: Sequence[str]) -> str:
    """Find words that say the opposite of the claim, such as "cause stress".

    `opposite` are the stems of verbs that turn it round.
    """
    if not opposite:
        return ""
    found = re.search(
        rf"\b(?:{re.escape(topic.product)}|it|this|which) {_AUXILIARY}"
        rf"((?:{'|'.join(map(re.escape, opposite))})\w* (?:\w+ ){{0,2}}"
        rf"{any_of(topic.about).pattern}){_NOT_WORSE}",
        text,
        re.IGNORECASE,
    )
    return found.group(1) if found else ""
