"""A source card in one line, and what its text looks like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthclaims.content.articles import load_article
from healthclaims.content.source_card import (
    KIND,
    LOOKS,
    SourceCard,
    card_line,
    load_cards,
    look_of,
    sender_of,
)
from tests.helpers.kit import DATA


@pytest.fixture(scope="module")
def cards() -> dict[str, SourceCard]:
    return load_cards(DATA / "cards.csv")


def test_a_card_is_told_in_one_line(cards: dict[str, SourceCard]) -> None:
    assert card_line(cards["shop"].lines()) == "Shop page · sells it · no author"
    assert card_line(cards["blog"].lines()) == "Blog post · promotes it · by Posy"
    assert card_line(cards["hospital"].lines()).startswith("Hospital leaflet · sells nothing · by")
    assert card_line(cards["shop"].lines(), with_author=False) == "Shop page · sells it"
    assert card_line(()) == ""


def test_what_nobody_checked_is_not_told_as_known(cards: dict[str, SourceCard]) -> None:
    unknown = replace(cards["shop"], promotes="not verified", sells="not verified")
    assert "who gains by it is not known" in card_line(unknown.lines())


def test_the_sender_is_named_first_or_else_the_kind_of_text(cards: dict[str, SourceCard]) -> None:
    assert sender_of(cards["blog"].lines()) == ("Posy Tells All", "a blog (invented)")
    assert sender_of(load_article("semax").card.lines()) == (
        "Product page",
        "not known: no publisher is named",
    )
    assert sender_of(()) == ("", "")


def test_every_look_is_worn_by_one_of_the_kits_texts(cards: dict[str, SourceCard]) -> None:
    kinds = [card.lines() for card in cards.values()]
    kinds += [load_article(folder.name).card.lines() for folder in (DATA / "articles").iterdir()]
    assert {look_of(lines) for lines in kinds} == {*LOOKS.values(), "page"}


def test_a_card_says_what_the_text_is_about_where_that_was_written() -> None:
    told = dict(load_article("check_b_pelluvane_page").card.lines())
    assert told[KIND] == "shop page about Pelluvane eye drops"
    assert card_line(told.items()).startswith("Shop page about Pelluvane eye drops · sells it")
