"""How fast texts are read along, against two yardsticks in the same run.

Run from the kit's folder: python -m tests.benchmarks.cue_speed
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import re
import time
from collections.abc import Callable

from healthclaims.content.articles import article_ids, load_article
from healthclaims.highlighter.highlight import read_along
from healthclaims.highlighter.word_table import load_cue_rules
from tests.benchmarks.comparison import Comparison, Timed, as_text

RUNS = 7
WORDS = 20_000


def text_of(words: int) -> str:
    """Give at least so many words of the kit's own texts."""
    texts = [load_article(name).text for name in article_ids()]
    whole = "\n\n".join(texts)
    return "\n\n".join([whole] * (words // len(whole.split()) + 1))


def one_search_a_rule(text: str) -> int:
    """Look for the plain words of each rule by a search of its own, and judge nothing."""
    found = 0
    for rule in load_cue_rules().values():
        plain = [re.escape(entry) for entry in rule.words if not set(entry) & set("~*#^…(")]
        found += len(re.findall(rf"\b(?:{'|'.join(plain)})\b", text, re.IGNORECASE))
    return found


def taken(work: Callable[[], object]) -> float:
    """Give the seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure() -> list[Comparison]:
    """Measure in turn, so that a busy machine disturbs all alike."""
    text = text_of(WORDS)
    words = len(text.split())
    works: dict[str, Callable[[], object]] = {
        "the highlighter": lambda: read_along(text),
        "one search a rule, nothing judged": lambda: one_search_a_rule(text),
        "splitting at blanks": text.split,
    }
    for work in works.values():
        work()
    rounds = [[taken(work) for work in works.values()] for _ in range(RUNS)]
    kit, *others = (
        Timed(name, values) for name, values in zip(works, zip(*rounds, strict=True), strict=True)
    )
    note = f"{words / kit.median:,.0f} words a second on one core."
    return [Comparison(f"Reading {words:,} words along", kit, tuple(others), note)]


if __name__ == "__main__":
    print(as_text(measure()))
