"""The claim map: every claim of an article by how sure it sounds and who is named as studied."""

from __future__ import annotations

from dataclasses import dataclass

from healthclaims.article_map.squares import MapContent, Row, Square, answer
from healthclaims.content.article import Article
from healthclaims.content.articles import load_article
from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook

OPEN = "open"
_LEFT_OPEN = "We leave it open"
_QUESTIONS = (EVIDENCE, CERTAINTY, PURPOSE)


@dataclass(frozen=True)
class MappedClaim:
    """One claim and its place on the map; its labels are ``open`` where the answer is left open."""

    unit: str
    evidence: str
    certainty: str
    purpose: str


def mapped_claims(article: Article) -> tuple[MappedClaim, ...]:
    """Collect the claims of an article in reading order, without lines that are repeated."""
    found = []
    for unit in article.units:
        notes = [article.annotations.get((unit.id, axis)) for axis in (EVIDENCE, CERTAINTY)]
        if any(note is None or note.label == "no_claim" for note in notes):
            continue
        labels = (article.annotations[unit.id, axis].label for axis in _QUESTIONS)
        found.append(MappedClaim(unit.id, *(OPEN if "|" in label else label for label in labels)))
    return tuple(found)


def claim_map(article_id: str) -> MapContent:
    """Collect an article for `Lesson.claim_map`."""
    article = load_article(article_id)
    claims = mapped_claims(article)
    axes = load_codebook().axes
    down = {label.name: label.shown for label in axes[EVIDENCE].labels} | {OPEN: _LEFT_OPEN}
    across = {name: axes[CERTAINTY][name].shown for name in ("hedged", "firm")}
    across[OPEN] = _LEFT_OPEN
    boxes = {
        (row, column): tuple(
            _square(article, claim.unit)
            for claim in claims
            if (claim.evidence, claim.certainty) == (row, column)
        )
        for row in down
        for column in across
    }
    most = max(len(box) for box in boxes.values())
    full = [
        f"“{across[column]}” and “{down[row]}”"
        for (row, column), box in boxes.items()
        if len(box) == most
    ]
    return MapContent(
        title="Wording and evidence, claim by claim",
        source=article.card.title,
        axis=axes[PURPOSE],
        columns=tuple(across.values()),
        rows=tuple(
            Row(shown, tuple(boxes[row, column] for column in across))
            for row, shown in down.items()
        ),
        counts=f"The fullest box ({most} of {len(claims)} claims): {' / '.join(full)}.",
    )


def _square(article: Article, unit_id: str) -> Square:
    unit, axes = article.unit(unit_id), load_codebook().axes
    notes = {axis: article.annotations[unit_id, axis] for axis in _QUESTIONS}
    answers = (answer(axes[axis], note.label.split("|"), note.why) for axis, note in notes.items())
    labels = tuple(notes[PURPOSE].label.split("|"))
    return Square(unit, article.shown_text(unit), labels, tuple(answers))
