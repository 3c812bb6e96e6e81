"""A lesson as a notebook sees it: two words to get a quiz, an article or a figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from healthclaims.article_map.claim_map import claim_map
from healthclaims.article_map.strip import article_strip
from healthclaims.article_map.widget import ArticleMap
from healthclaims.content.answer_key import reading_axis
from healthclaims.content.articles import is_id, load_article, passed_over
from healthclaims.content.word_flips import load_flip
from healthclaims.core.html import Html, join, tag
from healthclaims.core.problems import UnknownNameError
from healthclaims.evidence.figures import studies_by_species
from healthclaims.guess.widget import Guess
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE, KEEP, now
from healthclaims.learner.history import History
from healthclaims.learner.learner_code import choose_learner, current_learner
from healthclaims.lessons.before_after_page import check_result
from healthclaims.lessons.my_answers_widget import MyAnswers
from healthclaims.lessons.my_data_page import delete_page, export_page
from healthclaims.lessons.progress_page import how_sure_figure, part_title, progress_part
from healthclaims.lessons.results import Result, ResultPage
from healthclaims.lessons.where_you_are import where_you_are
from healthclaims.own_text.friend_quiz import NO_NAME, NoQuizYet, friend_quiz, own_text_quiz
from healthclaims.own_text.store import is_own_text
from healthclaims.questions.quiz_config import load_plan, load_plans
from healthclaims.quiz.widget import Quiz
from healthclaims.reader.widget import DEFAULT_QUESTIONS, Reader
from healthclaims.widgets.cell_output import Block
from healthclaims.widgets.figures import Figure
from healthclaims.widgets.printed import printed_card
from healthclaims.widgets.start import PRESS
from healthclaims.word_flip.widget import WordFlip

if TYPE_CHECKING:
    from healthclaims.own_text.widget import OwnArticle
    from healthclaims.rewriting.widget import ClaimRewrite

EXAMPLE_PAGE = (
    "As long as you have no answers, this page shows those of a simulated learner, not of a real "
    "person."
)


class Lesson:
    """One lesson for one learner.

    What a method returns is shown when it is the last line of a cell. A name that is not known is
    refused with a KeyError that lists the known ones.

    Parameters
    ----------
    name : str
        Name of the notebook without its ending, for example ``"02_animal_or_human"``; of one's own
        as well.
    """

    def __init__(self, name: str) -> None:
        names = tuple(dict.fromkeys(lesson for lesson, _ in load_plans()))
        # A notebook of one's own is a lesson, too.
        if name not in names and not (is_id(name) and Path(f"{name}.ipynb").is_file()):
            message = (
                f"There is no lesson {name!r}. Known lessons: {', '.join(names)}. A lesson of your "
                f"own is called like its notebook: {name}.ipynb was not found in this folder."
            )
            raise UnknownNameError(message)
        self.name = name
        self._notice = ""
        self._log = AnswerLog(current_learner(), name)
        # One for each result that was asked for: a cell that is run again shows the same one.
        self._results: dict[str, ResultPage] = {}

    @property
    def learner(self) -> str:
        """The learner code answers are kept under."""
        return self._log.learner

    def use_code(self, code: str) -> Lesson:
        """Choose a learner code; answers from now on are kept under it.

        Parameters
        ----------
        code : str
            Letters, digits, ``-`` and ``_``, for example ``"blue-fox-7"``. Not your name.

        Raises
        ------
        ValueError
            If the code cannot be used; the message says what can.
        """
        saved = choose_learner(code)
        self._notice = "" if saved.ok or self._log.mode != KEEP else saved.message
        if self._log.mode != EXAMPLE:
            self._log = AnswerLog(code, self.name)
            self._results.clear()
        return self

    def quiz(self, name: str) -> Quiz:
        """Make one of this lesson's quizzes, for example ``"practice"``, or one about an own text.

        Parameters
        ----------
        name : str
            Name of the quiz, or of a text in ``my_articles``: all its labels are asked then.
        """
        if (self.name, name) not in load_plans() and is_own_text(name):
            return own_text_quiz(name, self.name, self._log)
        return Quiz.of_today(load_plan(self.name, name), self._log)

    def read(self, article: str, question: str = "", section: str = "") -> Reader:
        """Show an article to mark, and to compare with the key.

        Parameters
        ----------
        article : str
            For example ``"semax"``.
        question : str
            ``"claim"``, ``"evidence"``, ``"certainty"`` or ``"purpose"``; the last three together
            by default.
        section : str
            One section, for example ``"heart"``; the whole article by default.
        """
        found = load_article(article)
        units = found.section(section) if section else found.units
        axes = [reading_axis(name) for name in ((question,) if question else DEFAULT_QUESTIONS)]
        return Reader(found, axes, units, self.name, self._log)

    def own_article(
        self, text: str = "", *, file: str = "", saved: str = "", **card: str
    ) -> OwnArticle:
        """Show a box for a text of your own; an invented example stands in it.

        Parameters
        ----------
        text : str
            A text, instead of pasting one into the box.
        file : str
            Name of a plain text file, instead of a text.
        saved : str
            Name of a text you brought in earlier, for example ``"mint_tea"``.
        **card : str
            ``title``, ``publisher``, ``promotes`` (``"yes"``, ``"no"`` or ``"not verified"``)
            and ``genre``.

        Raises
        ------
        PasteError
            If the text cannot be taken in; the message says why and what to do.
        """
        # Only lesson 09 needs it, and with it the highlighter: no other lesson waits for that.
        from healthclaims.own_text.open_text import open_own_text

        return open_own_text(self.name, self._log, text, file=file, saved=saved, **card)

    def quiz_for_a_friend(self, article: str) -> Quiz | NoQuizYet:
        """Make a quiz out of a text somebody brought in, with that person's own answers.

        Parameters
        ----------
        article : str
            Name of its folder, or of its zip file, in ``my_articles``. While it is empty, you are
            told what to write.

        Raises
        ------
        KeyError
            If there is no such text, or no question in it yet.
        DataError
            If its files have problems; all of them at once.
        """
        if not article.strip():
            return NoQuizYet(NO_NAME)
        return friend_quiz(article.strip(), self.name, self._log)

    def word_flip(self, name: str) -> WordFlip:
        """Show a sentence in which parts can be changed, for example ``"heart"``."""
        return WordFlip(load_flip(name))

    def rewrite(self, name: str) -> ClaimRewrite:
        """Show a claim to rewrite, for example ``"stress"``, with a word check.

        A name that ends in ``_advert`` asks for the other side: the pushiest advert.
        """
        from healthclaims.rewriting.claims import load_rewrite
        from healthclaims.rewriting.widget import ClaimRewrite

        return ClaimRewrite(load_rewrite(name), self.name, self._log)

    def guess(self, name: str, question: str, answer: object = None) -> Guess:
        """Ask for a guess, and keep it.

        Parameters
        ----------
        name : str
            Name under which the guess is kept.
        question : str
            What is asked.
        answer : object, optional
            What is covered until the guess is written, for example a map. Without it, the fold
            below opens.
        """
        return Guess(name, question, self.name, self._log, answer)

    def card(self, *articles: str) -> Block:
        """Show the source cards of articles: what is known about each source."""
        cards = [load_article(article).card for article in articles]
        titles = "; ".join(card.title for card in cards)
        shown = join(printed_card(card.lines()) for card in cards)
        return Block(f"Source card: {titles}", shown)

    def side_by_side(self, article: str, *units: str) -> Block:
        """Quote lines of an article, such as ``"u14"``; several are numbered from 1."""
        found = load_article(article)
        title = f"From: {found.card.title}"
        kind = "ol" if len(units) > 1 else "ul"
        lines = (tag("li", found.shown_text(found.unit(name))) for name in units)
        return Block(title, tag("div", tag("p", tag("em", title)), tag(kind, join(lines))))

    def map(self, article: str, question: str) -> ArticleMap:
        """Show a whole article as squares with letters, to be pressed one by one.

        Parameters
        ----------
        article : str
            For example ``"semax"``.
        question : str
            ``"claim"``, ``"evidence"``, ``"certainty"`` or ``"purpose"``.
        """
        return ArticleMap(article_strip(article, question))

    def claim_map(self, article: str) -> ArticleMap:
        """Show every claim of an article: wording by evidence, the letter by what it is doing."""
        return ArticleMap(claim_map(article))

    def who_was_studied(self, **parts: str) -> Figure:
        """Draw who was studied behind parts of the Semax article.

        Parameters
        ----------
        **parts : str
            Name of a part to the section it stands for, for example ``Heart="heart"``.
        """
        article = load_article("semax")
        groups = {
            name.replace("_", " "): tuple(unit.id for unit in article.section(section))
            for name, section in parts.items()
        }
        return studies_by_species(groups)

    def how_sure(self) -> ResultPage:
        """Draw your answers by how sure you were; an example while you have none."""
        return self._result(
            "how_sure",
            lambda log: how_sure_figure(log.history, is_example=log.mode == EXAMPLE),
        )

    def my_progress(self, part: str) -> ResultPage:
        """Show what all your answers add up to; an example while you have none.

        Parameters
        ----------
        part : str
            ``"work"``, ``"solid"``, ``"leaning"``, ``"sure"`` or ``"due"``.
        """
        part_title(part)
        return self._result(
            f"progress {part}",
            lambda log: progress_part(
                part, log.history, now().date(), is_example=log.mode == EXAMPLE
            ),
        )

    def my_answers(self) -> MyAnswers:
        """Show two buttons: take all answers along, and see what would be deleted."""
        return MyAnswers(self._log)

    def export_my_answers(self) -> Block:
        """Write all your answers into one file in the course's folder."""
        return export_page(self._log)

    def delete_my_answers(self, code: str = "") -> Block:
        """Delete all your answers on this machine.

        Parameters
        ----------
        code : str
            Your learner code, to confirm. Without it, nothing is deleted and you are told what
            would be.
        """
        return delete_page(self._log, code)

    def check_result(self) -> ResultPage:
        """Show how the check before and after the course went, once both rounds are done."""
        return self._result("check", check_result)

    def _result(self, name: str, make: Callable[[AnswerLog], Result]) -> ResultPage:
        if name not in self._results:
            self._results[name] = ResultPage(self._log, make)
        return self._results[name]

    def __repr__(self) -> str:
        return f"Lesson {self.name}"

    def _repr_html_(self) -> Html:
        """Render where the learner stands, who is working and where answers go."""
        history, mode = self._log.history, self._log.mode
        if mode == EXAMPLE:
            # Stored in the notebook, it greets somebody who has no answers yet.
            greeted = where_you_are(self.name, History((), history.seed), now().date())
            return join((greeted, tag("p", EXAMPLE_PAGE))) if self._shows_progress else greeted
        lines = ["Answers are switched off: nothing is kept."]
        if mode == KEEP:
            lines = [
                f"You are working under the code “{self.learner}”. Your answers are kept on this "
                f"machine in the folder answers/{self.learner}. Not your code? Choose yours "
                f"under “Your code” in lesson 00, then {PRESS}.",
                *map(str, passed_over()),
            ]
        lines += [self._notice, *history.damaged]
        told = join(tag("p", line) for line in lines if line)
        return join((where_you_are(self.name, history, now().date()), told))

    @property
    def _shows_progress(self) -> bool:
        return any(plan.due for (lesson, _), plan in load_plans().items() if lesson == self.name)


def open_lesson(name: str) -> Lesson:
    """Open a lesson for the learner who worked last on this machine.

    Parameters
    ----------
    name : str
        Name of the notebook without its ending.

    Returns
    -------
    Lesson
        Shows who is working when it is the last line of a cell.

    Raises
    ------
    KeyError
        If there is no such lesson; the message lists the known ones.
    DataError
        If the kit's data has problems; all of them at once.
    """
    return Lesson(name)
