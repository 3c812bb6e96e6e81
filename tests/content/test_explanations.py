"""What is said to a learner: plain, short, and never the same twice."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

import pytest

from healthclaims.content.articles import load_article
from healthclaims.content.codebook import load_codebook
from tests.helpers.kit import ARTICLES, DATA, Table

MOST_WORDS, MOST_WORDS_OPEN = 40, 60
# Reasons that quote two other wordings, and not the line itself.
BOTH_IMAGINED = {"semax u70 certainty"}
JARGON = re.compile(
    r"\b(?:ax[ei]s|units?|kappa|hedg\w+|hedges?|preclinical|calibration|annotat\w+|[ECPFM]\d+b?)\b"
    r"|[κα]|d′",
    re.IGNORECASE,
)


def whys() -> list[tuple[str, str]]:
    """Give every explanation of the kit with its place."""
    tables = [DATA / "articles" / name / "annotations.csv" for name in ARTICLES]
    tables += [DATA / "pairs.csv", DATA / "headlines.csv"]
    found = [
        (f"{path.parent.name}/{path.name}, line {line}", row["why"])
        for path in tables
        for line, row in enumerate(Table(path).rows, 2)
        if row["why"]  # where both versions of a pair have one answer, the first explains it
    ]
    for name, flip in tomllib.loads((DATA / "flips.toml").read_text(encoding="utf-8")).items():
        found += [(f"flips.toml, {name}", part["why"]) for part in flip["who"] + flip["verb"]]
        found += [
            (f"flips.toml, {name}.fit", text)
            for texts in flip["fit"].values()
            for text in texts.values()
        ]
    return found


def test_no_two_explanations_are_the_same() -> None:
    counts = Counter(text.casefold() for _, text in whys())
    assert [text for text, count in counts.items() if count > 1] == []


def test_a_reason_with_two_quotations_quotes_its_own_line() -> None:
    """One quotation alone may be what would change the answer; of two, one is what decides."""
    foreign, looked_at = [], 0
    for name in ARTICLES:
        article = load_article(name)
        for (unit, axis), found in article.annotations.items():
            quoted = re.findall(r"“([^”]+)”", found.why)
            if len(quoted) >= 2:
                looked_at += 1
                line = _letters(article.unit(unit).text)
                parts = ([_letters(part) for part in re.split(r"…|\.{3}", text)] for text in quoted)
                place = f"{name} {unit} {axis}"
                if place not in BOTH_IMAGINED and not any(
                    all(part in line for part in text) for text in parts
                ):
                    foreign.append(f"{place}: {quoted}")
    assert looked_at > 500
    assert foreign == []


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def test_no_explanation_is_long() -> None:
    """Where the answer is left open, both readings are told."""
    long = {
        place: len(text.split())
        for place, text in whys()
        if len(text.split()) > (MOST_WORDS_OPEN if "It could " in text else MOST_WORDS)
    }
    assert long == {}


def test_no_explanation_uses_jargon() -> None:
    assert [(place, JARGON.findall(text)) for place, text in whys() if JARGON.search(text)] == []


def test_every_explanation_is_made_of_whole_sentences() -> None:
    assert [place for place, text in whys() if not re.search(r"[.!?][”’)]?$", text)] == []


@pytest.mark.parametrize("name", ["evidence", "certainty", "purpose", "fit"])
def test_no_answer_and_no_remark_on_a_mistake_uses_jargon(name: str) -> None:
    axis = load_codebook().axes[name]
    shown = [axis.question, axis.short, *axis.mistakes.values()]
    shown += [text for label in axis.labels for text in (label.shown, label.meaning)]
    assert [text for text in shown if JARGON.search(text)] == []


def test_no_rule_name_uses_jargon() -> None:
    names = [rule.name for rule in load_codebook().rules.values()]
    assert [name for name in names if JARGON.search(name)] == []
