"""Every question of the bank: what is asked, what is said, and what is kept back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from healthclaims.content.articles import load_article
from healthclaims.content.pairs import load_pairs
from healthclaims.questions.bank import all_questions, article_questions, question
from healthclaims.questions.question import (
    CHOICE,
    CONTESTED_KIND,
    DISCUSSED,
    NOT_YET,
    PAIR,
    RIGHT,
    Question,
)
from healthclaims.questions.sentence_questions import split_readings
from tests.helpers.kit import ARTICLES, Table, copy_data

JARGON = re.compile(
    r"\b(?:ax[ei]s|units?|kappa|hedg\w+|hedges?|preclinical|calibration|[ECPFM]\d+b?)\b|[κα]|d′",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"\d[\d.,–-]*\s*(?:mcg|mg|µg|ml|%|times|drops?|sprays?|small|a day)", re.IGNORECASE
)
ID = re.compile(
    r"(?:[a-z_]+/u\d\d/(?:evidence|certainty|purpose|fit))"
    r"|(?:pair/[ecp]\d/(?:evidence|certainty|purpose))"
    r"|(?:pair/f\d+/fit)"
    r"|(?:written/\w+/\w+)"
    r"|(?:[a-z_]+/u\d\d\+u\d\d/headline_vs_body)"
    r"|(?:written/[a-z0-9_]+/[a-z_]+)"
)


@pytest.fixture(scope="module")
def bank() -> list[Question]:
    """Every question of the kit's own data."""
    return [question(name) for name in all_questions()]


def said(asked: Question) -> list[str]:
    """Everything a learner reads in answer to a choice."""
    options = [text for option in asked.options for text in (option.line, option.mistake)]
    return [*options, *asked.why, asked.rule]


# ---------------------------------------------------------------- ids


def test_ids_name_article_unit_and_question_and_none_stands_twice(bank: list[Question]) -> None:
    names = [asked.id for asked in bank]
    assert names == list(all_questions())
    assert len(set(names)) == len(names)
    assert [name for name in names if not ID.fullmatch(name)] == []


def test_every_scored_or_contested_label_of_an_article_is_a_question() -> None:
    for name in ARTICLES:
        asked = {
            tuple(found.split("/")[1:])
            for axis in ("evidence", "certainty", "purpose", "fit")
            for found in article_questions(name, axis)
        }
        labels = load_article(name).annotations.values()
        assert asked == {(row.unit, row.axis) for row in labels if row.status != "unscored"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("semax", "is not a question id. Ids look like semax/u40/certainty"),
        ("semax/u40/certainty/more", "is not a question id"),
        ("semacs/u40/certainty", "There is no article 'semacs'."),
        ("semax/u99/certainty", "semax has no unit 'u99'"),
        ("semax/u40/certanty", "Did you mean 'certainty'?"),
        ("semax/u03/evidence", "semax/u03 is not asked about evidence"),
        ("semax/u02/purpose", "is not asked about purpose"),
        ("pair/e99/evidence", "There is no pair 'e99'."),
        ("pair/e1/fit", "Pair e1 is not asked about fit"),
        ("semax/u01+u99/headline_vs_body", "There is no headline question"),
    ],
)
def test_an_id_that_leads_nowhere_says_which_part_is_unknown(name: str, message: str) -> None:
    with pytest.raises(KeyError) as caught:
        question(name)
    assert message in caught.value.args[0]


def test_a_unit_that_is_not_to_be_asked_about_has_no_question(data: Path) -> None:
    table = Table(data / "articles" / "semax" / "annotations.csv")
    table.find(unit="u49", axis="purpose")["status"] = "unscored"
    table.save()
    assert "semax/u49/purpose" not in all_questions()
    with pytest.raises(KeyError, match="not asked about purpose"):
        question("semax/u49/purpose")


@pytest.mark.parametrize("pair", ["heart", "n", "10"])
def test_an_instructor_may_name_a_pair_as_they_like(data: Path, pair: str) -> None:
    table = Table(data / "pairs.csv")
    for row in table.rows:
        if row["pair"] == "e1":
            row["pair"] = pair
    table.save()
    assert question(f"pair/{pair}/evidence").key in ("a", "b")


# ---------------------------------------------------------------- options and feedback


