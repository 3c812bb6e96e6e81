"""Every kind of damage to an article is named with file, line, value and remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthclaims.content.articles import load_article
from tests.helpers.kit import Table, problems_of


class Files:
    """The files of the copied Semax article."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "articles" / "semax"
        self.units = Table(self.folder / "units.csv")
        self.labels = Table(self.folder / "annotations.csv")

    def problems(self) -> list[str]:
        """Save both tables and give what is found wrong."""
        self.units.save()
        self.labels.save()
        return problems_of(lambda: load_article("semax"))


@pytest.fixture
def files(data: Path) -> Files:
    return Files(data)


def test_a_misspelt_label_is_named_with_its_line_and_the_likely_word(files: Files) -> None:
    line = files.labels.line(unit="u40", axis="certainty")
    files.labels.find(unit="u40", axis="certainty")["label"] = "hedgd"
    found = files.problems()[0]
    assert found.startswith(f"data/articles/semax/annotations.csv, line {line}: label 'hedgd'")
    assert "Known labels: firm, hedged, no_claim." in found
    assert "Did you mean 'hedged'?" in found


def damaged_label(column: str, value: str) -> Callable[[Files], None]:
    def damage(files: Files) -> None:
        files.labels.find(unit="u40", axis="certainty")[column] = value

    return damage


@pytest.mark.parametrize(
    ("column", "value", "what", "remedy"),
    [
        ("cue", "", "the cue is missing, but rule C4 rests on words.", "Copy the deciding words."),
        ("cue", "might", "cue 'might' does not occur in 'It also could", "Copy the exact words."),
        ("cue", "Could", "cue 'Could' does not occur in", "Copy the exact words."),
        ("rule", "C9", "rule C9 cannot give 'hedged'.", "Correct the rule or the label."),
        ("rule", "C44", "rule 'C44' is not a rule of certainty.", "Did you mean 'C4'?"),
        ("rule", "P2", "rule 'P2' is not a rule of certainty.", "Known rules: C0,"),
        ("status", "contested", "label 'hedged' does not go with status 'contested'.", "two"),
        ("status", "scord", "status 'scord' is not known.", "Did you mean 'scored'?"),
        ("subtype", "animal", "subtype 'animal' does not belong to 'hedged'.", "none."),
        ("why", "Because.", "why is too short: 'Because.'.", "what would flip it"),
        ("axis", "certanty", "axis 'certanty' is not known.", "Did you mean 'certainty'?"),
    ],
)
def test_damage_to_a_judgement_is_named_with_its_line_and_remedy(
    files: Files, column: str, value: str, what: str, remedy: str
) -> None:
    line = files.labels.line(unit="u40", axis="certainty")
    damaged_label(column, value)(files)
    found = [text for text in files.problems() if what in text]
    assert len(found) == 1
    assert f"annotations.csv, line {line}: " in found[0]
    assert remedy in found[0]


def test_a_label_of_a_unit_that_does_not_exist_is_named(files: Files) -> None:
    files.labels.rows.append(files.labels.find(unit="u40", axis="certainty") | {"unit": "u99"})
    (found,) = files.problems()
    assert f"line {len(files.labels.rows) + 1}: unit 'u99' is not known." in found


def test_two_rows_for_one_judgement_are_named(files: Files) -> None:
    first = files.labels.line(unit="u40", axis="certainty")
    files.labels.rows.append(dict(files.labels.find(unit="u40", axis="certainty")))
    (found,) = files.problems()
    assert (
        f"line {len(files.labels.rows) + 1}: repeats line {first} (u40, certainty). Keep one."
        in found
    )


@pytest.mark.parametrize("axis", ["certainty", "purpose"])
def test_a_missing_row_is_named_with_its_unit(files: Files, axis: str) -> None:
    files.labels.drop(unit="u03", axis=axis)
    (found,) = files.problems()
    assert f"annotations.csv: u03 has no row for {axis}." in found


def test_a_claim_without_a_row_on_who_was_studied_is_named(files: Files) -> None:
    files.labels.drop(unit="u37", axis="evidence")
    files.labels.drop(unit="u37", axis="fit")
    (found,) = files.problems()
    line = files.labels.line(unit="u37", axis="certainty")
    assert f"line {line}: u37 makes a claim (firm) but has no row for evidence." in found


def test_a_fit_that_does_not_follow_is_named_with_the_one_that_would(files: Files) -> None:
    row = files.labels.find(unit="u37", axis="fit")
    row.update(label="fits", rule="F1")
    (found,) = files.problems()
    assert "fit of u37 is 'fits', which does not follow from its other labels." in found
    assert "They give goes_further." in found


def test_a_missing_fit_row_is_named_with_what_the_other_labels_give(files: Files) -> None:
    files.labels.drop(unit="u37", axis="fit")
    (found,) = files.problems()
    assert "u37 has no row for fit. Its evidence and wording give goes_further." in found


def test_a_fit_row_where_it_is_not_asked_is_to_be_removed(files: Files) -> None:
    files.labels.rows.append(files.labels.find(unit="u37", axis="fit") | {"unit": "u03", "cue": ""})
    (found,) = files.problems()
    assert "fit of u03 is 'goes_further'" in found
    assert found.endswith("Remove the row.")


