"""Every task of every lesson can be done without a mouse, and no key changes the notebook."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from .keyboard import LAPTOP, Keyboard
from .keyboard_tasks import (
    begin_quiz,
    bring_text,
    browse_studies,
    flip_words,
    give_reasons,
    mark_article,
    mark_own_text,
    move_sliders,
    press_squares,
    read_result,
    rewrite,
    take_answers,
    throw_dice,
    unfold_all,
    work_check,
    work_friends_quiz,
    work_quiz,
    work_quiz_twice,
    write_guess,
)
from .notebook import OpenNotebook
from .student import ROOT, Kit
from .test_start import start_at_the_top

pytestmark = pytest.mark.exhaustive

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
# The first word that stands in a code cell says what the student does there.
TASKS: tuple[tuple[str, Callable[[Keyboard, int], int]], ...] = (
    ('quiz("before")', work_check),
    ('quiz("after")', work_check),
    ('quiz("first_try")', work_quiz_twice),
    ("own.read()", mark_own_text),
    ("own.reasons()", give_reasons),
    ("own.quiz()", work_friends_quiz),
    ("lesson.own_article", bring_text),
    ("check_result()", read_result),
    (".quiz(", work_quiz),
    (".read(", mark_article),
    ("map(", press_squares),
    ("word_flip", flip_words),
    ("rewrite", lambda keys, cell: rewrite(keys, cell, "In rats, Semax may soften stress.")),
    ("browse_studies", browse_studies),
    ("thousand_people", move_sliders),
    ("small_studies", throw_dice),
    ("my_answers()", take_answers),
)
# Cells that the lesson asks to change, and what it then says.
CHANGES = {
    'lesson.use_code("me")': ('lesson.use_code("blue-fox-7")', "blue-fox-7"),
    'my_section = "heart"': ('my_section = "pain"', "enkephalins"),
    '# lesson.delete_my_answers("")': ('lesson.delete_my_answers("me")', "Deleted: "),
}


def work_through(keys: Keyboard) -> list[str]:
    """Do what each cell asks for, from the top to the bottom; name the cells that ask.

    Of a lesson's quizzes one is answered to its end.
    """
    done: list[str] = []
    worked: list[Callable[[Keyboard, int], int]] = []
    for place, (name, kind, text) in enumerate(keys.notebook.cells()):
        is_code = kind == "code"
        old = next((old for old in CHANGES if is_code and old in text), None)
        if old:
            new, told = CHANGES[old]
            keys.rewrite_cell(place, text.replace(old, new))
            keys.expect_told(place, told)
        if is_code and ".guess(" in text:
            write_guess(keys, place)
        task = next((do for word, do in TASKS if is_code and word in text), unfold_all)
        if task is work_quiz and work_quiz in worked:
            task = begin_quiz
        worked.append(task)
        if task(keys, place) or old:
            done.append(name)
        keys.expect_same_notebook()
    return done


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_worked_through_by_keyboard(
    lesson: str, kit: Kit, open_notebook: OpenNotebook, record_property: Callable[..., None]
) -> None:
    # Something has to come back in 10, and 06 compares with the first round.
    earlier = {"10_my_progress": "", "06_fresh_texts": "00_start_here"}.get(lesson)
    if earlier is not None:
        log = kit.folder / "data" / "example_learner" / earlier
        shutil.copytree(log, kit.answers / "me" / earlier)
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    start_at_the_top(notebook)
    notebook.page.set_viewport_size(LAPTOP)
    notebook.wait_until_still()
    keys = Keyboard(notebook)
    done = work_through(keys)
    assert len(done) >= 5, f"only {done} ask for something"
    record_property("tasks", len(done))
    record_property("presses", keys.presses)
