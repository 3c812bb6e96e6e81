"""The texts that assignments ask about: they lie in ``solutions/texts``, one folder a text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from healthclaims.assignments.assignment import TextToRead
from healthclaims.content.article import Article
from healthclaims.content.articles import load_folder


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


def text_to_read(article: Article) -> TextToRead:
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
