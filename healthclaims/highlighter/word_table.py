"""The table of cue words, ``data/cues.csv``: loaded and checked.

A rule is one row; how its words are written is told in ``patterns.py``.
"""

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
from healthclaims.highlighter.patterns import split_entries, word_set

COUNTS, LOOKALIKE, EFFECT, NO_EFFECT, HELPER = "cue", "not", "effect", "not_effect", "scope"
KINDS = (COUNTS, LOOKALIKE, EFFECT, NO_EFFECT, HELPER)
# What words do that are not the answer to a question: their letter and what the reader is told.
SIGNS = {"link": ("L", "a link"), "aim": ("A", "an aim"), "ability": ("C", "an ability")}
TOLD = ("name", "reason", "fails_when")
EXAMPLES = ("yes_1", "yes_2", "no_1", "no_2")
WORDS_HERE = "{words}"
CUES = Table(
    "cues",
    (
        Field(
            "rule",
            "id of the rule",
            pattern="[a-z][a-z0-9_]*",
            remedy="Write small letters, digits and _, beginning with a letter.",
        ),
        Field(
            "question",
            "question the words belong to",
            one_of=(EVIDENCE, CERTAINTY, PURPOSE),
            values="questions",
        ),
        Field(
            "label",
            "answer the words point to, or link, aim or ability; two where it is left open; empty "
            "where the words do not count",
            needed=False,
        ),
        Field("kind", "what the rule does with the words", one_of=KINDS, values="kinds"),
        *(
            Field(name, what, remedy="Write a plain sentence for students.")
            for name, what in (
                ("name", "name of the rule for students"),
                ("reason", "what the student is told"),
                ("fails_when", "an example in which the rule goes wrong"),
                ("yes_1", "a sentence in which it holds"),
                ("yes_2", "another one"),
                ("no_1", "a sentence in which it does not hold"),
                ("no_2", "another one"),
            )
        ),
        Field("words", "the words, with a bar between them"),
    ),
    key=("rule",),
)


@dataclass(frozen=True, eq=False)
class CueRule:
    """One row of the table; `CUES` tells what each column holds.

    Parameters
    ----------
    label : str
        What the words point to, ``"a|b"`` where it is left open, empty where they do not count.
    kind : str
        ``cue`` (the words are marked), ``not`` (they only look so), ``effect`` (something happens
        to a body or mind), ``not_effect`` (it only looks so) or ``scope`` (helps other rules).
    reason : str
        One sentence; ``{words}`` is replaced by the words found.
    """

    rule: str
    question: str
    label: str
    words: tuple[str, ...]
    kind: str
    name: str
    reason: str
    fails_when: str
    yes: tuple[str, str]
    no: tuple[str, str]

    def explain(self, words: str) -> str:
        """Return the reason, with the words found in the text put in."""
        return self.reason.replace(WORDS_HERE, " ".join(words.split()))


def load_cue_rules() -> dict[str, CueRule]:
    """Load and check the table of cue words, by id in file order; it is read once a session.

    Raises
    ------
    DataError
        If the table has problems; all of them at once.
    """
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
    return {row["rule"]: _rule(row) for row in rows}


def _rule(row: Row) -> CueRule:
    told = {name: row[name] for name in ("rule", "question", "label", "kind", *TOLD)}
    yes, no = (row["yes_1"], row["yes_2"]), (row["no_1"], row["no_2"])
    return CueRule(**told, words=split_entries(row["words"]), yes=yes, no=no)


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
        elements = [piece for piece in entry.split() if piece not in "#^…()"]
        if not elements or entry.startswith("…") or entry.endswith("…"):
            what = f"the entry {entry!r} holds no word to look for."
            yield what, "Write words, with | between the entries; begin and end with one."
        if entry.count("(") != entry.count(")"):
            yield f"the entry {entry!r} has a bracket too many.", "Close each bracket you open."
        if re.search(r"\([^)]*\(", entry):
            yield f"the entry {entry!r} has a bracket in a bracket.", "Write two entries."
    twice = sorted({entry for entry in entries if entries.count(entry) > 1})
    if twice:
        yield f"{', '.join(map(repr, twice))} stands there twice.", "Remove one."


# Rules that the code asks for by name.
NEEDED = word_set(
    """doubt_modal doubt_open split_report split_can split_link booster no_proof aim_words
    effect_good effect_harm effect_change not_body result patients persons human_study trial
    animals animals_near lab preclinical study_word call praise hype shop wanting own_story
    protect advice use order_care exclaim legal"""
)
