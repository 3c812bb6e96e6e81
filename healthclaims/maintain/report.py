"""Reports on the kit's own data: agreement of raters, counts of labels."""

from __future__ import annotations

from collections import Counter

from healthclaims.content.article import load_article
from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE, load_codebook
from healthclaims.content.pairs import load_pairs
from healthclaims.content.ratings import load_ratings
from healthclaims.maintain.rater_agreement import (
    cohen_kappa,
    confusion,
    krippendorff_alpha,
    raw_agreement,
)
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import CHOICE, PAIR

_AXES = (EVIDENCE, CERTAINTY, PURPOSE, FIT)


def agreement_table() -> str:
    """Work out the agreement of the raters as a Markdown table.

    Returns
    -------
    str
        One row for each text and axis, then all texts together.
    """
    lines = [
        "| text | axis | items | raw agreement | kappa | alpha | differences |",
        "|---|---|---|---|---|---|---|",
    ]
    found = load_ratings()
    for axis in _AXES:
        pooled = [entry for (_, own), entry in found.items() if own == axis]
        found["all together", axis] = (
            [label for first, _ in pooled for label in first],
            [label for _, second in pooled for label in second],
        )
    for (text, axis), (first, second) in found.items():
        differences = [
            f"{count} × {one} / {two}"
            for (one, two), count in sorted(confusion(first, second).items(), key=str)
            if one != two
        ]
        figures = (f(first, second) for f in (raw_agreement, cohen_kappa, krippendorff_alpha))
        shown = " | ".join("undefined" if value is None else f"{value:.3f}" for value in figures)
        described = ", ".join(differences).replace("|", "\\|") or "none"
        lines.append(f"| {text} | {axis} | {len(first)} | {shown} | {described} |")
    return "\n".join(lines)


def label_counts_table() -> str:
    """Count the scored labels over the bank as a Markdown table.

    Returns
    -------
    str
        Units of articles and sides of pairs by label.
    """
    units: Counter[tuple[str, str]] = Counter()
    for name in all_questions():
        asked = question(name)
        if asked.is_scored and asked.kind != PAIR:
            units[asked.axis, asked.key] += 1
    sides = Counter(
        (axis, judged.label)
        for pair in load_pairs().values()
        for side in (pair.a, pair.b)
        for axis, judged in side.judgements.items()
    )
    lines = ["| axis | label | units | pair sides | together |", "|---|---|---|---|---|"]
    for axis in _AXES:
        for label in load_codebook().axes[axis].names:
            one, two = units[axis, label], sides[axis, label]
            lines.append(f"| {axis} | {label} | {one} | {two} | {one + two} |")
    return "\n".join(lines)


def guessed_by_genre() -> dict[str, float]:
    """Work out how often knowing only the genre of a text would give the right answer.

    Returns
    -------
    dict of str to float
        Axis to the share of scored units whose label is the commonest of their genre, 0 to 1.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for name in all_questions():
        asked = question(name)
        if asked.kind == CHOICE and asked.axis in _AXES:
            genre = load_article(name.split("/")[0]).card.genre
            counts.setdefault((asked.axis, genre), Counter())[asked.key] += 1
    shares = {}
    for axis in _AXES:
        own = [counter for (name, _), counter in counts.items() if name == axis]
        shares[axis] = sum(max(c.values()) for c in own) / sum(c.total() for c in own)
    return shares


def genre_table() -> str:
    """Give `guessed_by_genre` as a Markdown table.

    Returns
    -------
    str
        One row an axis.
    """
    rows = [f"| {axis} | {share:.2f} |" for axis, share in guessed_by_genre().items()]
    return "\n".join(["| axis | right by genre alone |", "|---|---|", *rows])
