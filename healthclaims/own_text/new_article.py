"""A text file made into a text of one's own: cut into lines, with its card and a sheet to label."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from healthclaims.content.article import Article
from healthclaims.content.source_card import ANSWERS
from healthclaims.core.files import read_text
from healthclaims.core.problems import DataError
from healthclaims.own_text.draft import GENRES, draft, id_from
from healthclaims.own_text.label_sheet import shown_path, write_sheet
from healthclaims.own_text.paste import read_file
from healthclaims.own_text.store import own_texts_dir, store

_YES, _NO = "yes", "no"
# What is asked for the card, and the only answers that count.
_ASKED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "title": ("Title (Enter: the first line of the text)", ()),
    "publisher": ("Who published it (Enter: not known)", ()),
    "genre": (f"What kind of text: {', '.join(GENRES)}, or in your words", ()),
    "promotes": ("Does the publisher promote the product: yes, no or not verified", ANSWERS),
    "invented": ("Was it invented for teaching: yes or no", (_YES, _NO)),
}
_RIGHTS = "Invented for teaching by whoever set it."


def ask_card(given: Mapping[str, str]) -> dict[str, str]:
    """Ask for what a card lacks; where nobody can answer, it stays as it is."""
    card = {name: value for name, value in given.items() if value}
    with contextlib.suppress(EOFError):  # the rest is not known
        for name, (words, allowed) in _ASKED.items():
            while sys.stdin.isatty() and name not in card:
                answer = input(f"{words}: ").strip()
                if answer in (allowed or (answer,)):
                    card[name] = answer
    return card


def new_article(file: str, card: Mapping[str, str]) -> Iterator[str]:
    """Make a folder in ``my_articles`` out of a text file, and yield what to tell of it.

    Parameters
    ----------
    file : str
        A plain text file; the folder is called like it.
    card : mapping of str to str
        ``title``, ``publisher``, ``genre``, ``promotes`` (``"yes"``, ``"no"`` or
        ``"not verified"``) and ``invented`` (``"yes"`` or ``"no"``), as far as they are known.

    Raises
    ------
    PasteError
        If the file cannot be taken in.
    ValueError
        If a folder holds this text already, or `promotes` is something else.
    """
    pasted = read_file(file)
    _refuse_twice(pasted.text)
    known = {name: value for name, value in card.items() if name != "invented"}
    article = replace(draft(pasted.text, **known), id=id_from(Path(file).stem))
    lacking = [name for name in _ASKED if name not in card]
    if lacking:
        yield f"Not asked, and taken as unknown or no: {', '.join(lacking)}."
    if card.get("invented") == _YES:
        article = replace(article, invented=True, rights=_RIGHTS)
    made = store(article)
    sheet = write_sheet(made)
    yield from pasted.notes
    yield f"{shown_path(own_texts_dir() / made.id)}: made, with these lines:"
    yield from _lines(made)
    yield (
        "Is a line cut in the wrong place? Remove that folder, put a line break where a sentence "
        "ends into the text, and run this again. The card is source.toml there."
    )
    yield (
        f"Now label it: in lesson 09 with lesson.own_article(saved={made.id!r}), or in a "
        f"spreadsheet: {shown_path(sheet) if sheet else ''}. The sheet is taken in by "
        f"python -m healthclaims labels {made.id}"
    )


def _lines(article: Article) -> Iterator[str]:
    for unit in article.units:
        note = ""
        if unit.repeat_of:
            note = f" (repeats {unit.repeat_of}: not asked)"
        elif unit.id in article.amounts_or_routes:
            note = " (says how much or how to take something: covered, and not asked)"
        yield f"  {unit.id} {unit.kind:<8} {unit.text}{note}"


def _refuse_twice(text: str) -> None:
    for path in sorted(own_texts_dir().glob("*/article.txt")):
        try:
            is_same = read_text(path) == text
        except DataError:
            continue  # `python -m healthclaims check` names it
        if is_same:
            message = (
                f"{shown_path(path.parent)} holds this text already, and stays as it is. To change "
                "its card, edit source.toml there; to begin anew, remove the folder."
            )
            raise ValueError(message)
