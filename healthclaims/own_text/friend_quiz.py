"""The quiz that somebody made out of a text of their own, for a friend to take."""

from __future__ import annotations

from healthclaims.content.article import Article, load_article
from healthclaims.core.html import Html, shown, tag
from healthclaims.core.problems import UnknownNameError
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import KEEP
from healthclaims.own_text.zip_file import unpack
from healthclaims.questions.quiz_config import DeckPlan
from healthclaims.quiz.widget import Quiz


class NoQuizYet:
    """Stands where a quiz will be once there are questions.

    Parameters
    ----------
    article : Article
        The text.
    """

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
    """Make the quiz out of an own text and its maker's labels.

    Parameters
    ----------
    article_id : str
        Id of the text; a zip file of that name in ``my_articles`` is unpacked first.
    lesson : str
        Name of the lesson, for the log.
    log : AnswerLog
        Where answers go.

    Returns
    -------
    Quiz
        Shown when it is the last line of a cell.

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
