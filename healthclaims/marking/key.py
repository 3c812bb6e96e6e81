"""The instructor's side of the assignments: questions with answers, rubrics, model answers.

Everything lies under ``solutions/``: the texts in ``texts/``, and for each assignment two files
in ``keys/``: a table of questions with their answers, and what else there is in TOML.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.assignments.assignment import MARKED_QUIZ, Assignment, Criterion, Task
from healthclaims.content.article import Article
from healthclaims.core.files import read_toml, solutions_dir
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.schema import Found
from healthclaims.core.tables import Row, read_table, whole_number
from healthclaims.marking.assigned_texts import (
    assigned_text_folders,
    load_assigned_text,
    text_to_read,
)
from healthclaims.marking.key_problems import KEY, answer_problems
from healthclaims.marking.task_problems import task_problems
from healthclaims.questions.bank import question_about
from healthclaims.questions.question import Question
from healthclaims.rewriting.claims import Claim, claim_from


@dataclass(frozen=True)
class Level:
    """What earns a number of points in one line of a rubric.

    Parameters
    ----------
    points : int
        The points.
    words : str
        What has to be there.
    """

    points: int
    words: str


@dataclass(frozen=True)
class Example:
    """An answer that works, or one that tempts and does not.

    Parameters
    ----------
    text, why : str
        The answer, and why it works or what is missing.
    points : tuple of int
        What each line of the rubric gives for it.
    """

    text: str
    why: str
    points: tuple[int, ...]


@dataclass(frozen=True)
class Guide:
    """How one written answer is marked.

    Parameters
    ----------
    levels : tuple of tuple of Level
        For each line of the rubric, most points first.
    models, tempting : tuple of Example
        Answers with full points, and answers that only look like it.
    """

    levels: tuple[tuple[Level, ...], ...]
    models: tuple[Example, ...]
    tempting: tuple[Example, ...]


@dataclass(frozen=True)
class Key:
    """An assignment with everything that marks it.

    Parameters
    ----------
    assignment : Assignment
        Its questions have key, verdicts and explanations here.
    accepted : mapping of str to frozenset of str
        Question id to the answers that give its points.
    notes : mapping of str to str
        Question id to why another answer than the label counts; only where one does.
    guides : mapping of str to Guide
        Task id to how it is marked.
    claims : mapping of str to Claim
        Task id to the claim that is rewritten there.
    """

    assignment: Assignment
    accepted: Mapping[str, frozenset[str]]
    notes: Mapping[str, str]
    guides: Mapping[str, Guide]
    claims: Mapping[str, Claim]

    @property
    def cell_points(self) -> dict[str, int]:
        """The points of each marked cell of the notebook, by its grade id."""
        quiz = self.assignment.quiz_points
        return ({MARKED_QUIZ: quiz} if quiz else {}) | {
            task.id: task.points for task in self.assignment.tasks
        }


def assignment_names() -> tuple[str, ...]:
    """List the assignments.

    Returns
    -------
    tuple of str
        Names in alphabetical order.
    """
    return tuple(sorted(path.stem for path in (solutions_dir() / "keys").glob("*.toml")))


def assignments_here() -> tuple[str, ...]:
    """List the assignments whose keys are at hand: none in a students' copy."""
    try:
        return assignment_names()
    except FileNotFoundError:
        return ()


def load_key(name: str) -> Key:
    """Load an assignment with its answers; each is read once a session.

    Parameters
    ----------
    name : str
        For example ``"a1_who_was_studied"``.

    Raises
    ------
    KeyError
        If there is no such assignment; the message lists the known ones.
    DataError
        If its files have problems; all of them at once.
    """
    known = assignment_names()
    if name not in known:
        message = f"There is no assignment {name!r}. {expected(name, known, 'assignments')}"
        raise UnknownNameError(message)
    return _load(solutions_dir(), name)


@functools.lru_cache(maxsize=32)
def _load(solutions: Path, name: str) -> Key:
    path = solutions / "keys" / f"{name}.toml"
    table = path.with_suffix(".csv")
    content = read_toml(path)
    problems = list(task_problems(content, path))
    try:
        rows = read_table(table, KEY.columns) if table.is_file() else []
    except DataError as error:
        raise DataError([*error.problems, *problems]) from error
    for row in rows:
        row["points"] = whole_number(row["points"])
    folders = assigned_text_folders(solutions)
    texts: dict[str, Article] = {}
    # Texts that this assignment does not ask about may be unfinished.
    for text in dict.fromkeys(row["question"].partition("/")[0] for row in rows):
        try:
            texts |= {text: load_assigned_text(folders[text])} if text in folders else {}
        except DataError as error:
            problems += error.problems
    questions: dict[str, Question] = {}

    def rule(row: Row) -> Found:
        text, _, rest = row["question"].partition("/")
        unit, _, axis = rest.partition("/")
        if text not in folders:
            what = f"{row['question']!r}: {expected(text, folders, 'texts in solutions/texts')}"
            yield what, "Correct the id."
        if text not in texts:  # its own problems are told
            return
        try:
            asked = question_about(texts[text], unit, axis)
        except UnknownNameError as error:
            yield str(error), "Correct the id."
            return
        yield from answer_problems(row, asked)
        questions[asked.id] = asked

    problems += KEY.problems(rows, rule)
    tasks = content.get("tasks", [])
    if not rows and not tasks:
        what = "the assignment has neither questions nor tasks."
        problems.append(Problem(path, None, what, f"Add a table {table.name} or [[tasks]]."))
    raise_if_any(problems)
    assignment = Assignment(
        name=name,
        title=content["title"],
        minutes=content["minutes"],
        assesses=tuple(content["assesses"]),
        questions=tuple(questions.values()),
        points={row["question"]: int(row["points"]) for row in rows},
        tasks=tuple(map(_task, tasks)),
        readings=tuple(map(text_to_read, texts.values())),
    )
    return Key(
        assignment,
        accepted={row["question"]: frozenset(row["answer"].split("|")) for row in rows},
        notes={row["question"]: row["note"] for row in rows if row["note"]},
        guides={task["id"]: _guide(task) for task in tasks},
        claims={task["id"]: _claim(task) for task in tasks if "check" in task},
    )


def _task(entry: Mapping[str, Any]) -> Task:
    return Task(
        id=entry["id"],
        title=entry["title"],
        prompt=entry["prompt"],
        most_words=entry.get("most_words", 0),
        criteria=tuple(
            Criterion(line["name"], line["points"], line["look_for"]) for line in entry["criteria"]
        ),
        claim=entry.get("claim", ""),
        known=tuple(entry.get("known", ())),
    )


def _guide(entry: Mapping[str, Any]) -> Guide:
    lines = [line["levels"] for line in entry["criteria"]]
    return Guide(
        levels=tuple(tuple(Level(**level) for level in line) for line in lines),
        models=tuple(map(_example, entry.get("models", ()))),
        tempting=tuple(map(_example, entry.get("tempting", ()))),
    )


def _claim(entry: Mapping[str, Any]) -> Claim:
    return claim_from({**entry["check"], "most_words": entry.get("most_words", 0)}, entry["claim"])


def _example(entry: Mapping[str, Any]) -> Example:
    return Example(entry["text"], entry["why"], tuple(entry["points"]))
