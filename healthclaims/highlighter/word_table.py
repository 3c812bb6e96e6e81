"""The table of cue words, ``data/cues.csv``: loaded and checked; a rule is one row."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook
from healthclaims.core.files import data_dir
from healthclaims.core.problems import Problem, expected, raise_if_any
from healthclaims.core.schema import Field, Found, Table
from healthclaims.core.tables import Row, read_table
from healthclaims.highlighter.patterns import GAP, SLOTS, split_entries, word_set

QUESTIONS = (EVIDENCE, CERTAINTY, PURPOSE)
# Words are marked, or only look as if they counted; they say that something happens to a body or
# mind, or only look so; or they help other rules.
KINDS = COUNTS, LOOKALIKE, EFFECT, NO_EFFECT, HELPER = "cue", "not", "effect", "not_effect", "scope"
# What words do that are not the answer to a question: their letter and what the reader is told.
SIGNS = {"link": ("L", "a link"), "aim": ("A", "an aim"), "ability": ("C", "an ability")}
WORDS_HERE = "{words}"
_PLAIN = "Write a plain sentence for students."
_ID = "Write small letters, digits and _, beginning with a letter."
_OR = "or link, aim or ability; two where it is left open; empty where the words do not count"
CUES = Table(
    "cues",
    (
        Field("rule", "id of the rule", pattern="[a-z][a-z0-9_]*", remedy=_ID),
        Field("question", "question the words belong to", one_of=QUESTIONS, values="questions"),
        Field("label", f"answer the words point to, {_OR}", needed=False),
        Field("kind", "what the rule does with the words", one_of=KINDS, values="kinds"),
        Field("name", "name of the rule for students", remedy=_PLAIN),
        Field("reason", "what the student is told", remedy=_PLAIN),
        Field("fails_when", "an example in which the rule goes wrong", remedy=_PLAIN),
        Field("yes_1", "a sentence in which it holds", remedy=_PLAIN),
        Field("yes_2", "another one", remedy=_PLAIN),
        Field("no_1", "a sentence in which it does not hold", remedy=_PLAIN),
        Field("no_2", "another one", remedy=_PLAIN),
        Field("words", "the words, with a bar between them"),
    ),
    key=("rule",),
)


@dataclass(frozen=True, eq=False)
class CueRule:
    """One row of the table; `CUES` tells what each column holds, `KINDS` what a kind means."""

    words: tuple[str, ...]
    rule: str
    question: str
    label: str
    kind: str
    name: str
    reason: str
    fails_when: str

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """What the code asks for it by: its kind, of a cue its label, and how its id begins."""
        begins = (name for name in NEEDED if f"{self.rule}_".startswith(f"{name}_"))
        return frozenset((*begins, self.kind, self.label if self.kind == COUNTS else self.kind))


def load_cue_rules() -> dict[str, CueRule]:
    """Load the table of cue words, by id in file order, or raise a DataError with its problems."""
    return _load(data_dir())


@functools.cache
def _load(data: Path) -> dict[str, CueRule]:
    path = data / "cues.csv"
    rows = read_table(path, CUES.columns)
    problems = list(CUES.problems(rows, _label_problems, _words_problems))
    if missing := sorted(NEEDED - {row["rule"] for row in rows}):
        what = f"lacks the rules {', '.join(missing)}."
        problems.append(Problem(path, None, what, "The code asks for them by name; put them back."))
    raise_if_any(problems)
    told = ("rule", "question", "label", "kind", "name", "reason", "fails_when")
    return {
        row["rule"]: CueRule(split_entries(row["words"]), **{name: row[name] for name in told})
        for row in rows
    }


def _label_problems(row: Row) -> Found:
    axis = load_codebook().axes.get(row["question"])
    names = (*axis.names, *SIGNS) if axis else ()
    for label in row["label"].split("|") if axis and row["label"] else ():
        if label not in names:
            what = f"label {label!r} is no answer to {row['question']}."
            yield what, expected(label, names, "labels")
    if row["kind"] == COUNTS and not row["label"]:
        yield "label is empty.", "Words of the kind “cue” point to a label."
    elif row["kind"] in (LOOKALIKE, NO_EFFECT) and row["label"]:
        what = f"label is {row['label']!r}, but the words do not count."
        yield what, "Leave the label empty, or write “cue” as the kind."


def _words_problems(row: Row) -> Found:
    if row["reason"].strip() and WORDS_HERE not in row["reason"]:
        what = "reason does not name the words."
        yield what, f"Write {WORDS_HERE} where the words found are to stand."
    entries = split_entries(row["words"])
    for entry in entries:
        if not set(entry.split()) - {*SLOTS, "(", ")"} or entry[:1] == GAP or entry[-1:] == GAP:
            what = f"the entry {entry!r} holds no word to look for."
            yield what, "Write words, with | between the entries; begin and end with one."
        if not _BRACKETS.fullmatch(entry):
            what = f"the entry {entry!r} has a bracket too many, or a bracket in a bracket."
            yield what, "Close each bracket you open; write two entries for two in one another."
    if twice := sorted({entry for entry in entries if entries.count(entry) > 1}):
        yield f"{', '.join(map(repr, twice))} stands there twice.", "Remove one."


_BRACKETS = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
# Rules that the code asks for by name; all others it finds by their kind or label.
NEEDED = word_set(
    """doubt_adjective not_body effect_weak effect_good effect_harm body result study_word patients
    participants persons animals animals_near lab human_study trial shop exclaim no_product advice
    protect use order_care call split_sign"""
)
