"""Telling or selling? A push, advice that keeps you safe, instructions for use, or neither."""

from __future__ import annotations

from healthclaims.highlighter.marks import Hit, Sentence, Suggestion
from healthclaims.highlighter.patterns import word_set

MARKETING, GUIDANCE, INFORMATION = "marketing", "guidance", "information"
_ORDERS = ("order_care", "use", "protect")
_MINE = word_set("my me i i'm i've")
# “Massage your neck” is an order, “Massage lowers pain” is none.
_ALSO_NOUNS = word_set(
    "exercise massage spray rest brush measure cover wash cut help lower warm dry clean close type"
)
_BEHIND_VERB = word_set("the a an your it them this these all any for every daily gently after")
_NO_ORDER = word_set("- is was are were will would can could may might should has had does did")
_LINKS = word_set("always then just simply but also and ,")
_BREAKS = word_set(", and but then")
_BEFORE_ORDER = word_set('please so ; : . ! – — • * “ "')
_CONDITIONS = word_set("if when before after once whenever unless until while since who then")
_OPENINGS = word_set("to for in at with during")


def no_orders(sentence: Sentence) -> dict[Hit, str]:
    """Find verbs that could tell the reader what to do and do not, with the reason."""
    struck: dict[Hit, str] = {}
    is_second = bool(sentence.of("call"))
    for hit in sentence.of(*(_ORDERS[:1] if sentence.of("advice") else _ORDERS)):
        if _is_order(sentence, hit, is_second):
            is_second = True
        else:
            why = f"“{sentence.quote(hit)}” does not tell the reader what to do."
            struck[hit] = why if hit.last > hit.first + 2 else ""
    return struck


def _is_order(sentence: Sentence, hit: Hit, is_second: bool) -> bool:
    """Return whether a verb stands where an order may begin."""
    is_noun = sentence.plain[hit.first] in _ALSO_NOUNS and _BEHIND_VERB.isdisjoint(
        sentence.words(hit.first + 1, hit.first + 2)
    )
    following = sentence.words(hit.last, hit.last + 1)
    if sentence.is_question or is_noun or not _NO_ORDER.isdisjoint(following):
        return False
    place = hit.first
    while place and sentence.plain[place - 1] in _LINKS:
        place -= 1
    if place <= (not sentence.plain[0][0].isalnum()) or sentence.plain[place - 1] in _BEFORE_ORDER:
        return True
    # “I like it and don't mind” is no order, “If it hurts, stop and rest” holds two.
    is_weak = "order_care" in hit.rule.names
    follows = is_second or _CONDITIONS & set(sentence.words(0, 1 if is_weak else hit.first))
    is_apart = not _BREAKS.isdisjoint(sentence.words(place, hit.first))
    return is_apart and bool(follows or _OPENINGS & set(sentence.words(0, 2)))


def judge_purpose(sentence: Sentence, is_claim: bool, promotes: bool | None) -> Suggestion:
    """Suggest what a sentence is doing; `promotes` is what the source card says, if known."""
    for hit in sentence.of(INFORMATION):
        return sentence.suggest(hit)
    orders = sentence.of(*_ORDERS, "advice")
    for hit in sentence.of(MARKETING):
        if "shop" not in hit.rule.names or (promotes is not False and not orders):
            return sentence.suggest(hit)
    is_benefit = is_claim and not sentence.of("no_product")
    is_benefit &= bool(sentence.of("effect_good") or not sentence.of("effect_harm"))
    if promotes is not False and is_benefit and _MINE & set(sentence.plain):
        return Suggestion(MARKETING, "It tells a happy user's own story.")
    is_loud = promotes or (promotes is None and is_benefit)
    for hit in sentence.of("exclaim") if is_loud and not orders else ():
        return sentence.suggest(hit)
    for hit in sentence.of(GUIDANCE):
        return sentence.suggest(hit)
    for hit in (*sentence.of("use"), *sentence.of("order_care")):
        said = f"“{sentence.quote(hit)}” tells you what to do"
        if promotes is None:
            return sentence.suggest(hit, reason=f"{said}. Whom it serves depends on who says so.")
        if promotes:
            return sentence.suggest(hit, MARKETING, f"{said}, on a page that promotes.")
        return sentence.suggest(hit, GUIDANCE, f"{said}.")
    if is_benefit and promotes:
        why = "The words describe a benefit, and the page promotes it: both are true."
        return Suggestion(f"{MARKETING}|{INFORMATION}", why)
    return Suggestion(INFORMATION, "I found no word on my list for a push or for advice.")
