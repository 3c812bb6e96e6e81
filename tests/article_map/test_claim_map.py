"""The claim map: every claim of a page in the box of its two answers."""

from __future__ import annotations

import pytest

from healthclaims.article_map.claim_map import OPEN, claim_map, mapped_claims
from healthclaims.content.answer_key import key_mark
from healthclaims.content.articles import load_article
from tests.helpers.kit import ARTICLES


@pytest.mark.parametrize("name", ARTICLES)
def test_a_claim_stands_where_its_labels_put_it(name: str) -> None:
    article = load_article(name)
    for claim in mapped_claims(article):
        for axis in ("evidence", "certainty", "purpose"):
            label = article.annotations[claim.unit, axis].label
            assert getattr(claim, axis) == (OPEN if "|" in label else label)


@pytest.mark.parametrize("name", ARTICLES)
def test_every_line_that_is_a_claim_for_sure_is_on_the_map(name: str) -> None:
    article = load_article(name)
    mapped = {claim.unit for claim in mapped_claims(article)}
    for unit in article.units:
        key = key_mark(article, unit, "claim")
        if key is not None and key.labels == ("claim",):
            assert unit.id in mapped
        if unit.repeat_of or (key is not None and key.labels == ("no_claim",)):
            assert unit.id not in mapped


def test_the_map_of_the_semax_page_tells_its_fullest_box() -> None:
    shown = claim_map("semax")
    assert len(shown.table()) == 33
    assert "(12 of 33 claims): “Sounds certain” and “Nobody named as studied”." in shown.counts


def test_the_map_of_a_sound_page_is_fullest_where_people_were_studied() -> None:
    counts = claim_map("solveta_review").counts
    assert "(4 of 12 claims): “Sounds certain” and “People”." in counts


@pytest.mark.parametrize("name", ARTICLES)
def test_a_square_stands_in_the_box_that_its_answers_name(name: str) -> None:
    shown = claim_map(name)
    for row in shown.rows:
        for column, box in zip(shown.columns, row.boxes, strict=True):
            for square in box:
                for place, answer in zip((row.name, column), square.answers, strict=False):
                    assert answer.shown == place or (
                        answer.shown.startswith("Left open") and place == "We leave it open"
                    )


def test_the_table_says_in_words_what_place_and_letters_say() -> None:
    rows = {row[0]: row for row in claim_map("semax").table()}
    assert rows["1"][2:] == ("Nobody named as studied", "Sounds certain", "Pushes you towards it")
    assert rows["40"][2] == "Left open: “Animals or cells” or “Nobody named as studied”"


def test_an_unknown_article_is_named() -> None:
    with pytest.raises(KeyError, match="semax"):
        claim_map("semaks")
