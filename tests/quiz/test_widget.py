"""The quiz as Python sees it: its printed copy, its messages, and its route in words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthclaims.core.html import escape
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import now
from healthclaims.learner.closing import EARLIER, closing_text, counted
from healthclaims.learner.entries import ANSWER, HEADER, MAX_TEXT, NOTE, instant
from healthclaims.learner.history import read_history
from healthclaims.learner.outcomes import outcomes
from healthclaims.learner.wording import day_in_words
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import SURE
from healthclaims.questions.quiz_config import DeckPlan, load_plan, load_plans
from healthclaims.quiz.draw import Deck
from healthclaims.quiz.widget import Quiz
from healthclaims.widgets.printed import feedback_text, hint_text, printed_head, printed_quiz
from tests.helpers.kit import MONDAY, Page, answer_entry, wrong_choice

LESSON, QUIZ = "01_read_the_article", "first_try"
NAMES = load_plans()[LESSON, QUIZ].questions
ADDRESS = re.compile(r"0x[0-9a-f]+|[0-9a-f]{32}")


@pytest.fixture
def quiz() -> Quiz:
    """A quiz of three fixed questions."""
    return Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON))


@pytest.fixture
def page(quiz: Quiz) -> Page:
    return Page(quiz)


def logged(home: Path) -> list[dict[str, Any]]:
    """Give every line of every log, headers left out."""
    lines = [
        line for path in home.rglob("*.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
    return [line for line in map(json.loads, lines) if line["kind"] != HEADER]


DUE = ("10_my_progress", "due")

# ---------------------------------------------------------------- before it is run


def test_a_quiz_is_told_by_its_title_and_number_of_questions(quiz: Quiz) -> None:
    title = "A first try, one question of each kind"
    assert repr(quiz) == f"Quiz: {title} (3 questions; press ▶▶ to start)"


@pytest.mark.parametrize("key", load_plans(), ids="/".join)
def test_no_quiz_shows_an_address_or_a_live_id(key: tuple[str, str]) -> None:
    made = Quiz.of_today(load_plan(*key), AnswerLog("me", key[0]))
    data, _ = made._repr_mimebundle_()
    printed = data["text/plain"] + data["text/html"]
    assert not ADDRESS.search(repr(made))
    assert not ADDRESS.search(printed)
    assert made.model_id not in printed
    assert data["text/plain"] == repr(made)


def test_a_quiz_without_questions_says_so_and_when_some_will_come(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = Quiz.of_today(load_plan(*DUE), AnswerLog("me", DUE[0]))
    assert repr(made) == "Quiz: Back from earlier days (nothing to ask today)"
    made.show()
    for shown in (made.printed(), made.deck["nothing"], capsys.readouterr().out):
        assert "Nothing of yours comes back today. Questions that you miss come back here" in shown


@pytest.mark.parametrize(
    "key", [key for key, plan in load_plans().items() if not plan.form], ids="/".join
)
def test_the_printed_copy_holds_every_question_and_every_answer_behind_a_fold(
    key: tuple[str, str],
) -> None:
    made = Quiz.of_today(load_plan(*key), AnswerLog("me", key[0]))
    printed = made.printed()
    if not made.questions:
        assert (key, printed) == (DUE, printed_quiz(made.deck["title"], (), with_answers=True))
        return
    assert printed_head("start the quiz") in printed
    assert printed.count("<details><summary>Answer and why</summary>") == len(made.questions)
    outside = re.sub("<details>.*?</details>", "", printed)
    assert outside == printed_quiz(made.deck["title"], made.questions, with_answers=False)
    for asked in made.questions:
        assert escape(asked.prompt) in printed
        for passage in asked.passages:
            assert f"<strong>{escape(passage.text)}</strong>" in printed
        for option in asked.options:
            assert f"<li>{escape(option.text)}</li>" in printed
        for text in asked.why:
            assert escape(text) in printed


def test_the_printed_copy_is_the_same_for_the_same_deck(quiz: Quiz) -> None:
    again = Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON))
    assert again.model_id != quiz.model_id
    assert again.printed() == quiz.printed()


def test_the_live_view_stands_beside_the_printed_copy(quiz: Quiz) -> None:
    data, _ = quiz._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == quiz.model_id
    assert data["text/html"] == quiz.printed()


def test_a_printed_copy_without_answers_holds_no_answer() -> None:
    asked = [question(name) for name in all_questions()]
    printed = html.unescape(printed_quiz("All", asked, with_answers=False))
    assert "<details" not in printed
    assert "<mark" not in printed
    for item in asked:
        assert not [text for text in item.why if text in printed], item.id
        assert not [option.line for option in item.options if option.line in printed], item.id


def test_a_printed_copy_marks_the_deciding_words_only_behind_the_fold(quiz: Quiz) -> None:
    for part in quiz.printed().split("<details>")[0::2][:1]:
        assert "<mark>" not in part
    assert "<mark>Amazingly</mark>" in quiz.printed()


def test_questions_on_purpose_are_printed_with_their_source_card(quiz: Quiz) -> None:
    items = quiz.printed().split("<li><p><em>From:")[1:]
    assert ["Promotes the product?" in item for item in items] == [False, False, True]


def test_the_page_gets_every_question_with_its_feedback(quiz: Quiz) -> None:
    assert [item["id"] for item in quiz.deck["questions"]] == list(NAMES)
    for item in quiz.deck["questions"]:
        assert item["why"]
        assert all(option["line"] for option in item["options"])
    json.dumps(quiz.deck)


def test_two_learners_keep_two_outboxes() -> None:
    keys = {
        Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog(code, LESSON)).deck["key"]
        for code in ("fox", "owl")
    }
    assert len(keys) == 2


# ---------------------------------------------------------------- messages from the page


def test_an_answer_from_the_page_is_written_and_then_acknowledged(page: Page, home: Path) -> None:
    (reply,) = page.answers(NAMES[0], "firm")
    assert reply == {"type": "saved", "ids": ["page-1"], "ok": True, "text": "", "dropped": False}
    assert [line["question"] for line in logged(home)] == [NAMES[0]]


def test_an_answer_that_is_sent_again_is_acknowledged_and_written_once(
    page: Page, home: Path
) -> None:
    replies = [reply for _ in range(3) for reply in page.answers(NAMES[0], "firm")]
    assert [reply["ok"] for reply in replies] == [True] * 3
    assert len(logged(home)) == 1


def test_running_the_cell_again_takes_up_where_the_page_stopped(page: Page) -> None:
    page.answers(NAMES[0], "firm", lesson=LESSON, quiz=QUIZ)
    again = Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON))
    assert [(done["question"], done["choice"]) for done in again.resume] == [(NAMES[0], "firm")]


def test_what_was_answered_before_a_fresh_start_is_kept_and_not_taken_up(
    page: Page, home: Path
) -> None:
    page.answers(NAMES[0], "firm", lesson=LESSON, quiz=QUIZ)
    later = f"{now().date()}T23:59:00+00:00"
    restart = {"kind": "restart", "id": "again", "time": later, "lesson": LESSON, "quiz": QUIZ}
    (reply,) = page.says({"type": "entry", "entry": restart})
    assert reply["ok"]
    again = Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON))
    assert again.resume == []
    assert [line["id"] for line in logged(home)] == ["page-1", "again"]


def test_a_page_that_stayed_open_for_a_month_loses_no_answer(page: Page, home: Path) -> None:
    (reply,) = page.answers(NAMES[0], "firm", elapsed_ms=31 * 24 * 3600 * 1000)
    assert reply["ok"]
    assert len(logged(home)) == 1


def test_a_note_on_a_contested_question_is_kept(page: Page, home: Path) -> None:
    note = {"kind": NOTE, "id": "n", "time": now().isoformat(), "text": "“Could” <b> is doubt."}
    (reply,) = page.says({"type": "entry", "entry": note})
    assert reply["ok"]
    assert [line["text"] for line in logged(home)] == ["“Could” <b> is doubt."]


def test_a_note_as_long_as_its_box_takes_is_kept(quiz: Quiz, page: Page, home: Path) -> None:
    longest = "\U0001f642" * quiz.deck["mostNote"]
    note = {"kind": NOTE, "id": "n", "time": now().isoformat(), "text": longest}
    (reply,) = page.says({"type": "entry", "entry": note})
    assert reply["ok"]
    assert [line["text"] for line in logged(home)] == [longest]


def test_the_closing_sentence_comes_with_the_last_answer(page: Page) -> None:
    done = [answer_entry(name, question(name).key, now().date()) for name in NAMES]
    for number, entry in enumerate(done):
        replies = page.answers(entry.question, entry.choice, number, lesson=LESSON, quiz=QUIZ)
        kinds = [reply["type"] for reply in replies]
        assert kinds == (["saved"] if number < 2 else ["saved", "summary"])
    assert replies[-1]["text"] == closing_text(outcomes(done)) != ""


@pytest.mark.parametrize("days", [1, -1], ids=["past midnight", "a clock put back over midnight"])
def test_a_sitting_is_closed_as_one_when_it_goes_on_into_another_day(page: Page, days: int) -> None:
    wrong = wrong_choice(NAMES[0])
    page.answers(NAMES[0], wrong, 0, lesson=LESSON, quiz=QUIZ)
    other_day = (now() + timedelta(days=days)).isoformat()
    last = instant(answer_entry(NAMES[0], wrong, now().date()))[0]
    for number, name in enumerate((*NAMES[1:], NAMES[0]), 1):
        replies = page.answers(
            name,
            question(name).key,
            number,
            lesson=LESSON,
            quiz=QUIZ,
            time=other_day,
            order=last + number if days < 0 else 0,
        )
    assert replies[-1]["text"].startswith("At the first try you had 2 of 3 right.")


def test_where_nothing_is_kept_the_page_is_told_to_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "off")
    page = Page(Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON)))
    for _ in range(2):
        (reply,) = page.answers(NAMES[0], "firm")
        assert (reply["ok"], reply["dropped"]) == (False, True)
        assert reply["text"] == "Answers are not kept in this session."


def test_when_the_disk_is_full_the_page_keeps_the_answer_and_hears_why(
    page: Page, home: Path
) -> None:
    (home / "answers").write_text("", encoding="utf-8")
    (reply,) = page.answers(NAMES[0], "firm")
    assert (reply["ok"], reply["dropped"], reply["ids"]) == (False, False, ["page-1"])
    assert "could not be saved" in reply["text"]
    (home / "answers").unlink()
    (reply,) = page.answers(NAMES[0], "firm")
    assert reply["ok"]


@pytest.mark.parametrize(
    "content", [None, 5, "entry", [], {}, {"type": "other"}, {"type": ["entry"]}, {"entry": {}}]
)
def test_a_message_that_is_no_entry_is_passed_over(page: Page, home: Path, content: object) -> None:
    page._widget._receive(page._widget, content, [])
    assert page.sent == []
    assert logged(home) == []


GOOD = {"kind": ANSWER, "id": "x", "time": "2026-03-02T09:00:00+00:00", "choice": "firm"}
DAMAGED = [
    None,
    [],
    "text",
    7,
    {},
    {**GOOD, "kind": "answr"},
    {**GOOD, "kind": ["answer"]},
    {**GOOD, "kind": "x" * 100_000},
    {**GOOD, "time": "2026-03-02T09:00:00"},
    {**GOOD, "time": None},
    {**GOOD, "choice": {"a": 1}},
    {**GOOD, "choice": "x" * (MAX_TEXT + 1)},
    {**GOOD, "text": "x" * 1_000_000},
    {**GOOD, "id": 5},
    {**GOOD, "id": ""},
    {**GOOD, "sure": "2"},
    {**GOOD, "sure": 9},
    {**GOOD, "elapsed_ms": 1.5},
    {**GOOD, "elapsed_ms": 10**30},
    {name: value for name, value in GOOD.items() if name != "time"},
]


@pytest.mark.parametrize("entry", DAMAGED, ids=[str(entry)[:60] for entry in DAMAGED])
def test_a_damaged_answer_is_acknowledged_as_unreadable_and_not_written(
    page: Page, home: Path, entry: object
) -> None:
    (reply,) = page.says({"type": "entry", "entry": entry})
    assert (reply["type"], reply["ok"], reply["dropped"]) == ("saved", False, True)
    assert reply["text"].startswith("An answer could not be read (")
    assert reply["text"].endswith("Please answer once more.")
    assert len(reply["text"]) < 1000
    identifier = entry.get("id") if isinstance(entry, dict) else None
    assert reply["ids"] == ([identifier] if isinstance(identifier, str) else [])
    assert logged(home) == []


def test_a_page_cannot_write_a_header_and_so_change_what_is_drawn(page: Page) -> None:
    header = {"kind": HEADER, "id": "h", "time": "1999-01-01T00:00:00+00:00", "seed": 5}
    (reply,) = page.says({"type": "entry", "entry": header})
    assert not reply["ok"]
    page.answers(NAMES[0], "firm")
    assert AnswerLog("me", LESSON).seed == page._widget._log.seed


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
TIMES = st.sampled_from(
    [
        "2026-03-02T09:00:00Z",
        "2026-W10T09:00Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
    ]
)
FIELDS = {
    "kind": st.sampled_from(["header", "answer", "label", "note", "restart"]),
    "id": st.text(min_size=1),
    "time": TIMES,
    "lesson": st.just(LESSON),
    "quiz": st.just(QUIZ),
    "question": st.sampled_from([*NAMES, "x" * 300 + "/u01/fit", "a/b/c"]),
    "seen": st.text(),
    "choice": st.sampled_from(["firm", "people"]),
    "sure": st.integers(-1, 4),
    "elapsed_ms": st.integers(),
    "text": st.text(max_size=3000),
    "seed": st.integers(),
}
# Whole entries, some of whose fields are something else or missing.
ENTRIES = JUNK | st.builds(
    lambda whole, spoilt, gone: {k: v for k, v in (whole | spoilt).items() if k not in gone},
    st.fixed_dictionaries(FIELDS),
    st.dictionaries(st.sampled_from(list(FIELDS)), JUNK, max_size=1),
    st.sets(st.sampled_from(list(FIELDS)), max_size=3),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entry=ENTRIES)
def test_nothing_a_page_can_send_raises_and_every_entry_is_acknowledged(
    page: Page, entry: object
) -> None:
    before = len(page.sent)
    page._widget._receive(page._widget, {"type": "entry", "entry": entry}, [])
    replies = [reply for reply in page.sent[before:] if reply["type"] == "saved"]
    assert len(replies) == 1
    if isinstance(entry, dict) and isinstance(entry.get("id"), str):
        assert replies[0]["ids"] == [entry["id"]]
    assert len(replies[0]["text"]) < 1000


def test_after_anything_a_page_can_send_the_lesson_still_opens(page: Page) -> None:
    for number, time in enumerate(("2026-W10T09:00Z", "2026W10T09Z", "0001-01-01T00:00+00:00")):
        for name in ("x" * 300 + "/u01/fit", "..//", "pair//", NAMES[0]):
            entry = {**GOOD, "id": f"{number}{name}", "time": time, "question": name}
            page.says({"type": "entry", "entry": {**entry, "lesson": LESSON, "quiz": QUIZ}})
    log = AnswerLog("me", "02_animal_or_human")
    assert Quiz.of_today(load_plan("02_animal_or_human", "check"), log).questions


# ---------------------------------------------------------------- the route in words


Said = Callable[[], str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out.removesuffix("\n")


def test_answering_in_words_prints_the_feedback_of_the_page(quiz: Quiz, said: Said) -> None:
    for asked in quiz.questions:
        quiz.answer(asked.id, asked.key)
        told = said()
        assert told == feedback_text(asked, asked.key)
        for text in (asked.option(asked.key).line, *asked.why, asked.rule):
            assert text in told


def test_a_first_miss_in_words_gets_a_hint_and_the_second_try_the_reason(
    quiz: Quiz, said: Said, home: Path
) -> None:
    asked = next(asked for asked in quiz.questions if asked.hint)
    wrong = [option.value for option in asked.options if option.value != asked.key]
    quiz.answer(asked.id, wrong[0])
    told = said()
    assert told == hint_text(asked, wrong[0])
    assert asked.option(wrong[0]).mistake in told
    assert not any(text in told for text in asked.why)
    quiz.answer(asked.id, wrong[1])
    assert said() == feedback_text(asked, wrong[1])
    assert [line["choice"] for line in logged(home)] == wrong


def test_a_quiz_that_was_finished_on_another_day_says_so(
    quiz: Quiz,
) -> None:
    assert quiz.deck["earlier"] == ""
    right = (False, True, True)
    for name, is_right in zip(NAMES, right, strict=True):
        entry = answer_entry(name, question(name).key if is_right else wrong_choice(name))
        AnswerLog("me", LESSON).add(replace(entry, lesson=LESSON, quiz=QUIZ))
    again = Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON))
    told = counted(EARLIER, 2, 3, day=day_in_words(MONDAY))
    assert again.deck["earlier"] == told
    assert again.resume == []


def test_the_same_answer_again_prints_the_same_and_adds_nothing(
    quiz: Quiz, said: Said, home: Path
) -> None:
    quiz.answer(NAMES[0], "firm", sure=3)
    first = said()
    quiz.answer(NAMES[0], "firm", sure=3)
    assert said() == first
    again = Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON))
    again.answer(NAMES[0], "firm", sure=3)
    assert said() == first
    (line,) = logged(home)
    assert (line["question"], line["choice"], line["sure"]) == (NAMES[0], "firm", 3)


def test_another_answer_is_added(quiz: Quiz, home: Path) -> None:
    quiz.answer(NAMES[0], "hedged")
    quiz.answer(NAMES[0], "firm")
    assert [line["choice"] for line in logged(home)] == ["hedged", "firm"]


def test_after_a_fresh_start_the_same_answers_in_words_count_again(quiz: Quiz, page: Page) -> None:
    for name in NAMES:
        quiz.answer(name, question(name).key)
    sleep(0.003)  # times are kept to the millisecond
    restart = {"kind": "restart", "id": "again", "time": now().isoformat()}
    page.says({"type": "entry", "entry": {**restart, "lesson": LESSON, "quiz": QUIZ}})
    page.sent.clear()
    sleep(0.003)
    for name in NAMES:
        quiz.answer(name, question(name).key)
    assert page.sent[-1]["type"] == "summary"
    assert "3 of 3 right" in page.sent[-1]["text"]


@pytest.mark.parametrize("sure", [1, 3, 2.0, True])
def test_what_is_answered_in_words_can_be_read_again(quiz: Quiz, home: Path, sure: float) -> None:
    with suppress(ValueError):  # refusing a number that is no whole number is as good
        quiz.answer(NAMES[0], "firm", sure=sure)
    history = read_history(quiz._log.folder)
    assert history.damaged == ()
    assert len(history.answers()) == len(logged(home)) >= isinstance(sure, int)


def test_an_answer_in_words_counts_like_any_other_and_is_shown_on_the_page(
    quiz: Quiz, page: Page
) -> None:
    for name in NAMES:
        quiz.answer(name, wrong_choice(name))
    kinds = [message["type"] for message in page.sent]
    assert kinds == ["answered", "answered", "answered", "summary"]
    assert "At the first try you had 0 of 3 right." in page.sent[-1]["text"]
    assert page.sent[0]["entry"]["question"] == NAMES[0]


def test_in_words_too_a_learner_hears_when_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    monkeypatch.setenv("HEALTHCLAIMS_ANSWERS", "off")
    quiz = Quiz.of_today(load_plan(LESSON, QUIZ), AnswerLog("me", LESSON))
    for _ in range(2):
        quiz.answer(NAMES[0], "firm")
        assert said().endswith("\n(Answers are not kept in this session.)")


def test_in_words_too_a_learner_hears_of_a_full_disk(quiz: Quiz, said: Said, home: Path) -> None:
    (home / "answers").write_text("", encoding="utf-8")
    quiz.answer(NAMES[0], "firm")
    assert "could not be saved" in said()


@pytest.mark.parametrize(
    ("given_words", "message"),
    [
        (("semax/u01/certainty", "firm"), "'semax/u01/certainty' is not in this quiz"),
        ((NAMES[0], "frim"), "'frim' is not an answer"),
        ((NAMES[0], "firm", 0), r"sure is 0\. Use 1 \(a guess\)"),
        ((NAMES[0], "firm", 4), "sure is 4"),
        ((NAMES[0], "firm", "certain"), "sure is 'certain'"),
    ],
)
def test_a_slip_in_words_is_named_and_nothing_is_written(
    quiz: Quiz, home: Path, given_words: tuple, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        quiz.answer(*given_words)
    assert logged(home) == []


def test_a_contested_question_is_told_with_both_readings() -> None:
    asked = question("semax/u40/evidence")
    told = {feedback_text(asked, option.value) for option in asked.options}
    assert len(told) == 1
    for text in asked.why:
        assert text in told.copy().pop()


def test_there_are_three_degrees_of_being_sure() -> None:
    assert SURE == ("a guess", "fairly sure", "certain")


def test_the_page_is_sent_the_words_of_its_buttons(quiz: Quiz) -> None:
    assert quiz.deck["sure"] == list(SURE)


# ---------------------------------------------------------------- untrusted words


def test_words_of_a_text_never_become_markup_in_the_printed_copy() -> None:
    evil = "<img src=x onerror=alert(1)>\"'&"
    asked = question(NAMES[0])
    (passage,) = asked.passages
    card = (("Author", evil),)
    spoilt = replace(
        asked,
        prompt=evil,
        source=evil,
        rule=evil,
        why=(evil,),
        card_open=True,
        passages=(replace(passage, heading=evil, before=evil, text=evil, cue=evil[:4], card=card),),
        options=tuple(replace(option, text=evil, line=evil) for option in asked.options),
    )
    plan = DeckPlan(LESSON, QUIZ, evil, questions=(asked.id,))
    printed = Quiz(Deck(plan, (spoilt,), frozenset()), AnswerLog("me", LESSON)).printed()
    assert "<img" not in printed
    assert "onerror" in printed
