"""A text file becomes a text of one's own, and a filled sheet its labels; nothing is lost."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.check import check_all
from healthclaims.content.articles import load_article
from healthclaims.own_text.new_article import new_article

TEXT = """Zembrelin drops

In a study with 40 nurses the drops helped.
In mice the drops helped, too.
The drops have a mild taste of mint.
Take 20 drops before bed.

Ask us

In mice the drops helped, too.
"""
CARD = {"publisher": "The Wick Post", "genre": "news report", "promotes": "no"}
GIVEN = [f"--{name}={value}" for name, value in CARD.items()]
PEOPLE = {"label": "people", "cue": "40 nurses", "why": "It names who took part."}
MICE = {"label": "animals_or_cells", "why": "Mice are named, and no people."}


@pytest.fixture
def folder(home: Path) -> Path:
    """The folder of a text that has just been made."""
    (home / "my text.txt").write_text(TEXT, encoding="utf-8")
    list(new_article("my text.txt", CARD))
    return home / "my_articles" / "my_text"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(path: Path, labels: dict[tuple[str, str], dict[str, str]], delimiter: str = ",") -> None:
    """Fill in a sheet as a spreadsheet of some countries saves it."""
    found = rows(path)
    for row in found:
        row.update(labels.get((row["unit"], row["axis"]), {}))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, found[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(found)


def label(folder: Path, labels: dict[tuple[str, str], dict[str, str]]) -> int:
    fill(folder / "labels.csv", labels)
    return main(["labels", "my_text"])


def test_a_text_file_is_cut_into_lines_and_has_the_card_that_was_given(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "tea.txt").write_text(TEXT, encoding="utf-8")
    assert main(["new-article", "tea.txt", *GIVEN]) == 0
    made, told = load_article("tea"), capsys.readouterr().out
    assert [unit.kind for unit in made.units].count("sentence") == 5
    assert all(f"{unit.id} " in told and unit.text in told for unit in made.units)
    card = made.card
    assert (card.publisher, card.genre, card.promotes) == ("The Wick Post", "news report", "no")
    assert check_all() == []


def test_the_sheet_has_a_row_for_each_line_that_can_be_asked_and_each_question(
    folder: Path,
) -> None:
    made = rows(folder / "labels.csv")
    assert {row["unit"] for row in made} == {"u01", "u02", "u03", "u04", "u06"}
    assert len(made) == 15
    assert {row["choose_from"] for row in made if row["axis"] == "evidence"} == {
        "people, animals_or_cells, not_stated"
    }
    assert not any(row["label"] or row["cue"] or row["why"] for row in made)


def test_what_is_left_out_of_the_card_is_asked_for_until_it_can_be_used(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "tea.txt").write_text(TEXT, encoding="utf-8")
    answers = iter(["", "", "leaflet", "maybe", "yes", "yes"])
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda words: asked.append(words) or next(answers))
    assert main(["new-article", "tea.txt"]) == 0
    made = load_article("tea")
    assert (made.card.title, made.card.publisher) == ("Zembrelin drops", "not known")
    assert (made.card.genre, made.card.promotes, made.invented) == ("leaflet", "yes", True)
    assert len([words for words in asked if "promote" in words]) == 2


def test_who_ends_the_questions_gets_a_card_of_what_is_known(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(_words: str) -> str:
        raise EOFError

    (home / "tea.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", ends)
    assert main(["new-article", "tea.txt", "--publisher", "The Wick Post"]) == 0
    assert load_article("tea").card.publisher == "The Wick Post"
    assert load_article("tea").card.promotes == "not verified"


def test_the_same_text_again_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["new-article", "my text.txt", "--title", "Another"]) == 1
    assert "my_articles/my_text holds this text already" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_another_text_of_the_same_name_gets_a_folder_of_its_own(home: Path, folder: Path) -> None:
    (home / "my text.txt").write_text("Another text may help.", encoding="utf-8")
    assert main(["new-article", "my text.txt", *GIVEN]) == 0
    assert load_article("my_text_2").text == "Another text may help."
    assert load_article("my_text").text == TEXT


def test_a_filled_sheet_gives_the_text_its_labels(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder / "labels.csv", {("u02", "evidence"): {**PEOPLE, "label": " people "}}, ";")
    assert main(["labels", "my_text"]) == 0
    (found,) = load_article("my_text").annotations.values()
    assert (found.unit, found.label, found.cue, found.why) == (
        "u02",
        "people",
        "40 nurses",
        "It names who took part.",
    )
    assert "1 label: people 1" in capsys.readouterr().out
    assert check_all() == []


def test_every_mistake_in_a_sheet_is_named_with_its_line_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert label(folder, {("u02", "evidence"): PEOPLE}) == 0
    before = (folder / "annotations.csv").read_bytes()
    capsys.readouterr()
    assert (
        label(
            folder,
            {
                ("u02", "evidence"): {**PEOPLE, "label": "peple"},
                ("u03", "evidence"): {"label": "", "why": "Mice were given the drops."},
                ("u04", "evidence"): {**PEOPLE, "cue": "fifty nurses"},
            },
        )
        == 1
    )
    told = capsys.readouterr().err
    assert "3 problems were found" in told
    assert "line 5: evidence of u04, 'people': “fifty nurses” does not stand in" in told
    assert "my_articles/my_text/labels.csv, line 3: label 'peple' is not a label of ev" in told
    assert "Did you mean 'people'?" in told
    assert "labels.csv, line 4: label is empty." in told
    assert (
        label(
            folder,
            {
                ("u02", "evidence"): {**PEOPLE, "cue": "fifty nurses"},
                ("u03", "evidence"): {**MICE, "why": "Mice."},
            },
        )
        == 1
    )
    told = capsys.readouterr().err
    assert "line 3: evidence of u02, 'people': “fifty nurses” does not stand in" in told
    assert "line 4: evidence of u03, 'animals_or_cells': Write a reason of at least 4 w" in told
    assert (folder / "annotations.csv").read_bytes() == before


def test_a_row_of_a_line_that_is_not_there_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = folder / "labels.csv"
    sheet.write_text(
        "unit,axis,label,why\nu77,evidence,people,It names who took part.\n"
        "u05,evidence,people,It names who took part.\n",
        encoding="utf-8",
    )
    assert main(["labels", "my_text"]) == 1
    told = capsys.readouterr().err
    assert "labels.csv, line 2: evidence of u77, 'people': u77 is no line of my_text." in told
    assert "line 3: evidence of u05, 'people': This line says how much" in told


def test_an_empty_sheet_says_what_to_fill_in(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["labels", "my_text"]) == 1
    assert "labels.csv: holds no label. Fill in label and why" in capsys.readouterr().err


def test_labels_that_were_there_are_kept_beside_the_new_ones(folder: Path) -> None:
    assert label(folder, {("u02", "evidence"): PEOPLE}) == 0
    first = (folder / "annotations.csv").read_bytes()
    assert main(["labels", "my_text"]) == 0
    assert not (folder / "annotations_1.csv").exists()
    assert label(folder, {("u03", "evidence"): MICE}) == 0
    second = (folder / "annotations.csv").read_bytes()
    assert label(folder, {("u03", "evidence"): {**MICE, "label": "people"}}) == 0
    assert (folder / "annotations_1.csv").read_bytes() == first
    assert (folder / "annotations_2.csv").read_bytes() == second


@pytest.mark.parametrize("name", ["semax", "nothing_here"])
def test_only_texts_of_ones_own_take_labels_from_a_sheet(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["labels", name, str(folder / "labels.csv")]) == 1
    assert name in capsys.readouterr().err
