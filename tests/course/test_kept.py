"""What only a reader can judge is as it was when it was read last."""

from __future__ import annotations

import pytest

from tests.course.deciding_words import is_quoted, quoted_elsewhere
from tests.course.kept import RENEW, changes, read_kept
from tests.course.subtypes import told_subtype, untold
from tests.course.words_read import fingerprints


def test_deciding_words_are_those_that_the_explanation_quotes() -> None:
    found = changes(read_kept("deciding_words.txt"), quoted_elsewhere())
    assert found == {}, f"The explanation quotes other words than these. {RENEW}"


def test_the_kind_of_evidence_is_the_one_that_the_words_tell() -> None:
    found = changes(read_kept("subtypes.txt"), untold())
    assert found == {}, f"The words of these lines tell another kind. {RENEW}"


def test_every_entry_was_read_since_it_was_changed() -> None:
    found = changes(read_kept("words.txt"), fingerprints())
    assert list(found) == [], RENEW


def test_a_quotation_may_hold_more_or_less_than_the_deciding_words() -> None:
    assert is_quoted("may calm", "“It may calm you” leaves room for doubt.")
    assert is_quoted("probably eased the pain", "“Probably … pain” leaves room for doubt.")
    assert is_quoted("may calm", "A doubt word stands before the effect.")
    assert not is_quoted("two bottles", "“The third one is free” pushes you.")


@pytest.mark.parametrize(
    ("label", "text", "kind"),
    [
        ("people", "In one study of 22 adults it helped.", "design_not_stated"),
        ("people", "In one study, 22 adults slept longer than 22 others.", "controlled"),
        ("people", "In three trials adults slept longer than others.", "several_controlled"),
        ("people", "22 adults slept longer, with nobody to compare them with.", "uncontrolled"),
        ("animals_or_cells", "In cells in a dish it helped.", "lab"),
        ("animals_or_cells", "In mice it helped.", "animal"),
        ("not_stated", "I tried it, and it helped.", "testimony_or_authority"),
        ("not_stated", "A study shows that it helps.", "unspecified_study"),
        ("not_stated", "It helps by slowing an enzyme.", "mechanism_only"),
        ("not_stated", "It helps.", "nothing_offered"),
    ],
)
def test_words_tell_the_kind_of_evidence(label: str, text: str, kind: str) -> None:
    assert told_subtype(label, text) == kind


def test_what_is_new_gone_or_different_is_told() -> None:
    assert changes({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "4", "d": "5"}) == {
        "b": "2 -> 4",
        "c": "3 -> nothing",
        "d": "nothing -> 5",
    }