def test_every_question_offers_three_answers_and_a_written_one_up_to_four(
    bank: list[Question],
) -> None:
    for asked in bank:
        values = [option.value for option in asked.options]
        allowed = (2, 3, 4) if asked.id.startswith("written/") else (3,)
        assert len(set(values)) == len(values), asked.id
        assert len({option.text for option in asked.options}) == len(values), asked.id
        assert len(values) in allowed, asked.id


def test_exactly_one_answer_is_right_and_it_is_the_key(bank: list[Question]) -> None:
    for asked in bank:
        verdicts = [option.verdict for option in asked.options]
        if asked.kind == CONTESTED_KIND:
            assert (verdicts, asked.key) == ([DISCUSSED] * 3, "")
        else:
            assert sorted(verdicts) == [NOT_YET] * (len(verdicts) - 1) + [RIGHT]
            assert asked.option(asked.key).verdict == RIGHT


def test_answers_stand_in_the_same_order_in_every_question(bank: list[Question]) -> None:
    for kind, axis in {(asked.kind, asked.axis) for asked in bank if asked.kind != CONTESTED_KIND}:
        orders = {
            tuple(option.value for option in asked.options)
            for asked in bank
            if (asked.kind, asked.axis) == (kind, axis)
        }
        assert len(orders) == 1, (kind, axis)


def test_the_first_line_of_the_feedback_has_at_most_25_words(bank: list[Question]) -> None:
    long = {
        asked.id: option.line
        for asked in bank
        for option in asked.options
        if len(option.line.split()) > 25
    }
    assert long == {}


def test_every_answer_gets_feedback_and_every_miss_a_remark(bank: list[Question]) -> None:
    for asked in bank:
        assert asked.rule, asked.id
        assert all(asked.why), asked.id
        for option in asked.options:
            assert option.line.strip(), asked.id
            is_missed = option.verdict == NOT_YET
            assert is_missed or not option.mistake, asked.id
            # Of two versions, the one not chosen needs no remark.
            assert option.mistake or not is_missed or option.value in ("a", "b"), asked.id


def test_the_first_line_names_the_right_answer(bank: list[Question]) -> None:
    for asked in bank:
        if asked.kind == CHOICE:
            right = plain(asked.option(asked.key).text)
            for option in asked.options:
                assert right in plain(option.line), (asked.id, option.line)


def plain(text: str) -> str:
    """Give a text in small letters, with the quotation marks of a quote within a quote."""
    return text.casefold().translate(str.maketrans("“”", "‘’"))


@pytest.mark.parametrize(
    ("axis", "key", "chosen", "words"),
    [
        ("evidence", "people", "animals_or_cells", "Look for people who took part."),
        ("evidence", "people", "not_stated", "They count without a number too"),
        ("evidence", "animals_or_cells", "people", "Ask who or what was treated"),
        ("evidence", "animals_or_cells", "not_stated", "rats, mice, animals, cells, a dish"),
        ("evidence", "not_stated", "people", "Those who are to use it"),
        ("evidence", "not_stated", "animals_or_cells", "Which word names an animal"),
        ("certainty", "hedged", "firm", "It leaves open whether the effect is real"),
        ("certainty", "hedged", "no_claim", "A careful claim is a claim too"),
        ("certainty", "firm", "hedged", "leaves room for doubt about the effect"),
        ("certainty", "firm", "no_claim", "Then it is a claim"),
        ("certainty", "no_claim", "hedged", "A doubt word counts only if"),
        ("certainty", "no_claim", "firm", "Sure words can be about something else"),
        ("purpose", "marketing", "guidance", "Ask who gains if you follow it"),
        ("purpose", "marketing", "information", "Look for praise"),
        ("purpose", "guidance", "marketing", "or does it protect you"),
        ("purpose", "guidance", "information", "or does it tell you what to do"),
        ("purpose", "information", "marketing", "Which words praise the product"),
        ("purpose", "information", "guidance", "does it tell you to do anything"),
        ("fit", "fits", "goes_further", "claim more than that"),
        ("fit", "fits", "undersells", "says less than the evidence only if"),
        ("fit", "goes_further", "fits", "enough for words so sure"),
        ("fit", "goes_further", "undersells", "a word of doubt at all"),
        ("fit", "undersells", "fits", "Count the studies, and look"),
        ("fit", "undersells", "goes_further", "Then count the studies"),
    ],
)
def test_a_remark_on_a_mistake_belongs_to_what_was_chosen_and_what_is_right(
    bank: list[Question], axis: str, key: str, chosen: str, words: str
) -> None:
    asked = next(q for q in bank if (q.kind, q.axis, q.key) == (CHOICE, axis, key))
    assert words in asked.option(chosen).mistake


