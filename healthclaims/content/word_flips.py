"""Sentences in which a learner changes a part and watches the answers change."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, load_codebook
from healthclaims.content.fit import fit_labels
from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any


@dataclass(frozen=True)
class Part:
    """One wording of a part of the sentence.

    Parameters
    ----------
    words : str
        What stands in the sentence.
    label : str
        What these words decide.
    subtype : str
        Finer kind, for who was studied.
    why : str
        Why.
    """

    words: str
    label: str
    subtype: str
    why: str


@dataclass(frozen=True)
class Flip:
    """A sentence with two parts that can be changed.

    Parameters
    ----------
    id : str
        Its name.
    before, after : str
        Fixed words around the parts.
    who, verb : tuple of Part
        Wordings of the two parts.
    fit : dict of (str, str) to (str, str)
        Subtype and certainty to the fit (empty where it is not asked) and why.
    """

    id: str
    before: str
    after: str
    who: tuple[Part, ...]
    verb: tuple[Part, ...]
    fit: dict[tuple[str, str], tuple[str, str]]


def load_flip(name: str) -> Flip:
    """Load and check one sentence.

    Parameters
    ----------
    name : str
        A table of ``data/flips.toml``.

    Returns
    -------
    Flip
        The sentence.

    Raises
    ------
    KeyError
        If there is none; the message lists the known ones.
    DataError
        If the file has problems; all of them at once.
    """
    flips = _load(data_dir() / "flips.toml")
    if name not in flips:
        message = f"There is no sentence {name!r}. {expected(name, flips, 'sentences')}"
        raise UnknownNameError(message)
    return flips[name]


def flip_names() -> tuple[str, ...]:
    """List the sentences that can be changed.

    Returns
    -------
    tuple of str
        Tables of ``data/flips.toml``.

    Raises
    ------
    DataError
        If the file has problems; all of them at once.
    """
    return tuple(read_toml(data_dir() / "flips.toml"))


@functools.cache
def _load(path: Path) -> dict[str, Flip]:
    problems: list[Problem] = []
    try:
        flips = {name: _flip(name, item, path, problems) for name, item in read_toml(path).items()}
    except (KeyError, TypeError, AttributeError) as error:
        what = f"has a table that is not complete ({error})."
        remedy = "Compare it with the other tables; each needs the same entries."
        raise DataError([Problem(path, None, what, remedy)]) from error
    raise_if_any(problems)
    return flips


def _flip(name: str, entry: dict[str, Any], path: Path, problems: list[Problem]) -> Flip:
    axes = load_codebook().axes
    parts: dict[str, list[Part]] = {"who": [], "verb": []}
    for slot, axis in (("who", EVIDENCE), ("verb", CERTAINTY)):
        for item in entry[slot]:
            label = item[axis]
            for reading in label.split("|"):
                if reading not in axes[axis].names:
                    what = f"[{name}.{slot}] {axis} {reading!r} is not a label."
                    remedy = expected(reading, axes[axis].names, "labels")
                    problems.append(Problem(path, None, what, remedy))
            parts[slot].append(Part(item["words"], label, item.get("subtype", ""), item["why"]))
    fit = {}
    for who in parts["who"]:
        for certainty in ("firm", "hedged"):
            why = entry["fit"].get(who.subtype, {}).get(certainty, "")
            if not why:
                what = f"[{name}.fit] lacks {who.subtype}.{certainty}."
                problems.append(Problem(path, None, what, "Say what the two give together."))
            labels = fit_labels(who.label, who.subtype, certainty)
            # Where the rule leaves a choice, a sentence confined to animals stays open.
            fit[who.subtype, certainty] = (labels[-1] if labels else "", why)
    return Flip(
        name, entry["before"], entry["after"], tuple(parts["who"]), tuple(parts["verb"]), fit
    )


def shown(axis: str, label: str) -> str:
    """Give a label in the learner's words, both readings where it is contested.

    Parameters
    ----------
    axis : str
        ``evidence``, ``certainty`` or ``fit``.
    label : str
        A label, two joined by ``|``, or empty where the question is not asked.

    Returns
    -------
    str
        For example ``"People"`` or ``"Left open: it fits / it goes further ..."``.
    """
    if not label:
        return "Not asked"
    readings = [reading.shown for reading in load_codebook().readings(axis, label)]
    if len(readings) == 1:
        return readings[0]
    return "Left open: " + " or ".join(text[:1].lower() + text[1:] for text in readings)
