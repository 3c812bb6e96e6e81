"""The record of studies as a lesson shows it: browsed, beside one line, and as a figure."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import healthclaims
from healthclaims.content.authored_questions import load_written
from healthclaims.content.studies import load_evidence
from healthclaims.content.study_words import (
    KINDS_SHOWN,
    NOTHING_FOUND,
    SPECIES_SHOWN,
    study_name,
)
from healthclaims.evidence.claim import claim_and_studies, compare_studies
from healthclaims.evidence.figures import studies_by_claim
from healthclaims.evidence.widget import browse_studies
from tests.helpers.kit import Table

AMOUNT = re.compile(r"\d\s*(?:mcg|mg|drops?|sprays?)\b")
ATTACK = '<img src=x onerror="alert(1)">'

# ---------------------------------------------------------------- browsing


def test_the_whole_record_is_sent_with_every_choice_in_words() -> None:
    record = browse_studies().record
    assert len(record["studies"]) == 117
    choices = {item["name"]: dict(item["choices"]) for item in record["filters"]}
    assert choices["who"] == dict(SPECIES_SHOWN)
    assert choices["kind"] == dict(KINDS_SHOWN)
    for study in record["studies"]:
        assert {study["who"]} <= choices["who"].keys()
        assert {study["kind"]} <= choices["kind"].keys()
        assert {study["check"]} <= choices["check"].keys()


def test_every_study_says_how_its_citation_was_checked() -> None:
    for study in browse_studies().record["studies"]:
        checked = dict(study["citation"])["How this citation was checked"]
        assert checked == load_evidence().study(study["key"]).checked


def test_no_amount_reaches_the_page() -> None:
    record = json.dumps(browse_studies().record, ensure_ascii=False)
    printed = browse_studies("dosage").printed()
    for shown in (record, printed):
        assert not AMOUNT.search(shown)
        assert "range from ▮ to ▮" in shown


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 117),
        ({"claim": "u16"}, 1),
        ({"claim": "pain"}, 10),
        ({"claim": "pain", "who": "rat"}, 5),
        ({"claim": "pain", "who": "animal"}, 3),
        ({"kind": "placebo"}, 3),
        ({"who": "human", "check": "A"}, 3),
        ({"claim": "u54"}, 0),
    ],
)
def test_the_printed_copy_holds_what_was_chosen(chosen: dict[str, str], count: int) -> None:
    view = browse_studies(**chosen)
    assert f"{count} of 117" in repr(view)
    printed = view.printed()
    assert printed.count('<th scope="row"') == count
    assert (NOTHING_FOUND in printed) == (count == 0)
    assert view.model_id not in printed


def test_a_line_without_a_study_still_shows_what_was_looked_for() -> None:
    printed = browse_studies("u54").printed()
    assert "hair loss is also a common side effect" in printed
    assert "No study found that reports hair loss" in printed


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"claim": "hart"}, "Did you mean 'heart'"),
        ({"claim": "u18"}, "The record says nothing about 'u18'"),
        ({"who": "rats"}, "Did you mean 'rat'"),
        ({"check": "D"}, "Known choices: A, B, C, P"),
    ],
)
def test_a_choice_that_does_not_exist_is_named_with_the_known_ones(
    chosen: dict[str, str], words: str
) -> None:
    with pytest.raises(KeyError, match=words):
        browse_studies(**chosen)


# ---------------------------------------------------------------- one line, some studies


def test_a_line_stands_beside_what_each_study_shows_and_does_not_show() -> None:
    block = claim_and_studies("u46")
    shown = block._repr_html_()
    assert repr(block).startswith("Line 46 and the studies behind it (10): Semex may help")
    for study, link in load_evidence().for_unit("u46"):
        assert study_name(study) in shown
        assert link.does_not_show in shown
    assert "Not found, or not verified: " in shown


def test_a_line_without_a_study_says_what_that_does_not_mean() -> None:
    assert NOTHING_FOUND in claim_and_studies("u53")._repr_html_()


def test_an_unknown_line_names_the_range() -> None:
    with pytest.raises(KeyError, match="u01 to u72"):
        claim_and_studies("u99")


def test_studies_side_by_side_give_facts_and_no_hint() -> None:
    shown = compare_studies("gusev1997", "neurolbulletin")._repr_html_()
    assert shown.count("30 treated, 80 controls") == 2
    assert "same patients" not in shown
    for name in ("gusev1997", "neurolbulletin"):
        assert load_evidence().study(name).found not in shown
    assert "not in our notes" in shown


def test_nothing_shown_names_a_study_by_its_key_or_a_line_by_its_id() -> None:
    known = load_evidence()
    shown = [browse_studies().printed(), browse_studies().record["studies"]]
    shown += [compare_studies(*known.studies)._repr_html_(), claim_and_studies("u22")._repr_html_()]
    shown += [written.source for written in load_written().values()]
    words = re.findall(r"\w+", re.sub(r"'(?:key|unit)': '\w+'", "", str(shown)))
    assert not {word for word in words if word in known.studies or re.fullmatch(r"u\d\d", word)}


def test_an_unknown_study_is_named_with_the_nearest() -> None:
    with pytest.raises(KeyError, match="Did you mean 'gusev1997'"):
        compare_studies("gusev1996")


def test_markup_in_the_record_is_shown_as_text(data: Path) -> None:
    rows = Table(data / "evidence" / "studies.csv")
    for row in rows.rows:
        row.update(authors=f"Doe {ATTACK}", participants=ATTACK, checked=ATTACK, title=ATTACK)
    rows.save()
    for shown in (
        browse_studies("pain").printed(),
        claim_and_studies("u46")._repr_html_(),
        compare_studies("gusev1997")._repr_html_(),
    ):
        assert "<img" not in shown
        assert "&lt;img" in shown


# ---------------------------------------------------------------- the figure


def test_the_figure_counts_every_study_once_a_part_and_says_how_many_are_from_a_list() -> None:
    figure = studies_by_claim()
    evidence = load_evidence()
    stroke = {
        study.study: study
        for unit in ("u21", "u22", "u23", "u24", "u25")
        for study, _ in evidence.for_unit(unit)
    }
    people = [study for study in stroke.values() if study.species == "human"]
    listed = [study for study in people if study.check_grade == "C"]
    row = next(row for row in figure.rows if row[0] == "Strokes")
    assert row[1] == f"{len(people)} ({len(listed)})"
    assert "72 of them we know from a list only" in figure.caption
    assert figure.png().startswith(b"\x89PNG\r\n")


def test_all_public_views_of_the_record_are_found_by_their_names() -> None:
    assert healthclaims.browse_studies is browse_studies
    assert healthclaims.studies_by_claim is studies_by_claim
    assert healthclaims.claim_and_studies is claim_and_studies
    assert healthclaims.compare_studies is compare_studies
