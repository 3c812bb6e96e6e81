"""Answer logs and manifests that were handed in, read as data, and the hand-in that they tell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from healthclaims.assignments.hand_in import hand_in_id
from healthclaims.core.files import as_utf8
from healthclaims.learner.history import History, read_logs
from healthclaims.submissions.file_kinds import LOG, MANIFEST, Part

# A whole course makes some hundreds of lines.
MOST_LINES = 20_000


@dataclass(frozen=True)
class Manifest:
    """What `hand_in()` wrote about itself; `time` in milliseconds, `files` with their SHA-256."""

    assignment: str
    hand_in_id: str
    time: int
    files: dict[str, str]


def read_manifest(content: bytes) -> Manifest | None:
    """Read a manifest; None if it is something else."""
    try:
        found = json.loads(as_utf8(content))
        time = round(datetime.fromisoformat(found["time"]).timestamp() * 1000)
        named = str(found["assignment"]), str(found["hand_in_id"])[:200]
        return Manifest(*named, time, dict(found.get("files", {})))
    except (ValueError, TypeError, LookupError, ArithmeticError, OSError, RecursionError):
        return None


def ids_in(kind: str, content: bytes, assignment: str) -> frozenset[str]:
    """Return the id of a hand-in by its log or manifest; none if it is for another assignment."""
    found = read_manifest(content) if kind == MANIFEST else None
    own = found.hand_in_id if found and found.assignment == assignment else ""
    if kind == LOG and assignment:
        own = hand_in_id(log_lines(content), assignment)
    return frozenset([own] if own else [])


def log_lines(content: bytes) -> bytes:
    """Write a log in UTF-8, with a line feed after each line, whatever an editor made of it."""
    content = as_utf8(content)
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def read_entries(parts: Sequence[Part], most_lines: int = MOST_LINES) -> History:
    """Read the logs of one student; what could not be read is named in `History.damaged`."""
    cut: list[str] = []
    logs = _lines([part for part in parts if part.kind == LOG], most_lines, cut)
    history = read_logs(logs)
    return replace(history, damaged=(*history.damaged, *cut))


def _lines(logs: Sequence[Part], most: int, cut: list[str]) -> Iterator[tuple[str, bytes]]:
    """Cut each log at the limit, and name those that go beyond it."""
    for part in logs:
        lines = log_lines(part.content).removesuffix(b"\n").split(b"\n", most)
        kept = lines[:most]
        most -= len(kept)
        if any(map(bytes.strip, lines[len(kept) :])):
            cut.append(f"{part.file}: its end was not read, since there are far too many lines.")
        yield part.file, b"\n".join(kept)
