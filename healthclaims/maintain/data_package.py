"""The description of the kit's data for others: ``data/datapackage.json`` and ``data/schemas``.

Both follow the Frictionless Data Package (https://specs.frictionlessdata.io/). Only titles,
licences and sources are written here; what the columns mean stands where the tables are loaded.
"""

from __future__ import annotations

import json
from typing import Any

from healthclaims.content.article_tables import ANNOTATIONS, UNITS
from healthclaims.content.articles import article_ids, load_article
from healthclaims.content.claim_reasons import CLAIM_REASONS
from healthclaims.content.headlines import HEADLINES
from healthclaims.content.pairs import PAIRS
from healthclaims.content.ratings import RELIABILITY
from healthclaims.content.source_card import CARDS
from healthclaims.content.studies import GAPS, LINKS, STUDIES
from healthclaims.core.atomic_write import renew_file
from healthclaims.core.files import PACKAGE_NAME, data_dir
from healthclaims.core.schema import Table
from healthclaims.highlighter.word_table import CUES

_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_QUOTED = {
    "name": "other-closed",
    "title": "A real web article, quoted as the object of study; not covered by this kit",
}
_PACKAGE: dict[str, Any] = {
    "name": PACKAGE_NAME,
    "title": "Texts, labels and studies for learning to read health claims",
    "version": "0.1.0",
    "licenses": [_LICENCE],
    "sources": [
        {
            "title": "A web article on Semax, quoted as the object of study; publisher not known "
            "to this kit"
        },
        {"title": "Public records of studies of Semax, each with how its citation was checked"},
    ],
}
_TABLES = (
    (CARDS, "cards.csv", "Invented source cards used by the pairs"),
    (PAIRS, "pairs.csv", "Contrasting pairs: two versions that differ in one answer"),
    (CUES, "cues.csv", "Words that point to an answer, and where each rule fails"),
    (HEADLINES, "headlines.csv", "Headings set beside a sentence below them"),
    (CLAIM_REASONS, "claims.csv", "Why a line is a claim: the first step of lesson 01"),
    (RELIABILITY, "reliability.csv", "What two raters said before anything was settled"),
    (STUDIES, "evidence/studies.csv", "Studies behind the Semax article"),
    (
        LINKS,
        "evidence/links.csv",
        "What each study does and does not show for a line of the article",
    ),
    (GAPS, "evidence/gaps.csv", "What was looked for and not found, or not verified"),
)


def package_files() -> dict[str, bytes]:
    """Return the description of all tables: path below ``data`` to content.

    There is one schema for all tables of a kind, and the package that lists the tables.
    """
    tables = [UNITS, ANNOTATIONS, *(table for table, _, _ in _TABLES)]
    files = {_schema_path(table): _as_json(table.as_json()) for table in tables}
    resources = []
    for name in article_ids():
        article = load_article(name)
        folder = data_dir() / "articles" / name
        if not folder.is_dir():  # a text that somebody brought in
            continue
        title = f"“{article.card.title}”"
        for table in (UNITS, ANNOTATIONS):
            resource = _resource(
                table, f"articles/{name}/{table.name}.csv", f"{title}: {table.name}"
            )
            resource["name"] = f"{name.replace('_', '-')}-{table.name}"
            if table is UNITS:
                resource["licenses"] = [_LICENCE if article.invented else _QUOTED]
            resources.append(resource)
    resources += [_resource(*entry) for entry in _TABLES]
    return files | {"datapackage.json": _as_json({**_PACKAGE, "resources": resources})}


def write_package() -> list[str]:
    """Write the description, replacing the old one, and return the names of what changed."""
    files = package_files()
    return [name for name, content in files.items() if renew_file(data_dir() / name, content)]


def _resource(table: Table, path: str, title: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": path,
        "title": title,
        "encoding": "utf-8-sig",
        "schema": _schema_path(table),
    }


def _schema_path(table: Table) -> str:
    return f"schemas/{table.name}.json"


def _as_json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8")
