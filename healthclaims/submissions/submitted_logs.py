"""The answer logs that a student handed in, read as data and united."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from healthclaims.learner.entries import Entry
from healthclaims.learner.history import History, read_logs
from healthclaims.submissions.file_kinds import LOG
from healthclaims.submissions.hand_in_ids import log_lines
from healthclaims.submissions.tree import Part

# A whole course makes some hundreds of lines.
MOST_LINES = 20_000


def read_entries(parts: Sequence[Part], most_lines: int = MOST_LINES) -> History:
    """Read the logs of one student; what could not be read is named in `History.damaged`."""
    cut: list[str] = []
    logs = _lines([part for part in parts if part.kind == LOG], most_lines, cut)
    history = read_logs(logs)
    is_plain = all(part.content.isascii() and b"\\u" not in part.content for part in parts)
    entries = history.entries if is_plain else tuple(map(_clean, history.entries))
    return replace(history, entries=entries, damaged=(*history.damaged, *cut))


def _lines(logs: Sequence[Part], most: int, cut: list[str]) -> Iterator[tuple[str, bytes]]:
    """Cut each log at the limit, and name those that go beyond it."""
    for part in logs:
        content = log_lines(part.content)
        end = 0
        while most and end < len(content):
            end = content.find(b"\n", end) + 1 or len(content)
            most -= 1
        if content[end:].strip():
            cut.append(f"{part.file}: its end was not read, since there are far too many lines.")
        yield part.file, content[:end]


def _clean(entry: Entry) -> Entry:
    """Replace halves of characters, which no file could be written with."""
    changed: dict[str, Any] = {
        name: value.encode("utf-8", "replace").decode()
        for name, value in vars(entry).items()
        if isinstance(value, str) and not value.isascii()
    }
    return replace(entry, **changed) if changed else entry
