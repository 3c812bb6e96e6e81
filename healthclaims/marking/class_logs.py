"""The answer logs of a class, wherever they lie: one history a learner, each answer counted once.

Who a learner is, their folder or zip tells, since everybody may have the same code. Where loose
logs in it can't be one learner's, each counts by its own name. Folders and zips are walked at any
depth, within limits, and nothing is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from healthclaims.assignments.hand_in import LOG_FILE
from healthclaims.learner.entries import Entry
from healthclaims.learner.history import History, read_logs
from healthclaims.questions.quiz_config import load_plans
from healthclaims.submissions import file_kinds as kinds
from healthclaims.submissions.limits import CannotReadError, Limits
from healthclaims.submissions.submitted_logs import log_lines
from healthclaims.submissions.tree import Budget, Grower, Node

# Lines about what was passed over, before the rest is counted.
MOST_NAMED = 30
# All logs together, and all files of a zip: some thousand learners.
_LIMITS = Limits(student=500_000_000, files=100_000, depth=5)
# What the zip of lesson 10 puts round the logs.
_WRAPPERS = ("logs", "my_answers")
_LESSON = re.compile(rb'"lesson": ?"([^"]+)"')
_LOOSE = (
    "Logs outside the folders of lessons: {}, {}. If that is wrong, ask for the zip that lesson 10 "
    "makes."
)
_MIXED = (
    "Its logs were begun apart, or answer a question of a check twice: they may be of several "
    "learners, who count as one here. Ask whose."
)
_NO_LOG = ("It holds no answer log.", "Ask for the zip that lesson 10 makes.")
# The names and lines of the logs of a learner, by the place of that learner.
_Logs = dict[Node, list[tuple[str, bytes]]]


class Learners(NamedTuple):
    """A class as it was found.

    `histories` hold what each learner did, by the folder, zip or loose log it was found in;
    `passed_over` one sentence for each thing that was not counted, or should be looked at.
    """

    histories: dict[str, History]
    passed_over: tuple[str, ...]


def read_learners(paths: Sequence[Path]) -> Learners:
    """Read all logs below some folders and in some zips.

    Raises
    ------
    DataError
        If one of them does not exist, or holds no file.
    """
    top = Grower(_LIMITS, "").grow(paths, is_folder_shown=len(paths) > 1)
    told: dict[Node, list[str]] = defaultdict(list)
    histories = _histories(_logs(top, told), told)
    kept = _counted_once(histories, told)
    named: dict[str, History] = {}
    for place in kept:
        name = _shown(place)
        if name in named:
            told[place].append("Another one has this name, and both count.")
            name += f", {len(named) + 1}"
        named[name] = histories[place]
    lines = [f"{_shown(node)}: {why}" for node, own in told.items() for why in own]
    lines += [line for history in named.values() for line in history.damaged]
    return Learners(named, tuple(few(lines)))


def _logs(top: Node, told: dict[Node, list[str]]) -> dict[Node, _Logs]:
    """Read all logs below each folder or zip of a learner; tell what is passed over."""
    logs: dict[Node, _Logs] = defaultdict(lambda: defaultdict(list))
    budget = Budget(_LIMITS)
    for file in top.files():
        try:
            if file.kind == kinds.LOG and file.name == LOG_FILE:
                raise CannotReadError("It is the log of an assignment, which `mark` reads.", "")
            if file.kind in (kinds.DOCUMENT, kinds.PACKED):
                raise CannotReadError(*_NO_LOG)
            if file.kind in (kinds.LOG, kinds.ZIP, kinds.MAYBE) and not file.children:
                lines = log_lines(budget.read(file))
                around, place = _places(file, lines)
                logs[around][place].append((file.shown, lines))
        except CannotReadError as error:
            # What may be anything and is no log needs no word; a log that cannot be read does.
            if error.why[1] or file.kind != kinds.MAYBE:
                told[file].append(" ".join(error.why).strip())
    # The innermost first: what lies round a zip that was named needs no second line.
    for node in reversed(list(top.every())):
        is_used = any(one.kind == kinds.LOG or one in told for one in node.every())
        if kinds.expected_kind([node.name]) == kinds.ZIP and not is_used:
            told[node].append(" ".join(_NO_LOG))
    return logs


def _histories(logs: Mapping[Node, _Logs], told: dict[Node, list[str]]) -> dict[Node, History]:
    """Unite the logs of each folder or zip, but for loose ones of several learners."""
    found: dict[Node, History] = {}
    for around, own in logs.items():
        whole = read_logs(chain.from_iterable(own.values()))
        is_one = around.shown and not _is_mixed(whole)
        if len(own) > 1:
            counted = "counted as one learner’s" if is_one else "each counted as a learner’s own"
            told[around].append(_LOOSE.format(len(own.keys() - {around}), counted))
        apart = {} if is_one else own
        found |= {place: read_logs(part) for place, part in apart.items()} or {around: whole}
    return found


def _counted_once(histories: Mapping[Node, History], told: dict[Node, list[str]]) -> list[Node]:
    """List the places that count: of those with the same answers one."""
    ids = {place: _ids(history) for place, history in histories.items()}
    kept: list[Node] = []
    # The one with most answers counts, then the shorter name: a copy is called "… (1)".
    for place in sorted(ids, key=lambda o: (-len(ids[o]), len(o.shown), o.shown)):
        others = [other for other in kept if ids[other] & ids[place]]
        whole = next((_shown(other) for other in others if ids[place] <= ids[other]), "")
        if not ids[place]:
            told[place].append("Its log holds no answers.")
        elif whole:
            told[place].append(f"It holds the same answers as {whole}, which are counted once.")
        else:
            for other in others:
                both = f"{len(ids[place] & ids[other])} answers with {_shown(other)}"
                told[place].append(f"It shares {both}, and both count: ask whose.")
            if _is_mixed(histories[place]):
                told[place].append(_MIXED)
            kept.append(place)
    return sorted(kept, key=lambda place: place.shown)


def _places(log: Node, lines: bytes) -> tuple[Node, Node]:
    """Find the folder or zip of a learner: the first round a log that is none of the kit's own.

    With it comes what counts if it is several learners': the log itself if it lies loose there.
    """
    lesson = _LESSON.search(lines)
    lessons = {plan.lesson for plan in load_plans().values()}
    lessons.add(lesson[1].decode(errors="replace") if lesson else "")
    around = [node for node in log.outwards() if node.around][1:]
    own = lessons.union(_WRAPPERS)
    place = next((node for node in around if node.name not in own), around[-1])
    return place, place if around[0].name in lessons else log


def _ids(history: History) -> frozenset[str]:
    """Return what tells learners apart: the answers to both checks, or else everything."""
    return frozenset(entry.id for entry in _checked(history) or history.entries)


def _is_mixed(history: History) -> bool:
    """Return whether it seems to be more than one learner's."""
    asked = [(entry.lesson, entry.question, entry.seen) for entry in _checked(history)]
    return len(history.draws) > 1 or len(set(asked)) < len(asked)


def _checked(history: History) -> list[Entry]:
    checks = {(plan.lesson, plan.quiz) for plan in load_plans().values() if plan.form}
    return [entry for entry in history.answers() if (entry.lesson, entry.quiz) in checks]


def _shown(node: Node) -> str:
    return node.shown or "the folder itself"


def few(lines: Sequence[str]) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    yield from lines[:MOST_NAMED]
    if len(lines) > MOST_NAMED:
        yield f"{len(lines) - MOST_NAMED} more of this kind."
