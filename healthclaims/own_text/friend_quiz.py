"""A quiz made out of an own text, for a friend: one zip file out, one zip file in, and the quiz."""

from __future__ import annotations

import secrets
import shutil
import zipfile
from pathlib import Path

from healthclaims.content.article import Article
from healthclaims.content.articles import is_id, load_article
from healthclaims.content.codebook import UNSCORED
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.html import Html, shown, tag, without_formulas
from healthclaims.core.problems import DataError, Problem, UnknownNameError
from healthclaims.core.zips import zip_bytes
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import KEEP
from healthclaims.own_text.store import own_texts_dir
from healthclaims.questions.quiz_config import DeckPlan
from healthclaims.quiz.widget import Quiz

FILES = ("article.txt", "source.toml", "units.csv", "annotations.csv")
NO_NAME = (
    "No friend’s quiz yet. When you are given one, write its name between the quotation marks, "
    "click into the cell and press ▶."
)
_MOST_BYTES = 4_000_000  # for each file, unpacked


class NoQuizYet:
    """Stands where a quiz will be, and says what it waits for."""

    def __init__(self, waits_for: str) -> None:
        self._waits_for = waits_for

    def __repr__(self) -> str:
        return shown(self._waits_for)

    def _repr_html_(self) -> Html:
        return without_formulas(tag("p", repr(self)))


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
    article = _brought_in(article_id, log)
    if not article.own:
        message = f"{article.id} was not brought in by a reader: it has a checked key of its own."
        raise UnknownNameError(message)
    title = f"A reader’s quiz: {article.card.title}"
    return _quiz(article, f"friend/{article.id}", title, lesson, log)


def own_text_quiz(article_id: str, lesson: str, log: AnswerLog) -> Quiz:
    """Return a quiz with every label of a text in ``my_articles``, for a lesson of one's own.

    See `friend_quiz`; a text that is labelled as a whole, with rules of the codebook, does as well.
    """
    article = _brought_in(article_id, log)
    return _quiz(article, f"text/{article.id}", article.card.title, lesson, log)


def _brought_in(article_id: str, log: AnswerLog) -> Article:
    name = article_id.removesuffix(".zip")
    article = unpack(name) if log.mode == KEEP else None
    return article or load_article(name)


def _quiz(article: Article, quiz: str, title: str, lesson: str, log: AnswerLog) -> Quiz:
    ids = tuple(
        f"{article.id}/{unit}/{axis}"
        for (unit, axis), label in article.annotations.items()
        if label.status != UNSCORED
    )
    if not ids:
        message = f"{article.id} has no questions yet. Write your reasons and save them first."
        raise UnknownNameError(message)
    return Quiz.of_today(DeckPlan(lesson, quiz, title, questions=ids), log)


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
