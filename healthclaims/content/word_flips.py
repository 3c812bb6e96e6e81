"""Sentences in which a learner changes a part and watches the answers change."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, load_codebook
from healthclaims.content.fit import fit_labels
from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.schema import TABLE, TABLES, Field, entry_problems

_SLOTS = {"who": EVIDENCE, "verb": CERTAINTY}
_SURE = ("firm", "hedged")
_FLIP = (
    Field("product", needed=False),
    Field("before", needed=False),
    Field("after", needed=False),
    Field(
        "who",
        kind=TABLES,
        parts=(Field("words"), Field(EVIDENCE), Field("subtype"), Field("why")),
    ),
    Field("verb", kind=TABLES, parts=(Field("words"), Field(CERTAINTY), Field("why"))),
)


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
    """Load and check one sentence: a table of ``data/flips.toml``.

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
    """List the sentences that can be changed: the tables of ``data/flips.toml``."""
    return tuple(read_toml(data_dir() / "flips.toml"))


@functools.cache
def _load(path: Path) -> dict[str, Flip]:
    problems: list[Problem] = []
    flips = {}
    for name, entry in read_toml(path).items():
        own = list(_problems(name, entry, path))
        problems += own
        if not own:
            flips[name] = _flip(name, entry)
    raise_if_any(problems)
    return flips


def _problems(name: str, entry: Any, path: Path) -> Iterator[Problem]:
    shape = list(entry_problems(entry, _FLIP, f"[{name}] ", path, skip="fit"))
    yield from shape
    if shape:
        return
    axes = load_codebook().axes
    for slot, axis in _SLOTS.items():
        for part in entry[slot]:
            for reading in part[axis].split("|"):
                if reading not in axes[axis].names:
                    what = f"[{name}.{slot}] {axis} {reading!r} is not a label."
                    yield Problem(path, None, what, expected(reading, axes[axis].names, "labels"))
    # What each kind of evidence gives together with sure and with careful words.
    together = tuple(Field(certainty) for certainty in _SURE)
    kinds = (Field(part["subtype"], kind=TABLE, parts=together) for part in entry["who"])
    yield from entry_problems(entry.get("fit"), tuple(kinds), f"[{name}.fit] ", path)


def _flip(name: str, entry: dict[str, Any]) -> Flip:
    parts = {
        slot: tuple(
            Part(item["words"], item[axis], item.get("subtype", ""), item["why"])
            for item in entry[slot]
        )
        for slot, axis in _SLOTS.items()
    }
    fit = {}
    for who in parts["who"]:
        for certainty in _SURE:
            labels = fit_labels(who.label, who.subtype, certainty)
            # Where the rule leaves a choice: "in rats" keeps the sentence to its animals, but cells
            # in a dish are not the organ that it speaks of.
            label = labels[0 if who.subtype == "lab" else -1] if labels else ""
            fit[who.subtype, certainty] = (label, entry["fit"][who.subtype][certainty])
    return Flip(name, entry.get("before", ""), entry.get("after", ""), **parts, fit=fit)


def shown(axis: str, label: str) -> str:
    """Return a label in the learner's words, both readings where it is contested.

    For example ``"People"`` or ``"Left open: it fits / it goes further ..."``; a question that is
    not asked has an empty label.
    """
    if not label:
        return "Not asked"
    readings = [reading.shown for reading in load_codebook().readings(axis, label)]
    if len(readings) == 1:
        return readings[0]
    return "Left open: " + " or ".join(text[:1].lower() + text[1:] for text in readings)
