"""Telling or selling? A push, advice that keeps you safe, instructions for use, or neither."""

from __future__ import annotations

from healthclaims.highlighter.certainty import effects_of
from healthclaims.highlighter.finder import Hit, Sentence
from healthclaims.highlighter.judgement import Judgement, is_quoted_word, judged, orders_in
from healthclaims.highlighter.patterns import word_set

MARKETING, GUIDANCE, INFORMATION = "marketing", "guidance", "information"
_PUSH = ("call", "praise", "hype", "superlative", "strength_picture", "own_story", "wanting")
_ORDERS = ("protect", "use", "advice", "order_care")  # the first of these that is there decides
_MINE = word_set("my me i i'm i've")
_YOU = word_set("you your yours you'll you're")


def not_meant(sentence: Sentence) -> dict[Hit, str]:
    """Find words that push or advise elsewhere and do not here; an empty reason: not marked."""
    found: dict[Hit, str] = {}
    orders = orders_in(sentence)
    for hit in sentence.of("protect", "use"):
        if hit not in orders and not sentence.of("advice"):
            why = f"“{sentence.quote(hit.first, hit.last)}” does not tell the reader what to do."
            found[hit] = "" if hit.last == hit.first + 1 else why
    for hit in sentence.of(*_PUSH, "shop"):
        if is_quoted_word(sentence, hit):
            found[hit] = f"“{sentence.quote(hit.first, hit.last)}” does not push the reader here."
    return found


def judge_purpose(sentence: Sentence, is_claim: bool, promotes: bool | None) -> Judgement:
    """Suggest what a sentence is doing; `promotes` is what the source card says, if known."""
    for hit in sentence.of("legal"):
        return judged(sentence, hit)
    orders = sorted((*orders_in(sentence), *sentence.of("advice")), key=lambda hit: hit.first)
    pushes = [*sentence.of(*_PUSH)]
    if promotes is not False and not orders:
        pushes += sentence.of("shop")
    for hit in pushes:
        if not is_quoted_word(sentence, hit):
            return judged(sentence, hit)
    effects = {hit.rule.rule for hit in effects_of(sentence)}
    is_benefit = is_claim and ("effect_harm" not in effects or "effect_good" in effects)
    if promotes is not False and is_benefit and _MINE & set(sentence.plain):
        return Judgement(MARKETING, "It tells a happy user's own story.")
    is_loud = promotes or (promotes is None and (is_benefit or _YOU & set(sentence.plain)))
    for hit in sentence.of("exclaim") if is_loud and not orders else ():
        return judged(sentence, hit)
    for hit in sorted(orders, key=lambda hit: _ORDERS.index(hit.rule.rule)):
        return _judge_order(sentence, hit, promotes)
    if is_benefit and promotes:
        why = "The words describe a benefit, and the page promotes it: both are true."
        return Judgement(f"{MARKETING}|{INFORMATION}", why)
    return Judgement(INFORMATION, "I found no word on my list for a push or for advice.")


def _judge_order(sentence: Sentence, hit: Hit, promotes: bool | None) -> Judgement:
    """Judge advice as guidance, and words that tell how to use something by whom they serve."""
    if hit.rule.rule in ("protect", "advice"):
        return judged(sentence, hit)
    said = f"“{sentence.quote(hit.first, hit.last)}” tells you what to do"
    if promotes:
        return Judgement(MARKETING, f"{said}, on a page that promotes.", hit)
    if promotes is False or hit.rule.rule == "order_care":
        return Judgement(GUIDANCE, f"{said}.", hit)
    why = f"{said}. Whom that serves depends on who says so."
    return Judgement(f"{MARKETING}|{GUIDANCE}", why, hit)
