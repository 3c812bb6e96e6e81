"""Which of a student's hand-ins counts: the last; the others are told."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from healthclaims.submissions.file_kinds import LOG, MANIFEST, NOTEBOOK, Part
from healthclaims.submissions.submitted_logs import Manifest, read_entries, read_manifest
from healthclaims.submissions.submitted_notebooks import copies


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


def changed_since(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the files that are not as `hand_in()` packed them, by the manifest beside them."""
    for manifest, its in _manifests(parts):
        for part in parts:
            packed = manifest.files.get(PurePosixPath(part.file).name)
            is_beside = (part.time, part.around) == (its.time, its.around)
            if is_beside and packed and hashlib.sha256(part.content).hexdigest() != packed:
                yield part


def _manifests(parts: Sequence[Part]) -> list[tuple[Manifest, Part]]:
    found = [(read_manifest(part.content), part) for part in parts if part.kind == MANIFEST]
    return [(manifest, part) for manifest, part in found if manifest]


def _rank(group: Sequence[Part]) -> tuple[str, int, list[tuple[int, ...]], str]:
    """Put hand-ins in order: by the platform's time, their own, and the numbers of copies."""
    times = [read_entries(group).latest, *(manifest.time for manifest, _ in _manifests(group))]
    file = _around(group[0])
    return group[0].time, max(times), copies(file), file


def _around(part: Part) -> str:
    return part.around or part.file
