"""What Python and a page both decide about answers: both pass the same tables of cases."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from healthclaims.core.assets import asset
from healthclaims.export.page_memory import about_page, for_page
from healthclaims.learner.before_after import read_check, result_sentences
from healthclaims.learner.closing import EARLIER, counted
from healthclaims.learner.entries import Entry
from healthclaims.learner.history import History
from healthclaims.learner.learner_code import LearnerCodeError, check_code
from healthclaims.learner.my_data import in_seconds
from healthclaims.learner.outcomes import first_answers, outcomes
from healthclaims.learner.schedule import RETURN_AFTER_DAYS, schedule
from healthclaims.learner.summary import what_became
from healthclaims.lessons.where_you_are import where_you_are
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.forms import check_questions
from healthclaims.questions.question import CHOICE, CONTESTED_KIND, Question
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import Deck, build_deck
from healthclaims.quiz.widget import earlier_text
from tests.browser.fixtures import HERE
from tests.helpers.kit import MONDAY, answer_entry, wrong_choice

CASES = ("answers_over_days", "sittings", "learner_codes", "finished_quizzes", "where_you_are")
DAYS, SITTINGS, CODES, FINISHED, WHERE, CHECKED = (
    json.loads((HERE.parent / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    for name in (*CASES, "check_results")
)
LESSON, QUIZ = "02_animal_or_human", "check"
START, READ, END = "00_start_here", "01_read_the_article", "06_fresh_texts"
NEW = History((), 1, form="form_b", logged_block=1)
RUN = """([scripts, name, given]) => {
  const rules = new Function(`${scripts}; return {
    judged: (entries, ...asked) => judge(entries, factsOf(...asked)),
    due: (entries, asked, never, ...when) => [...schedule(entries, factsOf(asked, never), ...when)],
    became: (entries, ...asked) => [...whatBecame(judge(entries, factsOf(...asked)))],
    firsts: (entries, ...asked) =>
      firstAnswers(judge(entries, factsOf(...asked))).map(({ entry }) => entry.id),
    sitting: (...about) => sittingOf(...about).map(({ id }) => id),
    restarted: wasRestarted,
    code: whatIsWrong,
    finished: ({ deck }, entries, about, day) => {
      const found = finishedBefore(deck, factsOf(deck.questions, about.neverBack), entries, day);
      return found && { ...found, day: dayInWords(found.day, about) };
    },
    where: (states, today, memory) => whereYouAre(states.map(({ deck }) => deck), memory, today),
    checked: ({ deck }, memory) => new CheckResult(memory, deck).sentences(),
    seconds: inSeconds,
  }`)();
  return rules[name](...given);
}"""
ROOM = ("rules", "resume", "codes", "where_you_are", "check_result", "take_along")
SCRIPTS = "\n".join(map(asset, ("widgets/_shared.js", *(f"export/{name}.js" for name in ROOM))))


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page to run the rules in."""
    with browser.new_page() as page:
        yield page


@functools.cache
def questions() -> dict[str, Question]:
    """Three that come back, in the order of their ids, one that does not, and one without a key."""
    found = [question(name) for name in sorted(all_questions()) if name not in check_questions()]
    back = [asked for asked in found if asked.kind == CHOICE and asked.may_return]
    never = next(asked for asked in found if asked.is_scored and not asked.may_return)
    without = next(asked for asked in found if asked.kind == CONTESTED_KIND)
    return {"a": back[0], "b": back[1], "c": back[2], "never": never, "open": without}


def planted(answers: list[tuple[str, str, bool]]) -> tuple[Entry, ...]:
    """The answers of a case, in their order whatever the days say."""
    made = []
    for place, (day, letter, right) in enumerate(answers, 1):
        asked = questions()[letter]
        choice = asked.key if right and asked.key else wrong_choice(asked.id)
        made.append(replace(answer_entry(asked.id, choice, date.fromisoformat(day)), order=place))
    return tuple(made)


def in_page(page: Page, name: str, entries: tuple[Entry, ...], *more: object) -> Any:
    """What the page makes of the same answers to the same questions."""
    states = [asked.as_state(with_feedback=True) for asked in questions().values()]
    never = [asked.id for asked in questions().values() if not asked.may_return]
    given = [[vars(entry) for entry in entries], states, never, *more]
    return page.evaluate(RUN, [SCRIPTS, name, given])


