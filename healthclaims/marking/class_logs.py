"""The answer logs of a class, wherever they lie: one history a learner, each answer counted once.

Who a learner is, their folder or zip tells, since everybody may have the same code. Folders and
zips are walked at any depth, within limits, and nothing is written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthclaims.assignments.hand_in import LOG_FILE
from healthclaims.learner.history import History, read_logs
from healthclaims.questions.quiz_config import load_plans
from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions.hand_in_ids import log_lines
from healthclaims.submissions.limits import CannotReadError, Limits
from healthclaims.submissions.sources import open_sources
from healthclaims.submissions.tree import Budget, Grower, Node

# Lines about what was passed over, before the rest is counted.
MOST_NAMED = 30
# All logs together, and all files of a zip: some thousand learners.
_LIMITS = Limits(student=500_000_000, files=100_000, depth=5)
# What the zip of lesson 10 puts round the logs.
_WRAPPERS = ("logs", "my_answers")
_ASSIGNMENT = "It is the log of an assignment, which `mark` reads."
_NO_LOG = "It holds no answer log. Ask for the zip that lesson 10 makes."


@dataclass(frozen=True)
class Learners:
    """A class as it was found.

    Parameters
    ----------
    histories : mapping of str to History
        What each learner did, by the folder or zip that it was found in.
    passed_over : tuple of str
        One sentence for each thing that was not counted, or should be looked at.
    """

    histories: dict[str, History]
    passed_over: tuple[str, ...]


def read_learners(paths: Sequence[Path]) -> Learners:
    """Read all logs below some folders and in some zips.

    Raises
    ------
    FileNotFoundError
        If one of them does not exist, or is neither a folder nor a zip.
    """
    for path in paths:
        if not path.is_dir() and not (path.is_file() and path.suffix.lower() == ".zip"):
            what = "no folder" if not path.exists() else "neither a folder nor a zip in"
            message = f"There is {what} {path.name!r}. Give the folder that holds the learners."
            raise FileNotFoundError(message)
    sources = open_sources(paths, _LIMITS)
    if len(sources) == 1 and paths[0].is_dir():
        sources = [sources[0]._replace(shown="")]
    found = _Found()
    found.take(Grower(_LIMITS, "").grow(sources))
    return found.learners()


class _Found:
    """Collects logs by the place of their learner, and what is passed over."""

    def __init__(self) -> None:
        self._logs: dict[Node, list[tuple[str, bytes]]] = defaultdict(list)
        self._told: dict[Node, list[str]] = defaultdict(list)

    def take(self, top: Node) -> None:
        budget = Budget(_LIMITS)
        for file in top.files():
            try:
                if file.problem:
                    raise CannotReadError(*file.problem)
                if file.kind == kinds.LOG and file.name != LOG_FILE:
                    lines = log_lines(budget.read(file))
                    self._logs[_place(file, lines)].append((file.shown, lines))
            except CannotReadError as error:
                self._told[file].append(f"{error.reason} {error.remedy}".strip())
            if file.kind == kinds.LOG and file.name == LOG_FILE:
                self._told[file].append(_ASSIGNMENT)
            elif file.kind in (kinds.DOCUMENT, kinds.PACKED):
                self._told[file].append(_NO_LOG)
        # The innermost first: what lies round a zip that was named needs no second line.
        for node in reversed(list(top.every())):
            is_used = any(one.kind == kinds.LOG or one in self._told for one in node.every())
            if kinds.expected_kind([node.name]) == kinds.ZIP and not is_used:
                self._told[node].append(_NO_LOG)

    def learners(self) -> Learners:
        """Unite the logs of each place; of places with the same answers one counts."""
        histories = {place: read_logs(logs) for place, logs in self._logs.items()}
        ids = {place: _ids(history) for place, history in histories.items()}
        kept: list[Node] = []
        owners: dict[str, list[Node]] = defaultdict(list)
        # The one with most answers counts, then the shorter name: a copy is called "… (1)".
        for place in sorted(ids, key=lambda o: (-len(ids[o]), len(o.shown), o.shown)):
            others = dict.fromkeys(o for one in sorted(ids[place]) for o in owners[one])
            whole = next((other for other in others if ids[place] <= ids[other]), None)
            if not ids[place]:
                self._told[place].append("Its log holds no answers.")
            elif whole:
                why = f"It holds the same answers as {_shown(whole)}, which are counted once."
                self._told[place].append(why)
            else:
                for other in others:
                    both = f"{len(ids[place] & ids[other])} answers with {_shown(other)}"
                    self._told[place].append(f"It shares {both}, and both count: ask whose.")
                kept.append(place)
                for one in ids[place]:
                    owners[one].append(place)
        told = [f"{_shown(node)}: {why}" for node, own in self._told.items() for why in own]
        told += [line for place in kept for line in histories[place].damaged]
        kept.sort(key=lambda place: place.shown)
        return Learners({_shown(place): histories[place] for place in kept}, tuple(few(told)))


def _place(log: Node, lines: bytes) -> Node:
    """Find the folder or zip of a learner: what lies above the lesson's folder."""
    place = _above(log)
    if place.name in {*(plan.lesson for plan in load_plans().values()), _lesson(lines)}:
        place = _above(place)
    for wrapper in _WRAPPERS:
        place = _above(place) if place.name == wrapper else place
    return place


def _above(node: Node) -> Node:
    """Give what a file or folder lies in, and no more than what was given."""
    return node.around if node.around and node.around.around else node


def _lesson(lines: bytes) -> str:
    """Read from its first line which lesson a log is of."""
    try:
        return str(json.loads(lines.partition(b"\n")[0])["lesson"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _ids(history: History) -> frozenset[str]:
    """Return what tells learners apart: the answers to both checks, or else everything."""
    checks = {(plan.lesson, plan.quiz) for plan in load_plans().values() if plan.form}
    answers = history.answers()
    asked = frozenset(entry.id for entry in answers if (entry.lesson, entry.quiz) in checks)
    return asked or frozenset(entry.id for entry in history.entries)


def _shown(node: Node) -> str:
    return node.shown or "the folder itself"


def few(lines: Sequence[str]) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    yield from lines[:MOST_NAMED]
    if len(lines) > MOST_NAMED:
        yield f"{len(lines) - MOST_NAMED} more of this kind."
