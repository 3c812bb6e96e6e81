"""The claim map: every claim of a page in the box of its two answers."""

from __future__ import annotations

import pytest

from healthclaims.content.answer_key import key_mark
from healthclaims.content.article import load_article
from healthclaims.lessons.claim_map import OPEN, claim_map, mapped_claims
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
    figure = claim_map("semax")
    assert len(figure.rows) == 33
    assert "(12 of 33): “Sounds certain” and “Nobody named as studied”." in figure.caption


def test_the_map_of_a_sound_page_is_fullest_where_people_were_studied() -> None:
    assert "(7 of 18): “Sounds certain” and “People”." in claim_map("solveta_review").caption


def test_the_table_says_in_words_what_place_and_size_say() -> None:
    rows = {row[0]: row for row in claim_map("semax").rows}
    assert rows["u01"][2:] == ("Nobody named as studied", "Sounds certain", "Pushes you towards it")
    assert rows["u40"][2] == "Animals or cells or Nobody named as studied"


@pytest.mark.parametrize("name", ["semax", "solveta_review", "otrenda_notice"])
def test_the_picture_is_drawn_at_its_size(name: str) -> None:
    figure = claim_map(name)
    png = figure.png()
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[place : place + 4]) for place in (16, 20))
    assert (width, height) == tuple(pytest.approx(144 * side, abs=2) for side in figure.size)


def test_an_unknown_article_is_named() -> None:
    with pytest.raises(KeyError, match="semax"):
        claim_map("semaks")
