"""No answer to an assignment reaches a student before it is marked."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from healthclaims.assignments.assignment import Assignment
from healthclaims.assignments.page import AssignmentPage
from healthclaims.assignments.questions_file import assignment_json, read_assignment
from healthclaims.assignments.quiz_widget import MarkedQuiz
from healthclaims.assignments.student_kit import write_student_kit
from healthclaims.content.articles import load_folder
from healthclaims.content.codebook import load_codebook
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.questions.question import Option, Question
from tests.helpers.classwork import key_of, wrong_answer
from tests.helpers.course import ASSIGNMENTS
from tests.helpers.kit import ROOT, Page
from tests.helpers.leaks import FIELDS, as_text, fields_of, rules_in, secrets, squeezed, told

WITH_QUESTIONS = tuple(name for name in ASSIGNMENTS if key_of(name).assignment.questions)
TEXTS = sorted(path.parent.name for path in (ROOT / "solutions/texts").glob("*/units.csv"))
PRODUCTS = ("Corbelane", "Heel Pal", "Linnowray", "Ostavane", "Aldermoss", "Tarveen", "Brennock")


@pytest.fixture(scope="module")
def student_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit") / "kit"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        list(write_student_kit(folder))
    return folder


@pytest.fixture(scope="module")
def kit_texts(student_kit: Path) -> dict[str, str]:
    """Every file of the students' copy, whatever kind it is, squeezed."""
    files = (path for path in student_kit.rglob("*") if path.is_file())
    return {
        path.relative_to(student_kit).as_posix(): squeezed(path.read_text("utf-8", "replace"))
        for path in files
    }


def questions_of(name: str) -> dict[str, Any]:
    return json.loads((ROOT / f"exercises/{name}/questions.json").read_text(encoding="utf-8"))


# ---------------------------------------------------------------- files


def test_the_search_finds_answers_where_they_are() -> None:
    for name in ASSIGNMENTS:
        source = (ROOT / f"solutions/{name}/{name}.ipynb").read_text(encoding="utf-8")
        key = key_of(name)
        assert len(told(source, secrets(name, rules=False, rows=True))) >= len(
            key.assignment.questions
        )
    assert told("He\\u201cLLO", {squeezed("he “llo"): "found"}) == ["found"]
    rule = load_codebook().rules["E8"].name
    assert rules_in({"a": [rule]}, ASSIGNMENTS[0]) == [rule]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_file_of_an_exercise_tells_an_answer(name: str) -> None:
    files = [path for path in (ROOT / "exercises").rglob("*") if path.is_file()]
    assert len([path for path in files if path.parent.name == name]) == 2
    hidden = secrets(name, rules=True, rows=True)
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert told(text, hidden) == [], path
        if path.suffix in (".json", ".ipynb"):
            content = json.loads(text)
            assert fields_of(content) & FIELDS == set()
            assert rules_in(content, name) == []


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_exercise_is_handed_out_without_outputs_and_without_hidden_cells(name: str) -> None:
    path = ROOT / f"exercises/{name}/{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert "instructor" not in cell["metadata"].get("tags", ())
        assert cell.get("attachments") is None
    text = path.read_text(encoding="utf-8")
    for word in ("HIDDEN", "BEGIN SOLUTION", "marked_here", "nbgrader_cell", "For the instructor"):
        assert word not in text


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_file_of_the_students_copy_tells_an_answer(kit_texts: dict[str, str], name: str) -> None:
    hidden = secrets(name, rules=False, rows=True)
    whole = "\n".join(kit_texts.values())
    found = [words for short, words in hidden.items() if short in whole]
    where = [path for path, text in kit_texts.items() for w in found if squeezed(w) in text]
    assert found == [], where


