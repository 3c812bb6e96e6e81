"""A download as one tree of folders, zips and files, each looked at once, within limits."""

from __future__ import annotations

import functools
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from healthclaims.core.problems import Problem, raise_if_any
from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions import safe_files as disk
from healthclaims.submissions.layouts import Student
from healthclaims.submissions.limits import ASK, CannotReadError, Limits, TooLargeError
from healthclaims.submissions.safe_zip import list_zip
from healthclaims.submissions.submitted_logs import ids_in

# As the kit names the log of a session.
_PIECE = re.compile(r".+-[0-9a-f]{8}\.jsonl")
_GIVE = "Give a zip, folder or file that you downloaded."
# Of zips in zips those read last stay at hand: many students may lie in one.
_AT_HAND = 4


@dataclass(eq=False, slots=True)
class Node:
    """A folder, a zip or a file of what was downloaded.

    Parameters
    ----------
    name : str
        As it stands there, with letters and their accents in one.
    kind : str
        FOLDER, also for a zip that was given; ELSEWHERE (of another assignment); or of file_kinds.
    shown : str
        Where it lies, as reports show it: ``download.zip/Jane_123_…/a1.zip/answers.jsonl``.
    around : Node or None
        What it lies in.
    read : callable
        Gives its bytes, at most the number asked for, or raises CannotReadError.
    ids : frozenset of str
        The ids of all hand-ins in it.
    student : Student or None
        Whose it is, if a platform's name tells.
    head, copy, bare : str
        The student whom its own name tells, the number of a copy, and its name without what is no
        student's, as `plain_names` sets them.
    outer : str
        Who handed in what it lies in, where the nearer name counts.
    """

    name: str = ""
    kind: str = kinds.FOLDER
    shown: str = ""
    around: Node | None = None
    read: disk.Reader = disk.SPECIAL
    children: list[Node] = field(default_factory=list)
    ids: frozenset[str] = frozenset()
    student: Student | None = None
    head: str = ""
    copy: str = ""
    bare: str = ""
    outer: str = ""

    @property
    def stem(self) -> str:
        """Its name without the ending of a zip."""
        return self.name[:-4] if self.name.lower().endswith(".zip") else self.name

    @property
    def is_meant(self) -> bool:
        """Whether somebody meant to hand something in there."""
        return any(one.kind in (*kinds.MEANT, kinds.MANIFEST) or one.ids for one in self.every())

    def outwards(self) -> Iterator[Node]:
        """Yield this and what lies round it."""
        yield self
        if self.around:
            yield from self.around.outwards()

    def every(self) -> Iterator[Node]:
        """Yield this and all below."""
        yield self
        for child in self.children:
            yield from child.every()

    def files(self) -> Iterator[Node]:
        """Yield what is no folder, and not of another assignment."""
        return (one for one in self.every() if one.kind not in (kinds.FOLDER, kinds.ELSEWHERE))

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
                files = [one for one in child.files() if one.kind != kinds.JUNK]
                pieces = sorted(files, key=lambda one: one.name)
                if all(_PIECE.fullmatch(one.name) for one in pieces):
                    child.ids = next((one.ids for one in pieces if one.ids), frozenset())
        if self.children:
            self.ids = ids_of(self.children)

    def add(self, name: str, kind: str = kinds.FOLDER, shown: str | None = None) -> Node:
        """Put something new into it."""
        if shown is None:
            shown = f"{self.shown}/{kinds.visible(name)}".removeprefix("/")
        # Unpacking on a Mac takes letters and their accents apart.
        self.children.append(Node(unicodedata.normalize("NFC", name), kind, shown, self))
        return self.children[-1]

    def fill(self, members: Iterable[disk.Member]) -> None:
        """Put the files of a folder or zip into it, with the folders round them."""
        folders: dict[tuple[str, ...], Node] = {(): self}
        for parts, read in members:
            for depth in range(1, len(parts)):
                if parts[:depth] not in folders:
                    folders[parts[:depth]] = folders[parts[: depth - 1]].add(parts[depth - 1])
            folders[parts[:-1]].add(parts[-1], kinds.expected_kind(parts)).read = read


def ids_of(nodes: Iterable[Node]) -> frozenset[str]:
    """Unite the ids of hand-ins."""
    return frozenset[str]().union(*(node.ids for node in nodes))


