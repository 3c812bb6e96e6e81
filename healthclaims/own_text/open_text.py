"""Opens the box for a text of one's own: with the example, a given text, or the last one."""

from __future__ import annotations

from healthclaims.content.article import Article
from healthclaims.content.articles import load_article
from healthclaims.core.problems import DataError, UnknownNameError
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.article_labels import texts_brought_in
from healthclaims.learner.clock import KEEP
from healthclaims.own_text.example import example_or_own, own_example
from healthclaims.own_text.paste import read_file
from healthclaims.own_text.widget import OwnArticle


def open_own_text(
    lesson: str, log: AnswerLog, text: str = "", *, file: str = "", saved: str = "", **card: str
) -> OwnArticle:
    """Open the box with a text: the one given, the one brought in last, or the example.

    Parameters
    ----------
    lesson : str
        Name of the lesson.
    log : AnswerLog
        Where marks go.
    text : str
        A text.
    file : str
        Name of a text file, instead of a text.
    saved : str
        Id of a text brought in earlier, instead of a text.
    **card : str
        ``title``, ``publisher``, ``promotes`` and ``genre``.

    Raises
    ------
    PasteError
        If the text cannot be taken in.
    ValueError
        If more than one of text, file and saved is given, or ``promotes`` is not known.
    KeyError
        If nothing was saved under that id.
    """
    if sum(map(bool, (text, file, saved))) > 1:
        message = "Give one of text, file and saved, not several."
        raise ValueError(message)
    if saved:
        article = load_article(saved)
        if not article.own:
            message = f"{saved} is one of the kit’s texts: use lesson.read({saved!r})."
            raise UnknownNameError(message)
        return OwnArticle(article, (), lesson, log, is_new=False)
    if file:
        pasted = read_file(file)
        article, notes = example_or_own(pasted.text, **card)
        return OwnArticle(article, (*pasted.notes, *notes), lesson, log)
    if text or any(card.values()):
        return OwnArticle(*example_or_own(text, **card), lesson, log)
    earlier = _last_text(log)
    if earlier:
        return OwnArticle(earlier, (), lesson, log, is_new=False)
    return OwnArticle(own_example(), (), lesson, log)


def _last_text(log: AnswerLog) -> Article | None:
    """Find the text that this learner brought in last, if it is still there."""
    for name in texts_brought_in(log.history) if log.mode == KEEP else ():
        try:
            article = load_article(name)
        except (KeyError, DataError):
            continue  # removed or damaged since; the check command names what is wrong
        if article.own:
            return article
    return None