@pytest.mark.parametrize("case", DAYS, ids=lambda case: case["name"])
def test_what_comes_back_and_what_became_of_it_is_the_same_in_both(
    case: dict[str, Any], blank: Page
) -> None:
    entries = planted(case["answers"])
    letters = {asked.id: letter for letter, asked in questions().items()}
    due = schedule(History(entries, 1), date.fromisoformat(case["today"]))
    assert [(letters[name], str(day)) for name, day in due.items()] == list(case["due"].items())
    theirs = in_page(blank, "due", entries, case["today"], RETURN_AFTER_DAYS)
    assert [(letters[name], day) for name, day in theirs] == list(case["due"].items())
    became = what_became(outcomes(entries))
    assert {letters[name]: state for name, state in became.items()} == case["became"]
    assert dict(in_page(blank, "became", entries)) == became
    firsts = [outcome.entry.id for outcome in first_answers(outcomes(entries))]
    assert in_page(blank, "firsts", entries) == firsts


def test_a_page_judges_answers_as_python_does_and_leaves_out_the_same(blank: Page) -> None:
    asked = questions()["a"]
    entries = (
        *planted(
            [("2026-03-02", letter, right) for letter in questions() for right in (True, False)]
        ),
        answer_entry(asked.id, asked.key, seen="other words"),
        answer_entry(asked.id, "no such answer"),
        answer_entry(next(iter(sorted(check_questions()))), "people"),
        replace(answer_entry(asked.id, asked.key), kind="note"),
    )
    ours = [(one.entry.id, one.right) for one in outcomes(e for e in entries if e.kind == "answer")]
    theirs = in_page(blank, "judged", entries)
    assert [(one["entry"]["id"], one["right"]) for one in theirs] == ours
    assert len(ours) == 2 * len(questions())


@pytest.mark.parametrize("case", SITTINGS, ids=lambda case: case["name"])
def test_a_sitting_is_the_same_in_both(case: dict[str, Any], blank: Page) -> None:
    entries = tuple(
        Entry(kind, str(place), f"{day}T09:00:{place:02d}.000+00:00", *(where or (LESSON, QUIZ)))
        for place, (day, kind, *where) in enumerate(case["done"])
    )
    days = [date.fromisoformat(day) for day in case["days"]]
    history = History(entries, 1)
    expected = [str(place) for place in case["sitting"]]
    assert [entry.id for entry in history.sitting(LESSON, QUIZ, *days)] == expected
    assert history.was_restarted(LESSON, QUIZ, *days) == case["restarted"]
    given = [[vars(entry) for entry in entries], LESSON, QUIZ, case["days"]]
    assert blank.evaluate(RUN, [SCRIPTS, "sitting", given]) == expected
    assert blank.evaluate(RUN, [SCRIPTS, "restarted", given]) == case["restarted"]


@pytest.mark.parametrize("case", CODES, ids=lambda case: repr(case["typed"]))
def test_a_code_is_taken_or_refused_alike_in_both(case: dict[str, Any], blank: Page) -> None:
    codes = about_page(LESSON, [], {})["codes"]
    code, wrong = blank.evaluate(RUN, [SCRIPTS, "code", [case["typed"], codes]])
    if case["code"]:
        assert check_code(case["typed"]) == case["code"]
        assert [code, wrong] == [case["code"], ""]
    else:
        with pytest.raises(LearnerCodeError) as caught:
            check_code(case["typed"])
        assert str(caught.value).partition(" cannot be")[2] == wrong.partition(" cannot be")[2]
        assert wrong


def quizzes_of(lesson: str, history: History) -> dict[str, Deck]:
    """What the quizzes of a lesson ask on Monday, by their names."""
    plans = [plan for (owner, _), plan in load_plans().items() if owner == lesson]
    return {plan.quiz: build_deck(plan, history, MONDAY) for plan in plans}


