"""Which people, animals or cells a sentence names as studied."""

from __future__ import annotations

from dataclasses import dataclass

from healthclaims.highlighter.finder import Hit, is_number
from healthclaims.highlighter.parsed_sentence import IF, REASON, ParsedSentence
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.word_table import LOOKALIKE

PEOPLE, ANIMALS, NOT_STATED = "people", "animals_or_cells", "not_stated"
_LOCUS = word_set("in among of with from on by between throughout")
_PAST = word_set(
    """was were had did fell rose got ate left grew felt slept lost made gave took drank kept
    led became began went saw came found showed ran woke caught wore held brought had spent
    cut put hit showed bled died lied tied swam fought shrank thought told said knew bought"""
)
_PRESENT_BE = word_set("is are be been being has have may might could can will be’s")
_NOT_VERB_BEFORE = word_set(
    """the a an of in for with from by on no any its their your our his her my at per into such
    each every against without and or"""
)
_THINGS = word_set(
    """years weeks days hours minutes months seconds times trials studies tests tablets
    capsules drops sprays doses cells points groups arms sites centres centers hospitals
    schools clinics countries samples genes proteins strains points percent units items
    questions articles reports papers reviews cases controls measurements sessions visits
    experiments products species markers numbers others fingers computers disorders cancers
    ulcers receptors factors monomers tumors tumours inhibitors parameters vectors layers
    levels symptoms scores grams litres liters metres meters members letters jars bottles
    centimetres kilometres classes results episodes falls euros dollars pounds chapters
    winters summers primers orders"""
)
_PERSON_ENDINGS = tuple(word_set("ers ors ists men women ees ants ents ians eers folk"))
_STUDY_OF = word_set("with of in among on")
_READERS_BEFORE = word_set(
    """for give gives giving help helps helping protect protects your to benefit benefits"""
)


@dataclass(frozen=True)
class Named:
    """Subjects that a sentence names as studied.

    `label` may be both readings; `hit` is None where the words do not stand in the table.
    """

    label: str
    hit: Hit | None
    words: str


def named_in(parsed: ParsedSentence) -> Named | None:
    """Find who or what a sentence names as studied: the most direct kind."""
    people = _people(parsed)
    lab = parsed.of("lab")
    animals = _animals(parsed)
    only_their_cells = lab and parsed.of("lab_source")
    if people and not only_their_cells:
        return people
    for hit in (*animals, *lab):
        return Named(ANIMALS, hit, parsed.quote(hit))
    for rule in ("human_study", "groups", "trial", "preclinical"):
        for hit in parsed.of(rule):
            return Named(hit.rule.label, hit, parsed.quote(hit))
    return None


def _animals(parsed: ParsedSentence) -> list[Hit]:
    found = parsed.of("animals", "animals_near", "strains", "animal_study", "mouse_studied")
    return [
        hit
        for hit in found
        if not parsed.is_quoted_word(hit)
        and (hit.rule.rule != "animals_near" or _near_are_studied(parsed, hit))
    ]


def _near_are_studied(parsed: ParsedSentence, hit: Hit) -> bool:
    """Return whether dogs are in a study and not at home, fish in a tank and not on a plate."""
    plain = parsed.words.plain
    ahead = plain[max(0, hit.first - 3) : hit.first]
    took = any(hit.last <= other.first <= hit.last + 1 for other in parsed.of("took_it"))
    if took or any(map(is_number, ahead)):
        return True
    if parsed.of("food_word"):
        return False
    return bool(set(ahead) & _LOCUS) or bool(parsed.of("study_word")) or has_past(parsed)


def _people(parsed: ParsedSentence) -> Named | None:
    is_about_study, past = _is_about_study(parsed), has_past(parsed)
    for hit in parsed.of("patients", "persons"):
        if _is_studied(parsed, hit, is_about_study, past):
            return Named(PEOPLE, hit, parsed.quote(hit))
    return _counted(parsed, is_about_study, past)


def not_studied(parsed: ParsedSentence) -> dict[int, str]:
    """Find people and animals that a sentence names, but not as studied.

    First word of the hit to one plain sentence.
    """
    is_about_study, past = _is_about_study(parsed), has_past(parsed)
    found: dict[int, str] = {}
    for hit in parsed.of("patients", "persons"):
        if not _is_studied(parsed, hit, is_about_study, past):
            words = parsed.quote(hit)
            found[hit.first] = f"The sentence does not name “{words}” as those who were studied."
    for hit in parsed.of("animals_near"):
        if not _near_are_studied(parsed, hit):
            words = parsed.quote(hit)
            found[hit.first] = f"The sentence does not name “{words}” as animals that were studied."
    return found


