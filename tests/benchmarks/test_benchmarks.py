"""The table of benchmarks says what was measured; nothing here depends on how fast a machine is."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import NAMES, main
from tests.benchmarks.comparison import Comparison, Timed, as_ratio, as_rows, as_text, as_time

HERE = Path(__file__).parent
KIT, SLOW = Timed("the kit", (0.002, 0.001, 0.009)), Timed("a slow way", (0.5, 0.2, 0.2))
FOUND = Comparison("From click to feedback", KIT, (SLOW,), "A note.")


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(75.24, "75.2 s"), (125, "125 s"), (1.0, "1 s"), (0.0483, "48.3 ms"), (0.5e-4, "50 µs")],
)
def test_times_are_shown_with_three_figures_in_a_unit_that_suits(
    seconds: float, shown: str
) -> None:
    assert as_time(seconds) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(122.4, "120"), (0.0644, "0.064"), (1.0, "1"), (5.81, "5.8")]
)
def test_ratios_are_shown_with_two_figures(value: float, shown: str) -> None:
    assert as_ratio(value) == shown


def test_a_ratio_compares_medians() -> None:
    assert FOUND.ratio(SLOW) == pytest.approx(100)


def test_a_row_tells_both_times_the_ratio_and_the_note() -> None:
    row = "| From click to feedback | the kit: 2 ms | a slow way: 200 ms | 100 | A note. |\n"
    assert as_rows([FOUND]) == row


def test_the_terminal_is_told_how_often_was_measured() -> None:
    assert "the kit" in as_text([FOUND])
    assert "(median of 3)" in as_text([FOUND])


def test_the_slowest_of_twenty_are_told() -> None:
    assert Timed("clicks", (0.001,) * 38 + (0.003,) * 2).shown == "1 ms (p95 2.9 ms)"


def test_every_benchmark_that_lies_there_is_in_the_table() -> None:
    helpers = {"__init__", "__main__", "comparison", "measured_page", Path(__file__).stem}
    assert {path.stem for path in HERE.glob("*.py")} == {*NAMES, *helpers}
    assert all(callable(import_module(f"tests.benchmarks.{name}").measure) for name in NAMES)


def test_an_unknown_benchmark_is_told_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["teleport"]) == 2
    assert "Unknown: teleport. Known: click_to_feedback, " in capsys.readouterr().err
