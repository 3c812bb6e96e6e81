"""`check` looks at all of solutions/, a fault stops nothing else, and refresh says what it did."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from healthclaims.__main__ import main
from healthclaims.check import check_all
from healthclaims.content import articles
from healthclaims.content.articles import read_again
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.maintain import exercises, refresh
from healthclaims.maintain.refresh import refresh_all
from healthclaims.marking import key as keys
from healthclaims.marking.key import load_key
from healthclaims.marking.source_problems import solution_problems
from healthclaims.own_text.draft import Reason, draft, with_labels
from healthclaims.own_text.friend_quiz import friend_quiz
from healthclaims.own_text.store import store, store_labels
from tests.helpers.course import ASSIGNMENTS, copy_course
from tests.helpers.hand_ins import handed_in, moodle
from tests.helpers.kit import Table

A1, A5 = ASSIGNMENTS[0], ASSIGNMENTS[4]
OWN = """Zembrelin drops

In a study with 40 nurses the drops helped.

In mice the drops helped, too.

The drops have a mild taste of mint."""


@pytest.fixture
def course(home: Path) -> Path:
    return copy_course(home)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def read_afresh() -> None:
    """Forget the assignments and texts read so far, as a new run would."""
    keys._load.cache_clear()
    read_again("")


def nothing_is_wrong() -> bool:
    return check_all() == []


def own_text(course: Path) -> Path:
    """Label a text as lesson 09 does, three lines on one question, and set it as an assignment."""
    made = store(draft(OWN, title="Zembrelin"))
    labels = {"u02": "people", "u03": "animals_or_cells", "u04": "not_stated"}
    reasons = {
        (unit, "evidence"): Reason(label, "The words name who was studied.")
        for unit, label in labels.items()
    }
    store_labels(with_labels(made, reasons))
    folder = course / "solutions" / "texts" / made.id
    shutil.move(course / "my_articles" / made.id, folder)
    keys, name = course / "solutions" / "keys", "a7_own"
    content = 'title = "My own"\nminutes = 10\nassesses = ["You tell who was studied."]\n'
    (keys / f"{name}.toml").write_text(content, encoding="utf-8")
    rows = [f"{made.id}/{unit}/evidence,{label},1," for unit, label in labels.items()]
    table = "\n".join(["question,answer,points,note", *rows])
    (keys / f"{name}.csv").write_text(f"{table}\n", encoding="utf-8")
    shutil.copytree(course / "solutions" / A1, course / "solutions" / name)
    notebook = course / "solutions" / name / f"{name}.ipynb"
    shutil.move(notebook.with_name(f"{A1}.ipynb"), notebook)
    text = notebook.read_text(encoding="utf-8").replace(A1, name)
    notebook.write_text(text.replace('"points": 15', '"points": 3'), encoding="utf-8")
    return notebook


# ---------------------------------------------------------------- check


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text with a card only": (
        lambda solutions: shutil.copytree(
            solutions / "texts/corbelane_roundup",
            solutions / "texts/mine",
            ignore=lambda _folder, names: [name for name in names if name != "source.toml"],
        ),
        "solutions/texts/mine/article.txt: cannot be read",
    ),
    "a text without a card": (
        lambda solutions: (solutions / "texts/mine").mkdir(),
        "solutions/texts/mine: holds no source.toml",
    ),
    "a label that does not exist": (
        lambda solutions: change(
            solutions / "texts/corbelane_roundup/annotations.csv", ",people,", ",peeple,"
        ),
        "solutions/texts/corbelane_roundup/annotations.csv, line",
    ),
    "a key of a text that is not there": (
        lambda solutions: change(solutions / f"keys/{A1}.csv", "corbelane_", "corbelene_"),
        f"solutions/keys/{A1}.csv, line",
    ),
    "a key without its other file": (
        lambda solutions: (solutions / "keys/a9_new.csv").write_text("question\n"),
        "solutions/keys/a9_new.csv: belongs to no assignment",
    ),
    "a key without its notebook": (
        lambda solutions: (solutions / A5 / f"{A5}.ipynb").unlink(),
        f"solutions/{A5}/{A5}.ipynb: is missing",
    ),
    "a notebook without its key": (
        lambda solutions: [
            (solutions / "a9_new").mkdir(),
            (solutions / "a9_new/a9_new.ipynb").write_text("{}"),
        ],
        "solutions/a9_new/a9_new.ipynb: belongs to no assignment",
    ),
    "a notebook that is none": (
        lambda solutions: (solutions / A5 / f"{A5}.ipynb").write_text("{"),
        f"solutions/{A5}/{A5}.ipynb: is not a notebook that can be read",
    ),
    "other points in the notebook": (
        lambda solutions: change(solutions / A1 / f"{A1}.ipynb", '"points": 15', '"points": 10'),
        f"solutions/{A1}/{A1}.ipynb: gives 10 points in the cell 'marked', the key gives 15. "
        f"python -m healthclaims refresh {A1} writes 15 there; or change the key",
    ),
    "a task without its cell": (
        lambda solutions: change(
            solutions / A5 / f"{A5}.ipynb", '"grade_id": "socks"', '"grade_id": "sox"'
        ),
        f"solutions/{A5}/{A5}.ipynb: has no cell 'socks', for which the key gives 4 points.",
    ),
    "a notebook that opens another assignment": (
        lambda solutions: change(solutions / A5 / f"{A5}.ipynb", f'\\"{A5}\\"', '\\"a9\\"'),
        f"solutions/{A5}/{A5}.ipynb: opens another assignment",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_check_names_what_is_wrong_in_solutions(fault: str, course: Path) -> None:
    damage, told = FAULTS[fault]
    damage(course / "solutions")
    assert any(line.startswith(told) for line in check_all())
    assert main(["check"]) == 1


def test_check_finds_nothing_in_the_kit_as_it_is(course: Path) -> None:
    assert nothing_is_wrong()


def test_an_unfinished_text_stops_no_other_assignment(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    FAULTS["a text with a card only"][0](course / "solutions")
    change(course / f"solutions/keys/{ASSIGNMENTS[1]}.csv", "points", "pints")
    download = moodle(course / "class.zip", handed_in(load_key(A1), 2))
    assert main(["mark", str(download), "--assignment", A1, "--out", str(course / "m")]) == 0
    assert "2 students" in capsys.readouterr().out


def test_an_unfinished_text_stops_the_assignment_that_asks_about_it(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    download = moodle(course / "class.zip", handed_in(load_key(A1), 1))
    (course / "solutions/texts/corbelane_roundup/units.csv").unlink()
    read_afresh()
    assert main(["mark", str(download), "--assignment", A1, "--out", str(course / "m")]) == 1
    told = capsys.readouterr().err
    assert "solutions/texts/corbelane_roundup/units.csv: cannot be read" in told
    assert "Correct the id." not in told


def test_a_copy_without_solutions_is_checked_without_them(home: Path) -> None:
    (home / "solutions").mkdir()
    assert nothing_is_wrong()


def test_an_own_text_that_may_not_be_read_is_one_line_among_the_others(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, odd = course / "my_articles" / "closed", course / "my_articles" / "odd"
    for folder in (closed, odd):
        folder.mkdir(parents=True)
    real = Path.iterdir

    def refuse(self: Path) -> object:
        if self == closed:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(articles.Path, "iterdir", refuse)
    assert [line.split(",")[0] for line in check_all()] == [
        "my_articles/closed: cannot be read (Permission denied)",
        "my_articles/odd: holds no source.toml",
    ]


# ---------------------------------------------------------------- own labels as a key


def test_labels_of_lesson_09_are_the_key_of_an_assignment(course: Path) -> None:
    own_text(course)
    assert nothing_is_wrong()
    key = load_key("a7_own")
    assert [asked.key for asked in key.assignment.questions] == [
        "people",
        "animals_or_cells",
        "not_stated",
    ]
    assert all(asked.is_scored for asked in key.assignment.questions)
    assert key.assignment.most_points == 3
    assert "brought in" not in key.assignment.readings[0].source


def test_what_an_own_text_has_no_label_for_is_told_as_not_asked(course: Path) -> None:
    own_text(course)
    change(course / "solutions/keys/a7_own.csv", "u02/evidence,people", "u02/purpose,information")
    line, *_ = check_all()
    assert "zembrelin/u02 is not asked about purpose" in line


def test_a_row_that_is_not_scored_is_no_question_to_a_friend(home: Path) -> None:
    made = store(draft(OWN, title="Zembrelin"))
    reasons = {
        (unit, "evidence"): Reason("people", "The words name who was studied.")
        for unit in ("u02", "u03")
    }
    store_labels(with_labels(made, reasons))
    table = Table(home / "my_articles" / made.id / "annotations.csv")
    table.find(unit="u03")["status"] = "unscored"
    table.save()
    read_again(made.id)
    quiz = friend_quiz(made.id, "09_your_own_article", AnswerLog("me", "09_your_own_article"))
    assert "1" in repr(quiz)


# ---------------------------------------------------------------- refresh


@pytest.fixture
def kit(course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course whose data may change, refreshed without running anything."""
    (course / "data").unlink()
    shutil.copytree(Path(__file__).parents[2] / "data", course / "data")
    (course / "notebooks").mkdir()

    def make(folder: Path, _names: object) -> None:
        for source in sorted((course / "solutions").glob("*/*.ipynb")):
            (folder / source.parent.name).mkdir(parents=True, exist_ok=True)
            for path in (source, source.with_name("questions.json")):
                shutil.copy(path, folder / source.parent.name)

    monkeypatch.setattr(exercises, "make_exercises", make)
    monkeypatch.setattr(refresh, "run_notebook", lambda *_given, **_options: None)
    list(refresh_all([A1]))
    return course


