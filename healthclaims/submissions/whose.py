"""Whose is what lies in a download: the name of a platform first, then the hand-ins' own ids.

Everything below the sources is one tree, zips like folders. Two students must never become one,
since the answers of one would then count for the other. Where names leave a doubt, one student
rather becomes two: a report shows that, and nothing is lost.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions import layouts
from healthclaims.submissions.file_kinds import ELSEWHERE, FOLDER
from healthclaims.submissions.layouts import ROWS, YES, Named, Student
from healthclaims.submissions.student_names import student_named_in
from healthclaims.submissions.tree import Node, ids_of


@dataclass(frozen=True)
class Claim:
    """One student with all that is theirs."""

    student: Student
    nodes: tuple[Node, ...]
    where: str = ""

    @functools.cached_property
    def ids(self) -> frozenset[str]:
        """The ids of what is theirs."""
        return ids_of(self.nodes)

    @property
    def first(self) -> str:
        """The first of its files; empty if it has none."""
        return min((file.shown for file, _ in self.files()), default="")

    def files(self) -> list[tuple[Node, str]]:
        """Give each file with the time that a platform tells, in the order of their names."""
        own = [(file, node.named) for node in self.nodes for file in node.files()]
        own.sort(key=lambda one: one[0].shown)
        return [(file, named.time if named else "") for file, named in own]


def find_students(top: Node, assignment: str) -> tuple[list[Claim], list[Node]]:
    """Give every file to a student; what is nobody's comes second."""
    names = _Names(assignment)
    names.platforms(top)
    names.nearer(top)
    claims = list(_of_platforms(top))
    for source in top.children:
        if source.named is None:
            claims += names.plain(source, names.head(source)[0] or _stem(source.name))
    owned = {file for claim in claims for node in claim.nodes for file in node.files()}
    files = (node for node in top.every() if node.kind != FOLDER and not node.children)
    return claims, [node for node in files if node not in owned]


def _of_platforms(top: Node) -> Iterator[Claim]:
    """Unite what one platform names alike."""
    named: dict[str, list[tuple[Student, Node]]] = defaultdict(list)
    for node in top.every():
        if node.named:
            named[node.named.student.key].append((node.named.student, node))
    for own in named.values():
        student = max((one for one, _ in own), key=lambda one: one.lateness == YES)
        yield Claim(student, tuple(node for _, node in own))


