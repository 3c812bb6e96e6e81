"""An assignment can be worked on and handed in without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .keyboard import LAPTOP, Keyboard
from .keyboard_tasks import unfold_all, work_marked
from .notebook import OpenNotebook
from .student import Kit

pytestmark = pytest.mark.exhaustive

STUB = "YOUR ANSWER HERE"
# One with questions to answer and one with texts to write; the others are made of the same parts.
ASSIGNMENTS = ("a1_who_was_studied", "a5_rewrite")
# A cell that is run while the notebook is being saved may wait for what a dialog asks.
IS_SAVED = "() => !jupyterapp.shell.currentWidget.context.model.dirty"


def work_on(keys: Keyboard) -> int:
    """Answer what is asked and write what is to be written; tell how many tasks that was."""
    done = 0
    for place, (_, kind, text) in enumerate(keys.notebook.cells()):
        if kind == "markdown" and text == STUB:
            keys.rewrite_cell(place, "The gel may soothe sore ankles; ten people were asked.")
            done += 1
        elif ".quiz()" in text:
            done += work_marked(keys, place)
        elif "hand_in()" not in text:
            unfold_all(keys, place)
        keys.expect_same_notebook()
    return done


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_assignment_is_worked_on_and_handed_in_by_keyboard(
    name: str, kit: Kit, open_notebook: OpenNotebook, record_property: Callable[..., None]
) -> None:
    notebook = open_notebook(kit.add_exercise(name))
    notebook.page.set_viewport_size(LAPTOP)
    notebook.run_all()
    notebook.wait_until_still()
    keys = Keyboard(notebook)
    done = work_on(keys)
    last = len(keys.expected) - 1
    keys.notebook.go_to_command_mode(last)
    keys.key("Control+s")
    keys.page.wait_for_function(IS_SAVED)
    keys.run(last)
    link = keys.enter(last)
    assert (link.role, link.name) == ("link", f"hand_in/{name}_me.zip")
    assert (kit.folder / link.name).is_file()
    keys.try_notebook_keys(link)
    with keys.page.expect_download() as download:
        keys.press("Enter")
    assert download.value.suggested_filename == f"{name}_me.zip"
    keys.leave()
    keys.expect_same_notebook()
    record_property("tasks", done + 1)
    record_property("presses", keys.presses)
