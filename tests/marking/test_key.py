"""A key is what its two files say, field by field; nothing of it comes from memory here."""

from __future__ import annotations

import csv
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from healthclaims.marking.judge import remarks
from healthclaims.marking.key import assignment_names, assignments_here, load_key
from tests.helpers.classwork import key_of
from tests.helpers.course import ASSIGNMENTS, copy_course


@pytest.fixture
def course(home: Path) -> Path:
    """A copy of its own: a key that was loaded before is not taken for what is loaded now."""
    return copy_course(home)


def files_of(course: Path, name: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    path = course / f"solutions/keys/{name}.toml"
    table = path.with_suffix(".csv")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    if not table.exists():
        return content, []
    with table.open(encoding="utf-8-sig", newline="") as file:
        return content, list(csv.DictReader(file))


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_questions_answers_and_points_are_those_of_the_table(course: Path, name: str) -> None:
    content, rows = files_of(course, name)
    key = load_key(name)
    assignment = key.assignment
    assert (assignment.name, assignment.title) == (name, content["title"])
    assert assignment.minutes == content["minutes"]
    assert assignment.assesses == tuple(content["assesses"])
    assert [asked.id for asked in assignment.questions] == [row["question"] for row in rows]
    assert assignment.points == {row["question"]: int(row["points"]) for row in rows}
    assert key.accepted == {row["question"]: set(row["answer"].split("|")) for row in rows}
    assert key.notes == {row["question"]: row["note"] for row in rows if row["note"]}


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_tasks_rubric_and_examples_are_those_of_the_file(course: Path, name: str) -> None:
    tasks = files_of(course, name)[0].get("tasks", [])
    key = load_key(name)
    assert [one.id for one in key.assignment.tasks] == [task["id"] for task in tasks]
    assert set(key.guides) == {task["id"] for task in tasks}
    assert set(key.claims) == {task["id"] for task in tasks if "check" in task}
    for one, task in zip(key.assignment.tasks, tasks, strict=True):
        assert (one.title, one.prompt) == (task["title"], task["prompt"])
        assert (one.most_words, one.claim) == (task.get("most_words", 0), task.get("claim", ""))
        assert one.known == tuple(task.get("known", ()))
        lines, guide = task["criteria"], key.guides[one.id]
        assert [(c.name, c.points, c.look_for) for c in one.criteria] == [
            (line["name"], line["points"], line["look_for"]) for line in lines
        ]
        assert [[(level.points, level.words) for level in levels] for levels in guide.levels] == [
            [(level["points"], level["words"]) for level in line["levels"]] for line in lines
        ]
        for examples, kind in ((guide.models, "models"), (guide.tempting, "tempting")):
            assert [(e.text, e.why, e.points) for e in examples] == [
                (e["text"], e["why"], tuple(e["points"])) for e in task.get(kind, ())
            ]
        if "check" in task:
            claim = key.claims[one.id]
            assert (claim.text, claim.most_words) == (task["claim"], task.get("most_words", 0))
            assert claim.product == task["check"]["product"]


def test_cells_are_worth_what_stands_in_them() -> None:
    points = {name: key_of(name).cell_points for name in ASSIGNMENTS}
    assert points["a1_who_was_studied"] == {"marked": 15}
    assert points["a4_whole_article"] == {"marked": 28, "verdict": 6}
    for name, cells in points.items():
        assert sum(cells.values()) == key_of(name).assignment.most_points
    assert "marked" not in points["a5_rewrite"]


@pytest.mark.parametrize("name", ASSIGNMENTS[:4])
def test_a_text_to_read_is_the_whole_text_in_its_paragraphs(course: Path, name: str) -> None:
    rows = files_of(course, name)[1]
    texts = list(dict.fromkeys(row["question"].partition("/")[0] for row in rows))
    readings = load_key(name).assignment.readings
    for text, reading in zip(texts, readings, strict=True):
        folder = course / f"solutions/texts/{text}"
        written = (folder / "article.txt").read_text(encoding="utf-8")
        with (folder / "source.toml").open("rb") as file:
            assert reading.title == tomllib.load(file)["title"]
        assert reading.source
        assert reading.card
        paragraphs = [words for _, words in reading.paragraphs]
        assert " ".join(paragraphs).split() == written.split()
        with (folder / "units.csv").open(encoding="utf-8-sig", newline="") as file:
            kinds = {row["text"]: row["kind"] for row in csv.DictReader(file)}
        whole = [" ".join(part.split()) for part in written.split("\n\n") if part.strip()]
        for kind, words in reading.paragraphs:
            assert kind == ("text" if kinds.get(words, "sentence") == "sentence" else kinds[words])
            assert any(words in part for part in whole), "a paragraph runs over a blank line"
        headings = [words for kind, words in reading.paragraphs if kind != "text"]
        assert headings == [words for words, kind in kinds.items() if kind != "sentence"]
        for (kind, words), (following, more) in pairwise(reading.paragraphs):
            if (kind, following) == ("text", "text"):
                assert not any(f"{words} {more}" in part for part in whole), "one is cut in two"


def test_words_are_counted_and_as_many_as_asked_for_are_not_too_many() -> None:
    key = key_of("a4_whole_article")
    (task,) = key.assignment.tasks
    most = task.most_words
    assert remarks(key, task, "word " * most) == ()
    told = f"It has {most + 1} words; at most {most} were asked for."
    assert remarks(key, task, "word " * (most + 1)) == (told,)
    rewrite = key_of("a5_rewrite")
    assert remarks(rewrite, rewrite.assignment.tasks[0], "") == ()


def test_the_assignments_at_hand_are_listed_by_name(course: Path) -> None:
    assert assignment_names() == assignments_here() == ASSIGNMENTS
    with pytest.raises(KeyError, match="There is no assignment 'a1_who'"):
        load_key("a1_who")


def test_a_copy_for_students_has_no_assignments_at_hand(home: Path) -> None:
    assert assignments_here() == ()
