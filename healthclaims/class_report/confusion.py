"""What a class takes for what, how far it agrees with the key, and which way it leans."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from healthclaims.class_report.answers import Given
from healthclaims.class_report.estimates import Estimate, jackknife
from healthclaims.content.codebook import Axis, load_codebook
from healthclaims.learner.response_bias import CONTRASTS, EVEN, SUSPICIOUS, TRUSTING, Tally, tally
from healthclaims.questions.question import CHOICE

_Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Confusion:
    """All answers to one type of question.

    Parameters
    ----------
    axis : Axis
        The type of question, with its labels.
    counts : mapping of (str, str) to int
        How often each label of the key was answered with each label.
    students, questions : int
        How many of them.
    agreement : Estimate
        Krippendorff's alpha of the class with the key.
    lean : Estimate
        How far the class leans to doubt (above 0) or to trust (below 0), in standard deviations of
        signal detection (the criterion c, less an even-handed learner's).
    """

    axis: Axis
    counts: Mapping[tuple[str, str], int]
    students: int
    questions: int
    agreement: Estimate
    lean: Estimate

    @property
    def direction(self) -> str:
        """`SUSPICIOUS` or `TRUSTING`, or `EVEN`, which also stands where it cannot be told."""
        if self.lean.lies_above(0):
            return SUSPICIOUS
        return TRUSTING if self.lean.lies_below(0) else EVEN

    def row(self, label: str) -> tuple[int, ...]:
        """Count the answers where one label is the key, in the order of the labels."""
        return tuple(self.counts.get((label, other), 0) for other in self.axis.names)

    def swaps(self) -> tuple[tuple[str, str, int], ...]:
        """List wrong answers as key, answer and count, the largest share of its key first."""
        found = [(key, given, n) for (key, given), n in self.counts.items() if key != given]
        return tuple(sorted(found, key=lambda one: (-one[2] / sum(self.row(one[0])), one)))


def confusions(answers: Iterable[Given]) -> tuple[Confusion, ...]:
    """Work out the confusion table of each type of question that was asked.

    Only questions about one sentence with the labels of the codebook count.
    """
    of_axis: defaultdict[str, list[Given]] = defaultdict(list)
    axes = load_codebook().axes
    for given in answers:
        asked = given.question
        if asked.kind == CHOICE and asked.axis in axes and asked.key in axes[asked.axis].names:
            of_axis[asked.axis].append(given)
    return tuple(_confusion(axes[name], of_axis[name]) for name in axes if of_axis[name])


def _confusion(axis: Axis, answers: Sequence[Given]) -> Confusion:
    of_student: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for given in answers:
        of_student[given.student].append((given.question.key, given.choice))
    parts = [of_student[who] for who in sorted(of_student)]
    return Confusion(
        axis,
        Counter(pair for part in parts for pair in part),
        len(parts),
        len({given.question.id for given in answers}),
        agreement(parts, axis.names),
        lean(axis.name, parts),
    )


def agreement(students: Sequence[_Pairs], labels: Sequence[str]) -> Estimate:
    """Return Krippendorff's alpha of a class with the key, each answer beside its key.

    1 where all agree, 0 where the answers agree with the key no more than chance would make them.
    Nominal alpha of two coders, the key and the class, with every answer a unit (K. Krippendorff,
    Content Analysis, 4th edition, 2018). Interval: `jackknife` over students, since the
    answers of one student belong together.
    """
    cells = [(key, given) for key in labels for given in labels]
    parts = [[pairs.count(cell) for cell in cells] for pairs in students]
    return jackknife(parts, lambda some: _alpha(dict(zip(cells, _total(some), strict=True))))


def _alpha(counts: Mapping[tuple[str, str], int]) -> float | None:
    uses: Counter[str] = Counter()
    for (key, given), count in counts.items():
        uses[key] += count
        uses[given] += count
    total = uses.total()
    chance = total**2 - sum(count**2 for count in uses.values())
    if not chance:
        return None
    differing = 2 * sum(count for (key, given), count in counts.items() if key != given)
    return 1 - (total - 1) * differing / chance


def lean(axis: str, students: Sequence[_Pairs]) -> Estimate:
    """Return how far a class leans to doubt (above 0) or to trust, apart from how much it knows.

    The criterion of signal detection, less that of an even-handed learner of the same skill, as
    `healthclaims.learner.response_bias` works it out for one learner. Interval: `jackknife` over
    students.
    """
    contrast = CONTRASTS.get(axis)
    if contrast is None:
        return Estimate(None, reason="this type of question has no side of doubt")
    tallies = [tally(axis, pairs) for pairs in students]
    parts = [[one.hits, one.signals, one.false_alarms, one.others] for one in tallies]

    def shift(some: Sequence[Sequence[int]]) -> float | None:
        whole = Tally(contrast, *_total(some))
        return whole.shift()[0] if whole.signals and whole.others else None

    found = jackknife(parts, shift)
    if found.value is None and shift(parts) is None:
        return Estimate(None, reason="only one kind of right answer was asked for")
    return found


def _total(parts: Sequence[Sequence[int]]) -> Iterator[int]:
    return map(sum, zip(*parts, strict=True))
