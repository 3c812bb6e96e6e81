"""Faults in lessons: what a student runs is broken, or shows something else than was stored."""

import re

from .edits import Edit, Gone, Notebook, cell, cell_of, output, without_cell
from .fault import fault

L01 = "notebooks/01_read_the_article.ipynb"
L02 = "notebooks/02_animal_or_human.ipynb"
L03 = "notebooks/03_hedged_or_firm.ipynb"
L05 = "notebooks/05_the_whole_picture.ipynb"
L08 = "notebooks/08_what_numbers_hide.ipynb"
DOCS = "tests/course/test_docs.py"
# Put together here, so that no file of the kit holds the path of a machine.
SOMEWHERE = "/".join(("", "home", "pupil", "kit"))


def _of(test: str, lesson: str) -> str:
    name = lesson.removeprefix("notebooks/").removesuffix(".ipynb")
    return f"tests/course/test_notebooks.py::{test}[{name}]"


def _other_numbers(text: str) -> str:
    return re.sub(r"\d+", lambda number: str(int(number[0]) + 1), text)


def _without_quiz(notebook: Notebook) -> None:
    """Take a quiz out as somebody tidy would: counts and all."""
    notebook["cells"].remove(cell_of(notebook, "practice"))
    codes = [found for found in notebook["cells"] if found["cell_type"] == "code"]
    for number, found in enumerate(codes, 1):
        found["execution_count"] = number
        for shown in found["outputs"]:
            if "execution_count" in shown:
                shown["execution_count"] = number


def _stripped(notebook: Notebook) -> None:
    for found in notebook["cells"]:
        if found["cell_type"] == "code":
            found.update(outputs=[], execution_count=None)


def _with_warning(notebook: Notebook) -> None:
    stderr = {"name": "stderr", "output_type": "stream", "text": ["UserWarning: font\n"]}
    cell_of(notebook, "record")["outputs"].insert(0, stderr)


def _renamed(quizzes: dict[str, object]) -> None:
    """Give a quiz another name, in its old place."""
    for name in list(quizzes):
        quizzes["practise" if name == "practice" else name] = quizzes.pop(name)


