"""Who was studied? Which people, animals or cells a sentence names as studied."""

from __future__ import annotations

from dataclasses import dataclass

from healthclaims.texts.cue_rules import LOOKALIKE
from healthclaims.texts.cue_scope import IF, REASON, Decision, Reading
from healthclaims.texts.cue_words import Hit, is_number

PEOPLE, ANIMALS, NOT_STATED = "people", "animals_or_cells", "not_stated"
_LOCUS = frozenset("in among of with from on by between throughout".split())
_PAST = frozenset(
    """was were had did fell rose got ate left grew felt slept lost made gave took drank kept led
    became began went saw came found showed ran woke caught wore held brought had spent cut put hit
    showed bled swam fought shrank thought told said knew bought""".split()
)
_PRESENT_BE = frozenset("is are be been being has have may might could can will be’s".split())
_NOT_VERB_BEFORE = frozenset(
    """the a an of in for with from by on no any its their your our his her my at per into such
    each every against without and or""".split()
)
_THINGS = frozenset(
    """years weeks days hours minutes months seconds times trials studies tests tablets capsules
    drops sprays doses cells points groups arms sites centres centers hospitals schools clinics
    countries samples genes proteins strains points percent units items questions articles reports
    papers reviews cases controls measurements sessions visits experiments products species markers
    numbers others fingers computers disorders cancers ulcers receptors factors monomers tumors
    tumours inhibitors parameters vectors layers levels symptoms scores grams litres liters metres
    meters members letters jars bottles centimetres kilometres classes results episodes falls euros
    dollars pounds chapters winters summers primers orders""".split()
)
_PERSON_ENDINGS = ("ers", "ors", "ists", "men", "women", "ees", "ants", "ents", "ians", "eers", "folk")  # fmt: skip
_READERS_BEFORE = frozenset("for give gives giving help helps helping protect protects your to benefit benefits".split())


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
    animals = [hit for hit in _animals(reading)]
    if people and lab and not people_apart(reading, people, lab):
        people = None
    if people:
        return people
    for hit in (*animals, *lab):
        return Named(ANIMALS, hit, reading.words.shown(hit.first, hit.last))
    for rule in ("human_study", "trial", "preclinical"):
        for hit in reading.of(rule):
            return Named(hit.rule.label, hit, reading.words.shown(hit.first, hit.last))
    return None


def people_apart(reading: Reading, people: Named, lab: list[Hit]) -> bool:
    """True if people were studied themselves, not only their cells."""
    return not reading.of("lab_source")


def _animals(reading: Reading) -> list[Hit]:
    found = reading.of("animals", "strains", "animal_study", "mouse_studied")
    return [hit for hit in found if not reading.is_quoted_word(hit)]


def _people(reading: Reading) -> Named | None:
    told = bool(reading.of("study_word")) or bool(reading.of("human_study", "trial"))
    past = has_past(reading)
    for hit in reading.of("patients", "persons"):
        if _is_studied(reading, hit, told, past):
            return Named(PEOPLE, hit, reading.words.shown(hit.first, hit.last))
    return _counted(reading, told, past)


def has_past(reading: Reading) -> bool:
    """Tell whether a sentence has a verb in the past."""
    plain = reading.words.plain
    for place, word in enumerate(plain):
        if word in _PAST:
            return True
        if word.endswith("ed") and len(word) > 4 and place:
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
    if any(word in ("for", "help", "helps", "your", "protects") for word in close[-2:]) and not numbered:
        return False
    beside = reading.of("animals", "strains", "mouse_studied", "lab")
    if any(other.first in (hit.last, hit.last + 1) for other in beside):
        return False
    if reading.kind_at(first) in (IF, REASON) and not numbered:
        return False
    thought = reading.of("split_report") and not told and not numbered
    if _addressed(reading, hit) or (thought and hit.rule.rule == "persons") or (reading.of("story") and not told):
        return False
    if numbered and (told or past):
        return True
    if any(hit.first < other.first <= hit.last + 2 for other in reading.of("took_it")) and (told or past):
        return True
    if hit.rule.rule == "patients":
        return told or past or (bool(ahead) and ahead[-1] in _LOCUS)
    return told or (past and (first == 0 or bool(ahead)))


