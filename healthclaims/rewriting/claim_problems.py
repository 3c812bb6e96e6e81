"""Checks of the claims to rewrite: what is missing, of the wrong kind, or does not exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from healthclaims.content.article import Article
from healthclaims.content.articles import load_article
from healthclaims.content.codebook import EVIDENCE, load_codebook
from healthclaims.content.studies import load_evidence
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected
from healthclaims.core.schema import COUNT, FLAG, TABLE, TABLES, TEXTS, Field, entry_problems

_STUDIED_ARTICLE = "semax"
_WORDS = 'Write a list of words such as ["stress"].'
# What the check of a rewritten claim has to know, here and in the assignments.
CLAIM = (
    Field("product"),
    Field("evidence"),
    Field("subtype"),
    Field("named"),
    Field("about", kind=TEXTS, remedy=_WORDS),
    Field("opposite", kind=TEXTS, needed=False, fewest=0, remedy=_WORDS),
    Field("subjects", kind=TEXTS, needed=False, fewest=0, remedy=_WORDS),
    Field("design", kind=TEXTS, needed=False, fewest=0, remedy=_WORDS),
)
_MODELS = Field("models", kind=TABLES, fewest=2, most=3, parts=(Field("text"), Field("why")))
# What a learner writes first, for the other side.
_ADVERT = (Field("title"), Field("unit"), Field("task"), _MODELS)
_REWRITE = (
    Field("title"),
    Field("unit"),
    Field("task"),
    *CLAIM,
    Field("most_words", kind=COUNT, needed=False),
    Field(
        "known",
        kind=TABLES,
        parts=(
            Field("text"),
            Field("studies", kind=TEXTS, needed=False),
            Field("lines", kind=TEXTS, needed=False),
            Field("gap", kind=FLAG, needed=False),
        ),
    ),
    _MODELS,
    Field("advert", kind=TABLE, needed=False, parts=_ADVERT),
)


def rewrite_problems(name: str, entry: object, path: Path) -> Iterator[Problem]:
    """Find everything that is wrong with one claim, a table of ``data/rewrites.toml``."""
    shape = list(entry_problems(entry, _REWRITE, f"[{name}] ", path))
    yield from shape
    if shape or not isinstance(entry, dict):
        return
    article_id, _, unit_id = entry["unit"].partition("/")
    article: Article | None = None
    try:
        article = load_article(article_id)
        text = article.unit(unit_id).text
    except UnknownNameError as error:
        yield Problem(path, None, f"[{name}] unit: {error}", "Write it like semax/u37.")
        return
    except DataError as error:  # what else stands here is told in the same run
        yield from error.problems
    yield from studied_problems(entry, f"[{name}] ", path)
    if article is None:
        return
    if not any(word.lower() in text.lower() for word in entry["about"]):
        what = f"[{name}] about {entry['about']!r}: none of these words is in {entry['unit']}."
        yield Problem(path, None, what, "Use words of the claim.")
    for place, item in enumerate(entry["known"], 1):
        yield from _known_problems(f"[{name}] known {place}", item, article, unit_id, path)


def studied_problems(entry: Mapping[str, Any], where: str, path: Path) -> Iterator[Problem]:
    """Find labels on who was studied that the codebook does not know.

    Parameters
    ----------
    entry : mapping
        With ``evidence`` and ``subtype``.
    where : str
        Names the place at the start of each message.
    """
    labels = load_codebook().axes[EVIDENCE]
    name, plural, known = "evidence", "labels", labels.names
    if entry["evidence"] in known:
        name, plural, known = "subtype", "subtypes", labels[entry["evidence"]].subtypes
    if entry[name] not in known:
        remedy = expected(entry[name], known, plural)
        yield Problem(path, None, f"{where}{name} {entry[name]!r} is not known.", remedy)


def _known_problems(
    where: str, item: dict[str, Any], article: Article, unit_id: str, path: Path
) -> Iterator[Problem]:
    """Find sources that do not exist or do not bear on the claim."""
    if not (item.get("studies") or item.get("lines") or item.get("gap")):
        yield Problem(path, None, f"{where} has no source.", "Give studies, lines or gap = true.")
    lines = {unit.id for unit in article.units}
    for line in item.get("lines", ()):
        if line not in lines:
            what = f"{where}: {article.id} has no line {line!r}."
            yield Problem(path, None, what, "Use an id from units.csv.")
    if not (item.get("studies") or item.get("gap")):
        return
    if article.id != _STUDIED_ARTICLE:
        what = f"{where} names a study or gap for {article.id}."
        yield Problem(path, None, what, "The record is about semax; for others give lines.")
        return
    try:
        evidence = load_evidence()
    except DataError as error:
        yield from error.problems
        return
    linked = [study.study for study, _ in evidence.for_unit(unit_id)]
    for study in item.get("studies", ()):
        if study not in evidence.studies:
            remedy = expected(study, evidence.studies, "studies")
            yield Problem(path, None, f"{where}: there is no study {study!r}.", remedy)
        elif study not in linked:
            what = f"{where}: study {study!r} is not linked to {unit_id} in evidence/links.csv."
            yield Problem(path, None, what, f"Linked: {', '.join(linked)}.")
    if item.get("gap") and unit_id not in evidence.gaps:
        what = f"{where}: evidence/gaps.csv says nothing about {unit_id}."
        yield Problem(path, None, what, "Remove gap, or add the gap there.")
