"""How sure is the wording? Whether something is claimed, and which words leave room for doubt."""

from __future__ import annotations

from healthclaims.highlighter.marks import Hit, Sentence, Suggestion
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.word_table import EFFECT

HEDGED, FIRM, NO_CLAIM = "hedged", "firm", "no_claim"
_OPEN = f"{HEDGED}|{FIRM}"
_STUDIED = ("patients", "participants", "persons", "animals", "study_word")
_NEW_PART = ", ; : ( ) – — but and yet though although"
_WHY, _SO = ": ; – — as because since it they this you'll", "; – — so therefore"


def no_effects(sentence: Sentence) -> dict[Hit, str]:
    """Find words of effect that tell of prices, of no body, or of which people are meant."""
    effects = sentence.of(EFFECT)
    if sentence.of("not_body"):
        return dict.fromkeys(effects + sentence.of("result"), "")
    near = sentence.of("body", *_STUDIED, "lab", "result")
    return {
        hit: ""
        for hit in effects
        if {"who", "whose"} & set(sentence.words(hit.first - 3, hit.first))
        or sentence.words(hit.first - 1, hit.first) == ["we"]
        or (
            "effect_weak" in hit.rule.names
            and not any(0 <= hit.first - h.last <= 2 or 0 <= h.first - hit.last <= 4 for h in near)
        )
    }


def judge_certainty(sentence: Sentence) -> tuple[Suggestion, bool]:
    """Suggest how sure the wording sounds, and whether the sentence makes a claim."""
    if sentence.is_question:
        return Suggestion(NO_CLAIM, "It asks a question."), False
    doubts, effects = sentence.of(HEDGED), sentence.of(EFFECT)
    for order in sentence.of("protect", "use", "order_care")[:1]:
        doubts = [hit for hit in doubts if _gives_reason(sentence, order, hit)]
        effects = [hit for hit in effects if _gives_reason(sentence, order, hit)]
        if not doubts and not effects:
            return Suggestion(NO_CLAIM, "It tells you what to do."), False
    for hit in sentence.of(NO_CLAIM):
        if not any(_are_parted(sentence, hit, doubt, _NEW_PART) for doubt in doubts):
            return sentence.suggest(hit), False
    # “It blocks a possible pump”: the doubt is about the thing and not about the effect.
    for hit in doubts:
        if "doubt_adjective" not in hit.rule.names or not effects or hit.first < effects[0].last:
            is_both = effects and sentence.of(FIRM)
            return sentence.suggest(hit, _OPEN if is_both else HEDGED), True
    for hit in sentence.of(f"{HEDGED}|{NO_CLAIM}"):
        return sentence.suggest(hit), False
    claims = effects or (sentence.of("result") if sentence.of(*_STUDIED) else [])
    place = claims[0].first if claims else len(sentence.plain)
    for hit in sentence.of("aim"):
        # “In order to calm nerves, we sang” claims nothing, “…, tea slows the heart” does.
        is_over = claims and not hit.first and _are_parted(sentence, hit, claims[-1], ",")
        if hit.first < place and not is_over:
            return sentence.suggest(hit, NO_CLAIM), False
    weak = sentence.of("ability", "split_sign")
    for hit in (*sentence.of("link"), *sentence.of(_OPEN, "ability")):
        if hit.first < place if claims else hit not in weak:
            return sentence.suggest(hit, _OPEN), True
    for hit in sentence.of(FIRM) if claims else ():
        return sentence.suggest(hit), True
    for hit in claims:
        why = f"“{sentence.quote(hit)}” is said without any doubt word."
        return sentence.suggest(hit, FIRM, why), True
    return Suggestion(NO_CLAIM, "I found no word on my list for an effect."), False


def _gives_reason(sentence: Sentence, order: Hit, hit: Hit) -> bool:
    """Return whether words say why to do what is told: “Rest: it heals”, “It hurts, so rest”."""
    return _are_parted(sentence, order, hit, _WHY if hit.first > order.first else _SO)


def _are_parted(sentence: Sentence, one: Hit, other: Hit, by: str) -> bool:
    """Return whether a word or sign that begins another part stands between two hits."""
    first, last = sorted((one, other), key=lambda hit: hit.first)
    return not word_set(by).isdisjoint(sentence.words(first.last, last.first))
