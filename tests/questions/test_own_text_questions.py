"""Questions out of a text that somebody brought in: two readers agree, or discuss."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from healthclaims.content.answer_key import seen_mark
from healthclaims.content.article import Article
from healthclaims.content.codebook import load_codebook
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.article_labels import brought_in_entry, labels_of, texts_brought_in
from healthclaims.learner.clock import now
from healthclaims.learner.closing import closing_text
from healthclaims.learner.entries import LABEL, Entry
from healthclaims.learner.history import History
from healthclaims.learner.outcomes import outcomes, standing
from healthclaims.learner.schedule import due
from healthclaims.own_text.draft import Reason, bring_in, with_labels
from healthclaims.own_text.store import hold
from healthclaims.questions.bank import all_questions, ask_again, question
from healthclaims.questions.question import DISCUSSED, OWN_KIND, RIGHT
from tests.helpers.kit import answer_entry

LESSON = "09_your_own_article"
REASONS = {
    ("u01", "certainty"): Reason("hedged", "“may” leaves the effect open.", "may"),
    ("u02", "evidence"): Reason("animals_or_cells", "It says that rats were fed.", "rats"),
    ("u03", "purpose"): Reason("guidance", "It sends you to somebody who knows."),
}


@pytest.fixture
def article() -> Article:
    """A text with three labels, in memory."""
    text = "It may calm a cough. In rats, swelling went down. Ask a nurse first."
    made = bring_in(text, title="Corvane")[0]
    ask_again()
    return hold(with_labels(made, REASONS))


NAME = "corvane/u01/certainty"


def test_the_answer_is_called_the_makers_and_never_right(article: Article) -> None:
    asked = question(NAME)
    assert asked.kind == OWN_KIND
    assert not asked.is_scored
    assert not asked.may_return
    assert asked.source == "a text brought in by the maker of this quiz: “Corvane”"
    lines = {option.value: option for option in asked.options}
    assert lines["hedged"].line == ("You agree with the maker of this quiz: leaves room for doubt.")
    assert lines["firm"].line == ("The maker of this quiz says: leaves room for doubt.")
    assert [option.verdict for option in asked.options] == [RIGHT, DISCUSSED, DISCUSSED]
    assert "Nobody has checked this." in lines["firm"].mistake
    assert asked.why == ("The maker’s reason: “may” leaves the effect open.",)
    shown = " ".join([*(o.line + o.mistake for o in asked.options), *asked.why])
    assert "Right" not in shown
    assert "Not yet" not in shown


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("place", REASONS)
def test_every_answer_is_told_in_at_most_25_words(place: tuple[str, str]) -> None:
    asked = question(f"corvane/{place[0]}/{place[1]}")
    assert [option.value for option in asked.options] == list(load_codebook().axes[place[1]].names)
    assert max(len(option.line.split()) for option in asked.options) <= 25


@pytest.mark.usefixtures("article")
def test_a_question_without_deciding_words_marks_none() -> None:
    assert question("corvane/u03/purpose").passages[0].cue == ""
    assert question("corvane/u03/purpose").card_open


@pytest.mark.usefixtures("article")
def test_a_line_without_a_label_is_not_asked() -> None:
    with pytest.raises(KeyError, match="corvane/u01 is not asked about evidence"):
        question("corvane/u01/evidence")


@pytest.mark.usefixtures("article")
def test_a_friends_view_counts_neither_for_progress_nor_for_review() -> None:
    day = date(2026, 3, 2)
    entries = [
        answer_entry(NAME, "firm", day),
        answer_entry("corvane/u02/evidence", "animals_or_cells", day),
    ]
    judged = outcomes(entries)
    assert closing_text(judged) == "You and the maker of this quiz agree on 1 of 2."
    assert sum(standing([outcome.question for outcome in judged], judged).values()) == 0
    assert due(History(tuple(entries), 1), date(2026, 3, 9)) == ()


@pytest.mark.usefixtures("article")
def test_own_texts_are_not_among_the_kits_questions() -> None:
    assert not [name for name in all_questions() if name.startswith("corvane/")]


def test_new_labels_are_asked_at_once(article: Article) -> None:
    assert question(NAME).key == "hedged"
    hold(with_labels(article, {("u01", "certainty"): Reason("firm", "I say it is so")}))
    ask_again()
    assert question(NAME).key == "firm"


# ---------------------------------------------------------------- marks


def mark(article: Article, unit: str, axis: str, choice: str, seen: str = "") -> Entry:
    stamp = now().isoformat()
    found = seen or seen_mark(article, article.unit(unit), load_codebook().axes[axis])
    name = f"{article.id}/{unit}/{axis}"
    return Entry(LABEL, f"{stamp}-{name}", stamp, LESSON, f"read/{article.id}", name, found, choice)


def test_the_last_mark_stands_and_one_taken_away_is_gone(article: Article) -> None:
    log = AnswerLog("me", LESSON)
    axes = [load_codebook().axes[name] for name in ("evidence", "certainty")]
    for unit, axis, choice in (
        ("u01", "certainty", "firm"),
        ("u01", "certainty", "hedged"),
        ("u02", "evidence", "people"),
        ("u02", "evidence", ""),
        ("u03", "purpose", "guidance"),
    ):
        log.add(mark(article, unit, axis, choice))
    log.add(mark(article, "u02", "certainty", "firm", seen="other words"))
    assert labels_of(article, axes, log.history) == {("u01", "certainty"): "hedged"}


def test_the_text_brought_in_last_is_remembered() -> None:
    log = AnswerLog("me", LESSON)
    for minute, name in enumerate(("tea", "oil", "tea", "gel")):
        log.add(brought_in_entry(name, LESSON, now() + timedelta(minutes=minute)))
    assert texts_brought_in(log.history) == ("gel", "tea", "oil")
