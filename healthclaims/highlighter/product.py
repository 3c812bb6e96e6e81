"""What a text is about: a name that many of its sentences share, and what is said of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from healthclaims.highlighter.finder import Hit
from healthclaims.highlighter.parsed_sentence import IF, OPEN, ParsedSentence
from healthclaims.highlighter.patterns import word_set
from healthclaims.highlighter.subjects import ends_past, has_past
from healthclaims.highlighter.word_table import load_cue_rules

_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_ENOUGH = 3
_FEWEST_UNITS = 8
_POINTING = frozenset(["it", "they"])
# Words of a dose speak of something that is taken.
_DOSING = word_set("dose doses dosage dosages extracts supplementation supplementing")
_MINE = frozenset(["my", "i"])
_TELLING = ("own_story", "strength_picture", "praise", "call", "price", "lifestyle")
_STUDIED = (
    "animals",
    "animals_near",
    "lab",
    "patients",
    "persons",
    "trial",
    "human_study",
    "pointer",
)
_COMMON = word_set(
    """these those there their about after before under where which while patients people
    doctors scientists researchers study studies women children health january february
    march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday britain england europe america london american
    british german french chinese professor university hospital institute college today
    there"""
)
# A name of a place, a person or an illness stands in other company than that of a product.
_OTHER_BEFORE = r"\b(?:in|at|near|from|Dr|Dr\.|Professor|Prof|Mr|Mrs|Ms|of|by) {name}\b"
_OTHER_AFTER = r"\b{name}(?:['’]s)? (?:disease|syndrome|University|Hospital|said|says|et al)\b"


@dataclass(frozen=True)
class Product:
    """The product that a text is about; its name is kept in small letters."""

    name: str

    def is_meant_in(self, parsed: ParsedSentence) -> bool:
        """Return whether a sentence may speak of the product.

        It does if it names it, calls it by its kind, points to it, or leaves it to be understood.
        """
        plain = parsed.words.plain
        if parsed.is_heading or parsed.of("product_word") or any(map(self.is_name, plain)):
            return True
        if set(plain[:8]) & _POINTING or "side" in plain or "!" in plain or set(plain) & _MINE:
            return True
        if any(parsed.of(rule) for rule in _TELLING):
            return True
        if any(hit.first == 0 for hit in parsed.of("leap")):
            return True
        effects = [effect.hit.first for effect in parsed.effects]
        if any(set(plain[max(0, place - 5) : place]) & _POINTING for place in effects):
            return True
        if set(plain) & _DOSING or _tells_result(parsed):
            return True
        is_result = has_past(parsed) or bool(parsed.of("sure_report"))
        return is_result and any(parsed.of(rule) for rule in _STUDIED)

    def is_name(self, word: str) -> bool:
        """Return whether a word is the name, perhaps misspelt by a letter (Semex for Semax)."""
        same_ends = word[:3] == self.name[:3] and word[-1] == self.name[-1]
        return word == self.name or (same_ends and len(word) == len(self.name))


def _tells_result(parsed: ParsedSentence) -> bool:
    """Return whether an effect is told in the past, as results are and background is not."""
    plain = parsed.words.plain
    if not has_past(parsed):
        return False
    return any(
        effect.is_main
        and (ends_past(plain[effect.hit.first]) or plain[effect.hit.first] in _FELL)
        and parsed.before(effect.hit.first) not in _BEEN
        and parsed.after(effect.hit.last) != "by"
        for effect in parsed.effects
    )


_FELL = word_set("fell rose grew shrank lost")
_BEEN = word_set("been be is are has have being")


def product_of(units: Sequence[str]) -> Product | None:
    """Find the product that a text is about; its title is the first of the units.

    None where no name of the first lines returns often enough, or the text is short.
    """
    if len(units) < _FEWEST_UNITS:
        return None
    counts = Counter(name for unit in units for name in set(_NAME.findall(unit)))
    for name, count in counts.most_common(5):
        early = any(name in unit for unit in units[:6])
        if count < _ENOUGH or not early or name.lower() in _COMMON:
            continue
        other = re.compile(f"{_OTHER_BEFORE}|{_OTHER_AFTER}".replace("{name}", name))
        if 3 * sum(bool(other.search(unit)) for unit in units) < count:
            return Product(name.lower())
    return None


_STATIC = word_set(
    """is was has had does contains comes costs smells tastes looks sells holds includes
    consists belongs stands means remains needs weighs dates carries opens grows arrives
    ships says reads asks lists shows bears lies sits goes starts wins gets uses wants used
    called named made based tested sold invented created developed launched mixed pressed
    compared appears seems studied approved given added needed involved designed planned
    published allowed provided related required supposed combined followed his its this us
    thus plus always sometimes across towards besides perhaps versus ones hours days weeks
    years"""
)
_SKIPPED = word_set(
    """also never soon even still always now just really only not may might could will can
    would"""
)  # fmt: skip
_BEFORE_THING = word_set("the this our these each its that his her their your")


def verb_of_product(parsed: ParsedSentence, product: Product | None) -> Hit | None:
    """Find a verb that tells what the product does, though the table does not hold it."""
    plain = parsed.words.plain
    things = {hit.last - 1 for hit in parsed.of("product_word")}
    for place, word in enumerate(plain[:12]):
        named = product is not None and product.is_name(word)
        thing = (
            place in things and place > 0 and plain[0 if place > 3 else place - 1] in _BEFORE_THING
        )
        if not (named or thing or (word == "it" and product is not None)):
            continue
        if parsed.kind_at(place) in (IF, OPEN) or (
            place and plain[place - 1] in ("of", "with", "for", "to", "on", "from")
        ):
            continue
        verb = place + 1
        while verb < len(plain) and (
            verb in things or plain[verb] in _SKIPPED or plain[verb].endswith("ly")
        ):
            verb += 1
        if verb < len(plain) and _is_unknown_verb(plain[verb], plain[verb - 1]):
            return Hit(verb, verb + 1, load_cue_rules()["product_word"])
    return _verb_before_body(parsed)


def _is_unknown_verb(word: str, before: str) -> bool:
    if not word.isalpha() or word in _STATIC or len(word) < 4:
        return False
    if before in ("may", "might", "could", "will", "can"):
        return word not in ("have", "been", "come", "cost", "look", "contain", "need", "sell")
    return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word.endswith("ed")


def _verb_before_body(parsed: ParsedSentence) -> Hit | None:
    """Find “wraps your nerves”: a verb that the table does not hold, before your body."""
    plain = parsed.words.plain
    for hit in parsed.of("body_word"):
        verb = hit.first - 1
        if (
            verb > 0
            and _is_unknown_verb(plain[verb], plain[verb - 1])
            and parsed.kind_at(verb) not in (IF, OPEN)
        ):
            return hit
    return None
