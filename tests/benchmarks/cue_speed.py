"""How many words a second are read along, against two yardsticks in the same run.

Run from the kit's folder: python -m tests.benchmarks.cue_speed
"""

# ruff: noqa: T201 - a script that prints its result

from __future__ import annotations

import platform
import re
import statistics
import time
from collections.abc import Callable

from healthclaims.texts.article import article_ids, load_article
from healthclaims.texts.cue_rules import load_cue_rules
from healthclaims.texts.cues import read_along

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
        plain = [re.escape(entry) for entry in rule.words if not set(entry) & set("~*#^…")]
        found += len(re.findall(rf"\b(?:{'|'.join(plain)})\b", text, re.IGNORECASE))
    return found


def measure(work: Callable[[], object]) -> float:
    """Give the seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure in turn, so that a busy machine disturbs all alike, and print medians."""
    text = text_of(WORDS)
    words = len(text.split())
    works: dict[str, Callable[[], object]] = {
        "read_along": lambda: read_along(text),
        "one search a rule, nothing judged": lambda: one_search_a_rule(text),
        "str.split": text.split,
    }
    for work in works.values():
        work()
    rounds = [[measure(work) for work in works.values()] for _ in range(RUNS)]
    medians = dict(zip(works, map(statistics.median, zip(*rounds, strict=True)), strict=True))
    print(f"Python {platform.python_version()}, {words} words, median of {RUNS} runs, one core")
    for name, seconds in medians.items():
        ratio = seconds / medians["read_along"]
        print(f"{name:<36}{words / seconds:14,.0f} words/s{ratio:10.4f} x the time of read_along")


if __name__ == "__main__":
    main()