@pytest.mark.parametrize("name", WITH_QUESTIONS)
def test_the_questions_have_the_known_fields_and_no_others(name: str) -> None:
    content = questions_of(name)
    assert set(content) == {
        *("schema", "name", "title", "minutes", "points", "assesses"),
        *("readings", "questions", "tasks"),
    }
    for reading in content["readings"]:
        assert set(reading) == {"title", "source", "card", "paragraphs"}
    for asked in content["questions"]:
        assert set(asked) == {
            *("id", "kind", "axis", "prompt", "source", "cardOpen", "seen"),
            *("passages", "options", "points"),
        }
        for passage in asked["passages"]:
            assert set(passage) == {"name", "heading", "before", "text", "card"}
        labels = load_codebook().axes[asked["axis"]].labels
        assert asked["options"] == [{"value": one.name, "text": one.shown} for one in labels]
    for task in content["tasks"]:
        known = {"id", "title", "prompt", "most_words", "criteria", "claim", "known"}
        assert set(task) == known
        for line in task["criteria"]:
            assert set(line) == {"name", "points", "look_for"}


def other_key(asked: Question, key: str) -> Question:
    """Let a question have another answer, and other words about it."""
    options = tuple(
        Option(o.value, o.text, "right" if o.value == key else "not yet", f"said of {key}", key)
        for o in asked.options
    )
    passages = tuple(replace(part, cue=part.text[:5]) for part in asked.passages)
    return replace(
        asked, key=key, options=options, passages=passages, rule=key, why=(f"since {key}",)
    )


@pytest.mark.parametrize("name", WITH_QUESTIONS)
def test_what_students_get_is_the_same_whatever_the_answers_are(name: str) -> None:
    """The strongest form: nothing in it can depend on a key, not even an order or a fingerprint."""
    assignment = key_of(name).assignment
    given = json.dumps(assignment_json(assignment))
    for place in range(4):
        turned = tuple(
            other_key(asked, asked.options[place % len(asked.options)].value)
            for asked in assignment.questions
        )
        assert json.dumps(assignment_json(replace(assignment, questions=turned))) == given


# ---------------------------------------------------------------- the texts


def test_the_texts_of_the_assignments_are_used_nowhere_else(kit_texts: dict[str, str]) -> None:
    tests = [
        path for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".csv", ".json")
    ]
    others = {
        path: text
        for path, text in kit_texts.items()
        if path.startswith(("data/", "notebooks/", "healthclaims/", "README"))
    }
    others |= {str(path): squeezed(path.read_text(encoding="utf-8")) for path in tests}
    assert len(TEXTS) == 4
    for name in TEXTS:
        for unit in load_folder(ROOT / "solutions/texts" / name).units:
            if len(unit.text.split()) >= 6:
                where = [path for path, text in others.items() if squeezed(unit.text) in text]
                assert where == [], unit


def test_no_lesson_knows_the_texts_or_the_products_of_the_assignments(student_kit: Path) -> None:
    words = [word.casefold() for word in chain(TEXTS, PRODUCTS)]
    for folder in ("data", "notebooks", "healthclaims"):
        for path in (student_kit / folder).rglob("*"):
            text = path.read_text("utf-8", "replace").casefold() if path.is_file() else ""
            # The marked quiz explains the form of an id by one.
            text = text.replace('``"corbelane_roundup/u09/evidence"``', "")
            assert [word for word in words if word in text] == [], path


def test_the_students_copy_has_no_text_with_labels_but_those_of_the_lessons(
    student_kit: Path,
) -> None:
    found = {path.parent for path in student_kit.rglob("annotations.csv")}
    assert {folder.parent for folder in found} == {student_kit / "data/articles"}
    assert not {folder.name for folder in found} & {*TEXTS}
    assert not [path for path in student_kit.rglob("*") if path.name in ("keys", "texts.toml")]


# ---------------------------------------------------------------- the widget


def pages_of(name: str, home: Path) -> list[AssignmentPage]:
    """Open an assignment as a student does, and as it would be with its key in memory."""
    folder = home / "exercises" / name
    shutil.copytree(ROOT / "exercises" / name, folder)
    own = read_assignment(folder / "questions.json")
    return [AssignmentPage(own, folder), AssignmentPage(key_of(name).assignment, folder)]


