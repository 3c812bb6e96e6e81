"""What students read is readable at 15."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from healthclaims.maintain.reading_age import (
    Readability,
    readability,
    reading_age_table,
    reading_ages,
    student_text,
)

ROOT = Path(__file__).parents[2]
OLDEST = 15.0
HARD = (
    "Notwithstanding the aforementioned methodological considerations, pharmacological "
    "interventions demonstrating statistically significant neuroprotective characteristics in "
    "preclinical experimentation frequently disappoint expectations in subsequent confirmatory "
    "investigations comprising representative populations."
)


@pytest.fixture
def in_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the kit's own folder, where the notebooks are."""
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("in_the_kit")
def test_every_lesson_and_all_explanations_can_be_read_at_15() -> None:
    ages = {name: found.age for name, found in reading_ages().items()}
    assert set(ages) == {p.stem for p in (ROOT / "notebooks").glob("*.ipynb")} | {"explanations"}
    assert {name: age for name, age in ages.items() if age > OLDEST} == {}


def test_the_measure_tells_a_hard_sentence_from_an_easy_one() -> None:
    assert readability(HARD).age > OLDEST + 5
    assert readability("The cat sat on the mat. It was glad to be warm.").age < 8


def test_the_formula_is_the_automated_readability_index_plus_five_years() -> None:
    found = readability("Cats like warm milk. They sleep all day long.")
    assert found == Readability(sentences=2, words=9, letters=35)
    assert found.age == pytest.approx(4.71 * 35 / 9 + 0.5 * 9 / 2 - 21.43 + 5)


def test_a_text_without_sentences_has_no_age() -> None:
    assert readability("").age == 0
    assert readability("Key points").age == 0


def test_only_what_students_read_is_measured(tmp_path: Path) -> None:
    cells = [
        ("markdown", "# A title of this page\n\nRead **this** [line here](x.ipynb), please."),
        ("code", "x = 'no words of this'"),
        ("markdown", "<details>\n<summary>For the teacher</summary>\n\nHard words.\n</details>"),
        ("markdown", "<details>\n<summary>Answer</summary>\n\n- It names `u03` only.\n</details>"),
    ]
    path = tmp_path / "page.ipynb"
    content = {"cells": [{"cell_type": kind, "source": [text]} for kind, text in cells]}
    path.write_text(json.dumps(content), encoding="utf-8")
    lines = [line for line in student_text(path).splitlines() if line.strip()]
    assert lines == ["Read this line here, please.", "Answer", "It names u03 only."]


@pytest.mark.usefixtures("in_the_kit")
def test_the_table_has_a_row_for_every_lesson() -> None:
    table = reading_age_table()
    assert all(f"| {path.stem} |" in table for path in (ROOT / "notebooks").glob("*.ipynb"))
