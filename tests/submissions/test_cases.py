"""Downloads of kinds that went wrong elsewhere, with answers to the questions as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
import pytest

from healthclaims.core.problems import DataError
from healthclaims.marking.mark_class import mark_class
from tests.helpers.classwork import key_of
from tests.helpers.hand_ins import log_of, models_of, notebook_of, table, zip_of
from tests.helpers.handed_in import pack, tree
from tests.helpers.kit import ROOT
from tests.helpers.platforms import GERMAN, TURKISH, Moodle, Words

STUDIED, REWRITE = key_of("a1_who_was_studied"), key_of("a5_rewrite")
MOST = 15


@pytest.fixture(autouse=True)
def kit(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the kit itself; marks go into the test's own folder."""
    monkeypatch.chdir(ROOT)
    return home


def work(student: str, wrong: int) -> bytes:
    """Give the zip of a student with so many mistakes."""
    return zip_of(STUDIED, log_of(STUDIED, student, wrong=range(wrong)), models_of(STUDIED))


def loose(folder: str, student: str, wrong: int) -> dict[str, bytes]:
    """Give the same as files in a folder."""
    log = log_of(STUDIED, student, wrong=range(wrong))
    name = STUDIED.assignment.name
    return {f"{folder}/answers.jsonl": log, f"{folder}/{name}.ipynb": notebook_of(STUDIED)}


def marks(home: Path, *paths: Path) -> list[tuple[str, str]]:
    """Mark, and give name and grade of each student."""
    mark_class(paths or [home / "class"], STUDIED.assignment.name, home / "marks")
    return [(row["Student"], row["Grade"]) for row in table(home / "marks/marks.csv")]


def problems(home: Path) -> list[str]:
    report = table(home / "marks/report.csv")
    return [row["reason"] for row in report if row["is_problem"] == "yes"]


# ---------------------------------------------------------------- attempts (03)

BLACKBOARD = "Assignment 1_jdoe_attempt_2026-10-0"
BRIGHTSPACE = "12345-67890 - Jane Doe - Oct "
ATTEMPTS: dict[str, tuple[str, str, Sequence[str]]] = {
    "Blackboard": (
        f"{BLACKBOARD}3-11-00-00_a1_me.zip",
        f"{BLACKBOARD}5-11-00-00_a1_me.zip",
        (f"{BLACKBOARD}3-11-00-00.txt", f"{BLACKBOARD}5-11-00-00.txt"),
    ),
    "Brightspace": (
        f"{BRIGHTSPACE}3, 2026 1101 AM/a1_me.zip",
        f"{BRIGHTSPACE}5, 2026 1101 AM/a1_me.zip",
        ("index.html",),
    ),
    "Brightspace, the year after": (
        f"{BRIGHTSPACE}30, 2026 1101 AM/a1_me.zip",
        f"{BRIGHTSPACE}2, 2027 1101 AM/a1_me.zip".replace("Oct", "Jan"),
        ("index.html", ".DS_Store"),
    ),
    "ILIAS": (
        "Doe_Jane_jdoe_311/a1_me (1).zip",
        "Doe_Jane_jdoe_311/a1_me (2).zip",
        ("status.xlsx", "status.csv"),
    ),
    "Canvas": ("doejane_12_345_a1_me.zip", "doejane_12_399_a1_me-1.zip", ("desktop.ini",)),
}


@pytest.mark.parametrize("platform", ATTEMPTS)
def test_a_student_who_handed_in_twice_has_the_grade_of_the_last(home: Path, platform: str) -> None:
    first, last, added = ATTEMPTS[platform]
    files = {first: work("fox", 0), last: work("fox", 2), **dict.fromkeys(added, b"x")}
    tree(home / "class", files)
    ((_, grade),) = marks(home)
    assert grade == str(MOST - 2)
    assert problems(home) == []


# ---------------------------------------------------------------- backslashes in names (04)


@pytest.mark.parametrize("names", [("UNI\\jane", "rob"), ("UNI\\jane", "FH\\jane"), ("a\\b", "b")])
def test_a_backslash_in_an_id_parts_no_folders(home: Path, names: tuple[str, str]) -> None:
    name = STUDIED.assignment.name
    files: dict[str, bytes] = {}
    for wrong, student in enumerate(names):
        files |= loose(f"submitted/{student}/{name}", f"log{wrong}", wrong)
    (home / "submitted.zip").write_bytes(pack(files))
    found = dict(marks(home, home / "submitted.zip"))
    assert found == {names[0]: str(MOST), names[1]: str(MOST - 1)}


def test_a_zip_that_windows_made_without_a_slash_has_folders(home: Path) -> None:
    files = loose("class/jane", "j", 0) | loose("class/rob", "r", 1)
    content = pack({name.replace("/", "\\"): one for name, one in files.items()})
    (home / "class.zip").write_bytes(content)
    assert dict(marks(home, home / "class.zip")) == {"jane": str(MOST), "rob": str(MOST - 1)}


# ---------------------------------------------------------------- Moodle in any language (23)


@pytest.mark.parametrize("words", [GERMAN, TURKISH, Words("Участник", TURKISH.columns)])
def test_the_worksheet_of_an_anonymous_moodle_comes_back_filled(home: Path, words: Words) -> None:
    moodle = Moodle({4711: "Jane", 4712: "Rob"}, words, is_blind=True)
    download = moodle.download(home / "m.zip", {4711: work("j", 0), 4712: work("r", 3)})
    sheet = home / "sheet.csv"
    sheet.write_bytes(moodle.worksheet())
    mark_class([download], STUDIED.assignment.name, home / "marks", gradebook=sheet)
    (filled,) = (home / "marks").glob("*sheet*.csv")
    moodle.take_worksheet(filled.read_bytes())
    assert moodle.grades == {4711: MOST, 4712: MOST - 3}