def states_of(decks: Mapping[str, Deck]) -> list[dict[str, Any]]:
    """What a page holds of these quizzes."""
    states = []
    for quiz, deck in decks.items():
        asked = [one.as_state(with_feedback=True) for one in deck.questions]
        plan = deck.plan
        about = {"lesson": plan.lesson, "quiz": quiz, "isCheck": bool(plan.form)}
        states.append(for_page({"deck": {**about, "questions": asked}}))
    return states


def given(deck: Deck, day: str, which: int | str, right: bool, **where: str) -> Entry:
    """An answer to a question of a quiz, by its place in it, or to any other by its name."""
    asked = deck.questions[which] if isinstance(which, int) else question(which)
    choice = asked.key if right else wrong_choice(asked.id)
    about = {"lesson": deck.plan.lesson, "quiz": deck.plan.quiz, **where}
    return answer_entry(asked.id, choice, date.fromisoformat(day), **about)


@pytest.mark.parametrize("case", FINISHED, ids=lambda case: case["name"])
def test_both_tell_alike_of_a_quiz_that_was_finished(case: dict[str, Any], blank: Page) -> None:
    ((quiz, deck),) = quizzes_of(READ, NEW).items()
    entries = tuple(given(deck, *row, quiz=case.get("quiz", quiz)) for row in case["answers"])
    today = date.fromisoformat(case["today"])
    assert earlier_text(deck, History(entries, 1), today) == case["said"]
    (state,) = states = states_of({quiz: deck})
    asked = [state, [vars(one) for one in entries], about_page(READ, states, {}), case["today"]]
    found = blank.evaluate(RUN, [SCRIPTS, "finished", asked])
    told = counted(EARLIER, **found) if found else ""
    assert told == case["said"]


@pytest.mark.parametrize("case", WHERE, ids=lambda case: case["name"])
def test_both_say_alike_where_a_learner_stands(case: dict[str, Any], blank: Page) -> None:
    decks = quizzes_of(START, NEW)
    lesson = case.get("lesson", START)
    entries = tuple(
        given(decks[quiz], day, *rest, lesson=lesson) for day, quiz, *rest in case["answers"]
    )
    history = replace(NEW, entries=entries)
    shown = where_you_are(START, history, date.fromisoformat(case["today"]))
    assert shown.startswith(f"<p><strong>Ready. </strong>{case['said']}</p>")
    states = states_of(decks)
    asked = [states, case["today"], memory_of(history, about_page(START, states, {}))]
    assert blank.evaluate(RUN, [SCRIPTS, "where", asked]) == case["said"]


@pytest.mark.parametrize("case", CHECKED, ids=lambda case: case["name"])
def test_both_tell_alike_how_the_check_went(case: dict[str, Any], blank: Page) -> None:
    history = replace(NEW, logged_block=case["block"])
    entries = []
    for lesson, quiz, name in ((START, "before", "before"), (END, "after", "after")):
        deck = quizzes_of(lesson, history)[quiz]
        answered, right = case[name]
        day = str(MONDAY + timedelta(len(entries)))
        entries += [given(deck, day, place, place < right) for place in range(answered)]
    history = replace(history, entries=tuple(entries))
    ours = result_sentences(read_check(history))
    states = states_of({"after": quizzes_of(END, history)["after"]})
    asked = [states[0], memory_of(history, about_page(END, states, {}))]
    theirs = blank.evaluate(RUN, [SCRIPTS, "checked", asked])
    # What stands behind these sentences, the kinds of questions, is told in JupyterLab alone.
    told = theirs[:2]
    assert list(ours[: len(told)]) == told
    assert (len(ours) == 1) == (len(theirs) == 1)


def memory_of(history: History, about: dict[str, Any]) -> dict[str, Any]:
    """The same history as a page's memory holds it."""
    draw = {"seed": history.seed, "form": history.form, "block": history.logged_block}
    return {"entries": [vars(one) for one in history.entries], "draw": draw, "about": about}


@pytest.mark.parametrize("milliseconds", [0, 1, 49, 50, 149, 150, 250, 350, 1250, 12345, 59950])
def test_both_round_seconds_alike(milliseconds: int, blank: Page) -> None:
    expected = in_seconds(milliseconds)
    assert blank.evaluate(RUN, [SCRIPTS, "seconds", [milliseconds]]) == expected
