"""Hand-ins by their logs and manifests, read as data: which they are, and which of several counts.

Of a student's hand-ins the last counts; the others are told.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from healthclaims.assignments.hand_in import hand_in_id
from healthclaims.core.files import as_utf8
from healthclaims.learner.history import History, read_logs
from healthclaims.submissions.file_kinds import LOG, MANIFEST, NOTEBOOK, Part
from healthclaims.submissions.submitted_notebooks import copies, others_only

# A whole course makes some hundreds of lines.
MOST_LINES = 20_000


@dataclass(frozen=True)
class _Manifest:
    """What `hand_in()` wrote about itself; `time` in milliseconds, `files` with their SHA-256."""

    assignment: str
    hand_in_id: str
    time: int
    files: dict[str, str]


def ids_in(kind: str, content: bytes, assignment: str) -> frozenset[str]:
    """Return the id of a hand-in by its log or manifest; none if it is for another assignment."""
    own = hand_in_id(log_lines(content), assignment) if kind == LOG and assignment else ""
    found = _read_manifest(content) if kind == MANIFEST else None
    if found and found.assignment == assignment:
        own = found.hand_in_id
    return frozenset([own] if own else [])


def log_lines(content: bytes) -> bytes:
    """Write a log in UTF-8, with a line feed after each line, whatever an editor made of it."""
    content = as_utf8(content)
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def read_entries(parts: Sequence[Part], most_lines: int = MOST_LINES) -> History:
    """Read the logs of one student; what could not be read is named in `History.damaged`."""
    logs: list[tuple[str, bytes]] = []
    cut: list[str] = []
    for part in (part for part in parts if part.kind == LOG):
        lines = log_lines(part.content).removesuffix(b"\n").split(b"\n", most_lines)
        kept = lines[:most_lines]
        most_lines -= len(kept)
        if any(map(bytes.strip, lines[len(kept) :])):
            cut.append(f"{part.file}: its end was not read, since there are far too many lines.")
        logs.append((part.file, b"\n".join(kept)))
    history = read_logs(logs)
    return replace(history, damaged=(*history.damaged, *cut))


def last_attempt(parts: Sequence[Part], assignment: str) -> tuple[list[Part], dict[str, str]]:
    """Keep the parts of the last hand-in, and say why each other one is left out.

    Files without a log or manifest beside them are no hand-in of their own: they are kept, unless
    the hand-in has such a file.
    """
    groups: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        groups[part.time, part.around].append(part)
    own = [group for group in groups.values() if any(part.ids for part in group)]
    if len(groups) < 2 or not own:
        return list(parts), {}
    told: dict[str, str] = {}
    for group in groups.values():
        others = {manifest.assignment for manifest, _ in _manifests(group)}
        if others and assignment not in others:
            told |= dict.fromkeys(map(_around, group), f"It was handed in for {min(others)}.")
    # An empty log hides no answers.
    ranked = sorted([one for one in own if read_entries(one).entries] or own, key=_rank)
    last = ranked[-1]
    having = [one for one in ranked if any(part.kind == NOTEBOOK for part in one)]
    notebooks = [last, *having][-1]
    why = f"It is an earlier attempt: {_around(last[0])} counts."
    for group in own:
        if group is notebooks is not last:
            told |= {part.file: why for part in group if part.kind == LOG}
        elif group is not last:
            told |= dict.fromkeys(map(_around, group), why)
    kept = [part for part in parts if part.file not in told and part.around not in told]
    return kept, dict(sorted(told.items()))


def other_assignment(parts: Sequence[Part], assignment: str) -> str:
    """Name the other assignment that work without an answer to this one is of; else nothing.

    Manifests, logs and notebooks are asked: the first of them that name others only decide.
    """
    history = read_entries(parts)
    lessons = {entry.lesson for entry in history.answers()}
    if assignment in lessons:
        return ""
    for names in ({one.assignment for one, _ in _manifests(parts)}, lessons or history.opened):
        if names and assignment not in names:
            return min(names)
    return others_only(parts, assignment)


def changed_since(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the files that are not as `hand_in()` packed them, by the manifest beside them."""
    for manifest, its in _manifests(parts):
        folder = its.file[: its.file.rfind("/") + 1]
        for part in parts:
            # Whoever writes a manifest by hand can put anything into it, also for a name.
            packed = manifest.files.get(part.file.removeprefix(folder))
            if packed and hashlib.sha256(part.content).hexdigest() != packed:
                yield part


def _manifests(parts: Sequence[Part]) -> list[tuple[_Manifest, Part]]:
    found = [(_read_manifest(part.content), part) for part in parts if part.kind == MANIFEST]
    return [(manifest, part) for manifest, part in found if manifest]


def _read_manifest(content: bytes) -> _Manifest | None:
    """Read a manifest; None if it is something else."""
    try:
        found = json.loads(as_utf8(content))
        time = round(datetime.fromisoformat(found["time"]).timestamp() * 1000)
        named = str(found["assignment"])[:200], str(found["hand_in_id"])[:200]
        return _Manifest(*named, time, dict(found.get("files", {})))
    except (ValueError, TypeError, LookupError, ArithmeticError, OSError, RecursionError):
        return None


def _rank(group: Sequence[Part]) -> tuple[str, int, list[tuple[int, ...]], str]:
    """Put hand-ins in order: by the platform's time, their own, and the numbers of copies."""
    times = [read_entries(group).latest, *(manifest.time for manifest, _ in _manifests(group))]
    file = _around(group[0])
    return group[0].time, max(times), copies(file), file


def _around(part: Part) -> str:
    return part.around or part.file
