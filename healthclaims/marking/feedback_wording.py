"""What a student is told about the answers of one assignment: counts in plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE
from healthclaims.learner.same_words import CERTAIN_RIGHT, LESSON_OF, plural, times
from healthclaims.marking.judge import CHANGED, Marked, Result
from healthclaims.questions.question import NOT_ATTEMPTED, NOT_YET, RIGHT, SURE

# A kind of line went well from this share of right answers on, if there were so many of them.
_WELL, _LEAST = 0.8, 2
# Being certain is worth a word after so many answers; it holds from this share of right ones on,
# and does not below `CERTAIN_RIGHT`, if so many were wrong.
_CERTAIN = len(SURE)
_LEAST_CERTAIN, _HOLDS, _LEAST_WRONG = 5, 0.9, 3
_MOST_NAMED = 2

# Axis and label to what such a line does, one and several.
_LINES: Mapping[tuple[str, str], tuple[str, str]] = {
    (EVIDENCE, "people"): ("that names people as studied", "that name people as studied"),
    (EVIDENCE, "animals_or_cells"): (
        "that names animals or cells as studied",
        "that name animals or cells as studied",
    ),
    (EVIDENCE, "not_stated"): ("that names nobody as studied", "that name nobody as studied"),
    (CERTAINTY, "hedged"): ("that leaves room for doubt", "that leave room for doubt"),
    (CERTAINTY, "firm"): ("that sounds certain", "that sound certain"),
    (CERTAINTY, "no_claim"): (
        "that makes no claim about the product",
        "that make no claim about the product",
    ),
    (PURPOSE, "marketing"): ("that pushes", "that push"),
    (PURPOSE, "guidance"): ("that helps you act safely", "that help you act safely"),
    (PURPOSE, "information"): ("that just tells you something", "that just tell you something"),
    (FIT, "fits"): ("whose words fit the evidence", "whose words fit the evidence"),
    (FIT, "goes_further"): (
        "that goes further than its evidence",
        "that go further than their evidence",
    ),
    (FIT, "undersells"): (
        "that says less than its evidence would carry",
        "that say less than their evidence would carry",
    ),
}
# Trust that was deserved: axis, the labels that deserve it, and what is said of so many lines.
_TRUST: tuple[tuple[str, frozenset[str], str], ...] = (
    (FIT, frozenset({"fits"}), "You rightly trusted {lines} whose words fit the evidence."),
    (
        PURPOSE,
        frozenset({"guidance", "information"}),
        "You rightly saw no push in {lines} that had none.",
    ),
    (EVIDENCE, frozenset({"people"}), "You rightly saw people behind {lines}."),
)


@dataclass
class _Count:
    """The answers to the lines of one kind."""

    axis: str
    label: str
    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        return self.right + self.missed

    @property
    def missed(self) -> int:
        return self.wrong.total()

    @property
    def share(self) -> float:
        return self.right / self.asked

    def lines(self) -> str:
        """Say what these lines have in common, after their number."""
        one, several = _LINES[self.axis, self.label]
        return f"line {one}" if self.asked == 1 else f"lines {several}"

    def found(self) -> str:
        """Say how many of them were found; the one that is, where there is only one."""
        if self.asked == 1:
            return f"the one {self.lines()}"
        if not self.missed:
            number = "both" if self.asked == 2 else f"all {self.asked}"
            return f"{number} {self.lines()}"
        return f"{self.right or 'none'} of the {self.asked} {self.lines()}"


def answers_summary(result: Result) -> list[str]:
    """Say what went well with the questions and what to practise; nothing where none was asked."""
    if not result.marked:
        return []
    judged = [item for item in result.marked if item.outcome in (RIGHT, NOT_YET)]
    said = [_left(result.marked, len(judged))]
    if judged:
        counts = _counts(judged)
        said += [_well(judged, counts), _practise(judged, counts), _sure(judged)]
    return [sentence for sentence in said if sentence]


def _counts(judged: list[Marked]) -> list[_Count]:
    counts: dict[tuple[str, str], _Count] = {}
    for item in judged:
        kind = (item.question.axis, item.question.key)
        if kind in _LINES:
            count = counts.setdefault(kind, _Count(*kind))
            if item.outcome == RIGHT:
                count.right += 1
            else:
                count.wrong[item.question.option(item.chosen).text] += 1
    return list(counts.values())


def _left(marked: tuple[Marked, ...], judged: int) -> str:
    total = len(marked)
    open_ones = sum(item.outcome == NOT_ATTEMPTED for item in marked)
    changed = sum(item.outcome == CHANGED for item in marked)
    said = []
    if open_ones == total:
        return (
            "No question has an answer from you. If you did answer them, your answers did not "
            "come along: tell your teacher, and hand in again."
        )
    if open_ones:
        said.append(f"You left {open_ones} of {plural(total, 'question')} open.")
        if judged:
            said.append(f"What follows is about the {plural(judged, 'answer')} you gave.")
    if changed:
        said.append(
            f"{plural(changed, 'answer')} {'is' if changed == 1 else 'are'} not counted, because "
            "the question has changed since. Ask your teacher."
        )
    return " ".join(said)


def _well(judged: list[Marked], counts: list[_Count]) -> str:
    right = sum(item.outcome == RIGHT for item in judged)
    good = [count for count in counts if count.share >= _WELL and count.asked >= _LEAST]
    good = sorted(good, key=lambda count: (-count.share, -count.asked))[:_MOST_NAMED]
    if right == len(judged):
        said = f"Every answer you gave is right: {right} of {right}."
    elif good:
        said = "This went well."
    else:
        verb = "is right so far." if right < 2 else "are right already."
        said = f"{right or 'None'} of your {plural(len(judged), 'answer')} {verb}"
    if good:
        said += f" You found {' and '.join(count.found() for count in good)}."
    named = {(count.axis, count.label) for count in good}
    return f"{said} {_trusted(counts, named)}".rstrip()


def _trusted(counts: list[_Count], named: set[tuple[str, str]]) -> str:
    """Say once what was trusted rightly, unless it has just been said."""
    for axis, labels, said in _TRUST:
        right = sum(c.right for c in counts if c.axis == axis and c.label in labels)
        if right:
            done = any((axis, label) in named for label in labels)
            return "" if done else said.format(lines=plural(right, "line"))
    return ""


def _practise(judged: list[Marked], counts: list[_Count]) -> str:
    weak = [count for count in counts if count.missed and count.share < _WELL]
    weak = weak or [count for count in counts if count.missed]
    weak = sorted(weak, key=lambda count: (-count.missed, count.share))[:_MOST_NAMED]
    if not weak:
        return ""
    said = [f"Practise next: you {_with_mistake(weak[0])}."]
    said += [f"You {_with_mistake(count)}." for count in weak[1:]]
    lessons = sorted({LESSON_OF[count.axis] for count in weak})
    named = " and ".join(lessons)
    have = f"Lessons {named} have" if len(lessons) > 1 else f"Lesson {named} has"
    said.append(f"{have} more such lines.")
    return " ".join(said)


def _with_mistake(count: _Count) -> str:
    text, often = count.wrong.most_common(1)[0]
    said = f"{'found' if count.asked > 1 else 'missed'} {count.found()}"
    return f"{said}; {times(often)} you said “{text}”" if often > 1 else said


def _sure(judged: list[Marked]) -> str:
    certain = [item.outcome == RIGHT for item in judged if item.sure == _CERTAIN]
    right, total = sum(certain), len(certain)
    if total - right >= _LEAST_WRONG and right < CERTAIN_RIGHT * total:
        return (
            f"Of {total} answers that you were certain of, {right or 'none'} "
            f"{'was' if right == 1 else 'were'} right. When you feel certain, look for the "
            "deciding words once more."
        )
    if total >= _LEAST_CERTAIN and right >= _HOLDS * total:
        number = "all" if right == total else right
        return (
            f"Of {total} answers that you were certain of, {number} were right: here you can rely "
            "on feeling certain."
        )
    return ""
