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
        node.head, node.copy, node.bare = student_named_in(node.name, assignment)
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
    heads = dict.fromkeys(c.head for c in rest)
    is_alone = not groups and len(heads) == 1
    claims: list[Claim] = []
    for head in heads:
        own = [c for c in rest if c.head == head]
        claims += _split(own, head, label, node.name, is_alone=is_alone)
    if len(claims) == 1 and is_alone and not rest[0].head:
        # All of it is one student's.
        claims = [claim(claims[0][0], free, node.name)]
    yield from claims


def _is_group(node: Node, beside: Sequence[Node]) -> bool:
    """Tell whether a folder or zip holds several students, or one in a folder that names nobody."""
    names, several = _names(node), len(node.ids) > 1
    if any(below.student for below in node.every()):
        return True
    if not node.head:
        around = node.around.children if node.around else ()
        is_beside = len(ids_of(beside)) > 1 or any(c.head for c in beside)
        is_beside = is_beside or any(c.student for c in around)
        untold = set().union(*(_names(c) for c in beside if not c.head))
        is_one = len(ids_of(beside)) == 1 and all(c.ids for c in beside)
        zips = sum(c.kind == kinds.ZIP for c in node.children)
        is_told = is_beside or (max(len(untold), zips) > 1 and not is_one)
        return several or (bool(names) and is_told)
    # Several hand-ins under one name are of one who began twice, unless other names tell more.
    is_told = several or len(beside) == 1 or not all(c.ids for c in _packed(node))
    return is_told and len(names) > 1


def _names(node: Node, *, is_below: bool = False) -> set[str]:
    """Give the names of what lies in it, if it is no hand-in itself."""
    loose = [c for c in node.children if c.kind in (kinds.LOG, kinds.NOTEBOOK)]
    is_ones = len(node.ids) < 2 and (node.head or not all(c.head for c in loose))
    if loose and (is_below or is_ones):
        return set()
    # What names nobody, or holds several, is looked into.
    packed = _packed(node)
    deep = [c for c in packed if len(c.ids) > 1 or not (c.head or _is_hand_in(c))]
    found = {c.head for c in (*packed, *loose) if c not in deep}
    return found.union(*(_names(c, is_below=True) for c in deep)) - {"", DEFAULT_LEARNER}


def _is_one(nodes: Sequence[Node]) -> bool:
    """Tell whether all of it is one student's: a log or notebook without a name lies loose."""
    loose = Counter(node.kind for node in nodes if not node.head)
    names = {node.head for node in nodes} - {""}
    zips = sum(node.kind == kinds.ZIP for node in nodes)
    is_loose = max(loose[kinds.LOG], loose[kinds.NOTEBOOK]) == 1
    return is_loose and max(len(names), zips, len(ids_of(nodes))) <= 1


def _split(
    nodes: Sequence[Node], head: str, label: str, where: str, *, is_alone: bool
) -> Iterator[Claim]:
    """Make a student of each id; what tells none goes with what is called alike."""
    units = [unit for node in nodes for unit in _apart(node)]
    slots: dict[str, list[Node]] = defaultdict(list)
    known = [(min(unit.ids), unit) for unit in units if unit.ids]
    for unit in units:
        here = [(one, o) for one, o in known if o.around is unit.around and not o.children]
        alike = [(one, o) for one, o in known if o.head == unit.head]
        copied = [(one, o) for one, o in alike if o.copy == unit.copy]
        beside = [one for one in copied if one in here]
        near = {one for one, _ in beside or copied or alike or here}
        if unit.ids:
            slot = min(unit.ids)
        elif len(near) == 1 and (unit.head or unit.kind != kinds.ZIP):
            slot = min(near)
        else:
            # A zip is a hand-in by itself; loose files of no name go together.
            slot = f"?{unit.name if unit.kind == kinds.ZIP else unit.head + unit.copy}"
        slots[slot].append(unit)
    for own in slots.values():
        first = own[0]
        inner = first.head if first not in nodes and first.head != DEFAULT_LEARNER else ""
        if not head and not inner and first.kind in (kinds.ZIP, kinds.FOLDER):
            inner = "" if is_alone and len(slots) == 1 else first.bare
        is_counted = first.head or (len(slots) > 1 and not inner)
        name = f"{head or label} {inner}".rstrip()
        name += min(unit.copy for unit in own) if is_counted else ""
        yield claim(Student(f"{PLAIN}:{name}", name, "", PLAIN), own, where)


def _apart(node: Node) -> list[Node]:
    """Take what holds several hand-ins apart, down to what holds one."""
    if len(node.ids) < 2:
        return [node]
    inside = (c for c in node.children if c.kind not in (kinds.JUNK, kinds.ELSEWHERE))
    return [unit for child in inside for unit in _apart(child)]


def _is_hand_in(node: Node) -> bool:
    """Tell a zip of files, whatever folders are round them, from one of zips."""
    return node.kind == kinds.ZIP and all(c.kind != kinds.ZIP for c in node.children)


def _packed(node: Node) -> list[Node]:
    return [c for c in node.children if c.kind in (kinds.ZIP, kinds.FOLDER) and c.is_meant]
