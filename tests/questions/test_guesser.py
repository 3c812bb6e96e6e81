"""A guesser who never reads the sentence: what is printed around it gives too little away."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date

import pytest

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE
from healthclaims.learner.history import History
from healthclaims.questions.forms import load_forms
from healthclaims.questions.guesser import AROUND, MOST_GUESSED, guessed
from healthclaims.questions.question import CHOICE, Question
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import build_deck
from tests.helpers.classwork import key_of
from tests.helpers.kit import DATA

DAY = date(2026, 3, 2)
SEEDS = range(1, 41)
ASSIGNMENTS = ("a1_who_was_studied", "a2_how_sure", "a3_selling_or_telling", "a4_whole_article")
LISTS = [*ASSIGNMENTS, "form_a", "form_b"]
PRACTICES = [(plan.lesson, plan.quiz) for plan in load_plans().values() if plan.axes and plan.each]
AXES = (EVIDENCE, CERTAINTY, PURPOSE, FIT)
Asked = tuple[Question, str]


@functools.cache
def list_of(name: str) -> tuple[Asked, ...]:
    """Give the questions of an assignment or of a form of the check, in order, with answers."""
    if name in ASSIGNMENTS:
        key = key_of(name)
        marked = [asked for asked in key.assignment.questions if asked.id in key.accepted]
        return tuple((asked, min(key.accepted[asked.id])) for asked in marked)
    return tuple((asked, asked.key) for asked in load_forms()[name].questions)


@functools.cache
def drawn(lesson: str, quiz: str) -> tuple[Asked, ...]:
    """Give the single questions that a quiz draws for many learners."""
    plan = load_plans()[lesson, quiz]
    decks = (build_deck(plan, History((), seed), DAY) for seed in SEEDS)
    asked = (one for deck in decks for one in deck.questions if one.kind == CHOICE)
    return tuple((one, one.key) for one in asked)


def share(questions: Sequence[Asked], around: str, axis: str) -> float:
    seen = [(one.id, AROUND[around](one), answer) for one, answer in questions if one.axis == axis]
    return guessed(seen) if seen else 0.0


def test_the_guesser_finds_what_gives_an_answer_away() -> None:
    answers = ["people", "animals"] * 8
    told = [(str(place), f"In {answer}", answer) for place, answer in enumerate(answers)]
    untold = [(name, "Results", answer) for name, _, answer in told]
    assert guessed(told) == 1
    assert guessed(untold) == 0.5


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("name", LISTS)
def test_what_stands_around_a_question_does_not_answer_it(name: str, around: str) -> None:
    found = {axis: round(share(list_of(name), around, axis), 2) for axis in AXES}
    assert max(found.values()) <= MOST_GUESSED, found


@pytest.mark.parametrize("parts", [2, 3])
@pytest.mark.parametrize("name", LISTS)
def test_the_place_in_the_list_does_not_answer_a_question(name: str, parts: int) -> None:
    questions = list_of(name)
    for place_of in (lambda place: place * parts // len(questions), lambda place: place % parts):
        seen = [
            (asked.id, (place_of(place), asked.axis), answer)
            for place, (asked, answer) in enumerate(questions)
        ]
        assert guessed(seen) <= MOST_GUESSED


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(("lesson", "quiz"), PRACTICES)
def test_what_stands_around_a_practice_question_does_not_answer_it(
    lesson: str, quiz: str, around: str
) -> None:
    found = {axis: round(share(drawn(lesson, quiz), around, axis), 2) for axis in AXES}
    assert max(found.values()) <= MOST_GUESSED, found


def table_of_guesses() -> list[str]:
    """Give the rows of the table in data/README.md: the most that is right by each sight."""
    lists = [(name, list_of(name)) for name in LISTS]
    lists += [(f"{lesson}, {quiz}", drawn(lesson, quiz)) for lesson, quiz in PRACTICES]
    rows = []
    for name, questions in lists:
        shares = [max(share(questions, around, axis) for axis in AXES) for around in AROUND]
        rows.append(f"| {name} | {' | '.join(f'{found:.2f}' for found in shares)} |")
    return rows


def test_what_a_guesser_has_right_is_what_the_readme_says() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert [row for row in table_of_guesses() if row not in readme] == []
