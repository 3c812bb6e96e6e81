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
from healthclaims.submissions.layouts import MOODLE_TEAM, NBGRADER, PLAIN, ROWS, YES, Student
from healthclaims.submissions.tree import Node, ids_of

# A student, and all that is theirs, as if it lay in one folder; shown is the first of its files.
Claim = tuple[Student, Node]


def find_students(top: Node, assignment: str) -> tuple[list[Claim], list[Node]]:
    """Give every file to a student; what is nobody's comes second."""
    _name_by_platforms(top, assignment)
    _take_nearer_names(top, assignment)
    named: dict[str, list[Node]] = defaultdict(list)
    for node in top.every():
        if node.student:
            named[node.student.key].append(node)
    claims = [_claim(max(_students(own), key=_is_late), own) for own in named.values()]
    for source in top.children:
        if source.student is None:
            for node in source.every():
                node.head, node.copy = layouts.student_named_in(node.name, assignment)
            claims += _plain(source, source.head or _stem(source.name))
    owned = {file for _, own in claims for file in own.files()}
    files = (node for node in top.every() if node.kind != kinds.FOLDER and not node.children)
    return claims, [node for node in files if node not in owned]


# ------------------------------------------------------------ platforms


def _name_by_platforms(node: Node, assignment: str) -> None:
    """Name what platforms name: outermost first, for below a name a student chose."""
    inside = [child for child in node.children if child.kind != kinds.JUNK]
    files = [child for child in inside if child.kind != kinds.FOLDER]
    added = [child for child in files if layouts.ADDED.fullmatch(child.name)]
    if added and any(_counts(child) for child in inside if child not in added):
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
        is_chance = len(hits) == 1 and any(len(c.ids) > 1 or not _counts(c) for c in hits)
        if hits and (not row.is_weak or (is_usual and not is_chance)):
            for child, student in hits.items():
                child.student = student


def _is_submitted(node: Node, assignment: str) -> bool:
    """Tell the folder in which nbgrader looks for ``<student>/<assignment>``."""
    folders = {b.name for c in node.children for b in c.children if b.kind == kinds.FOLDER}
    return _stem(node.name) == layouts.SUBMITTED and assignment in folders


# ------------------------------------------------------------ without a platform


def _plain(node: Node, label: str) -> Iterator[Claim]:
    """Name what lies in a folder or zip; `label` names what has no name of its own."""
    aside = (kinds.JUNK, kinds.ELSEWHERE)
    free = [c for c in node.children if not c.student and c.kind not in aside]
    counting = [c for c in free if _counts(c)]
    if len(ids_of(c for c in counting if c.kind == kinds.FOLDER)) > 1:
        # Beside the folders of students, a folder is a student's, whatever lies in it.
        others = [c for c in free if c.kind == kinds.FOLDER and c.head and c not in counting]
        counting += [c for c in others if any(one.kind != kinds.JUNK for one in c.files())]
    several = [c for c in counting if _is_several(c, is_alone=len(counting) == 1)]
    if several:
        # Beside a group lies another group, even if only one has handed in there.
        several = [c for c in counting if c in several or c.kind == kinds.FOLDER or _has_names(c)]
    for child in several:
        yield from _plain(child, child.head or label)
    rest = [c for c in counting if c not in several]
    if _is_one(rest):
        for child in rest:
            child.head = child.copy = ""
    claims: list[Claim] = []
    for head in dict.fromkeys(c.head for c in rest):
        claims += _split([c for c in rest if c.head == head], label, node.name)
    if len(claims) == 1 and not several and not rest[0].head:
        # All of it is one student's.
        claims = [_claim(claims[0][0], free, node.name)]
    yield from claims


def _is_several(node: Node, *, is_alone: bool) -> bool:
    """Tell whether a folder or zip holds several students."""
    is_named = any(below.student for below in node.every())
    has_names = _has_names(node) and (is_alone or not all(c.ids for c in _packed(node)))
    return len(node.ids) > 1 or is_named or has_names


def _has_names(node: Node) -> bool:
    """Tell whether zips and folders with several names lie in it, and nothing loose."""
    is_loose = any(c.kind in (kinds.LOG, kinds.NOTEBOOK) for c in node.children)
    return not is_loose and len({c.head for c in _packed(node)} - {""}) > 1


def _is_one(nodes: Sequence[Node]) -> bool:
    """Tell whether all of it is one student's: a log or notebook without a name lies loose."""
    loose = Counter(node.kind for node in nodes if not node.head)
    names = {node.head for node in nodes} - {""}
    zips = sum(node.kind == kinds.ZIP for node in nodes)
    is_loose = max(loose[kinds.LOG], loose[kinds.NOTEBOOK]) == 1
    return is_loose and max(len(names), zips, len(ids_of(nodes))) <= 1


def _split(nodes: Sequence[Node], label: str, where: str) -> Iterator[Claim]:
    """Make a student of each id; what tells none goes with the copy of the same number."""
    slots: dict[str, list[Node]] = defaultdict(list)
    known = {(min(node.ids), node.copy) for node in nodes if node.ids}
    for node in nodes:
        near = {one for one, copy in known if copy == node.copy} or {one for one, _ in known}
        alone = min(near) if len(near) == 1 else f"?{node.copy}"
        slots[min(node.ids) if node.ids else alone].append(node)
    for own in slots.values():
        is_counted = own[0].head or len(slots) > 1
        name = (own[0].head or label) + (min(node.copy for node in own) if is_counted else "")
        yield _claim(Student(f"{PLAIN}:{name}", name, "", PLAIN), own, where)


def _claim(student: Student, nodes: Iterable[Node], where: str = "") -> Claim:
    own = Node(where, children=list(nodes))
    own.ids = ids_of(own.children)
    own.shown = min((file.shown for file in own.files()), default="")
    return student, own


def _stem(name: str) -> str:
    return name[:-4] if name.lower().endswith(".zip") else name


def _is_late(student: Student) -> bool:
    return student.lateness == YES


def _students(nodes: Iterable[Node]) -> list[Student]:
    return [node.student for node in nodes if node.student]


def _packed(node: Node) -> list[Node]:
    return [c for c in node.children if c.kind in (kinds.ZIP, kinds.FOLDER) and _counts(c)]


def _counts(node: Node) -> bool:
    """Tell whether somebody meant to hand something in there."""
    return any(one.kind in (*kinds.MEANT, kinds.MANIFEST) or one.ids for one in node.every())


def _put_aside(nodes: Iterable[Node]) -> None:
    for node in nodes:
        for below in node.every():
            below.kind = kinds.ELSEWHERE
