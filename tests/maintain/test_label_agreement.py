"""Two people who labelled the same text: how far they agree, and what they have to talk over."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.maintain.label_agreement import cohens_kappa, compare_labels
from healthclaims.maintain.report import beyond_chance

MINE = ["people"] * 4 + ["animals_or_cells"] * 3 + ["not_stated"] * 5
THEIRS = ["people"] * 3 + ["not_stated"] + ["animals_or_cells"] * 3 + ["not_stated"] * 5


def sheet(path: Path, labels: list[str], *, whole: str = "The line ") -> Path:
    rows = [
        f"u{number:02},evidence,{whole}{number},people,{label},,{'A reason.' if label else ''}"
        for number, label in enumerate(labels, 1)
    ]
    head = "unit,axis,text,choose_from,label,cue,why"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return path


def test_kappa_and_alpha_are_those_of_the_libraries() -> None:
    kappa, alpha = beyond_chance(MINE, THEIRS)
    assert cohens_kappa(list(zip(MINE, THEIRS, strict=True))) == pytest.approx(kappa)
    assert alpha is not None


def test_two_sheets_give_a_table_and_what_to_talk_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = sheet(tmp_path / "a.csv", MINE), sheet(tmp_path / "b.csv", [*THEIRS, "people"])
    assert main(["agreement", str(a), str(b)]) == 0
    told = capsys.readouterr().out
    kappa, alpha = beyond_chance(MINE, THEIRS)
    (row,) = [line for line in told.splitlines() if line.startswith("| evidence")]
    cells = [cell.strip() for cell in row.split("|")]
    assert cells[2:4] == ["12", "11 of 12 (65% to 99%)"]
    assert [float(cell.split()[0]) for cell in cells[4:6]] == pytest.approx(
        [kappa, alpha], abs=0.005
    )
    assert all(" to 1.00)" in cell for cell in cells[4:6])
    assert told.count("- u") == 1
    assert "- u04, evidence: “The line 4”" in told
    assert f"{a}, line 5: people: A reason." in told
    assert f"{b}, line 5: not_stated: A reason." in told
    assert f"Labelled in {b} only: u13 evidence." in told


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (
            ["people", "not_stated"],
            "| 2 of 2 (34% to 100%) | 2 lines: too few to tell, from 8 on |",
        ),
        (["people"] * 9, "| both gave one label only | both gave one label only |"),
    ],
)
def test_where_there_is_no_number_or_interval_the_reason_is_told(
    tmp_path: Path, labels: list[str], said: str
) -> None:
    paths = [sheet(tmp_path / name, labels) for name in ("a.csv", "b.csv")]
    told = "\n".join(compare_labels(paths))
    assert said in told
    assert "Nothing to talk over" in told


def test_tables_of_lesson_09_can_be_compared(tmp_path: Path) -> None:
    head = "unit,axis,label,subtype,rule,cue,status,why"
    path = tmp_path / "annotations.csv"
    row = "u01,evidence,people,,OWN,,scored,It names the people."
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    told = "\n".join(compare_labels([path, sheet(tmp_path / "b.csv", ["not_stated"])]))
    assert f"{path}, line 2: people: It names the people." in told


def test_sheets_of_different_texts_are_refused_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a = sheet(tmp_path / "a.csv", MINE)
    b = sheet(tmp_path / "b.csv", THEIRS, whole="Another line ")
    assert main(["agreement", str(a), str(b)]) == 1
    told = capsys.readouterr().err
    assert "12 problems were found" in told
    assert "b.csv, line 2: u01 is 'Another line 1', in" in told


def test_the_mistakes_of_both_sheets_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = sheet(tmp_path / "a.csv", ["peple"]), sheet(tmp_path / "b.csv", ["mice"])
    assert main(["agreement", str(a), str(b)]) == 1
    told = capsys.readouterr().err
    assert "a.csv, line 2: label 'peple'" in told
    assert "b.csv, line 2: label 'mice'" in told


def test_one_file_alone_cannot_be_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["agreement", str(sheet(tmp_path / "a.csv", MINE))]) == 1
    assert "Give the two files" in capsys.readouterr().err
