"""What answers add up to: verdicts, what is due, and one plain sentence that is true."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date

import pytest

from healthclaims.learner.closing import closing_text
from healthclaims.learner.history import History
from healthclaims.learner.outcomes import by_confidence, first_answers, outcomes, standing
from healthclaims.learner.schedule import RETURN_AFTER_DAYS, due
from healthclaims.maintain.simulated_learner import Learner, answer, history_of
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.forms import check_questions
from healthclaims.questions.question import CHOICE, CONTESTED_KIND, NOT_ATTEMPTED, NOT_YET, RIGHT
from healthclaims.questions.quiz_config import load_plan
from healthclaims.quiz.draw import build_deck
from healthclaims.widgets.printed import NOTHING_TO_ASK
from tests.course.from_the_data import word
from tests.helpers.kit import MONDAY, ROOT, answer_entry, days_later, wrong_choice

NAME = "semax/u46/certainty"  # its answer is "hedged"


def with_key(axis: str, key: str) -> str:
    """Find a question of practice on a single sentence with this answer."""
    found = (question(name) for name in all_questions())
    own = (q for q in found if q.kind == CHOICE and q.may_return and "check_" not in q.id)
    return next(q.id for q in own if (q.axis, q.key) == (axis, key))


def tell(*answers: tuple[str, str] | tuple[str, str, int]) -> str:
    """Plant answers in this order and give the closing sentence."""
    planted = (
        answer_entry(name, choice, sure=rest[0] if rest else 2) for name, choice, *rest in answers
    )
    return closing_text(outcomes(planted))


# ---------------------------------------------------------------- what is due


def test_students_are_told_the_days_after_which_a_missed_question_comes_back() -> None:
    words = {1: "one day", 7: "a week", 14: "two weeks"}
    first, *later = (words.get(days, f"{word(days)} days") for days in RETURN_AFTER_DAYS)
    lesson = (ROOT / "notebooks" / "10_my_progress.ipynb").read_text(encoding="utf-8")
    assert f"A question you missed comes back after {first}." in lesson
    assert f"it rests longer: {', '.join(later)}." in lesson
    assert ("from the next day on" in NOTHING_TO_ASK) == (RETURN_AFTER_DAYS[0] == 1)


def history(*answers: tuple[int, bool], name: str = NAME) -> History:
    """Plant answers to one question: on which day, and whether right."""
    key = question(name).key
    return History(
        tuple(
            answer_entry(name, key if right else wrong_choice(name), days_later(day))
            for day, right in answers
        ),
        1,
    )


def due_days(planted: History, until: int = 60) -> list[int]:
    return [day for day in range(until) if due(planted, days_later(day))]


def test_a_missed_question_is_due_from_the_next_day_on() -> None:
    assert due_days(history((0, False)), 5) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ([(0, False), (1, True)], 4),
        ([(0, False), (1, True), (4, True)], 11),
        ([(0, False), (1, True), (4, True), (11, True)], 25),
        ([(0, False), (6, True)], 9),
        ([(0, False), (1, True), (4, False)], 5),
        ([(0, False), (1, True), (4, False), (5, True)], 8),
    ],
    ids=["once right", "twice right", "three times right", "late", "missed again", "starts again"],
)
def test_each_right_answer_moves_it_on_to_the_next_rest(
    answers: list[tuple[int, bool]], first: int
) -> None:
    last = answers[-1][0]
    assert due_days(history(*answers), 60)[:1] != []
    assert min(day for day in due_days(history(*answers), 60) if day > last) == first


def test_after_the_last_step_it_rests() -> None:
    done = history((0, False), (1, True), (4, True), (11, True), (25, True))
    assert [day for day in due_days(done, 200) if day > 25] == []


def test_what_is_missed_again_after_its_rest_comes_back() -> None:
    done = history((0, False), (1, True), (4, True), (11, True), (25, True), (90, False))
    assert due(done, days_later(91)) == (NAME,)


def test_a_right_answer_before_the_day_it_is_due_moves_nothing() -> None:
    assert due(history((0, False), (0, True)), days_later(1)) == (NAME,)
    assert due_days(history((0, False), (1, True), (2, True)), 8) == [1, 4, 5, 6, 7]


def test_a_question_that_was_right_from_the_start_never_comes_back() -> None:
    assert due_days(history((0, True), (1, True))) == []


def test_what_is_answered_today_does_not_change_what_is_due_today() -> None:
    before = history((0, False))
    after = history((0, False), (1, True))
    assert due(before, days_later(1)) == due(after, days_later(1)) == (NAME,)


def test_what_has_waited_longest_comes_first() -> None:
    late, early = with_key("evidence", "people"), with_key("purpose", "guidance")
    entries = (
        *history((0, False), name=late).entries,
        *history((2, False), name=NAME).entries,
        *history((1, False), name=early).entries,
    )
    assert due(History(entries, 1), days_later(5)) == (late, early, NAME)


def test_contested_questions_and_amounts_never_come_back() -> None:
    names = [name for name in all_questions() if not question(name).may_return]
    assert any(question(name).kind == CONTESTED_KIND for name in names)
    assert "semax/u64/purpose" in names
    entries = tuple(answer_entry(name, question(name).options[-1].value) for name in names)
    assert due(History(entries, 1), days_later(9)) == ()


# ---------------------------------------------------------------- which answers count


def test_answers_to_the_check_are_passed_over_and_those_after_them_judged() -> None:
    of_check = sorted(check_questions())[0]
    given = [answer_entry(name, question(name).key) for name in (of_check, NAME)]
    assert [outcome.question.id for outcome in outcomes(given)] == [NAME]
    assert [outcome.question.id for outcome in outcomes(given, check=True)] == [of_check]


def test_in_a_lesson_the_first_answer_counts() -> None:
    judged = outcomes([answer_entry(NAME, "firm"), answer_entry(NAME, "hedged")])
    assert [outcome.right for outcome in judged] == [False, True]
    assert [outcome.right for outcome in first_answers(judged)] == [False]


def test_a_contested_answer_is_neither_right_nor_wrong() -> None:
    judged = outcomes([answer_entry("semax/u40/evidence", "animals_or_cells")])
    assert len(judged) == 1
    assert first_answers(judged) == []


def test_right_not_yet_and_not_attempted_are_three_outcomes() -> None:
    names = [
        "semax/u46/certainty",
        "semax/u37/certainty",
        "semax/u49/purpose",
        "semax/u40/evidence",
    ]
    judged = outcomes([answer_entry(names[0], "hedged"), answer_entry(names[1], "hedged")])
    assert standing(map(question, names), judged) == {RIGHT: 1, NOT_YET: 1, NOT_ATTEMPTED: 1}
    assert standing(map(question, names), []) == {RIGHT: 0, NOT_YET: 0, NOT_ATTEMPTED: 3}


def test_answers_are_counted_by_how_sure_they_were() -> None:
    planted = [
        answer_entry("semax/u46/certainty", "hedged", sure=3),
        answer_entry("semax/u37/certainty", "hedged", sure=3),
        answer_entry("semax/u49/purpose", "guidance", sure=1),
        answer_entry("semax/u49/purpose", "marketing", sure=2),
        answer_entry("semax/u40/evidence", "not_stated", sure=3),
        answer_entry("semax/u39/evidence", "animals_or_cells", sure=0),
    ]
    assert by_confidence(outcomes(planted)) == {
        "a guess": (1, 1),
        "fairly sure": (0, 0),
        "certain": (1, 2),
    }


# ---------------------------------------------------------------- the closing sentence


def test_without_scored_answers_nothing_is_said() -> None:
    assert tell() == ""
    assert tell(("semax/u40/evidence", "not_stated")) == ""


def test_whoever_had_everything_right_hears_only_that() -> None:
    names = [with_key("fit", key) for key in ("fits", "goes_further", "undersells")]
    names += [with_key("certainty", key) for key in ("hedged", "firm")]
    said = tell(*((name, question(name).key, 3) for name in names))
    assert said == "At the first try you had 5 of 5 right."


def test_what_was_found_is_counted_for_the_kind_that_came_up_most() -> None:
    hedged = [
        n for n in all_questions() if question(n).kind == CHOICE and question(n).key == "hedged"
    ]
    said = tell((hedged[0], "hedged"), (hedged[1], "firm"), (hedged[2], "hedged"))
    assert "At the first try you had 2 of 3 right." in said
    assert "You found 2 of the 3 sentences that leave room for doubt." in said


def test_a_trusting_history_is_told_so() -> None:
    names = [n for n in all_questions() if question(n).key == "goes_further"][:3]
    assert "Once you trusted wording that went further than its evidence." in tell(
        (names[0], "fits"), (names[1], "goes_further")
    )
    assert "Twice you trusted wording" in tell((names[0], "fits"), (names[1], "undersells"))
    assert "Three times you trusted wording" in tell(*((name, "fits") for name in names))


def test_a_suspicious_history_is_told_so() -> None:
    names = [n for n in all_questions() if question(n).key == "fits"][:4]
    assert "Once you doubted wording that had earned its tone." in tell((names[0], "goes_further"))
    assert "4 times you doubted wording" in tell(*((name, "goes_further") for name in names))


LEANS = {
    ("goes_further", "fits"): "trusted",
    ("goes_further", "undersells"): "trusted",
    ("fits", "goes_further"): "doubted",
    ("undersells", "goes_further"): "doubted",
}


@pytest.mark.parametrize("key", ["fits", "goes_further", "undersells"])
@pytest.mark.parametrize("choice", ["fits", "goes_further", "undersells"])
def test_a_lean_is_told_only_where_the_sentence_about_it_is_true(key: str, choice: str) -> None:
    said = tell((with_key("fit", key), choice))
    expected = LEANS.get((key, choice))
    for lean in ("trusted", "doubted"):
        assert (lean in said) == (lean == expected), said


def test_certain_answers_that_were_missed_are_worth_reading_again() -> None:
    one = tell((NAME, "firm", 3), ("semax/u49/purpose", "guidance", 3))
    assert "You were certain of 1 answer that is not right" in one
    two = tell((NAME, "firm", 3), ("semax/u49/purpose", "marketing", 3))
    assert "You were certain of 2 answers that are not right" in two
    assert "certain of" not in tell((NAME, "firm", 2), ("semax/u49/purpose", "guidance", 3))


def test_only_first_answers_are_told() -> None:
    said = tell((NAME, "hedged"), (NAME, "firm", 3))
    assert said == "You had it right at the first try."


# ---------------------------------------------------------------- pretend learners


def planted(learner: Learner, quiz: tuple[str, str] = ("03_hedged_or_firm", "fit")) -> str:
    """Let a pretend learner answer one quiz and give the closing sentence."""
    draw = random.Random(learner.seed)
    entries = []
    for asked in build_deck(load_plan(*quiz), History((), learner.seed), MONDAY).questions:
        choice, sure = answer(learner, asked, draw)
        entries.append(answer_entry(asked.id, choice, sure=sure))
    return closing_text(outcomes(entries))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("lean", "word"), [("trusting", "trusted"), ("suspicious", "doubted")])
def test_a_planted_lean_is_what_the_learner_is_told(lean: str, word: str, seed: int) -> None:
    assert word in planted(Learner("x", 0.0, lean, seed))


def test_a_pretend_learner_who_knows_everything_has_everything_right() -> None:
    done = history_of(Learner("x", 1.0, "trusting", 5))
    judged = outcomes(entry for entries in done.values() for entry in entries)
    assert all(outcome.right for outcome in judged if outcome.question.is_scored)


def test_pretend_learners_do_the_same_every_time() -> None:
    learner = Learner("x", 0.6, "", 5)
    assert history_of(learner) == history_of(learner)
    assert history_of(learner) != history_of(Learner("x", 0.6, "", 6))
    assert history_of(learner) != history_of(Learner("y", 0.6, "", 5))


def test_a_pretend_learner_works_one_lesson_a_day_until_the_day_before() -> None:
    end = date(2026, 5, 1)
    done = history_of(Learner("x", 0.6, "", 5), end)
    days = [sorted({entry.day for entry in entries}) for entries in done.values()]
    assert all(len(found) == 1 for found in days)
    assert [found[0] for found in days] == sorted(found[0] for found in days)
    assert (end - days[-1][0]).days == 1
    assert MONDAY not in days


def test_skill_shows_in_how_many_are_right() -> None:
    def share(skill: float) -> float:
        judged = [
            outcome
            for seed in range(4)
            for entries in history_of(Learner("x", skill, "", seed)).values()
            for outcome in scored(outcomes(entries))
        ]
        return sum(outcome.right for outcome in judged) / len(judged)

    def scored(judged: Iterable) -> list:
        return [outcome for outcome in judged if outcome.question.is_scored]

    assert share(0.0) < 0.5 < share(0.9)
