"""Every task of every lesson can be done without a mouse, and no key changes the notebook."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from .keyboard import Keyboard
from .keyboard_tasks import (
    browse_studies,
    flip_words,
    mark_article,
    move_sliders,
    rewrite,
    start_again,
    throw_dice,
    unfold_all,
    work_check,
    work_quiz,
)
from .notebook import OpenNotebook
from .student import Kit

LAPTOP = {"width": 1280, "height": 720}
SENTENCE = "In rats, Semax may soften stress."


@pytest.fixture
def study(kit: Kit, open_notebook: OpenNotebook) -> Callable[[str], Keyboard]:
    """Open a lesson on a laptop and run it."""

    def run(lesson: str) -> Keyboard:
        notebook = open_notebook(f"{kit.folder.name}/notebooks/{lesson}.ipynb".split("/", 1)[1])
        notebook.page.set_viewport_size(LAPTOP)
        notebook.run_all()
        notebook.wait_until_idle()
        return Keyboard(notebook)

    return run


# A word of a code cell, and what the student does there.
TASKS: tuple[tuple[str, Callable[[Keyboard, int], int]], ...] = (
    ('quiz("before")', work_check),
    ('quiz("after")', work_check),
    (".quiz(", work_quiz),
    (".read(", mark_article),
    ("word_flip", flip_words),
    ("rewrite", lambda keys, cell: rewrite(keys, cell, SENTENCE)),
    ("browse_studies", browse_studies),
    ("thousand_people", move_sliders),
    ("small_studies", throw_dice),
)


def work_through(keys: Keyboard) -> dict[str, int]:
    """Do what each cell asks for, from the top to the bottom."""
    done: dict[str, int] = {}
    for place, (name, kind, text) in enumerate(keys.notebook.cells()):
        task = next((do for word, do in TASKS if word in text), unfold_all)
        if kind == "markdown":
            task = unfold_all
        count = task(keys, place)
        if count:
            done[name] = count
        keys.expect_same_notebook()
    return done


LESSONS = (
    "00_start_here",
    "01_read_the_article",
    "02_animal_or_human",
    "03_hedged_or_firm",
    "04_marketing_or_guidance",
    "05_the_whole_picture",
    "06_fresh_texts",
    "07_follow_the_evidence",
    "08_what_numbers_hide",
    "10_my_progress",
)


@pytest.mark.parametrize("lesson", LESSONS)
def test_lesson(lesson: str, kit: Kit, study: Callable[[str], Keyboard]) -> None:
    if lesson == "10_my_progress":
        shutil.copytree(kit.folder / "data/example_learner", kit.answers / "me")
    keys = study(lesson)
    done = work_through(keys)
    print(lesson, done, keys.presses)
