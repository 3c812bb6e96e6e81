"""The closing quiz of lesson 05: no judgement can be guessed by its place or its length."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from healthclaims.content.headlines import load_headlines
from healthclaims.questions.bank import question
from healthclaims.questions.question import NOT_YET
from healthclaims.questions.quiz_config import load_plan, load_plans

LESSON = "05_the_whole_picture"
MISTAKES = [question(name) for name in load_plan(LESSON, "six_mistakes").questions]


def test_there_are_six_mistakes_and_two_twins() -> None:
    assert len(MISTAKES) == 8
    assert len({asked.rule for asked in MISTAKES}) == 8


def test_the_place_of_the_sound_judgement_gives_nothing_away() -> None:
    places = [[option.value for option in asked.options].index(asked.key) for asked in MISTAKES]
    assert set(Counter(places)) == {0, 1, 2}
    assert max(Counter(places).values()) <= 3
    assert all(first != second for first, second in pairwise(places))


def test_the_length_of_the_sound_judgement_gives_nothing_away() -> None:
    longest = [
        max(asked.options, key=lambda option: len(option.text)).value == asked.key
        for asked in MISTAKES
    ]
    assert sum(longest) <= 4


def test_every_question_offers_a_mistake_and_its_opposite() -> None:
    for asked in MISTAKES:
        wrong = [option for option in asked.options if option.verdict == NOT_YET]
        assert len(wrong) == 2
        assert len({option.mistake for option in wrong}) == 2


def test_the_lesson_holds_no_more_than_fourteen_tasks() -> None:
    quizzes = [plan for (lesson, _), plan in load_plans().items() if lesson == LESSON]
    rewrites_in_class = 3
    assert sum(len(plan.questions) for plan in quizzes) + rewrites_in_class <= 14


def test_each_way_a_heading_can_stand_to_its_text_is_asked_once() -> None:
    asked = [question(name) for name in load_plan(LESSON, "headlines").questions]
    assert sorted(one.key for one in asked) == [
        "body_goes_further",
        "heading_goes_further",
        "same",
    ]


def test_a_hint_on_a_heading_fits_what_was_chosen_and_what_is_right() -> None:
    hints = {
        (one.key, option.value): option.mistake
        for one in map(question, load_headlines())
        for option in one.options
    }
    assert len(set(hints.values())) == 7  # six ways to be wrong, and none where it is right
    assert "the heading says more surely" in hints["same", "heading_goes_further"]
    assert "there is nothing" in hints["same", "body_goes_further"]
    assert hints["heading_goes_further", "body_goes_further"].startswith("It is the other way")
    assert "an effect that the sentence alone states" in hints["body_goes_further", "same"]
    assert hints["same", "same"] == ""


def test_no_text_that_is_fresh_in_the_next_lesson_is_used_here() -> None:
    asked = load_plan(LESSON, "headlines").questions
    assert not [name for name in asked if name.startswith(("merrowlin_advert", "pellowin_charity"))]
