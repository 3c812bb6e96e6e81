"""Maps of an article: their squares, their printed copy, and the way in words."""

from __future__ import annotations

import html
import re

import pytest

from healthclaims import Lesson, open_lesson
from healthclaims.article_map.strip import article_strip
from healthclaims.article_map.widget import FOLD, ArticleMap
from healthclaims.content.answer_key import key_mark
from healthclaims.content.articles import load_article
from tests.helpers.kit import ARTICLES

QUESTIONS = ("claim", "evidence", "certainty", "purpose")


@pytest.fixture
def lesson() -> Lesson:
    return open_lesson("05_the_whole_picture")


@pytest.fixture(params=["claim map", *QUESTIONS])
def semax_map(request: pytest.FixtureRequest, lesson: Lesson) -> ArticleMap:
    if request.param == "claim map":
        return lesson.claim_map("semax")
    return lesson.map("semax", request.param)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", ARTICLES)
def test_every_line_is_one_square_with_what_the_key_says(name: str, question: str) -> None:
    article = load_article(name)
    squares = article_strip(name, question).squares
    units = [unit for unit in article.units if not unit.repeat_of]
    assert [square.unit for square in squares] == units
    for square in squares:
        key = key_mark(article, square.unit, question)
        assert square.labels == (key.labels if key else ())
        assert square.cue in square.text
        (answer,) = square.answers
        assert answer.why
        if key:
            assert answer.why == key.why
        else:
            assert answer.shown == "Not asked"


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_map_counts_every_line_once(question: str) -> None:
    shown = article_strip("semax", question)
    assert len(shown.table()) == 71
    assert sum(int(number) for number in re.findall(r"(\d+) ×", shown.counts)) == 71
    assert not [row for row in shown.table() if re.search(r"\d\s?mcg", str(row))]


def test_a_row_has_the_whole_name_of_its_section() -> None:
    names = [row.name for row in article_strip("semax", "claim").rows]
    assert "What are Some of the Benefits of Semax?" in names
    assert not [name for name in names if "…" in name]


def test_a_map_of_an_unknown_question_lists_the_known_ones(lesson: Lesson) -> None:
    with pytest.raises(KeyError, match="Known questions: claim, evidence"):
        lesson.map("semax", "fit")


def test_nothing_that_can_be_counted_is_told_before_it_is_asked_for(semax_map: ArticleMap) -> None:
    """Lessons ask for a guess first: how many, and which box is fullest."""
    counts = semax_map.map["counts"]
    assert "12 of 33" in counts or "×" in counts
    printed = html.unescape(str(semax_map.printed()))
    before, folded = printed.split("<details>")
    assert f"<summary>{FOLD}</summary><p>{counts}</p>" in folded
    for told in (repr(semax_map), before, FOLD):
        assert "×" not in told
        assert "fullest" not in told
    assert "map" in before


def test_the_printed_table_holds_every_line(semax_map: ArticleMap) -> None:
    printed = semax_map.printed()
    squares = [one for _, boxes in semax_map.map["rows"] for box in boxes for one in box]
    assert printed.count("<tr>") == 1 + len(squares)


def test_every_letter_on_a_map_is_explained_below_its_title(semax_map: ArticleMap) -> None:
    explained = [labels for labels, _ in semax_map.map["legend"]]
    squares = [one for _, boxes in semax_map.map["rows"] for box in boxes for one in box]
    on_map = [square["labels"] for square in squares]
    assert {label for labels in on_map for label in labels} == {
        labels[0] for labels in explained if len(labels) == 1
    }
    for length in (0, 2):
        told = [labels for labels in explained if len(labels) == length]
        assert len(told) == any(len(labels) == length for labels in on_map)


def test_the_map_is_told_in_words_line_by_line(
    lesson: Lesson, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = lesson.map("semax", "certainty")
    shown.show()
    told = capsys.readouterr().out
    assert "Cardiovascular Health: u38 ·, u39 D/S, u40 D, u41 S\n" in told
    assert "D = Leaves room for doubt\n" in told
    shown.show("u40")
    told = capsys.readouterr().out
    key = key_mark(load_article("semax"), load_article("semax").unit("u40"), "certainty")
    assert key is not None
    assert told.startswith("u40: It also could potentially prevent")
    assert f"How sure is the wording? Leaves room for doubt. {key.why}" in told


def test_the_claim_map_is_told_in_words_box_by_box(
    lesson: Lesson, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson.claim_map("semax").show()
    assert "People / Sounds certain: u23 P/T\n" in capsys.readouterr().out
    lesson.claim_map("semax").show("u23")
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_a_line_that_is_not_on_the_map_is_named(lesson: Lesson) -> None:
    with pytest.raises(KeyError, match=r"'u99' is not on this map.*u01, u05"):
        lesson.claim_map("semax").show("u99")
