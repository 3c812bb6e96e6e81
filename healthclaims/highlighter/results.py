"""What came out for those who were studied, in words that are no verb of effect."""

from __future__ import annotations

from healthclaims.highlighter.finder import Hit, is_number
from healthclaims.highlighter.parsed_sentence import IF, OPEN, ParsedSentence
from healthclaims.highlighter.subjects import ANIMALS, PEOPLE, has_past, named_in


def result_of_study(parsed: ParsedSentence) -> Hit | None:
    """Find such words; None where nobody is named as studied or nothing is compared."""
    found = parsed.of("effect_compare", "effect_had", "result_words")
    found = [
        hit
        for hit in found
        if parsed.kind_at(hit.first) not in (IF, OPEN) and not _only_counts(parsed, hit)
    ]
    if not has_past(parsed):
        return None
    named = named_in(parsed)
    if not named or named.label not in (PEOPLE, ANIMALS):
        return None
    if found:
        return found[0]
    opens = parsed.words.plain[0] in ("in", "among", "of") and named.hit and named.hit.first < 6
    is_result = opens and "," in parsed.words.plain and not parsed.of("method_verb")
    return named.hit if is_result else None


def _only_counts(parsed: ParsedSentence, hit: Hit) -> bool:
    """Return whether nothing that happened is compared: “more than half”, “older than 65”."""
    plain = parsed.words.plain
    place = hit.first if plain[hit.first] == "than" else hit.first + 1
    following = parsed.after(place + 1)
    return (
        parsed.after(place) == "than"
        and bool(following)
        and (is_number(following) or following in ("half", "a", "average", "expected"))
    )
