"""Who was studied? Whom a sentence names as studied, and not only as meant."""

from __future__ import annotations

from healthclaims.highlighter.marks import Hit, Sentence, Suggestion
from healthclaims.highlighter.patterns import is_number, word_set

PEOPLE, ANIMALS, NOT_STATED = "people", "animals_or_cells", "not_stated"
_IN = word_set("in among from by")
_SHARE = word_set("% million billion")
_READERS = word_set(
    "for give gives giving help helps helping protect protects your to benefit like"
)


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
        return hit.rule.rule == "animals_near"  # “adult male rats” are no adults
    ahead = sentence.words(hit.first - 3, hit.first)
    if set(ahead[-1:]) & _READERS:
        return False
    if hit.rule.rule == "patients" and (hit.first <= 1 or _IN & set(ahead)):
        return True
    studies = sentence.of("study_word", "human_study", "trial", "result")
    return _is_counted(sentence, hit) or bool(studies)


def _is_counted(sentence: Sentence, hit: Hit) -> bool:
    near = sentence.words(hit.first - 3, hit.first + 1)
    return any(map(is_number, near)) and not _SHARE & set(near)


def judge_evidence(sentence: Sentence, is_claim: bool) -> Suggestion:
    """Suggest who was studied."""
    people, animals = sentence.of("patients", "persons"), sentence.of(ANIMALS)
    if people and animals and animals[0].first < people[0].first:
        # People named after animals are those it is done for, unless they are counted.
        people = [hit for hit in people if _is_counted(sentence, hit)]
    studies = sentence.of("human_study", f"{PEOPLE}|{NOT_STATED}")
    for hit in (*people, *animals, *studies, *sentence.of(f"{ANIMALS}|{NOT_STATED}")):
        return sentence.suggest(hit)
    if is_claim:
        return Suggestion(NOT_STATED, "It claims something. I found nobody named as studied.")
    return Suggestion("", "I found no word on my list for a claim or for anybody who was studied.")
