"""What must hold in an article's files: they are read, and everything wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from healthclaims.content.article_tables import ANNOTATIONS, UNITS
from healthclaims.content.codebook import (
    CERTAINTY,
    EVIDENCE,
    FIT,
    PURPOSE,
    SCORED,
    Codebook,
    load_codebook,
)
from healthclaims.content.fit import fit_labels
from healthclaims.content.source_card import SOURCE
from healthclaims.core.files import read_text, read_toml
from healthclaims.core.problems import DataError, Problem, expected, raise_if_any
from healthclaims.core.schema import Found, entry_problems
from healthclaims.core.tables import Row, read_table

OWN_RULE = "OWN"
_TOLD = "testimony_or_authority"


def read_and_check(
    folder: Path, *, is_kits: bool
) -> tuple[dict[str, Any], str, list[Row], list[Row]]:
    """Read the four files of an article and check them together.

    Parameters
    ----------
    is_kits : bool
        True for one of the kit's own texts, of which every unit is labelled.

    Returns
    -------
    (dict, str, list of Row, list of Row)
        Source card, text, units and labels.

    Raises
    ------
    DataError
        If they have problems; all of them at once.
    """
    problems: list[Problem] = []

    def attempt(read: Callable[..., Any], name: str, *arguments: Any) -> Any:
        """Keep the problems of one file, so that those of all are reported together."""
        try:
            return read(folder / name, *arguments)
        except DataError as error:
            problems.extend(error.problems)
            return None

    source = attempt(read_toml, "source.toml")
    text = attempt(read_text, "article.txt")
    units = attempt(read_table, "units.csv", UNITS.columns)
    labels = attempt(read_table, "annotations.csv", ANNOTATIONS.columns)
    own = source is not None and source.get("own") is True and not is_kits
    if source is not None:
        problems += _source_problems(source, folder / "source.toml", units, is_kits=is_kits)
    if units is not None and text is not None:
        problems += unit_problems(units, text, folder / "units.csv")
    if units is not None and labels is not None:
        problems += annotation_problems(labels, units, load_codebook(), own=own)
        problems += coverage_problems(labels, units, folder / "annotations.csv", own=own)
    raise_if_any(problems)
    return source, text, units, labels


def _source_problems(
    source: dict[str, Any], file: Path, units: list[Row] | None, *, is_kits: bool
) -> Iterator[Problem]:
    shape = list(entry_problems(source, SOURCE, "", file))
    yield from shape
    if is_kits and source.get("own") is True:
        what = "own is true, but this is one of the kit's texts."
        yield Problem(file, None, what, "Remove the line and label every unit.")
    known = {row["unit"] for row in units or ()}
    for name in source.get("amounts_or_routes", ()) if units is not None and not shape else ():
        if name not in known:
            yield Problem(file, None, f"amounts_or_routes names {name!r}.", "It is not a unit.")


def unit_problems(rows: Sequence[Row], text: str, file: Path | None = None) -> Iterator[Problem]:
    """Check that the units, in order, tile the text, and that their columns make sense.

    Parameters
    ----------
    text : str
        The whole article.
    file : Path, optional
        Named where there are no lines.
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
        last = max(seen, key=_number, default="")
        if last and _number(unit) <= _number(last):
            remedy = "Number them in the order of the text: students are told the numbers."
            yield row.problem(f"unit {unit} stands after unit {last}.", remedy)
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


def _number(unit: str) -> int:
    return int(unit[1:]) if unit[1:].isdecimal() else 0


def annotation_problems(
    rows: Sequence[Row], units: Sequence[Row], codebook: Codebook, *, own: bool = False
) -> Iterator[Problem]:
    """Check each judgement by itself: known unit, legal label and rule, cue in the unit.

    Parameters
    ----------
    own : bool
        True where the labels are the judgement of the person who brought the text; only there
        may a row rest on that alone.
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
    """Check that the finer kind belongs to the label."""
    axis = codebook.axes.get(row["axis"])
    own = row["label"].split("|")
    labels = [label for label in axis.labels if label.name in own] if axis else []
    subtypes = {name for label in labels for name in label.subtypes}
    if axis and row["subtype"] and row["subtype"] not in subtypes:
        what = f"subtype {row['subtype']!r} does not belong to {row['label']!r}."
        yield what, expected(row["subtype"], subtypes, "subtypes")


def cue_problems(cue: str, text: str, rule: str, codebook: Codebook) -> Found:
    """Check that the deciding words stand in the text, and that a rule that needs them has them."""
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
    path : Path
        ``annotations.csv``, named where a row is missing.
    own : bool
        True where only some units of a text that was brought in are labelled.
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
    # What happened to one person says nothing about the product in general: it need not be asked.
    told = bool(evidence and evidence["subtype"] == _TOLD)
    if allowed and not fit and not told:
        what = f"{unit} has no row for fit."
        yield Problem(path, None, what, f"Its evidence and wording give {' or '.join(allowed)}.")
    elif fit and fit["label"] not in allowed:
        what = f"fit of {unit} is {fit['label']!r}, which does not follow from its other labels."
        remedy = f"They give {' or '.join(allowed)}." if allowed else "Remove the row."
        yield Problem(path, fit.line, what, remedy)


def _shorten(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
