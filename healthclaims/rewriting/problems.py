"""Checks of the claims to rewrite: what is missing, of the wrong kind, or does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from healthclaims.content.article import Article, load_article
from healthclaims.content.codebook import EVIDENCE, load_codebook
from healthclaims.content.studies import load_evidence
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected

FEWEST_MODELS, MOST_MODELS = 2, 3
_STUDIED_ARTICLE = "semax"
_TEXTS = ("title", "unit", "task", "product", "evidence", "subtype", "named")
_FIELDS = (*_TEXTS, "about", "opposite", "subjects", "design", "most_words", "known", "models")
_KNOWN = {"text": str, "studies": list, "lines": list, "gap": bool}


def rewrite_problems(name: str, entry: object, path: Path) -> Iterator[Problem]:
    """Find everything that is wrong with one claim.

    Parameters
    ----------
    name : str
        Its table in ``data/rewrites.toml``.
    entry : object
        What stands there.
    path : Path
        The file.

    Yields
    ------
    Problem
        What was found and what to do.
    """
    shape = list(_shape_problems(name, entry, path))
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
    labels = load_codebook().axes[EVIDENCE]
    if entry["evidence"] not in labels.names:
        remedy = expected(entry["evidence"], labels.names, "labels")
        yield Problem(path, None, f"[{name}] evidence {entry['evidence']!r}.", remedy)
    elif entry["subtype"] not in labels[entry["evidence"]].subtypes:
        remedy = expected(entry["subtype"], labels[entry["evidence"]].subtypes, "subtypes")
        yield Problem(path, None, f"[{name}] subtype {entry['subtype']!r}.", remedy)
    if not FEWEST_MODELS <= len(entry["models"]) <= MOST_MODELS:
        what = f"[{name}] has {len(entry['models'])} models."
        yield Problem(path, None, what, f"Give {FEWEST_MODELS} or {MOST_MODELS}.")
    if article is None:
        return
    if not any(word.lower() in text.lower() for word in entry["about"]):
        what = f"[{name}] about {entry['about']!r}: none of these words is in {entry['unit']}."
        yield Problem(path, None, what, "Use words of the claim.")
    for place, item in enumerate(entry["known"], 1):
        yield from _known_problems(f"[{name}] known {place}", item, article, unit_id, path)


def _shape_problems(name: str, entry: object, path: Path) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        remedy = "Write a heading such as [stress] above it."
        yield Problem(path, None, f"{name} is {entry!r} and not a table.", remedy)
        return
    for field in entry.keys() - set(_FIELDS):
        remedy = expected(field, _FIELDS, "entries")
        yield Problem(path, None, f"[{name}] has the unknown entry {field!r}.", remedy)
    for field in _TEXTS:
        if not isinstance(entry.get(field), str) or not entry[field].strip():
            what = f"[{name}] {field} is {entry.get(field)!r}."
            yield Problem(path, None, what, "Write text in quotes.")
    for field in ("about", "opposite", "subjects", "design"):
        if not _is_list_of(entry.get(field, []), str) or (
            field == "about" and not entry.get(field)
        ):
            what = f"[{name}] {field} is {entry.get(field)!r}."
            yield Problem(path, None, what, 'Write a list of words such as ["stress"].')
    if type(entry.get("most_words", 0)) is not int:
        what = f"[{name}] most_words is {entry['most_words']!r}."
        yield Problem(path, None, what, "Write a whole number.")
    for field, needed in (("known", ("text",)), ("models", ("text", "why"))):
        items = entry.get(field)
        if not _is_list_of(items, dict) or not items:
            yield Problem(path, None, f"[{name}] {field} is {items!r}.", "Write a list of tables.")
            continue
        for place, item in enumerate(items, 1):
            bad = [part for part in needed if not str(item.get(part, "")).strip()]
            if field == "known":
                bad += [part for part in item if not isinstance(item[part], _KNOWN.get(part, ()))]
            if bad:
                what = f"[{name}] {field} {place}: {', '.join(bad)} cannot be used."
                yield Problem(path, None, what, "Compare it with the others.")


def _is_list_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _known_problems(
    where: str, item: dict[str, Any], article: Article, unit_id: str, path: Path
) -> Iterator[Problem]:
    """Find sources that do not exist or do not bear on the claim."""
    if not (item.get("studies") or item.get("lines") or item.get("gap")):
        yield Problem(path, None, f"{where} has no source.", "Give studies, lines or gap = true.")
    yield from _line_problems(where, item.get("lines", ()), article, path)
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


def _line_problems(
    where: str, lines: Iterable[object], article: Article, path: Path
) -> Iterator[Problem]:
    known = {unit.id for unit in article.units}
    for line in lines:
        if line not in known:
            what = f"{where}: {article.id} has no line {line!r}."
            yield Problem(path, None, what, "Use an id from units.csv.")
