"""Questions that an author has written out: a situation or a line, and two to four answers."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.content.article import Article, Unit
from healthclaims.content.articles import load_article
from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any
from healthclaims.core.schema import TABLES, Field, entry_problems

WRITTEN_FILE = "questions.toml"
MOST_WORDS = 16
_TEXTS = (
    *(Field(name) for name in ("prompt", "key", "rule", "why")),
    *(Field(name, needed=False) for name in ("text", "source", "heading", "unit")),
)
_OPTION = (Field("value"), Field("text"), Field("mistake", needed=False))
_QUESTION = (*_TEXTS, Field("options", kind=TABLES, fewest=2, most=4, parts=_OPTION))


@dataclass(frozen=True)
class WrittenAnswer:
    """One answer.

    Parameters
    ----------
    value : str
        What is stored.
    text : str
        What is shown, at most 16 words.
    mistake : str
        What somebody who chooses it usually overlooks; empty for the right answer.
    """

    value: str
    text: str
    mistake: str


@dataclass(frozen=True)
class Written:
    """A written question.

    Parameters
    ----------
    topic, name : str
        Its table in ``data/questions.toml``.
    prompt : str
        The question.
    text, source, heading : str
        What is to be judged, where it comes from, and a heading above it; empty where a line
        of an article is quoted.
    unit : str
        A line of an article, for example ``"semax/u14"``; empty where the text is given.
    answers : tuple of WrittenAnswer
        In the order shown.
    key : str
        Value of the right answer.
    rule : str
        What to look for, in plain words.
    why : str
        Which words decide.
    """

    topic: str
    name: str
    prompt: str
    text: str
    source: str
    heading: str
    unit: str
    answers: tuple[WrittenAnswer, ...]
    key: str
    rule: str
    why: str

    @property
    def id(self) -> str:
        """Id of its question."""
        return f"written/{self.name}/{self.topic}"

    def quoted(self) -> tuple[Article, Unit] | None:
        """Return the line of an article that is to be judged; None where the text is given."""
        if not self.unit:
            return None
        article, _, unit = self.unit.partition("/")
        return load_article(article), load_article(article).unit(unit)


def load_written() -> Mapping[str, Written]:
    """Load and check the written questions, by question id; they are read once a session.

    Raises
    ------
    DataError
        If the file has problems; all of them at once.
    """
    return _load(data_dir() / WRITTEN_FILE)


@functools.cache
def _load(path: Path) -> Mapping[str, Written]:
    problems: list[Problem] = []
    found = {}
    for topic, items in read_toml(path).items():
        tables = items if isinstance(items, dict) else {"": items}
        for name, entry in tables.items():
            where = f"[{topic}.{name}]" if name else f"[{topic}]"
            own = list(entry_problems(entry, _QUESTION, f"{where} ", path))
            if not own:
                written = _written(topic, name, entry)
                own = list(_content_problems(written, where, path))
                found[written.id] = written
            problems += own
    raise_if_any(problems)
    return found


def _written(topic: str, name: str, entry: dict[str, Any]) -> Written:
    texts = {field.name: entry.get(field.name, "").strip() for field in _TEXTS}
    answers = tuple(
        WrittenAnswer(item["value"], item["text"].strip(), item.get("mistake", "").strip())
        for item in entry["options"]
    )
    return Written(topic=topic, name=name, answers=answers, **texts)


def _content_problems(written: Written, where: str, path: Path) -> Iterator[Problem]:
    """Find answers that do not fit together, and texts that do not exist."""
    values = [answer.value for answer in written.answers]
    if len(set(values)) < len(values):
        yield Problem(
            path, None, f"{where} uses a value twice: {', '.join(values)}.", "Use each once."
        )
    if written.key not in values:
        remedy = expected(written.key, values, "values")
        yield Problem(path, None, f"{where} key {written.key!r} is no option.", remedy)
    for answer in written.answers:
        if (answer.value == written.key) == bool(answer.mistake):
            what = f"{where} option {answer.value!r} has the mistake {answer.mistake!r}."
            remedy = "Every wrong answer says what it overlooks; the right one has none."
            yield Problem(path, None, what, remedy)
        if len(answer.text.split()) > MOST_WORDS:
            what = f"{where} option {answer.value!r} has {len(answer.text.split())} words."
            yield Problem(path, None, what, f"Use at most {MOST_WORDS}.")
    if bool(written.unit) == bool(written.text) or bool(written.text) != bool(written.source):
        given = ", ".join(name for name in ("unit", "text", "source") if getattr(written, name))
        what = f"{where} gives {given or 'no text'}."
        yield Problem(path, None, what, "Give either a unit, or a text and its source.")
    elif written.unit:
        try:
            written.quoted()
        except UnknownNameError as error:
            yield Problem(path, None, f"{where} {error}", "Write it like semax/u14.")
        except DataError as error:  # what else stands here is told in the same run
            yield from error.problems
