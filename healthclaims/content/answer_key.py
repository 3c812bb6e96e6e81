"""The key to a whole article: its labels, unit by unit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from healthclaims.content.article import Article, Unit
from healthclaims.content.claim_reasons import load_claim_reasons
from healthclaims.content.codebook import CERTAINTY, UNSCORED, Axis, Label, load_codebook
from healthclaims.core.problems import UnknownNameError

CLAIM = "claim"
# A first step before the three questions: is there a claim at all? Derived from the wording.
CLAIM_AXIS = Axis(
    CLAIM,
    "Is it a claim?",
    "Does this say that the product does something to a body or mind?",
    (
        Label("claim", "A claim", "C", "It says that the product does something.", ()),
        Label("no_claim", "No claim", "–", "It does not.", ()),
    ),
    {},
)
NOT_ASKED = (
    "The question does not apply here: the sentence makes no claim about the product and names "
    "nobody who was studied."
)
_CLAIM_RULE = "Does it say what the product does to a body or mind?"


@dataclass(frozen=True)
class KeyMark:
    """What the key says about one unit.

    Parameters
    ----------
    labels : tuple of str
        One label, or two where the answer is left open; none where a rule cannot tell.
    rule : str
        Plain name of the rule.
    cue : str
        The deciding words.
    fails : str
        Where the rule goes wrong; empty where somebody judged, and no rule of words.
    """

    labels: tuple[str, ...]
    rule: str
    why: str
    cue: str
    fails: str = ""


def reading_axis(name: str) -> Axis:
    """Find a question that can be asked of a whole article: one of the axes but fit, or ``claim``.

    Raises
    ------
    KeyError
        If it is none of these.
    """
    axes = {CLAIM: CLAIM_AXIS, **load_codebook().axes}
    axes.pop("fit")
    if name not in axes:
        message = f"There is no question {name!r}. Known questions: {', '.join(axes)}."
        raise UnknownNameError(message)
    return axes[name]


def key_mark(article: Article, unit: Unit, axis: str) -> KeyMark | None:
    """Look up what the key says; None where the question does not apply."""
    found = article.annotations.get((unit.id, CERTAINTY if axis == CLAIM else axis))
    if found is None or (found.status == UNSCORED and axis != CLAIM):
        return None
    labels = found.label.split("|")
    if axis == CLAIM:
        labels = ["no_claim" if label == "no_claim" else CLAIM for label in labels]
        why = load_claim_reasons().get((article.id, unit.id), found.why)
        return KeyMark(tuple(dict.fromkeys(labels)), _CLAIM_RULE, why, found.cue)
    rule = load_codebook().rules[found.rule].name
    return KeyMark(tuple(labels), rule, found.why, found.cue)


def seen_mark(article: Article, unit: Unit, axis: Axis) -> str:
    """Fingerprint what a learner saw when labelling a unit, without the key.

    Returns
    -------
    str
        Twelve hexadecimal digits.
    """
    shown = "\n".join(
        (axis.question, *(label.shown for label in axis.labels), article.shown_text(unit))
    )
    return hashlib.sha256(shown.encode()).hexdigest()[:12]
