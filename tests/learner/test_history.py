"""What a history tells of the past: other days, fresh starts, and which check came first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from healthclaims.learner.entries import HEADER, RESTART, Entry
from healthclaims.learner.history import History, draw_form, read_files, read_logs
from tests.helpers.kit import MONDAY, answer_entry, days_later

LESSON = "02_animal_or_human"


def answer(**fields: str) -> Entry:
    return replace(answer_entry("semax/u40/certainty", "hedged", lesson=LESSON), **fields)


def restart(**fields: str) -> Entry:
    return replace(answer(), kind=RESTART, **fields)


@pytest.mark.parametrize(("days", "is_past"), [(-1, True), (0, False), (1, False), (2, True)])
def test_today_and_tomorrow_are_not_past_and_a_clock_far_ahead_is(days: int, is_past: bool) -> None:
    made = answer_entry("semax/u40/certainty", "hedged", days_later(days))
    assert History((made,), 1).before(MONDAY).entries == ((made,) if is_past else ())


def test_a_quiz_was_restarted_once_it_was_started_again_after_an_answer() -> None:
    for entries, was_restarted in (
        ((), False),
        ((answer(),), False),
        ((restart(),), False),
        ((restart(), answer()), False),
        ((answer(), restart()), True),
        ((answer(), restart(), answer()), True),
    ):
        found = History(entries, 1).was_restarted(LESSON, "check", MONDAY)
        assert found == was_restarted, entries


def test_a_fresh_start_of_another_quiz_or_lesson_or_day_is_none_of_this_one() -> None:
    yesterday = "2026-03-01T09:00:00+01:00"
    for other in (
        {"quiz": "pairs"},
        {"lesson": "03_hedged_or_firm"},
        {"time": yesterday},
    ):
        history = History((answer(**other), restart(**other), answer()), 1)
        assert not history.was_restarted(LESSON, "check", MONDAY), other


def test_a_learner_without_a_stored_form_keeps_the_one_drawn_for_the_seed() -> None:
    # Another draw would show older learners the form again that they have done already.
    assert "".join(draw_form(seed)[-1] for seed in range(16)) == "baaabababbaaabab"


def header(time: str, seed: int, form: str = "") -> bytes:
    return Entry(HEADER, f"head-{seed}", time, LESSON, seed=seed, form=form).as_line()


def test_seed_and_form_are_those_of_the_earliest_header_that_names_them() -> None:
    first = header("2026-03-01T09:00:00+01:00", 5)
    second = header("2026-03-02T09:00:00+01:00", 6, "form_b")
    third = header("2026-03-03T09:00:00+01:00", 7, "form_a")
    history = read_logs([("late", third), ("early", first), ("next", second)])
    assert (history.seed, history.form) == (5, "form_b")
    assert (read_logs([("early", first)]).form, read_logs([]).seed) == ("", 0)


def test_a_file_that_cannot_be_read_costs_none_of_the_files_after_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").mkdir()
    (tmp_path / "b.jsonl").write_bytes(answer().as_line())
    history = read_files([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
    assert [found.question for found in history.entries] == ["semax/u40/certainty"]
    assert [told.startswith("a.jsonl could not be read") for told in history.damaged] == [True]
