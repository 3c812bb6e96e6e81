"""How sure is the wording? Whether something is claimed, and which words leave room for doubt."""

from __future__ import annotations

from healthclaims.highlighter.finder import Hit, Sentence
from healthclaims.highlighter.judgement import (
    Judgement,
    gives_reason,
    is_question,
    is_quoted_word,
    judged,
    orders_in,
)
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.word_table import EFFECT

HEDGED, FIRM, NO_CLAIM = "hedged", "firm", "no_claim"
_OPEN = f"{HEDGED}|{FIRM}"
DOUBTS = ("doubt_modal", "doubt_adverb", "doubt_adjective", "doubt_verb", "doubt_guess")
_EFFECTS = ("effect_good", "effect_worth", "effect_property", "effect_harm", "effect_change")
_STUDIED = ("patients", "persons", "animals", "animals_near", "study_word")
_NEW_PART = word_set(", ; : ( ) – — but and yet though although")


def not_doubting(sentence: Sentence) -> dict[Hit, str]:
    """Find doubt words in quotation marks, with the reason why they do not count."""
    return {
        hit: f"“{sentence.quote(hit.first, hit.last)}” stands in quotation marks: "
        "the sentence is about the word."
        for hit in sentence.of(*DOUBTS, "split_can", "doubt_open")
        if is_quoted_word(sentence, hit) and not sentence.is_heading
    }


def effects_of(sentence: Sentence) -> list[Hit]:
    """Return the words that say that something happens to a body or mind."""
    if sentence.of("not_body"):
        return []
    near = sentence.of("body", *_STUDIED, "lab", "result")
    weak = [
        hit
        for hit in sentence.of("effect_weak")
        if any(h.last == hit.first or 0 <= h.first - hit.last <= 4 for h in near)
    ]
    found = sorted((*sentence.of(*_EFFECTS), *weak), key=lambda hit: hit.first)
    return [
        hit for hit in found if not is_quoted_word(sentence, hit) and not _is_told_of(sentence, hit)
    ]


def _is_told_of(sentence: Sentence, hit: Hit) -> bool:
    """Return whether an effect only says which people are meant: “patients who developed gout”."""
    return bool({"who", "whose"} & set(sentence.words(hit.first - 3, hit.first)))


def judge_certainty(sentence: Sentence) -> tuple[Judgement, bool]:
    """Suggest how sure the wording sounds, and whether the sentence makes a claim."""
    if is_question(sentence):
        return Judgement(NO_CLAIM, "It asks a question."), False
    quoted = not_doubting(sentence)
    doubts = [hit for hit in sentence.of(*DOUBTS) if hit not in quoted]
    effects = effects_of(sentence)
    for order in orders_in(sentence)[:1]:
        effects = [hit for hit in effects if gives_reason(sentence, order, hit)]
        doubts = [hit for hit in doubts if gives_reason(sentence, order, hit)]
        if not effects and not doubts:
            return Judgement(NO_CLAIM, "It tells you what to do."), False
    for hit in sentence.of("no_proof"):
        if not any(_stand_apart(sentence, hit, doubt) for doubt in doubts):
            return judged(sentence, hit), False
    # “It blocks a possible pump”: the doubt is about the thing and not about the effect.
    deciding = [
        hit
        for hit in doubts
        if hit.rule.rule != "doubt_adjective" or not effects or hit.first < effects[0].last
    ]
    if deciding:
        is_both = effects and sentence.of("booster") and not sentence.is_heading
        return judged(sentence, deciding[0], _OPEN if is_both else HEDGED), True
    for hit in sentence.of("doubt_open"):
        if hit not in quoted:
            return judged(sentence, hit), False
    results = sentence.of("result") if sentence.of(*_STUDIED) else []
    claims = effects or results
    place = claims[0].first if claims else len(sentence.plain)
    for hit in sentence.of("aim_words"):
        if hit.first < place:
            return judged(sentence, hit, NO_CLAIM), False
    for hit in (*sentence.of("split_link"), *sentence.of("split_report", "split_can")):
        if hit not in quoted and (hit.first < place if claims else hit.rule.rule != "split_can"):
            return judged(sentence, hit, _OPEN), True
    for hit in sentence.of("booster") if claims else ():
        return judged(sentence, hit), True
    for hit in claims:
        if hit.rule.kind != EFFECT:
            why = "It tells what came out for those studied, without any doubt word."
            return Judgement(FIRM, why), True
        words = sentence.quote(hit.first, hit.last)
        return Judgement(FIRM, f"“{words}” is said without any doubt word.", hit), True
    return Judgement(NO_CLAIM, "I found no word on my list for an effect."), False


def _stand_apart(sentence: Sentence, one: Hit, other: Hit) -> bool:
    """Return whether two words stand in different parts of a sentence."""
    first, last = sorted((one, other), key=lambda hit: hit.first)
    return bool(_NEW_PART & set(sentence.words(first.last, last.first)))