def test_no_feedback_uses_jargon(bank: list[Question]) -> None:
    found = {
        asked.id: JARGON.findall(text)
        for asked in bank
        for text in said(asked)
        if JARGON.search(text)
    }
    assert found == {}


def test_verdicts_are_told_in_words(bank: list[Question]) -> None:
    starts = {
        RIGHT: ("Right: ", "Right. "),
        NOT_YET: "Not yet. ",
        DISCUSSED: "Both readings can be defended",
    }
    for asked in bank:
        for option in asked.options:
            assert option.line.startswith(starts[option.verdict]), asked.id


def test_a_contested_question_gives_both_readings_and_a_third_way(bank: list[Question]) -> None:
    contested = [asked for asked in bank if asked.kind == CONTESTED_KIND]
    assert contested
    for asked in contested:
        assert asked.options[2].value == "differently"
        assert "We leave this one open." in asked.prompt
        assert not asked.is_scored
        assert not asked.may_return


def test_the_cases_for_two_readings_stand_in_two_paragraphs() -> None:
    push, telling = "It could push: it praises “one”.", "It could just tell: it names “one”."
    assert split_readings(f"{push} {telling}") == (push, telling)
    assert split_readings("Only one case.") == ("Only one case.",)


def test_most_contested_questions_give_each_reading_a_paragraph(bank: list[Question]) -> None:
    contested = [asked for asked in bank if asked.kind == CONTESTED_KIND]
    assert sum(len(asked.why) == 2 for asked in contested) > len(contested) / 2


def test_deciding_words_stand_in_the_text_that_is_shown(bank: list[Question]) -> None:
    for asked in bank:
        for passage in asked.passages:
            assert passage.cue in passage.text, asked.id


def test_only_questions_on_purpose_open_the_source_card(bank: list[Question]) -> None:
    for asked in bank:
        assert asked.card_open == (asked.axis == "purpose"), asked.id


def test_a_sentence_that_claims_nothing_yet_is_not_asked_what_shows_this() -> None:
    assert question("caligrin_news/u04/evidence").prompt.startswith(
        "Who or what does this sentence name as studied?"
    )
    assert "to show this" in question("semax/u39/evidence").prompt


def test_version_a_and_version_b_are_right_about_equally_often(bank: list[Question]) -> None:
    for axis in ("evidence", "certainty", "purpose"):
        keys = [asked.key for asked in bank if asked.kind == PAIR and asked.axis == axis]
        assert abs(keys.count("a") - keys.count("b")) <= 2, axis
        assert min(keys.count("a"), keys.count("b")) >= 3, axis


def test_a_pair_asks_about_a_label_that_one_of_its_versions_has(bank: list[Question]) -> None:
    for asked in bank:
        if asked.id.startswith("pair/"):
            pair = load_pairs()[asked.id.split("/")[1]]
            labels = [side.judgements[asked.axis].label for side in (pair.a, pair.b)]
            assert (asked.key == "no_difference") == (labels[0] == labels[1]), asked.id


def test_every_label_of_every_question_is_the_answer_somewhere(bank: list[Question]) -> None:
    for axis in ("evidence", "certainty", "purpose", "fit"):
        own = [asked for asked in bank if asked.kind == CHOICE and asked.axis == axis]
        keys = [asked.key for asked in own]
        for option in own[0].options:
            assert option.value in keys, (axis, option.value)


def test_an_unknown_answer_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="Choose one of 'hedged', 'firm', 'no_claim'"):
        question("semax/u40/certainty").option("certain")


# ---------------------------------------------------------------- amounts


def test_no_digit_is_shown_in_any_question_on_an_amount(bank: list[Question]) -> None:
    about = 0
    for asked in bank:
        article, unit, *_ = asked.id.split("/")
        if article in ARTICLES and unit in load_article(article).amounts_or_routes:
            about += 1
            (passage,) = asked.passages
            shown = [asked.prompt, passage.heading, passage.before, passage.text, passage.cue]
            assert [text for text in shown if re.search(r"\d", text)] == [], asked.id
            assert [text for text in said(asked) if AMOUNT.search(text)] == [], asked.id
    assert about > 10


