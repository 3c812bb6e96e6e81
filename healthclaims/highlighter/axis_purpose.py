"""Telling or selling? A push, advice that keeps you safe, instructions for use, or neither."""

from __future__ import annotations

from healthclaims.highlighter.finder import Hit
from healthclaims.highlighter.orders import NOT_AFTER_ORDER, SAFETY, order_by_form, orders_in
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.scope import Decision, Reading
from healthclaims.highlighter.subjects import has_past
from healthclaims.highlighter.word_table import COUNTS

MARKETING, GUIDANCE, INFORMATION = "marketing", "guidance", "information"
_PUSH = ("price", "call", "praise", "superlative", "strength_picture", "lifestyle", "own_story")
# What a shop says of itself pushes on its own page; elsewhere only if it speaks to the reader.
_SHOP = ("seal", "convenience", "trade", "crowd", "wanting")
_OUR = word_set("our my we us i i'm")
_NOT = word_set("not don't never no avoid without nor cannot can't")
_MINE = frozenset(["my", "me", "i"])
_OURS = word_set("""patients colleagues research study professor dr team we our opinion""")
_CALLING = word_set("to and now just please so then can could must should have you you'll why or")
_SPOKEN_TO = word_set("you your you'll you're you've yours yourself yourselves")
_WARNING = word_set("beware wary avoid sceptical skeptical distrust")
_YOURS = word_set("you your our yours you'll")


def not_meant(reading: Reading) -> dict[int, str]:
    """Find words that would push or advise elsewhere, and do not here.

    Parameters
    ----------
    reading : Reading
        The sentence.

    Returns
    -------
    dict of int to str
        First word of the hit to one plain sentence, which is empty where a single word (“spray”)
        is better left unmarked.
    """
    orders = {hit.first for hit in orders_in(reading)}
    found: dict[int, str] = {}
    for hit in reading.of("protect_ask", "protect_stop", "use"):
        if hit.first not in orders:
            words = reading.words.shown(hit.first, hit.last)
            single = hit.last - hit.first == 1
            why = f"“{words}” does not tell the reader to do something here."
            found[hit.first] = "" if single else why
    counts = _of_shop(reading, None)
    for hit in reading.of(*_SHOP):
        if hit not in counts:
            found[hit.first] = ""
    for hit in reading.of(*_PUSH):
        if not _pushes(reading, hit):
            words = reading.words.shown(hit.first, hit.last)
            found[hit.first] = f"“{words}” does not push the reader here."
    return found


def read_purpose(
    reading: Reading, is_claim: bool, is_harm: bool, promotes: bool | None
) -> Decision:
    """Suggest what a sentence is doing.

    Parameters
    ----------
    reading : Reading
        The sentence.
    is_claim : bool
        True if it makes a claim.
    is_harm : bool
        True if the claim is about a harm.
    promotes : bool, optional
        What the source card says; None if it is not known.

    Returns
    -------
    Decision
        The suggestion.
    """
    legal = reading.of("legal")
    if legal:
        return Decision(INFORMATION, _explain(reading, legal[0]), legal[0])
    push = [hit for hit in reading.of(*_PUSH) if _pushes(reading, hit)]
    orders = orders_in(reading)
    protective = [hit for hit in orders if hit.rule.rule in ("protect_ask", "protect_stop")]
    if not push and not protective:
        push = _of_shop(reading, promotes)
    if push:
        return Decision(MARKETING, _explain(reading, push[0]), push[0])
    above_all = _superlative(reading)
    if above_all and is_claim and promotes is not False:
        return Decision(MARKETING, f"“{above_all}” puts it above all others, or the trouble below.")
    if is_claim and set(reading.words.plain) & _MINE and not set(reading.words.plain) & _OURS:
        return Decision(MARKETING, "It tells a happy user's own story.")
    loud = reading.of("exclaim")
    if (
        loud
        and not protective
        and ((is_claim and not is_harm) or set(reading.words.plain) & _YOURS)
    ):
        return Decision(MARKETING, _explain(reading, loud[-1]), loud[-1])
    if protective:
        return Decision(GUIDANCE, _explain(reading, protective[0]), protective[0])
    use = [hit for hit in orders if hit.rule.rule == "use"]
    if use:
        return _of_use(reading, use[0], promotes)
    order = order_by_form(reading)
    if order:
        return _of_order(reading, order, promotes)
    advice = [hit for hit in orders if hit.rule.rule == "advice_should"]
    if advice and not reading.is_heading:
        return Decision(GUIDANCE, _explain(reading, advice[0]), advice[0])
    research = reading.of("research_advice")
    if research:
        return Decision(INFORMATION, _explain(reading, research[0]), research[0])
    if is_claim and not is_harm and promotes:
        why = "The words describe a benefit, and the page promotes it: both are true."
        return Decision(f"{MARKETING}|{INFORMATION}", why)
    spoken_to = set(reading.words.plain) & _SPOKEN_TO
    if promotes and not is_claim and spoken_to and not reading.is_heading:
        why = (
            "The page promotes and speaks to you here; whether this pushes, the rules cannot tell."
        )
        return Decision("", why)
    if is_claim and promotes is None:
        why = "It describes and neither pushes nor advises. (If the page sells this, it does both.)"
        return Decision(INFORMATION, why)
    return Decision(INFORMATION, "It describes and neither pushes nor advises.")