def everything(page: AssignmentPage, name: str, capsys: pytest.CaptureFixture[str]) -> list[Any]:
    """Do all that can be done with an assignment and collect all that comes out."""
    key = key_of(name)
    found: list[Any] = [page._repr_html_(), repr(page), page.standing()]
    for block in (page.read(), *(page.task(task.id) for task in key.assignment.tasks)):
        found += [repr(block), block._repr_html_()]
    quiz = page.quiz()
    found += [quiz.get_state(), quiz._repr_mimebundle_(), quiz.printed(), repr(quiz)]
    browser = Page(quiz)
    quiz.show()
    for asked in key.assignment.questions:
        for choice in (wrong_answer(key, asked), asked.key):
            quiz.answer(asked.id, choice, sure=3)
        found += browser.says(message(name, asked, len(found)))
    found += [browser.sent, quiz.get_state(), page.quiz().get_state(), page.standing()]
    block = page.hand_in()
    found += [repr(block), block._repr_html_(), page._repr_html_()]
    with pytest.raises(ValueError, match="not asked here"):
        quiz.answer("x", "y")
    said = capsys.readouterr()
    return [*found, said.out, said.err]


def message(name: str, asked: Question, number: int) -> dict[str, Any]:
    """Send what the page sends for an answer."""
    entry = {
        "kind": "answer",
        "id": f"page-{number}",
        "time": "2026-10-05T09:00:00.000+02:00",
        "lesson": name,
        "quiz": "marked",
        "question": asked.id,
        "seen": asked.seen,
        "choice": asked.key,
        "sure": 3,
        "elapsed_ms": 900,
    }
    return {"type": "entry", "entry": entry}


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_nothing_that_a_notebook_shows_or_sends_tells_an_answer(
    home: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for page in pages_of(name, home):
        found = everything(page, name, capsys)
        assert told(as_text(found), secrets(name, rules=True, rows=False)) == []
        # One key there is: under which the browser keeps what is not saved yet.
        assert fields_of(found) & FIELDS == {"key"}
        assert page.quiz().deck["key"] == f"me/{name}/marked"
        assert rules_in(found, name) == []
        assert "<mark" not in as_text(found)
        assert "<details" not in as_text(found)


@pytest.mark.parametrize("name", WITH_QUESTIONS)
def test_a_right_and_a_wrong_answer_are_received_in_the_same_words(home: Path, name: str) -> None:
    key = key_of(name)
    quiz = MarkedQuiz(key.assignment, AnswerLog("me", name))
    browser = Page(quiz)
    asked = key.assignment.questions[0]
    replies = []
    for number, option in enumerate(asked.options):
        sent = message(name, asked, number)
        sent["entry"]["choice"] = option.value
        (reply,) = browser.says(sent)
        replies.append({**reply, "ids": []})
    assert replies == [replies[0]] * len(asked.options)
    assert replies[0] == {"type": "saved", "ids": [], "ok": True, "text": "", "dropped": False}


def test_an_assignment_read_from_its_file_holds_no_answer() -> None:
    for name in ASSIGNMENTS:
        found: Assignment = read_assignment(ROOT / f"exercises/{name}/questions.json")
        for asked in found.questions:
            assert (asked.key, asked.rule, asked.why) == ("", "", ())
            assert {(o.verdict, o.line, o.mistake) for o in asked.options} == {("", "", "")}
            assert {part.cue for part in asked.passages} == {""}


def test_the_questions_of_the_file_are_those_of_the_key() -> None:
    for name in WITH_QUESTIONS:
        own = read_assignment(ROOT / f"exercises/{name}/questions.json")
        key = key_of(name).assignment
        assert [asked.seen for asked in own.questions] == [asked.seen for asked in key.questions]
        assert json.loads(json.dumps(assignment_json(own))) == questions_of(name)
