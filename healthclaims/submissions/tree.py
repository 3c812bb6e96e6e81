"""A download as one tree of folders, zips and files, each looked at once, within limits."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions.file_kinds import ELSEWHERE, FOLDER, visible
from healthclaims.submissions.hand_in_ids import id_of
from healthclaims.submissions.layouts import Named
from healthclaims.submissions.limits import ASK, CannotReadError, Limits, TooLargeError, Why
from healthclaims.submissions.safe_files import Member
from healthclaims.submissions.safe_zip import SafeZip
from healthclaims.submissions.sources import Source


def _nothing(_most: int) -> bytes:
    return b""


# Of zips in zips so many stay open that were read last: many students may lie in one.
_OPEN = 4


@dataclass(frozen=True)
class Part:
    """One file of a student that can be of use.

    Parameters
    ----------
    file : str
        Where it came from, as reports show it: ``download.zip/Jane_123_…/a1.zip/answers.jsonl``.
    kind : str
        LOG, NOTEBOOK or MANIFEST, see file_kinds.py.
    content : bytes
        All of it.
    around : str
        The zip in which it was handed in; empty for a loose file.
    time : str
        When it was handed in, as far as the platform's names tell.
    """

    file: str
    kind: str
    content: bytes
    around: str = ""
    time: str = ""


@dataclass(eq=False, slots=True)
class Node:
    """A folder, a zip or a file of what was downloaded.

    Parameters
    ----------
    name : str
        As it stands there.
    kind : str
        FOLDER, also for a zip that was given; ELSEWHERE (of another assignment); or of file_kinds.
    shown : str
        Where it lies, as reports show it: ``download.zip/Jane_123_…/a1.zip/answers.jsonl``.
    around : Node or None
        What it lies in.
    read : callable
        Gives its bytes, at most the number asked for.
    problem : (str, str) or None
        Why it cannot be used, and what to do next.
    ids : frozenset of str
        The ids of all hand-ins in it.
    named : Named or None
        What a platform's name tells.
    """

    name: str = ""
    kind: str = FOLDER
    shown: str = ""
    around: Node | None = None
    read: Callable[[int], bytes] = _nothing
    problem: Why | None = None
    children: list[Node] = field(default_factory=list)
    ids: frozenset[str] = frozenset()
    named: Named | None = None

    @property
    def zip(self) -> str:
        """The uploaded zip in which it lies, if it does."""
        around = self.around
        while around and around.kind != kinds.ZIP:
            around = around.around
        return around.shown if around else ""

    @property
    def why_not(self) -> Why | None:
        """Why it is not used, and what to do next."""
        return self.problem or kinds.USELESS.get(self.kind)

    def every(self) -> Iterator[Node]:
        """Yield this and all below."""
        yield self
        for child in self.children:
            yield from child.every()

    def files(self) -> Iterator[Node]:
        """Yield what is no folder, and not of another assignment."""
        return (one for one in self.every() if one.kind not in (FOLDER, ELSEWHERE))

    def gather(self) -> None:
        """Work out ids from those of the files; a manifest's counts where there is no log."""
        for child in self.children:
            child.gather()
        if any(child.kind == kinds.LOG and child.ids for child in self.children):
            for child in self.children:
                child.ids = frozenset() if child.kind == kinds.MANIFEST else child.ids
        if self.name.lower() == "answers":
            # The kit's own folder: of each code one learner's log in pieces, one a session.
            for child in self.children:
                pieces = sorted(child.files(), key=lambda one: one.name)
                child.ids = next((one.ids for one in pieces if one.ids), frozenset())
        if self.children:
            self.ids = ids_of(self.children)

    def add(self, name: str, kind: str = FOLDER) -> Node:
        """Put something new into it."""
        shown = f"{self.shown}/{visible(name)}".removeprefix("/")
        self.children.append(Node(name, kind, shown, self))
        return self.children[-1]

    def fill(self, members: Sequence[Member], read: Callable[[Member, int], bytes]) -> None:
        """Put the files of a folder or zip into it, with the folders round them."""
        folders: dict[tuple[str, ...], Node] = {(): self}
        for member in members:
            *around, name = member.parts
            folder = self
            for depth, one in enumerate(around, 1):
                place = member.parts[:depth]
                folder = folders[place] if place in folders else folder.add(one)
                folders[place] = folder
            file = folder.add(name, kinds.expected_kind(member.parts))
            file.read = functools.partial(read, member)


