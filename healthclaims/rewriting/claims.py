"""Claims that a learner rewrites until wording and evidence match, and what is known of them."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.content.article import Article, Unit
from healthclaims.content.articles import load_article
from healthclaims.content.studies import load_evidence
from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import Problem, UnknownNameError, expected, raise_if_any
from healthclaims.rewriting.claim_problems import rewrite_problems

REWRITES_FILE = "rewrites.toml"
# The two sides of one claim: write the advert, and then what is fair.
PUSH, FAIR = "push", "fair"
_TEXTS = ("product", "evidence", "subtype", "named")
_WORDS = ("about", "opposite", "subjects", "design")
_NUMBERS = {1: "one", 2: "two", 3: "three"}
# How sure the record is of a study, in the learner's words.
_HOW_CHECKED = {
    "A": ("we read its page, not the whole paper", "we read their pages, not the whole papers"),
    "B": ("we read a summary of it", "we read summaries of them"),
    "C": (
        "we saw it in a list only, and have not read it",
        "we saw them in lists only, and have not read them",
    ),
    "P": ("we read a page about it", "we read pages about them"),
}


@dataclass(frozen=True)
class Known:
    """One thing that is known about a claim; `how` it is known, and how well that was checked."""

    text: str
    how: str


@dataclass(frozen=True)
class Model:
    """A sentence that works, and why."""

    text: str
    why: str


@dataclass(frozen=True)
class Claim:
    """What the word check has to know of a claim.

    Parameters
    ----------
    text : str
        The claim as it stands.
    product : str
        The product's name.
    about : tuple of str
        Words of the claim; one of them has to be left.
    opposite : tuple of str
        Stems of verbs that would turn the claim round, such as "cause" before "stress".
    evidence, subtype, named : str
        Who was studied, as the record says: label, finer kind, and the learner's words.
    subjects : tuple of str
        Words that name those who were studied, beside those the highlighter knows.
    design : tuple of str
        Words that say people were compared.
    most_words : int
        At most so many words; 0 for no limit.
    """

    text: str
    product: str
    about: tuple[str, ...]
    opposite: tuple[str, ...]
    evidence: str
    subtype: str
    named: str
    subjects: tuple[str, ...]
    design: tuple[str, ...]
    most_words: int


@dataclass(frozen=True)
class Rewrite(Claim):
    """A claim to rewrite in a lesson.

    Parameters
    ----------
    name, title, task : str
        Its table in ``data/rewrites.toml``, a heading, and what to do.
    article : Article
        Where the claim stands.
    unit : Unit
        The claim.
    known : tuple of Known
        What is known.
    models : tuple of Model
        Sentences that work.
    side : str
        ``"push"`` or ``"fair"`` where a learner writes for both sides; otherwise empty.
    """

    name: str
    title: str
    task: str
    article: Article
    unit: Unit
    known: tuple[Known, ...]
    models: tuple[Model, ...]
    side: str = ""

    @property
    def id(self) -> str:
        """Id under which what a learner writes is kept."""
        return f"rewrite/{self.name}"


def load_rewrites() -> Mapping[str, Rewrite]:
    """Load and check the claims to rewrite, by name in file order; they are read once a session.

    Raises
    ------
    DataError
        If the file has problems; all of them at once.
    """
    return _load(data_dir() / REWRITES_FILE)


def load_rewrite(name: str) -> Rewrite:
    """Load one claim to rewrite: a table of ``data/rewrites.toml``, for example ``"stress"``.

    Raises
    ------
    KeyError
        If there is none; the message lists the known ones.
    DataError
        If the file has problems; all of them at once.
    """
    rewrites = load_rewrites()
    if name not in rewrites:
        message = f"There is no claim to rewrite {name!r}. {expected(name, rewrites, 'claims')}"
        raise UnknownNameError(message)
    return rewrites[name]


@functools.cache
def _load(path: Path) -> Mapping[str, Rewrite]:
    problems: list[Problem] = []
    found = {}
    for name, entry, side in _sides(read_toml(path)):
        own = list(rewrite_problems(name, entry, path))
        problems += own
        if not own:
            found[name] = _rewrite(name, entry, side)
    raise_if_any(problems)
    return found


def _sides(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Take apart a claim that is written for both sides; the advert comes first."""
    for name, entry in tables.items():
        advert = entry.get("advert") if isinstance(entry, dict) else None
        if isinstance(advert, dict):
            shared = {field: value for field, value in entry.items() if field != "advert"}
            yield f"{name}_advert", shared | advert, PUSH
        yield name, entry, FAIR if advert else ""


def _rewrite(name: str, entry: dict[str, Any], side: str) -> Rewrite:
    article_id, _, number = entry["unit"].partition("/")
    article = load_article(article_id)
    unit = article.unit(number)
    return Rewrite(
        name=name,
        article=article,
        unit=unit,
        known=tuple(Known(item["text"], _how(item)) for item in entry["known"]),
        models=tuple(Model(item["text"], item["why"]) for item in entry["models"]),
        title=entry["title"],
        task=entry["task"],
        side=side,
        **vars(claim_from(entry, unit.text)),
    )


def claim_from(entry: Mapping[str, Any], text: str) -> Claim:
    """Return the claim of a checked table; `text` is the claim as it stands."""
    fields: dict[str, Any] = {field: entry[field] for field in _TEXTS}
    fields |= {field: tuple(entry.get(field, ())) for field in _WORDS}
    return Claim(text=text, most_words=entry.get("most_words", 0), **fields)


def _how(item: dict[str, Any]) -> str:
    """Return how something is known, and how well that was checked."""
    if item.get("lines"):
        numbers = [line.removeprefix("u").lstrip("0") for line in item["lines"]]
        word = "line" if len(numbers) == 1 else "lines"
        return f"{word} {' and '.join(numbers)} of this invented text"
    studies = load_evidence().studies
    grades = Counter(studies[name].check_grade for name in item.get("studies", ()))
    parts = [
        (f"{_NUMBERS.get(count, count)} of them: " if len(grades) > 1 else "")
        + _HOW_CHECKED[grade][count > 1]
        for grade, count in grades.items()
    ]
    if item.get("gap"):
        parts.append("we looked; “none found” does not mean that none exists")
    return "; ".join(parts)