class Budget:
    """How much may still be read of one student, or of one upload that may be anybody's."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._left, self.files = limits, limits.student, 0

    def read(self, node: Node) -> bytes:
        """Read a file; raise CannotReadError if it cannot be, or is too large."""
        limits, left = self._limits, self._left
        larger = {kinds.NOTEBOOK: limits.notebook, kinds.ZIP: limits.upload}
        most = larger.get(node.kind, limits.log)
        try:
            content = node.read(min(most, left))
        except CannotReadError as error:
            self._left = max(0, left - error.cost)
            if isinstance(error, TooLargeError) and left < most:
                reason = f"This student's files are larger than {limits.student} bytes in all."
                raise CannotReadError(reason, error.why[1]) from None
            raise
        self._left -= len(content)
        return content


class Grower:
    """Makes the tree; every source stands in it as a child of the top."""

    def __init__(self, limits: Limits, assignment: str) -> None:
        self._limits, self._assignment = limits, assignment
        self._zipped = functools.lru_cache(_AT_HAND)(lambda node: node.read(limits.upload))

    def grow(self, paths: Sequence[Path], *, is_folder_shown: bool = True) -> Node:
        """Give the top; single files count as one source for each folder that they lie in.

        Raises
        ------
        DataError
            If a path does not exist or holds no file; all of them are named.
        """
        top, loose = Node(), dict[Path, Node]()
        given = [path for path in paths if os.path.exists(path)]  # noqa: PTH110 - for any name
        problems = [_nothing("There is no", path) for path in paths if path not in given]
        if not paths:
            problems.append(Problem(Path("submissions"), None, "None are given.", _GIVE))
        # What is given twice counts once.
        once = {path.resolve(): path for path in given}
        broken: list[Problem] = []
        for whole, path in sorted(once.items()):
            if path.is_dir():
                node = top.add(path.name or whole.name, shown=None if is_folder_shown else "")
                node.fill(disk.walk(path))
            elif path.suffix.lower() == ".zip":
                node = top.add(path.name)
                if error := self._list(node, path):
                    broken.append(Problem(Path(kinds.visible(path.name)), None, *error.why))
            else:
                node = loose.get(whole.parent) or top.add(whole.parent.name, shown="")
                loose[whole.parent] = node
                node.fill([disk.one_file(whole.parent, whole.name)])
            if not node.children:
                problems.append(_nothing("There is no file in", path))
        raise_if_any([*problems, *(broken if len(broken) == len(once) else ())])
        return self.look_at(top)

    def look_at(self, top: Node) -> Node:
        """Find out what each file is, and whose hand-ins lie in it."""
        for file in list(top.files()):
            self._look(file, 0, Budget(self._limits))
        top.gather()
        return top

    def _list(self, node: Node, path: Path) -> CannotReadError | None:
        """List a zip that was given; one that cannot be read stands for a file of somebody's."""
        try:
            opener = functools.partial(disk.open_named, path)
            node.fill(list_zip(opener, self._limits.download, self._limits))
        except CannotReadError as error:
            node.shown = ""
            node.fill([disk.Member((node.name,), disk.refused(*error.why))])
            return error
        return None

    def _look(self, node: Node, depth: int, budget: Budget) -> None:
        """Find out what a file is, its id, and all that is in it."""
        budget.files += 1
        if node.kind not in kinds.USABLE:
            return
        try:
            content = budget.read(node)
            node.kind = kinds.kind_of(node.kind, content)
            node.ids = ids_in(node.kind, content, self._assignment)
            if node.kind == kinds.MAYBE:
                raise CannotReadError("It holds neither a notebook nor an answer log.", "")
            if node.kind == kinds.ZIP:
                self._unpack(node, depth, budget)
        except CannotReadError as error:
            node.read = disk.refused(*error.why)

    def _unpack(self, node: Node, depth: int, budget: Budget) -> None:
        limits = self._limits
        if depth > limits.depth:
            raise CannotReadError(
                f"It is a zip more than {limits.depth} zips deep in another.", ASK
            )
        members = list_zip(lambda: io.BytesIO(self._zipped(node)), limits.directory, limits)
        if budget.files + len(members) > limits.files:
            raise CannotReadError(f"It holds {len(members)} files, more than are looked at.", ASK)
        if not members:
            raise CannotReadError("It is an empty zip.", "Ask the student to hand in again.")
        node.fill(members)
        for file in list(node.files())[1:]:
            self._look(file, depth + 1, budget)


def _nothing(what: str, path: Path) -> Problem:
    name, whole = kinds.visible(path.name), kinds.visible(str(path))
    return Problem(Path(name), None, f"{what} '{whole}'.", _GIVE)
