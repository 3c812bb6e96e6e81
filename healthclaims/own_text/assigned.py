"""Texts of assignments: the highlighter is not to do the work that is marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from healthclaims.core.files import home_dir

# One sentence may be a quotation; two come from the text itself.
_ENOUGH = 2
_FEWEST_WORDS = 5
_SENTENCE = re.compile(r"[^.!?]+[.!?]+")
_SIGNS = re.compile(r"\W+")


def is_assigned(text: str) -> bool:
    """Tell whether a text holds sentences that an assignment in this copy of the kit asks about."""
    words = f" {_plain(text)} "
    return any(
        sum(f" {sentence} " in words for sentence in sentences) >= _ENOUGH
        for sentences in _assigned_texts()
    )


def _assigned_texts() -> Iterator[set[str]]:
    """Read the sentences of each text to read; a damaged file is the hand-in's to complain of."""
    for path in sorted(home_dir().glob("exercises/*/questions.json")):
        try:
            readings = json.loads(path.read_text(encoding="utf-8"))["readings"]
            texts = [" ".join(words for _, words in one["paragraphs"]) for one in readings]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        for text in texts:
            plain = map(_plain, _SENTENCE.findall(text))
            yield {sentence for sentence in plain if sentence.count(" ") >= _FEWEST_WORDS - 1}


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", text).strip().casefold()
