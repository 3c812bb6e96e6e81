"""Reports on the kit's own data: agreement of raters, counts of labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from healthclaims.content.articles import load_article
from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE, load_codebook
from healthclaims.content.pairs import load_pairs
from healthclaims.content.ratings import load_ratings
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.question import CHOICE, PAIR

_AXES = (EVIDENCE, CERTAINTY, PURPOSE, FIT)
_NO_STATISTICS = (
    "The agreement of raters is worked out with krippendorff and scikit-learn, and {} is not "
    'installed. Install both: pip install -e ".[maintain]"'
)


def agreement_table() -> str:
    """Render the agreement of the raters by text and axis as a Markdown table."""
    lines = [
        "| text | axis | items | raw agreement | kappa | alpha | differences |",
        "|---|---|---|---|---|---|---|",
    ]
    found = load_ratings()
    for axis in _AXES:
        pooled = [labels for (_, other), labels in found.items() if other == axis]
        found["all together", axis] = (
            [label for first, _ in pooled for label in first],
            [label for _, second in pooled for label in second],
        )
    for (text, axis), (first, second) in found.items():
        differing = Counter(pair for pair in zip(first, second, strict=True) if len({*pair}) > 1)
        differences = [
            f"{count} × {one} / {two}" for (one, two), count in sorted(differing.items(), key=str)
        ]
        raw = 1 - differing.total() / len(first)
        figures = " | ".join(
            "undefined" if value is None else f"{value:.3f}"
            for value in (raw, *beyond_chance(first, second))
        )
        described = ", ".join(differences).replace("|", "\\|") or "none"
        lines.append(f"| {text} | {axis} | {len(first)} | {figures} | {described} |")
    return "\n".join(lines)


def beyond_chance(
    first: Sequence[str], second: Sequence[str]
) -> tuple[float, float] | tuple[None, None]:
    """Return Cohen's kappa and Krippendorff's alpha, undefined if only one label was used."""
    try:
        import krippendorff
        from sklearn.metrics import cohen_kappa_score
    except ModuleNotFoundError as error:
        raise RuntimeError(_NO_STATISTICS.format(error.name)) from error

    labels = sorted({*first, *second})
    if len(labels) < 2:
        return None, None
    coded = [[labels.index(label) for label in rater] for rater in (first, second)]
    alpha = krippendorff.alpha(coded, level_of_measurement="nominal")
    return cohen_kappa_score(*coded), alpha


def label_counts_table() -> str:
    """Render how often each label is scored in the bank as a Markdown table."""
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


def guessed_by_genre() -> dict[str, tuple[float, float]]:
    """Work out how often knowing only the genre of a text would give the right answer.

    Returns
    -------
    dict
        For each axis two shares, 0 to 1, of those right who always give the commonest answer for
        the genre: over all scored units, and as practice is drawn (every label equally often, and
        under each label every text in turn).
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for name in all_questions():
        asked = question(name)
        if asked.kind == CHOICE and asked.axis in _AXES:
            genre = load_article(name.split("/")[0]).card.genre
            counts.setdefault((asked.axis, genre), Counter())[asked.key] += 1
    shares = {}
    for axis in _AXES:
        by_genre = [counter for (name, _), counter in counts.items() if name == axis]
        right = sum(max(counter.values()) for counter in by_genre)
        genres = Counter(label for counter in by_genre for label in counter)
        drawn = sum(max(1 / genres[label] for label in counter) for counter in by_genre)
        total = sum(counter.total() for counter in by_genre)
        shares[axis] = right / total, drawn / len(genres)
    return shares


def genre_table() -> str:
    """Render `guessed_by_genre` as a Markdown table."""
    rows = [f"| {axis} | {a:.2f} | {b:.2f} |" for axis, (a, b) in guessed_by_genre().items()]
    return "\n".join(["| axis | over all lines | as practice is drawn |", "|---|---|---|", *rows])
