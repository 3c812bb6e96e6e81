"""The table of cue words: its own sentences hold, and every problem in it is named at once."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from healthclaims.core.files import data_dir
from healthclaims.core.tables import read_table
from healthclaims.highlighter.finder import read_words
from healthclaims.highlighter.highlight import read_sentence
from healthclaims.highlighter.patterns import TOKEN, patterns_of, verb_forms
from healthclaims.highlighter.word_table import COUNTS, CUES, LOOKALIKE, CueRule, load_cue_rules
from tests.helpers.kit import Table, problems_of

RULES = load_cue_rules()
ROWS = {row["rule"]: row for row in read_table(data_dir() / "cues.csv", CUES.columns)}
EXAMPLES = ("yes_1", "yes_2", "no_1", "no_2")


def holds(rule: CueRule, sentence: str) -> bool:
    """Return whether a rule is at work: its words are marked as what they are, or found."""
    if rule.kind not in (COUNTS, LOOKALIKE):
        return any(hit.rule.rule == rule.rule for hit in read_words(sentence).hits)
    return any(
        (cue.rule, cue.label) == (rule.rule, rule.label) for cue in read_sentence(sentence).cues
    )


@pytest.mark.parametrize("name", RULES)
def test_a_rule_holds_in_its_two_sentences_and_not_in_the_other_two(name: str) -> None:
    held = [holds(RULES[name], ROWS[name][example]) for example in EXAMPLES]
    assert held == [True, True, False, False]


@pytest.fixture
def table(data: Path) -> Table:
    return Table(data / "cues.csv")


@pytest.mark.parametrize(
    ("column", "value", "what", "remedy"),
    [
        ("question", "sureness", "question 'sureness' is not known.", "Known questions: certainty"),
        ("label", "hedgd", "label 'hedgd' is no answer to certainty.", "Did you mean 'hedged'?"),
        ("label", "", "label is empty.", "Words of the kind “cue” point to a label."),
        ("kind", "cues", "kind 'cues' is not known.", "Did you mean 'cue'?"),
        ("name", "", "name is empty.", "Write a plain sentence"),
        ("fails_when", "", "fails_when is empty.", "Write a plain sentence"),
        *((column, "", f"{column} is empty.", "Write a plain sentence") for column in EXAMPLES),
        ("reason", "It doubts.", "reason does not name the words.", "Write {words} where"),
        ("words", "may | might | may", "'may' stands there twice.", "Remove one."),
        ("words", "may | # | might", "the entry '#' holds no word to look for.", "Write words"),
        ("words", "may |  | might", "the entry '' holds no word to look for.", "Write words"),
        (
            "words",
            "may (help/be (used))",
            "the entry 'may (help/be (used))' has a bracket too many, or a bracket in",
            "write two entries",
        ),
        ("words", "may | (might", "the entry '(might' has a bracket", "Close each bracket"),
        ("rule", "Doubt modal", "rule 'Doubt modal' cannot be used.", "Write small letters"),
    ],
)
def test_each_kind_of_damage_is_named_with_line_and_remedy(
    table: Table, column: str, value: str, what: str, remedy: str
) -> None:
    line = table.line(rule="doubt_modal")
    table.find(rule="doubt_modal")[column] = value
    table.save()
    (found,) = (text for text in problems_of(load_cue_rules) if "lacks the rules" not in text)
    assert found.startswith(f"data/cues.csv, line {line}: {what}")
    assert remedy in found


def test_all_problems_are_named_at_once(table: Table) -> None:
    table.find(rule="doubt_modal")["label"] = "perhaps"
    table.find(rule="praise")["kind"] = "hype"
    table.drop(rule="shop")
    table.save()
    found = "\n".join(problems_of(load_cue_rules))
    assert "label 'perhaps'" in found
    assert "kind 'hype'" in found
    assert "lacks the rules shop." in found


def test_an_id_that_stands_twice_is_named(table: Table) -> None:
    table.find(rule="praise")["rule"] = "call"
    table.save()
    assert any("repeats line" in text and "(call)" in text for text in problems_of(load_cue_rules))


def test_a_look_alike_must_not_have_a_label(table: Table) -> None:
    table.find(rule="leave")["label"] = "hedged"
    table.save()
    (found,) = problems_of(load_cue_rules)
    assert "label is 'hedged', but the words do not count." in found


def test_a_word_added_to_the_table_is_found_in_texts(table: Table) -> None:
    table.find(rule="doubt_modal")["words"] += " | (mayhap/mayhaps) (not/)"
    table.save()
    for word in ("Mayhap", "Mayhaps not"):
        certainty = read_sentence(f"{word} it heals cuts.").suggestions["certainty"]
        assert (certainty.label, certainty.rule) == ("hedged", "doubt_modal")


def test_an_entry_stands_for_every_way_to_say_it() -> None:
    said = {" ".join(found) for found in patterns_of("(calms/is good for) (my/) ~aid")}
    assert {"calms my aid", "is good for aiding", "calms aided", "is good for my aids"} <= said
    assert len(said) == 2 * 2 * 4


def test_a_verb_stands_for_its_forms() -> None:
    assert verb_forms("reduce") == ("reduce", "reduces", "reduced", "reducing")
    assert verb_forms("stop") == ("stop", "stops", "stopped", "stopping")
    assert verb_forms("remedy") == ("remedy", "remedies", "remedied", "remedying")
    assert verb_forms("vanish") == ("vanish", "vanishes", "vanished", "vanishing")


def test_every_rule_tells_in_plain_words_where_it_fails() -> None:
    for rule in RULES.values():
        assert len(rule.fails_when.split()) >= 5, rule.rule
        assert rule.fails_when.endswith("."), rule.rule
        assert rule.reason.count("{words}") == 1, rule.rule


@pytest.mark.parametrize("name", RULES)
def test_the_words_of_a_rule_stand_in_the_order_of_the_alphabet(name: str) -> None:
    entries = [re.sub(r"[^a-z0-9 ]", "", entry.lower()).strip() for entry in RULES[name].words]
    assert entries == sorted(entries, key=lambda entry: entry or "zz")


def test_a_rule_whose_id_begins_with_another_id_is_asked_for_by_both() -> None:
    assert {"effect_good", "effect"} <= RULES["effect_good_guard"].names
    assert "people" not in RULES["people_later"].names


def test_a_hyphen_may_be_left_out_in_the_text() -> None:
    assert set(patterns_of("ready - made")) == {("ready", "made"), ("ready", "-", "made")}


def test_a_spreadsheet_opens_the_table_with_its_signs() -> None:
    path = Path(__file__).parents[2] / "data/cues.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(RULES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("6. Do not use", ["6", ".", "Do", "not", "use"]),
        ("1.5 mg, 12mg", ["1.5", "mg", ",", "12mg"]),
        ("the pupils' don’t", ["the", "pupils", "'", "don’t"]),
    ],
)
def test_a_text_is_taken_apart_in_the_same_way_by_every_python(text: str, words: list[str]) -> None:
    """Python 3.11.0 to 3.11.4 let possessive groups take the full stop of a list's number."""
    assert TOKEN.findall(text) == words
