"""The text that lesson 09 begins with, so that there is something to look at before one's own."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from healthclaims.content.article import Article
from healthclaims.content.source_card import ANSWERS
from healthclaims.core.files import data_dir, read_toml
from healthclaims.core.problems import DataError, Problem, raise_if_any
from healthclaims.core.schema import FLAG, TABLES, Field, entry_problems
from healthclaims.own_text.draft import Reason, bring_in, label_problems, with_labels
from healthclaims.own_text.paste import PasteError

_CARD = (
    Field("title"),
    Field("publisher"),
    Field("promotes", one_of=ANSWERS, values="answers"),
    Field("genre"),
)
_LABEL = (Field("unit"), Field("axis"), Field("label"), Field("cue", needed=False), Field("why"))
_EXAMPLE = (
    *_CARD,
    Field("invented", kind=FLAG, needed=False),
    Field("text"),
    Field("labels", kind=TABLES, parts=_LABEL),
)


def own_example() -> Article:
    """Load the example, with a few labels; it is read once a session.

    Raises
    ------
    DataError
        If ``data/own_example.toml`` has problems; all of them at once.
    """
    return _load(data_dir() / "own_example.toml")


def example_or_own(text: str, **card: str) -> tuple[Article, tuple[str, ...]]:
    """Return the example with its labels if it was pasted again; else see `bring_in`."""
    if is_example(text):
        return own_example(), ()
    return bring_in(text, **card)


def is_example(text: str) -> bool:
    """Return whether a text is the example; white space around it does not matter."""
    return text.strip() == own_example().text.strip()


@functools.cache
def _load(path: Path) -> Article:
    content = read_toml(path)
    raise_if_any(entry_problems(content, _EXAMPLE, "", path))
    try:
        text = content["text"].strip() + "\n"
        article, _ = bring_in(text, **{field.name: content[field.name] for field in _CARD})
    except PasteError as error:
        what = f"cannot be used as the example of lesson 09 ({error})."
        remedy = "Shorten the text."
        raise DataError([Problem(path, None, what, remedy)]) from error
    reasons = {
        (row["unit"], row["axis"]): Reason(row["label"], row["why"], row.get("cue", ""))
        for row in content["labels"]
    }
    raise_if_any(
        Problem(path, None, f"the label of {unit} for {axis}:", what)
        for (unit, axis), what in label_problems(article, reasons).items()
    )
    # It is invented if its author says so, which a text from elsewhere cannot.
    labelled = with_labels(article, reasons)
    return replace(labelled, invented=content.get("invented") is True)
