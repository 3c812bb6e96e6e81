"""Headings beside a sentence, and sentences whose parts can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.content.answer_key import key_mark, reading_axis, seen_mark
from healthclaims.content.articles import load_article
from healthclaims.content.claim_reasons import load_claim_reasons
from healthclaims.content.headlines import HEADLINE_ANSWERS, load_headlines
from healthclaims.content.word_flips import load_flip, shown
from tests.helpers.kit import Table, problems_of


def test_every_headline_sets_a_heading_beside_a_sentence_below_it() -> None:
    for headline in load_headlines().values():
        article = load_article(headline.article)
        heading, body = article.unit(headline.heading), article.unit(headline.body)
        assert (heading.kind != "sentence", body.kind) == (True, "sentence")
        assert article.units.index(heading) < article.units.index(body)


def test_headings_say_more_less_and_as_much_as_their_text_equally_often() -> None:
    keys = [headline.key for headline in load_headlines().values()]
    counts = {key: keys.count(key) for key in HEADLINE_ANSWERS}
    assert max(counts.values()) - min(counts.values()) <= 1


def test_headings_stand_over_sound_texts_as_well_as_careless_ones() -> None:
    articles = {headline.article for headline in load_headlines().values()}
    assert {"solveta_review", "bramosol_leaflet", "otrenda_notice", "halderin_release"} <= articles


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("body", "u99", "body 'u99' is not a unit of semax."),
        ("heading", "u99", "heading 'u99' is not a unit of semax."),
        ("key", "sane", "Did you mean 'same'?"),
        ("article", "semaks", "Did you mean 'semax'?"),
    ],
)
def test_damage_to_a_headline_is_named_with_its_line(
    data: Path, column: str, value: str, what: str
) -> None:
    table = Table(data / "headlines.csv")
    table.rows[1][column] = value
    table.save()
    (found,) = problems_of(load_headlines)
    assert "headlines.csv, line 3: " in found
    assert what in found


def test_every_wording_of_the_flip_has_its_explanation() -> None:
    flip = load_flip("heart")
    assert all(part.why for part in (*flip.who, *flip.verb))
    for who in flip.who:
        for certainty in ("firm", "hedged"):
            assert flip.fit[who.subtype, certainty][1]


def test_every_wording_of_the_flip_is_labelled_as_it_sounds() -> None:
    flip = load_flip("heart")
    assert {part.words: part.label for part in flip.verb} == {
        "protects": "firm",
        "may protect": "hedged",
        "clearly protects": "firm",
        "can protect": "hedged|firm",
        "is known to protect": "firm",
    }
    assert [part.label for part in flip.who] == [
        *("not_stated", "animals_or_cells", "animals_or_cells", "people"),
    ]


def test_strong_evidence_under_sure_words_fits_and_under_doubt_undersells() -> None:
    fit = load_flip("heart").fit
    assert fit["several_controlled", "firm"][0] == "fits"
    assert fit["several_controlled", "hedged"][0] == "undersells"
    assert fit["nothing_offered", "firm"][0] == "goes_further"
    assert fit["nothing_offered", "hedged"][0] == ""


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("fits", "It fits"),
        ("fits|goes_further", "Left open: it fits or it goes further than the evidence named"),
        ("", "Not asked"),
    ],
)
def test_a_label_is_shown_in_the_words_of_the_learner(label: str, words: str) -> None:
    assert shown("fit", label) == words


def test_an_unknown_sentence_lists_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"There is no sentence 'hart'.*Did you mean 'heart'"):
        load_flip("hart")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('evidence = "not_stated"', 'evidence = "not_statd"', "Did you mean 'not_stated'?"),
        ('certainty = "hedged|firm"', 'certainty = "hedged|frim"', "certainty 'frim'"),
        ("lab.firm = ", "lob.firm = ", "[heart.fit] lab: firm is missing."),
    ],
)
def test_damage_to_a_flip_is_named(data: Path, old: str, new: str, what: str) -> None:
    path = data / "flips.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems_of(lambda: load_flip("heart"))
    assert all(problem.startswith("data/flips.toml: ") for problem in found)
    assert any(what in problem for problem in found), found


# ---------------------------------------------------------------- the key to a whole article


def test_the_first_step_asks_only_whether_there_is_a_claim() -> None:
    semax = load_article("semax")
    claim = key_mark(semax, semax.unit("u40"), "claim")
    background = key_mark(semax, semax.unit("u03"), "claim")
    assert claim is not None
    assert background is not None
    assert (claim.labels, background.labels) == (("claim",), ("no_claim",))


def test_the_key_gives_both_readings_where_it_is_left_open() -> None:
    semax = load_article("semax")
    mark = key_mark(semax, semax.unit("u41"), "evidence")
    assert mark is not None
    assert mark.labels == ("animals_or_cells", "not_stated")


def test_the_key_is_silent_where_a_question_does_not_apply() -> None:
    semax = load_article("semax")
    assert key_mark(semax, semax.unit("u03"), "evidence") is None


def test_a_question_that_cannot_be_asked_of_an_article_lists_the_others() -> None:
    with pytest.raises(KeyError, match="Known questions: claim, evidence, certainty, purpose"):
        reading_axis("fit")


def test_what_a_learner_saw_has_another_fingerprint_once_its_words_change() -> None:
    semax = load_article("semax")
    axis = reading_axis("evidence")
    marks = {seen_mark(semax, unit, axis) for unit in semax.units}
    assert len(marks) == len({unit.text for unit in semax.units})
    assert seen_mark(semax, semax.unit("u40"), axis) != seen_mark(
        semax, semax.unit("u40"), reading_axis("certainty")
    )


def test_a_reason_for_a_claim_of_no_unit_is_named_with_its_line(data: Path) -> None:
    table = Table(data / "claims.csv")
    table.rows[0]["unit"] = "u99"
    table.save()
    (told,) = problems_of(load_claim_reasons)
    assert told.startswith("data/claims.csv, line 2: unit 'u99' is not a unit of semax.")
