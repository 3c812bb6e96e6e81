"""What a class gained: told from enough learners on, with its interval, naming nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.marking.gain import gain, gain_report
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import build_deck
from tests.helpers.kit import MONDAY, answer_entry, wrong_choice

ROUNDS = [plan for plan in load_plans().values() if plan.form]


def work(learner: str, *wrong: int) -> None:
    """Let a learner do one or both rounds with so many wrong answers."""
    for plan, missed in zip(ROUNDS, wrong, strict=False):
        log = AnswerLog(learner, plan.lesson)
        for place, asked in enumerate(build_deck(plan, log.history, MONDAY).questions):
            choice = wrong_choice(asked.id) if place < missed else asked.key
            log.add(answer_entry(asked.id, choice, lesson=plan.lesson, quiz=plan.quiz))


def test_the_mean_gain_of_a_class_is_told_with_its_interval(home: Path) -> None:
    for number in range(8):
        work(f"code-{number}", 8, 4 + number % 3)
    work("half-done", 8)
    text = gain_report(home / "answers")
    assert text.startswith("8 of 9 learners have done both rounds;")
    assert "| all 18 | 10.0 | 13.1 | +3.1 | +2.4 to +3.8 |" in text
    assert "code-" not in text


def test_the_interval_is_the_one_a_statistics_library_gives() -> None:
    stats = pytest.importorskip("scipy.stats")
    for count in (8, 20, 31):
        pairs = [(place % 7, place % 7 + place * place % 5) for place in range(count)]
        found = gain(pairs)
        changes = [after - before for before, after in pairs]
        low, high = stats.ttest_1samp(changes, 0).confidence_interval(0.95)
        assert (found.low, found.high) == pytest.approx((low, high), abs=2e-3)


def test_a_gain_of_a_few_learners_is_not_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work("only-one", 8, 2)
    assert main(["gain", str(home / "answers")]) == 1
    assert "A gain is reported from 8 on" in capsys.readouterr().err


def test_a_folder_that_does_not_exist_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gain", str(home / "nowhere")]) == 1
    assert "There is no folder 'nowhere'" in capsys.readouterr().err
