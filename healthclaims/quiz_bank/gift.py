"""GIFT: plain text that Moodle and some other platforms take in.

The signs and their order are those of Moodle's page on the format
(https://docs.moodle.org/en/GIFT_format).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from healthclaims.quiz_bank.item import Item
from healthclaims.quiz_bank.moodle_xml import CATEGORY

# What means something to GIFT is meant as itself behind a backslash; a backslash is so too.
_MEANT = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})


def gift(items: Sequence[Item]) -> bytes:
    """Write items as a file that is taken in as *GIFT format*."""
    return "\n".join(_lines(items)).encode()


def _lines(items: Sequence[Item]) -> Iterator[str]:
    for where, group in groupby(items, key=lambda item: item.where):
        yield f"$CATEGORY: {CATEGORY.format(where=where)}\n"
        for item in group:
            tags = " ".join(f"[tag:{tag}]" for tag in item.tags)
            yield f"// [id:{item.name}] {tags}"
            yield f"::{_meant(item.name)}::[html]{_meant(item.stem)}{{"
            for option in item.options:
                sign = "=" if option.is_right else "~"
                yield f"\t{sign}{_meant(option.text)}#{_meant(option.feedback)}"
            yield f"\t####{_meant(item.reason)}\n}}\n"


def _meant(text: str) -> str:
    return str(text).translate(_MEANT)