@pytest.mark.parametrize(
    "names",
    [
        ("Team Blue_17", "Default group"),
        ("Groupe A_3", "Groupe par défaut"),
        ("Die Blauen_17", "Standardgruppe"),
    ],
)
def test_a_team_has_a_grade_and_no_file_for_a_participant(
    home: Path, names: tuple[str, str]
) -> None:
    files = {f"{n}_assignsubmission_file_/a.zip": work(n, wrong) for wrong, n in enumerate(names)}
    found = marks(home, tree(home / "class", files))
    assert {grade for _, grade in found} == {str(MOST), str(MOST - 1)}
    assert problems(home) == ["It is a team's, and no participant's."] * 2
    assert not (home / "marks/feedback_for_moodle.zip").exists()


# ---------------------------------------------------------------- beside the place (01)

WORDS = "In 12 mice the cream eased it a little."


def _in_code(notebook: nbformat.NotebookNode) -> None:
    notebook.cells.append(nbformat.v4.new_code_cell(f"# ({WORDS})"))


def _in_a_string(notebook: nbformat.NotebookNode) -> None:
    notebook.cells.append(nbformat.v4.new_code_cell(f'answer = "{WORDS}"'))


def _over_the_instruction(notebook: nbformat.NotebookNode) -> None:
    """Write over it in words that are much like it."""
    (here,) = [cell for cell in notebook.cells if cell["id"] == "here-ankles"]
    here.source = f"Click the next cell once and press Enter. {WORDS} Then press Shift+Enter."


def _as_code_without_names(notebook: nbformat.NotebookNode) -> None:
    _without_names(notebook)
    notebook.cells[-1].source = notebook.cells[-1].source.removesuffix(f"\n\n{WORDS}")
    place = next(cell for cell in notebook.cells if "YOUR ANSWER" in cell.source)
    place |= {"cell_type": "code", "outputs": [], "execution_count": None, "source": WORDS}


def _in_raw(notebook: nbformat.NotebookNode) -> None:
    notebook.cells.insert(0, nbformat.v4.new_raw_cell(WORDS))


def _without_names(notebook: nbformat.NotebookNode) -> None:
    """Write as an editor does that drops what it does not know."""
    for cell in notebook.cells:
        cell.metadata = nbformat.NotebookNode()
        cell.pop("id", None)
    notebook.nbformat_minor = 4
    notebook.cells[-1]["source"] += f"\n\n{WORDS}"


@pytest.mark.parametrize(
    "change",
    [
        _in_code,
        _in_a_string,
        _over_the_instruction,
        _in_raw,
        _without_names,
        _as_code_without_names,
    ],
)
def test_what_was_written_beside_the_place_is_shown_to_whoever_marks(
    home: Path, change: object
) -> None:
    assert callable(change)
    name = REWRITE.assignment.name
    notebook = nbformat.reads(notebook_of(REWRITE).decode(), as_version=4)
    change(notebook)
    files = {
        "answers.jsonl": log_of(REWRITE, "fox"),
        f"{name}.ipynb": nbformat.writes(notebook).encode(),
    }
    tree(home / "class", {"jane.zip": pack(files)})
    mark_class([home / "class"], name, home / "marks")
    assert WORDS in (home / "marks/rubric.html").read_text(encoding="utf-8")
    told = [one for one in problems(home) if one.startswith("Something was written elsewhere")]
    assert len(told) == 1
    (page,) = (home / "marks/feedback").iterdir()
    text = page.read_text(encoding="utf-8")
    assert "is shown to your teacher" in text
    assert text.count("Nothing was written") == len(REWRITE.assignment.tasks) - 1


# ---------------------------------------------------------------- tables of points (06, 07)


def with_points(home: Path, tables: Mapping[str, str]) -> str:
    """Mark a student of the last assignment beside some tables of points; give the grade."""
    name = REWRITE.assignment.name
    content = zip_of(REWRITE, log_of(REWRITE, "fox"), models_of(REWRITE))
    tree(home / "class", {"jane.zip": content})
    tree(home / "marks", {one: text.encode() for one, text in tables.items()})
    mark_class([home / "class"], name, home / "marks")
    (row,) = table(home / "marks/marks.csv")
    return row["Grade"]


def points(head: str, tail: str, most: int = 99) -> str:
    rows = [
        f"plain:jane,{task.id},{line},{min(most, criterion.points)},{tail}"
        for task in REWRITE.assignment.tasks
        for line, criterion in enumerate(task.criteria, 1)
    ]
    return "\n".join([f"student,task,line,points,comment{head}", *rows, ""])


@pytest.mark.parametrize(("head", "tail"), [(",", ","), (",,", ",,"), (", ", ", ")])
def test_columns_without_name_and_content_are_passed_over(home: Path, head: str, tail: str) -> None:
    most = sum(one.points for task in REWRITE.assignment.tasks for one in task.criteria)
    assert with_points(home, {"rubric_points.csv": points(head, tail)}) == str(most)


def test_a_column_without_a_name_that_holds_something_is_named(home: Path) -> None:
    with pytest.raises(DataError, match="rubric_points"):
        with_points(home, {"rubric_points.csv": points(",", ",late")})


@pytest.mark.parametrize("other", ["rubric_points (1).csv", "rubric_points - Copy.csv"])
def test_of_two_tables_of_points_none_is_taken_unsaid(home: Path, other: str) -> None:
    tables = {"rubric_points.csv": points("", "", 0), other: points("", "")}
    with pytest.raises(DataError) as caught:
        with_points(home, tables)
    assert other in str(caught.value)
