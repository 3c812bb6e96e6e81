"""What must hold in an article's tables. Every check reports all that it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from healthclaims.content.codebook import (
    CERTAINTY,
    EVIDENCE,
    FIT,
    PURPOSE,
    SCORED,
    STATUSES,
    Codebook,
)
from healthclaims.content.fit import fit_labels
from healthclaims.core.files import Row
from healthclaims.core.problems import Problem, expected
from healthclaims.core.schema import Field, Found, Table

OWN_RULE = "OWN"
UNIT_ID = "u[0-9]{2,4}"
AXIS = Field("axis", "question", one_of=(EVIDENCE, CERTAINTY, PURPOSE, FIT), values="axes")
WHY = Field(
    "why",
    "explanation for the learner",
    least_words=4,
    remedy="Say which words decide, and what would flip it.",
)
UNITS = Table(
    "units",
    (
        Field("unit", "number within the article", pattern=UNIT_ID, remedy="Write it like u07."),
        Field(
            "kind",
            "title, heading or sentence",
            one_of=("title", "heading", "sentence"),
            values="kinds",
        ),
        Field("section", "part of the article"),
        Field("repeat_of", "earlier unit that this one repeats word for word", needed=False),
        Field("text", "the words, verbatim"),
    ),
    key=("unit",),
)
ANNOTATIONS = Table(
    "annotations",
    (
        Field("unit", "unit that is judged", remedy="Use an id from units.csv."),
        AXIS,
        Field("label", "answer; two joined by | where careful readers disagree"),
        Field("subtype", "finer kind", needed=False),
        Field("rule", "rule of the codebook that decided"),
        Field(
            "cue",
            "the exact words that decide; empty where their absence decides",
            needed=False,
        ),
        Field("status", "scored, contested or unscored", one_of=STATUSES, values="statuses"),
        WHY,
    ),
    key=("unit", "axis"),
)


def unit_problems(rows: Sequence[Row], text: str, file: Path | None = None) -> Iterator[Problem]:
    """Check that the units, in order, tile the text, and that their columns make sense.

    Parameters
    ----------
    rows : sequence of Row
        Lines of ``units.csv``.
    text : str
        The whole article.
    file : Path, optional
        Named where there are no lines.

    Yields
    ------
    Problem
        One for each line that does not fit.
    """
    yield from UNITS.problems(rows)
    seen: dict[str, str] = {}
    position = 0
    if not rows:
        path = file or Path("units.csv")
        yield Problem(path, None, "holds no units.", "Give every sentence and heading a line.")
    for row in rows:
        unit, words = row["unit"], row["text"]
        if row["repeat_of"] and seen.get(row["repeat_of"]) != words:
            what = f"repeat_of {row['repeat_of']!r} is not an earlier unit with the same words."
            yield row.problem(what, "Correct it or leave it empty.")
        seen[unit] = words
        start = text.find(words, position) if words.strip() else -1
        if start < 0:
            what = f"unit {unit} does not occur in the text at this place: {_shorten(words)!r}."
            remedy = "Copy the words from article.txt, in order, character by character."
            yield row.problem(what, remedy)
            continue
        gap = text[position:start]
        if gap.strip():
            what = (
                f"before unit {unit} the text has {_shorten(gap.strip())!r}, which is in no unit."
            )
            yield row.problem(what, "Every printed character belongs to one unit.")
        position = start + len(words)
    rest = text[position:].strip()
    if rows and rest:
        what = f"after the last unit the text goes on: {_shorten(rest)!r}."
        yield rows[-1].problem(what, "Add units for the rest.")


def annotation_problems(
    rows: Sequence[Row], units: Sequence[Row], codebook: Codebook, *, own: bool = False
) -> Iterator[Problem]:
    """Check each judgement by itself: known unit, legal label and rule, cue in the unit.

    Parameters
    ----------
    rows : sequence of Row
        Lines of ``annotations.csv``.
    units : sequence of Row
        Lines of ``units.csv``.
    codebook : Codebook
        The rules.
    own : bool
        True where the labels are the judgement of the person who brought the text; only there
        may a row rest on that alone.

    Yields
    ------
    Problem
        One for each thing that is wrong.
    """
    texts = {row["unit"]: row["text"] for row in units}

    def rule(row: Row) -> Found:
        yield from codebook.check_label(row["axis"], row["label"], row["rule"], row["status"])
        if row["rule"] == OWN_RULE and not own:
            yield (
                f"rule {OWN_RULE!r} (somebody's own judgement) cannot stand here.",
                "Use a rule of the codebook, or write own = true in source.toml.",
            )
        words = texts.get(row["unit"], row["cue"])
        yield from cue_problems(row["cue"], words, row["rule"], codebook)
        yield from subtype_problems(row, codebook)

    yield from ANNOTATIONS.problems(rows, rule, known={"unit": texts})


def subtype_problems(row: Row, codebook: Codebook) -> Found:
    """Check that the finer kind belongs to the label.

    Parameters
    ----------
    row : Row
        With ``axis``, ``label`` and ``subtype``.
    codebook : Codebook
        Says which there are.

    Yields
    ------
    (str, str)
        What is wrong, and what to do.
    """
    axis = codebook.axes.get(row["axis"])
    own = row["label"].split("|")
    labels = [label for label in axis.labels if label.name in own] if axis else []
    subtypes = {name for label in labels for name in label.subtypes}
    if axis and row["subtype"] and row["subtype"] not in subtypes:
        what = f"subtype {row['subtype']!r} does not belong to {row['label']!r}."
        yield what, expected(row["subtype"], subtypes, "subtypes")


def cue_problems(cue: str, text: str, rule: str, codebook: Codebook) -> Found:
    """Check that the deciding words stand in the text.

    Parameters
    ----------
    cue, text, rule : str
        The deciding words, the sentence, and the rule that was used.
    codebook : Codebook
        Says which rules may do without a cue.

    Yields
    ------
    (str, str)
        What is wrong, and what to do.
    """
    if cue and cue not in text:
        yield f"cue {cue!r} does not occur in {_shorten(text)!r}.", "Copy the exact words."
    found = codebook.rules.get(rule)
    if not cue and found and not found.cue_optional:
        yield f"the cue is missing, but rule {rule} rests on words.", "Copy the deciding words."


def coverage_problems(
    rows: Sequence[Row], units: Sequence[Row], path: Path, *, own: bool = False
) -> Iterator[Problem]:
    """Check that every unit is labelled, and that fit rows follow from the other two.

    Parameters
    ----------
    rows : sequence of Row
        Lines of ``annotations.csv``.
    units : sequence of Row
        Lines of ``units.csv``.
    path : Path
        ``annotations.csv``, named where a row is missing.
    own : bool
        True where only some units of a text that was brought in are labelled.

    Yields
    ------
    Problem
        One for each missing or contradictory row.
    """
    by_place = {(row["unit"], row["axis"]): row for row in rows}
    for unit in units:
        name = unit["unit"]
        if unit["repeat_of"]:
            for axis in (EVIDENCE, CERTAINTY, PURPOSE, FIT):
                if extra := by_place.get((name, axis)):
                    what = f"{name} repeats {unit['repeat_of']} and must not be labelled."
                    yield Problem(path, extra.line, what, "Remove the row.")
            continue
        if own:
            continue
        for axis in (CERTAINTY, PURPOSE):
            if (name, axis) not in by_place:
                what = f"{name} has no row for {axis}."
                yield Problem(path, None, what, "Label every unit on it.")
        certainty, evidence = by_place.get((name, CERTAINTY)), by_place.get((name, EVIDENCE))
        if certainty and not evidence and "no_claim" not in certainty["label"]:
            what = f"{name} makes a claim ({certainty['label']}) but has no row for {EVIDENCE}."
            yield Problem(path, certainty.line, what, "Every claim is asked who was studied.")
        yield from _fit_problems(name, by_place, path)


def _fit_problems(unit: str, by_place: dict[tuple[str, str], Row], path: Path) -> Iterator[Problem]:
    evidence, certainty = by_place.get((unit, EVIDENCE)), by_place.get((unit, CERTAINTY))
    purpose, fit = by_place.get((unit, PURPOSE)), by_place.get((unit, FIT))
    scored = bool(evidence and certainty and evidence["status"] == certainty["status"] == SCORED)
    harm = bool(purpose and purpose["rule"] == "P6")
    allowed = (
        fit_labels(evidence["label"], evidence["subtype"], certainty["label"])
        if scored and evidence and certainty and not harm
        else ()
    )
    if allowed and not fit:
        what = f"{unit} has no row for fit."
        yield Problem(path, None, what, f"Its evidence and wording give {' or '.join(allowed)}.")
    elif fit and fit["label"] not in allowed:
        what = f"fit of {unit} is {fit['label']!r}, which does not follow from its other labels."
        remedy = f"They give {' or '.join(allowed)}." if allowed else "Remove the row."
        yield Problem(path, fit.line, what, remedy)


def _shorten(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
