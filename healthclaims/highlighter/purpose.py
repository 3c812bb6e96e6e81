"""Telling or selling? A push, advice that keeps you safe, instructions for use, or neither."""

from __future__ import annotations

from healthclaims.highlighter.marks import Hit, Sentence, Suggestion
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.word_table import COUNTS

MARKETING, GUIDANCE, INFORMATION = "marketing", "guidance", "information"
_ORDERS = ("order_care", "use", "protect")
_MINE = word_set("my me i i'm i've")
# “Massage your neck” is an order, “Massage lowers pain” is none.
_ALSO_NOUNS = word_set(
    """exercise massage spray rest brush measure cover wash cut help lower warm dry clean close cool
    complete"""
)
_BEHIND_VERB = word_set(
    "the a an your it them this that these all any for every daily often gently after before twice"
)
_NO_ORDER = word_set(
    "- is was are were will would can could may might should must has had does did"
)
_BEFORE_ORDER = word_set('please always then just simply but so also and , ; : . ! – — • * “ "')
_CONDITIONS = word_set("if when before after once whenever unless until to while")


def no_orders(sentence: Sentence) -> dict[Hit, str]:
    """Find verbs that could tell the reader what to do and do not, with the reason."""
    why = "“{}” does not tell the reader what to do."
    return {
        hit: why.format(sentence.quote(hit)) if hit.last > hit.first + 1 else ""
        for hit in sentence.of(*(_ORDERS[:1] if sentence.of("advice") else _ORDERS))
        if not _is_order(sentence, hit)
    }


def _is_order(sentence: Sentence, hit: Hit) -> bool:
    """Return whether a verb stands where an order may begin."""
    is_noun = sentence.plain[hit.first] in _ALSO_NOUNS and _BEHIND_VERB.isdisjoint(
        sentence.words(hit.first + 1, hit.first + 2)
    )
    following = sentence.words(hit.last, hit.last + 1)
    if sentence.is_question or is_noun or not _NO_ORDER.isdisjoint(following):
        return False
    if hit.first <= (not sentence.plain[0][0].isalnum()):
        return True
    before = sentence.plain[hit.first - 1]
    if hit.rule.rule == "order_care" and before not in (":", ";", "•", "*", "please"):
        # Weak words: after a comma only where a condition opens the sentence.
        return before in (",", "then", "just") and sentence.plain[0] in _CONDITIONS
    return before in _BEFORE_ORDER


def judge_purpose(sentence: Sentence, is_claim: bool, promotes: bool | None) -> Suggestion:
    """Suggest what a sentence is doing; `promotes` is what the source card says, if known."""
    for hit in sentence.of(INFORMATION):
        return sentence.suggest(hit)
    orders = sentence.of(*_ORDERS, "advice")
    for hit in sentence.of(MARKETING):
        if hit.rule.rule != "shop" or (promotes is not False and not orders):
            return sentence.suggest(hit)
    is_benefit = is_claim and bool(sentence.of("effect_good") or not sentence.of("effect_harm"))
    if promotes is not False and is_benefit and _MINE & set(sentence.plain):
        return Suggestion(MARKETING, "It tells a happy user's own story.")
    is_loud = promotes or (promotes is None and is_benefit)
    for hit in sentence.of("exclaim") if is_loud and not orders else ():
        return sentence.suggest(hit)
    for hit in (*sentence.of(GUIDANCE), *sentence.of("use"), *sentence.of("order_care")):
        return _judge_order(sentence, hit, promotes)
    if is_benefit and promotes:
        why = "The words describe a benefit, and the page promotes it: both are true."
        return Suggestion(f"{MARKETING}|{INFORMATION}", why)
    return Suggestion(INFORMATION, "I found no word on my list for a push or for advice.")


def _judge_order(sentence: Sentence, hit: Hit, promotes: bool | None) -> Suggestion:
    """Judge advice as guidance, and words that tell how to use something by whom they serve."""
    if hit.rule.label == GUIDANCE and hit.rule.kind == COUNTS:
        return sentence.suggest(hit)
    said = f"“{sentence.quote(hit)}” tells you what to do"
    if promotes:
        return sentence.suggest(hit, MARKETING, f"{said}, on a page that promotes.")
    if promotes is False or hit.rule.label == GUIDANCE:
        return sentence.suggest(hit, GUIDANCE, f"{said}.")
    why = f"{said}. Whom that serves depends on who says so."
    return sentence.suggest(hit, reason=why)
