"""Which people, animals or cells a sentence names as studied."""

from __future__ import annotations

from dataclasses import dataclass

from healthclaims.highlighter.finder import Hit, is_number
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.scope import IF, REASON, Reading
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

    Parameters
    ----------
    label : str
        ``people``, ``animals_or_cells`` or both readings.
    hit : Hit or None
        The words, where they stand in the table.
    words : str
        The words as they stand in the text.
    """

    label: str
    hit: Hit | None
    words: str


def named_in(reading: Reading) -> Named | None:
    """Find who or what a sentence names as studied.

    Parameters
    ----------
    reading : Reading
        The sentence.

    Returns
    -------
    Named or None
        The most direct kind; None if nobody is named.
    """
    people = _people(reading)
    lab = reading.of("lab")
    animals = _animals(reading)
    if people and lab and not people_apart(reading, people, lab):
        people = None
    if people:
        return people
    for hit in (*animals, *lab):
        return Named(ANIMALS, hit, reading.words.shown(hit.first, hit.last))
    for rule in ("human_study", "groups", "trial", "preclinical"):
        for hit in reading.of(rule):
            return Named(hit.rule.label, hit, reading.words.shown(hit.first, hit.last))
    return None


def people_apart(reading: Reading, people: Named, lab: list[Hit]) -> bool:
    """Tell whether people were studied themselves, not only their cells."""
    return not reading.of("lab_source")


def _animals(reading: Reading) -> list[Hit]:
    found = reading.of("animals", "animals_near", "strains", "animal_study", "mouse_studied")
    return [
        hit
        for hit in found
        if not reading.is_quoted_word(hit)
        and (hit.rule.rule != "animals_near" or _near_are_studied(reading, hit))
    ]


def _near_are_studied(reading: Reading, hit: Hit) -> bool:
    """Tell dogs in a study from dogs at home, and fish in a tank from fish on a plate."""
    plain = reading.words.plain
    ahead = plain[max(0, hit.first - 3) : hit.first]
    took = any(hit.last <= other.first <= hit.last + 1 for other in reading.of("took_it"))
    if took or any(map(is_number, ahead)):
        return True
    if reading.of("food_word"):
        return False
    return bool(set(ahead) & _LOCUS) or bool(reading.of("study_word")) or has_past(reading)


def _people(reading: Reading) -> Named | None:
    told, past = _told(reading), has_past(reading)
    for hit in reading.of("patients", "persons"):
        if _is_studied(reading, hit, told, past):
            return Named(PEOPLE, hit, reading.words.shown(hit.first, hit.last))
    return _counted(reading, told, past)


def not_studied(reading: Reading) -> dict[int, str]:
    """Find people and animals that a sentence names, but not as studied.

    Parameters
    ----------
    reading : Reading
        The sentence.

    Returns
    -------
    dict of int to str
        First word of the hit to one plain sentence.
    """
    told, past = _told(reading), has_past(reading)
    found: dict[int, str] = {}
    for hit in reading.of("patients", "persons"):
        if not _is_studied(reading, hit, told, past):
            words = reading.words.shown(hit.first, hit.last)
            found[hit.first] = f"The sentence does not name “{words}” as those who were studied."
    for hit in reading.of("animals_near"):
        if not _near_are_studied(reading, hit):
            words = reading.words.shown(hit.first, hit.last)
            found[hit.first] = f"The sentence does not name “{words}” as animals that were studied."
    return found


def _told(reading: Reading) -> bool:
    return bool(reading.of("study_word", "human_study", "groups", "trial"))


def ends_past(word: str) -> bool:
    """Tell “healed” from “bleed” and “need”."""
    return word.endswith("ed") and len(word) > 4 and (word[-3] != "e" or word in _EED)


_EED = word_set("agreed freed guaranteed decreed disagreed refereed")


def has_past(reading: Reading) -> bool:
    """Tell whether a sentence has a verb in the past."""
    plain = reading.words.plain
    for place, word in enumerate(plain):
        if word in _PAST:
            return True
        if place and ends_past(word):
            before = plain[place - 1]
            if before[0].isalpha() and before not in _NOT_VERB_BEFORE | _PRESENT_BE:
                return True
    return False


def _is_studied(reading: Reading, hit: Hit, told: bool, past: bool) -> bool:
    plain = reading.words.plain
    first = hit.first
    ahead = plain[max(0, first - 4) : first]
    numbered = any(is_number(word) for word in ahead if word) or is_number(plain[first])
    close = [word for word in ahead if word not in ("the", "these", "some")]
    if ahead and ahead[-1] in _READERS_BEFORE and not numbered:
        return False
    if set(close[-2:]) & _READERS_BEFORE and not numbered:
        return False
    beside = reading.of("animals", "animals_near", "strains", "mouse_studied", "lab")
    if any(other.first in (hit.last, hit.last + 1) for other in beside):
        return False
    if reading.of("no_proof") and not numbered:
        return False
    if reading.kind_at(first) in (IF, REASON) and not numbered:
        return False
    thought = reading.of("split_report") and not told and not numbered
    if (
        _addressed(reading, hit)
        or (thought and hit.rule.rule == "persons")
        or (reading.of("story") and not told)
    ):
        return False
    if numbered and (told or past):
        return True
    if any(hit.first < other.first <= hit.last + 2 for other in reading.of("took_it")) and (
        told or past
    ):
        return True
    if hit.rule.rule == "patients":
        return told or past or (bool(ahead) and ahead[-1] in _LOCUS)
    return told or past


def _addressed(reading: Reading, hit: Hit) -> bool:
    following = reading.words.plain[hit.last : hit.last + 8]
    return any(word in ("should", "must", "ought") for word in following)


def _counted(reading: Reading, told: bool, past: bool) -> Named | None:
    """Find “96 bus drivers”, “a study of 18 pilots”, “postmen who used …”: people by their form."""
    plain = reading.words.plain
    if not (told or past):
        return None
    masked = _masked(reading)
    took = {hit.first for hit in reading.of("took_it")}
    for place, word in enumerate(plain):
        if place in masked or word in _THINGS or not _is_plural(word):
            continue
        like_people = word.endswith(_PERSON_ENDINGS)
        who = bool({place + 1, place + 2} & took)
        start = _number_before(plain, place)
        if start is None:
            start, counts = place, who and like_people
        else:
            counts = who or (told and (like_people or plain[start - 1] in _STUDY_OF))
        if counts:
            return Named(PEOPLE, None, reading.words.shown(start, place + 1))
    return None


def _is_plural(word: str) -> bool:
    ends = word.endswith(("s", "men", "folk")) and not word.endswith("ss")
    return ends and len(word) > 3 and word.isalpha()


def _number_before(plain: list[str], place: int) -> int | None:
    """Give the place of a number up to three words before: “96 bus drivers”, “60 of the pupils”."""
    for start in range(place - 1, max(-1, place - 4), -1):
        if is_number(plain[start]):
            return start
        if not plain[start].isalpha() or (plain[start] in _LOCUS and plain[start] != "of"):
            return None
    return None


def _masked(reading: Reading) -> set[int]:
    """Words that an animal, a cell or a look-alike of this question has taken."""
    return {
        place
        for hit in reading.hits
        if hit.rule.question == "evidence"
        and (
            hit.rule.kind == LOOKALIKE
            or hit.rule.rule in ("animals", "animals_near", "strains", "animal_study", "lab")
        )
        for place in range(hit.first, hit.last)
    }
