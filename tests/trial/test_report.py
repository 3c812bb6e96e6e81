"""`gain --groups` tells what a planted trial holds, who is missing, and what it cannot tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.maintain.simulated_class import simulated_logs
from tests.course.number_words import NUMBER
from tests.helpers.kit import ROOT

HEAD = "learner,group\n"


def hand_over(home: Path, group: str, size: int, seed: int, after: float) -> list[str]:
    """Write the answers of a simulated class; return its lines of the table."""
    lines = []
    for code, lessons in simulated_logs(size, seed, 0.3, after).items():
        learner = f"{group}-{code}"
        for lesson, log in lessons.items():
            folder = home / "answers" / learner / lesson
            folder.mkdir(parents=True)
            (folder / "log.jsonl").write_bytes(log)
        lines.append(f"{learner},{group}\n")
    return lines


def told(home: Path, lines: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run the command on a table; return its status and what it printed."""
    (home / "groups.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    status = main(["gain", str(home / "answers"), "--groups", str(home / "groups.csv")])
    said = capsys.readouterr()
    return status, said.out, said.err


def row(text: str, name: str) -> list[int]:
    """Give the numbers of one row: four means, then difference, low and high."""
    (line,) = re.findall(rf"(?m)^\| {re.escape(name)} \|.*$", text)
    return [int(one.replace("−", "-")) for one in re.findall(r"[+−]?\d+", line)]


def test_a_planted_difference_is_found_in_right_answers_and_telling_apart_and_no_lean(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [*hand_over(home, "first", 80, 1, 0.65), *hand_over(home, "later", 80, 2, 0.3)]
    status, text, _ = told(home, lines, capsys)
    assert status == 0
    assert text.startswith(
        "Taught first: 80 in the table, 80 did the first round, 80 both.\n"
        "Taught later: 80 in the table, 80 did the first round, 80 both.\n\n"
    )
    # A third of what is not known is guessed right: 35 points known are 23 points right.
    *means, more, low, high = row(text, "right: all questions")
    assert low <= 23 <= high
    assert low > 0
    assert means[1] - means[0] - (means[3] - means[2]) == pytest.approx(more, abs=2)
    *_, low, high = row(text, "tells apart")
    assert low <= 35 <= high
    assert low > 0
    *_, low, high = row(text, "leans")
    assert low <= 0 <= high
    guide = (ROOT / "docs/instructors/trial.md").read_text(encoding="utf-8")
    (count,) = re.findall(r"(?m)^- (\w+) rows: by chance", guide)
    assert len(re.findall(r"(?m)^\| (?:right|tells|leans)", text)) == NUMBER[count.lower()]
    assert not re.search(r"first-simulated|later-simulated", text)


def test_who_is_missing_is_told_by_line_and_who_is_not_in_the_table_is_not_counted(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [*hand_over(home, "first", 30, 1, 0.5), *hand_over(home, "later", 30, 2, 0.3)]
    gone = home / "answers" / lines[1].split(",")[0] / "06_fresh_texts" / "log.jsonl"
    gone.unlink()
    status, text, _ = told(home, [*lines[1:], "blue-fox,later\n"], capsys)
    assert status == 0
    assert "Taught first: 29 in the table, 29 did the first round, 28 both." in text
    assert "Taught later: 31 in the table, 30 did the first round, 30 both." in text
    assert "1 with answers are not in the table, and not counted." in text
    assert "groups.csv, line 61: no answers of 'blue-fox' were found." in text


def test_with_few_learners_nothing_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [*hand_over(home, "first", 5, 1, 0.5), *hand_over(home, "later", 30, 2, 0.3)]
    status, text, error = told(home, lines, capsys)
    assert (status, text) == (1, "")
    assert "A difference is reported from 8 in each group on" in error


def test_codes_without_answers_are_told_also_where_nothing_can_be_compared(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, *_ = hand_over(home, "first", 9, 1, 0.5)
    lines = ["blue-fox,first\n", "red-owl,later\n", one.replace(",", ".zip,")]
    status, text, error = told(home, lines, capsys)
    assert (status, text) == (1, "")
    assert "Taught first: 2 in the table, 1 did the first round, 1 both." in error
    assert "8 with answers are not in the table, and not counted." in error
    assert "line 4" not in error
    for line, code in ((2, "blue-fox"), (3, "red-owl")):
        assert f"groups.csv, line {line}: no answers of '{code}' were found." in error


def test_a_table_that_cannot_be_used_is_refused_with_its_lines(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "answers").mkdir()
    (home / "answers/list.txt").write_text("who is who\n", encoding="utf-8")
    status, text, error = told(home, ["a,second\n", "a,first\n"], capsys)
    assert (status, text) == (1, "")
    assert "3 problems were found:" in error
    assert "groups.csv, line 2: group 'second' is not known." in error
