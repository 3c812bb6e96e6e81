"""Contrasting pairs: two versions that differ in one answer only."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.content.codebook import load_codebook
from healthclaims.content.pairs import Side, load_pairs
from tests.helpers.kit import Table, problems_of

AXES = ("evidence", "certainty", "purpose")


@pytest.fixture
def pairs(data: Path) -> Table:
    """The table of pairs in a copy of the data."""
    return Table(data / "pairs.csv")


def label(side: Side, axis: str) -> str | None:
    found = side.judgements.get(axis)
    return found and found.label


def damaged(table: Table) -> list[str]:
    table.save()
    return problems_of(load_pairs)


def test_there_are_eight_pairs_for_each_question_and_more_for_fit() -> None:
    axes = [pair.axis for pair in load_pairs().values()]
    assert {axis: axes.count(axis) for axis in AXES} == dict.fromkeys(AXES, 8)
    assert axes.count("fit") == len(axes) - 24 >= 30


def test_the_two_versions_of_a_pair_differ_on_exactly_one_question() -> None:
    for pair in load_pairs().values():
        axes = ("fit",) if pair.axis == "fit" else AXES
        differing = [axis for axis in axes if label(pair.a, axis) != label(pair.b, axis)]
        assert differing == [pair.axis], pair.id


def test_in_a_pair_on_fit_either_the_wording_or_the_evidence_changes_never_both() -> None:
    for pair in load_pairs().values():
        if pair.axis == "fit":
            one, other = ([s.judgements[a] for a in AXES[:2]] for s in (pair.a, pair.b))
            changed = [
                (first.label, first.subtype) != (second.label, second.subtype)
                for first, second in zip(one, other, strict=True)
            ]
            assert sum(changed) == 1, pair.id


def test_a_fit_that_does_not_follow_is_named(pairs: Table) -> None:
    row = pairs.find(pair="f1", side="a", axis="fit")
    row.update(label="goes_further", rule="F3")
    (found,) = damaged(pairs)
    assert f"line {pairs.line(pair='f1')}: fit of pair f1, side a is 'goes_further'." in found
    assert "From its other labels follows: undersells." in found


def test_a_pair_on_fit_names_what_was_studied_on_both_sides(pairs: Table) -> None:
    pairs.drop(pair="f1", side="b", axis="evidence")
    (found,) = damaged(pairs)
    assert "pair f1 does not judge side b for evidence." in found


def test_the_versions_of_a_pair_differ_in_their_words_or_in_their_source() -> None:
    for pair in load_pairs().values():
        assert (pair.a.text, pair.a.card) != (pair.b.text, pair.b.card), pair.id


def test_questions_on_wording_and_evidence_are_decided_by_words_and_never_by_the_source() -> None:
    for pair in load_pairs().values():
        if pair.axis != "purpose":
            assert pair.a.text != pair.b.text, pair.id
            assert pair.a.card == pair.b.card, pair.id


def test_the_deciding_words_stand_in_their_version() -> None:
    rules = load_codebook().rules
    for pair in load_pairs().values():
        for side in (pair.a, pair.b):
            for judged in side.judgements.values():
                assert judged.cue in side.text
                assert judged.cue or rules[judged.rule].cue_optional, (pair.id, side.name)


def test_every_label_occurs_on_both_sides() -> None:
    for axis in AXES:
        names = set(load_codebook().axes[axis].names)
        pairs = load_pairs().values()
        assert {label(pair.a, axis) for pair in pairs} >= names
        assert {label(pair.b, axis) for pair in pairs} >= names


def test_a_pair_that_differs_on_two_questions_is_named(pairs: Table) -> None:
    line = pairs.line(pair="e1")
    row = pairs.find(pair="e1", side="b", axis="certainty")
    row.update(label="no_claim", rule="C0", cue="")
    (found,) = damaged(pairs)
    assert f"pairs.csv, line {line}: pair e1 differs on evidence and certainty." in found
    assert "differ on exactly one axis" in found


def test_a_pair_that_does_not_differ_is_named(pairs: Table) -> None:
    row = pairs.find(pair="e1", side="b", axis="evidence")
    row.update(label="people", cue="80")
    (found,) = damaged(pairs)
    assert "pair e1 differs on no axis." in found


def test_a_pair_with_one_version_only_is_named(pairs: Table) -> None:
    pairs.drop(pair="e1", side="b")
    assert "pair e1" in " ".join(damaged(pairs))


def test_a_pair_with_one_row_only_is_named(pairs: Table) -> None:
    pairs.drop(pair="e1", side="b")
    pairs.drop(pair="e1", side="a", axis="certainty")
    pairs.drop(pair="e1", side="a", axis="purpose")
    assert "pair e1" in " ".join(damaged(pairs))


def test_a_pair_that_is_torn_apart_is_named(pairs: Table) -> None:
    rows = [row for row in pairs.rows if row["pair"] == "e1" and row["side"] == "b"]
    pairs.rows = [row for row in pairs.rows if row not in rows] + rows
    assert "pair e1" in " ".join(damaged(pairs))
    assert "stand together" in " ".join(damaged(pairs))


def test_what_both_versions_have_is_explained_once_and_all_else_on_its_own(pairs: Table) -> None:
    pairs.find(pair="e1", side="b", axis="certainty")["why"] = "One more explanation of it."
    pairs.find(pair="e2", side="b", axis="evidence")["why"] = ""
    pairs.find(pair="e3", side="a", axis="certainty")["why"] = ""
    twice, empty_e2, empty_e3 = damaged(pairs)
    line = pairs.line(pair="e1", side="b", axis="certainty")
    assert f"pairs.csv, line {line}: pair e1 explains twice what both sides have: firm." in twice
    assert "why of pair e2 is empty." in empty_e2
    assert "why of pair e3 is empty." in empty_e3


def test_an_unknown_card_is_named_with_the_likely_one(pairs: Table) -> None:
    for row in pairs.rows:
        if (row["pair"], row["side"]) == ("e1", "a"):
            row["card"] = "hosptal"
    found = damaged(pairs)
    assert len(found) == 3
    assert "line 2: card 'hosptal' is not known." in found[0]
    assert "Did you mean 'hospital'?" in found[0]


@pytest.mark.parametrize(("column", "value"), [("text", "Other words."), ("card", "shop")])
def test_a_version_with_two_texts_or_cards_is_named(pairs: Table, column: str, value: str) -> None:
    line = pairs.line(pair="e1", side="a", axis="purpose")
    pairs.find(pair="e1", side="a", axis="purpose")[column] = value
    found = " ".join(damaged(pairs))
    assert f"line {line}: side a of pair e1 has two different texts or cards." in found


def test_problems_of_several_rows_are_reported_together(pairs: Table) -> None:
    pairs.find(pair="e1", side="a", axis="evidence")["label"] = "poeple"
    pairs.find(pair="c1", side="b", axis="certainty")["cue"] = "not in there"
    pairs.find(pair="p1", side="a", axis="purpose")["why"] = "So."
    pairs.find(pair="p2", side="a", axis="purpose")["side"] = "c"
    pairs.rows.append(dict(pairs.find(pair="e2", side="a", axis="evidence")))
    found = "\n".join(damaged(pairs))
    for part in (
        "'poeple'",
        "'not in there'",
        "why is too short",
        "side 'c' is not known",
        "repeats line",
    ):
        assert part in found


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("promotes", "perhaps", "promotes 'perhaps' is not known."),
        ("publisher", "", "publisher is empty."),
        ("card", "hospital", "repeats line 3 (hospital)."),
    ],
)
def test_damage_to_a_card_is_named_with_its_line(
    data: Path, column: str, value: str, what: str
) -> None:
    cards = Table(data / "cards.csv")
    line = cards.line(card="newspaper")
    cards.find(card="newspaper")[column] = value
    cards.save()
    (found,) = problems_of(load_pairs)
    assert f"cards.csv, line {line}: {what}" in found
