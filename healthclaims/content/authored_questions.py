"""Questions that an author has written out: a situation or a line, and two to four answers."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthclaims.content.article import Article, Unit, load_article
from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import DataError, Problem, UnknownNameError, expected, raise_if_any

WRITTEN_FILE = "questions.toml"
FEWEST_ANSWERS, MOST_ANSWERS = 2, 4
MOST_WORDS = 16
_TEXTS = ("prompt", "key", "rule", "why", "text", "source", "heading", "unit")
_NEEDED = ("prompt", "key", "rule", "why")
_ANSWER_TEXTS = ("value", "text", "mistake")


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
        """Give the line of an article that is to be judged.

        Returns
        -------
        (Article, Unit) or None
            None where the text is given.
        """
        if not self.unit:
            return None
        article, _, unit = self.unit.partition("/")
        return load_article(article), load_article(article).unit(unit)


def load_written() -> Mapping[str, Written]:
    """Load and check the written questions; they are read once a session.

    Returns
    -------
    mapping of str to Written
        By question id, in file order.

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
            where = f"[{topic}.{name}]"
            own = list(_shape_problems(entry, where, path))
            if not own:
                written = _written(topic, name, entry)
                own = list(_content_problems(written, where, path))
                found[written.id] = written
            problems += own
    raise_if_any(problems)
    return found


def _written(topic: str, name: str, entry: dict[str, Any]) -> Written:
    texts = {field: entry.get(field, "").strip() for field in _TEXTS}
    answers = tuple(
        WrittenAnswer(item["value"], item["text"].strip(), item.get("mistake", "").strip())
        for item in entry["options"]
    )
    return Written(topic=topic, name=name, answers=answers, **texts)


def _shape_problems(entry: object, where: str, path: Path) -> Iterator[Problem]:
    """Find what is missing, unknown or of the wrong kind."""
    if not isinstance(entry, dict):
        remedy = "Write a heading such as [six_mistakes.m1] above it."
        yield Problem(path, None, f"{where} is {entry!r} and not a table.", remedy)
        return
    for name in entry.keys() - {*_TEXTS, "options"}:
        remedy = expected(name, (*_TEXTS, "options"), "entries")
        yield Problem(path, None, f"{where} has the unknown entry {name!r}.", remedy)
    for name in _TEXTS:
        value = entry.get(name, "")
        if not isinstance(value, str) or (name in _NEEDED and not value.strip()):
            yield Problem(path, None, f"{where} {name} is {value!r}.", "Write text in quotes.")
    options = entry.get("options")
    if not isinstance(options, list) or not FEWEST_ANSWERS <= len(options) <= MOST_ANSWERS:
        count = len(options) if isinstance(options, list) else 0
        remedy = f"Give {FEWEST_ANSWERS} to {MOST_ANSWERS}."
        yield Problem(path, None, f"{where} has {count} options.", remedy)
        return
    for place, option in enumerate(options, 1):
        fields = option if isinstance(option, dict) else {}
        bad = [n for n in ("value", "text") if not str(fields.get(n, "")).strip()]
        bad += [n for n in _ANSWER_TEXTS if not isinstance(fields.get(n, ""), str)]
        bad += sorted(fields.keys() - {*_ANSWER_TEXTS})
        if bad:
            what = f"{where} option {place}: {', '.join(dict.fromkeys(bad))} cannot be used."
            remedy = 'Write { value = "a", text = "…", mistake = "…" }.'
            yield Problem(path, None, what, remedy)


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
