"""The check before and after the course: which form, what is told, and when."""

from __future__ import annotations

import functools
import json
import random
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.before_after import (
    Check,
    read_check,
    result_sentences,
    usual_difference,
)
from healthclaims.learner.entries import HEADER, Entry
from healthclaims.learner.history import History, read_history
from healthclaims.learner.outcomes import outcomes
from healthclaims.learner.schedule import due
from healthclaims.questions.forms import (
    BLOCKS,
    FORM_NAMES,
    WHOLE,
    check_questions,
    load_forms,
)
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import build_deck
from tests.helpers.kit import MONDAY, answer_entry, days_later, set_each_learner, wrong_choice

BEFORE, AFTER = (plan for plan in load_plans().values() if plan.form)


def planted(
    wrong_before: int = 0,
    wrong_after: int = 0,
    *,
    answered_after: int = 18,
    block: int = BLOCKS[0],
) -> History:
    """Plant both rounds with so many wrong answers each, the first questions of the round."""
    history = History((), 7, form="form_b", logged_block=block)
    entries: list[Entry] = []
    for plan, wrong, count, day in (
        (BEFORE, wrong_before, 18, MONDAY),
        (AFTER, wrong_after, answered_after, days_later(20)),
    ):
        asked = build_deck(plan, history, day).questions
        for place, item in enumerate(asked[:count]):
            choice = wrong_choice(item.id) if place < wrong else item.key
            entries.append(answer_entry(item.id, choice, day, lesson=plan.lesson, quiz=plan.quiz))
    return replace(history, entries=tuple(entries))


def told(history: History) -> str:
    return "\n".join(result_sentences(read_check(history)))


# ---------------------------------------------------------------- which form, which block


def test_the_round_after_asks_the_same_block_of_the_form_that_was_not_asked_before() -> None:
    for seed in range(1, 40):
        history = History((), seed)
        asked = [build_deck(plan, history, MONDAY).questions for plan in (BEFORE, AFTER)]
        assert set(asked) == {load_forms()[name].block(history.block) for name in FORM_NAMES}
        assert [len(questions) for questions in asked] == [9, 9]


def test_each_block_of_each_form_comes_first_for_about_a_quarter_of_the_learners() -> None:
    drawn = (History((), seed) for seed in range(1, 2001))
    counts = Counter((history.forms[0], history.block) for history in drawn)
    assert len(counts) == 4
    assert all(425 <= count <= 575 for count in counts.values())


def test_a_class_is_asked_every_question_before_and_every_question_after() -> None:
    for plan in (BEFORE, AFTER):
        asked = {
            q.id
            for seed in range(40)
            for q in build_deck(plan, History((), seed), MONDAY).questions
        }
        assert asked == check_questions()


def test_where_the_teacher_wants_it_so_a_new_learner_is_asked_all_18_twice(data: Path) -> None:
    set_each_learner(data, 18)
    history = History((), 7)
    asked = [build_deck(plan, history, MONDAY).questions for plan in (BEFORE, AFTER)]
    assert set(asked) == {load_forms()[name].questions for name in FORM_NAMES}


@pytest.mark.parametrize("each", [9, 18])
def test_who_has_begun_keeps_their_number_of_questions_whatever_is_set_later(
    home: Path, data: Path, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_each_learner(data, each)
    log = AnswerLog("me", BEFORE.lesson)
    deck = build_deck(BEFORE, log.history, MONDAY).questions
    assert len(deck) == each
    log.add(answer_entry(deck[0].id, deck[0].key, lesson=BEFORE.lesson, quiz=BEFORE.quiz))
    other = shutil.copytree(data, home / "other")
    set_each_learner(other, 27 - each)
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(other))
    history = read_history(home / "answers" / "me")
    assert build_deck(BEFORE, history, MONDAY).questions == deck
    assert len(build_deck(AFTER, history, MONDAY).questions) == each


def test_the_form_that_came_first_stands_in_the_header_of_the_log(home: Path) -> None:
    log = AnswerLog("me", BEFORE.lesson)
    asked = build_deck(BEFORE, log.history, MONDAY).questions[0]
    log.add(answer_entry(asked.id, asked.key, lesson=BEFORE.lesson, quiz=BEFORE.quiz))
    (path,) = home.rglob("*.jsonl")
    header = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert asked in load_forms()[header["form"]].questions


