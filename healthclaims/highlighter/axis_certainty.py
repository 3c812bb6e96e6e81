"""How sure is the wording? Whether there is a claim, and which words belong to its verb."""

from __future__ import annotations

from collections.abc import Sequence

from healthclaims.content.codebook import CERTAINTY
from healthclaims.highlighter.finder import Hit
from healthclaims.highlighter.parsed_sentence import (
    IF,
    MAIN,
    OPEN,
    REASON,
    SIDE,
    Decision,
    Effect,
    ParsedSentence,
)
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.product import Product, verb_of_product
from healthclaims.highlighter.results import result_of_study
from healthclaims.highlighter.subjects import named_in
from healthclaims.highlighter.word_table import EFFECT

HEDGED, FIRM, NO_CLAIM = "hedged", "firm", "no_claim"
_DOUBT = ("doubt_modal", "doubt_adverb", "doubt_adjective", "doubt_verb", "doubt_guess")
_STATES = word_set("is are was were has have had comes come made contains be been 's")
_WHERE = {
    SIDE: "in a side remark",
    REASON: "in a reason that is given",
    IF: "in a condition or a time",
    OPEN: "in a question that is left open",
    MAIN: "in another part of the sentence",
}


def counts_not(parsed: ParsedSentence) -> dict[int, str]:
    """Find doubt words that do not belong to the effect, and say why.

    First word of the hit to one plain sentence.
    """
    effects = parsed.effects
    main = [effect for effect in effects if effect.is_main]
    clauses_of_effects = {parsed.clause_of[effect.hit.first] for effect in effects}
    found: dict[int, str] = {}
    for hit in parsed.of(*_DOUBT, "split_can", "split_report", "doubt_open"):
        words = parsed.quote(hit)
        kind = parsed.kind_at(hit.first)
        if parsed.is_quoted_scrap(hit):
            found[hit.first] = (
                f"“{words}” stands in quotation marks: the sentence is about the word."
            )
        elif kind in (SIDE, REASON, IF) and main and hit.rule.rule != "doubt_open":
            if parsed.clause_of[hit.first] in clauses_of_effects:
                continue
            verb = parsed.quote(main[0].hit)
            found[hit.first] = f"“{words}” stands {_WHERE[kind]} and does not belong to “{verb}”."
        elif hit.rule.rule == "doubt_adjective" and main and hit.first > main[0].hit.first:
            noun = parsed.after(hit.last) or words
            verb = parsed.quote(main[0].hit)
            found[hit.first] = f"“{words}” belongs to “{noun}”, not to “{verb}”."
        elif kind == IF and not effects:
            found[hit.first] = f"“{words}” stands {_WHERE[kind]}, not in a claim."
    return found


def read_certainty(
    parsed: ParsedSentence, product: Product | None, is_order: bool
) -> tuple[Decision, bool]:
    """Suggest how sure the wording sounds, and find whether the sentence makes a claim.

    `product` is what the text is about, if known; `is_order` whether the reader is told to do
    something.
    """
    plain = parsed.words.plain
    if (plain and plain[-1] == "?") or (len(plain) > 1 and plain[-2] == "?"):
        return Decision(NO_CLAIM, "It asks a question and claims nothing."), False
    effects = parsed.effects
    excluded = counts_not(parsed)
    doubts = [hit for hit in parsed.of(*_DOUBT) if hit.first not in excluded]
    main = [effect for effect in effects if effect.is_main] or effects
    is_about_it = product is None or product.is_meant_in(parsed)
    if not is_about_it and not parsed.of("split_link"):
        why = "It gives background and does not speak of what the text is about."
        return Decision(NO_CLAIM, why), False
    no_proof = [hit for hit in parsed.of("no_proof") if _stands_before_all(hit, main)]
    elsewhere = [
        hit
        for hit in [*doubts, *parsed.of("split_report")]
        if no_proof and parsed.clause_of[hit.first] != parsed.clause_of[no_proof[0].first]
    ]
    if no_proof and (main or not elsewhere):
        hit = no_proof[0]
        return Decision(NO_CLAIM, parsed.explain(hit), hit), False
    if main:
        decision = _of_effects(parsed, _about_product(parsed, main, product), doubts, excluded)
        return _or_only_link(parsed, decision, main[0], excluded), True
    result = result_of_study(parsed)
    if not result and not is_order and not parsed.is_heading:
        result = verb_of_product(parsed, product)
    if result:
        effect = Effect(result, True)
        return _of_clause(parsed, effect, doubts, excluded), True
    return _without_effect(parsed, doubts, excluded, is_order)


def _or_only_link(
    parsed: ParsedSentence, decision: Decision, effect: Effect, excluded: dict[int, str]
) -> Decision:
    """Leave it open where the sentence begins with a mere link: “linked to gout, which hurts”."""
    if decision.label != FIRM:
        return decision
    for hit in parsed.of("split_link"):
        first = hit.first < effect.hit.first and hit.first not in excluded
        if first and parsed.kind_at(hit.first) == MAIN:
            return Decision("hedged|firm", parsed.explain(hit), hit)
    return decision


def _stands_before_all(hit: Hit, effects: Sequence[Effect]) -> bool:
    """Return whether “no evidence” stands before every effect, or there is none."""
    return all(effect.hit.first > hit.first for effect in effects)


