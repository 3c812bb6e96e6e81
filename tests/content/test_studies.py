"""The studies behind the Semax article: nothing is shown as surer than it is."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from healthclaims.content.articles import load_article
from healthclaims.content.studies import GRADES, Study, load_evidence
from tests.helpers.kit import Table, problems_of

# Taken from the research notes. Change it only together with the record an identifier comes from.
IDENTIFIERS_SHA256 = "393e1b703e5cbe2e027ac51ecd23c26cef33b0bbcfafacca287a0949d9b47a69"
# What was studied, compared, measured and found, as far as it was seen: from the same notes.
FACTS_SHA256 = "84ccc8148e5b01a09299500f1bbbca3b2fd637d9a78dfd57b4b943491a10c128"
DOI = re.compile(r"10\.\d{4,9}/[^\s\"“”]+")
PMID = re.compile(r"[1-9]\d{5,7}")
LIST_ONLY = "identifier seen in a list only"
AMOUNT = re.compile(
    r"\d[\d.,]*\s*(?:mcg|mg|µg|μg|g/kg|micrograms?|milligrams?|drops?|sprays?|ml|IU)\b"
    r"|\b(?:one|two|three|four|five|six)\s+(?:small\s+)?(?:drops?|sprays?)\b",
    re.IGNORECASE,
)
HOST = re.compile(
    r"\b(?:https?:|www\.)|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}\b", re.IGNORECASE
)
# Publishers' own sites; every other address stays out of what students get.
PUBLISHERS = {"journals.eco-vector.com", "journals.rcsi.science"}


def studies() -> list[Study]:
    return list(load_evidence().studies.values())


def texts() -> list[tuple[str, str]]:
    """Give every cell of the record with its place; titles apart, they are quotations."""
    evidence = load_evidence()
    found = [
        (f"{study.study}/{name}", value)
        for study in studies()
        for name, value in vars(study).items()
        if name not in ("title", "doi")
    ]
    found += [(link.unit, f"{link.shows} {link.does_not_show}") for link in evidence.links]
    return [*found, *evidence.gaps.items()]


def test_the_record_holds_117_studies() -> None:
    assert len(studies()) == 117


def test_a_study_known_by_title_only_does_not_say_more_of_animals_than_was_seen() -> None:
    for study in studies():
        if study.check_grade == "C" and study.species in ("rat", "mouse"):
            seen = f"{study.title} {study.checked} {study.found}".lower()
            assert re.search(r"\b(?:rats?|mice|mouse)\b", seen), study.study


def test_every_identifier_is_the_one_in_the_research_notes() -> None:
    rows = sorted(f"{study.study} {study.doi} {study.pmid}" for study in studies())
    assert hashlib.sha256("\n".join(rows).encode()).hexdigest() == IDENTIFIERS_SHA256


def test_what_is_told_of_every_study_is_what_the_research_notes_say() -> None:
    rows = sorted(" | ".join([study.study, *facts_of(study)]) for study in studies())
    assert hashlib.sha256("\n".join(rows).encode()).hexdigest() == FACTS_SHA256


def facts_of(study: Study) -> tuple[str, ...]:
    """Give what was seen of a study: nothing unknown may be filled in on the way."""
    told = (study.participants, study.compared_with, study.measured, study.found, study.done_by)
    return (study.species, study.kind, study.check_grade, study.opened, *told)


def test_every_identifier_is_well_formed_or_left_out() -> None:
    for study in studies():
        assert study.doi == "" or DOI.fullmatch(study.doi), study
        assert study.pmid == "" or PMID.fullmatch(study.pmid), study


def test_no_identifier_stands_for_two_studies() -> None:
    for name in ("doi", "pmid"):
        found = [getattr(study, name) for study in studies() if getattr(study, name)]
        assert len(set(found)) == len(found)


def test_an_identifier_nobody_opened_is_said_to_come_from_a_list() -> None:
    listed = [study for study in studies() if study.check_grade == "C"]
    assert listed
    for study in listed:
        assert LIST_ONLY in study.checked.lower(), study.study
        assert study.doi or study.pmid, study.study


def test_a_study_without_identifier_is_not_said_to_have_been_checked_by_one() -> None:
    for study in studies():
        if study.check_grade in "ABC":
            assert study.doi or study.pmid, study.study
        else:
            assert (study.doi, study.pmid) == ("", ""), study.study


def test_every_grade_is_explained() -> None:
    for study in studies():
        assert study.check_grade in GRADES
        assert study.checked.strip()


def test_only_a_record_whose_page_was_read_has_an_identifier_seen_there() -> None:
    for study in studies():
        assert bool(study.opened) == (study.check_grade == "A"), study.study


def test_the_design_fits_who_was_studied() -> None:
    kinds = {"human": {"placebo", "care", "unclear"}, "none": {"dish", "other"}, "cell": {"dish"}}
    for study in studies():
        assert study.kind in kinds.get(study.species, {"animal"}), study.study


def test_an_author_said_to_be_shared_stands_in_both_lists() -> None:
    review, checked = load_evidence().study("kolomin2013"), 0
    for study in studies():
        found = re.findall(r"shares ([^(]*) \((?:(\d{4}); )?([^)]*)\)", study.done_by)
        for other, year, names in found:
            lead = re.search(r"with ([A-Z]\w+)", other)
            theirs = review.authors
            if lead:  # one lead author can have several papers of a year
                named = (s for s in studies() if s.authors.startswith(lead[1]) and s.year == year)
                theirs = " ".join(one.authors for one in named if one != study)
            for surname in re.findall(r"([A-Z]\w+) [A-Z]", names):
                assert surname in study.authors, study.study
                assert surname in theirs, study.study
                checked += 1
    assert checked > 15


def test_a_study_is_found_by_its_key_and_a_slip_is_corrected() -> None:
    assert load_evidence().study("kaplan1996").year == "1996"
    with pytest.raises(KeyError, match="Did you mean 'kaplan1996'"):
        load_evidence().study("kaplan1995")


def test_no_amount_for_people_is_given_anywhere() -> None:
    assert [place for place, text in texts() if AMOUNT.search(text)] == []


def test_no_shop_is_linked_or_named_by_its_address() -> None:
    found = {host for _, text in texts() for host in HOST.findall(text)}
    assert found <= PUBLISHERS


def test_every_link_joins_a_unit_of_the_article_to_a_study() -> None:
    evidence = load_evidence()
    units = {unit.id for unit in load_article("semax").units}
    assert {link.unit for link in evidence.links} | evidence.gaps.keys() <= units
    assert {link.study for link in evidence.links} <= evidence.studies.keys()


def test_no_link_stands_twice() -> None:
    evidence = load_evidence()
    pairs = [(link.unit, link.study) for link in evidence.links]
    assert len(set(pairs)) == len(pairs)


def test_every_link_says_what_is_shown_and_what_is_not() -> None:
    for link in load_evidence().links:
        assert len(link.shows.split()) >= 4, link
        assert len(link.does_not_show.split()) >= 4, link


def test_the_studies_of_a_unit_stand_in_file_order() -> None:
    found = [study.study for study, _ in load_evidence().for_unit("u01")]
    assert found[:2] == ["heart_mi2006", "heart_apoptosis"]
    assert load_evidence().for_unit("u18") == ()


def test_no_link_of_an_animal_study_says_that_it_shows_something_in_people() -> None:
    evidence = load_evidence()
    people = re.compile(r"\b(?:patients?|volunteers?|healthy people)\b", re.I)
    for link in evidence.links:
        if evidence.studies[link.study].species in ("rat", "mouse", "animal", "cell"):
            assert not people.search(link.shows), link


@pytest.mark.parametrize(
    ("table", "column", "value", "what"),
    [
        ("studies", "species", "rats", "species 'rats' is not known."),
        ("studies", "kind", "trial", "kind 'trial' is not known."),
        ("studies", "opened", "url", "opened 'url' is not known."),
        ("studies", "bearing", "yes", "bearing 'yes' is not known."),
        ("studies", "check_grade", "D", "check_grade 'D' is not known."),
        ("studies", "confidence", "1.2", "confidence '1.2' cannot be used. Write a number from 0"),
        ("studies", "checked", " ", "checked is empty. Say how it was checked"),
        ("links", "unit", "u99", "unit 'u99' is not known. Use an id from units.csv."),
        ("links", "study", "kaplan1995", "Did you mean 'kaplan1996'?"),
        ("gaps", "unit", "u99", "unit 'u99' is not known. Use an id from units.csv."),
    ],
)
def test_damage_to_the_record_is_named_with_its_line(
    data: Path, table: str, column: str, value: str, what: str
) -> None:
    rows = Table(data / "evidence" / f"{table}.csv")
    rows.rows[3][column] = value
    rows.save()
    found = problems_of(load_evidence)
    assert any(f"evidence/{table}.csv, line 5: " in text and what in text for text in found)


def test_an_identifier_said_to_have_been_read_but_not_given_is_named(data: Path) -> None:
    rows = Table(data / "evidence" / "studies.csv")
    row = next(row for row in rows.rows if row["opened"] == "doi")
    row["doi"] = ""
    rows.save()
    (found,) = problems_of(load_evidence)
    assert "opened names doi, but the cell doi is empty." in found


def test_problems_of_all_tables_are_reported_together(data: Path) -> None:
    for name, column in (("studies", "species"), ("links", "unit"), ("gaps", "unit")):
        rows = Table(data / "evidence" / f"{name}.csv")
        rows.rows[0][column] = "?"
        rows.save()
    assert len(problems_of(load_evidence)) == 3


def test_a_study_that_stands_twice_is_named(data: Path) -> None:
    rows = Table(data / "evidence" / "studies.csv")
    rows.rows.append(dict(rows.rows[0]))
    rows.save()
    (found,) = problems_of(load_evidence)
    assert f"line {len(rows.rows) + 1}: repeats line 2 (shadrina2001)." in found