class _Names:
    def __init__(self, assignment: str) -> None:
        self._assignment = assignment

    # ------------------------------------------------------------ platforms

    def platforms(self, node: Node) -> None:
        """Name what platforms name: outermost first, for below a name a student chose."""
        inside = [child for child in node.children if child.kind != kinds.JUNK]
        if self._is_submitted(node):
            for child in inside:
                child.named = layouts.of_nbgrader(child.name) if child.kind == FOLDER else None
                folders = (other for other in child.children if other.kind == FOLDER)
                _put_aside(other for other in folders if other.name != self._assignment)
            return
        if node.name and any(map(self._is_submitted, inside)):
            # A whole course: beside what was submitted lie what was given out, and what was marked.
            _put_aside(child for child in inside if not self._is_submitted(child))
        found = self._named(inside)
        systems = {named.student.system for named in found.values()}
        own = [row.own for row in ROWS if row.system in systems]
        for child in inside:
            child.named = found.get(child)
            if child.named is None:
                self.platforms(child)
            if any(re.fullmatch(one, child.name, re.I) for one in own):
                child.kind = kinds.JUNK

    def nearer(self, top: Node) -> None:
        """Take the nearer names where one holds hand-ins of several; nobody can take another's."""
        outer = set(_keys(top))
        for node in [node for node in top.every() if node.named and len(node.ids) > 1]:
            own, node.named = node.named, None
            self.platforms(node)
            below = set(_keys(node))
            if len(below) < 2 or below & outer:
                for one in node.every():
                    one.named = None
                node.named = own

    def _named(self, inside: Sequence[Node]) -> dict[Node, Named]:
        found: dict[Node, Named] = {}
        for row in ROWS:
            others = [c for c in inside if not re.fullmatch(row.own, c.name, re.I)]
            meant = {c for c in others if c.kind in (*kinds.MEANT, FOLDER)}
            fits = [c for c in inside if c not in found and (c.kind == FOLDER or not row.folders)]
            hits = {c: named for c in fits if (named := layouts.read_name(row, c.name))}
            is_usual = 2 * len(hits.keys() & meant) > len(meant)
            # A lone folder may be called so by chance: one that holds several, or nothing of use.
            is_chance = len(hits) == 1 and any(len(c.ids) > 1 or not _counts(c) for c in hits)
            if not row.is_weak or (is_usual and not is_chance):
                found |= hits
        students = [named.student for named in found.values()]
        if any(one.system == layouts.MOODLE_TEAM and not one.number for one in students):
            found = {c: layouts.as_team(n) for c, n in found.items()}
        return {c: layouts.late_in_ilias(n, [o.name for o in c.every()]) for c, n in found.items()}

    def _is_submitted(self, node: Node) -> bool:
        """Tell the folder in which nbgrader looks for ``<student>/<assignment>``."""
        return _stem(node.name) == layouts.SUBMITTED and any(
            below.kind == FOLDER and below.name == self._assignment
            for child in node.children
            for below in child.children
        )

    # ------------------------------------------------------------ without a platform

    def plain(self, node: Node, label: str) -> Iterator[Claim]:
        """Name what lies in a folder or zip; `label` names what has no name of its own."""
        aside = (kinds.JUNK, ELSEWHERE)
        free = [c for c in node.children if not c.named and c.kind not in aside]
        counting = [c for c in free if _counts(c)]
        if len(ids_of(c for c in counting if c.kind == FOLDER)) > 1:
            # Beside the folders of students, a folder is a student's, whatever lies in it.
            others = [c for c in free if c.kind == FOLDER and c not in counting and self.head(c)[0]]
            counting += [c for c in others if any(one.kind != kinds.JUNK for one in c.files())]
        several = [c for c in counting if self._is_several(c, is_alone=len(counting) == 1)]
        if several:
            # Beside a group lies another group, even if only one has handed in there.
            others = [c for c in counting if c not in several]
            several += [c for c in others if c.kind == FOLDER or self._has_names(c)]
        for child in several:
            yield from self.plain(child, self.head(child)[0] or label)
        heads = {c: self.head(c) for c in counting if c not in several}
        if _is_one(heads):
            heads = dict.fromkeys(heads, ("", ""))
        groups: dict[str, dict[Node, str]] = defaultdict(dict)
        for child, (head, number) in heads.items():
            groups[head][child] = number
        claims = [
            claim for head, own in groups.items() for claim in _split(head, label, own, node.name)
        ]
        if len(claims) == 1 and not several and "" in groups:
            rest = (c for c in free if c not in claims[0].nodes)
            claims = [replace(claims[0], nodes=(*claims[0].nodes, *rest))]
        yield from claims

    def head(self, node: Node) -> tuple[str, str]:
        """Give the student whom a name tells, and the number of a copy."""
        return student_named_in(node.name, self._assignment)

    def _is_several(self, node: Node, *, is_alone: bool) -> bool:
        """Tell whether a folder or zip holds several students."""
        return (
            len(node.ids) > 1
            or any(below.named for below in node.every())
            or (self._has_names(node) and (is_alone or not all(c.ids for c in _packed(node))))
        )

    def _has_names(self, node: Node) -> bool:
        """Tell whether zips and folders with several names lie in it, and nothing loose."""
        is_loose = any(c.kind in (kinds.LOG, kinds.NOTEBOOK) for c in node.children)
        return not is_loose and len({self.head(c)[0] for c in _packed(node)} - {""}) > 1


def _is_one(heads: dict[Node, tuple[str, str]]) -> bool:
    """Tell whether all of it is one student's: a log or notebook without a name lies loose."""
    loose = Counter(c.kind for c, (head, _) in heads.items() if not head)
    others = {head for head, _ in heads.values() if head}
    return (
        max(loose[kinds.LOG], loose[kinds.NOTEBOOK]) == 1
        and max(len(others), sum(c.kind == kinds.ZIP for c in heads), len(ids_of(heads))) <= 1
    )


def _split(head: str, label: str, members: dict[Node, str], where: str) -> Iterator[Claim]:
    """Make a student of each id; what tells none goes with the copy of the same number."""
    slots: dict[str, list[Node]] = defaultdict(list)
    known = {(min(child.ids), number) for child, number in members.items() if child.ids}
    for child, number in members.items():
        near = {one for one, of in known if of == number} or {one for one, _ in known}
        alone = min(near) if len(near) == 1 else f"?{number}"
        slots[min(child.ids) if child.ids else alone].append(child)
    for own in slots.values():
        number = min(members[child] for child in own) if head or len(slots) > 1 else ""
        yield Claim(layouts.plain_student((head or label) + number), tuple(own), where)


def _keys(top: Node) -> Iterator[str]:
    return (node.named.student.key for node in top.every() if node.named)


def _packed(node: Node) -> list[Node]:
    return [c for c in node.children if c.kind in (kinds.ZIP, FOLDER) and _counts(c)]


def _counts(node: Node) -> bool:
    """Tell whether somebody meant to hand something in there."""
    return any(one.kind in (*kinds.MEANT, kinds.MANIFEST) or one.ids for one in node.every())


def _put_aside(nodes: Iterable[Node]) -> None:
    for node in nodes:
        for below in node.every():
            below.kind = ELSEWHERE


def _stem(name: str) -> str:
    return name[:-4] if name.lower().endswith(".zip") else name
