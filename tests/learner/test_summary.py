"""The report: the same for the same answers, and true in every number it tells."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE_NOW
from healthclaims.learner.entries import Entry
from healthclaims.learner.history import History, read_history
from healthclaims.learner.response_bias import LEAST_ANSWERS, response_bias
from healthclaims.learner.summary import Count, Summary, lesson_title, summarize
from healthclaims.learner.wording import (
    TOO_FEW,
    axis_sentences,
    bias_sentences,
    confidence_sentences,
    due_sentences,
    solid_sentences,
    work_sentences,
)
from healthclaims.maintain.simulated_learner import EXAMPLE, Learner, history_of
from healthclaims.questions.bank import question
from healthclaims.questions.forms import load_forms
from tests.helpers.kit import MONDAY, answer_entry, days_later, wrong_choice

NAME = "semax/u46/certainty"  # its answer is "hedged"
SURE = {"a guess": (0, 0), "fairly sure": (0, 0), "certain": (0, 0)}


def report(*answers: tuple[int, str, bool], today: int = 30) -> Summary:
    """Plant answers (day, question, right) and add them up."""
    entries = [
        answer_entry(name, question(name).key if right else wrong_choice(name), days_later(day))
        for day, name, right in answers
    ]
    return summarize(History(tuple(entries), 1), days_later(today))


# ---------------------------------------------------------------- the same answers


@pytest.fixture
def done() -> list[Entry]:
    """All answers of a pretend learner over all lessons."""
    return [
        entry
        for entries in history_of(Learner("x", 0.6, "trusting", 3)).values()
        for entry in entries
    ]


TODAY = EXAMPLE_NOW.date()


def test_the_order_and_number_of_files_change_nothing(home: Path, done: list[Entry]) -> None:
    expected = summarize(History(tuple(done), 7), TODAY)
    for attempt in range(3):
        mixed = list(done)
        random.Random(attempt).shuffle(mixed)
        folder = home / str(attempt)
        for number, entry in enumerate([*mixed, *mixed[:9]]):
            path = folder / entry.lesson / f"{(number * 7) % (attempt + 2)}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(entry.as_line())
        assert repr(summarize(read_history(folder), TODAY)) == repr(expected)


def test_the_learner_code_changes_nothing(done: list[Entry]) -> None:
    reports = []
    for code in ("blue-fox-7", "owl"):
        log = AnswerLog(code, "02_animal_or_human")
        for entry in done:
            log.add(entry)
        reports.append(summarize(AnswerLog(code, "10_my_progress").history, TODAY))
    assert repr(reports[0]) == repr(reports[1])


def test_the_seed_changes_nothing(done: list[Entry]) -> None:
    first, second = (summarize(History(tuple(done), seed), TODAY) for seed in (1, 2))
    assert repr(first) == repr(second)


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Lets a test move the machine to another time zone."""
    yield monkeypatch
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
@pytest.mark.parametrize("name", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_the_time_zone_of_the_machine_changes_nothing(
    zone: pytest.MonkeyPatch, done: list[Entry], name: str
) -> None:
    expected = repr(summarize(History(tuple(done), 1), TODAY))
    zone.setenv("TZ", name)
    time.tzset()
    assert os.environ["TZ"] == name
    assert repr(summarize(History(tuple(done), 1), TODAY)) == expected


@pytest.mark.parametrize("hours", [-11, -5, 3, 12])
def test_the_same_clock_times_in_another_zone_give_the_same_report(
    done: list[Entry], hours: int
) -> None:
    moved = [
        replace(
            entry,
            time=datetime.fromisoformat(entry.time)
            .replace(tzinfo=timezone(timedelta(hours=hours)))
            .isoformat(),
        )
        for entry in done
    ]
    expected = summarize(History(tuple(done), 1), TODAY)
    assert repr(summarize(History(tuple(moved), 1), TODAY)) == repr(expected)


# ---------------------------------------------------------------- what became of a question


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([(0, True)], Count(first=1)),
        ([(0, False)], Count(still_open=1)),
        ([(0, False), (0, True)], Count(still_open=1)),
        ([(0, False), (1, True)], Count(later=1)),
        ([(0, False), (1, False), (1, True)], Count(still_open=1)),
        ([(0, False), (1, True), (4, False)], Count(still_open=1)),
        ([(0, True), (3, True)], Count(first=1)),
        ([(0, True), (3, False)], Count(still_open=1)),
        ([(0, True), (3, False), (4, True)], Count(later=1)),
        ([(0, True), (0, False)], Count(first=1)),
    ],
)
def test_the_first_answer_of_each_day_says_what_became_of_a_question(
    answers: list[tuple[int, bool]], expected: Count
) -> None:
    found = report(*((day, NAME, right) for day, right in answers))
    assert found.total == expected
    assert found.kinds == {("How sure is the wording?", "Leaves room for doubt"): expected}


def test_questions_are_counted_by_what_they_ask_and_by_the_right_answer() -> None:
    found = report(
        (0, NAME, True),
        (0, "pair/c1/certainty", True),
        (0, "semax/u14+u16/headline_vs_body", False),
        (0, "semax/u49/purpose", False),
    )
    assert list(found.kinds) == [
        ("How sure is the wording?", "Leaves room for doubt"),
        ("How sure is the wording?", "Two versions side by side"),
        ("Telling or selling?", "Helps you act safely"),
        ("Heading and text", ""),
    ]


