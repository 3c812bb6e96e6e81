"""Where the data is found, and what a table may look like."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.core.files import data_dir, home_dir, read_text, read_toml
from healthclaims.core.problems import DataError, Problem
from healthclaims.core.tables import read_table, whole_number, write_table
from tests.helpers.kit import DATA, problems_of

COLUMNS = ("a", "b")


def make_kit(folder: Path, name: str = "health-claims") -> Path:
    """Make a folder that looks like a kit (or like another package with data)."""
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "datapackage.json").write_text(f'{{\n  "name": "{name}"\n}}\n', encoding="utf-8")
    return data


def read(folder: Path, content: bytes) -> list[dict[str, str]]:
    path = folder / "table.csv"
    path.write_bytes(content)
    return [dict(row) for row in read_table(path, COLUMNS)]


def lines(folder: Path, content: bytes) -> list[int]:
    path = folder / "table.csv"
    path.write_bytes(content)
    return [row.line for row in read_table(path, COLUMNS)]


# ---------------------------------------------------------------- where data is found


def test_the_environment_variable_comes_before_the_kit_around_us(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_kit(home)
    named = home / "somewhere else"
    named.mkdir()
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(named))
    assert data_dir() == named


@pytest.mark.parametrize("name", ["no such folder", "a file"])
def test_an_environment_variable_that_names_no_folder_is_quoted_with_the_remedy(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (home / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(home / name))
    with pytest.raises(FileNotFoundError) as caught:
        data_dir()
    assert repr(str(home / name)) in str(caught.value)
    assert "HEALTHCLAIMS_DATA" in str(caught.value)
    assert "or remove it" in str(caught.value)


def test_the_nearest_kit_above_the_working_directory_is_used(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_kit(home)
    near = make_kit(home / "copy")
    (home / "copy" / "notebooks" / "deep").mkdir(parents=True)
    monkeypatch.chdir(home / "copy" / "notebooks" / "deep")
    assert data_dir() == near


def test_a_data_folder_of_another_project_is_passed_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = make_kit(home)
    make_kit(home / "course", name="weather")
    (home / "course" / "data" / "empty" / "data").mkdir(parents=True)
    monkeypatch.chdir(home / "course" / "data" / "empty")
    assert data_dir() == own


def test_away_from_any_kit_the_copy_that_came_with_the_package_is_used() -> None:
    found = data_dir()
    assert (found / "codebook.toml").read_bytes() == (DATA / "codebook.toml").read_bytes()


def test_what_a_student_makes_goes_beside_the_data_or_into_the_working_directory(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home_dir() == home
    make_kit(home / "kit")
    (home / "kit" / "notebooks").mkdir()
    monkeypatch.chdir(home / "kit" / "notebooks")
    assert home_dir() == home / "kit"


# ---------------------------------------------------------------- what a table may look like


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbfa,b\n1,"x, y"\n2,z\n',
        b'a,b\n1,"x, y"\n2,z\n',
        b'a,b\r\n1,"x, y"\r\n2,z\r\n',
        b"\xef\xbb\xbfa;b\r\n1;x, y\r\n2;z",
        b'b,a\n"x, y",1\nz,2\n',
        b' a , b \n1,"x, y"\n\n2,z\n,\n\n',
    ],
    ids=["with BOM", "without BOM", "CRLF", "semicolons", "other order", "blank lines"],
)
def test_tables_from_any_spreadsheet_read_alike(home: Path, content: bytes) -> None:
    assert read(home, content) == [{"a": "1", "b": "x, y"}, {"a": "2", "b": "z"}]


def test_line_numbers_count_the_line_breaks_inside_quotes(home: Path) -> None:
    assert lines(home, b'a,b\n1,"x\ny\nz"\n2,u\n\n3,"v\r\nw"\n4,q\n') == [2, 5, 7, 9]
    assert read(home, b'a,b\n1,"x\ny"\n') == [{"a": "1", "b": "x\ny"}]


def test_a_comma_outside_quotes_is_named_with_its_line_and_remedy(home: Path) -> None:
    (found,) = problems_of(lambda: read(home, b'a,b\n1,"x\ny"\n2,u, v\n3,w\n'))
    assert "table.csv, line 4" in found
    assert "has 3 values, the header has 2 columns" in found
    assert "between double quotes" in found


def test_all_problems_of_a_table_are_reported_at_once(home: Path) -> None:
    found = problems_of(lambda: read(home, b"a,c\n1,2,3\n4,5\n6\n"))
    assert [problem.split(":")[0] for problem in found] == [
        "table.csv, line 1",
        "table.csv, line 1",
        "table.csv, line 2",
        "table.csv, line 4",
    ]
    assert "lacks the columns b. The columns are: a, b." in found[0]
    assert "unknown columns 'c'" in found[1]


def test_the_message_of_an_error_counts_its_problems(home: Path) -> None:
    with pytest.raises(DataError, match=r"^2 problems were found:\n  - .*\n  - .*$"):
        read(home, b"a,b\n1\n2\n")
    with pytest.raises(DataError, match=r"^1 problem was found:\n  - .*$"):
        read(home, b"a,b\n1\n")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n1,2\n"])
def test_a_table_without_a_header_lacks_all_columns(home: Path, content: bytes) -> None:
    assert "lacks the columns a, b" in problems_of(lambda: read(home, content))[0]


def test_a_column_that_stands_twice_is_named(home: Path) -> None:
    (found,) = problems_of(lambda: read(home, b"a,b,a\n1,2,3\n"))
    assert "line 1" in found
    assert "'a'" in found


def test_text_that_is_not_utf_8_is_named_with_its_line_and_byte(home: Path) -> None:
    (found,) = problems_of(lambda: read(home, b"a,b\n1,x\n2,caf\xe9\n3,\xff\n"))
    assert "table.csv, line 3" in found
    assert "0xe9" in found
    assert "UTF-8" in found


def test_an_unclosed_quote_is_named_with_the_line_of_its_row(home: Path) -> None:
    (found,) = problems_of(lambda: read(home, b'a,b\n1,x\n2,"y\n3,z\n4,u\n'))
    assert "table.csv, line 3" in found
    assert "unclosed double quote" in found


def test_problems_before_an_unclosed_quote_are_reported_with_it(home: Path) -> None:
    found = problems_of(lambda: read(home, b'a,b\n1\n2,"y\n'))
    assert len(found) == 2
    assert "line 2: has 1 values" in found[0]


def test_a_missing_table_is_named(home: Path) -> None:
    (found,) = problems_of(lambda: read_table(home / "gone.csv", COLUMNS))
    assert found.startswith("gone.csv: cannot be read (No such file or directory).")


def test_messages_start_at_the_data_folder_and_name_no_machine() -> None:
    path = Path("/somewhere/data/kit/data/articles/semax/units.csv")
    assert (
        str(Problem(path, 3, "is wrong.", "")) == "data/articles/semax/units.csv, line 3: is wrong."
    )


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30)


@given(st.lists(st.tuples(CELLS, CELLS).filter(any)))
def test_what_is_written_reads_back_the_same(pairs: list[tuple[str, str]]) -> None:
    rows = [dict(zip(COLUMNS, pair, strict=True)) for pair in pairs]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write_table(path, COLUMNS, rows)
        assert [dict(row) for row in read_table(path, COLUMNS)] == rows


@pytest.mark.parametrize("text", ["x\ry", "x\r\ny", "\r", "a, b\r"])
def test_a_carriage_return_in_a_cell_breaks_no_row(home: Path, text: str) -> None:
    write_table(home / "table.csv", COLUMNS, [{"a": text, "b": "1"}, {"a": "2", "b": "3"}])
    first, second = read_table(home / "table.csv", COLUMNS)
    assert (first["b"], second) == ("1", {"a": "2", "b": "3"})
    assert first["a"].splitlines() == text.splitlines()


def test_tables_are_written_for_spreadsheets_and_for_git(home: Path) -> None:
    write_table(home / "table.csv", COLUMNS, [{"a": "“x”"}, {"a": "1", "b": "y, z"}])
    written = (home / "table.csv").read_bytes()
    assert written == '\ufeffa,b\n“x”,\n1,"y, z"\n'.encode()


# ---------------------------------------------------------------- other files


def test_text_keeps_its_line_ends_and_loses_its_byte_order_mark(home: Path) -> None:
    (home / "text.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\n")
    assert read_text(home / "text.txt") == "one\r\ntwo\n"


def test_a_broken_toml_file_is_named_with_the_place(home: Path) -> None:
    (home / "card.toml").write_text('title = "x"\npublisher = x\n', encoding="utf-8")
    (found,) = problems_of(lambda: read_toml(home / "card.toml"))
    assert found.startswith("card.toml: is not valid TOML")
    assert "line 2" in found


@pytest.mark.parametrize(
    "content", [b"a,b,\n1,x,\n", b"a;;b;;\n1;;x;;\n", b"a,b\n1,x,,\n", b",,a,b\n,,1,x\n"]
)
def test_columns_without_name_and_content_are_passed_over(home: Path, content: bytes) -> None:
    assert read(home, content) == [{"a": "1", "b": "x"}]


def test_a_column_without_a_name_and_with_content_is_a_problem(home: Path) -> None:
    assert "unknown columns ''" in problems_of(lambda: read(home, b"a,b,\n1,x,\n2,y,z\n"))[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,0", "1"), (" 10.00 ", "10"), ("100", "100"), ("1,5", "1,5"), ("x.0", "x.0"), ("", "")],
)
def test_a_whole_number_may_have_decimals_that_are_zero(text: str, number: str) -> None:
    assert whole_number(text) == number