def _addressed(reading: Reading, hit: Hit) -> bool:
    following = reading.words.plain[hit.last : hit.last + 8]
    return any(word in ("should", "must", "ought") for word in following)


def _counted(reading: Reading, told: bool, past: bool) -> Named | None:
    """Find “96 bus drivers”, “a study of 18 pilots”, “postmen who used …”."""
    plain = reading.words.plain
    if not (told or past):
        return None
    masked = _masked(reading)
    took = {hit.first for hit in reading.of("took_it")}
    for place, word in enumerate(plain):
        if not word.endswith(("s", "men", "folk", "people")) or word.endswith("ss") or len(word) < 4:
            continue
        if word in _THINGS or place in masked or not word.isalpha():
            continue
        ahead = plain[max(0, place - 3) : place]
        numbered = [offset for offset, other in enumerate(ahead) if is_number(other)]
        likely = word.endswith(_PERSON_ENDINGS)
        who = place + 1 in took or place + 2 in took
        if numbered:
            start = max(0, place - 3) + numbered[-1]
            between = plain[start + 1 : place]
            if any(not other.isalpha() or other in _LOCUS for other in between):
                between_ok = between[:2] in (["of", "the"],)
                if not between_ok:
                    continue
            leading = plain[start - 1] if start else ""
            leading2 = plain[start - 2] if start > 1 else ""
            framed = leading in _LOCUS and (told or leading2 in ("study", "trial", "trials", "studies"))
            if (framed and (likely or leading in ("with", "of", "in", "among", "on"))) or who or (likely and told):
                if told or past:
                    return Named(PEOPLE, None, reading.words.shown(start, place + 1))
        elif who and likely and (told or past):
            return Named(PEOPLE, None, reading.words.shown(place, place + 1))
    return None


def _masked(reading: Reading) -> set[int]:
    """Words that an animal, a cell or a look-alike of this question has taken."""
    return {
        place
        for hit in reading.hits
        if hit.rule.question == "evidence"
        and (hit.rule.kind == LOOKALIKE or hit.rule.rule in ("animals", "strains", "animal_study", "lab"))
        for place in range(hit.first, hit.last)
    }


def read_evidence(
    reading: Reading, is_claim: bool, before: tuple[str, ...]
) -> tuple[Decision, str]:
    """Suggest who was studied.

    Parameters
    ----------
    reading : Reading
        The sentence.
    is_claim : bool
        True if it makes a claim.
    before : tuple of str
        What was found for the one or two units before, the nearest first; empty where nothing.

    Returns
    -------
    (Decision, str)
        The suggestion, and what later units may point back to.
    """
    named = named_in(reading)
    nearest = before[0] if before else ""
    pointer = reading.of("pointer")
    if named and named.label in (PEOPLE, ANIMALS):
        reason = named.hit.rule.explain(named.words) if named.hit else (
            f"“{named.words}” names people as those who were studied."
        )
        return Decision(named.label, reason, named.hit), named.label
    if pointer and nearest:
        hit = pointer[0]
        words = reading.words.shown(hit.first, hit.last)
        why = f"“{words}” points back to who was named just before."
        return Decision(nearest, why, hit), nearest
    if named and is_claim:
        reason = named.hit.rule.explain(named.words) if named.hit else ""
        return Decision(named.label, reason, named.hit), named.label
    if not is_claim:
        why = "It makes no claim and names nobody as studied, so there is nothing to ask."
        return Decision("", why), named.label if named else ""
    loose = [hit for hit in reading.of("loose") if hit.first <= 2]
    if loose and nearest in (PEOPLE, ANIMALS):
        hit = loose[0]
        return Decision(f"{nearest}|{NOT_STATED}", _explain(reading, hit), hit), ""
    leap = [hit for hit in reading.of("leap") if hit.first <= 1]
    if leap and ANIMALS in before:
        hit = leap[0]
        return Decision(f"{ANIMALS}|{NOT_STATED}", _explain(reading, hit), hit), ""
    for rule in ("story", "nobody_named"):
        for hit in reading.of(rule):
            return Decision(NOT_STATED, _explain(reading, hit), hit), ""
    return Decision(NOT_STATED, "It claims something and names nobody who was studied."), ""


def _explain(reading: Reading, hit: Hit) -> str:
    return hit.rule.explain(reading.words.shown(hit.first, hit.last))
