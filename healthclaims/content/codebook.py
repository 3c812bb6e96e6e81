"""The questions, their answers and the rules, read from ``data/codebook.toml``."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.schema import TABLE, TABLES, TEXTS, Field, entry_problems

EVIDENCE, CERTAINTY, PURPOSE, FIT = "evidence", "certainty", "purpose", "fit"
SCORED, CONTESTED, UNSCORED = "scored", "contested", "unscored"
STATUSES = (SCORED, CONTESTED, UNSCORED)
ANY_PAIR, OPTIONAL = "any", "optional"
_LABEL = (
    Field("name"),
    Field("shown"),
    Field("letter"),
    Field("meaning"),
    Field("subtypes", kind=TEXTS, fewest=0),
)
_AXIS = (Field("short"), Field("question"), Field("labels", kind=TABLES, parts=_LABEL))
_RULE = (
    Field("axis"),
    Field("name"),
    Field("labels", kind=TEXTS, fewest=0),
    Field("contested", kind=TEXTS, fewest=0),
    Field("pair_labels", kind=TEXTS, needed=False),
    Field("cue", one_of=(OPTIONAL,), needed=False),
)


@dataclass(frozen=True)
class Label:
    """One possible answer to a question.

    Parameters
    ----------
    name : str
        How files spell it, for example ``"not_stated"``.
    shown : str
        What a student reads.
    letter : str
        One character that stands for it in figures, beside its colour.
    meaning : str
        One sentence that defines it.
    subtypes : tuple of str
        Finer kinds that files may record.
    """

    name: str
    shown: str
    letter: str
    meaning: str
    subtypes: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """One of the questions asked of a sentence.

    Parameters
    ----------
    name : str
        How files spell it, for example ``"evidence"``.
    short : str
        The question in two or three words.
    question : str
        The question in full.
    labels : tuple of Label
        The answers in the order in which they are always shown.
    mistakes : mapping of (str, str) to str
        ``(right label, chosen label)`` to what such a choice usually overlooks.
    """

    name: str
    short: str
    question: str
    labels: tuple[Label, ...]
    mistakes: Mapping[tuple[str, str], str]

    def __getitem__(self, name: str) -> Label:
        for label in self.labels:
            if label.name == name:
                return label
        known = expected(name, (label.name for label in self.labels), "labels")
        message = f"{name!r} is not a label of {self.name}. {known}"
        raise UnknownNameError(message)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the labels, in order."""
        return tuple(label.name for label in self.labels)


@dataclass(frozen=True)
class Rule:
    """One rule of the codebook: which labels it may give, and its name for students.

    Parameters
    ----------
    code : str
        Its number, for example ``"C4"``.
    axis : str
        The axis it belongs to, or ``"any"``.
    name : str
        Plain words shown with every answer.
    labels : frozenset of str
        Labels it gives where the answer is not left open.
    contested : frozenset of str or None
        Pairs of readings it may leave open; None means any pair.
    pair_labels : frozenset of str
        Labels it gives only inside a contrasting pair.
    cue_optional : bool
        True where the absence of words can decide.
    """

    code: str
    axis: str
    name: str
    labels: frozenset[str]
    contested: frozenset[str] | None
    pair_labels: frozenset[str]
    cue_optional: bool

    def gives(self, label: str, *, in_pair: bool = False) -> bool:
        """Return whether this rule can give a label, or two joined by ``|``.

        Parameters
        ----------
        in_pair : bool
            True for a side of a contrasting pair.
        """
        if "|" in label:
            return self.contested is None or label in self.contested
        return label in self.labels or (in_pair and label in self.pair_labels)


