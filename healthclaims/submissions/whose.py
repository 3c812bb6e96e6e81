"""Whose is what lies in a download: the name of a platform first, then the hand-ins' own ids.

Everything below the sources is one tree, zips like folders. Two students must never become one,
since the answers of one would then count for the other. Where names leave a doubt, one student
rather becomes two: a report shows that, and nothing is lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions import layouts
from healthclaims.submissions.file_kinds import ELSEWHERE, FOLDER
from healthclaims.submissions.layouts import MOODLE_TEAM, NBGRADER, PLAIN, ROWS, YES, Student
from healthclaims.submissions.tree import Node, ids_of

# A student, and all that is theirs, as if it lay in one folder; shown is the first of its files.
Claim = tuple[Student, Node]


def find_students(top: Node, assignment: str) -> tuple[list[Claim], list[Node]]:
    """Give every file to a student; what is nobody's comes second."""
    names = _Names(assignment)
    names.platforms(top)
    names.nearer(top)
    named: dict[str, list[Node]] = defaultdict(list)
    for node in top.every():
        if node.student:
            named[node.student.key].append(node)
    claims = [_claim(max(_students(own), key=_is_late), own) for own in named.values()]
    for source in top.children:
        if source.student is None:
            claims += names.plain(source, names.head(source)[0] or source.name.removesuffix(".zip"))
    owned = {file for _, own in claims for file in own.files()}
    files = (node for node in top.every() if node.kind != FOLDER and not node.children)
    return claims, [node for node in files if node not in owned]


class _Names:
    def __init__(self, assignment: str) -> None:
        self._assignment = assignment

    # ------------------------------------------------------------ platforms

    def platforms(self, node: Node) -> None:
        """Name what platforms name: outermost first, for below a name a student chose."""
        inside = [child for child in node.children if child.kind != kinds.JUNK]
        if self._is_submitted(node):
            for child in inside:
                if child.kind == FOLDER:
                    key = f"{NBGRADER}:{child.name}"
                    child.student = Student(key, child.name, child.name, NBGRADER)
                folders = (other for other in child.children if other.kind == FOLDER)
                _put_aside(other for other in folders if other.name != self._assignment)
            return
        if node.name and any(map(self._is_submitted, inside)):
            # A whole course: beside what was submitted lie what was given out, and what was marked.
            _put_aside(child for child in inside if not self._is_submitted(child))
        self._name(inside)
        for child in inside:
            if child.student is None:
                self.platforms(child)

    def nearer(self, top: Node) -> None:
        """Take the nearer names where one holds hand-ins of several; nobody can take another's."""
        outer = {student.key for student in _students(top.every())}
        for node in [node for node in top.every() if node.student and len(node.ids) > 1]:
            own, node.student = node.student, None
            self.platforms(node)
            below = {student.key for student in _students(node.every())}
            if len(below) < 2 or below & outer:
                for one in node.every():
                    one.student = None
                node.student = own

    def _name(self, inside: Sequence[Node]) -> None:
        """Name what lies together."""
        meant = {child for child in inside if child.kind in (*kinds.MEANT, FOLDER)}
        for row in ROWS:
            free = [child for child in inside if not child.student]
            read = {c: layouts.read_name(row, c.name, (o.name for o in c.every())) for c in free}
            hits = {child: student for child, student in read.items() if student}
            if any(one.system == MOODLE_TEAM and not one.number for one in hits.values()):
                # Where one is a team's, all are.
                hits = {child: layouts.of_team(student) for child, student in hits.items()}
            is_usual = 2 * len(hits.keys() & meant) > len(meant)
            # A lone folder may be called so by chance: one that holds several, or nothing of use.
            is_chance = len(hits) == 1 and any(len(c.ids) > 1 or not _counts(c) for c in hits)
            if hits and (not row.is_weak or (is_usual and not is_chance)):
                for child, student in hits.items():
                    child.student = student

    def _is_submitted(self, node: Node) -> bool:
        """Tell the folder in which nbgrader looks for ``<student>/<assignment>``."""
        return node.name.removesuffix(".zip") == layouts.SUBMITTED and any(
            below.kind == FOLDER and below.name == self._assignment
            for child in node.children
            for below in child.children
        )

    # ------------------------------------------------------------ without a platform

    def plain(self, node: Node, label: str) -> Iterator[Claim]:
        """Name what lies in a folder or zip; `label` names what has no name of its own."""
        aside = (kinds.JUNK, ELSEWHERE)
        free = [c for c in node.children if not c.student and c.kind not in aside]
        counting = [c for c in free if _counts(c)]
        if len(ids_of(c for c in counting if c.kind == FOLDER)) > 1:
            # Beside the folders of students, a folder is a student's, whatever lies in it.
            others = [c for c in free if c.kind == FOLDER and c not in counting and self.head(c)[0]]
            counting += [c for c in others if any(one.kind != kinds.JUNK for one in c.files())]
        several = [c for c in counting if self._is_several(c, is_alone=len(counting) == 1)]
        if several:
            # Beside a group lies another group, even if only one has handed in there.
            groups = (c for c in counting if c.kind == FOLDER or self._has_names(c))
            several = list(dict.fromkeys((*several, *groups)))
        for child in several:
            yield from self.plain(child, self.head(child)[0] or label)
        heads = {c: self.head(c) for c in counting if c not in several}
        if _is_one(heads):
            heads = dict.fromkeys(heads, ("", ""))
        claims: list[Claim] = []
        names = dict.fromkeys(head for head, _ in heads.values())
        for name in names:
            own = {child: number for child, (head, number) in heads.items() if head == name}
            claims += _split(name, label, own, node.name)
        if len(claims) == 1 and not several and "" in names:
            # All of it is one student's.
            claims = [_claim(claims[0][0], free, node.name)]
        yield from claims

    def head(self, node: Node) -> tuple[str, str]:
        """Give the student whom a name tells, and the number of a copy."""
        return layouts.student_named_in(node.name, self._assignment)

    def _is_several(self, node: Node, *, is_alone: bool) -> bool:
        """Tell whether a folder or zip holds several students."""
        return (
            len(node.ids) > 1
            or any(below.student for below in node.every())
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
        name = (head or label) + number
        yield _claim(Student(f"{PLAIN}:{name}", name, "", PLAIN), own, where)


def _claim(student: Student, nodes: Iterable[Node], where: str = "") -> Claim:
    own = Node(where, children=list(nodes))
    own.ids = ids_of(own.children)
    own.shown = min((file.shown for file in own.files()), default="")
    return student, own


def _is_late(student: Student) -> bool:
    return student.lateness == YES


def _students(nodes: Iterable[Node]) -> list[Student]:
    return [node.student for node in nodes if node.student]


def _packed(node: Node) -> list[Node]:
    return [c for c in node.children if c.kind in (kinds.ZIP, FOLDER) and _counts(c)]


def _counts(node: Node) -> bool:
    """Tell whether somebody meant to hand something in there."""
    return any(one.kind in (*kinds.MEANT, kinds.MANIFEST) or one.ids for one in node.every())


def _put_aside(nodes: Iterable[Node]) -> None:
    for node in nodes:
        for below in node.every():
            below.kind = ELSEWHERE
