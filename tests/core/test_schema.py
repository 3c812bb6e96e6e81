"""What is described once is checked everywhere, with place, value and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from healthclaims.core.schema import (
    COUNT,
    COUNTS,
    FLAG,
    NUMBER,
    TABLE,
    TABLES,
    TEXTS,
    Field,
    Found,
    Table,
    entry_problems,
)
from healthclaims.core.tables import Row, read_table

PLANTS = Table(
    "plants",
    (
        Field("plant", pattern="[a-z]+", remedy="Write small letters."),
        Field("colour", "of the flower", one_of=("red", "white"), values="colours"),
        Field("place", values="places", needed=False),
        Field("note", least_words=2, remedy="Say more.", needed=False),
    ),
    key=("plant", "colour"),
    refers=(("place", "places"),),
)
GOOD = {"plant": "rose", "colour": "red", "place": "wood", "note": "smells well"}


def told(tmp_path: Path, *rows: Mapping[str, str], **options: Any) -> list[str]:
    """Write a table, and return what is said about it."""
    path = tmp_path / "data/plants.csv"
    path.parent.mkdir()
    lines = [",".join(PLANTS.columns), *(",".join((GOOD | row).values()) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return [str(found) for found in PLANTS.problems(read_table(path, PLANTS.columns), **options)]


def test_a_good_row_has_no_problem(tmp_path: Path) -> None:
    assert told(tmp_path, {}, {"colour": "white", "place": "", "note": ""}) == []


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("plant", " ", "plant is empty. Write small letters."),
        ("plant", "Rose", "plant 'Rose' cannot be used. Write small letters."),
        (
            *("colour", "whte"),
            "colour 'whte' is not known. Known colours: red, white. Did you mean 'white'?",
        ),
        ("colour", "", "colour is empty. Write text there."),
        ("place", "wod", "place 'wod' is not known. Known places: wood. Did you mean 'wood'?"),
        ("note", "Nice.", "note is too short: 'Nice.'. Say more."),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_value_and_remedy(
    tmp_path: Path, column: str, value: str, message: str
) -> None:
    found = told(tmp_path, {}, {"plant": "lily", column: value}, known={"place": {"wood"}})
    assert found == [f"data/plants.csv, line 3: {message}"]


def test_every_problem_of_every_row_is_told_at_once(tmp_path: Path) -> None:
    rows = ({"plant": "", "colour": ""}, {"colour": "blue", "note": "x"})
    assert [found.split(":")[0][-1] for found in told(tmp_path, *rows)] == ["2", "2", "3", "3"]


def test_a_row_that_stands_twice_is_named_with_the_first(tmp_path: Path) -> None:
    found = told(tmp_path, {}, {"colour": "white"}, {}, {})
    repeated = "repeats line 2 (rose, red). Keep one."
    assert found == [f"data/plants.csv, line {line}: {repeated}" for line in (4, 5)]


def test_a_rule_for_one_row_is_told_with_its_line(tmp_path: Path) -> None:
    def no_lilies(row: Row) -> Found:
        if row["plant"] == "lily":
            yield "a lily.", "Take another."

    path = tmp_path / "plants.csv"
    path.write_text("plant,colour,place,note\nlily,red,,\nrose,red,,\n", encoding="utf-8")
    (found,) = PLANTS.problems(read_table(path, PLANTS.columns), no_lilies)
    assert str(found) == "plants.csv, line 2: a lily. Take another."


def test_the_schema_for_others_says_what_the_check_asks_for() -> None:
    schema = PLANTS.as_json()
    assert schema["primaryKey"] == ["plant", "colour"]
    assert schema["fields"][1] == {
        "name": "colour",
        "type": "string",
        "description": "of the flower",
        "constraints": {"required": True, "enum": ["red", "white"]},
    }
    assert schema["foreignKeys"] == [
        {"fields": ["place"], "reference": {"resource": "places", "fields": ["place"]}}
    ]


# ---------------------------------------------------------------- TOML

PART = (Field("text"), Field("points", kind=COUNT, needed=False))
ENTRY = (
    Field("title"),
    Field("minutes", kind=NUMBER),
    Field("words", kind=TEXTS, needed=False, most=2),
    Field("levels", kind=COUNTS, needed=False),
    Field("open", kind=FLAG, needed=False),
    Field("part", kind=TABLE, needed=False, parts=PART),
    Field("parts", kind=TABLES, needed=False, parts=PART),
)
NEEDED: dict[str, object] = {"title": "A", "minutes": 5}


def said(entry: object) -> list[str]:
    found = entry_problems(entry, ENTRY, "[a] ", Path("a.toml"))
    return [f"{problem.what} {problem.remedy}" for problem in found]


def test_a_good_entry_has_no_problem() -> None:
    parts = {"part": {"text": "b"}, "parts": [{"text": "c", "points": 0}]}
    assert said(NEEDED) == []
    assert said(NEEDED | parts | {"words": ["x"], "levels": [0, 1], "open": False}) == []


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("title", 3, "[a] title is 3. Write text in quotes there."),
        ("title", " ", "[a] title is empty. Write text there."),
        ("minutes", 0, "[a] minutes is 0. Write a whole number from 1 there."),
        ("minutes", True, "[a] minutes is True. Write a whole number from 1 there."),
        ("words", "x", "[a] words is 'x'. Write a list of texts in quotes there."),
        ("words", ["x", ""], "[a] words is ['x', '']. Write a list of texts in quotes there."),
        ("words", ["x", "y", "z"], "[a] words has 3 members. Write 1 to 2."),
        ("levels", [1.5], "[a] levels is [1.5]. Write a list of whole numbers there."),
        ("open", 1, "[a] open is 1. Write true or false, without quotes there."),
        ("part", [], "[a] part: [] stands where a table belongs. Write a table with text, points."),
        ("part", {"text": 1}, "[a] part: text is 1. Write text in quotes there."),
        ("parts", [], "[a] parts has 0 members. Write 1 or more."),
        ("parts", [{}], "[a] parts 1: text is missing. Write text in quotes there."),
        ("parts", 7, "[a] parts is 7. Write a list of tables with text, points there."),
        (
            *("titel", "A"),
            "[a] the entry 'titel' is not known. Known entries: levels, minutes, open, part, "
            "parts, title, words. Did you mean 'title'?",
        ),
    ],
)
def test_a_wrong_entry_is_named_with_value_and_remedy(
    name: str, value: object, message: str
) -> None:
    assert said(NEEDED | {name: value}) == [message]


def test_what_is_missing_is_named_and_all_of_it() -> None:
    assert said({}) == [
        "[a] title is missing. Write text in quotes there.",
        "[a] minutes is missing. Write a whole number from 1 there.",
    ]


def test_a_value_where_a_table_belongs_is_named() -> None:
    assert said("x") == [
        "[a] 'x' stands where a table belongs. "
        "Write a table with title, minutes, words, levels, open, part, parts."
    ]
