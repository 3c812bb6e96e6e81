"""Telling or selling? A push, advice that keeps you safe, instructions for use, or neither."""

from __future__ import annotations

from healthclaims.highlighter.finder import Hit
from healthclaims.highlighter.orders import NOT_AFTER_ORDER, SAFETY, order_by_form, orders_in
from healthclaims.highlighter.parsed_sentence import Decision, ParsedSentence
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.subjects import has_past

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


def not_meant(parsed: ParsedSentence) -> dict[int, str]:
    """Find words that would push or advise elsewhere, and do not here.

    First word of the hit to one plain sentence, which is empty where a single word (“spray”) is
    better left unmarked.
    """
    orders = {hit.first for hit in orders_in(parsed)}
    found: dict[int, str] = {}
    for hit in parsed.of("protect_ask", "protect_stop", "use"):
        if hit.first not in orders:
            words = parsed.quote(hit)
            single = hit.last - hit.first == 1
            why = f"“{words}” does not tell the reader to do something here."
            found[hit.first] = "" if single else why
    counts = _of_shop(parsed, None)
    for hit in parsed.of(*_SHOP):
        if hit not in counts:
            found[hit.first] = ""
    for hit in parsed.of(*_PUSH):
        if not _pushes(parsed, hit):
            words = parsed.quote(hit)
            found[hit.first] = f"“{words}” does not push the reader here."
    return found


def read_purpose(
    parsed: ParsedSentence, is_claim: bool, is_harm: bool, promotes: bool | None
) -> Decision:
    """Suggest what a sentence is doing.

    `promotes` is what the source card says; None if it is not known.
    """
    legal = parsed.of("legal")
    if legal:
        return Decision(INFORMATION, parsed.explain(legal[0]), legal[0])
    push = [hit for hit in parsed.of(*_PUSH) if _pushes(parsed, hit)]
    orders = orders_in(parsed)
    protective = [hit for hit in orders if hit.rule.rule in ("protect_ask", "protect_stop")]
    if not push and not protective:
        push = _of_shop(parsed, promotes)
    if push:
        return Decision(MARKETING, parsed.explain(push[0]), push[0])
    above_all = _superlative(parsed)
    if above_all and is_claim and promotes is not False:
        return Decision(MARKETING, f"“{above_all}” puts it above all others, or the trouble below.")
    if is_claim and set(parsed.words.plain) & _MINE and not set(parsed.words.plain) & _OURS:
        return Decision(MARKETING, "It tells a happy user's own story.")
    loud = parsed.of("exclaim")
    if loud and not protective and ((is_claim and not is_harm) or set(parsed.words.plain) & _YOURS):
        return Decision(MARKETING, parsed.explain(loud[-1]), loud[-1])
    if protective:
        return Decision(GUIDANCE, parsed.explain(protective[0]), protective[0])
    use = [hit for hit in orders if hit.rule.rule == "use"]
    if use:
        return _of_use(parsed, use[0], promotes)
    order = order_by_form(parsed)
    if order:
        return _of_order(parsed, order, promotes)
    advice = [hit for hit in orders if hit.rule.rule == "advice_should"]
    if advice and not parsed.is_heading:
        return Decision(GUIDANCE, parsed.explain(advice[0]), advice[0])
    research = parsed.of("research_advice")
    if research:
        return Decision(INFORMATION, parsed.explain(research[0]), research[0])
    if is_claim and not is_harm and promotes:
        why = "The words describe a benefit, and the page promotes it: both are true."
        return Decision(f"{MARKETING}|{INFORMATION}", why)
    spoken_to = set(parsed.words.plain) & _SPOKEN_TO
    if promotes and not is_claim and spoken_to and not parsed.is_heading:
        why = (
            "The page promotes and speaks to you here; whether this pushes, the rules cannot tell."
        )
        return Decision("", why)
    if is_claim and promotes is None:
        why = "It describes and neither pushes nor advises. (If the page sells this, it does both.)"
        return Decision(INFORMATION, why)
    return Decision(INFORMATION, "It describes and neither pushes nor advises.")


def _of_shop(parsed: ParsedSentence, promotes: bool | None) -> list[Hit]:
    """Find what a shop says of itself, where it speaks to the reader or sells for sure."""
    plain = parsed.words.plain
    if promotes is False:
        return []
    found = [hit for hit in parsed.of(*_SHOP) if _pushes(parsed, hit)]
    if promotes:
        slogans = [hit for hit in parsed.of("slogan") if hit.first == 0 and _goes_on(parsed)]
        return found or slogans
    if parsed.of("study_word") and has_past(parsed):
        return []
    if "!" in plain or _SPOKEN_TO & set(plain):
        return found
    return [hit for hit in found if _OUR & set(plain[hit.first : hit.last])]


def _goes_on(parsed: ParsedSentence) -> bool:
    """Return whether the first word is an order: no verb, “of” or “and” comes right behind it."""
    following = parsed.after(1)
    safe = SAFETY & set(parsed.words.plain)
    return not safe and following.isalpha() and following not in NOT_AFTER_ORDER


def _superlative(parsed: ParsedSentence) -> str:
    """Find “the noisiest …”: a word in -est that no measurement uses."""
    plain = parsed.words.plain
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


def _of_order(parsed: ParsedSentence, place: int, promotes: bool | None) -> Decision:
    words = parsed.words.quote(place, min(place + 2, len(parsed.words)))
    cares = promotes is None and any(hit.first == place for hit in parsed.of("order_care"))
    if set(parsed.words.plain) & SAFETY or promotes is False or cares:
        return Decision(GUIDANCE, f"“{words}” tells you what to do.")
    if promotes:
        return Decision(MARKETING, f"“{words}” tells you what to do, on a page that promotes.")
    why = f"“{words}” tells you what to do. Whom that serves depends on who says so."
    return Decision(f"{MARKETING}|{GUIDANCE}", why)


def _pushes(parsed: ParsedSentence, hit: Hit) -> bool:
    plain = parsed.words.plain
    if hit.rule.rule in ("call", "lifestyle") and not parsed.begins_clause(hit.first):
        before = parsed.before(hit.first)
        if parsed.is_heading or before not in _CALLING or (before == "to" and has_past(parsed)):
            return False
    if hit.rule.rule == "praise" and set(plain[: hit.first]) & _WARNING:
        return False
    if any(word in _NOT for word in plain[max(0, hit.first - 2) : hit.first]):
        return False
    return not parsed.is_quoted_word(hit)


def _of_use(parsed: ParsedSentence, hit: Hit, promotes: bool | None) -> Decision:
    words = parsed.quote(hit)
    if promotes:
        why = f"“{words}” tells how to use or get it, on a page that promotes it."
        return Decision(MARKETING, why, hit)
    if promotes is False:
        why = f"“{words}” tells how to use it, on a page that does not promote it."
        return Decision(GUIDANCE, why, hit)
    return Decision(f"{MARKETING}|{GUIDANCE}", parsed.explain(hit), hit)


def is_harm(parsed: ParsedSentence) -> bool:
    """Return whether the effects stated are harms: one stands among them and no benefit."""
    rules = {effect.hit.rule.rule for effect in parsed.effects}
    return "effect_harm" in rules and "effect_good" not in rules
