"""The table of cue words, ``data/cues.csv``: loaded, checked, and made ready for matching.

A rule is one row. Its column ``words`` holds entries with a bar between them; in an entry

* ``~reduce`` stands for all forms of a regular verb: reduce, reduces, reduced, reducing,
* ``stud*`` for every word that begins so, ``#`` for a number, ``^`` for a name (a capital letter),
* ``…`` for up to three words in between,
* a capital letter must be there in the text as well: ``May 2019``, not ``may``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from healthclaims.core.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook
from healthclaims.core.files import Row, data_dir, read_table
from healthclaims.core.problems import Problem, expected, raise_if_any

CUE_COLUMNS = ("rule", "question", "label", "words", "kind", "name", "reason", "fails_when")
COUNTS, LOOKALIKE, EFFECT, NO_EFFECT, HELPER = "cue", "not", "effect", "not_effect", "scope"
KINDS = (COUNTS, LOOKALIKE, EFFECT, NO_EFFECT, HELPER)
WORDS_HERE = "{words}"
_ID = re.compile(r"[a-z][a-z0-9_]*")
# Numbers, words (with an apostrophe inside), and every other printed character by itself.
# Nothing here can go back on what it took, so that no text makes it slow.
TOKEN = re.compile(r"\d++(?:[.,]\d++)*+(?![^\W_])|[^\W_]++(?:['’][^\W_]++)*+|[^\w\s]|_")
_PIECE = re.compile(r"~?[^\W_]+(?:['’][^\W_]+)*\*?|[^\w\s]")


@dataclass(frozen=True)
class CueRule:
    """One row of the table.

    Parameters
    ----------
    rule : str
        Its id.
    question : str
        ``"evidence"``, ``"certainty"`` or ``"purpose"``.
    label : str
        What the words point to, ``"a|b"`` where readers differ, empty where they do not count.
    words : tuple of str
        The entries, as written in the table.
    kind : str
        ``cue`` (the words count), ``not`` (they only look so), ``effect`` (something happens to a
        body or mind), ``not_effect`` (it only looks so) or ``scope`` (helps other rules).
    name : str
        Plain name for students.
    reason : str
        One sentence; ``{words}`` is replaced by the words found.
    fails_when : str
        An example in which the rule goes wrong.
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
        """Say the reason for the words that were found.

        Parameters
        ----------
        words : str
            The words, as they stand in the text.

        Returns
        -------
        str
            One sentence.
        """
        return self.reason.replace(WORDS_HERE, " ".join(words.split()))


def load_cue_rules() -> dict[str, CueRule]:
    """Load and check the table of cue words; it is read once a session.

    Returns
    -------
    dict of str to CueRule
        By id, in file order.

    Raises
    ------
    DataError
        If the table has problems; all of them at once.
    """
    return _load(data_dir())


@functools.cache
def _load(data: Path) -> dict[str, CueRule]:
    path = data / "cues.csv"
    rows = read_table(path, CUE_COLUMNS)
    problems = [problem for row in rows for problem in _row_problems(row)]
    problems += _table_problems(rows, path)
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
    """Split the column ``words`` at its bars.

    Parameters
    ----------
    words : str
        For example ``"may | might | could"``.

    Returns
    -------
    tuple of str
        The entries.
    """
    return tuple(" ".join(entry.split()) for entry in words.split("|"))


def _row_problems(row: Row) -> Iterator[Problem]:
    def problem(what: str, remedy: str) -> Problem:
        return Problem(row.file, row.line, what, remedy)

    questions = (EVIDENCE, CERTAINTY, PURPOSE)
    if not _ID.fullmatch(row["rule"]):
        remedy = "Write small letters, digits and _, beginning with a letter."
        yield problem(f"rule {row['rule']!r} is no id.", remedy)
    if row["question"] not in questions:
        what = f"question {row['question']!r} is not known."
        yield problem(what, expected(row["question"], questions, "questions"))
    else:
        names = load_codebook().axes[row["question"]].names
        for label in row["label"].split("|") if row["label"] else ():
            if label not in names:
                what = f"label {label!r} is no answer to {row['question']}."
                yield problem(what, expected(label, names, "labels"))
    if row["kind"] not in KINDS:
        what = f"kind {row['kind']!r} is not known."
        yield problem(what, expected(row["kind"], KINDS, "kinds"))
    elif row["kind"] == COUNTS and not row["label"]:
        yield problem("label is empty.", "Words of the kind “cue” point to a label.")
    elif row["kind"] in (LOOKALIKE, NO_EFFECT) and row["label"]:
        what = f"label is {row['label']!r}, but the words do not count."
        yield problem(what, "Leave the label empty, or write “cue” as the kind.")
    for column in ("name", "reason", "fails_when"):
        if not row[column].strip():
            yield problem(f"{column} is empty.", "Write a plain sentence for students.")
    if WORDS_HERE not in row["reason"]:
        what = "reason does not name the words."
        yield problem(what, f"Write {WORDS_HERE} where the words found are to stand.")
    entries = split_entries(row["words"])
    for entry in entries:
        elements = [piece for piece in entry.split() if piece not in "#^…"]
        if not elements or entry.startswith("…") or entry.endswith("…"):
            what = f"the entry {entry!r} holds no word to look for."
            yield problem(what, "Write words, with | between the entries; begin and end with one.")
    twice = sorted({entry for entry in entries if entries.count(entry) > 1})
    if twice:
        yield problem(f"{', '.join(map(repr, twice))} stands there twice.", "Remove one.")


