"""Contrasting pairs: two versions of a text that differ in one answer only."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from healthclaims.content.article_checks import cue_problems, subtype_problems
from healthclaims.content.article_tables import AXIS, WHY
from healthclaims.content.codebook import (
    CERTAINTY,
    CONTESTED,
    EVIDENCE,
    FIT,
    PURPOSE,
    SCORED,
    Codebook,
    load_codebook,
)
from healthclaims.content.fit import fit_labels
from healthclaims.content.source_card import SourceCard, load_cards
from healthclaims.core.files import data_dir
from healthclaims.core.problems import Problem, raise_if_any
from healthclaims.core.schema import Field, Found, Table
from healthclaims.core.tables import Row, read_table

PAIRS = Table(
    "pairs",
    (
        Field("pair", "id of the pair", pattern="[^/]+", remedy="Leave out the slash."),
        Field("side", "a or b", one_of=("a", "b"), values="sides"),
        Field("card", "source card", values="cards"),
        Field("text", "the words"),
        AXIS,
        Field("label", "answer"),
        Field("subtype", "finer kind, where it matters", needed=False),
        Field("rule", "rule of the codebook"),
        Field("cue", "the exact words that decide", needed=False),
        # Where both sides have one answer, side a explains both (see _why_problems).
        replace(WHY, needed=False),
    ),
    key=("pair", "side", "axis"),
    refers=(("card", "cards"),),
)
# What both sides of a pair are judged on; a pair on fit needs who was studied as well.
_JUDGED = (CERTAINTY, PURPOSE)
_JUDGED_FOR_FIT = (EVIDENCE, CERTAINTY, FIT)


@dataclass(frozen=True)
class Judgement:
    """The label of one side on one axis, as in ``pairs.csv``."""

    label: str
    subtype: str
    rule: str
    cue: str
    why: str


@dataclass(frozen=True)
class Side:
    """One of the two versions, ``"a"`` or ``"b"``.

    Parameters
    ----------
    card : SourceCard
        Who published it.
    judgements : mapping of str to Judgement
        By axis; an axis that does not apply is absent.
    """

    name: str
    card: SourceCard
    text: str
    judgements: Mapping[str, Judgement]


@dataclass(frozen=True)
class Pair:
    """Two versions that differ in one answer.

    Parameters
    ----------
    id : str
        For example ``"e3"``.
    axis : str
        The axis on which they differ; ``fit`` where the words or the subjects change so that
        wording and evidence come to fit, or cease to.
    """

    id: str
    a: Side
    b: Side
    axis: str

    @property
    def is_about_amounts(self) -> bool:
        """True if a side tells how to use the product on a promoting page."""
        return any(
            (found := side.judgements.get(PURPOSE)) is not None
            and found.rule == "P4"
            and found.label == "marketing"
            for side in (self.a, self.b)
        )


def load_pairs() -> dict[str, Pair]:
    """Load and check all contrasting pairs, by id in file order; they are read once a session.

    Raises
    ------
    DataError
        If a table has problems; all of them at once.
    """
    return _load(data_dir())


@functools.cache
def _load(folder: Path) -> dict[str, Pair]:
    cards = load_cards(folder / "cards.csv")
    rows = read_table(folder / "pairs.csv", PAIRS.columns)
    raise_if_any(_row_problems(rows, cards, load_codebook()))
    pairs: dict[str, Pair] = {}
    problems: list[Problem] = []
    for pair_id, group in groupby(rows, key=lambda row: row["pair"]):
        own = list(group)
        sides = {name: _side(own, name, cards) for name in ("a", "b")}
        is_fit = any(FIT in side.judgements for side in sides.values())
        # Fit follows from the other two, so a pair on fit differs on one of them as well.
        compared = (FIT,) if is_fit else load_codebook().axes
        differing = [
            axis for axis in compared if _label(sides["a"], axis) != _label(sides["b"], axis)
        ]
        needed = _JUDGED_FOR_FIT if is_fit else _JUDGED
        unjudged = [
            f"side {name} for {axis}"
            for name, side in sides.items()
            for axis in needed
            if axis not in side.judgements
        ]
        if unjudged:
            what = f"pair {pair_id} does not judge {', '.join(unjudged)}."
            remedy = f"Both sides stand together, each with rows for {' and '.join(needed)}."
            problems.append(own[0].problem(what, remedy))
            continue
        if is_fit:
            problems += _fit_problems(sides.values(), own[0])
        if len(differing) != 1 or pair_id in pairs:
            what = f"pair {pair_id} differs on {' and '.join(differing) or 'no axis'}."
            remedy = "The two sides of a pair stand together and differ on exactly one axis."
            problems.append(own[0].problem(what, remedy))
            continue
        problems += _why_problems(own)
        pairs[pair_id] = Pair(pair_id, sides["a"], sides["b"], differing[0])
    raise_if_any(problems)
    return pairs


def _row_problems(
    rows: list[Row], cards: Mapping[str, SourceCard], codebook: Codebook
) -> Iterator[Problem]:
    words: dict[tuple[str, str], tuple[str, str]] = {}

    def rule(row: Row) -> Found:
        own = (row["card"], row["text"])
        if words.setdefault((row["pair"], row["side"]), own) != own:
            what = f"side {row['side']} of pair {row['pair']} has two different texts or cards."
            yield what, "Repeat text and card on every row of a side."
        status = CONTESTED if "|" in row["label"] else SCORED
        yield from codebook.check_label(
            row["axis"], row["label"], row["rule"], status, in_pair=True
        )
        yield from subtype_problems(row, codebook)
        yield from cue_problems(row["cue"], row["text"], row["rule"], codebook)

    return PAIRS.problems(rows, rule, known={"card": cards})


def _fit_problems(sides: Iterable[Side], row: Row) -> Iterator[Problem]:
    """Check that fit follows from who was studied and how sure the wording is."""
    for side in sides:
        studied, sure, fit = (side.judgements[axis] for axis in _JUDGED_FOR_FIT)
        allowed = fit_labels(studied.label, studied.subtype, sure.label)
        if fit.label not in allowed:
            what = f"fit of pair {row['pair']}, side {side.name} is {fit.label!r}."
            remedy = f"From its other labels follows: {' or '.join(allowed) or 'no row for fit'}."
            yield row.problem(what, remedy)


def _why_problems(rows: list[Row]) -> Iterator[Problem]:
    """Check that each answer is explained, and only once where both sides have the same."""
    of_a = {row["axis"]: row["label"] for row in rows if row["side"] == "a"}
    for row in rows:
        explained_by_a = row["side"] == "b" and row["label"] == of_a.get(row["axis"])
        if explained_by_a and row["why"]:
            what = f"pair {row['pair']} explains twice what both sides have: {row['label']}."
            yield row.problem(
                what, "Say on side a, for both, what differs and why it does not count."
            )
        elif not explained_by_a and not row["why"]:
            yield row.problem(f"why of pair {row['pair']} is empty.", WHY.remedy)


def _side(rows: list[Row], name: str, cards: Mapping[str, SourceCard]) -> Side:
    own = [row for row in rows if row["side"] == name]
    judgements = {
        row["axis"]: Judgement(row["label"], row["subtype"], row["rule"], row["cue"], row["why"])
        for row in own
    }
    first = own[0] if own else rows[0]
    return Side(name, cards[first["card"]], first["text"], judgements)


def _label(side: Side, axis: str) -> str:
    found = side.judgements.get(axis)
    return found.label if found else f"no row for {EVIDENCE}"
