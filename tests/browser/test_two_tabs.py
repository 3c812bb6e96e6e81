"""Two tabs, two notebooks, two kernels: every answer is kept once, and the right one counts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from healthclaims.assignments.questions_file import find_assignment
from healthclaims.assignments.quiz_widget import counted_answers
from healthclaims.learner.history import read_history
from healthclaims.learner.outcomes import first_answers, outcomes
from healthclaims.questions.question import SURE

from .everything import ASSIGNMENT, Everything, write_everything
from .notebook import Desk, NotebookPage, OpenNotebook
from .quiz import SAVED, QuizPage, all_answered, answered
from .student import Kit

pytestmark = pytest.mark.exhaustive

LESSON, OTHER = "02_animal_or_human", "03_hedged_or_firm"


@pytest.fixture
def second_tab(desk: Desk) -> Iterator[Page]:
    """Another tab of the same browser."""
    with desk.page.context.new_page() as page:
        yield page


def cells(lesson: str, quiz: str) -> tuple[str, str]:
    return f'import healthclaims; lesson = healthclaims.open_lesson("{lesson}")', (
        f'lesson.quiz("{quiz}")'
    )


def test_one_notebook_in_two_tabs_keeps_what_is_given_in_both_each_once(
    kit: Kit, desk: Desk, open_notebook: OpenNotebook, second_tab: Page
) -> None:
    path = write_everything(kit)
    first = Everything(kit, open_notebook(path))
    first.start()
    first.notebook.command("docmanager:save")
    second = Everything(kit, desk.open_in(second_tab, f"{kit.folder.name}/{path}"))
    # ipywidgets waits four seconds for the kernel: on a busy machine a tab comes up without its
    # widgets, and is loaded again, as whoever sits there would do.
    for _ in range(3):
        if second.comes_alive():
            break
        second.notebook.reload()
    second.expect_alive()
    # The same question in both tabs: no tab is told what the other did.
    first.give()
    first.expect_saved()
    second.give()
    second.expect_saved()
    first.given += second.given
    first.expect_logged()

    history = read_history(kit.answers / "me")
    asked = [entry.question for entry in history.answers() if entry.quiz == "practice"]
    assert len(asked) == 2
    assert len(set(asked)) == 1
    (counted,) = first_answers(
        outcomes(entry for entry in history.answers() if entry.quiz == "practice")
    )
    assert counted.entry == history.answers()[0]


def test_an_assignment_in_two_tabs_counts_the_answer_that_was_given_last(
    kit: Kit,
    desk: Desk,
    open_notebook: OpenNotebook,
    second_tab: Page,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = kit.add_exercise(ASSIGNMENT)
    first = open_notebook(path)
    first.run_all()
    expect(first.page.locator(".hc-marked")).to_be_visible()
    first.command("docmanager:save")
    second = desk.open_in(second_tab, f"{kit.folder.name}/{path}")
    expect(second_tab.locator(".hc-marked")).to_be_visible()
    answer_first(first, place=0)
    answer_first(second, place=1)
    answer_first(second, place=1)
    change_first(first, place=2)
    logged = kit.entries("answer")
    assert len(logged) == len({entry["id"] for entry in logged}) == 4
    monkeypatch.chdir(kit.folder)
    assignment, _ = find_assignment(ASSIGNMENT)
    counted = counted_answers(assignment, read_history(kit.answers / "me").answers())
    question = assignment.questions[0]
    assert counted[question.id].choice == question.options[2].value
    first.run_all()
    first.page.get_by_role("button", name="All my answers").click()
    expect(first.page.locator(".hc-answers strong").first).to_have_text(question.options[2].text)


def answer_first(notebook: NotebookPage, place: int) -> None:
    """Answer the question that is shown."""
    marked = notebook.page.locator(".hc-marked")
    marked.locator('input[type="radio"]').nth(place).check()
    marked.get_by_role("button", name=SURE[1]).click()
    expect(marked.locator(".hc-saved")).to_have_text(SAVED)


def change_first(notebook: NotebookPage, place: int) -> None:
    marked = notebook.page.locator(".hc-marked")
    marked.get_by_role("button", name="All my answers").click()
    marked.get_by_role("button", name="Change answer 1", exact=True).click()
    answer_first(notebook, place)


def test_two_lessons_at_once_and_one_lesson_twice_keep_their_answers_apart_and_once(
    kit: Kit, open_notebook: OpenNotebook
) -> None:
    path = kit.write_notebook(*cells(LESSON, "practice"))
    shutil.copy(kit.folder / path, kit.folder / "notebooks/again.ipynb")
    one = open_notebook(path)
    one.run_all()
    quiz = QuizPage.of_lesson(one.page, LESSON, "practice")
    clicks = [quiz.answer(right=False)]
    expect(quiz.saved).to_have_text(SAVED)

    again = open_notebook("notebooks/again.ipynb")
    again.run_all()
    twice = shown(again)
    expect(twice.count).to_have_text("Question 2 of 3")
    clicks.append(twice.answer())
    expect(twice.saved).to_have_text(SAVED)

    other = open_notebook(f"notebooks/{OTHER}.ipynb")
    other.run_all()
    pairs = QuizPage.of_lesson(other.page, OTHER, "pairs")
    clicks.append(pairs.answer())
    expect(pairs.saved).to_have_text(SAVED)

    # The first kernel does not know of the second: the same question is answered there, too.
    open_notebook(path)
    quiz.go_on()
    clicks.append(quiz.answer(right=False))
    expect(quiz.saved).to_have_text(SAVED)

    logged = kit.entries("answer")
    assert len(logged) == len({entry["id"] for entry in logged}) == 6
    assert answered(logged) == all_answered(clicks)

    assert len(list(kit.answers.rglob("*.jsonl"))) == 3
    judged = outcomes(read_history(kit.answers / "me").answers())
    firsts = {outcome.question.id: outcome.right for outcome in first_answers(judged)}
    assert firsts[clicks[1].question.id], "the first answer to it was right"


def shown(notebook: NotebookPage) -> QuizPage:
    """The quiz of the notebook in front."""
    quiz = QuizPage.of_lesson(notebook.page, LESSON, "practice")
    quiz.root = notebook.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .hc-quiz")
    for name, css in (("count", ".hc-count"), ("saved", ".hc-saved")):
        setattr(quiz, name, quiz.root.locator(css))
    return quiz
