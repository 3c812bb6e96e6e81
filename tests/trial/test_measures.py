"""Telling apart and leaning, each by itself, agree with an independent library."""

from __future__ import annotations

import statistics
from collections.abc import Callable

import pytest
from sklearn.metrics import balanced_accuracy_score, confusion_matrix

from healthclaims.content.codebook import EVIDENCE, PURPOSE
from healthclaims.learner.before_after import KINDS, Check, Round
from healthclaims.learner.chance import seeded_random
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.learner.outcomes import Outcome
from healthclaims.learner.response_bias import CONTRASTS, EVEN, SUSPICIOUS, TRUSTING
from healthclaims.maintain.simulated_learner import Learner, answer
from healthclaims.questions.forms import BLOCKS, FORM_NAMES, WHOLE, load_forms
from healthclaims.trial.measures import apart_of, lean_of


def round_of(form: str, block: int, choose: Callable[..., str]) -> Round:
    """Let somebody answer one round of the check."""
    judged = []
    for asked in load_forms()[form].block(block):
        choice = choose(asked)
        entry = Entry(ANSWER, asked.id, "", "", "", asked.id, asked.seen, choice, 2)
        judged.append(Outcome(entry, asked, choice == asked.key))
    return Round(form, tuple(judged), len(judged))


def simulated(skill: float, direction: str, seed: int, block: int = WHOLE) -> Check:
    """Let a simulated learner do both rounds alike."""
    draw = seeded_random("measures", direction, seed)
    learner = Learner("", skill, direction, seed)
    rounds = [round_of(form, block, lambda q: answer(learner, q, draw)[0]) for form in FORM_NAMES]
    return Check(*rounds, block)


def answers(found: Round, kind: str) -> tuple[list[str], list[str]]:
    """Give the keys and the answers of one kind of question."""
    own = [one for one in found.judged if one.question.axis == kind]
    return [one.question.key for one in own], [one.entry.choice for one in own]


@pytest.mark.parametrize("block", [WHOLE, *BLOCKS])
@pytest.mark.parametrize("seed", range(6))
def test_telling_apart_is_adjusted_balanced_accuracy(block: int, seed: int) -> None:
    check = simulated(0.4, EVEN, seed, block)
    expected = []
    for kind in KINDS:
        contrast = CONTRASTS[kind]
        pairs = [
            (key == contrast.signal, choice == contrast.signal)
            for key, choice in zip(*answers(check.before, kind), strict=True)
            if key in (contrast.signal, *contrast.others)
        ]
        expected.append(balanced_accuracy_score(*zip(*pairs, strict=True), adjusted=True))
    assert apart_of(check).before == pytest.approx(statistics.fmean(expected))


@pytest.mark.parametrize("seed", range(6))
def test_leaning_is_the_difference_of_the_margins_of_a_confusion_table(seed: int) -> None:
    check = simulated(0.4, SUSPICIOUS, seed)
    table = {}
    for kind, label in ((EVIDENCE, "people"), (PURPOSE, "marketing")):
        labels = [option.value for option in check.after.judged[0].question.options]
        keys, choices = answers(check.after, kind)
        labels = sorted({*keys, *choices, label})
        counts = confusion_matrix(keys, choices, labels=labels)
        place = labels.index(label)
        table[kind] = counts[:, place].sum() - counts[place].sum()
    asked = sum(len(answers(check.after, kind)[0]) for kind in table)
    assert lean_of(check).after == pytest.approx((table[PURPOSE] - table[EVIDENCE]) / asked)


@pytest.mark.parametrize("skill", [0.0, 0.3, 0.8])
def test_who_knows_a_share_and_guesses_fairly_tells_that_share_apart_and_does_not_lean(
    skill: float,
) -> None:
    checks = [simulated(skill, EVEN, seed) for seed in range(300)]
    assert statistics.fmean(apart_of(one).before for one in checks) == pytest.approx(
        skill, abs=0.04
    )
    assert statistics.fmean(lean_of(one).before for one in checks) == pytest.approx(0, abs=0.03)


@pytest.mark.parametrize(("direction", "sign"), [(SUSPICIOUS, 1), (TRUSTING, -1)])
def test_who_leans_is_told_so_and_to_which_side(direction: str, sign: int) -> None:
    lean = statistics.fmean(lean_of(simulated(0.4, direction, seed)).before for seed in range(50))
    assert sign * lean > 0.15


def test_a_perfect_reader_tells_all_apart_and_one_who_doubts_everything_nothing() -> None:
    perfect, doubting = (
        Check(*(round_of(form, 1, choose) for form in FORM_NAMES), 1)
        for choose in (
            lambda q: q.key,
            lambda q: {EVIDENCE: "not_stated", PURPOSE: "marketing"}.get(q.axis, "firm"),
        )
    )
    assert (apart_of(perfect).before, lean_of(perfect).before) == (1, 0)
    assert apart_of(doubting).before == 0
    assert lean_of(doubting).before == pytest.approx(0.5)
