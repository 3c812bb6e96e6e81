"""What every lesson and every source of an assignment must be: run, clean, checked by nbval."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import nbval.kernel
import pytest

import healthclaims
from healthclaims.questions.quiz_config import load_plans
from healthclaims.widgets.start import PRESS
from tests import nbval_kernels

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("notebooks", "solutions")
MOST_LINES = 8
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
PERSONAL_PATH = re.compile(r"(?<![\w.-])/(?:home|root|work|tmp|Users)/|\b[A-Za-z]:\\\\")

Notebook = dict[str, Any]


def find_notebooks() -> list[Path]:
    """List the notebooks git knows or would add; all of them where there is no git."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        # A checkout that belongs to another account is read all the same.
        command = [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
        options = ["--cached", "--others", "--exclude-standard", "--", *FOLDERS]
        listed = subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
        paths = [ROOT / name for name in os.fsdecode(listed.stdout).split("\0") if name]
    else:
        paths = [path for name in FOLDERS for path in (ROOT / name).rglob("*.ipynb")]
    is_notebook = (path for path in paths if path.suffix == ".ipynb" and path.is_file())
    return sorted(path for path in is_notebook if ".ipynb_checkpoints" not in path.parts)


NOTEBOOKS = find_notebooks()
LESSONS = [path for path in NOTEBOOKS if path.parent == ROOT / "notebooks"]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Notebook:
    """One notebook after the other, as it is on disk."""
    return json.loads(request.param.read_text(encoding="utf-8"))


def code_cells(notebook: Notebook) -> list[Notebook]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def source(cell: Notebook) -> str:
    """Give the text of a cell, which a file holds as one string or as a list of lines."""
    return "".join(cell["source"])


def outputs(notebook: Notebook) -> list[tuple[str, Notebook]]:
    """List all outputs, each with the id of its cell."""
    return [(cell["id"], output) for cell in code_cells(notebook) for output in cell["outputs"]]


def headings(notebook: Notebook) -> list[tuple[int, str]]:
    """List level and text of all headings outside code blocks."""
    found = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            prose = re.sub(r"^(```|~~~).*?^\1", "", source(cell), flags=re.DOTALL | re.MULTILINE)
            marks = re.findall(r"^ {0,3}(#{1,6})\s+(.*)", prose, flags=re.MULTILINE)
            found += [(len(signs), text) for signs, text in marks]
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_there_are_notebooks(folder: str) -> None:
    found = [path for path in NOTEBOOKS if path.is_relative_to(ROOT / folder)]
    assert found, f"{folder}/ holds no notebook: nothing would be checked"


def cells_collected(run: pytest.Session) -> list[str]:
    """List the cells in this run of the tests; in a run of a part, those of a whole run."""
    cells = [item.nodeid for item in run.items if ".ipynb::" in item.nodeid]
    if cells:
        return cells
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n0", "--color=no"]
    collected = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [line for line in collected.stdout.splitlines() if ".ipynb::" in line]


@pytest.mark.exhaustive
def test_nbval_collects_every_code_cell_under_the_projects_own_options(
    request: pytest.FixtureRequest,
) -> None:
    expected = [
        f"{path.relative_to(ROOT).as_posix()}::Cell {number}"
        for path in NOTEBOOKS
        for number in range(len(code_cells(json.loads(path.read_text(encoding="utf-8")))))
    ]
    assert expected
    assert sorted(cells_collected(request.session)) == sorted(expected)


def test_nbval_compares_what_is_stored() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]
    chosen = [option for option in options["ini_options"]["addopts"] if "nbval" in option]
    assert sorted(chosen) == [
        *("--nbval", "--nbval-cell-timeout=300", "--nbval-current-env"),
        "--nbval-sanitize-with=tests/nbval_sanitize.cfg",
    ]
    # What lessons show stays as it is when it is made comparable.
    shown = "Printed copy: 12 of the 30 sentences, 2 × People, u14: Lowers (3 more lines)."
    text = (ROOT / "tests/nbval_sanitize.cfg").read_text(encoding="utf-8")
    rules = re.findall(r"(?m)^regex: (.*)\nreplace: (.*)$", text)
    assert rules
    for regex, other in rules:
        assert re.sub(regex, other, shown) == shown, regex


