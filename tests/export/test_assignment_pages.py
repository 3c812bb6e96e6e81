"""Assignments as pages: what is on them, what is refused, and that no answer gets there."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from healthclaims.assignments.assignment import Assignment
from healthclaims.assignments.page import open_assignment
from healthclaims.assignments.questions_file import read_assignment
from healthclaims.assignments.quiz_widget import MarkedQuiz
from healthclaims.export.assignment_page import page_of
from healthclaims.export.export import export_pages
from healthclaims.export.page import lesson_of
from healthclaims.export.run import read_notebook
from healthclaims.questions.question import Question
from tests.helpers.classwork import key_of
from tests.helpers.course import ASSIGNMENTS
from tests.helpers.kit import ROOT, problems_of
from tests.helpers.leaks import FIELDS, fields_of, rules_in, secrets, told

A1, A5 = "a1_who_was_studied", "a5_rewrite"


def page_from(assignment: Assignment) -> str:
    path = ROOT / f"exercises/{assignment.name}/{assignment.name}.ipynb"
    notebook = read_notebook(path)
    return page_of(assignment, lesson_of(path.stem, notebook), notebook, path.parent, [])


def as_students_have_it(name: str) -> Assignment:
    return read_assignment(ROOT / f"exercises/{name}/questions.json")


def data_in(page: str, name: str) -> Any:
    """Read what a page holds for its scripts."""
    (text,) = re.findall(rf'<script type="application/json" id="{name}">(.*?)</script>', page)
    return json.loads(text)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_page_tells_an_answer(name: str) -> None:
    page = page_from(as_students_have_it(name))
    assert told(page, secrets(name, rules=True, rows=True)) == []
    widgets, packed = data_in(page, "widgets"), data_in(page, "assignment")
    # One key there is: under which a browser keeps answers.
    assert fields_of([widgets["states"], widgets["shared"]]) & FIELDS <= {"key"}
    assert fields_of(packed) & FIELDS == set()
    assert rules_in([widgets, packed], name) == []
    assert all(not state["resume"] for state in widgets["states"])


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_a_page_is_the_same_whether_or_not_its_maker_has_the_answers(name: str) -> None:
    assert page_from(key_of(name).assignment) == page_from(as_students_have_it(name))


def test_the_search_finds_answers_that_have_got_onto_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    as_state = Question.as_state
    monkeypatch.setattr(
        Question, "as_state", lambda asked, **_: as_state(asked, with_feedback=True)
    )
    page = page_from(key_of(A1).assignment)
    asked = key_of(A1).assignment.questions
    assert len(told(page, secrets(A1, rules=False, rows=False))) >= len(asked)
    widgets = data_in(page, "widgets")
    assert {"verdict", "why", "cue"} <= fields_of([widgets["states"], widgets["shared"]])


def test_what_its_maker_answered_is_not_on_a_page(home: Path, data: Path) -> None:
    shutil.copytree(ROOT / "exercises", home / "exercises")
    quiz: MarkedQuiz = open_assignment(A1).quiz()
    asked = quiz.questions[0]
    quiz.answer(asked.id, asked.options[0].value, sure=3)
    assert open_assignment(A1).quiz().get_state()["resume"]
    (state,) = data_in(page_from(as_students_have_it(A1)), "widgets")["states"]
    assert (state["resume"], state["latest"]) == ([], 0)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_a_page_has_a_place_for_each_text_and_no_word_about_jupyter(name: str) -> None:
    page = page_from(as_students_have_it(name))
    places = re.findall(r'<textarea[^>]* data-task="(\w+)"', page)
    assert places == [task.id for task in key_of(name).assignment.tasks]
    (body,) = re.findall(r'<div id="my-answers"></div>(.*?)</main>', page, re.DOTALL)
    words = ("▶", "Ctrl+S", "press Enter", "Shift+Enter", "this cell", "next cell", "the kernel")
    assert [word for word in words if word in body] == []


def test_an_assignment_is_exported_by_its_name_and_by_its_path(home: Path, data: Path) -> None:
    shutil.copytree(ROOT / "exercises", home / "exercises")
    path = f"exercises/{A5}/{A5}.ipynb"
    for names in ([A1, A5], [A1, path]):
        out = home / f"pages{len(names[1])}"
        list(export_pages(names, out))
        index = (out / "index.html").read_text(encoding="utf-8")
        assert re.findall(r'<a href="(a\d_\w+)\.html">', index) == [A1, A5]
        assert "15 points, about 20 minutes." in index


def test_a_site_holds_all_assignments_and_what_keeps_it_offline(home: Path, data: Path) -> None:
    shutil.copytree(ROOT / "exercises", home / "exercises")
    list(export_pages((), home / "site", site=True))
    made = sorted(path.name for path in (home / "site").iterdir())
    assert made == sorted(["index.html", "offline.js", *(f"{name}.html" for name in ASSIGNMENTS)])
    worker = (home / "site/offline.js").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^const PAGES = (.*);$", worker, re.MULTILINE)
    assert json.loads(listed) == ["index.html", *(f"{name}.html" for name in ASSIGNMENTS)]


def test_the_worker_changes_when_a_page_does(home: Path, data: Path) -> None:
    def worker() -> bytes:
        list(export_pages((), home / "site", site=True))
        return (home / "site/offline.js").read_bytes()

    shutil.copytree(ROOT / "exercises", home / "exercises")
    first = worker()
    assert worker() == first
    path = home / f"exercises/{A5}/{A5}.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Socks for the journey", "Socks"), encoding="utf-8")
    assert worker() != first


def test_what_holds_somebodys_answers_or_lacks_its_questions_is_refused(
    home: Path, data: Path
) -> None:
    shutil.copytree(ROOT / "exercises", home / "exercises")
    path = home / f"exercises/{A5}/{A5}.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"YOUR ANSWER HERE"', '"It may help."', 1), encoding="utf-8")
    other = home / f"elsewhere/{A1}.ipynb"
    other.parent.mkdir()
    shutil.copyfile(home / f"exercises/{A1}/{A1}.ipynb", other)
    (home / f"exercises/{A1}").rename(home / "away")
    assert problems_of(lambda: list(export_pages([A5, str(other)], home / "pages"))) == [
        f"exercises/{A5}/{A5}.ipynb: the place for ankles holds an answer. "
        "Make the exercises anew: python -m healthclaims refresh.",
        f"{A1}.ipynb: is an assignment without its questions.json beside it. "
        "Get the assignment's folder again from whoever gave it to you.",
    ]
    assert not (home / "pages").exists()
