"""The table of cue words, ``data/cues.csv``: loaded and checked.

A rule is one row; how its words are written is told in ``patterns.py``.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook
from healthclaims.core.files import data_dir
from healthclaims.core.problems import Problem, expected, raise_if_any
from healthclaims.core.schema import Field, Found, Table
from healthclaims.core.tables import Row, read_table
from healthclaims.highlighter.patterns import word_set

COUNTS, LOOKALIKE, EFFECT, NO_EFFECT, HELPER = "cue", "not", "effect", "not_effect", "scope"
KINDS = (COUNTS, LOOKALIKE, EFFECT, NO_EFFECT, HELPER)
WORDS_HERE = "{words}"
_SENTENCE = "Write a plain sentence for students."
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
            "answer the words point to; two answers where it is left open; empty where the words "
            "do not count",
            needed=False,
        ),
        Field("words", "the words, with a bar between them"),
        Field("kind", "what the rule does with the words", one_of=KINDS, values="kinds"),
        Field("name", "name of the rule for students", remedy=_SENTENCE),
        Field("reason", "what the student is told", remedy=_SENTENCE),
        Field("fails_when", "an example in which the rule goes wrong", remedy=_SENTENCE),
    ),
    key=("rule",),
)


@dataclass(frozen=True)
class CueRule:
    """One row of the table; `CUES` tells what each column holds.

    Parameters
    ----------
    label : str
        What the words point to, ``"a|b"`` where it is left open, empty where they do not count.
    kind : str
        ``cue`` (the words count), ``not`` (they only look so), ``effect`` (something happens to a
        body or mind), ``not_effect`` (it only looks so) or ``scope`` (helps other rules).
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
    return {
        row["rule"]: CueRule(
            row["rule"],
            row["question"],
            row["label"],
            split_entries(row["words"]),
            row["kind"],
            row["name"],
            row["reason"],
            row["fails_when"],
        )
        for row in rows
    }


def split_entries(words: str) -> tuple[str, ...]:
    """Return the entries of the column ``words``: "may | might | could" is split at its bars."""
    return tuple(" ".join(entry.split()) for entry in words.split("|"))


def _label_problems(row: Row) -> Found:
    axis = load_codebook().axes.get(row["question"])
    names = axis.names if axis else ()
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
        elements = [piece for piece in entry.split() if piece not in "#^…"]
        if not elements or entry.startswith("…") or entry.endswith("…"):
            what = f"the entry {entry!r} holds no word to look for."
            yield what, "Write words, with | between the entries; begin and end with one."
    twice = sorted({entry for entry in entries if entries.count(entry) > 1})
    if twice:
        yield f"{', '.join(map(repr, twice))} stands there twice.", "Remove one."


# Rules that the code asks for by name.
NEEDED = word_set(
    """doubt_modal doubt_open split_report split_can split_link booster no_proof aim_words
    effect_good effect_harm effect_change effect_compare effect_had method_verb product_word
    body_word patients persons human_study trial animals lab preclinical nobody_named story
    pointer loose leap study_word took_it lab_source people_readers animals_near food_word
    own_story exclaim groups not_body result_words seal convenience trade crowd wanting slogan
    order_care definition use legal advice_should protect_stop protect_ask"""
)
