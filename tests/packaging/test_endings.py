"""What a command cannot do ends with a message and a status, whatever was given."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.__main__ import main
from tests.helpers.kit import ROOT

A1 = "a1_who_was_studied"


@pytest.mark.parametrize("command", ["mark", "to-nbgrader"])
@pytest.mark.parametrize("name", ["notes.md", "table.csv", "photo.jpg"])
def test_what_is_no_submission_is_told(
    name: str,
    command: str,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    (home / name).write_bytes(b"Not handed in.")
    out = home / command
    assert main([command, str(home / name), "--assignment", A1, "--out", str(out)]) == 1
    assert "Nothing that a student handed in was found." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("mark", ["work", "--assignment", A1, "--out"]),
        ("to-nbgrader", ["work", "--assignment", A1, "--out"]),
        ("student-kit", []),
        ("export", ["02_animal_or_human", "--out"]),
    ],
)
def test_a_folder_that_cannot_be_written_to_is_told(
    command: str,
    words: list[str],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    (home / "work" / "student").mkdir(parents=True)
    (home / "work" / "student" / "a.jsonl").write_text("{}", encoding="utf-8")
    # Below a file no folder can be made, not even by who may write everywhere.
    (home / "file").write_text("", encoding="utf-8")
    given = [str(home / word) if word == "work" else word for word in words]
    assert main([command, *given, str(home / "file" / "out")]) == 1
    told = capsys.readouterr().err
    assert "file" in told
    assert "Traceback" not in told
