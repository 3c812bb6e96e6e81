"""What is made of the marks in one sentence, and what all three questions ask of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from healthclaims.highlighter.finder import Hit, Sentence
from healthclaims.highlighter.patterns import word_set

# “Massage your neck” is an order, “Massage lowers pain” is none.
_ALSO_NOUNS = word_set(
    """exercise massage spray rest brush measure cover wash cut help lower warm dry clean close cool
    complete"""
)
_BEHIND_VERB = word_set(
    "the a an your it them this that these all any for every daily often gently after before twice"
)
_BEFORE_ORDER = word_set("please always then just simply but so also and or")
_INSIDE = word_set("- ’ ' / (")
_CONDITIONS = word_set("if when before after once whenever unless until to while")
_REASONS = word_set(": ; – — as because since it they this")
_QUOTES = word_set('" “ ” „ « »')


@dataclass(frozen=True)
class Judgement:
    """A suggested label, why, and the words that decide (None where their absence decides).

    An empty label means "cannot tell"; two labels joined by ``|`` leave it open.
    """

    label: str
    reason: str
    hit: Hit | None = None


def judged(sentence: Sentence, hit: Hit, label: str | None = None) -> Judgement:
    """Return the answer that a rule points to, or another that its words decide."""
    return Judgement(hit.rule.label if label is None else label, sentence.explain(hit), hit)


def is_question(sentence: Sentence) -> bool:
    """Return whether a sentence ends in a question mark, perhaps within quotation marks."""
    return "?" in sentence.plain[-2:]


def is_quoted_word(sentence: Sentence, hit: Hit) -> bool:
    """Return whether quotation marks hold at most three words: a sentence about the word."""
    marks = [place for place, sign in enumerate(sentence.plain) if sign in _QUOTES]
    before = [place for place in marks if place < hit.first]
    after = [place for place in marks if place >= hit.last]
    return bool(len(before) % 2 and after) and after[0] - before[-1] <= 4


def orders_in(sentence: Sentence) -> list[Hit]:
    """Return the words that tell the reader what to do: verbs where an order may begin."""
    if is_question(sentence):
        return []
    hits = sentence.of("protect", "use", "order_care")
    return [hit for hit in hits if _begins_order(sentence, hit)]


def _begins_order(sentence: Sentence, hit: Hit) -> bool:
    word, following = sentence.plain[hit.first], sentence.words(hit.first + 1, hit.first + 2)
    if following == ["-"] or (word in _ALSO_NOUNS and not set(following) & _BEHIND_VERB):
        return False
    if hit.first <= (not sentence.plain[0][0].isalnum()):
        return True
    before = sentence.plain[hit.first - 1]
    if hit.rule.rule == "order_care" and before not in (":", ";", "•", "*", "please"):
        # Weak words: after a comma only where a condition opens the sentence.
        return before in (",", "then", "just") and sentence.plain[0] in _CONDITIONS
    return before in _BEFORE_ORDER or not (before[0].isalnum() or before in _INSIDE)


def gives_reason(sentence: Sentence, order: Hit, hit: Hit) -> bool:
    """Return whether words stand behind an order and a sign or word that begins a reason."""
    return hit.first > order.first and bool(_REASONS & set(sentence.words(order.last, hit.first)))