def test_refresh_says_nothing_where_nothing_has_changed(
    kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(refresh_all([A1])) == []
    assert main(["refresh", A1]) == 0
    assert capsys.readouterr().out == "All was up to date: nothing has changed.\n"


def test_refresh_names_what_it_has_changed_and_nothing_else(kit: Path) -> None:
    change(kit / f"solutions/keys/{A1}.toml", "minutes = 20", "minutes = 25")
    (kit / "data/example_learner/00_start_here/simulated.jsonl").write_text("old")
    read_afresh()
    assert list(refresh_all([A1])) == [
        "data/example_learner: written",
        f"solutions/{A1}/questions.json: written",
        f"exercises/{A1}/questions.json: written",
        "exercises/README.md: written",
    ]
    listed = (kit / "exercises/README.md").read_text(encoding="utf-8")
    assert f"| `{A1}` | 02 | 25 minutes | 15 |\n" in listed


def test_a_question_left_out_takes_its_point_out_of_the_notebook(kit: Path) -> None:
    path = kit / f"solutions/keys/{A1}.csv"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    read_afresh()
    list(refresh_all([A1]))
    assert list(solution_problems()) == []
    cells = json.loads((kit / f"solutions/{A1}/{A1}.ipynb").read_text("utf-8"))["cells"]
    (marked,) = (cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade"))
    assert marked["metadata"]["nbgrader"]["points"] == 14


def test_the_list_of_exercises_has_a_row_for_each_assignment_there_is(kit: Path) -> None:
    before = (kit / "exercises/README.md").read_text(encoding="utf-8")
    own_text(kit)
    told = list(refresh_all([A1]))
    assert "exercises/README.md: written" in told
    with_own = (kit / "exercises/README.md").read_text(encoding="utf-8")
    assert with_own.replace("| `a7_own` | – | 10 minutes | 3 |\n", "") == before
    for path in ("keys/a7_own.toml", "keys/a7_own.csv"):
        (kit / "solutions" / path).unlink()
    shutil.rmtree(kit / "solutions/a7_own")
    list(refresh_all([A1]))
    assert (kit / "exercises/README.md").read_text(encoding="utf-8") == before
