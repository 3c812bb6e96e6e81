"""What a text is about: a name that its title and many of its sentences share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from healthclaims.texts.cue_evidence import has_past
from healthclaims.texts.cue_scope import Reading

_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_ENOUGH = 3
_FEWEST_UNITS = 8
_THINGS = frozenset(
    """spray gel drug oil cream drops extract capsule capsules rinse balm gum supplement tablet
    tablets pill pills treatment medicine product formula tea lotion syrup powder juice patch
    device remedy remedies serum insoles lozenge lozenges mouthwash shampoo compound molecule
    peptide substance vaccine injection dose therapy diet mixture ointment""".split()
)
_POINTING = frozenset("it they".split())
_MINE = frozenset("my i".split())
_TELLING = ("own_story", "strength_picture", "praise", "call", "price", "lifestyle")
_STUDIED = ("animals", "lab", "patients", "persons", "trial", "human_study", "pointer")


@dataclass(frozen=True)
class Product:
    """The product that a text is about.

    Parameters
    ----------
    name : str
        Its name in small letters.
    things : frozenset of str
        Words for what it is, for example ``"gel"``.
    """

    name: str
    things: frozenset[str]

    def is_meant_in(self, reading: Reading) -> bool:
        """Tell whether a sentence may speak of the product.

        Parameters
        ----------
        reading : Reading
            The sentence.

        Returns
        -------
        bool
            True if it names it, calls it by its kind, points to it, or leaves it to be understood.
        """
        plain = reading.words.plain
        if any(self._is_name(word) or word in self.things for word in plain):
            return True
        if reading.is_heading or any(word in _POINTING for word in plain[:8]) or "side" in plain or "!" in plain:
            return True
        if any(reading.of(rule) for rule in _TELLING):
            return True
        effects = [effect.hit.first for effect in reading.effects]
        if any(set(plain[max(0, place - 5) : place]) & _POINTING for place in effects):
            return True
        studied = any(reading.of(rule) for rule in _STUDIED)
        return (studied and has_past(reading)) or bool(set(plain) & _MINE)

    def _is_name(self, word: str) -> bool:
        """True for the name, also where it is misspelt by a letter (Semex for Semax)."""
        same_ends = word[:3] == self.name[:3] and word[-1] == self.name[-1]
        return word == self.name or (same_ends and len(word) == len(self.name))


def product_of(units: Sequence[str]) -> Product | None:
    """Find the product that a text is about.

    Parameters
    ----------
    units : sequence of str
        Its headings and sentences, the title first.

    Returns
    -------
    Product or None
        None where no name of the title returns often enough, or the text is short.
    """
    if len(units) < _FEWEST_UNITS:
        return None
    counts = Counter(name for unit in units for name in set(_NAME.findall(unit)))
    small = {word for unit in units for word in re.findall(r"\b[a-z]{5,}\b", unit)}
    for name, count in counts.most_common(5):
        early = any(name in unit for unit in units[:6])
        if count >= _ENOUGH and early and name.lower() not in small - {name.lower()} | _COMMON:
            things = {word for unit in units for word in re.findall(r"[a-z]+", unit.lower())}
            return Product(name.lower(), frozenset(things & _THINGS))
    return None


_COMMON = frozenset("these those there their researchers doctors people scientists study patients".split())
