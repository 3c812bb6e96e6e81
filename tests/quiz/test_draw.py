"""Which questions a sitting holds: balanced, fresh, and nothing twice."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from healthclaims.content.articles import load_article
from healthclaims.content.authored_questions import load_written
from healthclaims.content.codebook import load_codebook
from healthclaims.content.pairs import load_pairs
from healthclaims.learner.history import History
from healthclaims.learner.schedule import due
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import CHOICE, CONTESTED_KIND, PAIR
from healthclaims.questions.quiz_config import DeckPlan, load_plan, load_plans
from healthclaims.quiz.draw import (
    Deck,
    build_deck,
)
from tests.helpers.kit import (
    ARTICLES,
    MONDAY,
    answer_entry,
    days_later,
    missed,
    problems_of,
    wrong_choice,
)

LESSONS = tuple(dict.fromkeys(lesson for lesson, _ in load_plans()))
SEEDS = st.integers(1, 2**31)
DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))
LATER = st.integers(1, 40)
# A draw takes a while: few examples, and no search for a smaller one when one fails.
FEW = settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
PLANS = list(load_plans().values())
DRAWN = [plan for plan in PLANS if plan.axes]


def decks(lesson: str, history: History, day: date) -> list[Deck]:
    """Draw all quizzes of a lesson."""
    return [build_deck(plan, history, day) for plan in PLANS if plan.lesson == lesson]


def names(deck: Deck) -> list[str]:
    return [asked.id for asked in deck.questions]


def is_about_amounts(name: str) -> bool:
    article, unit, *_ = name.split("/")
    if article == "pair":
        return load_pairs()[unit].is_about_amounts
    if article == "written":
        quoted = load_written()[name].quoted()
        return quoted is not None and quoted[1].id in quoted[0].amounts_or_routes
    return bool(load_article(article).amounts_or_routes & set(unit.split("+")))


HISTORIES = st.builds(
    lambda asked, seed: missed(asked, MONDAY, seed),
    st.lists(st.sampled_from(all_questions()), max_size=60, unique=True),
    SEEDS,
)


# ---------------------------------------------------------------- whole lessons


@FEW
@given(st.sampled_from(LESSONS), HISTORIES, LATER)
def test_no_lesson_practises_anything_twice_or_asks_more_than_14_questions(
    lesson: str, history: History, later: int
) -> None:
    found = [deck for deck in decks(lesson, history, days_later(later)) if not deck.plan.form]
    asked = [name for deck in found for name in names(deck)]
    assert [name for name, count in Counter(asked).items() if count > 1] == []
    assert len(asked) <= 14


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_lesson_asks_a_new_learner_more_than_14_questions(lesson: str) -> None:
    found = [deck for deck in decks(lesson, History((), 1), MONDAY) if not deck.plan.form]
    assert sum(len(deck.questions) for deck in found) <= 14


def test_only_lesson_04_has_quizzes_that_may_ask_about_amounts() -> None:
    fixed = [plan for plan in PLANS if any(map(is_about_amounts, plan.questions))]
    drawn = [plan for plan in PLANS if plan.amounts]
    assert {plan.lesson[:2] for plan in fixed + drawn} == {"04"}


@settings(FEW, max_examples=40)
@given(st.sampled_from([plan for plan in DRAWN if not plan.amounts]), HISTORIES, LATER)
def test_no_other_quiz_asks_about_amounts_and_none_ever_comes_back(
    plan: DeckPlan, history: History, later: int
) -> None:
    deck = build_deck(plan, history, days_later(later))
    assert [name for name in (*names(deck), *deck.reviewed) if is_about_amounts(name)] == []


@FEW
@given(st.sampled_from(PLANS), HISTORIES, LATER)
def test_contested_questions_never_come_first_and_are_at_most_one_in_eight(
    plan: DeckPlan, history: History, later: int
) -> None:
    deck = build_deck(plan, history, days_later(later))
    kinds = [asked.kind for asked in deck.questions]
    assert kinds[:1] != [CONTESTED_KIND]
    assert kinds.count(CONTESTED_KIND) * 8 <= len(kinds)


@pytest.mark.parametrize("plan", [plan for plan in PLANS if plan.contested], ids=lambda p: p.key)
def test_a_quiz_with_a_contested_question_never_begins_with_it(plan: DeckPlan) -> None:
    for seed in range(1, 13):
        kinds = [asked.kind for asked in build_deck(plan, History((), seed), MONDAY).questions]
        assert CONTESTED_KIND in kinds
        assert kinds[0] != CONTESTED_KIND


def test_contested_questions_do_occur() -> None:
    kinds = [
        asked.kind
        for lesson in LESSONS
        for deck in decks(lesson, History((), 1), MONDAY)
        for asked in deck.questions
    ]
    assert CONTESTED_KIND in kinds


@FEW
@given(st.sampled_from([plan for plan in PLANS if not plan.due]), SEEDS, DAYS)
def test_every_quiz_of_every_learner_has_questions(plan: DeckPlan, seed: int, day: date) -> None:
    # An author may ask one question by itself; a draw is a round of questions.
    fewest = 1 if plan.questions else 2
    assert len(build_deck(plan, History((), seed), day).questions) >= fewest


def test_contrasting_pairs_come_before_single_sentences() -> None:
    for seed in range(3):
        for lesson in dict.fromkeys(plan.lesson for plan in PLANS if plan.pairs):
            first, *others = decks(lesson, History((), seed), MONDAY)
            assert {asked.kind for asked in first.questions} == {PAIR}
            for deck in others:
                kinds = [asked.kind for asked in deck.questions]
                pairs = kinds.count(PAIR)
                assert kinds[:pairs] == [PAIR] * pairs, deck.plan.key


# ---------------------------------------------------------------- only what comes back

DUE = load_plan("10_my_progress", "due")


def test_the_quiz_of_what_is_due_asks_only_that_longest_overdue_first() -> None:
    asked = ["semax/u46/certainty", "pair/e6/evidence", "semax/u49/purpose"]
    planted = History(
        tuple(
            answer_entry(name, wrong_choice(name), days_later(day))
            for day, name in enumerate(asked)
        ),
        1,
    )
    assert names(build_deck(DUE, planted, days_later(2))) == asked[:2]
    deck = build_deck(DUE, planted, days_later(9))
    assert names(deck) == asked
    assert deck.reviewed == set(asked)


def test_the_quiz_of_what_is_due_asks_at_most_14() -> None:
    every = [name for name in all_questions() if question(name).may_return]
    deck = build_deck(DUE, missed(every[:40], MONDAY), days_later(1))
    assert len(deck.questions) == 14
    assert set(names(deck)) <= set(every[:40])


def test_on_a_day_when_nothing_is_due_it_is_empty() -> None:
    assert build_deck(DUE, History((), 1), MONDAY).questions == ()
    history = missed(["semax/u46/certainty"], MONDAY)
    assert build_deck(DUE, history, MONDAY).questions == ()


# ---------------------------------------------------------------- balance


@FEW
@given(st.sampled_from([plan for plan in DRAWN if plan.each]), SEEDS, DAYS)
def test_draws_are_balanced_over_the_labels_of_every_question(
    plan: DeckPlan, seed: int, day: date
) -> None:
    deck = build_deck(plan, History((), seed), day)
    for axis in plan.axes:
        singles = [asked for asked in deck.questions if (asked.kind, asked.axis) == (CHOICE, axis)]
        keys = Counter(asked.key for asked in singles)
        counts = [keys[label] for label in load_codebook().axes[axis].names]
        assert max(counts) - min(counts) <= 1, keys
        assert plan.most or min(counts) >= 1, keys


@FEW
@given(SEEDS, DAYS)
def test_no_one_question_crowds_out_another_in_a_mixed_round(seed: int, day: date) -> None:
    deck = build_deck(load_plan("04_marketing_or_guidance", "check"), History((), seed), day)
    counts = Counter(asked.axis for asked in deck.questions)
    assert counts == {"evidence": 2, "certainty": 2, "purpose": 2, "fit": 1}


@FEW
@given(SEEDS, DAYS)
def test_versions_a_and_b_are_right_in_turn(seed: int, day: date) -> None:
    for plan in DRAWN:
        if plan.quiz == "pairs":
            keys = [asked.key for asked in build_deck(plan, History((), seed), day).questions]
            assert abs(keys.count("a") - keys.count("b")) <= 1


def test_over_many_learners_no_place_in_the_quiz_gives_the_answer_away() -> None:
    plan = load_plan("03_hedged_or_firm", "practice")
    first = Counter(
        build_deck(plan, History((), seed), MONDAY).questions[0].key for seed in range(60)
    )
    assert set(first) == {"hedged", "firm", "no_claim"}
    assert max(first.values()) < 40


def test_questions_come_from_all_texts_but_those_kept_for_later() -> None:
    plan = load_plan("03_hedged_or_firm", "practice")
    asked = {
        name.split("/")[0]
        for seed in range(80)
        for name in names(build_deck(plan, History((), seed), MONDAY))
    }
    # Lesson 06 reads two as a whole; the lines of Semax are brought up in the lessons themselves.
    kept = {"merrowlin_advert", "pellowin_charity", "semax"}
    assert asked == {name for name in ARTICLES if not name.startswith("check_")} - kept


def test_the_two_pages_of_lesson_06_are_asked_about_in_no_quiz() -> None:
    for plan in PLANS:
        drawn = {name.split("/")[0] for name in plan.questions} | {*plan.articles}
        assert drawn.isdisjoint({"merrowlin_advert", "pellowin_charity"}), plan.key


# ---------------------------------------------------------------- one sitting is one day


@FEW
@given(st.sampled_from(DRAWN), SEEDS, DAYS)
def test_the_deck_stays_the_same_all_day_whatever_is_answered(
    plan: DeckPlan, seed: int, day: date
) -> None:
    before = build_deck(plan, History((), seed), day)
    answered = tuple(
        answer_entry(asked.id, asked.options[0].value, day) for asked in before.questions
    )
    assert build_deck(plan, History(answered, seed), day) == before


@pytest.mark.parametrize("plan", DRAWN, ids=lambda plan: plan.key)
def test_another_day_and_another_learner_draw_another_deck(plan: DeckPlan) -> None:
    days = {tuple(names(build_deck(plan, History((), 7), days_later(n)))) for n in range(12)}
    learners = {tuple(names(build_deck(plan, History((), n), MONDAY))) for n in range(12)}
    assert len(days) >= 3
    assert len(learners) >= 3


def test_what_was_not_asked_yet_comes_before_what_was() -> None:
    plan = load_plan("03_hedged_or_firm", "practice")
    history = History((), 3)
    asked: set[str] = set()
    for number in range(4):
        day = days_later(number)
        deck = build_deck(plan, history, day)
        assert asked.isdisjoint(names(deck))
        asked.update(names(deck))
        new = tuple(answer_entry(item.id, item.key, day) for item in deck.questions)
        history = History((*history.entries, *new), 3)


@FEW
@given(st.sampled_from(DRAWN), SEEDS, DAYS)
def test_what_a_fixed_quiz_asks_is_not_drawn_by_another(
    plan: DeckPlan, seed: int, day: date
) -> None:
    fixed = {name for other in PLANS for name in other.questions}
    assert fixed.isdisjoint(names(build_deck(plan, History((), seed), day)))


def test_a_question_of_a_fixed_quiz_that_was_missed_comes_back_in_a_draw() -> None:
    asked = load_plan("00_start_here", "first_questions").questions[3]
    deck = build_deck(
        load_plan("02_animal_or_human", "check"), missed([asked], MONDAY), days_later(1)
    )
    assert asked in deck.reviewed


# ---------------------------------------------------------------- review


@FEW
@given(st.sampled_from(DRAWN), HISTORIES, LATER)
def test_only_questions_that_are_due_come_back_and_not_too_many(
    plan: DeckPlan, history: History, later: int
) -> None:
    deck = build_deck(plan, history, days_later(later))
    assert deck.reviewed <= set(due(history, days_later(later)))
    assert deck.reviewed <= set(names(deck))
    assert len(deck.reviewed) <= plan.review


def test_a_missed_question_comes_back_the_next_day() -> None:
    plan = load_plan("04_marketing_or_guidance", "check")
    history = missed(["semax/u46/certainty"], MONDAY)
    assert build_deck(plan, history, days_later(1)).reviewed == {"semax/u46/certainty"}


def test_nothing_comes_back_to_a_learner_who_missed_nothing() -> None:
    right = tuple(
        answer_entry(name, question(name).key) for name in all_questions() if question(name).key
    )
    for plan in load_plans().values():
        assert build_deck(plan, History(right, 1), days_later(1)).reviewed == frozenset()


def test_a_missed_pair_that_comes_back_is_not_drawn_as_well() -> None:
    pairs = [f"pair/e{number}/evidence" for number in range(1, 9)]
    plan = load_plan("02_animal_or_human", "check")
    for seed in range(80):
        asked = names(build_deck(plan, missed(pairs, MONDAY, seed), days_later(1)))
        assert len(set(asked)) == len(asked), seed


def test_questions_that_come_back_take_the_place_of_others() -> None:
    plan = load_plan("04_marketing_or_guidance", "check")
    history = missed([name for name in all_questions() if name.startswith("semax/")], MONDAY)
    deck = build_deck(plan, history, days_later(1))
    assert len(deck.reviewed) == 3
    assert len(deck.questions) == plan.most


# ---------------------------------------------------------------- fixed quizzes, plans


def test_a_fixed_quiz_keeps_its_questions_and_their_order() -> None:
    plan = load_plan("00_start_here", "first_questions")
    for seed in range(3):
        assert tuple(names(build_deck(plan, History((), seed), MONDAY))) == plan.questions


def test_no_deck_is_longer_than_30() -> None:
    plan = DeckPlan("x", "y", "z", questions=all_questions()[:50])
    assert len(build_deck(plan, History((), 1), MONDAY).questions) == 30


def test_an_unknown_quiz_lists_the_known_ones() -> None:
    with pytest.raises(KeyError) as caught:
        load_plan("02_animal_or_human", "pears")
    assert "There is no quiz 02_animal_or_human/pears." in caught.value.args[0]
    assert "Did you mean '02_animal_or_human/pairs'?" in caught.value.args[0]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("pairs = 2", "pears = 2", "the entry 'pears' is not known."),
        ('axes = ["evidence"]', 'axes = ["evidense"]', "axis 'evidense' is not known."),
        ('"pair/e6/evidence"', '"pair/e66/evidence"', "There is no pair 'e66'."),
        ('"solveta_review"]', '"solvita_review"]', "Did you mean 'solveta_review'?"),
        ("pairs = 2\nsame = 1\n", "same = 1\n", "holds no questions."),
        ("pairs = 2", 'pairs = "2"', "pairs"),
        ('articles = ["bramosol_leaflet", ', 'articles = "semax" # ', "articles"),
    ],
)
def test_damage_to_the_plans_is_named_with_the_quiz(
    data: Path, old: str, new: str, what: str
) -> None:
    path = data / "decks.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = "\n".join(problems_of(load_plans))
    assert "data/decks.toml: [0" in found
    assert what in found


def test_problems_of_several_quizzes_are_reported_together(data: Path) -> None:
    path = data / "decks.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("pair/e6/evidence", "pair/e66/evidence").replace("amounts", "amount")
    path.write_text(text, encoding="utf-8")
    assert len(problems_of(load_plans)) >= 2
