"""The students' copy of the kit: all they need, nothing of the instructor's, and it runs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from healthclaims.assignments.notebook_answers import STUB
from healthclaims.assignments.student_kit import student_readme, write_student_kit
from healthclaims.core.problems import DataError
from tests.helpers.bare_python import make_python, run
from tests.helpers.course import ASSIGNMENTS
from tests.helpers.handed_in import cell, notebook
from tests.helpers.kit import ROOT

RUN_ALL = """
import sys
from pathlib import Path
import nbformat
from nbclient import NotebookClient
for name in sys.argv[1:]:
    path = Path(name)
    notebook = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place).execute()
    nbformat.write(notebook, path)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The students' copy, in a folder with blanks and letters beyond ASCII."""
    folder = tmp_path_factory.mktemp("kit") / "Für Schüler"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        list(write_student_kit(folder))
    return folder


@pytest.fixture(scope="module")
def python(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_python(tmp_path_factory.mktemp("bare") / "environment", made)


@pytest.fixture(scope="module")
def worked(made: Path, python: Path) -> dict[str, list[dict[str, Any]]]:
    """Every exercise, run to the end as it is; the outputs of each."""
    paths = [made / "exercises" / name / f"{name}.ipynb" for name in ASSIGNMENTS]
    done = run(python, made, "-c", RUN_ALL, *map(str, paths))
    assert done.returncode == 0, done.stderr[-3000:]
    found = {}
    for path in paths:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found[path.stem] = [output for cell in cells for output in cell.get("outputs", ())]
    return found


@pytest.fixture
def course(home: Path) -> Path:
    """A very small kit of an instructor."""
    for name in ("solutions/keys", "notebooks", "exercises/a1", "data", "healthclaims", "tests"):
        (home / name).mkdir(parents=True)
    (home / "data/datapackage.json").write_text('{"name": "health-claims"}', encoding="utf-8")
    (home / "README.md").write_text("# Kit\n\n## For instructors\n\nkeys\n", encoding="utf-8")
    return home


def shown(outputs: list[dict[str, Any]]) -> str:
    return json.dumps(outputs, ensure_ascii=False)


# ---------------------------------------------------------------- it runs


def test_nbgrader_is_not_there_and_the_kit_is_the_one_installed(python: Path, made: Path) -> None:
    assert "ModuleNotFoundError" in run(python, made, "-c", "import nbgrader").stderr
    done = run(python, made.parent, "-c", "import healthclaims; print(healthclaims.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(python.parents[1]), done.stderr


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_exercise_runs_to_the_end_untouched(
    worked: dict[str, list[dict[str, Any]]], name: str
) -> None:
    outputs = worked[name]
    assert outputs
    assert [one for one in outputs if one["output_type"] == "error"] == []
    assert [one for one in outputs if one.get("name") == "stderr"] == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_untouched_exercise_says_what_is_not_attempted(
    worked: dict[str, list[dict[str, Any]]], made: Path, name: str
) -> None:
    text = shown(worked[name])
    content = json.loads((made / f"exercises/{name}/questions.json").read_text("utf-8"))
    count = len(content["questions"])
    if count:
        assert f"You had answered 0 of {count} questions when this cell was run." in text
        assert f"Not answered: questions 1 to {count}." in text
    for task in content["tasks"]:
        assert f"{task['title']}: nothing written in the saved notebook." in text


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_untouched_exercise_can_be_handed_in(
    worked: dict[str, list[dict[str, Any]]], made: Path, name: str
) -> None:
    assert f"Packed, but not finished: hand_in/{name}_me.zip" in shown(worked[name])
    assert (made / f"hand_in/{name}_me.zip").is_file()


def test_the_check_of_the_texts_runs_in_the_students_copy(python: Path, made: Path) -> None:
    done = run(python, made, "-m", "healthclaims", "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_marking_in_the_students_copy_says_where_it_can_be_done(python: Path, made: Path) -> None:
    for command in ("mark", "to-nbgrader"):
        arguments = (command, ".", "--assignment", ASSIGNMENTS[0], "--out", "marks")
        done = run(python, made, "-m", "healthclaims", *arguments)
        assert done.returncode == 1
        assert done.stderr.startswith("There are no solutions in this copy of the kit")
    done = run(python, made, "-m", "healthclaims", "student-kit", "again")
    assert (done.returncode, "no solutions" in done.stderr) == (1, True)


def test_a_command_for_maintainers_says_that_it_is_not_in_the_students_copy(
    python: Path, made: Path
) -> None:
    for command in ("refresh", "agreement", "cues"):
        done = run(python, made, "-m", "healthclaims", command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("This copy of the kit is for students")


# ---------------------------------------------------------------- what is in it


LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", "maintain", "instructor"}


def test_the_lessons_the_data_and_the_exercises_are_all_there(made: Path) -> None:
    for folder in ("notebooks", "data", "exercises", "healthclaims"):
        for path in (ROOT / folder).rglob("*"):
            parts = path.relative_to(ROOT).parts
            if path.is_file() and not LEFT_OUT & {*parts}:
                assert (made / path.relative_to(ROOT)).is_file(), path


def test_nothing_of_the_instructors_is_there(made: Path) -> None:
    top = {path.name for path in made.iterdir()}
    assert not top & {"solutions", "tests", "nbgrader_config.py", ".ci", ".github", "conftest.py"}
    assert [path.name for path in made.glob("docs/*")] in ([], ["images"])
    assert not (made / "healthclaims/maintain").exists()
    assert not (made / "notebooks/instructor").exists()


def test_the_readme_has_no_part_for_instructors(made: Path) -> None:
    text = (made / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"(?m)^#+ (.*)$", text)
    assert "For students" in headings
    assert not [name for name in headings if "instructor" in name or "maintainer" in name]
    for word in ("student-kit", "nbgrader", "pytest", "maintainers -->", "(docs/instr", "| `solu"):
        assert word not in text
    assert not re.search(r"healthclaims (mark|gain|refresh)\b", text)


def test_no_link_in_a_document_is_dead(made: Path) -> None:
    documents = [path for path in made.rglob("*.md") if path.is_file()]
    assert made / "README.md" in documents
    missing = []
    for document in documents:
        text = document.read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
            for line in re.findall(r"(?m)^#+ (.*)$", text)
        }
        for link, place in re.findall(r"\]\(([^)#\s]*)(?:#([^)]*))?\)", text):
            if link and "://" not in link and not (document.parent / link).exists():
                missing.append((document.name, link))
            if not link and place not in headings:
                missing.append((document.name, f"#{place}"))
    assert missing == []


def test_what_belongs_to_somebody_else_is_left_out(course: Path) -> None:
    left_out = (
        "exercises/a1/answers.jsonl",
        "exercises/a1/.ipynb_checkpoints/a1-checkpoint.ipynb",
        "notebooks/answers/me/02/x.jsonl",
        "healthclaims/__pycache__/x.pyc",
        "answers/me/02/x.jsonl",
        "hand_in/a1_me.zip",
        "marks/marks.csv",
        "key of a1.csv",
    )
    left_out += ("exercises/a1/draft.ipynb", "exercises/a1/key.md", "exercises/notes.md")
    for name in left_out:
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text("mine", encoding="utf-8")
    (course / "exercises/a1/a1.ipynb").write_bytes(notebook(cell(STUB, "verdict")))
    list(write_student_kit(course / "out"))
    found = {path.relative_to(course / "out").as_posix() for path in (course / "out").rglob("*")}
    assert "exercises/a1/a1.ipynb" in found
    assert not found & {*left_out}


def test_exercises_with_answers_are_refused_all_at_once(course: Path) -> None:
    made = notebook(cell("In rats.", "verdict"), cell("In mice.", "lines"), cell(STUB, "source"))
    (course / "exercises/a1/a1.ipynb").write_bytes(made)
    (course / "exercises/a2").mkdir()
    (course / "exercises/a2/a2.ipynb").write_bytes(b"no notebook")
    with pytest.raises(DataError) as caught:
        list(write_student_kit(course / "out"))
    assert len(caught.value.problems) == 3
    assert "the place for verdict holds an answer. Make the exercises anew" in str(caught.value)
    assert not (course / "out").exists()


def test_a_link_is_not_followed_out_of_what_is_handed_out(course: Path) -> None:
    (course / "solutions/keys/a1.csv").write_text("the key", encoding="utf-8")
    (course / "exercises/a1/link.csv").symlink_to(course / "solutions/keys/a1.csv")
    (course / "exercises/keys").symlink_to(course / "solutions/keys")
    list(write_student_kit(course / "out"))
    held = [path for path in (course / "out").rglob("*") if path.is_file()]
    assert not [path for path in held if "the key" in path.read_text(encoding="utf-8")]
    assert not [path for path in (course / "out").rglob("*") if path.is_symlink()]


def test_a_folder_that_holds_something_is_refused(course: Path) -> None:
    (course / "out").mkdir()
    (course / "out/mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="nothing of yours is to be replaced"):
        list(write_student_kit(course / "out"))
    assert [path.name for path in (course / "out").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("place", ["data/out", "exercises/a1/kit", "notebooks"])
def test_a_folder_inside_what_is_copied_is_refused(course: Path, place: str) -> None:
    with pytest.raises(DataError, match="lies inside a folder that is copied"):
        list(write_student_kit(course / place))


def test_the_parts_of_the_readme_that_concern_students_stay_as_they_are() -> None:
    text = (
        "# Kit\n\nHello.\n\n<!-- maintainers -->\nTests.\n<!-- /maintainers -->\n\nMore.\n\n"
        "| folder | for |\n|---|---|\n| `data/` | all |\n| `solutions/` | some |\n\n"
        "## For students\n\nBegin.\n\n## For instructors\n\nMark.\n\n### Deeper\n\nKeys.\n\n"
        "## For maintainers\n\nTests.\n\n## Licences\n\n"
        "MIT.<!-- maintainers --> More.<!-- /maintainers -->\n\n## Thanks\n"
    )
    assert student_readme(text) == (
        "# Kit\n\nHello.\n\nMore.\n\n| folder | for |\n|---|---|\n| `data/` | all |\n\n"
        "## For students\n\nBegin.\n\n## Licences\n\nMIT.\n\n## Thanks\n"
    )
