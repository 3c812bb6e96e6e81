"""Students whom a platform names: outermost names first, nearer ones where those fail."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions import layouts
from healthclaims.submissions.layouts import (
    BLACKBOARD,
    CANVAS,
    ILIAS,
    MOODLE_TEAM,
    NBGRADER,
    ROWS,
    YES,
    Student,
)
from healthclaims.submissions.tree import Node

_BEFORE_ATTEMPT = re.compile(r"_attempt_(?=[0-9]{4}-)")


def named_by_platforms(top: Node, assignment: str) -> list[tuple[Student, list[Node]]]:
    """Name what platforms name, and give each student what is theirs."""
    _name_by_platforms(top, assignment)
    _take_nearer_names(top, assignment)
    _part_namesakes(top)
    return [(max(_students(own), key=_is_late), own) for own in _named(top).values()]


def _name_by_platforms(node: Node, assignment: str) -> None:
    """Name what platforms name: outermost first, for below a name a student chose."""
    inside = [child for child in node.children if child.kind != kinds.JUNK]
    files = [child for child in inside if child.kind != kinds.FOLDER]
    added = [child for child in files if layouts.ADDED.fullmatch(child.name)]
    if added and any(child.is_meant for child in inside if child not in added):
        # Beside hand-ins they are a platform's; alone, somebody handed them in.
        for child in added:
            child.kind = kinds.OTHER
    if _is_submitted(node, assignment):
        for child in inside:
            if child.kind == kinds.FOLDER:
                key = f"{NBGRADER}:{child.name}"
                child.student = Student(key, child.name, child.name, NBGRADER)
            folders = (other for other in child.children if other.kind == kinds.FOLDER)
            _put_aside(other for other in folders if other.name != assignment)
        return
    if node.name and any(_is_submitted(child, assignment) for child in inside):
        # A whole course: beside what was submitted lie what was given out, and what was marked.
        _put_aside(child for child in inside if not _is_submitted(child, assignment))
    _name(inside)
    for child in inside:
        if child.student is None:
            _name_by_platforms(child, assignment)


def _take_nearer_names(top: Node, assignment: str) -> None:
    """Take the nearer names where one holds hand-ins of several; nobody can take another's."""
    outer = {student.key for student in _students(top.every())}
    for node in [node for node in top.every() if node.student and len(node.ids) > 1]:
        own, node.student = node.student, None
        _name_by_platforms(node, assignment)
        below = {student.key for student in _students(node.every())}
        if len(below) < 2 or below & outer:
            for one in node.every():
                one.student = None
            node.student = own
        elif own and own.system != ILIAS:
            # Folders of exercises and groups are often called like a student of ILIAS.
            for one in node.every():
                one.outer = f"{own.name} ({own.key})"


def _named(top: Node) -> dict[str, list[Node]]:
    """Put together what one student has by the names of a platform."""
    named: dict[str, list[Node]] = defaultdict(list)
    for node in top.every():
        if node.student:
            named[node.student.key].append(node)
    return named


def _part_namesakes(top: Node) -> None:
    """Part students whom a platform's pattern takes for one."""
    for node in top.every():
        _read_users([c for c in node.children if c.student and c.student.system == BLACKBOARD])
    for own in _named(top).values():
        one = _students(own)[0]
        if one.system in (CANVAS, ILIAS) and any(o.name != one.name for o in _students(own)):
            # A number that several have is a date or a group's.
            for node in own:
                node.student = None


def _read_users(nodes: Sequence[Node]) -> None:
    """Read what stands before an attempt, together: an assignment's title, ``_`` and who it is.

    Both may hold the line between them. A title stands before several users.
    """
    whole = [_BEFORE_ATTEMPT.split(node.name)[0].split("_") for node in nodes]
    users: dict[str, set[str]] = defaultdict(set)
    for words in whole:
        for n in range(1, len(words)):
            users["_".join(words[:n])].add("_".join(words[n:]))
    everybody = {"_".join(words) for words in whole}
    for node, words in zip(nodes, whole, strict=True):
        starts = ["_".join(words[:n]) for n in range(1, len(words))]
        titles = [start for start in starts if len(users[start]) > 1]
        shared = [start for start in titles if all(o.startswith(f"{start}_") for o in everybody)]
        title = (shared or titles[:1] or starts)[-1]
        name = "_".join(words)[len(title) + 1 :]
        if node.student:
            node.student = replace(node.student, key=f"{BLACKBOARD}:{name}", name=name)


def _name(inside: Sequence[Node]) -> None:
    """Name what lies together."""
    meant = {child for child in inside if child.kind in (*kinds.MEANT, kinds.FOLDER)}
    for row in ROWS:
        free = [c for c in inside if not c.student and (c.kind == kinds.FOLDER or not row.folders)]
        read = {c: layouts.read_name(row, c.name, (o.name for o in c.every())) for c in free}
        hits = {child: student for child, student in read.items() if student}
        if any(one.system == MOODLE_TEAM and not one.number for one in hits.values()):
            # Where one is a team's, all are.
            hits = {child: layouts.of_team(student) for child, student in hits.items()}
        is_usual = 2 * len(hits.keys() & meant) > len(meant)
        # A lone folder may be called so by chance: one that holds several, or nothing of use.
        is_chance = len(hits) == 1 and any(len(c.ids) > 1 or not c.is_meant for c in hits)
        if hits and (not row.is_weak or (is_usual and not is_chance)):
            for child, student in hits.items():
                child.student = student


def _is_submitted(node: Node, assignment: str) -> bool:
    """Tell the folder in which nbgrader looks for ``<student>/<assignment>``."""
    folders = {b.name for c in node.children for b in c.children if b.kind == kinds.FOLDER}
    return node.stem == layouts.SUBMITTED and assignment in folders


def _put_aside(nodes: Iterable[Node]) -> None:
    for node in nodes:
        for below in node.every():
            below.kind = kinds.ELSEWHERE


def _is_late(student: Student) -> bool:
    return student.lateness == YES


def _students(nodes: Iterable[Node]) -> list[Student]:
    return [node.student for node in nodes if node.student]