def _about_product(
    parsed: ParsedSentence, effects: Sequence[Effect], product: Product | None
) -> Sequence[Effect]:
    """Keep the effects of clauses that name the product, if only some of the clauses do."""
    if product is None:
        return effects
    named = {
        clause
        for clause, word in zip(parsed.clause_of, parsed.words.plain, strict=True)
        if product.is_name(word)
    }
    return [effect for effect in effects if parsed.clause_of[effect.hit.first] in named] or effects


def _of_effects(
    parsed: ParsedSentence,
    effects: Sequence[Effect],
    doubts: Sequence[Hit],
    excluded: dict[int, str],
) -> Decision:
    """Judge each clause that states an effect; clauses that differ leave it open."""
    verdicts: dict[int, Decision] = {}
    for effect in effects:
        clause = parsed.clause_of[effect.hit.first]
        verdicts.setdefault(clause, _of_clause(parsed, effect, doubts, excluded))
    labels = {decision.label for decision in verdicts.values()}
    decisions = list(verdicts.values())
    if labels == {HEDGED, FIRM}:
        first, second = decisions[0], next(d for d in decisions if d.label != decisions[0].label)
        why = "One part of the sentence leaves room for doubt, another sounds certain."
        return Decision("hedged|firm", why, first.hit or second.hit)
    if len(labels) > 1:
        return next(d for d in decisions if d.label == "hedged|firm")
    return decisions[0]


def _of_clause(
    parsed: ParsedSentence, effect: Effect, doubts: Sequence[Hit], excluded: dict[int, str]
) -> Decision:
    clause = parsed.clause_of[effect.hit.first]
    place = effect.hit.first

    def near(hits: Sequence[Hit]) -> list[Hit]:
        counting = [hit for hit in hits if hit.first not in excluded]
        same = [hit for hit in counting if parsed.clause_of[hit.first] == clause]
        return [hit for hit in same if hit.first <= place] or same

    doubt = near(doubts)
    sure = near(parsed.of("booster"))
    if doubt and sure:
        words = parsed.quote(sure[0])
        why = f"{parsed.explain(doubt[0])} But “{words}” makes it sound certain."
        return Decision("hedged|firm", why, doubt[0])
    if doubt:
        return Decision(HEDGED, parsed.explain(doubt[0]), doubt[0])
    for rule in ("split_link", "split_report", "split_can"):
        hits = near(parsed.of(rule))
        if not hits and rule == "split_report":
            hits = [
                hit
                for hit in parsed.of(rule)
                if hit.first not in excluded
                and parsed.kind_at(hit.first) == MAIN
                and hit.first < place
            ]
        if hits:
            return Decision("hedged|firm", parsed.explain(hits[0]), hits[0])
    if sure:
        return Decision(FIRM, parsed.explain(sure[0]), sure[0])
    words = parsed.quote(effect.hit)
    if effect.hit.rule.question != CERTAINTY:
        why = f"It tells what came out for “{words}”, without any doubt word."
        return Decision(FIRM, why)
    return Decision(FIRM, f"“{words}” is said without any doubt word.", effect.hit)


def _without_effect(
    parsed: ParsedSentence, doubts: Sequence[Hit], excluded: dict[int, str], is_order: bool
) -> tuple[Decision, bool]:
    if is_order:
        return Decision(NO_CLAIM, "It tells you what to do and claims no effect."), False
    open_words = parsed.of("doubt_open")
    aims = parsed.of("aim_words")
    strong = [hit for hit in doubts if hit.rule.rule not in ("doubt_adjective", "doubt_guess")]
    if (
        strong
        and not parsed.is_heading
        and not (open_words and open_words[0].first < strong[0].first)
    ):
        return Decision(HEDGED, parsed.explain(strong[0]), strong[0]), True
    if open_words and open_words[0].first not in excluded:
        hit = open_words[0]
        return Decision("hedged|no_claim", parsed.explain(hit), hit), False
    if aims and not parsed.is_heading:
        return Decision("hedged|no_claim", parsed.explain(aims[0]), aims[0]), False
    named = named_in(parsed)
    aim = next((hit for hit in parsed.hits if _is_aim(parsed, hit)), None)
    if named and aim and not doubts and not parsed.is_heading:
        words = parsed.words.quote(aim.first - 1, aim.last)
        return Decision(
            "hedged|no_claim", f"“{words}” tells an aim, not what came out.", aim
        ), False
    if doubts and not parsed.is_heading:
        return Decision(HEDGED, parsed.explain(doubts[0]), doubts[0]), True
    for rule in ("split_link", "split_report"):
        hits = [hit for hit in parsed.of(rule) if hit.first not in excluded]
        verb = hits and parsed.words.plain[hits[0].last - 1] in ("to", "with")
        if hits and (verb or not parsed.is_heading):
            return Decision("hedged|firm", parsed.explain(hits[0]), hits[0]), True
    if excluded:
        return Decision(NO_CLAIM, next(iter(excluded.values()))), False
    if parsed.is_heading:
        return Decision(NO_CLAIM, "It names a topic and claims nothing."), False
    praise = parsed.of("praise", "superlative", "lifestyle")
    if praise and not _STATES & set(parsed.words.plain):
        words = parsed.quote(praise[0])
        why = f"“{words}” praises; whether that promises an effect, the rules cannot tell."
        return Decision("", why), False
    why = "No words here say that something happens to a body or mind."
    return Decision(NO_CLAIM, why), False


def _is_aim(parsed: ParsedSentence, hit: Hit) -> bool:
    return hit.rule.kind == EFFECT and parsed.before(hit.first) == "to"