def _is_about_study(parsed: ParsedSentence) -> bool:
    return bool(parsed.of("study_word", "human_study", "groups", "trial"))


def ends_past(word: str) -> bool:
    """Return whether a word ends as “healed” does; “bleed” and “need” do not."""
    return word.endswith("ed") and len(word) > 4 and (word[-3] != "e" or word in _EED)


_EED = word_set("agreed freed guaranteed decreed disagreed refereed")


def has_past(parsed: ParsedSentence) -> bool:
    """Return whether a sentence has a verb in the past."""
    plain = parsed.words.plain
    for place, word in enumerate(plain):
        if word in _PAST:
            return True
        if place and ends_past(word):
            before = plain[place - 1]
            if before[0].isalpha() and before not in _NOT_VERB_BEFORE | _PRESENT_BE:
                return True
    return False


def _is_studied(parsed: ParsedSentence, hit: Hit, is_about_study: bool, past: bool) -> bool:
    plain = parsed.words.plain
    first = hit.first
    ahead = plain[max(0, first - 4) : first]
    numbered = any(is_number(word) for word in ahead if word) or is_number(plain[first])
    close = [word for word in ahead if word not in ("the", "these", "some")]
    if ahead and ahead[-1] in _READERS_BEFORE and not numbered:
        return False
    if set(close[-2:]) & _READERS_BEFORE and not numbered:
        return False
    beside = parsed.of("animals", "animals_near", "strains", "mouse_studied", "lab")
    if any(other.first in (hit.last, hit.last + 1) for other in beside):
        return False
    if parsed.of("no_proof") and not numbered:
        return False
    if parsed.kind_at(first) in (IF, REASON) and not numbered:
        return False
    thought = parsed.of("split_report") and not is_about_study and not numbered
    if (
        _addressed(parsed, hit)
        or (thought and hit.rule.rule == "persons")
        or (parsed.of("story") and not is_about_study)
    ):
        return False
    if numbered and (is_about_study or past):
        return True
    if any(hit.first < other.first <= hit.last + 2 for other in parsed.of("took_it")) and (
        is_about_study or past
    ):
        return True
    if hit.rule.rule == "patients":
        return is_about_study or past or (bool(ahead) and ahead[-1] in _LOCUS)
    return is_about_study or past


def _addressed(parsed: ParsedSentence, hit: Hit) -> bool:
    following = parsed.words.plain[hit.last : hit.last + 8]
    return any(word in ("should", "must", "ought") for word in following)


def _counted(parsed: ParsedSentence, is_about_study: bool, past: bool) -> Named | None:
    """Find “96 bus drivers”, “a study of 18 pilots”, “postmen who used …”: people by their form."""
    plain = parsed.words.plain
    if not (is_about_study or past):
        return None
    masked = _masked(parsed)
    took = {hit.first for hit in parsed.of("took_it")}
    for place, word in enumerate(plain):
        if place in masked or word in _THINGS or not _is_plural(word):
            continue
        like_people = word.endswith(_PERSON_ENDINGS)
        who = bool({place + 1, place + 2} & took)
        start = _number_before(plain, place)
        if start is None:
            start, counts = place, who and like_people
        else:
            counts = who or (is_about_study and (like_people or plain[start - 1] in _STUDY_OF))
        if counts:
            return Named(PEOPLE, None, parsed.words.quote(start, place + 1))
    return None


def _is_plural(word: str) -> bool:
    ends = word.endswith(("s", "men", "folk")) and not word.endswith("ss")
    return ends and len(word) > 3 and word.isalpha()


def _number_before(plain: list[str], place: int) -> int | None:
    """Return the place of a number up to three words before: “96 bus drivers”, “60 of the men”."""
    for start in range(place - 1, max(-1, place - 4), -1):
        if is_number(plain[start]):
            return start
        if not plain[start].isalpha() or (plain[start] in _LOCUS and plain[start] != "of"):
            return None
    return None


def _masked(parsed: ParsedSentence) -> set[int]:
    """Words that an animal, a cell or a look-alike of this question has taken."""
    return {
        place
        for hit in parsed.hits
        if hit.rule.question == "evidence"
        and (
            hit.rule.kind == LOOKALIKE
            or hit.rule.rule in ("animals", "animals_near", "strains", "animal_study", "lab")
        )
        for place in range(hit.first, hit.last)
    }
