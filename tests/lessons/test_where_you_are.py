"""What a lesson says when it is opened: what waits, what was done, each skill, and what is next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE
from healthclaims.learner.entries import Entry
from healthclaims.learner.history import History
from healthclaims.learner.same_words import LESSON_OF
from healthclaims.learner.summary import LEAST_FOR_SOLID
from healthclaims.lessons.where_you_are import lesson_link, where_you_are
from healthclaims.questions.bank import question
from healthclaims.questions.quiz_config import load_plan, load_plans
from healthclaims.quiz.draw import build_deck
from tests.course.lesson_cells import LESSONS, cells_of
from tests.helpers.kit import MONDAY, answer_entry, wrong_choice

LESSON = "02_animal_or_human"
TUESDAY = MONDAY + timedelta(1)
NEW = History((), 7)


def questions(history: History = NEW, lesson: str = LESSON) -> list[str]:
    """List what the quizzes of a lesson hold on Monday."""
    plans = [plan for (owner, _), plan in load_plans().items() if owner == lesson]
    return [asked.id for plan in plans for asked in build_deck(plan, history, MONDAY).questions]


def answers(names: Sequence[str], *, right: int, day: date = MONDAY) -> tuple[Entry, ...]:
    """Answer questions, so many of them rightly, then the others wrongly."""
    return tuple(
        answer_entry(name, question(name).key if n < right else wrong_choice(name), day)
        for n, name in enumerate(names)
    )


def scored(count: int) -> list[str]:
    """Give some of the questions of `LESSON` that have a right answer, all on who was studied."""
    return [name for name in questions() if question(name).is_scored][:count]


def text(history: History, day: date = TUESDAY, lesson: str = LESSON) -> str:
    """Give the words alone."""
    shown = where_you_are(lesson, history, day)
    return re.sub(r"<[^>]+>", " ", shown)


def test_a_new_student_reads_how_much_the_lesson_holds_and_no_more() -> None:
    assert text(NEW).strip() == f"Ready.  3 quizzes, about {len(questions())} questions."


def test_on_the_same_day_right_and_not_yet_are_told_apart() -> None:
    history = History(answers(scored(5), right=3), 7)
    said = text(history, MONDAY)
    assert f"Today you did 5 of {len(questions())}: 3 right, 2 not yet." in said


@pytest.mark.parametrize(
    ("later", "when"), [(1, "Yesterday"), (2, "On Monday"), (7, "On Monday, 2 March")]
)
def test_on_a_later_day_the_last_day_of_work_is_named(later: int, when: str) -> None:
    history = History(answers(scored(5), right=5), 7)
    said = text(history, MONDAY + timedelta(later))
    assert f"{when} you did 5 of {len(questions())}." in said


def test_what_was_missed_is_said_to_come_back() -> None:
    missed = [name for name in scored(6) if not name.startswith("pair/")]
    history = History(answers(missed, right=0), 7)
    assert re.search(r"you did \d+ of \d+; 2 come back today\.", text(history))


def test_a_day_is_counted_by_what_was_asked_that_day_whatever_came_after() -> None:
    done = questions()
    history = History(answers(done, right=len(done)), 7)
    assert f"Yesterday you did {len(done)} of {len(done)}." in text(history)
    # Met again elsewhere on a later day: a draw that knew of it would take others.
    more = answers(done, right=len(done), day=MONDAY + timedelta(9))
    elsewhere = tuple(replace(entry, lesson="09_your_own_article") for entry in more)
    history = History((*history.entries, *elsewhere), 7)
    assert f"you did {len(done)} of {len(done)}" in text(history, MONDAY + timedelta(10))


def test_each_skill_has_a_bar_with_the_same_in_words() -> None:
    shown = where_you_are(LESSON, History(answers(scored(8), right=5), 7), TUESDAY)
    (skill,) = re.findall(r"<li><label>(.*?)</li>", shown)
    assert re.sub("</?span[^>]*>", "", skill) == (
        'Who was studied? <meter min="0" max="8" value="5">5 of 8</meter></label> '
        "5 of 8 right at the first try"
    )


def test_a_second_try_moves_no_bar() -> None:
    names = scored(4)
    entries = (*answers(names, right=1), *answers(names, right=4, day=TUESDAY))
    assert "1 of 4 right at the first try" in text(History(entries, 7))


def test_what_to_practise_next_is_a_link_to_the_lesson_that_practises_it() -> None:
    history = History(answers(scored(LEAST_FOR_SOLID), right=1), 7)
    shown = where_you_are("05_the_whole_picture", history, TUESDAY)
    assert 'in <a href="02_animal_or_human.ipynb#Practice"><u>02 Animal or human</u></a>.' in shown
    assert "“Who was studied?” in this lesson, at “Practice”." in text(history)


@pytest.mark.parametrize(("count", "right"), [(LEAST_FOR_SOLID - 1, 0), (LEAST_FOR_SOLID, 4)])
def test_nothing_is_recommended_on_few_answers_or_when_all_were_right(
    count: int, right: int
) -> None:
    history = History(answers(scored(count), right=right), 7)
    assert "To practise next" not in text(history)


def test_a_page_of_what_comes_back_says_when_nothing_does() -> None:
    assert "Ready.  Nothing of yours comes back today." in text(NEW, lesson="10_my_progress")


@pytest.mark.parametrize("skill", [EVIDENCE, CERTAINTY, PURPOSE])
def test_the_link_to_a_skill_leads_to_a_round_that_practises_it(skill: str) -> None:
    (lesson,) = [path for path in LESSONS if path.stem.startswith(LESSON_OF[skill])]
    cells = cells_of(lesson)
    texts = [cell.text for cell in cells]
    quiz = texts[texts.index("## Practice") + 1]
    assert quiz == 'lesson.quiz("practice")'
    assert load_plan(lesson.stem, "practice").axes == (skill,)
    assert f'href="{lesson.stem}.ipynb#Practice"' in lesson_link(LESSON_OF[skill], "Practice")
