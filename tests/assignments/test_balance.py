"""No label is "the good one", and none is given away by the kind of text."""

from collections import Counter

from healthclaims.content.codebook import load_codebook
from healthclaims.content.pairs import load_pairs
from healthclaims.maintain.report import guessed_by_genre
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import CHOICE

AXES = ("evidence", "certainty", "purpose", "fit")


def test_every_scored_label_has_at_least_forty_units_or_sides_of_pairs() -> None:
    asked = [question(name) for name in all_questions()]
    counts = Counter((q.axis, q.key) for q in asked if q.kind == CHOICE)
    counts.update(
        (axis, judged.label)
        for pair in load_pairs().values()
        for side in (pair.a, pair.b)
        for axis, judged in side.judgements.items()
    )
    for axis in AXES:
        for label in load_codebook().axes[axis].names:
            assert counts[axis, label] >= 40, (axis, label)


def test_the_genre_of_a_text_gives_no_answer_away() -> None:
    shares = guessed_by_genre()
    assert set(shares) == set(AXES)
    assert max(round(drawn, 2) for _, drawn in shares.values()) <= 0.6, shares
