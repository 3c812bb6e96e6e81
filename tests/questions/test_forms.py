"""The two forms of the check are parallel, and their texts are used nowhere else."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from healthclaims.content.headlines import load_headlines
from healthclaims.core.problems import DataError
from healthclaims.questions.forms import BLOCKS, load_forms
from healthclaims.questions.question import CHOICE
from healthclaims.questions.quiz_config import load_plans
from tests.helpers.kit import set_each_learner

ROOT = Path(__file__).parents[2]


def check_texts() -> frozenset[str]:
    return frozenset(article for form in load_forms().values() for article in form.articles)


@pytest.mark.parametrize("name", ["form_a", "form_b"])
def test_a_form_asks_six_questions_of_each_kind_with_every_answer_twice(name: str) -> None:
    counts = load_forms()[name].answers()
    assert set(counts.values()) == {2}
    assert Counter(axis for axis, _ in counts.elements()) == {
        "evidence": 6,
        "certainty": 6,
        "purpose": 6,
    }


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_asks_three_questions_of_each_kind_with_every_answer_once(block: int) -> None:
    for form in load_forms().values():
        counts = form.answers(block)
        assert len(counts) == counts.total() == 9
        assert set(Counter(axis for axis, _ in counts).values()) == {3}


@pytest.mark.parametrize("block", BLOCKS)
def test_every_question_of_a_block_has_its_twin_in_the_same_block_of_the_other_form(
    block: int,
) -> None:
    first, second = (
        Counter((q.axis, q.key, q.rule, q.id.split("/")[0][-4:]) for q in form.block(block))
        for form in load_forms().values()
    )
    assert first == second


def test_the_blocks_of_a_form_share_no_question_and_leave_none_out() -> None:
    for form in load_forms().values():
        assert tuple(q for block in BLOCKS for q in form.block(block)) == form.questions


@pytest.mark.parametrize("name", ["form_a", "form_b"])
def test_a_form_never_asks_the_same_kind_or_the_same_sentence_twice_running(name: str) -> None:
    asked = load_forms()[name].questions
    assert all(one.axis != two.axis for one, two in pairwise(asked))
    assert len({q.id.rsplit("/", 1)[0] for q in asked}) == 18
    assert all(q.kind == CHOICE for q in asked)


def test_the_sentences_of_both_forms_are_equally_long() -> None:
    first, second = (form.mean_words for form in load_forms().values())
    assert max(first, second) <= 1.1 * min(first, second)


def test_no_text_gives_the_answer_away() -> None:
    for form in load_forms().values():
        for article in form.articles:
            own = [q for q in form.questions if q.id.startswith(f"{article}/")]
            for axis in ("evidence", "certainty", "purpose"):
                assert len({q.key for q in own if q.axis == axis}) >= 2, (article, axis)


def test_the_texts_of_the_checks_are_used_in_no_lesson_and_no_quiz() -> None:
    texts = check_texts()
    assert len(texts) == 4
    for plan in load_plans().values():
        assert texts.isdisjoint(plan.articles)
        assert texts.isdisjoint(name.split("/")[0] for name in plan.questions)
    assert texts.isdisjoint(headline.article for headline in load_headlines().values())
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        content = notebook.read_text(encoding="utf-8")
        assert not [text for text in texts if text in content], notebook.name


def test_forms_that_are_not_parallel_are_refused_with_every_reason(data: Path) -> None:
    path = data / "forms.toml"
    text = path.read_text(encoding="utf-8")
    evidence = re.findall(r"check_a\w+/u\d+/evidence", text)
    path.write_text(text.replace(evidence[0], evidence[1], 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_forms()
    found = str(caught.value)
    assert "17 different questions" in found


def test_a_block_that_asks_for_one_answer_twice_is_refused(data: Path) -> None:
    path = data / "forms.toml"
    text = path.read_text(encoding="utf-8")
    early, late = re.findall(r"check_a\w+/u\d+/\w+", text)[::9]
    swapped = text.replace(early, "here").replace(late, early).replace("here", late)
    path.write_text(swapped, encoding="utf-8")
    with pytest.raises(DataError, match=r"\[form_a\] the two blocks differ"):
        load_forms()


def test_a_number_of_questions_that_is_no_block_and_no_form_is_refused(data: Path) -> None:
    set_each_learner(data, 12)
    with pytest.raises(DataError, match=r"each_learner is 12\. +Write 9 or 18"):
        load_forms()


def test_a_question_that_does_not_exist_is_named(data: Path) -> None:
    path = data / "forms.toml"
    text = path.read_text(encoding="utf-8")
    name = re.findall(r"check_b\w+/u\d+/\w+", text)[3]
    path.write_text(text.replace(name, "semax/u99/certainty"), encoding="utf-8")
    with pytest.raises(DataError, match=r"\[form_b\].*u99"):
        load_forms()
