"""A labelled text becomes an assignment: one command, and nothing that is there is changed."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from healthclaims.__main__ import main
from healthclaims.assignments.questions_file import read_assignment
from healthclaims.check import check_all
from healthclaims.content.articles import load_article, read_again
from healthclaims.maintain import new_assignment as module
from healthclaims.maintain.exercises import exercise_differences, write_questions
from healthclaims.maintain.new_assignment import Plan, guessing, new_assignment
from healthclaims.marking.key import load_key
from healthclaims.own_text.draft import Reason, draft, with_labels
from healthclaims.own_text.store import store, store_labels
from healthclaims.questions.guesser import MOST_GUESSED, guessed
from tests.helpers.course import ASSIGNMENTS, copy_course
from tests.helpers.hand_ins import log_of, table
from tests.helpers.handed_in import pack

NAME = "a7_tea"
LABELS = (
    *(("people", f"In a trial {number} nurses slept longer.") for number in range(30, 34)),
    *(("animals_or_cells", f"Mouse {number} slept longer.") for number in range(40, 45)),
    *(("not_stated", f"Expert {number} agrees that it works.") for number in range(50, 56)),
)


@pytest.fixture
def course(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instructor's copy with a labelled text of fifteen sentences; nothing is run in it."""
    folder = copy_course(home)
    text = "\n".join(["Dravelin tea", "", *(sentence for _, sentence in LABELS)])
    made = store(draft(text, title="Tea", genre="news report"))
    reasons = {
        (f"u{number:02}", "evidence"): Reason(label, "The words name who was studied.")
        for number, (label, _) in enumerate(LABELS, 2)
    }
    store_labels(with_labels(made, reasons))
    monkeypatch.setattr(module, "refresh_all", lambda names: write_questions(names))
    return folder


def command(*more: str) -> int:
    return main(["new-assignment", NAME, "--from", "tea", *more])


def notebook(course: Path) -> dict[str, Any]:
    return json.loads((course / f"solutions/{NAME}/{NAME}.ipynb").read_text(encoding="utf-8"))


def source(course: Path, cell_id: str) -> str:
    return "".join(next(c["source"] for c in notebook(course)["cells"] if c["id"] == cell_id))


def everything(course: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for part in ("solutions", "exercises", "my_articles")
        for path in (course / part).rglob("*")
        if path.is_file()
    }


def test_one_command_makes_an_assignment_in_which_check_finds_nothing(course: Path) -> None:
    before = everything(course)
    assert command("--most", "10", "--title", "Does tea help?", "--minutes", "12") == 0
    assert check_all() == []
    made = load_key(NAME).assignment
    assert (made.title, made.minutes, made.most_points) == ("Does tea help?", 12, 10)
    assert before.items() <= everything(course).items()
    for name in ("article.txt", "source.toml", "units.csv", "annotations.csv"):
        assert (course / f"solutions/texts/tea/{name}").read_bytes() == (
            course / f"my_articles/tea/{name}"
        ).read_bytes()


def test_each_answer_is_asked_as_often_as_can_be(course: Path) -> None:
    assert command("--most", "10") == 0
    counts = Counter(min(answers) for answers in load_key(NAME).accepted.values())
    assert sorted(counts.values()) == [3, 3, 4]


def test_all_labels_are_asked_by_default_and_the_right_answers_are_those_of_the_text(
    course: Path,
) -> None:
    assert command() == 0
    labels = load_article("tea").annotations
    assert load_key(NAME).accepted == {
        f"tea/{unit}/{axis}": frozenset([found.label]) for (unit, axis), found in labels.items()
    }


def test_the_place_in_the_list_does_not_answer_a_question(course: Path) -> None:
    assert command() == 0
    asked = load_key(NAME).assignment.questions
    assert [one.id for one in asked] != sorted(one.id for one in asked)
    for parts in (2, 3):
        seen = [(one.id, place % parts, one.key) for place, one in enumerate(asked)]
        assert guessed(seen) <= MOST_GUESSED


def test_students_read_nothing_that_tells_an_answer(course: Path) -> None:
    assert command() == 0
    path = course / f"solutions/{NAME}/questions.json"
    assert all(asked.key == "" for asked in read_assignment(path).questions)
    assert "The words name who was studied." not in path.read_text(encoding="utf-8")


def test_the_notebook_names_its_own_assignment_and_no_count_that_can_change(
    course: Path,
) -> None:
    assert command("--most", "10", "--title", "Does tea help?") == 0
    whole = json.dumps(notebook(course))
    assert ASSIGNMENTS[0] not in whole
    assert source(course, "title").startswith("# Does tea help?\n")
    told = source(course, "title") + source(course, "answer") + source(course, "for-the-instructor")
    assert not re.search(r"\d+ (?:questions|points)|Points", told.split("**Without reading")[0])
    assert "15" not in source(course, "answer")


