"""Where articles are found: the kit's own and those that students made, loaded and checked."""

from __future__ import annotations

import functools
import re
import threading
from pathlib import Path

from healthclaims.content.article import Annotation, Article, Unit
from healthclaims.content.article_checks import read_and_check
from healthclaims.content.source_card import card_from
from healthclaims.core.files import data_dir, home_dir
from healthclaims.core.problems import Problem, UnknownNameError, expected, why

# Texts that are brought in while nothing may be written: found like any other, gone at the end.
_IN_MEMORY: dict[str, Article] = {}
# A text can be saved beside the cell that reads it: what was read before must not stay.
_READING = threading.Lock()
_ID = re.compile(r"\w[\w-]{0,63}")


def article_ids() -> tuple[str, ...]:
    """List the articles that can be loaded: the kit's own, then those a student made."""
    return tuple(_folders())


def load_article(article_id: str) -> Article:
    """Load an article and check all its files; each article is read once a session.

    Parameters
    ----------
    article_id : str
        Name of a folder in ``data/articles`` or ``my_articles``.

    Raises
    ------
    KeyError
        If there is no such article; the message lists the known ones.
    DataError
        If its files have problems; all of them at once.
    """
    held = _IN_MEMORY.get(article_id)
    if held:
        return held
    if is_id(article_id):
        for base in _bases():
            if (base / article_id / "source.toml").is_file():
                return load_folder(base / article_id)
    known = expected(article_id, _folders(), "articles")
    message = f"There is no article {article_id!r}. {known}"
    raise UnknownNameError(message)


def load_folder(folder: Path) -> Article:
    """Load an article from a folder that is on none of the shelves; its name becomes the id.

    Raises
    ------
    DataError
        If its files have problems; all of them at once.
    """
    with _READING:
        return _load(folder)


def is_id(name: str) -> bool:
    """Return whether a folder of this name can be an article: 1 to 64 letters, digits, - and _."""
    return bool(_ID.fullmatch(name))


def keep_in_memory(article: Article) -> None:
    """Let an article be found by its id for as long as Python runs, without a folder."""
    _IN_MEMORY[article.id] = article


def read_again(article_id: str) -> None:
    """Forget what is known of an article, because its files have changed."""
    _IN_MEMORY.pop(article_id, None)
    with _READING:
        _load.cache_clear()


def passed_over() -> tuple[Problem, ...]:
    """Name the folders in ``my_articles`` that cannot be used as a text, and say why."""
    kits, mine = _bases()
    found = []
    for folder in sorted(path for path in mine.glob("*") if path.is_dir()):
        if folder.name.startswith((".", "__")):
            continue
        if not is_id(folder.name):
            what = "has a name that cannot be used, so this text is passed over."
            remedy = "Rename the folder: letters, digits, - and _, at most 64."
        elif (kits / folder.name / "source.toml").is_file():
            what = "has the name of one of the kit's own texts, so this text is passed over."
            remedy = "Give the folder another name."
        elif (refused := _refusal(folder)) is not None:
            what = f"cannot be read ({refused}), so this text is passed over."
            remedy = "Make sure that you may open it, or remove it."
        elif not (folder / "source.toml").is_file():
            what = "holds no source.toml, so this text is passed over."
            remedy = (
                "Put in the four files that data/articles/semax has, or save the text from "
                "lesson 09; or remove the folder."
            )
        else:
            continue
        found.append(Problem(folder, None, what, remedy))
    return tuple(found)


def _refusal(folder: Path) -> str | None:
    """Return why a folder cannot be looked into; None if it can."""
    try:
        any(folder.iterdir())
        (folder / "source.toml").is_file()
    except OSError as error:
        return why(error)
    return None


def _bases() -> tuple[Path, Path]:
    return data_dir() / "articles", home_dir() / "my_articles"


def _folders() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for base in _bases():
        for source in sorted(base.glob("*/source.toml")):
            if is_id(source.parent.name):
                found.setdefault(source.parent.name, source.parent)
    return found


@functools.lru_cache(maxsize=64)
def _load(folder: Path) -> Article:
    shelf = data_dir() / "articles"
    source, text, unit_rows, label_rows = read_and_check(folder, is_kits=folder.parent == shelf)
    units = tuple(
        Unit(row["unit"], row["kind"], row["section"], row["repeat_of"], row["text"])
        for row in unit_rows
    )
    annotations = {(row["unit"], row["axis"]): Annotation(**row) for row in label_rows}
    return Article(
        id=folder.name,
        card=card_from(source),
        invented=source.get("invented", False),
        rights=source.get("rights", ""),
        text=text,
        units=units,
        annotations=annotations,
        amounts_or_routes=frozenset(source.get("amounts_or_routes", ())),
        own=source.get("own", False),
    )
