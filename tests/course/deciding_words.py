"""Where the words said to decide are not those that the explanation quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.course.data_tables import DATA, rows


def explained() -> Iterator[tuple[str, str, str]]:
    """Give id, deciding words and explanation of every judgement that has deciding words."""
    for path in [*sorted(DATA.glob("articles/*/annotations.csv")), DATA / "pairs.csv"]:
        for row in rows(path):
            line = [path.parent.name, row["unit"]] if "unit" in row else [row["pair"], row["side"]]
            if row["cue"]:
                yield " ".join([*line, row["axis"]]), row["cue"], row["why"]


def is_quoted(cue: str, why: str) -> bool:
    """True if a quotation holds the deciding words or is part of them, or if nothing is quoted."""
    quoted = re.findall(r"“([^”]+)”", why)
    parts = [letters(part) for text in quoted for part in re.split(r"…|\.{3}", text)]
    whole = letters(cue)
    return not quoted or any(part and (part in whole or whole in part) for part in parts)


def letters(text: str) -> str:
    """Leave letters and digits alone."""
    return re.sub(r"[\W_]+", "", text).casefold()


def quoted_elsewhere() -> dict[str, str]:
    """Give what is kept: id and deciding words where the explanation quotes only other words."""
    return {place: cue for place, cue, why in explained() if not is_quoted(cue, why)}
