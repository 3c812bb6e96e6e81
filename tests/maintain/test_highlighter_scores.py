"""The scores of the cue table: texts it was tuned on and texts read later are told apart."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.highlighter.highlight import read_along
from healthclaims.maintain.highlighter_scores import (
    LATER,
    QUESTIONS,
    TUNED_ON,
    compare_labels,
    cue_label_table,
    cue_table,
    later_texts,
)
from tests.helpers.kit import ARTICLES

CASES = Path(__file__).parents[1] / "cases/cue_sentences.csv"
PROMOTES = {"": None, "yes": True, "no": False}


def test_every_text_is_either_tuned_on_or_read_later() -> None:
    assert sorted([*TUNED_ON, *later_texts()]) == sorted(ARTICLES)
    assert len(later_texts()) >= 6


def test_the_command_prints_both_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cues"]) == 0
    printed = capsys.readouterr().out
    assert cue_table() in printed
    assert cue_label_table() in printed


@pytest.mark.parametrize(
    ("question", "least_answered", "least_right"),
    [("evidence", 0.85, 0.90), ("certainty", 0.95, 0.85), ("purpose", 0.95, 0.85)],
)
def test_texts_that_were_read_later_are_read_well_enough_to_teach_with(
    question: str, least_answered: float, least_right: float
) -> None:
    own = [row for row in compare_labels() if (row.group, row.question) == (LATER, question)]
    scored = [row for row in own if row.status == "scored"]
    answered = [row for row in scored if not row.is_left_open]
    assert len(answered) >= least_answered * len(scored)
    assert sum(row.suggested == row.label for row in answered) >= least_right * len(answered)


def test_where_an_answer_is_left_open_the_rules_mostly_leave_it_open_too() -> None:
    contested = [row for row in compare_labels() if row.status == "contested"]
    assert sum(row.is_left_open for row in contested) > 0.65 * len(contested)


@pytest.mark.parametrize(
    "part", ["tuned", "untouched", "tuned, second set", "untouched, second set"]
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_sentences_written_for_the_rules_are_read_as_labelled(part: str, question: str) -> None:
    with CASES.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part and row[question]]
    right = 0
    for row in rows:
        (unit, *more) = read_along(row["text"], promotes=PROMOTES[row["promotes"]])
        right += not more and unit.suggestions[question].label == row[question]
    assert right >= 0.9 * len(rows)
