"""Which of a student's hand-ins counts: the last; the others are told."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from healthclaims.submissions.file_kinds import MANIFEST, NOTEBOOK
from healthclaims.submissions.hand_in_ids import Manifest, id_of, read_manifest
from healthclaims.submissions.submitted_logs import read_entries
from healthclaims.submissions.submitted_notebooks import copies
from healthclaims.submissions.tree import Part

_Where = tuple[str, str]


def last_attempt(parts: Sequence[Part], assignment: str) -> tuple[list[Part], dict[str, str]]:
    """Keep the parts of the last hand-in, and say why each other one is left out.

    Files without a log or manifest beside them are no hand-in of their own: they are kept, unless
    the hand-in has such a file.
    """
    groups: dict[_Where, list[Part]] = defaultdict(list)
    for part in parts:
        groups[part.around, part.time].append(part)
    ids = {where: {id_of(p.kind, p.content, assignment) for p in groups[where]} for where in groups}
    own = {where: group for where, group in groups.items() if ids[where] - {""}}
    if len(groups) == 1 or not own:
        return list(parts), {}
    told: dict[str, str] = {}
    for group in groups.values():
        others = {manifest.assignment for manifest, _ in _manifests(group)}
        if others and assignment not in others:
            why = f"It was handed in for {min(others)}."
            told |= {part.around or part.file: why for part in group}
    # An empty log hides no answers.
    answered = [where for where, group in own.items() if read_entries(group).entries]
    ranked = sorted(answered or own, key=lambda where: _rank(where, own[where]), reverse=True)
    last = ranked[0]
    having = (w for w in ranked if any(part.kind == NOTEBOOK for part in own[w]))
    notebook = next(having, last)
    why = f"It is an earlier attempt: {last[0] or own[last][0].file} counts."
    for where in own.keys() - {last}:
        if where == notebook:
            told |= {part.file: why for part in own[where] if part.kind != NOTEBOOK}
        else:
            told |= {where[0] or part.file: why for part in own[where]}
    kept = [part for part in parts if part.file not in told and part.around not in told]
    return kept, dict(sorted(told.items()))


def changed_since(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the files that are not as `hand_in()` packed them, by the manifest beside them."""
    for manifest, its in _manifests(parts):
        for part in parts:
            packed = manifest.files.get(PurePosixPath(part.file).name)
            is_beside = (part.around, part.time) == (its.around, its.time)
            if is_beside and packed and hashlib.sha256(part.content).hexdigest() != packed:
                yield part


def _manifests(parts: Sequence[Part]) -> list[tuple[Manifest, Part]]:
    found = [(read_manifest(part.content), part) for part in parts if part.kind == MANIFEST]
    return [(manifest, part) for manifest, part in found if manifest]


def _rank(where: _Where, group: Sequence[Part]) -> tuple[str, int, list[tuple[int, ...]], str]:
    """Put hand-ins in order: by the platform's time, their own, and the numbers of copies."""
    times = [read_entries(group).latest, *(manifest.time for manifest, _ in _manifests(group))]
    file = where[0] or group[0].file
    return where[1], max(times), copies(file), file
