"""Worksheets hold what students read and answer; what is right stands in the key alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from healthclaims.__main__ import main
from healthclaims.core.html_tree import tree_of
from healthclaims.core.problems import UnknownNameError
from healthclaims.export.run import read_notebook
from healthclaims.marking.key import assignment_names, load_key
from healthclaims.paper import SIZES
from healthclaims.paper import write as writing
from healthclaims.paper.assignment_sheet import assignment_sheet
from healthclaims.paper.notebook_sheet import lesson_sheet
from healthclaims.paper.sheet import Sheet, words
from healthclaims.paper.write import write_paper
from tests.helpers.kit import ROOT

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(autouse=True)
def _in_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def sheet_of(name: str) -> Sheet:
    path = ROOT / f"notebooks/{name}.ipynb"
    return lesson_sheet(name, read_notebook(path), path.parent)


def text(blocks: list[Any]) -> str:
    return " ".join(words(tree_of(block)) for block in blocks)


@pytest.mark.parametrize("name", LESSONS)
def test_each_question_of_a_lesson_has_a_number_boxes_and_an_answer_in_the_key(name: str) -> None:
    sheet = sheet_of(name)
    lists = [
        found
        for block in sheet.work
        for found in tree_of(block).iter("ol")
        if found.get("class") == "questions"
    ]
    count = 0
    for listed in lists:
        assert listed.get("start") == str(count + 1)
        for item in listed:
            count += 1
            (boxes,) = [part for part in item.iter("ul") if part.get("class") == "options"]
            assert len(boxes) >= 2
    answers = [f"Question {number}" for number in range(1, count + 1)]
    keyed = [words(found) for block in sheet.key for found in tree_of(block).iter("h3")]
    assert [one for one in keyed if one.startswith("Question ")] == answers


@pytest.mark.parametrize("name", LESSONS)
def test_a_worksheet_has_no_fold_no_answer_and_nothing_to_press(name: str) -> None:
    sheet = sheet_of(name)
    everything = "".join((*sheet.work, *(block for _, block in sheet.after), *sheet.key))
    assert "<details" not in everything
    work = text(sheet.work)
    assert "Printed copy" not in work
    for told in (work, text([block for _, block in sheet.after])):
        assert "What to look for: " not in told
    assert "Answer and why" not in work


def test_folded_parts_are_read_after_the_answers_and_the_teachers_stand_in_the_key() -> None:
    sheet = sheet_of("02_animal_or_human")
    titles = [title for title, _ in sheet.after]
    assert "Step by step" in titles
    assert "For the teacher" not in titles
    assert "Timing:" in text(sheet.key)
    assert "Timing:" not in text([*sheet.work, *(block for _, block in sheet.after)])


def test_a_map_is_to_be_coloured_in_and_its_answers_stand_in_the_key() -> None:
    sheet = sheet_of("02_animal_or_human")
    work = [tree_of(block) for block in sheet.work]
    squares = [span for block in work for span in block.iter("span")]
    rows = [row for block in sheet.key for row in tree_of(block).iter("tr")]
    assert len(squares) == len(rows) - 1 > 60
    asked = [row for block in work for row in block.iter("tr") if row.find(".//span") is not None]
    assert {words(row[-1]) for row in asked} == {""}
    legend = next(words(p) for block in work for p in block.iter("p") if "Colour" in words(p))
    for label in ("People", "Animals or cells", "Nobody named as studied"):
        assert label in legend


def test_prose_that_ends_with_a_question_has_lines_to_write_on() -> None:
    sheet = sheet_of("00_start_here")
    places = [n for n, block in enumerate(sheet.work) if 'class="writing"' in block]
    assert len(places) == 1
    assert "hair loss" in text([sheet.work[places[0] - 1]])


@pytest.mark.parametrize("name", assignment_names() if (ROOT / "solutions").is_dir() else ())
def test_an_assignment_on_paper_asks_everything_and_tells_nothing(name: str) -> None:
    key = load_key(name)
    sheet = assignment_sheet(key)
    work, keyed = text(sheet.work), text(sheet.key)
    for asked in key.assignment.questions:
        assert " ".join(asked.passages[0].text.split()) in work
        for sentence in asked.why:
            assert " ".join(sentence.split()) not in work
            assert " ".join(sentence.split()) in keyed
    boxes = "".join(sheet.work).count('<ul class="options">')
    assert boxes == len(key.assignment.questions)
    glance = [item for block in sheet.key for item in tree_of(block).iterfind(".//ol/li")]
    assert len(glance) == len(key.assignment.questions)
    # Who answers reads how to change a cross, who marks what an unclear one is worth.
    assert ("fill that box in and cross another" in work) == bool(glance)
    assert ("A box that is filled in does not count" in keyed) == bool(glance)
    for task in key.assignment.tasks:
        assert task.title in work
        for example in key.guides[task.id].models:
            assert " ".join(example.text.split()) not in work
            assert " ".join(example.text.split()) in keyed
    for reading in key.assignment.readings:
        for _, paragraph in reading.paragraphs:
            assert " ".join(paragraph.split()) in f"{work} {reading.title}"


def test_the_beginning_of_a_name_is_enough_and_all_that_fit_nothing_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "find_browser", lambda: None)
    told = list(write_paper(["00", "a1"], "A4", tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "00_start_here_key_A4.html",
        "00_start_here_worksheet_A4.html",
        "a1_who_was_studied_key_A4.html",
        "a1_who_was_studied_worksheet_A4.html",
    ]
    assert "Open a page in any browser and print it" in told[-1]
    with pytest.raises(UnknownNameError) as error:
        list(write_paper(["0", "zz"], "A4", tmp_path))
    assert "'0' names none or several" in str(error.value)
    assert "'zz' names none or several" in str(error.value)


@pytest.mark.parametrize("size", SIZES)
def test_a_page_says_on_which_paper_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    monkeypatch.setattr(writing, "find_browser", lambda: None)
    assert main(["export", "--paper", "00", "--size", size, "--out", str(tmp_path)]) == 0
    page = (tmp_path / f"00_start_here_worksheet_{size}.html").read_text(encoding="utf-8")
    assert f"@page {{ size: {size};" in page


PAGE = {"A4": (595, 842), "letter": (612, 792)}  # in points, 72 to the inch


@pytest.mark.exhaustive
@pytest.mark.parametrize("size", SIZES)
def test_a_browser_prints_the_sheets_on_the_paper_that_is_asked_for(
    tmp_path: Path, browser: Browser, size: str
) -> None:
    assert browser
    told = list(write_paper(["02", "a4"], size, tmp_path))
    prints = sorted(tmp_path.glob("*.pdf"))
    assert len(prints) == 4, told
    for path in prints:
        content = path.read_bytes()
        boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", content)
        assert {(round(float(w)), round(float(h))) for w, h in boxes} == {PAGE[size]}


@pytest.mark.exhaustive
def test_no_question_is_wider_than_the_paper(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "find_browser", lambda: None)
    list(write_paper([], "A4", tmp_path))
    with browser.new_context(viewport={"width": 680, "height": 900}) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for path in sorted(tmp_path.glob("*.html")):
            page.goto(path.as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, path.name
