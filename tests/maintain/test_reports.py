"""What the kit reports about its own data, and the command that prints it."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.check import check_all
from healthclaims.content.articles import load_article
from healthclaims.content.studies import load_evidence
from healthclaims.maintain.report import agreement_table, beyond_chance, label_counts_table
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import CHOICE
from tests.helpers.kit import ARTICLES, DATA, ROOT, Table


def cells(table: str) -> list[list[str]]:
    """Split a Markdown table into its cells, header left out."""
    return [
        [cell.strip() for cell in line.replace("\\|", "¦").strip("|").split("|")]
        for line in table.splitlines()[2:]
    ]


def ratings() -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """Read what the two raters said, independently of the kit."""
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    with (DATA / "reliability.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for text in (row["text"], "all together"):
                first, second = found.setdefault((text, row["axis"]), ([], []))
                first.append(row["first"])
                second.append(row["second"])
    return found


def test_agreement_beyond_chance_is_what_sums_by_hand_give() -> None:
    # 50 items: both yes 20, both no 15, yes/no 5, no/yes 10; agreement .70, by chance .50
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    # 55 yes and 45 no in 100 ratings; 30 of 100 ratings stand in a differing pair
    expected = (0.4, 1 - 99 * 30 / (2 * 55 * 45))
    assert beyond_chance(first, second) == pytest.approx(expected)


def test_agreement_beyond_chance_is_undefined_where_one_label_was_used_only() -> None:
    assert beyond_chance(["firm"] * 7, ["firm"] * 7) == (None, None)


@pytest.mark.parametrize("library", ["krippendorff", "sklearn"])
def test_without_the_libraries_the_command_says_what_to_install(
    library: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    assert main(["agreement"]) == 1
    message = capsys.readouterr().err
    assert library in message
    assert 'pip install -e ".[maintain]"' in message


def test_the_raw_agreement_of_the_raters_is_the_share_of_labels_that_they_share() -> None:
    rows = {(row[0], row[1]): row[2:] for row in cells(agreement_table())}
    expected = ratings()
    assert rows.keys() == expected.keys()
    for place, (first, second) in expected.items():
        pairs = list(zip(first, second, strict=True))
        raw = sum(one == two for one, two in pairs) / len(pairs)
        assert rows[place][:2] == [str(len(pairs)), f"{raw:.3f}"]


def test_every_difference_between_the_raters_is_listed() -> None:
    for row in cells(agreement_table()):
        first, second = ratings()[row[0], row[1]]
        differing = sum(one != two for one, two in zip(first, second, strict=True))
        listed = 0 if row[6] == "none" else sum(int(p.split(" × ")[0]) for p in row[6].split(", "))
        assert listed == differing


def test_both_raters_judged_every_unit_of_every_text() -> None:
    counts = Counter(text for text, _ in ratings())
    assert counts.pop("all together") == 4
    assert set(counts.values()) == {3}
    for (text, axis), (first, second) in ratings().items():
        assert len(first) == len(second) > 12, (text, axis)
        assert "" not in (*first, *second)


def test_labels_are_counted_over_the_whole_bank() -> None:
    bank = [question(name) for name in all_questions()]
    units = Counter((asked.axis, asked.key) for asked in bank if asked.kind == CHOICE)
    for axis, label, one, two, together in cells(label_counts_table()):
        assert int(one) == units[axis, label]
        assert int(one) + int(two) == int(together)
        assert int(two) > 0 or (axis, label) == ("fit", "goes_further")


@pytest.mark.parametrize("table", [agreement_table, label_counts_table])
def test_the_figures_in_the_readme_are_those_of_the_data(table: Callable[[], str]) -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert [line for line in table().splitlines() if line not in readme] == []


def test_the_sizes_in_the_readme_are_those_of_the_texts_and_the_record() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for name in ARTICLES:
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| `{name}` |")]
        assert row.endswith(f"| {len(load_article(name).text.split())} |")
    grades = Counter(study.check_grade for study in load_evidence().studies.values())
    for grade, count in grades.items():
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| {grade} |")]
        assert row.endswith(f"| {count} |")


# ---------------------------------------------------------------- the check


def test_the_kits_own_data_is_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert check_all() == []
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "All texts, labels and quizzes are in order.\n"


def test_the_check_says_when_it_is_run_outside_the_kit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    assert "This is not the kit's folder" in capsys.readouterr().out


def test_the_check_lists_problems_of_all_tables_at_once(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, row, column in (
        ("articles/semax/annotations.csv", 0, "label"),
        ("articles/caligrin_news/units.csv", 3, "text"),
        ("headlines.csv", 0, "key"),
        ("evidence/links.csv", 0, "study"),
    ):
        table = Table(data / name)
        table.rows[row][column] = "?"
        table.save()
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    for name in ("semax/annotations.csv, line 2", "caligrin_news/units.csv, line 5"):
        assert name in out


def test_the_check_lists_every_problem_of_a_table(data: Path) -> None:
    table = Table(data / "articles" / "semax" / "annotations.csv")
    for row in table.rows[:3]:
        row["why"] = "So."
    table.save()
    assert [problem.split(":")[0][-6:] for problem in check_all()] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pairs.csv", "e1,a,hospital", "e1,a,hosptal"),
        ("decks.toml", '["bramosol', '["semaks", "bramosol'),
        ("articles/semax/article.txt", "nootropics", "nootropic"),
    ],
)
def test_the_check_lists_damage_in_every_kind_of_file_and_never_breaks_off(
    data: Path, name: str, old: str, new: str
) -> None:
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = check_all()
    assert found
    assert all(problem.startswith("data/") for problem in found)


def test_the_check_names_no_problem_twice(data: Path) -> None:
    path = data / "codebook.toml"
    path.write_text("[axes", encoding="utf-8")
    found = check_all()
    assert len(set(found)) == len(found) == 1


def test_the_agreement_is_printed_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement"]) == 0
    assert capsys.readouterr().out == agreement_table() + "\n"


@pytest.mark.parametrize("arguments", [[], ["chek"]])
def test_an_unknown_command_lists_the_known_ones(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m healthclaims" in capsys.readouterr().err
