"""Every file of a quiz bank reads back to the same questions, whatever stands in them."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace

import pytest

from healthclaims.core.problems import PlainError
from healthclaims.questions.question import RIGHT, Question
from healthclaims.quiz_bank.gift import gift
from healthclaims.quiz_bank.item import item_of
from healthclaims.quiz_bank.moodle_xml import moodle_xml
from healthclaims.quiz_bank.qti12 import qti12
from healthclaims.quiz_bank.qti21 import qti21
from healthclaims.quiz_bank.selection import Chosen, Selection, select

from .reading_back import from_gift, from_moodle, from_qti12, from_qti21, words

FORMATS = {
    "Moodle XML": (moodle_xml, from_moodle),
    "GIFT": (gift, from_gift),
    "QTI 1.2": (qti12, from_qti12),
    "QTI 2.1": (qti21, from_qti21),
}
HOSTILE = (
    '<script>alert(1)</script> & "5 = 5" {~wrong#no} :: \\( $99 *bold* `code` [a](b) ![c](d)\n'
    "...second line\ta) no 'that's' 1. x -- ]]> &lt; ￿"
)


@pytest.fixture(scope="module")
def some() -> tuple[Chosen, ...]:
    """Questions of all kinds: one sentence, two versions, a heading and its text, written ones."""
    chosen = select(Selection(names=["00_start_here", "03_hedged_or_firm"]))
    kinds = {(one.question.kind, one.question.axis, one.article == "pair"): one for one in chosen}
    assert len(kinds) > 5
    return tuple(kinds.values())


def test_a_question_can_be_found_by_lesson_text_and_question_type(some: tuple[Chosen, ...]) -> None:
    wanted = Counter(frozenset((one.where, one.article, one.question.axis)) for one in some)
    for write, tag in ((gift, r"\[tag:([^]]+)\]"), (moodle_xml, r"<tag>\s*<text>([^<]+)<")):
        content = write([item_of(one) for one in some]).decode()
        parts = re.split(r"\n\s*\n|</question>", content)
        told = Counter(frozenset(re.findall(tag, part)) for part in parts)
        del told[frozenset()]
        assert told == wanted


@pytest.mark.parametrize("name", FORMATS)
def test_a_bank_reads_back_to_the_same_questions(name: str, some: tuple[Chosen, ...]) -> None:
    assert_same(name, some)


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", FORMATS)
def test_all_practice_questions_read_back_to_the_same_questions(name: str) -> None:
    assert_same(name, select(Selection()))


@pytest.mark.parametrize("name", FORMATS)
def test_signs_that_mean_something_to_a_format_are_shown_as_text(
    name: str, some: tuple[Chosen, ...]
) -> None:
    assert_same(name, [Chosen(with_words(one.question, HOSTILE), one.where) for one in some])


def with_words(asked: Question, text: str) -> Question:
    return replace(
        asked,
        prompt=f"{text} {asked.id}",
        source=text,
        passages=tuple(
            replace(p, heading=text, before=text, text=text, cue="$99") for p in asked.passages
        ),
        options=tuple(
            replace(o, text=text + o.text, line=text, mistake=text) for o in asked.options
        ),
        rule=text,
        why=(text, text),
    )


def assert_same(name: str, chosen: tuple[Chosen, ...] | list[Chosen]) -> None:
    write, read = FORMATS[name]
    items = list(map(item_of, chosen))
    found = read(write(items))
    assert [one.name for one in found] == [one.question.id for one in chosen]
    for one, back, item in zip(chosen, found, items, strict=True):
        assert same_words(back.stem, item.stem)
        asked = one.question
        assert [points for _, points, _ in back.options] == [
            float(option.verdict == RIGHT) for option in asked.options
        ]
        for (text, _, said), option, made in zip(
            back.options, asked.options, item.options, strict=True
        ):
            assert same_words(text, made.text)
            assert " ".join(words(text)) == " ".join(shown(option.text))
            assert same_words(said, made.feedback + item.reason)


def shown(text: str) -> list[str]:
    """Split a text into words as a page shows it: what no page can hold is a sign of its own."""
    return text.replace("￿", "�").split()


def same_words(html: str, other: str) -> bool:
    return list(words(html)) == list(words(other))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_questions_give_the_same_bytes(name: str, some: tuple[Chosen, ...]) -> None:
    write, _ = FORMATS[name]
    items = list(map(item_of, some))
    assert write(items) == write(items)


def test_a_stem_tells_source_context_and_question(some: tuple[Chosen, ...]) -> None:
    for one in some:
        stem = " ".join(words(item_of(one).stem))
        for passage in one.question.passages:
            assert " ".join(passage.text.split()) in stem
            assert " ".join(passage.before.split()) in stem
        assert one.question.prompt in stem
        assert one.question.source in stem


def test_without_text2qti_the_file_for_canvas_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, some: tuple[Chosen, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "text2qti.config", None)
    with pytest.raises(PlainError, match=r"pip install .text2qti"):
        qti12([item_of(some[0])])
