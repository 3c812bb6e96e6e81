"""The questions, their answers, and which rule may give which label."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.content.codebook import CONTESTED, SCORED, UNSCORED, load_codebook
from tests.helpers.kit import problems_of


def complaints(axis: str, label: str, rule: str, status: str = SCORED, **options: bool) -> str:
    found = load_codebook().check_label(axis, label, rule, status, **options)
    return " ".join(f"{what} {remedy}" for what, remedy in found)


def test_every_question_has_three_answers_that_letters_tell_apart() -> None:
    for axis in load_codebook().axes.values():
        assert len(axis.labels) == 3
        assert len({label.letter for label in axis.labels}) == 3
        assert len({label.shown for label in axis.labels}) == 3


def test_every_wrong_choice_has_its_own_sentence() -> None:
    sentences = [text for axis in load_codebook().axes.values() for text in axis.mistakes.values()]
    assert len(sentences) == 4 * 6
    assert len(set(sentences)) == len(sentences)


def test_every_rule_has_its_own_plain_name() -> None:
    names = [rule.name for rule in load_codebook().rules.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("axis", "label", "rule", "status"),
    [
        ("evidence", "people", "E2", SCORED),
        ("evidence", "not_stated", "E8", SCORED),
        ("evidence", "animals_or_cells|not_stated", "E5", CONTESTED),
        ("certainty", "hedged", "C4", SCORED),
        ("certainty", "firm", "C9", SCORED),
        ("certainty", "hedged|firm", "C5", CONTESTED),
        ("certainty", "hedged|firm", "M0", CONTESTED),
        ("purpose", "guidance", "P4", SCORED),
        ("purpose", "information", "P1", UNSCORED),
        ("purpose", "marketing|information", "P5", CONTESTED),
        ("fit", "goes_further", "F3", SCORED),
    ],
)
def test_a_rule_may_give_the_labels_it_is_for(
    axis: str, label: str, rule: str, status: str
) -> None:
    assert complaints(axis, label, rule, status) == ""


@pytest.mark.parametrize(
    ("axis", "label", "rule", "status"),
    [
        ("evidence", "not_stated", "E2", SCORED),
        ("evidence", "animals_or_cells", "E5", SCORED),
        ("certainty", "firm", "C4", SCORED),
        ("certainty", "hedged", "C9", SCORED),
        ("certainty", "hedged", "C5", SCORED),
        ("certainty", "firm|no_claim", "C5", CONTESTED),
        ("certainty", "firm", "M0", SCORED),
        ("purpose", "guidance", "P2", SCORED),
        ("fit", "fits", "F3", SCORED),
    ],
)
def test_a_rule_may_give_nothing_else(axis: str, label: str, rule: str, status: str) -> None:
    assert f"rule {rule} cannot give {label!r}." in complaints(axis, label, rule, status)


def test_a_plain_benefit_counts_as_a_push_only_inside_a_pair() -> None:
    assert complaints("purpose", "marketing", "P5", in_pair=True) == ""
    assert "P5 cannot give 'marketing'" in complaints("purpose", "marketing", "P5")


def test_a_misspelt_label_is_named_with_the_likely_word() -> None:
    found = complaints("certainty", "hedgd", "C4")
    assert found == (
        "label 'hedgd' is not a label of certainty. "
        "Known labels: firm, hedged, no_claim. Did you mean 'hedged'?"
    )


def test_a_misspelt_half_of_a_contested_label_is_named() -> None:
    found = complaints("certainty", "hedged|frim", "C5", CONTESTED)
    assert "label 'frim' is not a label of certainty" in found
    assert "Did you mean 'firm'?" in found


def test_of_an_unknown_question_nothing_is_said_as_the_check_of_its_column_names_it() -> None:
    assert complaints("certanty", "hedgd", "C44", "scored?") == ""


def test_a_rule_of_another_question_is_refused() -> None:
    found = complaints("purpose", "marketing", "C4")
    assert "rule 'C4' is not a rule of purpose. Known rules: M0, OWN, P1, P2, P4, P5, P6." in found


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("hedged|firm", SCORED),
        ("hedged|firm", UNSCORED),
        ("hedged", CONTESTED),
        ("hedged|firm|no_claim", SCORED),
        ("hedged|firm|no_claim", CONTESTED),
        ("hedged|hedged", CONTESTED),
    ],
)
def test_two_different_readings_go_with_contested_and_with_nothing_else(
    label: str, status: str
) -> None:
    assert complaints("certainty", label, "M0", status) != ""


def test_two_readings_stand_in_the_order_of_the_answers() -> None:
    found = complaints("certainty", "firm|hedged", "C5", CONTESTED)
    assert "out of order. The order is hedged, firm, no_claim." in found


def test_several_problems_of_one_judgement_are_all_named() -> None:
    found = complaints("certainty", "hedgd", "P4", CONTESTED)
    for part in ("label 'hedgd' is not", "'P4'", "does not go with status 'contested'"):
        assert part in found


def test_asking_for_an_unknown_answer_lists_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"Known labels: firm, hedged, no_claim"):
        load_codebook().axes["certainty"]["hedge"]


def test_a_contested_label_has_two_readings_and_any_other_has_one() -> None:
    codebook = load_codebook()
    assert [label.name for label in codebook.readings("certainty", "hedged|firm")] == [
        "hedged",
        "firm",
    ]
    assert len(codebook.readings("certainty", "firm")) == 1


def test_a_codebook_that_contradicts_itself_names_every_place(data: Path) -> None:
    path = data / "codebook.toml"
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    gone = next(line for line in lines if line.startswith("hedged.firm"))
    text = text.replace(gone + "\n", "").replace('labels = ["hedged"]', 'labels = ["hedgd"]')
    path.write_text(text, encoding="utf-8")
    found = " ".join(problems_of(load_codebook))
    assert "[axes.certainty.mistakes] hedged: firm is missing" in found
    assert "[rules.C4] names 'hedgd'." in found
    assert "Did you mean 'hedged'?" in found
