"""Finds a question by its id, and lists the ids there are."""

from __future__ import annotations

import functools
import threading

from healthclaims.content.article import Article
from healthclaims.content.articles import article_ids, load_article
from healthclaims.content.authored_questions import load_written
from healthclaims.content.codebook import (
    CERTAINTY,
    EVIDENCE,
    FIT,
    PURPOSE,
    UNSCORED,
    Axis,
    load_codebook,
)
from healthclaims.content.headlines import load_headlines
from healthclaims.content.pairs import load_pairs
from healthclaims.core.files import data_dir
from healthclaims.core.problems import UnknownNameError, expected
from healthclaims.questions.pair_questions import HEADLINE, headline_question, pair_question
from healthclaims.questions.question import Question
from healthclaims.questions.sentence_questions import authored_question, unit_question

WRITTEN = "written"
# A text can change beside the cell that asks about it: what was made before must not stay.
_MAKING = threading.RLock()


def question(question_id: str) -> Question:
    """Make the question with a given id; each one is made once a session.

    Ids are ``article/unit/axis``, ``pair/pair/axis``, ``article/heading+body/headline_vs_body`` or
    ``written/name/topic``. An id that nothing in the data has raises a `KeyError` that says which
    part is unknown.
    """
    with _MAKING:
        return _question(question_id, str(data_dir()))


@functools.lru_cache(maxsize=4096)
def _question(question_id: str, _data: str) -> Question:
    parts = question_id.split("/")
    if len(parts) != 3:
        message = (
            f"{question_id!r} is not a question id. "
            "Ids look like semax/u40/certainty or pair/e3/evidence."
        )
        raise UnknownNameError(message)
    head, middle, axis = parts
    if head == "pair":
        pairs = load_pairs()
        if middle not in pairs:
            message = f"There is no pair {middle!r}. {expected(middle, pairs, 'pairs')}"
            raise UnknownNameError(message)
        return pair_question(pairs[middle], _axis(axis))
    if head == WRITTEN:
        written = load_written()
        if question_id not in written:
            message = (
                f"There is no written question {question_id!r}. "
                f"{expected(question_id, written, 'written questions')}"
            )
            raise UnknownNameError(message)
        return authored_question(written[question_id])
    if axis == HEADLINE:
        headlines = load_headlines()
        if question_id not in headlines:
            message = f"There is no headline question {question_id!r}."
            raise UnknownNameError(message)
        return headline_question(headlines[question_id])
    return question_about(load_article(head), middle, axis)


def question_about(article: Article, unit_id: str, axis: str) -> Question:
    """Make the question about one unit of an article, wherever the article comes from.

    A `KeyError` says if there is no such unit or axis, or the unit is not asked about it.
    """
    unit = article.unit(unit_id)
    annotation = article.annotations.get((unit.id, _axis(axis).name))
    if annotation is None or annotation.status == UNSCORED:
        short = load_codebook().axes[axis].short
        message = f"{article.id}/{unit_id} is not asked about {axis}: {short}"
        raise UnknownNameError(message)
    return unit_question(article, unit, annotation)


def ask_again() -> None:
    """Forget the questions made so far, because a text has changed."""
    with _MAKING:
        _question.cache_clear()


def article_questions(article_id: str, axis: str) -> tuple[str, ...]:
    """List the ids of all questions that can be asked about an article, in reading order.

    Contested ones are included, unscored ones not.
    """
    article = load_article(article_id)
    return tuple(
        f"{article_id}/{unit.id}/{axis}"
        for unit in article.units
        if (found := article.annotations.get((unit.id, axis))) and found.status != UNSCORED
    )


def all_questions() -> tuple[str, ...]:
    """List the ids of all questions in the kit's own data, articles first."""
    kit_articles = {path.parent.name for path in (data_dir() / "articles").glob("*/source.toml")}
    axes = load_codebook().axes
    ids = [
        found
        for article in article_ids()
        if article in kit_articles
        for axis in axes
        for found in article_questions(article, axis)
    ]
    ids += [
        f"pair/{pair.id}/{axis}"
        for pair in load_pairs().values()
        for axis in ((FIT,) if pair.axis == FIT else (EVIDENCE, CERTAINTY, PURPOSE))
        if axis in pair.a.judgements and axis in pair.b.judgements
    ]
    return (*ids, *load_headlines(), *load_written())


def _axis(name: str) -> Axis:
    axes = load_codebook().axes
    if name not in axes:
        message = f"There is no question type {name!r}. {expected(name, axes, 'types')}"
        raise UnknownNameError(message)
    return axes[name]
