"""What Python and a page both decide about answers: both pass the same tables of cases."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from healthclaims.core.assets import asset
from healthclaims.export.page_memory import about_page
from healthclaims.learner.entries import Entry
from healthclaims.learner.history import History
from healthclaims.learner.learner_code import LearnerCodeError, check_code
from healthclaims.learner.outcomes import first_answers, outcomes
from healthclaims.learner.schedule import RETURN_AFTER_DAYS, schedule
from healthclaims.learner.summary import what_became
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.forms import check_questions
from healthclaims.questions.question import CHOICE, CONTESTED_KIND, Question
from tests.browser.fixtures import HERE
from tests.helpers.kit import answer_entry, wrong_choice

DAYS, SITTINGS, CODES = (
    json.loads((HERE.parent / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("answers_over_days", "sittings", "learner_codes")
)
LESSON, QUIZ = "02_animal_or_human", "check"
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
  }`)();
  return rules[name](...given);
}"""
SCRIPTS = "\n".join(map(asset, ("export/rules.js", "export/resume.js", "export/codes.js")))


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
