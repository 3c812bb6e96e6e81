"""Where texts that were brought in are kept: folders of ``my_articles``, or memory."""

from __future__ import annotations

import itertools
import json
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from healthclaims.content.article import Article, Unit
from healthclaims.content.article_tables import ANNOTATIONS, UNITS
from healthclaims.content.articles import is_id, keep_in_memory, load_article, read_again
from healthclaims.content.source_card import CARD
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import data_dir, home_dir, read_text
from healthclaims.core.problems import DataError
from healthclaims.core.tables import write_table


def own_texts_dir() -> Path:
    """Return the folder that holds a folder for each own text."""
    return home_dir() / "my_articles"


def is_own_text(name: str) -> bool:
    """Return whether a folder, or a zip, of this name in ``my_articles`` is a text to be used."""
    base = own_texts_dir()
    is_kits = (data_dir() / "articles" / name).exists()
    return (
        is_id(name)
        and not is_kits
        and ((base / name / "source.toml").is_file() or (base / f"{name}.zip").is_file())
    )


def store(article: Article) -> Article:
    """Write an own text into a folder of ``my_articles``; another text is never overwritten.

    If the very same text is there under its id, its labels stay and its source card is written
    anew; if another text is there, this one gets a number.

    Returns
    -------
    Article
        The text as it stands on disk.

    Raises
    ------
    OSError
        If it cannot be written; then nothing is left behind.
    """
    base = own_texts_dir()
    for name in _names(article.id):
        folder = base / name
        if folder.exists() and not _holds(folder, article.text):
            continue
        named = replace(article, id=name)
        if folder.exists():
            replace_file(folder / "source.toml", _source_toml(named).encode("utf-8"))
        elif not _write_folder(named, folder):
            continue
        read_again(name)
        return load_article(name)
    raise AssertionError  # names never end


def store_labels(article: Article) -> None:
    """Write the labels of a text that `store` has written, replacing those on disk."""
    folder = own_texts_dir() / article.id
    rows = [vars(label) for label in article.annotations.values()]
    write_table(folder / "annotations.csv", ANNOTATIONS.columns, rows)
    read_again(article.id)


def own_ids() -> tuple[str, ...]:
    """List the ids of own texts on disk, the one changed last first."""
    base = own_texts_dir()
    found = []
    for card in base.glob("*/source.toml"):
        try:
            article = load_article(card.parent.name)
        except (DataError, KeyError):
            continue  # `python -m healthclaims check` names what is wrong with it
        if article.own and not (data_dir() / "articles" / article.id).is_dir():
            found.append((-max(f.stat().st_mtime for f in card.parent.glob("*")), article.id))
    return tuple(name for _, name in sorted(found))


def hold(article: Article) -> Article:
    """Keep an own text in memory, under an id that belongs to none of the kit's texts."""
    held = replace(article, id=next(_names(article.id)))
    keep_in_memory(held)
    return held


def _names(first: str) -> Iterator[str]:
    """Yield the id and then the id with numbers, without those of the kit's texts."""
    kits = data_dir() / "articles"
    for number in itertools.count(1):
        name = first if number == 1 else f"{first}_{number}"
        if not (kits / name).exists():
            yield name


def _holds(folder: Path, text: str) -> bool:
    try:
        return read_text(folder / "article.txt") == text
    except DataError:
        return False


def _write_folder(article: Article, folder: Path) -> bool:
    """Write all four files beside the place and move them there at once."""
    fresh = folder.parent / f".new-{secrets.token_hex(4)}"
    try:
        fresh.mkdir(parents=True)
        (fresh / "article.txt").write_bytes(article.text.encode("utf-8"))
        (fresh / "source.toml").write_bytes(_source_toml(article).encode("utf-8"))
        write_table(fresh / "units.csv", UNITS.columns, [_row(u) for u in article.units])
        labels = [vars(label) for label in article.annotations.values()]
        write_table(fresh / "annotations.csv", ANNOTATIONS.columns, labels)
        if folder.exists():  # somebody was quicker
            return False
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def _row(unit: Unit) -> dict[str, str]:
    return {
        "unit": unit.id,
        "kind": unit.kind,
        "section": unit.section,
        "repeat_of": unit.repeat_of,
        "text": unit.text,
    }


def _source_toml(article: Article) -> str:
    """Return the source card as TOML; strings of JSON are strings of TOML."""
    lines = ["# Source card of a text that was brought in."]
    card = {field.name: getattr(article.card, field.name) for field in CARD}
    lines += [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in {**card, "rights": article.rights}.items()
    ]
    lines += [
        f"invented = {str(article.invented).lower()}",
        "# The labels are the judgement of the person who brought the text; lines may lack one.",
        "own = true",
        "# Lines that say how much or how to take something: covered, and not used in a quiz.",
        f"amounts_or_routes = {json.dumps(sorted(article.amounts_or_routes))}",
    ]
    return "\n".join([*lines, ""])
