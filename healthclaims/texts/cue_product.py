"""What a text is about: a name that its title and many of its sentences share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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
_POINTING = frozenset("it they this that these".split())


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
        near = self.name[:4]
        if any(word.startswith(near) or word in self.things for word in plain):
            return True
        if reading.is_heading or any(word in _POINTING for word in plain[:6]):
            return True
        evidence = ("animals", "lab", "patients", "trial", "human_study", "own_story", "strength_picture")
        if any(reading.of(rule) for rule in evidence):
            return True
        return bool(set(plain) & {"my", "i", "side", "include"}) or plain[-1:] == ["!"]


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
