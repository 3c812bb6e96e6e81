"""How a study is told: in plain words, and never surer than what was read."""

from __future__ import annotations

import dataclasses
import re

import pytest

from healthclaims.content.articles import load_article
from healthclaims.content.studies import Study, load_evidence
from healthclaims.content.study_words import (
    LIST_ONLY,
    NOT_STATED,
    ON_PAGE,
    citation,
    facts,
    gap_text,
    identifiers,
    recorded,
    section_name,
    study_name,
    traced_sections,
)

NOT_SEEN = re.compile(r"^\(?(?:title )?not (?:seen|shown)\b[^;,(]*$")


def study(name: str, **changes: str) -> Study:
    return dataclasses.replace(load_evidence().study(name), **changes)


@pytest.mark.parametrize(
    "text", ["", "not seen", "not shown on the archived page", "(title not shown in the excerpt)"]
)
def test_what_was_not_seen_is_said_to_be_unknown(text: str) -> None:
    assert recorded(text) == NOT_STATED


@pytest.mark.parametrize(
    "text", ["24 (14 Semax, 10 placebo)", "not applicable", "not stated in the abstract"]
)
def test_what_was_seen_is_told_as_it_stands(text: str) -> None:
    assert recorded(text) == text


def test_every_study_answers_every_question_or_says_that_it_is_unknown() -> None:
    for found in load_evidence().studies.values():
        for heading, text in (*facts(found), *citation(found)):
            assert text.strip(), (found.study, heading)
            assert not NOT_SEEN.match(text), (found.study, heading, text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("kaplan1996", "Kaplan and others, 1996"),
        ("bakhmet2012", "Bakhmet and Koplik, 2012"),
        ("dolotov2003", "Authors not seen, 2003"),
        ("pc12_2003", "Authors not seen, 2003"),
        ("neurolbulletin", "Authors not seen, year not seen"),
    ],
)
def test_a_study_is_named_by_what_was_seen_of_it(name: str, shown: str) -> None:
    assert study_name(study(name)) == shown


def test_nothing_that_is_known_from_memory_only_stands_in_the_record() -> None:
    for found in load_evidence().studies.values():
        assert "from memory" not in " ".join(vars(found).values()), found.study


def test_a_study_whose_authors_were_not_seen_is_not_named_after_one() -> None:
    for found in load_evidence().studies.values():
        unseen = "not seen" in found.authors and "co-authors not seen" not in found.authors
        assert study_name(found).startswith("Authors not seen") or not unseen, found.study


def test_an_identifier_that_stood_in_a_list_is_told_apart_from_one_on_the_page() -> None:
    assert identifiers(study("lebedeva2018")) == (
        f"DOI 10.1007/s10517-018-4234-3 ({ON_PAGE})",
        f"PMID 30225715 ({LIST_ONLY})",
    )


def test_every_identifier_nobody_opened_is_said_to_come_from_a_list() -> None:
    for found in load_evidence().studies.values():
        if found.check_grade != "A":
            assert all(LIST_ONLY in text for text in identifiers(found)), found.study


def test_a_study_without_identifier_says_that_none_was_seen() -> None:
    assert dict(citation(study("heart_apoptosis")))["Identifier"] == "none was seen"


@pytest.mark.parametrize(
    ("name", "who"),
    [("manchenko2010", "Rats"), ("kost2001", "Nobody (test tube)"), ("kolomin2013", "Nobody (ov")],
)
def test_who_was_studied_is_told_in_plain_words(name: str, who: str) -> None:
    assert dict(facts(study(name)))["Who was studied"].startswith(who)


def test_a_gap_does_not_say_twice_that_it_is_not_verified() -> None:
    assert gap_text("Not verified: that it is so.") == "that it is so."
    assert gap_text("No study found.") == "No study found."


def test_every_line_with_a_study_or_a_gap_can_be_traced_and_no_other() -> None:
    article, evidence = load_article("semax"), load_evidence()
    sections = traced_sections(article, evidence)
    lines = {unit for units in sections.values() for unit in units}
    assert lines == {link.unit for link in evidence.links} | set(evidence.gaps)
    assert "u18" not in lines
    assert [section_name(name) for name in sections][:2] == ["Opening", "BDNF"]
