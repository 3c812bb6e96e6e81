"""Telling or selling? A push, advice that keeps you safe, instructions for use, or neither."""

from __future__ import annotations

from healthclaims.texts.cue_rules import COUNTS
from healthclaims.texts.cue_scope import Decision, Reading
from healthclaims.texts.cue_words import Hit

MARKETING, GUIDANCE, INFORMATION = "marketing", "guidance", "information"
_PUSH = ("price", "call", "praise", "strength_picture", "lifestyle", "own_story")
_NOT = frozenset(["not", "don't", "never", "no", "avoid", "without", "nor", "cannot", "can't"])
_MINE = frozenset("my me".split())
_OURS = frozenset("patients colleagues research study professor dr team we our opinion".split())
_WARNING = frozenset("beware wary avoid sceptical skeptical distrust".split())
_YOURS = frozenset("you your our yours you'll".split())
_ORDERS = ("protect_stop", "use")


def orders_in(reading: Reading) -> list[Hit]:
    """Find words that tell the reader what to do.

    Parameters
    ----------
    reading : Reading
        The sentence.

    Returns
    -------
    list of Hit
        In order of the text.
    """
    found = []
    for hit in reading.of("protect_ask", "protect_stop", "advice_should", "use", "call"):
        if hit.rule.rule in _ORDERS and not _is_order(reading, hit):
            continue
        if hit.rule.rule == "protect_ask" and not _is_order(reading, hit) and not reading.of("advice_should"):
            continue
        found.append(hit)
    return found


def _is_order(reading: Reading, hit: Hit) -> bool:
    if hit.rule.rule == "use" and reading.words.plain[hit.first] in _TELLING_USE:
        return True
    return not reading.is_heading and reading.begins_clause(hit.first)


_TELLING_USE = frozenset(
    "the recommended usual dose dosage times once twice drops sprays into may way to popular lower".split()
)


def read_purpose(reading: Reading, is_claim: bool, is_harm: bool, promotes: bool | None) -> Decision:
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
    if push:
        return Decision(MARKETING, _explain(reading, push[0]), push[0])
    if is_claim and set(reading.words.plain) & _MINE and not set(reading.words.plain) & _OURS:
        return Decision(MARKETING, "It tells a happy user's own story.")
    loud = reading.of("exclaim")
    if loud and not protective and (is_claim and not is_harm or set(reading.words.plain) & _YOURS):
        return Decision(MARKETING, _explain(reading, loud[-1]), loud[-1])
    if protective:
        return Decision(GUIDANCE, _explain(reading, protective[0]), protective[0])
    use = [hit for hit in orders if hit.rule.rule == "use"]
    if use:
        return _of_use(reading, use[0], promotes)
    advice = [hit for hit in orders if hit.rule.rule == "advice_should"]
    if advice and not reading.is_heading:
        return Decision(GUIDANCE, _explain(reading, advice[0]), advice[0])
    research = reading.of("research_advice")
    if research:
        return Decision(INFORMATION, _explain(reading, research[0]), research[0])
    if is_claim and not is_harm and promotes:
        why = "The words describe a benefit, and the page promotes it: both are true."
        return Decision(f"{MARKETING}|{INFORMATION}", why)
    if is_claim and promotes is None:
        why = "It describes and neither pushes nor advises. (If the page sells this, it does both.)"
        return Decision(INFORMATION, why)
    return Decision(INFORMATION, "It describes and neither pushes nor advises.")


def _pushes(reading: Reading, hit: Hit) -> bool:
    plain = reading.words.plain
    if plain[hit.first : hit.last] == ["try"] and not reading.begins_clause(hit.first):
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


__all__ = ["COUNTS", "is_harm", "orders_in", "read_purpose"]
