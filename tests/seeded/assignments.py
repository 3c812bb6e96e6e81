"""Faults in assignments: what students get, what instructors see, and the keys."""

import tomllib

from .bench import ROOT
from .edits import Added, Edit, Gone, Notebook, cell, cell_of, row, without_cell, without_row
from .fault import fault

HANDOUT = "tests/maintain/test_exercises.py"
LEAKS = "tests/assignments/test_leaks.py"
A1, A2, A5 = "a1_who_was_studied", "a2_how_sure", "a5_rewrite"
KEY, ASKED = f"solutions/keys/{A1}.csv", {"question": "corbelane_roundup/u11/evidence"}


def _exercise(name: str) -> str:
    return f"exercises/{name}/{name}.ipynb"


def _source(name: str) -> str:
    return f"solutions/{name}/{name}.ipynb"


def _points(notebook: Notebook) -> None:
    cell_of(notebook, "marked")["metadata"]["nbgrader"]["points"] = 14


def _key_in_metadata(notebook: Notebook) -> None:
    cell_of(notebook, "marked")["metadata"]["key"] = {"corbelane_roundup/u11/evidence": "people"}


def _model_answer(_old: str) -> str:
    key = tomllib.loads((ROOT / f"solutions/keys/{A5}.toml").read_text(encoding="utf-8"))
    return key["tasks"][0]["models"][0]["text"]


FAULTS = (
    fault(
        "answer-in-an-exercise",
        "A sheet with the answer lies beside the exercise.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A1}]",
        "assert 3 == 2",
        Added(f"exercises/{A1}/notes.txt", "corbelane_roundup/u11/evidence,people,1\n"),
    ),
    fault(
        "reason-in-an-exercise",
        "The exercise says why the answer is right.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A2}]",
        "{'rule'}",
        Edit(f"exercises/{A2}/questions.json", lambda asked: asked.update(rule="A doubt word")),
    ),
    fault(
        "key-in-metadata",
        "Whoever opens the exercise in an editor finds the key in a cell's metadata.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A1}]",
        "corbelane_roundup/u11/evidence,people",
        Edit(_exercise(A1), _key_in_metadata),
    ),
    fault(
        "solution-text-left",
        "The exercise holds a model answer at the place to write.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A5}]",
        _exercise(A5),
        cell(_exercise(A5), "ankles", _model_answer),
    ),
    fault(
        "instructor-cell-left",
        "Students read what only instructors should.",
        f"{LEAKS}::test_an_exercise_is_handed_out_without_outputs_and_without_hidden_cells[{A1}]",
        "For the instructor",
        cell(_exercise(A1), "read", lambda text: f"{text}\n\n## For the instructor"),
    ),
    fault(
        "extra-file-beside-a-source",
        "An answer log beside the source replaces that of every student.",
        f"{HANDOUT}::test_beside_a_source_lies_nothing_but_its_questions[{A1}]",
        "remove it",
        Added(f"solutions/{A1}/answers.jsonl", "{}\n"),
    ),
    fault(
        "exercise-edited-by-hand",
        "What students get is not what the source says.",
        "refresh --check",
        f"{_exercise(A1)} is not up to date",
        cell(_exercise(A1), "read", lambda text: f"{text} Twice."),
    ),
    fault(
        "hand-in-cell-missing",
        "Students cannot hand in: the last cell is gone.",
        f"{HANDOUT}::test_an_assignment_ends_with_the_cell_that_hands_it_in[{A1}]",
        "hand_in",
        without_cell(_source(A1), "pack"),
        without_cell(_exercise(A1), "pack"),
    ),
    fault(
        "points-changed",
        "nbgrader gives 14 points where the key has 15.",
        f"{HANDOUT}::test_the_points_that_nbgrader_gives_are_those_of_the_key[{A1}]",
        "14",
        Edit(_source(A1), _points),
        Edit(_exercise(A1), _points),
    ),
    fault(
        "exercise-missing",
        "An assignment is announced and not there.",
        f"{LEAKS}::test_no_file_of_an_exercise_tells_an_answer[{A2}]",
        "assert 1 == 2",
        Gone(f"exercises/{A2}/questions.json"),
    ),
    fault(
        "key-row-missing",
        "A question that students answer is not marked.",
        f"{LEAKS}::test_the_questions_of_the_file_are_those_of_the_key",
        "questions",
        without_row(KEY, ASKED),
    ),
    fault(
        "key-for-another-question",
        "The key asks about one line twice, and not about another that students answer.",
        "refresh --check",
        "repeats line",
        row(KEY, ASKED, question="corbelane_roundup/u07/evidence", answer="not_stated"),
    ),
    fault(
        "key-against-the-label",
        "A right answer gets no point.",
        "refresh --check",
        "differs from the label",
        row(KEY, ASKED, answer="not_stated"),
    ),
    fault(
        "model-answer-differs-from-the-source",
        "The instructor's notebook shows another model answer than the page students get back.",
        f"{HANDOUT}::test_the_answers_in_a_source_are_those_of_the_key[{A5}]",
        "A platypus: ",
        cell(_source(A5), "ankles", lambda text: text.replace("\n- ", "\n- A platypus: ", 1)),
    ),
)
