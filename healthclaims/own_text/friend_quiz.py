"""A quiz made out of an own text, for a friend: one zip file out, one zip file in, and the quiz."""

from __future__ import annotations

import secrets
import shutil
import zipfile
from pathlib import Path

from healthclaims.content.article import Article, is_id, load_article
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.html import Html, shown, tag
from healthclaims.core.problems import DataError, Problem, UnknownNameError
from healthclaims.core.zips import zip_bytes
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import KEEP
from healthclaims.own_text.store import own_texts_dir
from healthclaims.questions.quiz_config import DeckPlan
from healthclaims.quiz.widget import Quiz

FILES = ("article.txt", "source.toml", "units.csv", "annotations.csv")
_MOST_BYTES = 4_000_000  # for each file, unpacked


class NoQuizYet:
    """Stands where a quiz will be once there are questions."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def __repr__(self) -> str:
        return shown(
            f"There are no questions about “{self._article.card.title}” yet. "
            "Write your reasons and save the quiz, then run this cell again."
        )

    def _repr_html_(self) -> Html:
        return tag("p", repr(self))


def friend_quiz(article_id: str, lesson: str, log: AnswerLog) -> Quiz:
    """Return the quiz out of an own text and its maker's labels.

    Parameters
    ----------
    article_id : str
        Id of the text; a zip file of that name in ``my_articles`` is unpacked first.
    lesson : str
        Name of the lesson, for the log.
    log : AnswerLog
        Where answers go.

    Raises
    ------
    KeyError
        If there is no such text, or no label in it yet.
    DataError
        If its files have problems; all of them at once.
    """
    name = article_id.removesuffix(".zip")
    article = unpack(name) if log.mode == KEEP else None
    article = article or load_article(name)
    if not article.own:
        message = f"{name} was not brought in by a reader: it has a checked key of its own."
        raise UnknownNameError(message)
    if not article.annotations:
        message = f"{name} has no questions yet. Write your reasons and save them first."
        raise UnknownNameError(message)
    ids = tuple(f"{article.id}/{unit}/{axis}" for unit, axis in article.annotations)
    title = f"A friend’s quiz: {article.card.title}"
    plan = DeckPlan(lesson, f"friend/{article.id}", title, questions=ids)
    return Quiz.of_today(plan, log)


def pack(article: Article) -> Path:
    """Put the folder of an own text into a zip file beside it, replacing an earlier one.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    folder = own_texts_dir() / article.id
    parts = {f"{article.id}/{name}": (folder / name).read_bytes() for name in FILES}
    return replace_file(folder.with_suffix(".zip"), zip_bytes(parts))


def unpack(name: str) -> Article | None:
    """Take in a text that a friend has handed over as ``my_articles/<name>.zip``.

    Only the four files of a text are taken out, and the text must pass the same checks as any
    other. A folder of that name is never overwritten. None if there is no such zip file.

    Raises
    ------
    DataError
        If the file cannot be used; then nothing is left behind.
    """
    base = own_texts_dir()
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
