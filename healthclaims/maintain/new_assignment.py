"""An assignment made out of a labelled text: text, key and notebook in ``solutions/``."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from healthclaims.content.article import Article
from healthclaims.content.articles import is_id
from healthclaims.content.codebook import load_codebook
from healthclaims.core.atomic_write import replace_file
from healthclaims.core.files import read_text, solutions_dir
from healthclaims.core.problems import Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.tables import write_table
from healthclaims.learner.same_words import plural
from healthclaims.maintain.exercises import need_nbgrader
from healthclaims.maintain.refresh import refresh_all
from healthclaims.marking.assigned_texts import load_assigned_text
from healthclaims.marking.key_problems import KEY
from healthclaims.own_text.friend_quiz import FILES
from healthclaims.own_text.store import own_texts_dir
from healthclaims.questions.bank import question_about
from healthclaims.questions.guesser import AROUND, MOST_GUESSED, guessed
from healthclaims.questions.question import Question

# Its notebook is the mould: what differs from assignment to assignment is put in.
_MOULD = "a1_who_was_studied"
_INVENTED = "The products, studies and people in the text are invented."
_QUOTED = "The text is quoted so that you learn to read texts like it."
_WORDS_A_MINUTE = 100
_OTHER_NAME = "Nothing was written. Choose another name, or remove it first."


@dataclass(frozen=True)
class Plan:
    """What an assignment is to be: its name, text, question types, and what may be left open.

    Parameters
    ----------
    name, article : str
        Name of the assignment, and of the text's folder.
    axes : tuple of str
        Question types; those of all labels by default.
    most : int
        At most so many questions; 0 for one about every label.
    title : str
        Its heading; the title of the text by default.
    minutes : int
        How long it takes; 0 to work it out from the words and questions.
    """

    name: str
    article: str
    axes: tuple[str, ...] = ()
    most: int = 0
    title: str = ""
    minutes: int = 0


def new_assignment(plan: Plan) -> Iterator[str]:
    """Write the source of an assignment, make what students get, and tell what can be guessed.

    Nothing that is there is changed: where anything stands in the way, nothing is written.

    Yields
    ------
    str
        What was written, and how easily the answers can be guessed.

    Raises
    ------
    KeyError
        If there is no such text.
    DataError
        If something stands in the way, or the text has problems or no such labels; all at once.
    RuntimeError
        If nbgrader is missing.
    """
    need_nbgrader()
    solutions = solutions_dir()
    folder = _folder_of(solutions, plan.article)
    raise_if_any(_in_the_way(solutions, plan, folder))
    article = load_assigned_text(folder)
    asked = _chosen(plan, article, folder)
    mould = json.loads(read_text(solutions / _MOULD / f"{_MOULD}.ipynb"))
    plan = _completed(plan, article, asked)
    told = list(guessing(asked))
    yield from _write(solutions, plan, folder, asked)
    notebook = json.dumps(_notebook(mould, plan, article, asked, told), ensure_ascii=False)
    place = solutions / plan.name / f"{plan.name}.ipynb"
    place.parent.mkdir()
    replace_file(place, notebook.encode("utf-8"))
    yield "Its notebook is run, and exercises/ made, which takes a minute or two …"
    yield from refresh_all([plan.name])
    yield f"{plural(len(asked), 'question')}, one point each. {' '.join(told)}"


def guessing(asked: Sequence[Question]) -> Iterator[str]:
    """Tell how the answers are spread, and what somebody has right who reads no line."""
    for axis in dict.fromkeys(one.axis for one in asked):
        about = load_codebook().axes[axis]
        own = [one for one in asked if one.axis == axis]
        counts = Counter(one.key for one in own)
        spread = ", ".join(f"{label.shown} {counts[label.name]}" for label in about.labels)
        yield f"{about.short} {spread}."
        shares = {
            sight: guessed([(one.id, seen(one), one.key) for one in own])
            for sight, seen in AROUND.items()
        }
        sight = max(shares, key=shares.__getitem__)
        most = counts.most_common(1)[0][1]
        yield f"Who always gives the commonest answer has {most} of {len(own)} right."
        if round(shares[sight] * len(own)) > most:
            yield f"Who goes by {sight} has {round(shares[sight] * len(own))}."
        if shares[sight] > MOST_GUESSED:
            yield (
                f"That is more than {MOST_GUESSED:.0%}: ask about fewer lines with the commonest "
                "answer, or label more with the others."
            )


def _folder_of(solutions: Path, article: str) -> Path:
    """Find the folder of a text: as it was brought in, or one that was assigned before."""
    places = (own_texts_dir(), solutions / "texts")
    for place in places:
        if is_id(article) and (place / article / "source.toml").is_file():
            return place / article
    known = {card.parent.name for place in places for card in place.glob("*/source.toml")}
    message = (
        f"There is no text {article!r} in my_articles or solutions/texts. "
        f"{expected(article, known, 'texts')} Make one: python -m healthclaims new-article"
    )
    raise UnknownNameError(message)


def _in_the_way(solutions: Path, plan: Plan, folder: Path) -> Iterator[Problem]:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", plan.name):
        what = f"an assignment cannot be called {plan.name!r}."
        yield Problem(
            solutions, None, what, "Use letters a to z, digits, - and _, for example a7_tea."
        )
        return
    keys = solutions / "keys"
    exercise = solutions.parent / "exercises" / plan.name
    for path in (
        keys / f"{plan.name}.toml",
        keys / f"{plan.name}.csv",
        solutions / plan.name,
        exercise,
    ):
        if path.exists():
            yield Problem(path, None, "is there already.", _OTHER_NAME)
    kept = solutions / "texts" / plan.article
    for path in (kept / name for name in FILES if kept.is_dir()):
        if not path.is_file() or path.read_bytes() != (folder / path.name).read_bytes():
            what = f"differs from the file in {folder.parent.name}/{folder.name}."
            remedy = (
                "An assignment may use it already. Go on with the text in solutions/texts and "
                "remove the other, or give the other folder a new name."
            )
            yield Problem(path, None, what, remedy)


def _chosen(plan: Plan, article: Article, folder: Path) -> list[Question]:
    """Choose the questions, each answer as often as can be, in an order that tells nothing."""
    wanted = plan.axes or tuple(dict.fromkeys(axis for _, axis in article.annotations))
    places = {
        (unit, axis): label
        for (unit, axis), label in article.annotations.items()
        if label.is_scored and unit not in article.amounts_or_routes
    }
    without = [axis for axis in wanted if axis not in {axis for _, axis in places}]
    file = folder / "annotations.csv"
    raise_if_any(
        Problem(file, None, f"has no label for {axis} that can be asked.", "Label lines first.")
        for axis in without or (() if wanted else ("any question",))
    )
    draw = random.Random(plan.name)  # noqa: S311 - the same name makes the same assignment
    piles: dict[tuple[str, str], list[str]] = {}
    for (unit, axis), label in places.items():
        if axis in wanted:
            piles.setdefault((axis, label.label), []).append(unit)
    for units in piles.values():
        draw.shuffle(units)
    rounds = itertools.zip_longest(*([(unit, axis) for unit in piles[axis, label]]
                                     for axis, label in sorted(piles)))  # fmt: skip
    found = [place for one in rounds for place in one if place][: plan.most or None]
    draw.shuffle(found)
    return [question_about(article, unit, axis) for unit, axis in found]


def _completed(plan: Plan, article: Article, asked: Sequence[Question]) -> Plan:
    reading = len(article.text.split()) / _WORDS_A_MINUTE
    return replace(
        plan,
        title=plan.title or article.card.title,
        minutes=plan.minutes or 5 * max(1, round((reading + len(asked)) / 5)),
    )


def _write(solutions: Path, plan: Plan, folder: Path, asked: Sequence[Question]) -> Iterator[str]:
    text, keys = solutions / "texts" / plan.article, solutions / "keys"
    if not text.is_dir():
        text.mkdir(parents=True)
        for name in FILES:
            replace_file(text / name, (folder / name).read_bytes())
        yield f"solutions/texts/{plan.article}: copied from {folder.parent.name}/{folder.name}"
    axes = dict.fromkeys(one.axis for one in asked)
    assesses = [load_codebook().axes[axis].question for axis in axes]
    content = (
        "# Everything about this assignment but its questions, which stand in the table of the "
        f"same name.\ntitle = {_quoted(plan.title)}\nminutes = {plan.minutes}\n"
        f"assesses = {_quoted(assesses)}\n"
    )
    rows = [{"question": one.id, "answer": one.key, "points": 1} for one in asked]
    write_table(keys / f"{plan.name}.csv", KEY.columns, rows)
    yield f"solutions/keys/{plan.name}.csv: written"
    replace_file(keys / f"{plan.name}.toml", content.encode("utf-8"))
    yield f"solutions/keys/{plan.name}.toml: written"


def _quoted(value: object) -> str:
    """Return a text or a list of texts as TOML; strings of JSON are strings of TOML."""
    return json.dumps(value, ensure_ascii=False)


def _notebook(
    mould: Any, plan: Plan, article: Article, asked: Sequence[Question], told: Sequence[str]
) -> Any:
    """Put this assignment into the notebook of another."""
    for cell in mould["cells"]:
        source = "".join(cell["source"]).replace(_MOULD, plan.name)
        if cell["id"] == "title":
            start = source[source.index("**To start:**") :]
            start = start if article.invented else start.replace(_INVENTED, _QUOTED)
            source = (
                f"# {plan.title}\n\nRead a text, then answer questions about its lines.\n\n"
                f"**Time:** about {plan.minutes} minutes.\n\n{start}"
            )
        elif cell["id"] == "for-the-instructor":
            source = "\n\n".join(_instructor_note(plan, asked, told))
        elif cell["id"] == "answer":
            # The number, as the points do, follows from the key and stands above all this.
            source = re.sub(r"\d+ questions, one point each\. ", "", source)
        cell["source"] = source.splitlines(keepends=True)
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"]["points"] = len(asked)
    return mould


def _instructor_note(plan: Plan, asked: Sequence[Question], told: Sequence[str]) -> Iterator[str]:
    yield "## For the instructor"
    yield "*Students do not get this cell.*"
    yield (
        f"**The text** is `solutions/texts/{plan.article}`. Its labels are yours, and you answer "
        "for them. The answer sheet stands below the marked cell; the table "
        f"`solutions/keys/{plan.name}.csv` is its source."
    )
    yield f"**Without reading,** as it was made: {' '.join(told)}"
