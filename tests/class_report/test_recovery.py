"""On simulated classes of known faults the report finds what was planted, or cannot tell."""

from __future__ import annotations

import functools
from collections import Counter

import pytest

from healthclaims.class_report.answers import QuestionSet
from healthclaims.class_report.confusion import Confusion, confusions
from healthclaims.class_report.gains import class_gain
from healthclaims.class_report.items import SOUND, SUSPECT, UNTOLD, WEAK, Item, item_analysis
from healthclaims.class_report.wording import how_far_to_trust, lean_sentence, to_begin_with
from healthclaims.learner.before_after import Check
from healthclaims.learner.response_bias import EVEN, SUSPICIOUS, TRUSTING
from healthclaims.maintain.simulated_class import Planted, simulated_checks, simulated_set
from tests.helpers.classwork import about, key_of

STUDIED = key_of("a1_who_was_studied")
SELLING = key_of("a3_selling_or_telling")
WEAK_ONE = about(STUDIED, "evidence", "not_stated")[0]
WRONG_KEY = about(STUDIED, "evidence", "people")[0]
PLANTED = Planted(weak={WEAK_ONE}, wrong_keys={WRONG_KEY: "not_stated"})
# Animals are taken for people; nothing else is wrong.
SWAPPED = Planted(swaps={("evidence", "animals_or_cells"): "people"})
# How many classes of each size are looked at; a large one takes longer.
CLASSES = {3: 10, 20: 30, 60: 15, 300: 3}
LARGE = (20, 60, 300)


@functools.cache
def verdicts(students: int) -> dict[str, Counter[str]]:
    """Count the verdicts on the weak question, the wrong key and all others, over the classes."""
    counts = {"weak": Counter[str](), "wrong key": Counter[str](), "others": Counter[str]()}
    names = {WEAK_ONE: "weak", WRONG_KEY: "wrong key"}
    for seed in range(CLASSES[students]):
        for item in analysed(STUDIED.assignment.questions, students, seed, PLANTED):
            counts[names.get(item.question.id, "others")][item.verdict] += 1
    return counts


def analysed(questions: tuple, students: int, seed: int, planted: Planted) -> tuple[Item, ...]:
    return item_analysis(simulated_set(questions, students, seed, planted))


def types(found: QuestionSet) -> Confusion:
    (one,) = confusions(found.answers)
    return one


@pytest.mark.parametrize("students", LARGE)
def test_a_wrong_key_is_named(students: int) -> None:
    found = verdicts(students)["wrong key"]
    # In a class of 20 chance hides one in ten among the weak questions, which are named as well.
    assert found[SUSPECT] + found[WEAK] >= 0.9 * found.total()
    assert found[SUSPECT] >= (0.4 if students == 20 else 1) * found.total()


@pytest.mark.parametrize("students", LARGE)
def test_a_weak_question_is_named(students: int) -> None:
    found = verdicts(students)["weak"]
    assert found[WEAK] + found[SUSPECT] >= 0.8 * found.total()
    assert found[WEAK] > found[SUSPECT]


@pytest.mark.parametrize("students", LARGE)
def test_sound_questions_are_hardly_ever_named(students: int) -> None:
    found = verdicts(students)["others"]
    assert found[SUSPECT] == 0
    assert found[SOUND] >= 0.95 * found.total()


@pytest.mark.parametrize("students", LARGE)
def test_what_is_taken_for_what_is_found(students: int) -> None:
    seeds = range(CLASSES[students])
    found = [
        types(simulated_set(STUDIED.assignment.questions, students, s, SWAPPED)) for s in seeds
    ]
    first = [one.swaps()[0][:2] for one in found]
    assert first.count(("animals_or_cells", "people")) >= 0.9 * len(first)


@pytest.mark.parametrize("direction", [SUSPICIOUS, TRUSTING])
@pytest.mark.parametrize("students", LARGE)
def test_a_lean_is_found(students: int, direction: str) -> None:
    planted = Planted(direction=direction)
    for seed in range(3):
        found = types(simulated_set(SELLING.assignment.questions, students, seed, planted))
        assert found.direction == direction


@pytest.mark.parametrize("students", [20, 60])
def test_a_class_without_a_lean_is_told_of_one_in_few_cases(students: int) -> None:
    questions = SELLING.assignment.questions
    found = [types(simulated_set(questions, students, seed)).direction for seed in range(60)]
    assert found.count(EVEN) >= 0.85 * len(found)


@pytest.mark.parametrize("students", LARGE)
def test_the_gain_is_found(students: int) -> None:
    found = class_gain(checks(students, 17))
    (every, *kinds) = found.rows
    # Of what is not known, a third is guessed right: 0.3 known is 53 of 100, 0.6 is 73.
    truth = 0.3 * 2 / 3
    assert every.change.low is not None
    assert every.change.high is not None
    assert every.change.low < truth < every.change.high
    assert len(kinds) == 3
    if students > 20:
        assert every.change.lies_above(0)


def checks(students: int, seed: int) -> tuple[Check, ...]:
    return simulated_checks(students, seed, before=0.3, after=0.6)


def test_of_three_students_it_says_that_it_cannot_tell() -> None:
    counts = verdicts(3)
    assert {verdict for one in counts.values() for verdict in one} == {UNTOLD}
    items = analysed(STUDIED.assignment.questions, 3, 1, PLANTED)
    assert to_begin_with(items) == ()
    for item in items:
        assert item.facility.is_told
        for number in (item.discrimination, item.efficiency, item.best_less_weakest):
            assert (number.value, number.reason[:10]) == (None, "3 students")
    found = types(simulated_set(STUDIED.assignment.questions, 3, 1, PLANTED))
    assert (found.agreement.value, found.direction) == (None, EVEN)
    assert lean_sentence(found).startswith("Which way the class leans can't be told (3 students")
    assert class_gain(checks(3, 17)).rows == ()
    assert "A gain is reported from 8 on" in class_gain(checks(3, 17)).reason
    assert "too few to tell a hard question from a broken one" in how_far_to_trust(3)


@pytest.mark.parametrize("students", [8, 20, 60, 300])
def test_no_statistic_comes_without_its_interval_or_the_reason_for_having_none(
    students: int,
) -> None:
    for item in analysed(STUDIED.assignment.questions, students, 2, PLANTED):
        for number in (item.facility, item.discrimination, item.efficiency, item.best_less_weakest):
            assert number.is_told or number.reason
    found = types(simulated_set(STUDIED.assignment.questions, students, 2, PLANTED))
    assert found.agreement.is_told
    assert found.lean.is_told


def test_the_next_lesson_begins_with_what_was_missed_and_never_with_a_suspect_key() -> None:
    items = analysed(STUDIED.assignment.questions, 60, 17, PLANTED)
    begin = to_begin_with(items)
    assert len(begin) == 3
    assert WRONG_KEY not in {item.question.id for item in begin}
    # Each for another mistake.
    assert len({(i.question.key, i.tempting and i.tempting.option.value) for i in begin}) == 3


def test_the_same_seed_gives_the_same_class() -> None:
    questions = STUDIED.assignment.questions
    assert simulated_set(questions, 20, 5) == simulated_set(questions, 20, 5)
    assert simulated_set(questions, 20, 5) != simulated_set(questions, 20, 6)
