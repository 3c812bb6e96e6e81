"""Faults in lessons: what a student runs is broken, or shows something else than was stored."""

from .changes import Cells, Notebook, Swap, cell_of, in_cell, in_output, with_fields, without_cell
from .fault import fault

L02 = "notebooks/02_animal_or_human.ipynb"
L03 = "notebooks/03_hedged_or_firm.ipynb"
L08 = "notebooks/08_what_numbers_hide.ipynb"
TESTS = "tests/test_notebooks.py"
# Put together here, so that no file of the kit holds the path of a machine.
SOMEWHERE = "/".join(("", "home", "pupil", "kit"))


def _of(test: str, lesson: str) -> str:
    return f"{TESTS}::{test}[{lesson.removeprefix('notebooks/').removesuffix('.ipynb')}]"


def _without_quiz(notebook: Notebook) -> None:
    """Take a quiz out as somebody tidy would: counts and all."""
    notebook["cells"].remove(cell_of(notebook, "practice"))
    codes = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(codes, 1):
        cell["execution_count"] = number
        for output in cell["outputs"]:
            if "execution_count" in output:
                output["execution_count"] = number


def _stripped(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)


def _with_warning(notebook: Notebook) -> None:
    stderr = {"name": "stderr", "output_type": "stream", "text": ["UserWarning: font\n"]}
    cell_of(notebook, "record")["outputs"].insert(0, stderr)


def _two_alike(notebook: Notebook) -> None:
    cell_of(notebook, "map-text")["id"] = "check-text"


FAULTS = (
    fault(
        "quiz-cell-deleted",
        "A quiz is missing from a lesson.",
        _of("test_a_lesson_asks_each_of_its_quizzes_once", L02),
        "practice",
        Cells(L02, _without_quiz),
    ),
    fault(
        "quiz-renamed-in-the-lesson",
        "A student runs the cell and sees an error instead of the quiz.",
        L02,
        "02_animal_or_human/practice",
        in_cell(L02, "practice", '"practice"', '"practise"'),
    ),
    fault(
        "quiz-renamed-in-the-data",
        "The lesson asks for a quiz that has another name now.",
        _of("test_a_lesson_asks_each_of_its_quizzes_once", L02),
        "practise",
        Swap(
            "data/decks.toml", '["02_animal_or_human".practice]', '["02_animal_or_human".practise]'
        ),
    ),
    fault(
        "setup-without-import",
        "The first cell fails, and with it the whole lesson.",
        L03,
        "NameError",
        in_cell(L03, "setup", "import healthclaims\n", ""),
    ),
    fault(
        "notebook-stripped",
        "A lesson is stored without anything to see, and nothing would be compared.",
        _of("test_every_code_cell_was_executed_from_top_to_bottom", L03),
        "nbval never compares",
        Cells(L03, _stripped),
    ),
    fault(
        "cells-run-out-of-order",
        "The lesson was stored after jumping about: run from the top, it may not work.",
        _of("test_every_code_cell_was_executed_from_top_to_bottom", L02),
        "nbval never compares a cell that was not run",
        with_fields(L02, "practice", execution_count=9),
    ),
    fault(
        "stored-text-changed",
        "The stored lesson shows other words than a student will see.",
        L02,
        "Printed copy: run that cell",
        in_output(L02, "practice", "text/html", "run this cell to start", "run that cell to start"),
    ),
    fault(
        "stored-caption-changed",
        "The sentence below the picture counts other lines than the picture shows.",
        L02,
        "3 × People",
        in_output(L02, "map", "text/html", "2 × People", "3 × People"),
    ),
    fault(
        "picture-without-words",
        "Who cannot see the picture is not told what it is.",
        _of("test_every_picture_has_words_for_those_who_do_not_see_it", L02),
        "map: the picture has no words",
        in_output(L02, "map", "text/html", ' alt="Every line', ' title="Every line'),
    ),
    fault(
        "picture-with-other-words",
        "A screen reader describes another picture than the one that is shown.",
        _of("test_every_picture_has_words_for_those_who_do_not_see_it", L02),
        "map: no table of",
        in_output(L02, "map", "text/html", ' alt="Every line', ' alt="Every study'),
    ),
    fault(
        "prose-stale-after-a-label",
        "The answer in the lesson counts claims as they were before a label was changed.",
        "tests/test_docs.py::test_the_count_of_claims_told_in_lesson_01_is_the_one_in_the_labels",
        "are claims",
        in_cell("notebooks/01_read_the_article.ipynb", "map-after", "29 of 71", "31 of 71"),
    ),
    fault(
        "prose-stale-about-the-map",
        "Lesson 05 points at lines that do not stand in that box of the picture.",
        "tests/test_docs.py::test_the_lines_told_beside_the_map_of_lesson_05_are_where_it_says",
        "claims stand there",
        Swap("notebooks/05_the_whole_picture.ipynb", "claims stand there", "claims stand below"),
    ),
    fault(
        "prose-stale-about-the-dice",
        "Lesson 08 tells what seed 8 shows, and it shows something else.",
        "tests/views/test_numbers.py::test_the_lesson_tells_what_its_own_seed_shows",
        "15 of 200",
        in_cell(L08, "luck-answer", "15 of 200", "51 of 200"),
    ),
    fault(
        "path-of-one-machine",
        "A student reads where the author keeps files.",
        _of("test_no_path_of_one_machine_is_stored", L03),
        "/home/",
        in_output(L03, "fit", "text/plain", "Quiz: ", f"Quiz in {SOMEWHERE}: "),
    ),
    fault(
        "warning-stored",
        "The lesson begins with red text that nobody understands.",
        _of("test_nothing_was_printed_as_an_error", L02),
        "record",
        Cells(L02, _with_warning),
    ),
    fault(
        "widget-state-stored",
        "The stored lesson shows dead controls, and grows with every run.",
        _of("test_no_widget_state_is_stored", L02),
        "widgets",
        Cells(L02, lambda notebook: notebook["metadata"].update(widgets={"state": {}})),
    ),
    fault(
        "cell-id-twice",
        "Links and comments to a cell lead to another one.",
        _of("test_every_cell_has_its_own_readable_id", L02),
        "assert len(set(ids)) == len(ids)",
        Cells(L02, _two_alike),
    ),
    fault(
        "heading-steps-over-a-level",
        "Who goes through the page by headings thinks that one is missing.",
        _of("test_there_is_one_title_and_headings_go_down_one_step_at_a_time", L02),
        "Practice",
        in_cell(L02, "practice-text", "## Practice", "#### Practice"),
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
        "tests/test_docs.py::test_every_link_in_a_lesson_leads_to_a_lesson",
        "11_more.ipynb",
        Swap(L02, "(03_hedged_or_firm.ipynb)", "(11_more.ipynb)"),
    ),
    fault(
        "cell-with-a-program-in-it",
        "A student faces twelve lines of code in a lesson about reading.",
        _of("test_code_cells_are_short", L03),
        "fit",
        in_cell(L03, "fit", 'lesson.quiz("fit")', "x = 1\n" * 11 + 'lesson.quiz("fit")'),
    ),
    fault(
        "data-file-missing",
        "The cell with the studies fails.",
        L02,
        "studys.csv",
        Swap("healthclaims/texts/evidence.py", '"studies.csv"', '"studys.csv"'),
    ),
)
