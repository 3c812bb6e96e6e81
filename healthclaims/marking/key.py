"""The instructor's side of the assignments: questions with answers, rubrics, model answers.

Everything lies under ``solutions/``: the texts in ``texts/``, and for each assignment two files
in ``keys/``: a table of questions with their answers, and what else there is in TOML.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from healthclaims.assignments.assignment import MARKED_QUIZ, Assignment, Criterion, Task, TextToRead
from healthclaims.content.article import Article
from healthclaims.content.articles import load_folder
from healthclaims.core.files import read_toml, solutions_dir
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.schema import Found
from healthclaims.core.tables import Row, read_table, whole_number
from healthclaims.marking.key_problems import KEY, answer_problems
from healthclaims.marking.task_problems import task_problems
from healthclaims.questions.bank import question_about
from healthclaims.questions.question import Question
from healthclaims.rewriting.claims import Claim, claim_from

# Letters of a rewritten claim that are looked through: a notebook cell has no end, as a box has.
MOST_CHECKED = 2000


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

    def remarks(self, task: Task, text: str) -> tuple[str, ...]:
        """Say what can be checked in a written answer without reading it.

        Parameters
        ----------
        task : Task
            What was to be written.
        text : str
            What was written.

        Returns
        -------
        tuple of str
            One sentence each; nothing for an empty answer.
        """
        return tuple(self._remarks(task, text)) if text else ()

    def _remarks(self, task: Task, text: str) -> Iterator[str]:
        count = len(text.split())
        if task.most_words and count > task.most_words:
            yield f"It has {count} words; at most {task.most_words} were asked for."
        if task.id in self.claims:
            # Most assignments have no claim to rewrite, and this takes a while.
            from healthclaims.rewriting.check import check_rewrite
            from healthclaims.rewriting.fit import SIGNS

            claim = self.claims[task.id]
            if len(text) > MOST_CHECKED:
                yield f"Only the first {MOST_CHECKED:,} letters were checked for words."
                # All words were counted above.
                claim = replace(claim, most_words=0)
            checked = check_rewrite(claim, text[:MOST_CHECKED])
            yield checked.line
            yield from (f"{SIGNS[found.kind]} {found.words}" for found in checked.findings)


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

    Returns
    -------
    Key
        The assignment and its answers.

    Raises
    ------
    KeyError
        If there is no such assignment; the message lists the known ones.
    DataError
        If its files have problems; all of them at once.
    """
    if name not in assignment_names():
        message = (
            f"There is no assignment {name!r}. {expected(name, assignment_names(), 'assignments')}"
        )
        raise UnknownNameError(message)
    return _load(solutions_dir(), name)


def assigned_text_folders(solutions: Path) -> dict[str, Path]:
    """Find the folders of the texts that assignments ask about, by the id of the text."""
    return {card.parent.name: card.parent for card in sorted(solutions.glob("texts/*/source.toml"))}


def load_assigned_text(folder: Path) -> Article:
    """Load a text that assignments ask about.

    Labels that a reader gave it in lesson 09 are a key like any other here: whoever sets the
    assignment answers for them. So such a text needs labels only where something is asked.

    Raises
    ------
    DataError
        If its files have problems; all of them at once.
    """
    return replace(load_folder(folder), own=False)


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
    for text in dict.fromkeys(_text_of(rows)):
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
    if not rows and not content.get("tasks"):
        what = "the assignment has neither questions nor tasks."
        problems.append(Problem(path, None, what, f"Add a table {table.name} or [[tasks]]."))
    raise_if_any(problems)
    tasks = content.get("tasks", [])
    assignment = Assignment(
        name=name,
        title=content["title"],
        minutes=content["minutes"],
        assesses=tuple(content["assesses"]),
        questions=tuple(questions.values()),
        points={row["question"]: int(row["points"]) for row in rows},
        tasks=tuple(map(_task, tasks)),
        readings=tuple(_reading(texts[name]) for name in dict.fromkeys(_text_of(rows))),
    )
    return Key(
        assignment,
        accepted={row["question"]: frozenset(row["answer"].split("|")) for row in rows},
        notes={row["question"]: row["note"] for row in rows if row["note"]},
        guides={task["id"]: _guide(task) for task in tasks},
        claims={
            task["id"]: claim_from(
                {**task["check"], "most_words": task.get("most_words", 0)}, task["claim"]
            )
            for task in tasks
            if "check" in task
        },
    )


def _text_of(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield row["question"].partition("/")[0]


def _reading(article: Article) -> TextToRead:
    """Put the units of a text back into paragraphs; a blank line in the text ends one."""
    paragraphs: list[tuple[str, str]] = []
    ended = True
    place = 0
    for unit in article.units:
        start = article.text.index(unit.text, place)
        ended = ended or "\n\n" in article.text[place:start]
        place = start + len(unit.text)
        text = article.shown_text(unit)
        if unit.kind != "sentence":
            paragraphs.append((unit.kind, text))
            ended = True
        elif ended:
            paragraphs.append(("text", text))
            ended = False
        else:
            paragraphs[-1] = ("text", f"{paragraphs[-1][1]} {text}")
    return TextToRead(
        article.card.title, article.described, article.card.lines(), tuple(paragraphs)
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
    return Guide(
        levels=tuple(
            tuple(Level(level["points"], level["words"]) for level in line["levels"])
            for line in entry["criteria"]
        ),
        models=tuple(map(_example, entry.get("models", ()))),
        tempting=tuple(map(_example, entry.get("tempting", ()))),
    )


def _example(entry: Mapping[str, Any]) -> Example:
    return Example(entry["text"], entry["why"], tuple(entry["points"]))
