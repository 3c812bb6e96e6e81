"""Hand an own text with its labels to a friend: one zip file out, one zip file in."""

from __future__ import annotations

import secrets
import shutil
import zipfile
from pathlib import Path

from healthclaims.content.article import Article, is_id, load_article
from healthclaims.core.files import home_dir
from healthclaims.core.problems import DataError, Problem

FILES = ("article.txt", "source.toml", "units.csv", "annotations.csv")
_MOST_BYTES = 4_000_000  # for each file, unpacked


def pack(article: Article) -> Path:
    """Put the folder of an own text into a zip file beside it.

    Parameters
    ----------
    article : Article
        A text that is on disk.

    Returns
    -------
    Path
        The zip file in ``my_articles``; one of an earlier day is replaced.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    base = home_dir() / "my_articles"
    fresh = base / f".new-{secrets.token_hex(4)}.zip"
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as file:
            for name in FILES:
                file.write(base / article.id / name, f"{article.id}/{name}")
        return fresh.replace(base / f"{article.id}.zip")
    finally:
        fresh.unlink(missing_ok=True)


def unpack(name: str) -> Article | None:
    """Take in a text that a friend has handed over as ``my_articles/<name>.zip``.

    Only the four files of a text are taken out, and the text must pass the same checks as any
    other. A folder of that name is never overwritten.

    Parameters
    ----------
    name : str
        Id of the text.

    Returns
    -------
    Article or None
        The text; None if there is no such zip file.

    Raises
    ------
    DataError
        If the file cannot be used; then nothing is left behind.
    """
    base = home_dir() / "my_articles"
    path, folder = base / f"{name}.zip", base / name
    if not is_id(name) or not path.is_file() or folder.exists():
        return None
    fresh = base / f".new-{secrets.token_hex(4)}"
    try:
        contents = _contents(path, name)
        fresh.mkdir()
        for file, content in contents.items():
            (fresh / file).write_bytes(content)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    try:
        return load_article(name)
    except DataError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _contents(path: Path, name: str) -> dict[str, bytes]:
    remedy = "Ask for the file again: lesson 09 makes it when a quiz for a friend is saved."
    try:
        with zipfile.ZipFile(path) as file:
            held = set(file.namelist())
            missing = [part for part in FILES if f"{name}/{part}" not in held]
            if missing:
                what = f"lacks {', '.join(f'{name}/{part}' for part in missing)}."
                raise DataError([Problem(path, None, what, remedy)])
            contents = {}
            for part in FILES:
                with file.open(f"{name}/{part}") as stream:
                    contents[part] = stream.read(_MOST_BYTES + 1)
                if len(contents[part]) > _MOST_BYTES:
                    raise DataError([Problem(path, None, f"{part} is too big.", remedy)])
            return contents
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        what = f"cannot be opened as a zip file ({error})."
        raise DataError([Problem(path, None, what, remedy)]) from error
