"""How well the suggestions of the cue table agree with the labels of the kit's own texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthclaims.content.articles import load_article
from healthclaims.content.codebook import CONTESTED, FIT, SCORED, load_codebook
from healthclaims.content.pairs import load_pairs
from healthclaims.core.files import data_dir
from healthclaims.highlighter.highlight import read_units
from healthclaims.highlighter.word_table import QUESTIONS

# Texts that were read while the rules were written; the errors in all others were read later.
TUNED_ON = (
    "semax",
    "caligrin_news",
    "bramosol_leaflet",
    "solveta_review",
    "merrowlin_advert",
    "otrenda_notice",
    "olmadew_guideline",
    "mossara_chatbot",
    "halderin_release",
    "tamberlee_post",
    "check_a_felmorra_page",
    "check_a_tarrowick_news",
)
TUNED, LATER = "tuned on", "read later"
# The pairs on fit were written after the rules.
PAIRS, FIT_PAIRS = "pairs (tuned on)", "pairs on fit (read later)"


@dataclass(frozen=True)
class Comparison:
    """A label and a suggestion for the same place.

    Parameters
    ----------
    group : str
        Which texts: ``"tuned on"``, ``"read later"``, or one of the two groups of pairs.
    question : str
        ``"evidence"``, ``"certainty"`` or ``"purpose"``.
    status : str
        ``"scored"``, ``"contested"`` or ``"unscored"``.
    label, suggested : str
        What the raters settled on, and what the rules suggest; both may hold two readings.
    """

    group: str
    question: str
    status: str
    label: str
    suggested: str

    @property
    def is_left_open(self) -> bool:
        """True if the rules give no single label."""
        return not self.suggested or "|" in self.suggested


def later_texts() -> tuple[str, ...]:
    """List the kit's texts that were read only after the rules were written."""
    folders = sorted(path.parent.name for path in (data_dir() / "articles").glob("*/source.toml"))
    return tuple(name for name in folders if name not in TUNED_ON)


def compare_labels() -> list[Comparison]:
    """Compare label and suggestion for each question about a unit or the side of a pair."""
    found: list[Comparison] = []
    for group, names in ((TUNED, TUNED_ON), (LATER, later_texts())):
        for name in names:
            found += _of_article(name, group)
    for pair in load_pairs().values():
        for side in (pair.a, pair.b):
            read = read_units([(side.text, 0, "sentence")], promotes=side.card.is_promoting)[0]
            group = FIT_PAIRS if pair.axis == FIT else PAIRS
            found += [
                Comparison(group, axis, SCORED, judgement.label, read.suggestions[axis].label)
                for axis, judgement in side.judgements.items()
                if axis in QUESTIONS
            ]
    return found


def _of_article(name: str, group: str) -> Iterator[Comparison]:
    article = load_article(name)
    units = [unit for unit in article.units if not unit.repeat_of]
    kinds = ["sentence" if unit.kind == "sentence" else "heading" for unit in units]
    given = [(unit.text, 0, kind) for unit, kind in zip(units, kinds, strict=True)]
    for unit, read in zip(
        units, read_units(given, promotes=article.card.is_promoting), strict=True
    ):
        for question in QUESTIONS:
            if label := article.annotations.get((unit.id, question)):
                suggested = read.suggestions[question].label
                yield Comparison(group, question, label.status, label.label, suggested)


def cue_table() -> str:
    """Render coverage and accuracy by group of texts and question as a Markdown table."""
    lines = [
        "| texts | question | scored | one answer suggested | right of these | contested "
        "| left open |",
        "|---|---|---|---|---|---|---|",
    ]
    rows = compare_labels()
    for group in (TUNED, PAIRS, LATER, FIT_PAIRS):
        for question in QUESTIONS:
            own = [row for row in rows if (row.group, row.question) == (group, question)]
            scored = [row for row in own if row.status == SCORED]
            answered = [row for row in scored if not row.is_left_open]
            right = sum(row.suggested == row.label for row in answered)
            if not own:
                continue
            contested = [row for row in own if row.status == CONTESTED]
            left_open = sum(row.is_left_open for row in contested)
            lines.append(
                f"| {group} | {question} | {len(scored)} | {_share(len(answered), len(scored))} | "
                f"{_share(right, len(answered))} | {len(contested)} | "
                f"{_share(left_open, len(contested))} |"
            )
    return "\n".join(lines)


def cue_label_table() -> str:
    """Render precision and recall of each label as a Markdown table, over the scored units."""
    lines = [
        "| question | answer | tuned on: precision | recall | read later: precision | recall |",
        "|---|---|---|---|---|---|",
    ]
    rows = [row for row in compare_labels() if row.status == SCORED]
    for question in QUESTIONS:
        for label in load_codebook().axes[question].names:
            cells = [
                cell
                for group in (TUNED, LATER)
                for cell in _precision_and_recall(
                    [row for row in rows if (row.group, row.question) == (group, question)], label
                )
            ]
            lines.append(f"| {question} | {label} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _precision_and_recall(rows: Sequence[Comparison], label: str) -> tuple[str, str]:
    counts = Counter((row.label == label, row.suggested == label) for row in rows)
    both = counts[True, True]
    return _share(both, both + counts[False, True]), _share(both, both + counts[True, False])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"
