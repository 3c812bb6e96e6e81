"""Which hand-in a file belongs to, told by what is in it and not by where it lies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from healthclaims.assignments.hand_in import hand_in_id
from healthclaims.core.files import as_utf8
from healthclaims.submissions.file_kinds import LOG, MANIFEST


def log_lines(content: bytes) -> bytes:
    """Write a log in UTF-8, with a line feed after each line, whatever an editor made of it."""
    content = as_utf8(content)
    return content if b"\n" in content else content.replace(b"\r", b"\n")


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


def id_of(kind: str, content: bytes, assignment: str) -> str:
    """Return the id of a hand-in by its log or manifest; empty if it is for another assignment."""
    if kind == LOG:
        return hand_in_id(log_lines(content), assignment)
    found = read_manifest(content) if kind == MANIFEST else None
    return found.hand_in_id if found and found.assignment == assignment else ""