@pytest.mark.parametrize("invented", [True, False])
def test_a_text_is_called_invented_only_where_it_is(course: Path, invented: bool) -> None:
    card = course / "my_articles/tea/source.toml"
    text = card.read_text(encoding="utf-8")
    card.write_text(
        text.replace("invented = false", f"invented = {str(invented).lower()}"), encoding="utf-8"
    )
    read_again("tea")
    assert command() == 0
    assert ("invented" in source(course, "title")) == invented


@pytest.mark.parametrize(
    "path", [f"solutions/keys/{NAME}.csv", f"solutions/{NAME}/mine.txt", f"exercises/{NAME}/mine"]
)
def test_where_something_stands_in_the_way_nothing_is_written(
    course: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / path).parent.mkdir(exist_ok=True)
    (course / path).write_text("mine", encoding="utf-8")
    before = everything(course)
    assert command() == 1
    assert "is there already. Nothing was written." in capsys.readouterr().err
    assert everything(course) == before


def test_a_text_that_was_assigned_is_not_replaced_by_another_of_its_name(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--most", "5") == 0
    labels = course / "my_articles/tea/annotations.csv"
    labels.write_text(
        labels.read_text(encoding="utf-8").replace(
            "u02,evidence,people", "u02,evidence,not_stated"
        ),
        encoding="utf-8",
    )
    read_again("tea")
    before = everything(course)
    assert main(["new-assignment", "a8_tea", "--from", "tea"]) == 1
    told = capsys.readouterr().err
    assert "solutions/texts/tea/annotations.csv: differs from the file in my_articles/tea" in told
    assert everything(course) == before


def test_a_second_assignment_can_ask_about_the_same_text(course: Path) -> None:
    assert command("--most", "5") == 0
    assert main(["new-assignment", "a8_tea", "--from", "tea", "--most", "6"]) == 0
    assert check_all() == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((NAME, "--from", "tee"), "There is no text 'tee'"),
        (("a 7", "--from", "tea"), "an assignment cannot be called 'a 7'"),
        (
            (NAME, "--from", "tea", "--questions", "certainty", "purpose"),
            "tea/annotations.csv: has no label for purpose that can be asked.",
        ),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_written(
    course: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(course)
    assert main(["new-assignment", *arguments]) == 1
    assert said in capsys.readouterr().err
    assert everything(course) == before


def test_another_assignment_that_is_unfinished_is_no_matter(course: Path) -> None:
    (course / "solutions/texts/mine").mkdir()
    (course / "solutions/texts/mine/source.toml").write_text("title = ", encoding="utf-8")
    (course / "solutions/keys/a6b_mine.toml").write_text("title = ", encoding="utf-8")
    assert command() == 0
    assert all("mine" in problem for problem in check_all())


def test_what_a_guesser_has_right_is_told(course: Path) -> None:
    assert command() == 0
    told = " ".join(guessing(load_key(NAME).assignment.questions))
    assert "People 4, Animals or cells 5, Nobody named as studied 6." in told
    assert "Who always gives the commonest answer has 6 of 15 right." in told
    assert told in source(course, "for-the-instructor")


def test_a_key_that_is_easily_guessed_is_named(course: Path) -> None:
    assert command() == 0
    asked = load_key(NAME).assignment.questions
    one_sided = [one for one in asked if one.key == "people"] + list(asked[:1])
    assert "more than 60%" in " ".join(guessing(one_sided))
    assert "more than 60%" not in " ".join(guessing(asked))


def test_without_nbgrader_nothing_is_written(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(course)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert command() == 1
    assert 'pip install -e ".[classroom]"' in capsys.readouterr().err
    assert everything(course) == before


@pytest.mark.exhaustive
def test_from_labels_to_the_marks_of_three_students(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(course)
    lines = list(new_assignment(Plan(NAME, "tea", most=10)))
    assert f"exercises/{NAME}/{NAME}.ipynb: written" in lines
    assert not any("a1_" in line for line in lines)
    assert exercise_differences() == []
    assert f"| `{NAME}` |" in (course / "exercises/README.md").read_text(encoding="utf-8")
    key, made = load_key(NAME), (course / f"exercises/{NAME}/{NAME}.ipynb").read_bytes()
    for student, mistakes in {"Ada": 0, "Ben": 3, "Cem": 10}.items():
        log = log_of(key, student, wrong=range(mistakes))
        (course / "class" / student).mkdir(parents=True)
        handed_in = course / "class" / student / "hand_in.zip"
        handed_in.write_bytes(pack({"answers.jsonl": log, f"{NAME}.ipynb": made}))
    assert main(["mark", "class", "--assignment", NAME, "--out", "marks"]) == 0
    marks = {row["Student"]: row["Grade"] for row in table(course / "marks/marks.csv")}
    assert marks == {"Ada": "10", "Ben": "7", "Cem": "0"}
    with (course / f"solutions/keys/{NAME}.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.DictReader(file))) == 10