WRITTEN = """
[six_mistakes.m1]
source = "invented comment"
text = "A sentence."
prompt = "What now?"
key = "a"
rule = "A name"
why = "A reason."
options = [{ value = "a", text = "This" }, { value = "b", text = "That", mistake = "No." }]
"""


def test_written_questions_count_and_say_nothing_about_a_lean(data: Path) -> None:
    with (data / "questions.toml").open("a", encoding="utf-8") as file:
        file.write(WRITTEN)
    found = report((0, "written/m1/six_mistakes", False))
    assert found.kinds == {("02 Animal or human", ""): Count(still_open=1)}
    assert found.bias.answers == 0


def test_a_question_belongs_to_the_lesson_in_which_it_came_first() -> None:
    entries = (
        answer_entry(NAME, "firm", MONDAY, lesson="03_hedged_or_firm"),
        answer_entry(NAME, "firm", days_later(1), lesson="10_my_progress"),
    )
    found = summarize(History(entries, 1), days_later(2))
    assert found.lessons == {"03_hedged_or_firm": Count(still_open=1)}
    assert found.due == {"03_hedged_or_firm": 1}


def test_four_questions_and_at_most_one_in_five_open_make_a_kind_solid() -> None:
    assert Count(first=4).is_solid
    assert Count(first=2, later=2).is_solid
    assert Count(first=4, still_open=1).is_solid
    assert not Count(first=3).is_solid
    assert not Count(first=3, still_open=1).is_solid
    assert not Count(first=7, still_open=2).is_solid


def test_answers_to_changed_questions_are_counted_apart() -> None:
    entries = (answer_entry(NAME, "hedged"), answer_entry(NAME, "hedged", seen="0" * 12))
    found = summarize(History(entries, 1), days_later(1))
    assert (found.answers, found.not_counted, found.total.asked) == (1, 1, 1)
    assert "1 answer kept but not counted" in " ".join(work_sentences(found))


def test_answers_to_the_check_are_counted_apart_and_judged_nowhere() -> None:
    asked = load_forms()["form_a"].questions[:2]
    entries = tuple(answer_entry(q.id, q.key) for q in asked)
    found = summarize(History((*entries, answer_entry(NAME, "firm")), 1), days_later(1))
    assert (found.answers, found.check_answers, found.not_counted) == (1, 2, 0)
    assert (found.total.asked, found.bias.answers) == (1, 1)
    assert "2 answers to the check before and after the course are not among" in " ".join(
        work_sentences(found)
    )


def test_days_are_counted_once() -> None:
    found = report((0, NAME, True), (0, "semax/u49/purpose", True), (2, NAME, True))
    assert (found.answers, found.days) == (3, 2)
    assert work_sentences(found)[0] == "You gave 3 answers on 2 days."


def test_without_answers_everything_is_empty_and_nothing_fails() -> None:
    found = summarize(History((), 0), MONDAY)
    assert (found.answers, found.total, found.due, found.coming) == (0, Count(), {}, None)
    said = [
        *work_sentences(found),
        *solid_sentences(found),
        *due_sentences(found),
        *confidence_sentences(found.sure),
    ]
    said += bias_sentences(found.bias)
    assert all(said)


def test_a_lesson_is_called_by_its_number_and_plain_name() -> None:
    assert lesson_title("02_animal_or_human") == "02 Animal or human"
    assert lesson_title("odd") == "odd"


# ---------------------------------------------------------------- what comes back


def test_what_comes_back_today_and_next_is_told_with_its_day() -> None:
    missed = ("semax/u46/certainty", "semax/u49/purpose", "pair/e6/evidence")
    planted = [(0, name, False) for name in missed[:2]] + [(2, missed[2], False)]
    said = due_sentences(report(*planted, today=2))
    assert said == ["2 questions come back today.", "1 more comes on Thursday, 5 March."]
    assert due_sentences(report((0, NAME, False), (1, NAME, True), today=2)) == [
        "Nothing comes back today.",
        "1 comes on Friday, 6 March.",
    ]
    assert due_sentences(report((0, NAME, True))) == [
        "Nothing comes back today.",
        "You have nothing waiting on later days either.",
    ]


def test_what_was_answered_today_stays_in_the_count_and_is_told() -> None:
    planted = [(0, NAME, False), (0, "semax/u49/purpose", False)]
    one = report(*planted, (1, NAME, True), today=1)
    assert (one.due, one.due_done) == ({"02_animal_or_human": 2}, 1)
    assert due_sentences(one)[1] == "1 of them you have answered today."
    both = report(*planted, (1, NAME, True), (1, "semax/u49/purpose", False), today=1)
    assert due_sentences(both)[1] == "You have answered all of them today."


# ---------------------------------------------------------------- how sure, how right


def sure(certain: tuple[int, int] = (0, 0), guess: tuple[int, int] = (0, 0)) -> str:
    return " ".join(confidence_sentences({**SURE, "certain": certain, "a guess": guess}))


