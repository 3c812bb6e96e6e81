"""What a class gained: told from enough learners on, with its interval, naming nobody."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import HEADER, Entry
from healthclaims.marking.gain import Scores, gain, gain_report
from healthclaims.questions.forms import BLOCKS, FORM_NAMES, WHOLE
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import build_deck
from tests.helpers.kit import MONDAY, answer_entry, wrong_choice

ROUNDS = [plan for plan in load_plans().values() if plan.form]


def work(home: Path, learner: str, group: tuple[str, int], *wrong: int) -> None:
    """Let a learner of a group do one or both rounds with so many wrong answers."""
    form, block = group
    header = Entry(HEADER, "h", "2026-03-02T08:00:00+00:00", seed=1, form=form, block=block)
    folder = home / "answers" / learner / "00_start_here"
    folder.mkdir(parents=True)
    (folder / "header.jsonl").write_bytes(header.as_line())
    for plan, missed in zip(ROUNDS, wrong, strict=False):
        log = AnswerLog(learner, plan.lesson)
        for place, asked in enumerate(build_deck(plan, log.history, MONDAY).questions):
            choice = wrong_choice(asked.id) if place < missed else asked.key
            log.add(answer_entry(asked.id, choice, lesson=plan.lesson, quiz=plan.quiz))


def groups(*sizes: int) -> list[tuple[str, int]]:
    """Give so many learners each form first and each block, in this order."""
    kinds = itertools.product(FORM_NAMES, BLOCKS)
    return [kind for kind, size in zip(kinds, sizes, strict=True) for _ in range(size)]


def test_the_mean_gain_of_a_class_is_told_with_its_interval(home: Path) -> None:
    for number, group in enumerate(groups(2, 2, 2, 2)):
        work(home, f"code-{number}", group, 5, 1 + number % 2)
    work(home, "half-done", ("form_a", 1), 5)
    text = gain_report(home / "answers")
    assert text.startswith(
        "8 of 9 learners have done both rounds, of 9 questions each; 4 met form A first and 4 "
        "form B.\n\n"
    )
    assert "| all | 44 | 83 | +39 | +31 to +47 |" in text
    assert "left out" not in text
    assert "code-" not in text


def test_old_answers_to_all_18_questions_count_beside_new_ones(home: Path) -> None:
    whole = [(form, WHOLE) for form in FORM_NAMES]
    for number, group in enumerate([*groups(2, 2, 2, 2), *whole]):
        missed = 12 if group in whole else 6
        work(home, f"code-{number}", group, missed, missed // 2)
    text = gain_report(home / "answers")
    assert text.startswith("10 of 10 learners have done both rounds, of 9 or 18 questions each;")
    assert "| all | 33 | 67 | +33 | +33 to +33 |" in text


def test_learners_whose_questions_nobody_met_in_the_other_order_are_left_out(home: Path) -> None:
    for number, group in enumerate(groups(4, 2, 4, 0)):
        work(home, f"code-{number}", group, 4, 9 if group[1] == 2 else 2)
    text = gain_report(home / "answers")
    assert "| all | 56 | 78 | +22 |" in text
    assert "\n2 are left out: nobody met the same questions in the other order" in text


def test_how_hard_a_form_is_moves_the_gain_of_no_class_however_unequal_the_groups_are() -> None:
    # Form B of block 1 and form A of block 2 are easier by 0.3; everybody gains 0.1.
    easier = {("form_b", 1): 0.3, ("form_a", 2): 0.3}
    scores = []
    for first, block in groups(9, 1, 2, 5):
        second = FORM_NAMES[1 - FORM_NAMES.index(first)]
        before, after = (0.4 + easier.get((form, block), 0) for form in (first, second))
        scores.append(Scores(block, first, before, after + 0.1))
    found = gain(scores)
    assert found.change == pytest.approx(0.1)
    assert found.after - found.before == pytest.approx(0.1)
    plain = sum(one.after - one.before for one in scores) / len(scores)
    assert plain > 0.25


def test_the_interval_is_that_of_a_regression_on_order_and_block() -> None:
    linalg = pytest.importorskip("numpy.linalg")
    stats = pytest.importorskip("scipy.stats")
    for sizes in ((3, 2, 4, 3), (9, 10, 8, 6)):
        kinds = groups(*sizes)
        scores = [
            Scores(block, first, 0.3, 0.3 + place * place % 7 / 9)
            for place, (first, block) in enumerate(kinds)
        ]
        changes = [one.after - one.before for one in scores]
        rows = [
            [1, *(sign * (block == own) for own in BLOCKS)]
            for first, block in kinds
            for sign in (1 if first == "form_a" else -1,)
        ]
        estimate = linalg.lstsq(rows, changes, rcond=None)[0][0]
        means = {
            kind: sum(c for c, k in zip(changes, kinds, strict=True) if k == kind)
            / kinds.count(kind)
            for kind in kinds
        }
        spread = sum((c - means[k]) ** 2 for c, k in zip(changes, kinds, strict=True))
        freedom = len(kinds) - 4
        columns = [[row[place] for row in rows] for place in range(3)]
        products = [
            [sum(a * b for a, b in zip(one, two, strict=True)) for two in columns]
            for one in columns
        ]
        error = (spread / freedom * linalg.inv(products)[0][0]) ** 0.5
        found = gain(scores)
        half = stats.t.ppf(0.975, freedom) * error
        assert found.change == pytest.approx(estimate)
        assert (found.low, found.high) == pytest.approx(
            (estimate - half, estimate + half), abs=1e-4
        )


def test_a_gain_of_a_few_learners_is_not_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work(home, "only-one", ("form_a", 1), 8, 2)
    assert main(["gain", str(home / "answers")]) == 1
    assert "A gain is reported from 8 on" in capsys.readouterr().err


def test_a_folder_that_does_not_exist_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gain", str(home / "nowhere")]) == 1
    assert "There is no folder 'nowhere'" in capsys.readouterr().err
