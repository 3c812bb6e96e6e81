"""What is still open before work is handed in: a notebook and a page tell the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from healthclaims.assignments.assignment import Assignment, Criterion, Task
from healthclaims.assignments.hand_in_page import still_open
from healthclaims.assignments.notebook_answers import STUB, written_answers
from healthclaims.assignments.questions_file import read_assignment
from healthclaims.assignments.quiz_widget import counted_answers
from healthclaims.core.assets import asset
from healthclaims.learner.entries import Entry
from tests.helpers.kit import ROOT

CASES = json.loads((ROOT / "tests/cases/still_open.json").read_text(encoding="utf-8"))
BY_NAME = [pytest.param(case, id=case["name"]) for case in CASES]
OPEN = """([script, assignment, entries, texts]) => {
  const { stillOpen, answeredOf } = new Function(`${script}; return { stillOpen, answeredOf };`)();
  return stillOpen(assignment, answeredOf(assignment, entries), texts);
}"""
A4 = read_assignment(ROOT / "exercises/a4_whole_article/questions.json")


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page to run the rule in."""
    with browser.new_page() as page:
        yield page


def assignment_of(case: dict[str, Any]) -> Assignment:
    tasks = tuple(
        Task(f"t{number}", one["title"], "", one["most_words"], (Criterion("c", 1, ""),))
        for number, one in enumerate(case["tasks"])
    )
    return replace(A4, questions=A4.questions[: case["questions"]], tasks=tasks)


def entries_of(case: dict[str, Any]) -> list[Entry]:
    asked = [A4.questions[one["question"] - 1] for one in case["answers"]]
    return [
        Entry(
            given.get("kind", "answer"),
            f"made-{number}",
            f"2026-03-02T09:{number:02d}:00+00:00",
            given.get("lesson", A4.name),
            given.get("quiz", "marked"),
            question.id,
            given.get("seen", question.seen),
            question.options[0].value,
            2,
        )
        for number, (given, question) in enumerate(zip(case["answers"], asked, strict=True))
    ]


def cells_of(case: dict[str, Any]) -> dict[str, str]:
    return {f"t{number}": one["cell"] for number, one in enumerate(case["tasks"])}


@pytest.mark.parametrize("case", BY_NAME)
def test_a_notebook_tells_what_is_open_as_the_table_says(case: dict[str, Any]) -> None:
    assignment, texts = assignment_of(case), cells_of(case)
    cells = [
        {"cell_type": "markdown", "id": task, "metadata": {}, "source": text}
        for task, text in texts.items()
    ]
    notebook = json.dumps({"nbformat": 4, "cells": cells}).encode()
    written = written_answers(notebook, list(texts), dict.fromkeys(texts, STUB))
    # Of labels nothing gets as far as this: a log gives its answers only.
    answers = [entry for entry in entries_of(case) if entry.kind == "answer"]
    found = still_open(assignment, counted_answers(assignment, answers), written)
    assert [line.replace(" in the saved notebook", "") for line in found] == case["open"]


@pytest.mark.parametrize("case", BY_NAME)
def test_a_page_tells_what_is_open_as_the_table_says(case: dict[str, Any], blank: Page) -> None:
    assignment = assignment_of(case)
    given = {
        "name": assignment.name,
        "stub": STUB,
        "questions": [{"id": asked.id, "seen": asked.seen} for asked in assignment.questions],
        "tasks": [
            {"id": task.id, "title": task.title, "most_words": task.most_words}
            for task in assignment.tasks
        ],
    }
    entries = [vars(entry) for entry in entries_of(case)]
    script = asset("export/still_open.js")
    assert blank.evaluate(OPEN, [script, given, entries, cells_of(case)]) == case["open"]
