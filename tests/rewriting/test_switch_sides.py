"""Switching sides: the pushiest advert out of an honest line, then the fairest line."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.core.problems import DataError
from healthclaims.rewriting import claims
from healthclaims.rewriting.advert import marks_of, pushing_words
from healthclaims.rewriting.check import check_for
from healthclaims.rewriting.claims import FAIR, PUSH, load_rewrite, load_rewrites
from healthclaims.rewriting.fit import AS_IT_STANDS, LOOK
from tests.helpers.kit import Page
from tests.rewriting.test_widget import note, widget

ADVERT = "Amazing Drovessa banishes seasickness for good. Hurry, order today!"
HONEST = "In a trial with 84 ferry passengers, fewer were seasick with Drovessa than with mint gum."


def looks(name: str, text: str) -> list[str]:
    checked = check_for(load_rewrite(name), text)
    return [finding.words for finding in checked.findings if finding.kind == LOOK]


def test_what_sells_best_is_what_is_least_fair() -> None:
    assert looks("ferry_advert", ADVERT) == []
    assert looks("ferry", ADVERT)
    assert looks("ferry", HONEST) == []
    assert looks("ferry_advert", HONEST)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Drovessa ends seasickness.", "No word pushes yet"),
        ("Amazing Drovessa ends seasickness.", "“Amazing”"),
        (f"{ADVERT} It may work.", "“may”"),
        (f"{ADVERT} Tested on 84 passengers.", "“passengers”"),
        ("An amazing gum that banishes seasickness. Hurry, order today!", "“Drovessa”"),
    ],
)
def test_an_advert_that_holds_back_is_told_where(text: str, told: str) -> None:
    (look,) = looks("ferry_advert", text)
    assert told in look


def test_the_honest_line_itself_is_no_advert() -> None:
    advert = load_rewrite("ferry_advert")
    assert check_for(advert, advert.text).line == AS_IT_STANDS


@pytest.mark.parametrize("text", [ADVERT, HONEST, "🙂 Amazing, İ say!", "MAY HELP", "ab"])
def test_the_marks_of_a_text_are_the_text(text: str) -> None:
    assert "".join(mark.text for mark in marks_of(text)) == text


def test_a_marked_word_says_what_it_does() -> None:
    mark = next(mark for mark in marks_of("It is amazing.") if mark.does)
    assert (mark.text, mark.does) == ("amazing", "pushes you towards it")
    assert "amazing" in mark.reasons[0]


def test_the_page_is_told_how_much_pushes_and_the_other_claims_are_not() -> None:
    page = Page(made := widget("ferry_advert"))
    checked = page.says(note(made, ADVERT))[-1]
    assert (checked["level"], checked["loud"]) == (3, 3)
    assert checked["push"] == f"Push: {len(pushing_words(ADVERT))} words or phrases push."
    assert "".join(mark["text"] for mark in checked["marks"]) == ADVERT
    page = Page(made := widget("stress"))
    assert "marks" not in page.says(note(made, ADVERT))[-1]


def test_in_words_each_marked_word_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    widget("ferry_advert").check(ADVERT)
    printed = capsys.readouterr().out
    assert "That is an advert" in printed
    assert "“Amazing”: pushes you towards it. " in printed


@pytest.mark.parametrize(
    ("line", "word", "does"),
    [
        ("Drovessa can ease seasickness.", "can", "an ability"),
        ("Drovessa is linked to calmer passengers.", "is linked to", "a link"),
    ],
)
def test_a_word_that_is_no_answer_to_a_question_says_what_it_is(
    line: str, word: str, does: str
) -> None:
    marks = Page(made := widget("ferry_advert")).says(note(made, line))[-1]["marks"]
    assert [mark["does"] for mark in marks if mark["text"].strip() == word] == [does]


def test_both_sides_share_what_is_known_and_are_kept_apart() -> None:
    push, fair = load_rewrite("ferry_advert"), load_rewrite("ferry")
    assert (push.side, fair.side) == (PUSH, FAIR)
    assert push.known == fair.known
    assert push.id != fair.id
    assert {load_rewrites()[name].side for name in ("stress", "newspaper")} == {""}


def test_an_advert_without_a_line_is_a_problem(data: Path) -> None:
    path = data / "rewrites.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('unit = "drovessa_podcast/u19"', 'unit = "nowhere/u12"'), "utf-8")
    claims._load.cache_clear()
    with pytest.raises(DataError, match="nowhere"):
        load_rewrites()
