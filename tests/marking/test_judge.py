"""The rules by which answers are marked: pure functions, the same for both ways of marking."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.assignments.assignment import MARKED_QUIZ
from healthclaims.learner.entries import ANSWER, LABEL, NOTE, RESTART, Entry
from healthclaims.marking.judge import CHANGED, Result, mark, remarks
from healthclaims.marking.key import Key
from healthclaims.questions.question import NOT_ATTEMPTED, NOT_YET, RIGHT
from tests.helpers.classwork import key_of, wrong_answer

KEY, REWRITE = key_of("a1_who_was_studied"), key_of("a5_rewrite")
FIRST, SECOND, *_ = KEY.assignment.questions
RIGHT_ONE, WRONG_ONE = FIRST.key, wrong_answer(KEY, FIRST)


def answer(choice: str, **fields: object) -> Entry:
    """Give an answer to the first question."""
    made = Entry(
        ANSWER,
        "made",
        "2026-10-05T09:00:00+02:00",
        KEY.assignment.name,
        MARKED_QUIZ,
        FIRST.id,
        FIRST.seen,
        choice,
        2,
    )
    # Fields of any type go through here, which the type of replace cannot say.
    return replace(made, **fields)  # type: ignore[arg-type] - fields of any kind


def first(*entries: Entry, key: Key = KEY) -> tuple[str, str, int]:
    """Mark some entries and tell what became of the first question."""
    marked = mark(key, entries, {}).marked[0]
    return marked.outcome, marked.chosen, marked.points


def test_a_right_answer_gets_the_points_of_the_question() -> None:
    assert first(answer(RIGHT_ONE)) == (RIGHT, RIGHT_ONE, 1)
    worth = {**KEY.assignment.points, FIRST.id: 7}
    key = replace(KEY, assignment=replace(KEY.assignment, points=worth))
    assert first(answer(RIGHT_ONE), key=key) == (RIGHT, RIGHT_ONE, 7)
    assert mark(key, [answer(RIGHT_ONE)], {}).points == 7


def test_a_wrong_answer_gets_none_and_is_kept() -> None:
    assert first(answer(WRONG_ONE)) == (NOT_YET, WRONG_ONE, 0)


def test_without_an_answer_a_question_is_not_attempted() -> None:
    assert first() == (NOT_ATTEMPTED, "", 0)


def test_a_question_without_an_answer_is_worth_what_it_was_and_nobody_was_sure() -> None:
    worth = {**KEY.assignment.points, FIRST.id: 7}
    key = replace(KEY, assignment=replace(KEY.assignment, points=worth))
    marked = mark(key, (), {}).marked[0]
    assert (marked.sure, marked.points, marked.possible) == (0, 0, 7)


def test_the_last_answer_counts() -> None:
    assert first(answer(WRONG_ONE), answer(RIGHT_ONE)) == (RIGHT, RIGHT_ONE, 1)
    assert first(answer(RIGHT_ONE), answer(WRONG_ONE)) == (NOT_YET, WRONG_ONE, 0)


@pytest.mark.parametrize("sure", [0, 1, 2, 3])
def test_how_sure_somebody_is_costs_nothing_and_gives_nothing(sure: int) -> None:
    marked = mark(KEY, [answer(RIGHT_ONE, sure=sure)], {}).marked[0]
    assert (marked.points, marked.sure) == (1, sure)


def test_an_answer_to_other_words_is_told_and_not_counted() -> None:
    assert first(answer(RIGHT_ONE, seen="0" * 12)) == (CHANGED, "", 0)


def test_an_answer_to_the_words_of_now_counts_whatever_was_answered_to_others_later() -> None:
    old = answer(WRONG_ONE, seen="0" * 12)
    assert first(old, answer(RIGHT_ONE)) == first(answer(RIGHT_ONE), old) == (RIGHT, RIGHT_ONE, 1)


@pytest.mark.parametrize("choice", ["", "peeple", "PEOPLE", "people|not_stated"])
def test_an_answer_that_is_none_of_the_choices_does_not_count(choice: str) -> None:
    assert first(answer(choice)) == (CHANGED, "", 0)
    assert first(answer(RIGHT_ONE), answer(choice)) == (RIGHT, RIGHT_ONE, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"lesson": "a2_how_sure"},
        {"lesson": ""},
        {"quiz": "practice"},
        {"kind": NOTE},
        {"kind": LABEL},
        {"kind": RESTART},
        {"question": SECOND.id},
        {"question": FIRST.id.upper()},
    ],
)
def test_what_was_done_elsewhere_does_not_count(fields: dict[str, str]) -> None:
    assert first(answer(RIGHT_ONE, **fields)) == (NOT_ATTEMPTED, "", 0)


def test_where_a_note_says_so_a_second_answer_counts() -> None:
    accepted = {**KEY.accepted, FIRST.id: frozenset({RIGHT_ONE, WRONG_ONE})}
    key = replace(KEY, accepted=accepted, notes={FIRST.id: "Both were argued."})
    assert first(answer(WRONG_ONE), key=key) == (RIGHT, WRONG_ONE, 1)


def test_questions_keep_the_order_of_the_assignment_and_are_counted() -> None:
    entries = [
        answer(asked.key, question=asked.id, seen=asked.seen)
        for asked in reversed(KEY.assignment.questions[3:])
    ]
    result = mark(KEY, entries, {})
    assert [item.question for item in result.marked] == list(KEY.assignment.questions)
    assert (result.answered, result.points) == (12, 12)


def test_written_answers_are_kept_in_the_order_of_the_tasks_with_what_was_found() -> None:
    claim = "Aldermoss gel might help a sprained ankle, but so far it has been tested on ponies."
    result = mark(REWRITE, (), {"nails": " word " * 46, "ankles": f"\n{claim}\n", "other": "x"})
    assert result.key is REWRITE
    assert [written.task for written in result.written] == list(REWRITE.assignment.tasks)
    ankles, socks, nails = result.written
    assert (ankles.text, socks.text, nails.words) == (claim, "", 46)
    assert ankles.remarks
    assert socks.remarks == ()
    assert nails.remarks[0] == "It has 46 words; at most 45 were asked for."
    assert result.points == 0


def test_a_model_answer_is_never_found_wanting_by_the_automatic_check() -> None:
    for task in REWRITE.assignment.tasks:
        for model in REWRITE.guides[task.id].models:
            found = remarks(REWRITE, task, model.text)
            assert not [line for line in found if "at most" in line], found


ENTRIES = st.lists(
    st.builds(
        answer,
        st.sampled_from([RIGHT_ONE, WRONG_ONE, "", "x"]),
        seen=st.sampled_from([FIRST.seen, "0" * 12]),
        question=st.sampled_from([FIRST.id, SECOND.id, "x"]),
        sure=st.integers(0, 3),
    ),
    max_size=8,
)


@given(ENTRIES)
def test_whatever_was_done_points_are_within_bounds_and_the_same_each_time(
    entries: list[Entry],
) -> None:
    result: Result = mark(KEY, entries, {})
    assert result == mark(KEY, entries, {})
    assert 0 <= result.points <= result.answered <= 2
    for item in result.marked:
        assert item.points in (0, item.possible)
        assert (item.chosen == "") == (item.outcome in (NOT_ATTEMPTED, CHANGED))


@given(ENTRIES, ENTRIES)
def test_an_answer_after_all_others_decides_alone(before: list[Entry], after: list[Entry]) -> None:
    elsewhere = [entry for entry in after if entry.question != FIRST.id]
    assert first(*before, answer(RIGHT_ONE), *elsewhere) == (RIGHT, RIGHT_ONE, 1)


def test_only_the_beginning_of_a_very_long_answer_is_checked_for_words() -> None:
    task = REWRITE.assignment.tasks[0]
    model = REWRITE.guides[task.id].models[0].text
    text = f"{model} " + "word " * 1_000 + "children"
    found = remarks(REWRITE, task, text)
    count = len(text.split())
    assert found[0] == f"It has {count} words; at most {task.most_words} were asked for."
    assert found[1] == "Only the first 2,000 letters were checked for words."
    assert not [line for line in found[1:] if "there is room for" in line or "children" in line]
    assert not [line for line in remarks(REWRITE, task, model) if "letters" in line]