@dataclass(frozen=True)
class Codebook:
    """All axes and rules.

    Parameters
    ----------
    axes : mapping of str to Axis
        By name, in the order in which lessons use them.
    rules : mapping of str to Rule
        By code.
    """

    axes: Mapping[str, Axis]
    rules: Mapping[str, Rule]

    def readings(self, axis: str, label: str) -> tuple[Label, ...]:
        """Split a label into its readings: one when scored, two when contested."""
        return tuple(self.axes[axis][name] for name in label.split("|"))

    def check_label(
        self, axis: str, label: str, rule: str, status: str, *, in_pair: bool = False
    ) -> Iterator[tuple[str, str]]:
        """Check one judgement, as a file holds it, against the rules.

        Parameters
        ----------
        in_pair : bool
            True for a side of a contrasting pair.

        Yields
        ------
        (str, str)
            What is wrong, and what to do.
        """
        if axis not in self.axes:  # told by the check of the column
            return
        names = self.axes[axis].names
        readings = label.split("|")
        unknown = [name for name in readings if name not in names]
        for name in unknown:
            yield f"label {name!r} is not a label of {axis}.", expected(name, names, "labels")
        if status in STATUSES and (len(set(readings)), len(readings)) != (
            (2, 2) if status == CONTESTED else (1, 1)
        ):
            yield (
                f"label {label!r} does not go with status {status!r}.",
                "A contested row holds two different readings joined by |, all others one.",
            )
        elif not unknown and sorted(readings, key=names.index) != readings:
            yield f"label {label!r} is out of order.", f"The order is {', '.join(names)}."
        found = self.rules.get(rule)
        if found is None or found.axis not in (axis, "any"):
            own = [code for code, item in self.rules.items() if item.axis in (axis, "any")]
            yield f"rule {rule!r} is not a rule of {axis}.", expected(rule, own, "rules")
        elif not unknown and not found.gives(label, in_pair=in_pair):
            yield f"rule {rule} cannot give {label!r}.", "Correct the rule or the label."


def load_codebook() -> Codebook:
    """Load and check the codebook; it is read once a session.

    Raises
    ------
    DataError
        If the file cannot be read or contradicts itself; all problems at once.
    """
    return _load(data_dir() / "codebook.toml")


@functools.cache
def _load(path: Path) -> Codebook:
    content = read_toml(path)
    raise_if_any(_shape_problems(content, path))
    raise_if_any(_name_problems(content, path))
    return Codebook(
        {name: _axis(name, entry) for name, entry in content["axes"].items()},
        {code: _rule(code, entry) for code, entry in content["rules"].items()},
    )


def _shape_problems(content: dict[str, Any], path: Path) -> Iterator[Problem]:
    for kind, fields in (("axes", _AXIS), ("rules", _RULE)):
        tables = content.get(kind)
        if not isinstance(tables, dict):
            yield Problem(path, None, f"[{kind}] is missing.", "Write a table for each of them.")
            continue
        for name, entry in tables.items():
            skip = "mistakes" if kind == "axes" else ""
            yield from entry_problems(entry, fields, f"[{kind}.{name}] ", path, skip=skip)


def _name_problems(content: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Check that every wrong answer has its remark, and that rules give known labels."""
    names = {
        axis: [label["name"] for label in entry["labels"]]
        for axis, entry in content["axes"].items()
    }
    for axis, labels in names.items():
        mistakes = []
        for key in labels:
            others = tuple(
                Field(other, remedy="Each wrong answer needs one sentence.")
                for other in labels
                if other != key
            )
            mistakes.append(Field(key, kind=TABLE, parts=others))
        where = f"[axes.{axis}.mistakes] "
        yield from entry_problems(content["axes"][axis].get("mistakes"), mistakes, where, path)
    for code, entry in content["rules"].items():
        rule = _rule(code, entry)
        known = names.get(rule.axis) or [label for own in names.values() for label in own]
        named = rule.labels | rule.pair_labels
        named |= {name for pair in rule.contested or () for name in pair.split("|")}
        for name in sorted(named - set(known)):
            what = f"[rules.{code}] names {name!r}."
            yield Problem(path, None, what, expected(name, known, "labels"))


def _axis(name: str, entry: Mapping[str, Any]) -> Axis:
    labels = tuple(
        Label(item["name"], item["shown"], item["letter"], item["meaning"], tuple(item["subtypes"]))
        for item in entry["labels"]
    )
    mistakes = {
        (key, chosen): text
        for key, others in entry["mistakes"].items()
        for chosen, text in others.items()
    }
    return Axis(name, entry["short"], entry["question"], labels, mistakes)


def _rule(code: str, entry: Mapping[str, Any]) -> Rule:
    return Rule(
        code,
        entry["axis"],
        entry["name"],
        frozenset(entry["labels"]),
        None if entry["contested"] == [ANY_PAIR] else frozenset(entry["contested"]),
        frozenset(entry.get("pair_labels", ())),
        entry.get("cue") == OPTIONAL,
    )