def test_no_question_on_an_amount_ever_comes_back(bank: list[Question]) -> None:
    for asked in bank:
        article, unit, *_ = asked.id.split("/")
        if article in ARTICLES and unit in load_article(article).amounts_or_routes:
            assert not asked.may_return, asked.id
        if article == "pair" and load_pairs()[unit].is_about_amounts:
            assert not asked.may_return, asked.id


# ---------------------------------------------------------------- what a page is sent


def test_a_marked_quiz_is_sent_without_key_verdict_deciding_words_or_explanation(
    bank: list[Question],
) -> None:
    for asked in bank:
        bare = asked.as_state(with_feedback=False)
        text = json.dumps(bare, ensure_ascii=False)
        for name in ('"verdict"', '"cue"', '"why"', '"line"', '"mistake"', '"rule"', '"key"'):
            assert name not in text, (asked.id, name)
        secrets = [*asked.why, *(option.line for option in asked.options)]
        assert [secret for secret in secrets if secret in text] == [], asked.id


def test_a_marked_quiz_is_the_same_whatever_the_key_says(bank: list[Question]) -> None:
    for asked in bank:
        other = replace(
            asked,
            key="other",
            rule="Other rule",
            why=("Other reason.",),
            passages=tuple(replace(passage, cue="") for passage in asked.passages),
            options=tuple(
                replace(option, verdict=NOT_YET, line="Other line.", mistake="Other remark.")
                for option in asked.options
            ),
        )
        assert other.as_state(with_feedback=False) == asked.as_state(with_feedback=False)


def test_a_practice_quiz_is_sent_with_everything_its_page_shows(bank: list[Question]) -> None:
    for asked in bank:
        text = json.dumps(asked.as_state(with_feedback=True), ensure_ascii=False)
        for part in said(asked):
            assert json.dumps(part, ensure_ascii=False)[1:-1] in text, asked.id


# ---------------------------------------------------------------- what the learner saw


@pytest.mark.parametrize(
    "name", ["semax/u40/certainty", "pair/e1/evidence", "semax/u14+u16/headline_vs_body"]
)
def test_the_fingerprint_changes_with_every_word_that_is_shown(name: str) -> None:
    asked = question(name)
    first, *others = asked.passages
    option, *rest = asked.options
    changed = [
        replace(asked, prompt=asked.prompt + "!"),
        *(
            replace(asked, passages=(replace(first, **change), *others))
            for change in (
                {"text": "x"},
                {"before": "x"},
                {"heading": "x"},
                {"name": "x"},
                {"card": (("Author", "x"),)},
            )
        ),
        replace(asked, options=(replace(option, text="x"), *rest)),
        replace(asked, options=(replace(option, value="x"), *rest)),
        replace(asked, options=(*rest, option)),
    ]
    assert len({asked.seen, *(other.seen for other in changed)}) == len(changed) + 1


def test_the_fingerprint_stays_when_only_key_cue_or_explanation_changes() -> None:
    asked = question("semax/u40/certainty")
    (passage,) = asked.passages
    option, *rest = asked.options
    for other in (
        replace(asked, key="firm"),
        replace(asked, why=("Because.",)),
        replace(asked, rule="Another rule"),
        replace(asked, passages=(replace(passage, cue="could"),)),
        replace(asked, options=(replace(option, verdict=NOT_YET, line="", mistake="x"), *rest)),
    ):
        assert other.seen == asked.seen


def test_correcting_an_explanation_keeps_what_was_answered(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = question("semax/u46/certainty")
    corrected = copy_data(home)
    table = Table(corrected / "articles" / "semax" / "annotations.csv")
    table.find(unit="u46", axis="certainty")["why"] = "“May” is the word that decides here."
    table.save()
    monkeypatch.setenv("HEALTHCLAIMS_DATA", str(corrected))
    after = question("semax/u46/certainty")
    assert after.why != before.why
    assert after.seen == before.seen


def test_no_two_questions_share_a_fingerprint(bank: list[Question]) -> None:
    seen = sorted((asked.seen, asked.id) for asked in bank)
    twins = [(a, b) for (one, a), (two, b) in pairwise(seen) if one == two]
    assert twins == []
