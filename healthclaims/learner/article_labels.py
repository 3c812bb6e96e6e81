"""The labels a learner set on an article, as the answer log holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from healthclaims.content.answer_key import seen_mark
from healthclaims.content.article import Article, Unit
from healthclaims.content.codebook import Axis
from healthclaims.learner.entries import LABEL, Entry
from healthclaims.learner.history import History

_OWN = "own_article"


def label_entries(
    article: Article, units: Iterable[Unit], axes: Iterable[Axis], history: History
) -> list[Entry]:
    """List the entries of labels whose sentence still reads the same, in order of time.

    Labels that were taken away are among them.
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
        and entry.quiz == reader_quiz(article)
        and entry.seen == seen.get(entry.question)
    ]


def labels_of(
    article: Article, axes: Iterable[Axis], history: History
) -> dict[tuple[str, str], str]:
    """Return the labels that stand on an article now, by unit and question."""
    known = {axis.name: axis for axis in axes}
    labels: dict[tuple[str, str], str] = {}
    for entry in label_entries(article, article.units, known.values(), history):
        _, unit, axis = entry.question.split("/")
        if entry.choice in known[axis].names:
            labels[unit, axis] = entry.choice
        else:
            labels.pop((unit, axis), None)
    return labels


def brought_in_entry(article_id: str, lesson: str, moment: datetime) -> Entry:
    """Note that a learner brought in a text, so that the lesson opens with it the next time."""
    stamp = moment.isoformat(timespec="milliseconds")
    return Entry(LABEL, f"own-{stamp}-{article_id}", stamp, lesson, _OWN, article_id)


def texts_brought_in(history: History) -> tuple[str, ...]:
    """List the ids of texts a learner brought in or went on with, the last one first."""
    names = [entry.question for entry in history.entries if entry.quiz == _OWN]
    return tuple(dict.fromkeys(reversed(names)))


def reader_quiz(article: Article) -> str:
    """Name the reading of an article in the answer log, for example ``"read/semax"``."""
    return f"read/{article.id}"
