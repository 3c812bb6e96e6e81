"""A console that cannot show a letter stops no command: what it lacks is a question mark there."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import nbformat
import pytest

from healthclaims.__main__ import main
from healthclaims.export import export
from healthclaims.maintain import refresh
from tests.helpers.exported import notebook, prose
from tests.helpers.kit import ROOT

CODE_PAGES = ("cp1252", "ascii", "cp437")
NAMES = ("Łódź 100%#1", "日本 語", "e\u0301te\u0301")
A1 = "a1_who_was_studied"


def run(code_page: str, *words: object) -> tuple[int, str]:
    """Run a command on a console of a code page; give its status and what was printed."""
    shown = io.BytesIO()
    # Of the strictest kind, as PYTHONIOENCODING makes it.
    console = io.TextIOWrapper(shown, encoding=code_page, write_through=True)
    with contextlib.redirect_stdout(console), contextlib.redirect_stderr(console):
        status = main(list(map(str, words)))
    return status, shown.getvalue().decode(code_page)


@pytest.mark.parametrize("code_page", CODE_PAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_made_whatever_the_console_can_show(
    name: str, code_page: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "run_notebook", lambda path, found: None)
    nbformat.write(notebook(prose(f"# {name}")), home / f"{name}.ipynb")
    status, told = run(code_page, "export", f"{name}.ipynb", "--out", "out")
    assert status == 0
    assert {path.name for path in Path("out").iterdir()} == {f"{name}.html", "index.html"}
    assert told.splitlines()[-1] == "Open out/index.html with a double click."


@pytest.mark.parametrize("code_page", CODE_PAGES)
@pytest.mark.parametrize(
    "command",
    [
        ("export", "{}"),
        ("mark", "{}", "--assignment", A1),
        ("mark", ".", "--assignment", "{}"),
        ("to-nbgrader", "{}", "--assignment", A1),
        ("gain", "{}"),
        ("refresh", "{}"),
        ("student-kit", "{}"),
    ],
)
def test_every_command_can_refuse_a_name_that_the_console_cannot_show(
    command: tuple[str, ...], code_page: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    path = home / f"{NAMES[0]}.xyz"
    path.write_text("Nothing of use.", encoding="utf-8")
    out = ("--out", home / "out") if command[0] in ("mark", "to-nbgrader") else ()
    status, told = run(code_page, *(word.format(path) for word in command), *out)
    assert status == 1
    assert told.strip()


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_what_a_command_prints_line_by_line_can_hold_any_letter(
    code_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "refresh_all", lambda names: iter(NAMES))
    status, told = run(code_page, "refresh")
    assert status == 0
    assert told.splitlines()[:-1] == [
        name.encode(code_page, "replace").decode(code_page) for name in NAMES
    ]
