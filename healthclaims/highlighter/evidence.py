"""Who was studied? Whom a sentence names as studied, and not only as meant."""

from __future__ import annotations

from healthclaims.highlighter.marks import Hit, Sentence, Suggestion
from healthclaims.highlighter.patterns import is_number, word_set

PEOPLE, ANIMALS, NOT_STATED = "people", "animals_or_cells", "not_stated"
_IN = word_set("in among from by")
_GENERAL = word_set("have has are is need require benefit get tend typically usually")
_SHARE = word_set("% percent million billion")
_READERS = word_set("for give gives help helps helping protect protects your to benefit like")


def not_studied(sentence: Sentence) -> dict[Hit, str]:
    """Find people and animals that a sentence names, but not as studied, with the reason."""
    return {
        hit: f"The sentence does not name “{sentence.quote(hit)}” as those who were studied."
        for hit in sentence.of("patients", "persons", "animals_near")
        if not _is_studied(sentence, hit)
    }


def _is_studied(sentence: Sentence, hit: Hit) -> bool:
    """Return whether a study or a result is told of those named, and not what they could gain."""
    if any(hit.last <= other.first <= hit.last + 1 for other in sentence.of(ANIMALS)):
        return "animals_near" in hit.rule.names  # “adult male rats” are no adults
    ahead = set(sentence.words(hit.first - 3, hit.first))
    if _READERS & set(sentence.words(hit.first - 1, hit.first)):
        return False
    is_told = _is_counted(sentence, hit) or sentence.of("study_word", "human_study", "trial")
    # “People with gout have a higher risk” speaks of people in general.
    if not (is_told or _IN & ahead) and _GENERAL & set(sentence.words(hit.last, hit.last + 12)):
        return False
    is_patient = "patients" in hit.rule.names and (hit.first <= 1 or _IN & ahead)
    return bool(is_told or is_patient or sentence.of("result"))


def _is_counted(sentence: Sentence, hit: Hit) -> bool:
    near = sentence.words(hit.first - 3, hit.first + 1)
    return any(map(is_number, near)) and not _SHARE & set(near)


def judge_evidence(sentence: Sentence, is_claim: bool) -> Suggestion:
    """Suggest who was studied."""
    people = sentence.of("patients", "participants", "persons")
    animals = sentence.of(ANIMALS)
    if animals:  # People beside animals are mostly those it is done for, unless they are counted.
        first, persons = animals[0].first, sentence.of("persons")
        ahead = [hit for hit in people if hit.first < first and hit not in persons]
        people = [hit for hit in people if hit in ahead or _is_counted(sentence, hit)]
    studies = sentence.of("human_study", f"{PEOPLE}|{NOT_STATED}")
    for hit in (*people, *animals, *studies, *sentence.of(f"{ANIMALS}|{NOT_STATED}")):
        return sentence.suggest(hit)
    if is_claim:
        return Suggestion(NOT_STATED, "It claims something. I found nobody named as studied.")
    return Suggestion("", "I found no word on my list for a claim or for anybody who was studied.")
