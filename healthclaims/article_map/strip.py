"""A whole article as squares, one a line, each with the answer to one question."""

from __future__ import annotations

from collections import Counter

from healthclaims.article_map.squares import MapContent, Row, Square, answer
from healthclaims.content.answer_key import NOT_ASKED, key_mark, reading_axis
from healthclaims.content.article import Article, Unit
from healthclaims.content.articles import load_article
from healthclaims.content.codebook import Axis


def article_strip(article_id: str, question: str) -> MapContent:
    """Collect an article for `Lesson.map`; lines that repeat an earlier one are left out."""
    article, axis = load_article(article_id), reading_axis(question)
    rows = tuple(
        Row(_section_name(article, name), (_squares(article, article.section(name), axis),))
        for name in article.sections
    )
    found = [square.labels for row in rows for square in row.boxes[0]]
    single = Counter(labels[0] for labels in found if len(labels) == 1)
    counts = {label.shown: single[label.name] for label in axis.labels}
    more = {
        "left open": sum(len(labels) > 1 for labels in found),
        "the question does not apply": found.count(()),
    }
    counts |= {name: number for name, number in more.items() if number}
    told = "; ".join(f"{number} × {name}" for name, number in counts.items())
    return MapContent(axis.short, article.card.title, axis, (), rows, f"{told}.")


def _squares(article: Article, units: tuple[Unit, ...], axis: Axis) -> tuple[Square, ...]:
    found = []
    for unit in units:
        if unit.repeat_of:
            continue
        key = key_mark(article, unit, axis.name)
        labels, why, cue = (key.labels, key.why, key.cue) if key else ((), NOT_ASKED, "")
        said = answer(axis, labels, why)
        found.append(Square(unit, article.shown_text(unit), labels, (said,), cue))
    return tuple(found)


def _section_name(article: Article, section: str) -> str:
    first = article.section(section)[0]
    return first.text if first.kind == "heading" else section.replace("_", " ").capitalize()