FAULTS = (
    fault(
        "quiz-cell-deleted",
        "A quiz is missing from a lesson.",
        _of("test_a_lesson_asks_each_of_its_quizzes_once", L02),
        "practice",
        Edit(L02, _without_quiz),
    ),
    fault(
        "quiz-renamed-in-the-lesson",
        "A student runs the cell and sees an error instead of the quiz.",
        L02,
        "02_animal_or_human/practice",
        cell(L02, "practice", lambda source: source.replace("practice", "practise")),
    ),
    fault(
        "quiz-renamed-in-the-data",
        "The lesson asks for a quiz that has another name now.",
        _of("test_a_lesson_asks_each_of_its_quizzes_once", L02),
        "practise",
        Edit("data/decks.toml", lambda decks: _renamed(decks["02_animal_or_human"])),
    ),
    fault(
        "setup-without-import",
        "The first cell fails, and with it the whole lesson.",
        L03,
        "has not been started yet",
        cell(L03, "setup", lambda source: source.replace("import healthclaims\n", "")),
    ),
    fault(
        "notebook-stripped",
        "A lesson is stored without anything to see, and nothing would be compared.",
        _of("test_every_code_cell_was_executed_from_top_to_bottom", L03),
        "nbval never compares",
        Edit(L03, _stripped),
    ),
    fault(
        "cells-run-out-of-order",
        "The lesson was stored after jumping about: run from the top, it may not work.",
        _of("test_every_code_cell_was_executed_from_top_to_bottom", L02),
        "nbval never compares a cell that was not run",
        Edit(L02, lambda lesson: cell_of(lesson, "practice").update(execution_count=9)),
    ),
    fault(
        "stored-text-changed",
        "The stored lesson shows other words than a student will see.",
        L02,
        "and a platypus",
        output(L02, "practice", "text/html", lambda shown: f"{shown}<p>and a platypus</p>"),
    ),
    fault(
        "stored-caption-changed",
        "The sentence below the picture counts other lines than the picture shows.",
        L02,
        "</figcaption>",
        output(L02, "record", "text/html", lambda shown: re.sub(r"\d+ were", "999 were", shown)),
    ),
    fault(
        "picture-without-words",
        "Who cannot see the picture is not told what it is.",
        _of("test_every_picture_has_words_for_those_who_do_not_see_it", L02),
        "record: the picture has no words",
        output(L02, "record", "text/html", lambda shown: shown.replace(' alt="', ' title="')),
    ),
    fault(
        "picture-with-other-words",
        "A screen reader describes another picture than the one that is shown.",
        _of("test_every_picture_has_words_for_those_who_do_not_see_it", L02),
        "record: no table of",
        output(L02, "record", "text/html", lambda shown: shown.replace(' alt="', ' alt="Not ')),
    ),
    fault(
        "prose-stale-after-a-label",
        "The answer in the lesson counts claims as they were before a label was changed.",
        f"{DOCS}::test_the_count_of_claims_told_in_lesson_01_is_the_one_in_the_labels",
        "claims",
        cell(L01, "map-after", _other_numbers),
    ),
    fault(
        "prose-stale-about-the-map",
        "Lesson 05 counts other lines in a box of the picture than stand there.",
        f"{DOCS}::test_the_lines_told_beside_the_map_of_lesson_05_are_where_it_says",
        "claims",
        cell(L05, "map-answer", _other_numbers),
    ),
    fault(
        "prose-stale-about-the-dice",
        "Lesson 08 tells what seed 8 shows, and it shows something else.",
        "tests/numbers/test_widgets.py::test_the_lesson_tells_what_its_own_seed_shows",
        "of 200",
        cell(L08, "luck-answer", _other_numbers),
    ),
    fault(
        "path-of-one-machine",
        "A student reads where the author keeps files.",
        _of("test_no_path_of_one_machine_is_stored", L03),
        "/home/",
        output(L03, "fit", "text/plain", lambda shown: f"{shown} in {SOMEWHERE}"),
    ),
    fault(
        "warning-stored",
        "The lesson begins with red text that nobody understands.",
        _of("test_nothing_was_printed_as_an_error", L02),
        "record",
        Edit(L02, _with_warning),
    ),
    fault(
        "widget-state-stored",
        "The stored lesson shows dead controls, and grows with every run.",
        _of("test_no_widget_state_is_stored", L02),
        "widgets",
        Edit(L02, lambda lesson: lesson["metadata"].update(widgets={"state": {}})),
    ),
    fault(
        "cell-id-twice",
        "Links and comments to a cell lead to another one.",
        _of("test_every_cell_has_its_own_readable_id", L02),
        "len(set(ids))",
        Edit(L02, lambda lesson: cell_of(lesson, "map-text").update(id="check-text")),
    ),
    fault(
        "heading-steps-over-a-level",
        "Who goes through the page by headings thinks that one is missing.",
        _of("test_there_is_one_title_and_headings_go_down_one_step_at_a_time", L02),
        "Far below",
        cell(L02, "practice-text", lambda text: f"{text}\n\n#### Far below"),
    ),
    fault(
        "key-points-missing",
        "The lesson ends without saying what to keep.",
        _of("test_a_lesson_says_what_for_how_long_and_what_to_keep", L03),
        "key_points",
        without_cell(L03, "key-points"),
    ),
    fault(
        "teacher-note-missing",
        "An instructor finds no timing and nothing to watch for.",
        _of("test_a_lesson_says_what_for_how_long_and_what_to_keep", L08),
        "teacher",
        without_cell(L08, "teacher"),
    ),
    fault(
        "link-to-a-lesson-that-is-not-there",
        "“Where next” leads to an error page.",
        f"{DOCS}::test_every_link_in_a_lesson_leads_to_a_lesson",
        "11_more.ipynb",
        cell(L02, "practice-text", lambda text: f"{text}\n\n[More](11_more.ipynb)"),
    ),
    fault(
        "cell-with-a-program-in-it",
        "A student faces twelve lines of code in a lesson about reading.",
        _of("test_code_cells_are_short", L03),
        "fit",
        cell(L03, "fit", lambda source: "x = 1\n" * 11 + source),
    ),
    fault(
        "notebook-left-out-by-its-name",
        "A lesson is renamed, and no table of the README leads to it.",
        f"{DOCS}::test_every_lesson_stands_in_the_readme",
        "02",
        Gone(L02),
    ),
    fault(
        "data-file-missing",
        "The cell with the studies fails.",
        L02,
        "studies.csv",
        Gone("data/evidence/studies.csv"),
    ),
)