def test_a_notebook_kernel_imports_this_checkout() -> None:
    kernel = nbval.kernel.RunningKernel(
        nbval.kernel.CURRENT_ENV_KERNEL_NAME, cwd=str(NOTEBOOKS[0].parent)
    )
    try:
        asked = kernel.kc.execute_interactive(
            "import healthclaims, os",
            user_expressions={
                "file": "healthclaims.__file__",
                "mode": "os.environ.get('HEALTHCLAIMS_ANSWERS')",
            },
            timeout=300,
        )
    finally:
        kernel.stop()
    told = {
        name: value["data"]["text/plain"].strip("'")
        for name, value in asked["content"]["user_expressions"].items()
    }
    assert Path(told["file"]) == ROOT / "healthclaims" / "__init__.py"
    assert told["mode"] == "example"


def test_a_kernel_that_stays_silent_is_followed_by_one_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starts: list[str] = []

    def start(name: str, **_options: object) -> str:
        starts.append(name)
        if len(starts) < answers_at:
            raise RuntimeError("Kernel didn't respond in 60 seconds")
        return "a kernel"

    monkeypatch.setattr(nbval_kernels, "_start_kernel", start)
    answers_at = 2
    with pytest.warns(UserWarning, match="another kernel"):
        assert nbval.kernel.start_new_kernel("python3") == "a kernel"
    answers_at = 5
    with pytest.warns(match="another"), pytest.raises(RuntimeError, match="didn't respond"):
        nbval.kernel.start_new_kernel("python3")
    assert len(starts) == 4


def test_the_tests_themselves_import_this_checkout() -> None:
    assert Path(healthclaims.__file__).is_relative_to(ROOT)


def test_every_code_cell_was_executed_from_top_to_bottom(notebook: Notebook) -> None:
    counts = [cell["execution_count"] for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1)), "nbval never compares a cell that was not run"


def test_no_widget_view_is_stored(notebook: Notebook) -> None:
    bad = [cell for cell, output in outputs(notebook) if WIDGET_VIEW in output.get("data", {})]
    assert bad == []


def test_no_widget_state_is_stored(notebook: Notebook) -> None:
    assert "widgets" not in notebook["metadata"]


def test_nothing_was_printed_as_an_error(notebook: Notebook) -> None:
    bad = [
        cell
        for cell, output in outputs(notebook)
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ]
    assert bad == []


def test_no_path_of_one_machine_is_stored(notebook: Notebook) -> None:
    stored = json.dumps(notebook, ensure_ascii=False)
    bad = [stored[max(0, m.start() - 40) : m.end() + 40] for m in PERSONAL_PATH.finditer(stored)]
    assert bad == []


WITH_PICTURES = ("00_start_here", "02_animal_or_human", "10_my_progress")


def test_every_picture_has_words_for_those_who_do_not_see_it(notebook: Notebook) -> None:
    for cell, output in outputs(notebook):
        shown = output.get("data", {})
        # JupyterLab drops the words of a bare picture.
        assert "image/png" not in shown, f"{cell}: a picture outside of a figure"
        page = "".join(shown.get("text/html", ""))
        captions = re.findall(r"<caption[^>]*>(.*?)</caption>", page)
        for picture in re.findall(r"<img [^>]*>", page):
            alt = next(iter(re.findall(r'alt="([^"]+)"', picture)), "")
            assert alt, f"{cell}: the picture has no words"
            assert alt.startswith(tuple(captions)), f"{cell}: no table of {alt!r}"


def test_the_pictures_that_are_looked_at_are_there() -> None:
    pages = [(ROOT / "notebooks" / f"{name}.ipynb").read_text("utf-8") for name in WITH_PICTURES]
    assert [page.count("<figure") > 0 for page in pages] == [True] * len(WITH_PICTURES)


def test_no_time_of_execution_is_stored(notebook: Notebook) -> None:
    assert [cell["id"] for cell in code_cells(notebook) if "execution" in cell["metadata"]] == []


