"""Everything that tells an answer to an assignment, and how it is looked for."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from healthclaims.core.tables import read_table
from healthclaims.marking.key import Key
from tests.helpers.classwork import key_of
from tests.helpers.kit import ROOT

# Names of fields that only an answer has.
FIELDS = {
    *("key", "verdict", "why", "line", "mistake", "cue", "rule", "accepted", "answer", "note"),
    *("levels", "models", "tempting", "guide", "check"),
}
# Shorter ones are said anywhere ("Nothing.", "Fewer.").
_SHORTEST = 16


def squeezed(text: str) -> str:
    """Leave letters and digits alone, however a text was quoted or escaped."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    text = re.sub(r"\\[nrt]", " ", html.unescape(html.unescape(text)))
    return re.sub(r"[\W_]+", "", text).casefold()


def of_items(key: Key) -> Iterator[str]:
    """Give what is said about one question or task, and nowhere else."""
    for asked in key.assignment.questions:
        yield from asked.why
        yield from (option.line for option in asked.options if "deciding words" in option.line)
    yield from key.notes.values()
    for guide in key.guides.values():
        yield from (level.words for line in guide.levels for level in line)
        for example in (*guide.models, *guide.tempting):
            yield from (example.text, example.why)
    for text in {asked.id.partition("/")[0] for asked in key.assignment.questions}:
        columns = ("unit", "axis", "label", "subtype", "rule", "cue", "status", "why")
        for row in read_table(ROOT / f"solutions/texts/{text}/annotations.csv", columns):
            yield row["why"]


def rows_of(key: Key) -> Iterator[str]:
    """Give the rows of the table of answers."""
    for asked in key.assignment.questions:
        yield from (f"{asked.id},{answer}" for answer in key.accepted[asked.id])


def of_rules(key: Key) -> Iterator[str]:
    """Give what is said to everybody who answers so; the lessons say it, too."""
    for asked in key.assignment.questions:
        for option in asked.options:
            yield from (option.line, option.mistake)


def secrets(name: str, *, rules: bool, rows: bool) -> dict[str, str]:
    """List what must not be told of an assignment, squeezed, each with its words.

    Rules are told in the lessons, too, and a row looks like a student's own right answer.
    """
    key = key_of(name)
    found = [*of_items(key), *(of_rules(key) if rules else ()), *(rows_of(key) if rows else ())]
    return {short: words for words in found if len(short := squeezed(words)) >= _SHORTEST}


def told(text: str, hidden: dict[str, str]) -> list[str]:
    """List what a text tells of what is hidden."""
    plain = squeezed(text)
    return [words for short, words in hidden.items() if short in plain]


def fields_of(value: Any) -> set[str]:
    """List the names of all fields at any depth."""
    if isinstance(value, dict):
        return {str(name) for name in value} | _union(value.values())
    if isinstance(value, (list, tuple)):
        return _union(value)
    return set()


def strings_of(value: Any) -> Iterator[str]:
    """Give every text at any depth."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from strings_of(item)
    elif isinstance(value, str):
        yield value


def rules_in(value: Any, name: str) -> list[str]:
    """List texts that are the name of a rule by which a question is decided."""
    rules = {asked.rule for asked in key_of(name).assignment.questions}
    parts = (part for text in strings_of(value) for part in re.split(r"[\n<>:.]", text))
    return [part for part in parts if part.strip() in rules]


def as_text(value: Any) -> str:
    """Write anything out."""
    return json.dumps(value, ensure_ascii=False, default=repr)


def _union(values: Iterable[Any]) -> set[str]:
    return set[str]().union(*map(fields_of, values))