def ids_of(nodes: Iterable[Node]) -> frozenset[str]:
    """Unite the ids of hand-ins."""
    return frozenset[str]().union(*(node.ids for node in nodes))


class Budget:
    """How much may still be read of one student, or of one upload that may be anybody's."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._used, self.files = limits, 0, 0

    def read(self, node: Node) -> bytes:
        """Read a file; raise CannotReadError if it cannot be, or is too large."""
        limits = self._limits
        larger = {kinds.NOTEBOOK: limits.notebook, kinds.ZIP: limits.upload}
        most = larger.get(node.kind, limits.log)
        left = max(0, limits.student - self._used)
        try:
            content = node.read(min(most, left))
        except CannotReadError as error:
            self._used += error.cost
            if isinstance(error, TooLargeError) and left < most:
                reason = f"This student's files are larger than {limits.student} bytes in all."
                raise CannotReadError(reason, error.remedy) from None
            raise
        self._used += len(content)
        return content


class Grower:
    """Makes the tree; every source stands in it as a child of the top."""

    def __init__(self, limits: Limits, assignment: str) -> None:
        self._limits, self._assignment = limits, assignment
        self._zips: dict[Node, SafeZip] = {}

    def grow(self, sources: Sequence[Source]) -> Node:
        """Give the top."""
        top = Node()
        for source in sources:
            node = top.add(source.name)
            node.shown = source.shown
            node.fill(source.files.members, source.files.read)
            for file in list(node.files()):
                self._look(file, 0, Budget(self._limits))
        top.gather()
        return top

    def _look(self, node: Node, depth: int, budget: Budget) -> None:
        """Find out what a file is, its id, and all that is in it."""
        budget.files += 1
        if node.kind not in kinds.USABLE:
            return
        try:
            content = budget.read(node)
            node.kind = kinds.kind_of(node.kind, content)
            if self._assignment:
                found = id_of(node.kind, content, self._assignment)
                node.ids = frozenset(filter(None, (found,)))
            if node.kind == kinds.ZIP:
                self._unpack(node, content, depth, budget)
            elif node.kind not in kinds.USELESS and not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
                raise CannotReadError("It is empty.", "Ask the student to hand in again.")
        except CannotReadError as error:
            node.problem = (error.reason, error.remedy)

    def _unpack(self, node: Node, content: bytes, depth: int, budget: Budget) -> None:
        if depth > self._limits.depth:
            reason = f"It is a zip more than {self._limits.depth} zips deep in another."
            raise CannotReadError(reason, ASK)
        members = self._opened(node, content).members
        if budget.files + len(members) > self._limits.files:
            raise CannotReadError(f"It holds {len(members)} files, more than are looked at.", ASK)
        if not members:
            raise CannotReadError("It is an empty zip.", "Ask the student to hand in again.")
        node.fill(members, lambda member, most: self._opened(node).read(member, most))
        for file in list(node.files())[1:]:
            self._look(file, depth + 1, budget)

    def _opened(self, node: Node, content: bytes | None = None) -> SafeZip:
        found = self._zips.pop(node, None)
        if found is None:
            content = node.read(self._limits.upload) if content is None else content
            opener = functools.partial(io.BytesIO, content)
            found = SafeZip(opener, self._limits.directory, self._limits)
        # The one used last stands last, and the first one goes.
        self._zips[node] = found
        if len(self._zips) > _OPEN:
            del self._zips[next(iter(self._zips))]
        return found
