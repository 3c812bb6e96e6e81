"""Read any English text along with the student: mark words and suggest answers to three questions."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.codebook import CERTAINTY, EVIDENCE, PURPOSE
from healthclaims.core.files import data_dir, read_table
from healthclaims.texts.sentences import split_units

CUE_COLUMNS = ("rule", "question", "label", "words", "kind", "name", "reason", "fails_when")


@dataclass(frozen=True)
class Cue:
    """Words in a text that point to an answer, or only look as if they did."""

    start: int
    end: int
    text: str
    question: str
    label: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Suggestion:
    """A suggested answer to one question about one unit; an empty label means "cannot tell"."""

    question: str
    label: str
    rule: str
    reason: str
    cue: Cue | None


@dataclass(frozen=True)
class ReadUnit:
    """A sentence or heading with its cues and suggestions."""

    start: int
    end: int
    text: str
    kind: str
    cues: tuple[Cue, ...]
    suggestions: Mapping[str, Suggestion]


@dataclass(frozen=True)
class CueRule:
    """One row of ``data/cues.csv``."""

    rule: str
    question: str
    label: str
    words: tuple[str, ...]
    kind: str
    name: str
    reason: str
    fails_when: str


def load_cue_rules() -> dict[str, CueRule]:
    """Load the table of words."""
    return _load(data_dir())


@functools.cache
def _load(data: Path) -> dict[str, CueRule]:
    rows = read_table(data / "cues.csv", CUE_COLUMNS)
    return {
        row["rule"]: CueRule(**{**row, "words": tuple(row["words"].split(" | "))})  # type: ignore[arg-type]
        for row in rows
    }


def read_along(text: str, *, promotes: bool | None = None) -> tuple[ReadUnit, ...]:
    """Read a text and mark its cues, unit by unit."""
    return tuple(
        _read(text[span.start : span.end], span.start, span.kind) for span in split_units(text)
    )


def read_sentence(sentence: str) -> ReadUnit:
    """Read one unit by itself."""
    return _read(sentence, 0, "sentence")


def _read(words: str, start: int, kind: str) -> ReadUnit:
    cues: list[Cue] = []
    taken: list[range] = []
    rules = sorted(load_cue_rules().values(), key=lambda rule: rule.kind != "not")
    for rule in rules:
        for entry in rule.words:
            pattern = re.escape(entry).replace(r"\#", r"\d+")
            for found in re.finditer(rf"\b{pattern}(?!\w)", words, re.IGNORECASE):
                if any(found.start() in place for place in taken):
                    continue
                taken.append(range(found.start(), found.end()))
                reason = rule.reason.replace("{words}", found.group())
                place = (start + found.start(), start + found.end())
                cues.append(
                    Cue(*place, found.group(), rule.question, rule.label, rule.rule, reason)
                )
    cues.sort(key=lambda cue: cue.start)
    suggestions = {}
    for question in (EVIDENCE, CERTAINTY, PURPOSE):
        own = [cue for cue in cues if cue.question == question and cue.label]
        if own:
            cue = own[0]
            suggestions[question] = Suggestion(question, cue.label, cue.rule, cue.reason, cue)
        else:
            why = "No words here settle this question."
            suggestions[question] = Suggestion(question, "", "", why, None)
    return ReadUnit(start, start + len(words), words, kind, tuple(cues), suggestions)
