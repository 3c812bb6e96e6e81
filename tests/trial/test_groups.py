"""The table of a trial: everything wrong with it is said at once, with line and value."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.core.problems import DataError
from healthclaims.trial.groups import read_groups


def table(folder: Path, text: str) -> Path:
    """Write a table."""
    path = folder / "groups.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_who_is_in_which_group_is_read_as_a_spreadsheet_writes_it(tmp_path: Path) -> None:
    path = table(tmp_path, "\ufefflearner;group\r\nblue-fox ; first\r\nred-owl;later \r\n;\r\n")
    assert read_groups(path).of == {"blue-fox": "first", "red-owl": "later"}


def test_a_code_is_known_by_its_zip_with_the_ending_or_without(tmp_path: Path) -> None:
    path = table(tmp_path, "learner,group\na,first\nb.zip,later\nc,later\nd.zip,later\n")
    found = read_groups(path, ["a.zip", "b", "c", "c.zip", "d.zip"])
    assert list(found.of) == ["a.zip", "b", "c", "d.zip"]
    assert list(found.without_answers(dict.fromkeys(found.of))) == []
    path = table(tmp_path, "learner,group\na,first\na.zip,later\n")
    with pytest.raises(DataError, match=r"line 3: repeats line 2 \(a\.zip\)"):
        read_groups(path, ["a.zip"])


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    path = table(tmp_path, "learner,group\na,frist\nb,first\n,first\nb,first\n")
    with pytest.raises(DataError) as caught:
        read_groups(path)
    told = [str(problem) for problem in caught.value.problems]
    assert told == [
        "groups.csv, line 2: group 'frist' is not known. Known groups: first, later. Did you mean "
        "'first'?",
        "groups.csv, line 4: learner is empty. Write text there.",
        "groups.csv, line 5: repeats line 3 (b). Keep one.",
        "groups.csv: nobody is in group 'later'. A comparison needs both groups.",
    ]


def test_a_table_with_other_columns_or_none_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="lacks the columns group"):
        read_groups(table(tmp_path, "learner,class\na,first\n"))
    with pytest.raises(DataError, match=r"nowhere\.csv: cannot be read"):
        read_groups(tmp_path / "nowhere.csv")
