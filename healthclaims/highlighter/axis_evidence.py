"""Who was studied? What a sentence names, points back to, or leaves out."""

from __future__ import annotations

from healthclaims.highlighter.parsed_sentence import Decision, ParsedSentence
from healthclaims.highlighter.subjects import ANIMALS, NOT_STATED, PEOPLE, named_in


def read_evidence(
    parsed: ParsedSentence, is_claim: bool, before: tuple[str, ...]
) -> tuple[Decision, str]:
    """Suggest who was studied, and return what later units may point back to.

    `before` holds what was found for the one or two units before, the nearest first; empty where
    nothing.
    """
    named = named_in(parsed)
    nearest = before[0] if before else ""
    pointer = parsed.of("pointer")
    if named and named.label in (PEOPLE, ANIMALS):
        reason = (
            named.hit.rule.explain(named.words)
            if named.hit
            else (f"“{named.words}” names people as those who were studied.")
        )
        return Decision(named.label, reason, named.hit), named.label
    if pointer and nearest:
        hit = pointer[0]
        words = parsed.quote(hit)
        why = f"“{words}” points back to who was named just before."
        return Decision(nearest, why, hit), nearest
    if named and is_claim:
        reason = named.hit.rule.explain(named.words) if named.hit else ""
        return Decision(named.label, reason, named.hit), named.label
    if not is_claim:
        why = "It makes no claim and names nobody as studied, so there is nothing to ask."
        return Decision("", why), named.label if named else ""
    loose = [hit for hit in parsed.of("loose") if hit.first <= 2]
    if loose and nearest in (PEOPLE, ANIMALS):
        hit = loose[0]
        return Decision(f"{nearest}|{NOT_STATED}", parsed.explain(hit), hit), ""
    leap = [hit for hit in parsed.of("leap") if hit.first <= 1]
    if leap and ANIMALS in before:
        hit = leap[0]
        return Decision(f"{ANIMALS}|{NOT_STATED}", parsed.explain(hit), hit), ""
    for rule in ("story", "nobody_named"):
        for hit in parsed.of(rule):
            return Decision(NOT_STATED, parsed.explain(hit), hit), ""
    return Decision(NOT_STATED, "It claims something and names nobody who was studied."), ""
