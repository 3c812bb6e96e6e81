"""Reports on the kit's own data: problems, agreement of raters, counts of labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from healthclaims.content.article import article_ids, load_article, passed_over
from healthclaims.content.authored_questions import load_written
from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE, load_codebook
from healthclaims.content.headlines import load_headlines
from healthclaims.content.pairs import load_pairs
from healthclaims.content.studies import load_evidence
from healthclaims.content.word_flips import flip_names, load_flip
from healthclaims.core.files import data_dir, read_table
from healthclaims.core.problems import DataError
from healthclaims.highlighter.word_table import load_cue_rules
from healthclaims.maintain.rater_agreement import (
    cohen_kappa,
    confusion,
    krippendorff_alpha,
    raw_agreement,
)
from healthclaims.own_text.example import own_example
from healthclaims.questions.bank import all_questions, question
from healthclaims.questions.forms import load_forms
from healthclaims.questions.question import CHOICE, PAIR
from healthclaims.questions.quiz_config import load_plans
from healthclaims.rewriting.check import check_models

RELIABILITY_COLUMNS = ("text", "unit", "axis", "first", "second")
_AXES = (EVIDENCE, CERTAINTY, PURPOSE, FIT)


def check_all() -> list[str]:
    """Load everything and collect every problem, file by file.

    Returns
    -------
    list of str
        One sentence a problem; empty if all is in order.
    """
    found: list[str] = [str(problem) for problem in passed_over()]
    flips: tuple[str, ...] = ()
    try:
        flips = tuple(flip_names())
    except DataError as error:  # a file that cannot be read hides no other
        found += [str(problem) for problem in error.problems]
    steps: list[Callable[[], object]] = [
        load_codebook,
        *(lambda name=name: load_article(name) for name in article_ids()),
        load_pairs,
        load_headlines,
        load_written,
        check_models,
        *(lambda name=name: load_flip(name) for name in flips),
        agreement,
        load_cue_rules,
        load_evidence,
        own_example,
        load_plans,
        load_forms,
        lambda: [question(name) for name in all_questions()],
    ]
    for step in steps:
        try:
            step()
        except DataError as error:
            found += [str(problem) for problem in error.problems]
    return list(dict.fromkeys(found))


def agreement() -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """Read what two raters said, before anything was settled.

    Returns
    -------
    dict of (str, str) to (list of str, list of str)
        Text and axis to the labels of the first and the second rater.
    """
    rows = read_table(data_dir() / "reliability.csv", RELIABILITY_COLUMNS)
    result: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for row in rows:
        first, second = result.setdefault((row["text"], row["axis"]), ([], []))
        first.append(row["first"])
        second.append(row["second"])
    return result


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
    found = agreement()
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
