"""What must hold in an article's tables. Every check reports all that it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE, SCORED, Codebook
from healthclaims.content.fit import fit_labels
from healthclaims.core.files import Row
from healthclaims.core.problems import Problem, expected

UNIT_COLUMNS = ("unit", "kind", "section", "repeat_of", "text")
ANNOTATION_COLUMNS = ("unit", "axis", "label", "subtype", "rule", "cue", "status", "why")
KINDS = ("title", "heading", "sentence")
OWN_RULE = "OWN"


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
    seen: dict[str, str] = {}
    position = 0
    if not rows:
        path = file or Path("units.csv")
        yield Problem(path, None, "holds no units.", "Give every sentence and heading a line.")
    for row in rows:
        unit, words = row["unit"], row["text"]
        if unit in seen:
            yield Problem(row.file, row.line, f"unit {unit!r} occurs twice.", "Number them afresh.")
        if row["kind"] not in KINDS:
            remedy = expected(row["kind"], KINDS, "kinds")
            yield Problem(row.file, row.line, f"kind {row['kind']!r} is not known.", remedy)
        if row["repeat_of"] and seen.get(row["repeat_of"]) != words:
            what = f"repeat_of {row['repeat_of']!r} is not an earlier unit with the same words."
            yield Problem(row.file, row.line, what, "Correct it or leave it empty.")
        seen[unit] = words
        start = text.find(words, position) if words.strip() else -1
        if start < 0:
            what = f"unit {unit} does not occur in the text at this place: {_shorten(words)!r}."
            remedy = "Copy the words from article.txt, in order, character by character."
            yield Problem(row.file, row.line, what, remedy)
            continue
        gap = text[position:start]
        if gap.strip():
            what = (
                f"before unit {unit} the text has {_shorten(gap.strip())!r}, which is in no unit."
            )
            yield Problem(row.file, row.line, what, "Every printed character belongs to one unit.")
        position = start + len(words)
    rest = text[position:].strip()
    if rows and rest:
        what = f"after the last unit the text goes on: {_shorten(rest)!r}."
        yield Problem(rows[-1].file, rows[-1].line, what, "Add units for the rest.")


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
    seen: set[tuple[str, str]] = set()
    for row in rows:
        place = (row["unit"], row["axis"])
        if place in seen:
            what = f"{row['unit']} has two rows for {row['axis']}."
            yield Problem(row.file, row.line, what, "Keep one.")
        seen.add(place)
        words = texts.get(row["unit"])
        if words is None:
            what = f"unit {row['unit']!r} does not exist."
            yield Problem(row.file, row.line, what, "Use an id from units.csv.")
        checked = codebook.check_label(row["axis"], row["label"], row["rule"], row["status"])
        for what, remedy in checked:
            yield Problem(row.file, row.line, what, remedy)
        if row["rule"] == OWN_RULE and not own:
            what = f"rule {OWN_RULE!r} (somebody's own judgement) cannot stand here."
            remedy = "Use a rule of the codebook, or write own = true in source.toml."
            yield Problem(row.file, row.line, what, remedy)
        for what, remedy in cue_problems(row["cue"], words or row["cue"], row["rule"], codebook):
            yield Problem(row.file, row.line, what, remedy)
        for what, remedy in subtype_problems(row, codebook):
            yield Problem(row.file, row.line, what, remedy)
        if len(row["why"].split()) < 4:
            what = f"why is too short: {row['why']!r}."
            yield Problem(
                row.file, row.line, what, "Say which words decide, and what would flip it."
            )


def subtype_problems(row: Row, codebook: Codebook) -> Iterator[tuple[str, str]]:
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


def cue_problems(cue: str, text: str, rule: str, codebook: Codebook) -> Iterator[tuple[str, str]]:
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
