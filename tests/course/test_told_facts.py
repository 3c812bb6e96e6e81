"""What lessons tell of the data is what the data say."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from healthclaims.content.authored_questions import load_written
from healthclaims.content.studies import GRADES, SPECIES, load_evidence
from healthclaims.marking.gain import FEWEST
from healthclaims.questions.forms import QUESTIONS_PER_FORM
from tests.course.from_the_data import (
    check_counts,
    grades,
    is_read,
    papers,
    read_and_not,
    series,
    word,
)
from tests.course.kept import RENEW, changes, read_kept
from tests.course.lesson_cells import ROOT, lesson_cells
from tests.course.told_facts import FACTS, Fact
from tests.course.unbound_numbers import OF_THE_TEXT, unbound_numbers, unbound_words

CELLS = {cell.place: cell.text for cell in lesson_cells()}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.place}: {fact.sentence[:40]}")
def test_a_lesson_tells_what_the_data_say(fact: Fact) -> None:
    told = fact.told()
    assert told in CELLS[fact.place], f"the data want {told!r}"


def test_every_other_number_is_the_one_that_was_read_last() -> None:
    found = changes(read_kept("numbers.txt"), unbound_numbers())
    why = "A number that the data give gets a row in tests/course/told_facts.py."
    assert found == {}, f"{why} {RENEW}"


def test_every_number_in_words_on_the_record_is_given_by_the_record() -> None:
    assert unbound_words() == OF_THE_TEXT


def test_a_quiz_counts_the_papers_of_its_line_as_the_record_does() -> None:
    record = load_evidence()
    found = [study for study, _ in record.for_unit("u19")]
    why = load_written()["written/antioxidants/evidence_trail"].why
    assert f"of the {word(len(found))} studies" in why
    title_only = word(sum(not is_read(study) for study in found))
    assert re.search(rf"\b{title_only}\b[^.;]*by title only", why, re.IGNORECASE)


def test_counts_in_documents_are_those_of_the_record() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (every, _), (read, listed) = papers(), read_and_not()
    assert f"It holds {every} papers" in readme
    assert f"{read} in an abstract, a part of it or a summary, {listed} are known" in readme
    data = (ROOT / "data/README.md").read_text(encoding="utf-8")
    assert f"`evidence/studies.csv` holds {every} studies." in data
    for grade, meaning in GRADES.items():
        count = grades(grade)[0]
        assert re.search(rf"\| {grade} \| {re.escape(meaning)}.*\| {count} \|", data)
    kinds = Counter(study.species for study in load_evidence().studies.values())
    for kind in SPECIES:
        assert re.search(rf"\| `{kind}`.*\| {kinds[kind]} \|", data)


def test_documents_name_the_numbers_of_the_check() -> None:
    each, every, _ = check_counts()
    guide = (ROOT / "docs/instructors/gain.md").read_text(encoding="utf-8")
    assert f"Lesson 00 asks each student {each} questions before" in guide
    assert f"There are {every} questions, in two parallel forms of {QUESTIONS_PER_FORM}." in guide
    assert f"At least {FEWEST} students" in guide
    assert f"write `each_learner = {QUESTIONS_PER_FORM}` in `data/forms.toml`" in guide


def test_names_are_set_in_a_row() -> None:
    assert series(["a"]) == "a"
    assert series(["a", "b", "c"]) == "a, b and c"