def _of_shop(reading: Reading, promotes: bool | None) -> list[Hit]:
    """Find what a shop says of itself, where it speaks to the reader or sells for sure."""
    plain = reading.words.plain
    if promotes is False:
        return []
    found = [hit for hit in reading.of(*_SHOP) if _pushes(reading, hit)]
    if promotes:
        slogans = [hit for hit in reading.of("slogan") if hit.first == 0 and _goes_on(reading)]
        return found or slogans
    if reading.of("study_word") and has_past(reading):
        return []
    if "!" in plain or _SPOKEN_TO & set(plain):
        return found
    return [hit for hit in found if _OUR & set(plain[hit.first : hit.last])]


def _goes_on(reading: Reading) -> bool:
    """Tell whether the first word is an order: no verb, “of” or “and” comes right behind it."""
    following = reading.after(1)
    safe = SAFETY & set(reading.words.plain)
    return not safe and following.isalpha() and following not in NOT_AFTER_ORDER


def _superlative(reading: Reading) -> str:
    """Find “the noisiest …”: a word in -est that no measurement uses."""
    plain = reading.words.plain
    for place, word in enumerate(plain):
        ends = word.endswith("est") and len(word) > 5 and word not in _MEASURED
        if ends and plain[place - 1] in ("the", "our", "your", "even"):
            return word
    return ""


_MEASURED = word_set(
    """highest lowest largest smallest longest shortest greatest oldest youngest latest nearest
    closest earliest strongest fastest deepest broadest newest commonest weakest slowest
    widest lightest heaviest poorest richest interest request forest contest protest arrest
    harvest honest modest conquest biggest simplest quickest hardest coldest warmest
    thinnest thickest darkest furthest farthest densest tallest cheapest busiest driest
    wettest safest"""
)


def _of_order(reading: Reading, place: int, promotes: bool | None) -> Decision:
    words = reading.words.shown(place, min(place + 2, len(reading.words)))
    cares = promotes is None and any(hit.first == place for hit in reading.of("order_care"))
    if set(reading.words.plain) & SAFETY or promotes is False or cares:
        return Decision(GUIDANCE, f"“{words}” tells you what to do.")
    if promotes:
        return Decision(MARKETING, f"“{words}” tells you what to do, on a page that promotes.")
    why = f"“{words}” tells you what to do. Whom that serves depends on who says so."
    return Decision(f"{MARKETING}|{GUIDANCE}", why)


def _pushes(reading: Reading, hit: Hit) -> bool:
    plain = reading.words.plain
    if hit.rule.rule in ("call", "lifestyle") and not reading.begins_clause(hit.first):
        before = reading.before(hit.first)
        if reading.is_heading or before not in _CALLING or (before == "to" and has_past(reading)):
            return False
    if hit.rule.rule == "praise" and set(plain[: hit.first]) & _WARNING:
        return False
    if any(word in _NOT for word in plain[max(0, hit.first - 2) : hit.first]):
        return False
    return not reading.is_quoted_word(hit)


def _of_use(reading: Reading, hit: Hit, promotes: bool | None) -> Decision:
    words = reading.words.shown(hit.first, hit.last)
    if promotes:
        why = f"“{words}” tells how to use or get it, on a page that promotes it."
        return Decision(MARKETING, why, hit)
    if promotes is False:
        why = f"“{words}” tells how to use it, on a page that does not promote it."
        return Decision(GUIDANCE, why, hit)
    return Decision(f"{MARKETING}|{GUIDANCE}", _explain(reading, hit), hit)


def is_harm(reading: Reading) -> bool:
    """Tell whether the effects that a sentence states are harms.

    Parameters
    ----------
    reading : Reading
        The sentence.

    Returns
    -------
    bool
        True if a harm stands among them and no benefit.
    """
    rules = {effect.hit.rule.rule for effect in reading.effects}
    return "effect_harm" in rules and "effect_good" not in rules


def _explain(reading: Reading, hit: Hit) -> str:
    return hit.rule.explain(reading.words.shown(hit.first, hit.last))


__all__ = ["COUNTS", "is_harm", "not_meant", "orders_in", "read_purpose"]