def _table_problems(rows: list[Row], path: Path) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        if row["rule"] in seen:
            what = f"rule {row['rule']!r} stands in line {seen[row['rule']]} already."
            yield Problem(path, row.line, what, "Give each rule its own id.")
        seen.setdefault(row["rule"], row.line)
    missing = sorted(NEEDED - set(seen))
    if missing:
        what = f"lacks the rules {', '.join(missing)}."
        yield Problem(path, None, what, "The code asks for them by name; put them back.")


# Rules that the code asks for by name.
NEEDED = frozenset(
    """doubt_modal doubt_open split_report split_can split_link booster no_proof aim_words
    effect_good effect_harm effect_change effect_compare effect_had method_verb patients persons human_study trial animals
    lab preclinical nobody_named story pointer loose leap study_word took_it lab_source
    people_readers own_story exclaim use legal advice_should protect_stop protect_ask""".split()
)


@dataclass(frozen=True)
class Pattern:
    """One entry of a rule, taken apart.

    Parameters
    ----------
    rule : CueRule
        The row it comes from.
    elements : tuple of (str, str)
        Kind (``word``, ``begin``, ``number``, ``name``, ``gap``, ``exact``) and text of each part.
    """

    rule: CueRule
    elements: tuple[tuple[str, str], ...]


def patterns_of(rule: CueRule) -> Iterator[Pattern]:
    """Take the entries of a rule apart.

    Parameters
    ----------
    rule : CueRule
        A row.

    Yields
    ------
    Pattern
        One for each entry, or more where a verb stands for its forms.
    """
    for entry in rule.words:
        options: list[list[tuple[str, str]]] = [[]]
        for piece in _PIECE.findall(entry):
            choices = list(_element(piece))
            options = [[*option, choice] for option in options for choice in choices]
        for option in options:
            yield Pattern(rule, tuple(option))


def _element(piece: str) -> Iterator[tuple[str, str]]:
    if piece in ("#", "^", "…"):
        yield {"#": "number", "^": "name", "…": "gap"}[piece], ""
    elif piece.startswith("~"):
        for form in verb_forms(piece[1:]):
            yield "word", form
    elif piece.endswith("*") and len(piece) > 1:
        yield "begin", plain(piece[:-1])
    elif piece != piece.lower():
        yield "exact", piece
    else:
        yield "word", plain(piece)


def plain(word: str) -> str:
    """Give a word in small letters, with straight apostrophes and without a possessive 's.

    Parameters
    ----------
    word : str
        A word of the text.

    Returns
    -------
    str
        The word to look up.
    """
    small = word.lower()
    if "’" in small:
        small = small.replace("’", "'")
    if small.endswith("'s") and small[:-2] not in _KEPT_S:
        return small[:-2]
    return small


_KEPT_S = frozenset("it that what let he she there here who how where".split())
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")


def verb_forms(verb: str) -> tuple[str, ...]:
    """Give the forms of a regular verb.

    Parameters
    ----------
    verb : str
        Its first form, for example ``"reduce"``.

    Returns
    -------
    tuple of str
        reduce, reduces, reduced, reducing.
    """
    if verb.endswith("e"):
        stem = verb[:-1]
        return verb, verb + "s", stem + "ed", stem + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    ending = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    stem = verb + verb[-1] if _DOUBLED.fullmatch(verb) else verb
    return verb, verb + ending, stem + "ed", stem + "ing"