@pytest.mark.parametrize("form", FORM_NAMES)
@pytest.mark.parametrize("block", [WHOLE, *BLOCKS])
def test_the_logged_form_and_block_hold_even_if_the_draw_should_change(
    home: Path, form: str, block: int
) -> None:
    folder = home / "answers" / "me" / "00_start_here"
    folder.mkdir(parents=True)
    head = Entry(HEADER, "h", "2026-03-02T09:00:00+00:00", seed=3, form=form, block=block)
    later = replace(head, id="i", time="2026-03-03T09:00:00+00:00", form="form_a", block=1)
    (folder / "1.jsonl").write_bytes(later.as_line())
    (folder / "2.jsonl").write_bytes(head.as_line())
    history = read_history(folder.parent)
    assert (history.forms[0], history.block) == (form, block)


@pytest.mark.parametrize(("form", "block"), [("form_z", 1), ("form_a", 7)])
def test_a_form_or_a_block_that_is_not_known_does_no_harm(form: str, block: int) -> None:
    history = History((), 3, form=form, logged_block=block)
    assert set(history.forms) == set(FORM_NAMES)
    assert history.block in BLOCKS


def test_an_old_log_names_no_block_and_is_read_with_its_18_answers(home: Path) -> None:
    head = (
        '{"kind":"header","id":"h","time":"2026-03-02T08:00:00+00:00","lesson":"00_start_here",'
        '"seed":7,"form":"form_b","schema":1}\n'
    )
    folder = home / "answers" / "me" / "00_start_here"
    folder.mkdir(parents=True)
    answers = planted(wrong_before=4, block=WHOLE).entries[:18]
    lines = b"".join(entry.as_line() for entry in answers)
    (folder / "1.jsonl").write_bytes(head.encode() + lines)
    history = read_history(folder.parent)
    check = read_check(history)
    assert (check.before.right, check.before.asked, check.before.is_complete) == (14, 18, True)
    after = build_deck(AFTER, history, MONDAY).questions
    assert after == load_forms()["form_a"].questions


# ---------------------------------------------------------------- what is told


@pytest.mark.parametrize(
    ("answered", "block", "asked"), [(0, 1, 9), (1, 2, 9), (8, 1, 9), (17, 0, 18)]
)
def test_nothing_is_told_before_both_rounds_are_done(answered: int, block: int, asked: int) -> None:
    text = told(planted(wrong_before=5, answered_after=answered, block=block))
    assert text == (
        f"Answered so far: {asked} of {asked} in the first round and {answered} of {asked} in the "
        "second round. The result is told when both are done; the next open question is in this "
        "lesson, above."
    )


def test_both_numbers_are_told_together_with_what_luck_alone_does() -> None:
    text = told(planted(wrong_before=5, wrong_after=3))
    assert "Before the course you had 4 of 9 right, after it 6 of 9." in text
    assert "Only 9 questions say little about one person." in text
    assert "seldom by more than 4" in text
    assert "can't tell how much you learned" in text


def test_all_18_questions_are_told_as_18() -> None:
    text = told(planted(wrong_before=9, wrong_after=6, block=WHOLE))
    assert "Before the course you had 9 of 18 right, after it 12 of 18." in text
    assert "Only 18 questions say little about one person." in text
    assert "seldom by more than 6" in text


@pytest.mark.parametrize(
    ("asked", "block", "wrong", "is_more"),
    [
        (18, WHOLE, 13, True),
        (18, WHOLE, 8, True),
        (18, WHOLE, 4, False),
        (9, 1, 6, True),
        (9, 2, 3, False),
    ],
)
def test_a_change_beyond_luck_is_called_one(
    asked: int, block: int, wrong: int, is_more: bool
) -> None:
    history = planted(wrong_before=wrong, block=block)
    usual = usual_difference(2 * asked - wrong, asked)
    assert (wrong > usual) == is_more
    assert ("more than luck usually" in told(history)) == is_more


def test_the_kind_of_question_missed_most_is_named_for_practice() -> None:
    history = planted()
    changed = [
        replace(entry, choice=wrong_choice(entry.question))
        if entry.quiz == AFTER.quiz and entry.question.endswith("/purpose")
        else entry
        for entry in history.entries
    ]
    text = told(replace(history, entries=tuple(changed)))
    assert "To practise next: “Telling or selling?” (lesson 04), with 0 of 3 right" in text
    assert "That is a hint, no more." in text
    assert "lesson 02" not in text


