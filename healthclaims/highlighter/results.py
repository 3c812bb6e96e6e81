"""What came out for those who were studied, in words that are no verb of effect."""

from __future__ import annotations

from healthclaims.highlighter.finder import Hit, is_number
from healthclaims.highlighter.scope import IF, OPEN, Reading
from healthclaims.highlighter.subjects import ANIMALS, PEOPLE, has_past, named_in


def result_of_study(reading: Reading) -> Hit | None:
    """Find words that tell what came out for those who were studied.

    Parameters
    ----------
    reading : Reading
        The sentence.

    Returns
    -------
    Hit or None
        The words; None where nobody is named as studied or nothing is compared.
    """
    found = reading.of("effect_compare", "effect_had", "result_words")
    found = [
        hit
        for hit in found
        if reading.kind_at(hit.first) not in (IF, OPEN) and not _only_counts(reading, hit)
    ]
    if not has_past(reading):
        return None
    named = named_in(reading)
    if not named or named.label not in (PEOPLE, ANIMALS):
        return None
    if found:
        return found[0]
    opens = reading.words.plain[0] in ("in", "among", "of") and named.hit and named.hit.first < 6
    told = opens and "," in reading.words.plain and not reading.of("method_verb")
    return named.hit if told else None


def _only_counts(reading: Reading, hit: Hit) -> bool:
    """Tell “more than half” and “older than 65”, which compare nothing that happened."""
    plain = reading.words.plain
    place = hit.first if plain[hit.first] == "than" else hit.first + 1
    following = reading.after(place + 1)
    return (
        reading.after(place) == "than"
        and bool(following)
        and (is_number(following) or following in ("half", "a", "average", "expected"))
    )
