"""The marks a learner set on an article, as the answer log holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from healthclaims.content.answer_key import seen_mark
from healthclaims.content.article import Article, Unit
from healthclaims.content.codebook import Axis
from healthclaims.learner.entries import LABEL, Entry
from healthclaims.learner.history import History

_OWN = "own_article"


def mark_entries(
    article: Article, units: Iterable[Unit], axes: Iterable[Axis], history: History
) -> list[Entry]:
    """Find every mark, also those taken away, whose sentence still reads the same.

    Parameters
    ----------
    article : Article
        The article.
    units : iterable of Unit
        Units of it.
    axes : iterable of Axis
        Questions.
    history : History
        What the learner did.

    Returns
    -------
    list of Entry
        In order of time.
    """
    axes = tuple(axes)
    seen = {
        f"{article.id}/{unit.id}/{axis.name}": seen_mark(article, unit, axis)
        for unit in units
        for axis in axes
    }
    return [
        entry
        for entry in history.entries
        if entry.kind == LABEL
        and entry.quiz == reading_of(article)
        and entry.seen == seen.get(entry.question)
    ]


def marks_of(
    article: Article, axes: Iterable[Axis], history: History
) -> dict[tuple[str, str], str]:
    """Give the marks that stand on an article now.

    Parameters
    ----------
    article : Article
        The article.
    axes : iterable of Axis
        Questions.
    history : History
        What the learner did.

    Returns
    -------
    dict of (str, str) to str
        Unit and question to label.
    """
    known = {axis.name: axis for axis in axes}
    marks: dict[tuple[str, str], str] = {}
    for entry in mark_entries(article, article.units, known.values(), history):
        _, unit, axis = entry.question.split("/")
        if entry.choice in known[axis].names:
            marks[unit, axis] = entry.choice
        else:
            marks.pop((unit, axis), None)
    return marks


def brought_in(article_id: str, lesson: str, moment: datetime) -> Entry:
    """Note that a learner brought in a text, so that the lesson opens with it the next time.

    Parameters
    ----------
    article_id : str
        The text.
    lesson : str
        Name of the lesson.
    moment : datetime
        Now.

    Returns
    -------
    Entry
        For the answer log.
    """
    stamp = moment.isoformat(timespec="milliseconds")
    return Entry(LABEL, f"own-{stamp}-{article_id}", stamp, lesson, _OWN, article_id)


def texts_brought_in(history: History) -> tuple[str, ...]:
    """List the texts a learner brought in or went on with, the last one first.

    Parameters
    ----------
    history : History
        What the learner did.

    Returns
    -------
    tuple of str
        Ids, each once.
    """
    names = [entry.question for entry in history.entries if entry.quiz == _OWN]
    return tuple(dict.fromkeys(reversed(names)))


def reading_of(article: Article) -> str:
    """Name the reading of an article in the answer log.

    Parameters
    ----------
    article : Article
        The article.

    Returns
    -------
    str
        For example ``"read/semax"``.
    """
    return f"read/{article.id}"
