"""A clock that is put back, or was wrong for a while, changes neither first nor last answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import RESTART, Entry, entry_from, in_order, instant
from healthclaims.learner.history import read_history
from healthclaims.learner.outcomes import first_answers, outcomes
from healthclaims.learner.schedule import due, schedule
from healthclaims.questions.bank import question
from healthclaims.questions.quiz_config import load_plan
from healthclaims.quiz.draw import build_deck
from tests.helpers.kit import MONDAY, answer_entry, days_later, wrong_choice

LESSON = "02_animal_or_human"
NAME = "semax/u46/certainty"
KEY = question(NAME).key
NOON = datetime.fromisoformat("2026-03-02T12:00:00+01:00")


def given_at(moment: datetime, *, right: bool) -> Entry:
    """An answer as a clock dated it."""
    made = answer_entry(NAME, KEY if right else wrong_choice(NAME))
    return replace(made, id=f"at {moment}", time=moment.isoformat(timespec="milliseconds"))


def given_one_after_the_other(*moments: datetime) -> AnswerLog:
    """Give a wrong answer first, then right ones; each moment is what the clock said."""
    log = AnswerLog("me", LESSON)
    for place, moment in enumerate(moments):
        assert log.add(log.in_order(given_at(moment, right=place > 0))).ok
    return log


@pytest.mark.parametrize("jump", [timedelta(minutes=5), timedelta(days=1), timedelta(days=20_000)])
def test_the_first_answer_stays_first_and_the_last_last_when_the_clock_is_put_back(
    home: Path, jump: timedelta
) -> None:
    given = given_one_after_the_other(NOON, NOON - jump, NOON - jump + timedelta(minutes=1))
    for history in (given.history, read_history(home / "answers" / "me")):
        assert [outcome.right for outcome in outcomes(history.answers())] == [False, True, True]
        (first,) = first_answers(outcomes(history.answers()))
        assert not first.right


def test_another_notebook_opened_after_the_clock_was_put_back_comes_after_all_others(
    home: Path,
) -> None:
    given_one_after_the_other(NOON)
    later = AnswerLog("me", "03_hedged_or_firm")
    later.add(later.in_order(given_at(NOON - timedelta(hours=3), right=True)))
    history = read_history(home / "answers" / "me")
    assert [outcome.right for outcome in outcomes(history.answers())] == [False, True]


def test_nothing_is_added_to_the_log_as_long_as_the_clock_goes_forward(home: Path) -> None:
    given_one_after_the_other(NOON, NOON + timedelta(milliseconds=1))
    (path,) = (home / "answers").rglob("*.jsonl")
    assert "order" not in path.read_text(encoding="utf-8")


def test_an_answer_that_had_to_wait_keeps_the_place_where_it_was_given(home: Path) -> None:
    log = AnswerLog("me", LESSON)
    waiting = given_at(NOON, right=False)
    log.add(given_at(NOON + timedelta(minutes=1), right=True))
    log.add(waiting)
    history = read_history(home / "answers" / "me")
    assert [outcome.right for outcome in outcomes(history.answers())] == [False, True]


def test_a_fresh_start_stays_after_the_answers_it_puts_aside(home: Path) -> None:
    log = given_one_after_the_other(NOON, NOON + timedelta(minutes=1))
    early = (NOON - timedelta(minutes=5)).isoformat()
    quiz = log.history.entries[0].quiz
    log.add(log.in_order(Entry(RESTART, "again", early, LESSON, quiz)))
    assert [entry.kind for entry in read_history(home / "answers" / "me").entries][-1] == RESTART


def test_an_order_from_a_damaged_line_is_refused_with_what_it_should_be() -> None:
    line = {**vars(given_at(NOON, right=True)), "order": -1}
    with pytest.raises(ValueError, match="order is not a whole number from 0"):
        entry_from(line)


def test_an_order_at_its_very_end_still_makes_a_line_that_can_be_read() -> None:
    last = replace(given_at(NOON, right=True), order=10**15)
    after = in_order(given_at(NOON, right=True), instant(last)[0])
    assert entry_from(vars(after)) == after


# ---------------------------------------------------------------- days


def missed_on(day: date) -> AnswerLog:
    log = AnswerLog("me", LESSON)
    log.add(answer_entry(NAME, wrong_choice(NAME), day))
    return log


def test_what_was_missed_on_a_day_to_come_is_due_at_once() -> None:
    history = missed_on(days_later(400)).history
    assert due(history, MONDAY) == (NAME,)
    assert schedule(history, MONDAY) == {NAME: MONDAY}


def test_once_right_after_that_it_moves_on_like_any_other() -> None:
    log = missed_on(days_later(400))
    log.add(log.in_order(answer_entry(NAME, KEY, MONDAY)))
    days = [day for day in range(6) if due(log.history, days_later(day))]
    assert days == [0, 3, 4, 5]


def test_what_was_answered_on_a_day_to_come_is_not_drawn_as_if_it_were_new() -> None:
    plan = load_plan(LESSON, "practice")
    log = AnswerLog("me", LESSON)
    for asked in build_deck(plan, log.history, MONDAY).questions:
        log.add(answer_entry(asked.id, asked.key or asked.options[0].value, days_later(400)))
    answered = {entry.question for entry in log.history.answers()}
    again = {asked.id for asked in build_deck(plan, log.history, MONDAY).questions}
    assert not answered & again


def test_a_page_whose_day_has_begun_earlier_than_the_servers_draws_no_new_questions() -> None:
    plan = load_plan(LESSON, "practice")
    log = AnswerLog("me", LESSON)
    drawn = build_deck(plan, log.history, MONDAY).questions
    for asked in drawn:
        log.add(answer_entry(asked.id, asked.options[0].value, days_later(1)))
    assert build_deck(plan, log.history, MONDAY).questions == drawn