def test_surer_than_right_is_told_only_where_it_is_hardly_chance() -> None:
    assert "You were surer than right: of 8 answers you were certain of, 3" in sure((3, 8))
    assert "surer than right:" not in sure((4, 8))
    assert "surer than right:" not in sure((2, 7))
    # Either side of what four right answers in five would give by chance.
    assert "surer than right:" not in sure((28, 40))
    assert "surer than right:" in sure((27, 40))


def test_righter_than_sure_is_told_only_where_it_is_hardly_chance() -> None:
    assert "You know more than you think: of 8 answers you called a guess, 7" in sure(guess=(7, 8))
    assert "more than you think" not in sure(guess=(6, 8))
    assert "more than you think" not in sure(guess=(7, 7))


def test_a_feeling_that_is_worth_something_is_told_with_its_numbers() -> None:
    said = sure((12, 13), (2, 8))
    assert said.startswith("When you were certain, 12 of 13 answers were right; when you guessed, ")
    assert "worth something" in said
    assert "worth something" not in sure((8, 9), (5, 8))


def test_of_few_answers_nothing_is_said_about_being_sure() -> None:
    assert sure((7, 7), (7, 7)).startswith(TOO_FEW)
    assert sure((7, 8), (5, 8)).startswith("So far there is no clear sign")


# ---------------------------------------------------------------- telling apart, and leaning


def answers(evidence: str, purpose: str, fit: str, each: int = 4) -> list[tuple[str, str, str]]:
    """Give every label equally often, answered always the same; empty means answered right."""
    keys = {
        "evidence": ("people", "animals_or_cells", "not_stated"),
        "purpose": ("marketing", "guidance", "information"),
        "fit": ("fits", "goes_further", "undersells"),
    }
    always = {"evidence": evidence, "purpose": purpose, "fit": fit}
    return [
        (axis, key, always[axis] or key) for axis in keys for key in keys[axis] for _ in range(each)
    ]


def lean(*chosen: str) -> str:
    return " ".join(bias_sentences(response_bias(answers(*chosen))))


def test_a_lean_is_told_with_the_counts_on_both_sides() -> None:
    said = lean("not_stated", "marketing", "goes_further")
    assert "You lean towards doubt. Doubted too much: 20 times. Trusted too much: not once." in said
    said = lean("people", "information", "fits")
    assert "You lean towards trust. Trusted too much: 16 times. Doubted too much: not once." in said


def test_whoever_tells_apart_without_a_lean_hears_both() -> None:
    assert "more than guessing. No clear lean" in lean("", "", "")


def test_a_guesser_hears_neither_skill_nor_lean() -> None:
    planted = [
        (axis, key, answer)
        for axis, key, _ in answers("", "", "", 1)
        for name, answer, _ in answers("", "", "", 1)
        if name == axis
    ]
    said = " ".join(bias_sentences(response_bias(planted)))
    assert "cannot be told from guesses yet" in said
    assert "lean" not in said


def test_too_few_answers_are_called_that_with_the_number_it_takes() -> None:
    few = bias_sentences(response_bias(answers("", "", "")[:5]))
    assert few == [f"{TOO_FEW} So far 5 answers can be used for this; it takes {LEAST_ANSWERS}."]


def test_each_type_is_told_with_its_counts_or_not_at_all() -> None:
    tallies = response_bias(answers("people", "", "")).tallies
    said = " ".join(axis_sentences(tallies["evidence"]))
    assert "You found 4 of the 4 sentences that name people" in said
    assert "You also saw people in 8 of the 8 others." in said
    assert "cannot be told from guessing yet" in said
    assert "you more often see people where none are named" in said
    assert "a push in none of the 8 others. That is more than guessing." in " ".join(
        axis_sentences(tallies["purpose"])
    )
    assert axis_sentences(tallies["certainty"]) == [TOO_FEW]


def test_the_example_learner_is_not_told_the_opposite_of_what_was_planted() -> None:
    entries = [entry for found in history_of(EXAMPLE).values() for entry in found]
    found = summarize(History(tuple(entries), EXAMPLE.seed), TODAY)
    assert EXAMPLE.direction == "trusting"
    assert found.bias.direction != "suspicious"


def test_no_sentence_uses_the_words_of_statistics() -> None:
    everything = [
        *(lean(*chosen) for chosen in (("", "", ""), ("people",) * 3, ("not_stated",) * 3)),
        sure((3, 8), (7, 8)),
        sure(),
    ]
    for word in ("d'", "d′", "criterion", "axis", "bias", "signal", "calibrat", "statistic"):
        assert word not in " ".join(everything).lower()


def test_what_was_missed_today_comes_tomorrow() -> None:
    said = due_sentences(report((0, NAME, False), today=0))
    assert said == ["Nothing comes back today.", "1 comes on Tuesday, 3 March."]


def test_what_was_put_right_today_comes_after_three_days() -> None:
    said = due_sentences(report((0, NAME, False), (1, NAME, True), today=1))
    assert said[1:] == ["You have answered all of them today.", "1 more comes on Friday, 6 March."]
