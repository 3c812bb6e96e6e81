"""The check in a notebook: nothing gives an answer away, and the result waits for both rounds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import healthclaims
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.widget import Quiz
from tests.helpers.kit import Page, answer_entry, days_later, set_each_learner, wrong_choice

ROUNDS = [plan for plan in load_plans().values() if plan.form]
NEW_DAY = "2027-01-05T09:00:00+00:00"
both = pytest.mark.parametrize("plan", ROUNDS, ids=lambda plan: plan.key)


def check_of(place: int, learner: str = "me") -> Quiz:
    plan = ROUNDS[place]
    return Quiz.of_today(plan, AnswerLog(learner, plan.lesson))


def answer_all(quiz: Quiz, page: Page, *, wrong: int = 0) -> list[dict[str, object]]:
    said: list[dict[str, object]] = []
    lesson, name = quiz.deck["lesson"], quiz.deck["quiz"]
    for place, asked in enumerate(quiz.questions):
        choice = wrong_choice(asked.id) if place < wrong else asked.key
        said += page.answers(
            asked.id, choice, number=len(lesson) * 100 + place, lesson=lesson, quiz=name
        )
    return said


@pytest.mark.parametrize("place", [0, 1])
def test_the_page_gets_no_verdict_no_reason_and_no_deciding_words(place: int) -> None:
    quiz = check_of(place)
    sent = {k: v for k, v in quiz.get_state().items() if k not in ("_esm", "_css")}
    state = json.dumps(sent, default=str, ensure_ascii=False)
    for asked in quiz.questions:
        assert all(text not in state for text in asked.why)
        assert all(option.line not in state for option in asked.options)
        assert all(not o.mistake or o.mistake not in state for o in asked.options)
    for name in ("verdict", '"cue"', '"why"', '"rule"', "mistake"):
        assert name not in state, name


@pytest.mark.parametrize("place", [0, 1])
def test_every_answer_says_in_one_line_what_it_means(place: int) -> None:
    quiz = check_of(place)
    for asked in quiz.deck["questions"]:
        meanings = quiz.deck["meanings"][asked["axis"]]
        assert all(meanings[option["value"]] for option in asked["options"])
        assert all(meaning in quiz.printed() for meaning in meanings.values())


def test_the_printed_copy_holds_the_questions_and_no_answer() -> None:
    quiz = check_of(0)
    printed = quiz.printed()
    assert printed.count("<blockquote>") == 9
    assert "<details>" not in printed
    assert all(text not in printed for asked in quiz.questions for text in asked.why)


def test_the_page_that_everybody_gets_shows_no_question_of_either_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    for place in (0, 1):
        quiz = check_of(place)
        shown = [asked for asked in quiz.questions if asked.passages[0].text in quiz.printed()]
        assert shown == []
        assert "9 questions about two invented texts" in quiz.printed()


def test_the_closing_sentence_tells_no_result() -> None:
    quiz = check_of(0)
    page = Page(quiz)
    said = answer_all(quiz, page, wrong=5)
    (text,) = [message["text"] for message in said if message["type"] == "summary"]
    assert text == ROUNDS[0].closing
    assert not re.search(r"\bright\b|\b4\b", str(text))


def test_a_check_begun_on_one_day_is_taken_up_on_another() -> None:
    quiz = check_of(0)
    asked = quiz.questions[0]
    lesson, name = quiz.deck["lesson"], quiz.deck["quiz"]
    log = AnswerLog("me", lesson)
    log.add(answer_entry(asked.id, asked.key, days_later(-300), lesson=lesson, quiz=name))
    assert [entry["question"] for entry in check_of(0).resume] == [asked.id]


def test_in_words_too_an_answer_is_only_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    quiz = check_of(0)
    asked = quiz.questions[0]
    quiz.answer(asked.id, wrong_choice(asked.id))
    assert capsys.readouterr().out == "Recorded.\n"
    with pytest.raises(ValueError, match="is not an answer"):
        quiz.answer(asked.id, "perhaps")
    quiz.show()
    shown = capsys.readouterr().out
    assert "The wording leaves open whether the effect is real." in shown
    assert all(text not in shown for item in quiz.questions for text in item.why)


def test_the_status_of_a_lesson_says_how_much_of_the_check_is_done_and_nothing_else() -> None:
    quiz = check_of(0)
    answer_all(quiz, Page(quiz), wrong=9)
    status = repr_html(ROUNDS[0].lesson)
    assert re.search(rf"Today you did {len(quiz.questions)} of \d+\.", status)
    assert "right" not in status


def repr_html(lesson: str) -> str:
    return str(healthclaims.open_lesson(lesson)._repr_html_())


def test_the_result_waits_for_both_rounds_and_then_gives_every_reason(home: Path) -> None:
    result = []
    for place in (0, 1):
        quiz = check_of(place)
        answer_all(quiz, Page(quiz), wrong=4)
        shown = healthclaims.open_lesson(ROUNDS[1].lesson).check_result().now()
        result.append((repr(shown), str(shown.look_back())))
    (first, nothing), (text, back) = result
    assert first.startswith("Answered so far: 9 of 9 in the first round and 0 of 9")
    assert nothing == ""
    assert text.startswith("Before the course you had 5 of 9 right, after it 5 of 9.")
    assert back.count("<blockquote>") == 18
    assert back.count("You said:") == 8
    assert back.index("You said:") < back.index("<strong>Right:")
    assert "(fairly sure). The answer: " in back


@pytest.mark.parametrize(("each", "is_drawn"), [(9, False), (18, True)])
def test_a_picture_is_drawn_of_whole_forms_only(data: Path, each: int, is_drawn: bool) -> None:
    set_each_learner(data, each)
    for place in (0, 1):
        quiz = check_of(place)
        assert len(quiz.questions) == each
        answer_all(quiz, Page(quiz), wrong=4)
    shown = str(healthclaims.open_lesson(ROUNDS[1].lesson).check_result().now()._repr_html_())
    assert f"Before the course you had {each - 4} of {each} right" in shown
    assert ("<figure" in shown) == is_drawn


def test_the_result_shown_to_everybody_gives_no_answer_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "example")
    shown = healthclaims.open_lesson(ROUNDS[1].lesson).check_result().now()
    example, result = repr(shown).split("\n")[:2]
    assert "simulated learner" in example
    assert result.startswith("Before the course you had ")
    assert shown.look_back() == ""