def test_who_never_did_the_first_round_is_told_of_the_second_alone() -> None:
    history = planted(wrong_before=5, wrong_after=4)
    later = tuple(entry for entry in history.entries if entry.quiz == AFTER.quiz)
    text = told(replace(history, entries=later))
    assert text.startswith("You had 5 of 9 right.\nThere is no number to set beside it")
    assert "luck" not in text


def test_who_began_the_first_round_and_left_it_is_asked_to_finish_it() -> None:
    history = planted()
    assert told(replace(history, entries=history.entries[1:])).startswith("Answered so far: 8 of 9")


def test_one_question_missed_is_no_reason_to_send_anybody_back() -> None:
    history = planted(wrong_after=1)
    assert "lesson 0" not in told(history)


def test_a_learner_who_missed_nothing_is_sent_on_and_not_back() -> None:
    assert "you missed nothing" in told(planted())


def test_being_certain_and_wrong_is_told_round_by_round() -> None:
    history = planted(wrong_before=2)
    sure = [
        replace(entry, sure=3) if place < 4 else entry
        for place, entry in enumerate(history.entries)
    ]
    text = told(replace(history, entries=tuple(sure)))
    assert "In the first round you were certain 4 times, and right in 2 of 4." in text
    assert "In the second round you were certain" not in text


def test_the_same_answers_give_the_same_words_whoever_gave_them_and_in_whatever_order() -> None:
    history = planted(wrong_before=7, wrong_after=3)
    mixed = list(history.entries)
    random.Random(1).shuffle(mixed)
    others = [replace(e, id=f"other-{place}", elapsed_ms=5) for place, e in enumerate(mixed)]
    others.sort(key=lambda entry: entry.time)
    assert told(replace(history, entries=tuple(others))) == told(history)


def test_only_the_first_answer_to_a_question_counts() -> None:
    history = planted()
    again = answer_entry(
        history.entries[0].question,
        wrong_choice(history.entries[0].question),
        days_later(30),
        lesson=BEFORE.lesson,
        quiz=BEFORE.quiz,
    )
    assert told(replace(history, entries=(*history.entries, again))) == told(history)


def test_answers_to_a_sentence_that_has_changed_are_not_counted() -> None:
    history = planted()
    old = replace(history.entries[0], seen="000000000000")
    check: Check = read_check(replace(history, entries=(old, *history.entries[1:])))
    assert (len(check.before.judged), check.is_complete) == (8, False)


# ---------------------------------------------------------------- how far luck goes


@pytest.mark.parametrize(("right", "usual"), [(0, 1), (9, 5), (18, 6), (27, 5), (36, 1)])
def test_luck_goes_as_far_as_the_binomial_distribution_says(right: int, usual: int) -> None:
    assert usual_difference(right, 18) == usual


@pytest.mark.parametrize("asked", [9, 18])
@pytest.mark.parametrize("share", [0.4, 0.6, 0.8])
def test_two_rounds_of_equal_skill_differ_by_more_in_at_most_1_of_20(
    share: float, asked: int
) -> None:
    draw = random.Random(share)
    usual = functools.cache(usual_difference)
    beyond = 0
    for _ in range(3000):
        before, after = (sum(draw.random() < share for _ in range(asked)) for _ in range(2))
        beyond += abs(after - before) > usual(before + after, asked)
    assert beyond / 3000 <= 0.06


@pytest.mark.parametrize(("right", "asked"), [(-1, 18), (37, 18), (0, 0)])
def test_counts_that_cannot_be_are_refused(right: int, asked: int) -> None:
    with pytest.raises(ValueError, match="is not possible"):
        usual_difference(right, asked)


# ---------------------------------------------------------------- kept apart from practice


def test_missed_questions_of_the_check_never_come_back() -> None:
    assert due(planted(wrong_before=18, wrong_after=18), date(2026, 6, 1)) == ()


def test_practice_results_leave_the_check_out_and_the_check_leaves_practice_out() -> None:
    history = planted(wrong_before=3)
    practice = answer_entry("semax/u40/certainty", "hedged")
    entries = (*history.entries, practice)
    assert [o.question.id for o in outcomes(entries)] == ["semax/u40/certainty"]
    found = {o.question.id for o in outcomes(entries, check=True)}
    assert found == {entry.question for entry in history.entries}
    assert found < check_questions()


def test_no_quiz_ever_draws_a_question_of_the_check() -> None:
    history = planted(wrong_before=18)
    for plan in load_plans().values():
        if not plan.form:
            asked = {found.id for found in build_deck(plan, history, days_later(40)).questions}
            assert asked.isdisjoint(check_questions()), plan.key
