"""A bank holds what is asked in practice, and nothing that measures or is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.content.articles import load_article
from healthclaims.core.problems import UnknownNameError
from healthclaims.marking.key import load_key
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.forms import load_forms
from healthclaims.questions.question import CONTESTED_KIND
from healthclaims.questions.quiz_config import DeckPlan
from healthclaims.quiz.draw import candidates
from healthclaims.quiz_bank.selection import Selection, select
from tests.helpers.kit import ROOT


@pytest.fixture(autouse=True)
def _in_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_all_practice_questions_are_there_once_and_none_of_the_check() -> None:
    ids = [one.question.id for one in select(Selection())]
    assert len(set(ids)) == len(ids) > 600
    measured = {asked.id for form in load_forms().values() for asked in form.questions}
    assert not measured.intersection(ids)


def test_every_question_has_one_right_answer() -> None:
    for one in select(Selection()):
        assert [o.value for o in one.question.options].count(one.question.key) == 1


def test_sentences_with_amounts_stand_with_lesson_04_alone() -> None:
    for one in select(Selection()):
        head, unit, *_ = one.question.id.split("/")
        if one.article not in ("pair", "written") and "+" not in unit:
            about_amounts = unit in load_article(head).amounts_or_routes
            assert not about_amounts or one.where == "04_marketing_or_guidance"


def test_a_question_that_is_never_marked_is_in_no_bank() -> None:
    contested = next(name for name in all_questions() if question(name).kind == CONTESTED_KIND)
    marked = "semax/u39/evidence"
    assert candidates(DeckPlan("x", "y", questions=(contested, marked))) == (marked,)


def test_limits_are_all_kept() -> None:
    wanted = Selection(
        ["03_hedged_or_firm"], articles=["caligrin_news"], axes=["certainty"], labels=["hedged"]
    )
    chosen = select(wanted)
    assert chosen
    for one in chosen:
        assert one.where == "03_hedged_or_firm"
        assert one.question.id.startswith("caligrin_news/")
        assert (one.question.axis, one.question.key) == ("certainty", "hedged")


def test_all_unknown_names_are_told_at_once() -> None:
    with pytest.raises(UnknownNameError) as told:
        select(Selection(articles=["caligrin_new"], axes=["certain"], labels=["hedgy"]))
    for words in ("Did you mean 'caligrin_news'?", "'certainty'", "Did you mean 'hedged'?"):
        assert words in str(told.value)


def test_limits_that_nothing_fits_are_told() -> None:
    with pytest.raises(UnknownNameError, match="Leave one limit out"):
        select(Selection(axes=["evidence"], labels=["hedged"]))


def test_an_assignment_is_written_only_when_its_keys_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", "--quiz-bank", "a2_how_sure", "--out", str(tmp_path / "bank")]
    assert main(command) == 1
    assert "--with-keys" in capsys.readouterr().err
    assert not (tmp_path / "bank").exists()
    assert main([*command, "--with-keys"]) == 0
    assert "where students cannot read them" in capsys.readouterr().out
    questions = load_key("a2_how_sure").assignment.questions
    gift = (tmp_path / "bank/gift.txt").read_text("utf-8")
    assert [line.split("]")[0] for line in gift.splitlines() if line.startswith("//")] == [
        f"// [id:{asked.id}" for asked in questions
    ]


def test_no_question_of_an_assignment_is_written_unasked() -> None:
    assert all(one.where[0] == "0" for one in select(Selection(with_keys=True)))


def test_a_students_copy_has_the_questions_of_lessons_and_no_assignments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert select(Selection(["02_animal_or_human"]))
    with pytest.raises(UnknownNameError, match="'a2_how_sure' names none or several"):
        select(Selection(["a2_how_sure"], with_keys=True))


def test_every_file_of_a_bank_is_named_with_its_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--quiz-bank", "02_animal_or_human", "--out", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    for name in ("moodle.xml", "gift.txt", "canvas_qti12.zip", "qti21.zip"):
        assert (tmp_path / name).stat().st_size > 1000
        assert f"{name}: " in told
