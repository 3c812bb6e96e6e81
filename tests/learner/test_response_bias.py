"""Learners are told what was planted: how well they tell apart, and which way they lean."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE, load_codebook
from healthclaims.learner.response_bias import (
    CONTRASTS,
    EVEN,
    LEAST_ANSWERS,
    LEAST_OTHERS,
    LEAST_SIGNALS,
    SUSPICIOUS,
    TRUSTING,
    ResponseBias,
    Tally,
    response_bias,
    tally,
)
from healthclaims.learner.statistics import d_prime
from healthclaims.maintain.simulated_learner import PLANTED, count_messages, course_questions
from healthclaims.questions.forms import check_questions

LEARNERS = 200
Answers = list[tuple[str, str, str]]


def counted(axis: str, hits: int, signals: int, alarms: int, others: int) -> Tally:
    return Tally(CONTRASTS[axis], hits, signals, alarms, others)


def given_always(label: dict[str, str], each: int = 4) -> Answers:
    """Let somebody give one answer to all questions of a type, every label right equally often."""
    return [
        (axis, key, label[axis])
        for axis in label
        for key in load_codebook().axes[axis].names
        for _ in range(each)
    ]


def all_right(each: int = 4) -> Answers:
    return [
        (axis, key, key)
        for axis in CONTRASTS
        for key in load_codebook().axes[axis].names
        for _ in range(each)
    ]


# ---------------------------------------------------------------- counting


def test_one_answer_of_each_type_is_set_against_the_rest() -> None:
    answers = [
        ("people", "people"),
        ("people", "not_stated"),
        ("not_stated", "people"),
        ("not_stated", "animals_or_cells"),
        ("animals_or_cells", "animals_or_cells"),
    ]
    found = tally(EVIDENCE, answers)
    assert (found.hits, found.signals, found.false_alarms, found.others) == (1, 2, 1, 3)
    assert (found.misses, found.answers) == (1, 5)


def test_hedged_is_set_against_firm_and_sentences_without_a_claim_are_left_out() -> None:
    found = tally(CERTAINTY, [("no_claim", "hedged"), ("firm", "no_claim"), ("hedged", "no_claim")])
    assert (found.hits, found.signals, found.false_alarms, found.others) == (0, 1, 0, 1)


def test_every_answer_set_against_another_is_one_of_the_codebook() -> None:
    for axis, contrast in CONTRASTS.items():
        assert {contrast.signal, *contrast.others} <= set(load_codebook().axes[axis].names)


def test_other_types_of_questions_and_other_answers_count_nowhere() -> None:
    planted = [("six_mistakes", "b", "a"), ("headline_vs_body", "same", "same"), (FIT, "a", "b")]
    assert response_bias(planted).answers == 0


def test_the_figure_for_skill_is_d_prime() -> None:
    found = d_prime(3, 4, 2, 9)
    assert found
    assert counted(PURPOSE, 3, 4, 2, 9).sensitivity()[0] == found[0]


@pytest.mark.parametrize("axis", CONTRASTS)
@pytest.mark.parametrize("known", [0, 1, 2])
def test_a_fair_draw_among_three_is_no_lean_however_much_is_known(axis: str, known: int) -> None:
    # Of 90 and 180, a share of 0, 1/3 or 2/3 is known, and a third of the rest is given by chance.
    hits, alarms = 30 * known + (90 - 30 * known) // 3, (180 - 60 * known) // 3
    assert counted(axis, hits, 90, alarms, 180).shift()[0] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("axis", "often"),
    [(EVIDENCE, TRUSTING), (CERTAINTY, TRUSTING), (PURPOSE, SUSPICIOUS), (FIT, SUSPICIOUS)],
)
def test_giving_the_one_answer_too_often_is_doubt_or_trust(axis: str, often: str) -> None:
    rarely = {TRUSTING: SUSPICIOUS, SUSPICIOUS: TRUSTING}[often]
    assert counted(axis, 8, 8, 8, 16).direction == often
    assert counted(axis, 3, 12, 0, 24).direction in (rarely, EVEN)
    assert counted(axis, 8, 8, 0, 16).direction == EVEN
    for hits, alarms, doubting in ((8, 10, often), (2, 0, rarely)):
        figure = counted(axis, hits, 8, alarms, 16).shift()[0]
        assert (figure > 0) == (doubting == SUSPICIOUS)


# ---------------------------------------------------------------- too few answers


@pytest.mark.parametrize(
    ("signals", "others"), [(LEAST_SIGNALS - 1, 20), (20, LEAST_OTHERS - 1), (0, 9), (9, 0), (0, 0)]
)
def test_of_too_few_answers_nothing_is_told(signals: int, others: int) -> None:
    for hits, alarms in ((signals, 0), (signals, others), (0, 0), (0, others)):
        found = counted(PURPOSE, hits, signals, alarms, others)
        assert (found.is_enough, found.tells_apart, found.direction) == (False, False, EVEN)


def test_of_all_together_nothing_is_told_below_the_least_number() -> None:
    answers = given_always({EVIDENCE: "not_stated", PURPOSE: "marketing", FIT: "goes_further"}, 9)
    random.Random(1).shuffle(answers)
    few = response_bias(answers[: LEAST_ANSWERS - 1])
    assert (few.is_enough, few.tells_apart, few.direction) == (False, False, EVEN)
    assert response_bias(answers[:LEAST_ANSWERS]).is_enough


def sampled(skill: float, signals: int, others: int, learners: int = 1500) -> Iterator[Tally]:
    """Let learners answer: a share is known, the rest a fair draw of three."""
    draw = random.Random(f"{skill}/{signals}/{others}")
    for _ in range(learners):
        known = [draw.random() < skill for _ in range(signals + others)]
        third = [draw.random() < 1 / 3 for _ in range(signals + others)]
        hits = sum(k or t for k, t in zip(known[:signals], third[:signals], strict=True))
        alarms = sum(t and not k for k, t in zip(known[signals:], third[signals:], strict=True))
        yield counted(PURPOSE, hits, signals, alarms, others)


def test_at_the_least_number_knowers_are_recognised_and_guessers_are_not_taken_for_them() -> None:
    guessers = [found.tells_apart for found in sampled(0, LEAST_SIGNALS, LEAST_OTHERS)]
    knowers = [found.tells_apart for found in sampled(0.85, LEAST_SIGNALS, LEAST_OTHERS)]
    assert sum(guessers) / len(guessers) <= 0.065
    assert sum(knowers) / len(knowers) >= 0.88


# ---------------------------------------------------------------- all together


def test_whoever_has_everything_right_tells_apart_and_does_not_lean() -> None:
    found = response_bias(all_right())
    assert (found.tells_apart, found.direction, found.doubted, found.trusted) == (True, EVEN, 0, 0)


SUSPICIOUS_ANSWERS = {EVIDENCE: "not_stated", PURPOSE: "marketing", FIT: "goes_further"}
TRUSTING_ANSWERS = {EVIDENCE: "people", PURPOSE: "information", FIT: "fits"}


def test_always_the_suspicious_answer_is_a_lean_and_no_skill() -> None:
    found = response_bias(given_always(SUSPICIOUS_ANSWERS))
    assert (found.tells_apart, found.direction) == (False, SUSPICIOUS)
    assert (found.doubted, found.trusted) == (20, 0)


def test_always_the_trusting_answer_is_a_lean_and_no_skill() -> None:
    found = response_bias(given_always(TRUSTING_ANSWERS))
    assert (found.tells_apart, found.direction) == (False, TRUSTING)
    assert (found.doubted, found.trusted) == (0, 16)


def test_how_sure_a_wording_sounds_says_nothing_about_trust() -> None:
    for label in ("firm", "hedged"):
        found = response_bias([*given_always({CERTAINTY: label}, 20), *all_right(2)])
        assert found.direction == EVEN
        assert found.tallies[CERTAINTY].direction


def test_hearing_certainty_everywhere_tips_no_balance_about_trust() -> None:
    planted = [*given_always({CERTAINTY: "firm"}, 20), *all_right(2)]
    planted.append((EVIDENCE, "people", "not_stated"))
    assert response_bias(planted).direction == EVEN


def test_a_lean_that_its_own_counts_speak_against_is_not_told() -> None:
    # Half of 30 pushes passed over, and all of 3 others taken for one.
    found = ResponseBias({PURPOSE: counted(PURPOSE, 15, 30, 3, 3)})
    assert (found.doubted, found.trusted) == (3, 15)
    assert found.tallies[PURPOSE].shift()[0] > 0
    assert found.direction == EVEN


def test_one_who_doubts_pages_and_trusts_studies_is_told_both_and_no_lean_over_all() -> None:
    found = response_bias(given_always({EVIDENCE: "people", PURPOSE: "marketing"}, 8))
    assert found.tallies[EVIDENCE].direction == TRUSTING
    assert found.tallies[PURPOSE].direction == SUSPICIOUS
    assert found.direction == EVEN


# ---------------------------------------------------------------- planted learners


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, float]]:
    """Shares of pretend learners who are told that they know, and each lean."""
    shares = {}
    for kind in PLANTED:
        counts = count_messages(kind, LEARNERS)
        assert counts.total() == LEARNERS
        shares[kind] = {
            "knows": sum(n for (knows, _), n in counts.items() if knows) / LEARNERS,
            **{
                lean: sum(n for (_, said), n in counts.items() if said == lean) / LEARNERS
                for lean in (SUSPICIOUS, TRUSTING, EVEN)
            },
        }
    return shares


def test_pretend_learners_meet_every_question_once_and_not_those_of_the_check() -> None:
    asked = [found.id for found in course_questions(0)]
    assert len(asked) == len(set(asked))
    assert not check_questions().intersection(asked)


@pytest.mark.parametrize("lean", [SUSPICIOUS, TRUSTING])
def test_nine_in_ten_who_lean_are_told_so_and_nobody_the_opposite(
    told: dict[str, dict[str, float]], lean: str
) -> None:
    opposite = {SUSPICIOUS: TRUSTING, TRUSTING: SUSPICIOUS}[lean]
    assert told[lean][lean] >= 0.9
    assert told[f"{lean}, knows more"][lean] >= 0.6
    for kind in (lean, f"{lean}, knows more", f"{lean}, half the time"):
        assert told[kind][opposite] <= 0.01


def test_a_good_learner_is_told_so_and_hears_of_no_lean(told: dict[str, dict[str, float]]) -> None:
    assert told["good"]["knows"] >= 0.98
    assert told["good"][EVEN] >= 0.95


def test_a_learner_who_knows_half_without_a_lean_hears_of_none(
    told: dict[str, dict[str, float]],
) -> None:
    assert told["middling"][EVEN] >= 0.93


def test_a_guesser_is_not_told_that_they_know_or_lean(told: dict[str, dict[str, float]]) -> None:
    assert told["guessing"]["knows"] <= 0.08
    assert told["guessing"][SUSPICIOUS] <= 0.02
    assert told["guessing"][EVEN] >= 0.95