def test_a_labelled_repeat_is_to_be_removed(files: Files) -> None:
    files.labels.rows.append(files.labels.find(unit="u01", axis="purpose") | {"unit": "u02"})
    (found,) = files.problems()
    assert "u02 repeats u01 and must not be labelled. Remove the row." in found


# ---------------------------------------------------------------- units


def test_a_unit_that_is_not_word_for_word_is_named_with_its_line(files: Files) -> None:
    unit = files.units.find(unit="u03")
    unit["text"] = unit["text"].replace("1980s", "1980's")
    found = files.problems()
    assert "units.csv, line 4: unit u03 does not occur in the text at this place" in found[0]
    assert "Copy the words from article.txt" in found[0]


def test_words_between_two_units_are_named(files: Files) -> None:
    unit = files.units.find(unit="u03")
    unit["text"] = unit["text"].removeprefix("Semax was ")
    found = files.problems()[0]
    assert "units.csv, line 4: before unit u03 the text has 'Semax was', which is in no" in found


def test_words_after_the_last_unit_are_named(files: Files) -> None:
    last = files.units.rows[-1]["unit"]
    files.units.drop(unit=last)
    files.labels.rows = [row for row in files.labels.rows if row["unit"] != last]
    (found,) = files.problems()
    assert "units.csv, line 72: after the last unit the text goes on: " in found


def test_a_table_of_units_that_is_still_empty_does_not_pass(files: Files) -> None:
    files.units.rows.clear()
    files.labels.rows.clear()
    assert any("/units.csv" in problem for problem in files.problems())


def test_units_in_the_wrong_order_are_named(files: Files) -> None:
    rows = files.units.rows
    rows[2], rows[3] = rows[3], rows[2]
    assert any("unit u03 does not occur in the text at this place" in t for t in files.problems())


def test_an_empty_unit_is_named(files: Files) -> None:
    files.units.find(unit="u03")["text"] = " "
    assert "line 4: text is empty." in files.problems()[0]


def test_a_unit_number_that_stands_twice_is_named(files: Files) -> None:
    files.units.find(unit="u04")["unit"] = "u03"
    assert any("line 5: repeats line 4 (u03)." in text for text in files.problems())


def test_an_unknown_kind_of_unit_is_named(files: Files) -> None:
    files.units.find(unit="u06")["kind"] = "headng"
    (found,) = files.problems()
    assert "line 7: kind 'headng' is not known." in found
    assert "Did you mean 'heading'?" in found


@pytest.mark.parametrize("other", ["u03", "u05", "u99"])
def test_a_repeat_must_be_an_earlier_unit_with_the_same_words(files: Files, other: str) -> None:
    files.units.find(unit="u02")["repeat_of"] = other
    found = files.problems()[0]
    assert f"line 3: repeat_of {other!r} is not an earlier unit with the same words." in found


# ---------------------------------------------------------------- the source card


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('date = "none given"\n', "", "date is missing."),
        ('date = "none given"', 'date = " "', "date is empty."),
        ('date = "none given"', "date = 2024-01-01", "date is datetime.date(2024, 1, 1)."),
        ('promotes = "yes"', 'promotes = "maybe"', "promotes 'maybe' is not known."),
        ('sells = "not verified"', 'sells = "not verifed"', "Did you mean 'not verified'?"),
        ('"u61"', '"u91"', "amounts_or_routes names 'u91'."),
        ('genre = "product page"', "genre = product page", "is not valid TOML"),
    ],
)
def test_damage_to_the_source_card_is_named(files: Files, old: str, new: str, what: str) -> None:
    path = files.folder / "source.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (found,) = files.problems()
    assert found.startswith("data/articles/semax/source.toml")
    assert what in found


def test_an_empty_source_card_lacks_every_field(files: Files) -> None:
    (files.folder / "source.toml").write_text("# to be filled in\n", encoding="utf-8")
    found = files.problems()
    assert len(found) == 10
    assert all(" is missing. Write" in text for text in found)


# ---------------------------------------------------------------- several at once


def test_problems_of_all_files_are_reported_together(files: Files) -> None:
    files.units.find(unit="u06")["kind"] = "headng"
    damaged_label("label", "hedgd")(files)
    files.labels.find(unit="u41", axis="purpose")["cue"] = "a knight"
    path = files.folder / "source.toml"
    text = path.read_text(encoding="utf-8").replace('sells = "not verified"', 'sells = "perhaps"')
    path.write_text(text, encoding="utf-8")
    found = "\n".join(files.problems())
    for part in ("sells 'perhaps'", "kind 'headng'", "label 'hedgd'", "cue 'a knight'"):
        assert part in found


def test_unreadable_files_are_all_named(files: Files) -> None:
    (files.folder / "article.txt").unlink()
    (files.folder / "units.csv").write_bytes(b"unit,kind\n\xff\n")
    (files.folder / "annotations.csv").write_text("unit,axis\n", encoding="utf-8")
    found = problems_of(lambda: load_article("semax"))
    assert len(found) == 3
    assert "article.txt: cannot be read" in found[0]
    assert "units.csv, line 2: is not UTF-8" in found[1]
    assert "annotations.csv, line 1: lacks the columns label," in found[2]
