"""Students whom no platform names: the nearest folder or file that names one, then their ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from healthclaims.learner.learner_code import DEFAULT_LEARNER
from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions.layouts import PLAIN, Student, student_named_in
from healthclaims.submissions.tree import Node, ids_of

# A student, and all that is theirs, as if it lay in one folder; shown is the first of its files.
Claim = tuple[Student, Node]


def named_by_themselves(source: Node, assignment: str) -> Iterator[Claim]:
    """Find the students in a source that no platform named."""
    for node in source.every():
        node.head, node.copy = student_named_in(node.name, assignment)
    yield from _plain(source, source.head or source.stem)


def claim(student: Student, nodes: Iterable[Node], where: str = "") -> Claim:
    """Put together what one student has; `where` it lies tells students of one name apart."""
    own = Node(where, children=list(nodes))
    own.ids = ids_of(own.children)
    own.shown = min((file.shown for file in own.files()), default="")
    return student, own


def _plain(node: Node, label: str) -> Iterator[Claim]:
    """Name what lies in a folder or zip; `label` names what has no name of its own."""
    aside = (kinds.JUNK, kinds.ELSEWHERE)
    free = [c for c in node.children if not c.student and c.kind not in aside]
    counting = [c for c in free if c.is_meant]
    if len(ids_of(c for c in counting if c.kind == kinds.FOLDER)) > 1:
        # Beside the folders of students, a folder is a student's, whatever lies in it.
        others = [c for c in free if c.kind == kinds.FOLDER and c.head and c not in counting]
        counting += [c for c in others if any(one.kind != kinds.JUNK for one in c.files())]
    groups: list[Node] = []
    if _is_one(counting):
        for child in counting:
            child.head = child.copy = ""
    else:
        groups = [c for c in counting if _is_group(c, counting)]
    if any(c.head for c in groups):
        # Beside a group lies another group, even if only one has handed in there.
        groups = [c for c in counting if c in groups or _names(c)]
    for child in groups:
        yield from _plain(child, child.head or label)
    rest = [c for c in counting if c not in groups]
    claims: list[Claim] = []
    for head in dict.fromkeys(c.head for c in rest):
        claims += _split([c for c in rest if c.head == head], head, label, node.name)
    if len(claims) == 1 and not groups and not rest[0].head:
        # All of it is one student's.
        claims = [claim(claims[0][0], free, node.name)]
    yield from claims


def _is_group(node: Node, beside: Sequence[Node]) -> bool:
    """Tell whether a folder or zip holds several students, or one in a folder that names nobody."""
    names, several = _names(node), len(node.ids) > 1
    if any(below.student for below in node.every()):
        return True
    if not node.head:
        is_beside = len(ids_of(beside)) > 1 or any(c.head for c in beside)
        return several or (is_beside and bool(names))
    # Several hand-ins under one name are of one who began twice, unless other names tell more.
    is_told = several or len(beside) == 1 or not all(c.ids for c in _packed(node))
    return is_told and len(names) > 1


def _names(node: Node) -> set[str]:
    """Give the names of zips and folders in it, if nothing lies loose beside them."""
    if any(c.kind in (kinds.LOG, kinds.NOTEBOOK) for c in node.children):
        return set()
    # What names nobody, or holds several, is looked into.
    found = [_names(c) if len(c.ids) > 1 or not c.head else {c.head} for c in _packed(node)]
    return set().union(*found) - {DEFAULT_LEARNER}


def _is_one(nodes: Sequence[Node]) -> bool:
    """Tell whether all of it is one student's: a log or notebook without a name lies loose."""
    loose = Counter(node.kind for node in nodes if not node.head)
    names = {node.head for node in nodes} - {""}
    zips = sum(node.kind == kinds.ZIP for node in nodes)
    is_loose = max(loose[kinds.LOG], loose[kinds.NOTEBOOK]) == 1
    return is_loose and max(len(names), zips, len(ids_of(nodes))) <= 1


def _split(nodes: Sequence[Node], head: str, label: str, where: str) -> Iterator[Claim]:
    """Make a student of each id; what tells none goes with the copy of the same number."""
    units = [unit for node in nodes for unit in _apart(node)]
    slots: dict[str, list[Node]] = defaultdict(list)
    known = {(min(unit.ids), unit.copy) for unit in units if unit.ids}
    for unit in units:
        near = {one for one, copy in known if copy == unit.copy} or {one for one, _ in known}
        alone = min(near) if len(near) == 1 or (near and unit not in nodes) else f"?{unit.copy}"
        slots[min(unit.ids) if unit.ids else alone].append(unit)
    for own in slots.values():
        inner = own[0].head if own[0] not in nodes and own[0].head != DEFAULT_LEARNER else ""
        name = f"{head or label} {inner}".rstrip() + (
            min(unit.copy for unit in own) if head or len(slots) > 1 else ""
        )
        yield claim(Student(f"{PLAIN}:{name}", name, "", PLAIN), own, where)


def _apart(node: Node) -> list[Node]:
    """Take what holds several hand-ins apart, down to what holds one."""
    if len(node.ids) < 2:
        return [node]
    inside = (c for c in node.children if c.kind not in (kinds.JUNK, kinds.ELSEWHERE))
    return [unit for child in inside for unit in _apart(child)]


def _packed(node: Node) -> list[Node]:
    return [c for c in node.children if c.kind in (kinds.ZIP, kinds.FOLDER) and c.is_meant]
