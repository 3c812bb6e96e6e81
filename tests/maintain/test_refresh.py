"""What is generated: the example learner, and notebooks as they are committed."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from healthclaims.learner.clock import EXAMPLE_NOW
from healthclaims.learner.history import read_history
from healthclaims.learner.outcomes import outcomes
from healthclaims.maintain.refresh import example_files, refresh_all, tidy, write_example
from healthclaims.questions.question import RIGHT
from healthclaims.questions.quiz_config import load_plans
from tests.helpers.kit import DATA

VIEW = "application/vnd.jupyter.widget-view+json"


def stored(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# ---------------------------------------------------------------- the example learner


def test_the_example_learner_in_the_data_is_the_one_that_is_simulated() -> None:
    assert stored(DATA / "example_learner") == example_files()


def test_the_example_learner_is_the_same_every_time() -> None:
    assert example_files() == example_files()


def test_the_example_learner_works_through_every_lesson_before_the_fixed_day() -> None:
    history = read_history(DATA / "example_learner")
    assert history.damaged == ()
    assert {entry.lesson for entry in history.entries} == {lesson for lesson, _ in load_plans()}
    assert all(entry.day < EXAMPLE_NOW.date() for entry in history.entries)


def test_every_answer_of_the_example_learner_still_counts() -> None:
    history = read_history(DATA / "example_learner")
    judged = [o for check in (False, True) for o in outcomes(history.answers(), check=check)]
    assert len(judged) == len(history.answers()) > 40
    assert {RIGHT} < {o.question.option(o.entry.choice).verdict for o in judged}


def test_writing_the_example_replaces_an_old_one(data: Path) -> None:
    folder = data / "example_learner"
    (folder / "00_start_here" / "old.jsonl").write_text("old", encoding="utf-8")
    (folder / "00_start_here" / "simulated.jsonl").write_text("old", encoding="utf-8")
    write_example()
    assert stored(folder) == example_files()


def test_refreshing_an_unknown_lesson_is_refused(data: Path) -> None:
    (data.parent / "notebooks").mkdir()
    with pytest.raises(FileNotFoundError, match="There is no notebook 'nope'"):
        list(refresh_all(["nope"]))


# ---------------------------------------------------------------- tidying a notebook


@pytest.fixture
def notebook() -> nbformat.NotebookNode:
    """A notebook as it comes out of a run, with all that belongs to one machine."""
    cell = nbformat.v4.new_code_cell("lesson.quiz('x')", execution_count=3)
    cell["id"] = "quiz"
    cell.metadata = {
        "execution": {"iopub.execute_input": "2026-03-09T09:00:00Z"},
        "collapsed": False,
        "trusted": True,
        "tags": ["setup"],
        "jupyter": {"source_hidden": True},
        "nbgrader": {"grade": True},
    }
    cell.outputs = [
        nbformat.v4.new_output(
            "execute_result",
            {VIEW: {"model_id": "abc"}, "text/plain": "Quiz", "text/html": "<p>Quiz</p>"},
            execution_count=3,
            metadata={VIEW: {}},
        ),
        nbformat.v4.new_output(
            "display_data",
            {"image/png": "iVBORw0KGgo=", "text/plain": "Figure"},
            metadata={"image/png": {"alt": "A bar", "width": 691}, "needs_background": "light"},
        ),
        nbformat.v4.new_output("stream", text="hello\n"),
    ]
    words = nbformat.v4.new_markdown_cell("# Title")
    words["id"] = "Not_Stable"
    made = nbformat.v4.new_notebook(cells=[words, cell])
    made.metadata = {
        "kernelspec": {"name": "my-env", "display_name": "Mine", "language": "python"},
        "language_info": {"name": "python", "version": "3.11.7"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"abc": {}}}},
    }
    return made


def test_tidying_takes_out_widgets_times_and_versions(notebook: nbformat.NotebookNode) -> None:
    tidy(notebook)
    text = nbformat.writes(notebook)
    for part in ("widget", "model_id", "2026-03-09", "3.11.7", "my-env", "trusted", "collapsed"):
        assert part not in text
    nbformat.validate(notebook)


def test_tidying_keeps_outputs_ids_and_what_lays_out_the_page(
    notebook: nbformat.NotebookNode,
) -> None:
    tidy(notebook)
    cell = notebook.cells[1]
    assert (cell["id"], cell.execution_count) == ("quiz", 3)
    assert cell.metadata == {
        "tags": ["setup"],
        "jupyter": {"source_hidden": True},
        "nbgrader": {"grade": True},
    }
    result, picture, stream = cell.outputs
    assert result.data == {"text/plain": "Quiz", "text/html": "<p>Quiz</p>"}
    assert picture.data == {"image/png": "iVBORw0KGgo=", "text/plain": "Figure"}
    assert picture.metadata == {"image/png": {"alt": "A bar", "width": 691}}
    assert stream.text == "hello\n"


def test_tidying_locks_every_cell_but_those_of_students_and_of_nbgrader(
    notebook: nbformat.NotebookNode,
) -> None:
    yours = nbformat.v4.new_code_cell("my_section = 'heart'", metadata={"tags": ["yours"]})
    notebook.cells.append(yours)
    tidy(notebook)
    locks = [
        (cell.metadata.get("editable"), cell.metadata.get("deletable")) for cell in notebook.cells
    ]
    assert locks == [(False, False), (None, None), (None, None)]


def test_tidying_gives_a_stable_id_to_a_cell_that_has_none(
    notebook: nbformat.NotebookNode,
) -> None:
    tidy(notebook)
    assert notebook.cells[0]["id"] == "cell-00"


def test_tidying_twice_changes_nothing_more(notebook: nbformat.NotebookNode) -> None:
    tidy(notebook)
    once = nbformat.writes(notebook)
    tidy(notebook)
    assert nbformat.writes(notebook) == once