def test_every_cell_has_its_own_readable_id(notebook: Notebook) -> None:
    ids = [cell.get("id", "") for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    # Jupyter draws hexadecimal digits at random; a written name stays when cells move.
    random = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")
    assert [name for name in ids if not name or random.fullmatch(name)] == []


def test_there_is_one_title_and_headings_go_down_one_step_at_a_time(notebook: Notebook) -> None:
    levels = [level for level, _ in headings(notebook)]
    assert levels[:1] == [1]
    assert levels.count(1) == 1
    steps = zip(headings(notebook), headings(notebook)[1:], strict=False)
    assert [text for (above, _), (level, text) in steps if level > above + 1] == []


def start_sentence(notebook: Notebook) -> str:
    """Give the paragraph that says what to press; it stands at the top."""
    (found,) = [
        text
        for cell in notebook["cells"][:2]
        for text in source(cell).split("\n\n")
        if text.startswith("**To start:**")
    ]
    return found


def test_the_first_lines_say_what_to_press_in_the_same_words_everywhere(
    notebook: Notebook,
) -> None:
    sentence = start_sentence(notebook)
    assert sentence == start_sentence(json.loads(LESSONS[0].read_text(encoding="utf-8")))
    plain = re.sub(r" \(.*?\)", "", sentence).replace("*", "")
    assert plain == f"To start: {PRESS}. You stay at the top of the page."


# The tag of a cell that students are asked to change; nbgrader locks its own.
YOURS = "yours"
LOCKED = {"editable": False, "deletable": False}


def lock(cell: Notebook) -> Notebook:
    return {name: value for name, value in cell["metadata"].items() if name in LOCKED}


def test_cells_are_locked_but_for_those_that_a_student_changes(notebook: Notebook) -> None:
    cells = [cell for cell in notebook["cells"] if "nbgrader" not in cell["metadata"]]
    is_free = {cell["id"]: YOURS in cell["metadata"].get("tags", ()) for cell in cells}
    assert {c["id"]: lock(c) for c in cells} == {
        name: {} if free else LOCKED for name, free in is_free.items()
    }


def test_where_the_text_asks_for_a_change_the_next_cell_is_free() -> None:
    asked = re.compile(r"change `\w+` to|Change the name in the cell|[Dd]elete the `#`")
    found = [
        pair[1]["metadata"].get("tags", ())
        for lesson in LESSONS
        for pair in itertools.pairwise(json.loads(lesson.read_text("utf-8"))["cells"])
        if asked.search(source(pair[0]))
    ]
    assert len(found) >= 3
    assert all(YOURS in tags for tags in found)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_stored_outputs_greet_a_new_student(lesson: Path) -> None:
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    pages = ["".join(out.get("data", {}).get("text/html", "")) for _, out in outputs(notebook)]
    (greeting,) = [page for page in pages if "<strong>Ready. </strong>" in page]
    assert "at the first try" not in greeting
    assert "working under" not in greeting
    shows_answers = any(plan.due for (name, _), plan in load_plans().items() if name == lesson.stem)
    assert ("simulated learner" in greeting) == shows_answers


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_says_what_for_how_long_and_what_to_keep(lesson: Path) -> None:
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    first = source(cells[0])
    assert "**After this lesson you can** " in first
    assert "**Time:** " in first
    assert "**You need:** " in first
    (key_points,) = [text for text in map(source, cells) if text.startswith("## Key points\n")]
    assert len(re.findall(r"(?m)^- ", key_points)) == 3
    (teacher,) = [
        text
        for text in map(source, cells)
        if text.startswith("<details>\n<summary>For the teacher</summary>\n")
    ]
    assert "**Timing:**" in teacher


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_asks_each_of_its_quizzes_once(lesson: Path) -> None:
    cells = code_cells(json.loads(lesson.read_text(encoding="utf-8")))
    asked = re.findall(r'(?m)^lesson\.quiz\("(\w+)"\)$', "\n".join(map(source, cells)))
    assert asked == [quiz for name, quiz in load_plans() if name == lesson.stem]


def test_code_cells_are_short(notebook: Notebook) -> None:
    long = [
        cell["id"] for cell in code_cells(notebook) if len(source(cell).splitlines()) > MOST_LINES
    ]
    assert long == []


def test_no_cell_hides_its_value_with_a_semicolon(notebook: Notebook) -> None:
    bad = [cell["id"] for cell in code_cells(notebook) if source(cell).rstrip().endswith(";")]
    assert bad == []


def test_the_kernel_is_plain_python(notebook: Notebook) -> None:
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert notebook["metadata"]["kernelspec"]["language"] == "python"
