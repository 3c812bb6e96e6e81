"""What all answers of one learner add up to, in numbers.

Nothing in it depends on the learner's code, the machine or the order of the files: the same
answers give the same summary. The sentences made of it stand in `healthclaims.learner.wording`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from healthclaims.content.codebook import load_codebook
from healthclaims.learner.history import History
from healthclaims.learner.outcomes import Outcome, by_confidence, first_answers, outcomes
from healthclaims.learner.response_bias import ResponseBias, response_bias
from healthclaims.learner.schedule import due, schedule
from healthclaims.questions.pair_questions import HEADLINE
from healthclaims.questions.question import CHOICE, Question

# A kind of question is solid from so many questions on, if no larger share is still open.
LEAST_FOR_SOLID, OPEN_ALLOWED = 4, 1 / 5
_PAIRS, _HEADLINES = "Two versions side by side", "Heading and text"


@dataclass(frozen=True)
class Count:
    """What became of some questions.

    Right at the first try and not missed since; missed and answered right on a later day; missed
    and not yet answered right on a later day.
    """

    first: int = 0
    later: int = 0
    still_open: int = 0

    @property
    def asked(self) -> int:
        """All of them."""
        return self.first + self.later + self.still_open

    @property
    def is_solid(self) -> bool:
        """True where enough were asked and few are open."""
        return self.asked >= LEAST_FOR_SOLID and self.still_open <= self.asked * OPEN_ALLOWED


@dataclass(frozen=True)
class Summary:
    """All answers of a learner, added up.

    Parameters
    ----------
    answers, days : int
        How many answers count, on how many calendar days.
    check_answers : int
        Answers to the check before and after the course, which count elsewhere.
    not_counted : int
        Answers that are kept but do not count, because their question has changed or is gone.
    lessons : mapping of str to Count
        By the lesson in which a question was met first.
    kinds : mapping of (str, str) to Count
        By question type and right answer, both in a student's words.
    due : mapping of str to int
        Questions that come back today, by lesson.
    due_done : int
        How many of them were answered today already.
    coming : (date, int) or None
        The next day on which more come back, and how many.
    sure : mapping of str to (int, int)
        Right first answers and all first answers, by how sure they were given.
    bias : ResponseBias
        What is told apart, and which way the learner leans.
    """

    answers: int
    days: int
    check_answers: int
    not_counted: int
    lessons: Mapping[str, Count]
    kinds: Mapping[tuple[str, str], Count]
    due: Mapping[str, int]
    due_done: int
    coming: tuple[date, int] | None
    sure: Mapping[str, tuple[int, int]]
    bias: ResponseBias

    @property
    def total(self) -> Count:
        """All questions with a right answer, by what became of them."""
        counts = self.kinds.values()
        return Count(
            sum(count.first for count in counts),
            sum(count.later for count in counts),
            sum(count.still_open for count in counts),
        )


def summarize(history: History, today: date) -> Summary:
    """Add up all answers of a learner; `today` decides what is due."""
    answers = history.answers()
    judged = outcomes(answers)
    in_check = len(outcomes(answers, check=True))
    firsts = first_answers(judged)
    states = what_became(judged)
    home = {first.question.id: first.entry.lesson for first in firsts}
    ready = due(history, today)
    # What comes later also depends on what was answered today.
    after = schedule(history, today + timedelta(days=1))
    later = sorted(day for day in after.values() if day > today)
    done = {o.question.id for o in judged if o.entry.day == today}
    return Summary(
        answers=len(judged),
        days=len({outcome.entry.day for outcome in judged}),
        check_answers=in_check,
        not_counted=len(answers) - len(judged) - in_check,
        lessons=_counts((home[name], state) for name, state in states.items()),
        kinds=_kinds(firsts, states),
        due=dict(sorted(Counter(home[name] for name in ready).items())),
        due_done=len(done.intersection(ready)),
        coming=(later[0], later.count(later[0])) if later else None,
        sure=by_confidence(judged),
        bias=response_bias(
            (o.question.axis, o.question.key, o.entry.choice)
            for o in firsts
            if o.question.kind == CHOICE
        ),
    )


def what_became(judged: Iterable[Outcome]) -> dict[str, str]:
    """Name what became of each scored question: the field of `Count` that it is counted in."""
    return {name: _state(of_it) for name, of_it in _by_question(judged).items()}


def _by_question(judged: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for outcome in judged:
        if outcome.question.is_scored:
            found.setdefault(outcome.question.id, []).append(outcome)
    return found


def _state(answers: Sequence[Outcome]) -> str:
    """Name what became of one question: the first answer of each day counts."""
    days: dict[date, bool] = {}
    for outcome in answers:
        days.setdefault(outcome.entry.day, outcome.right)
    rights = list(days.values())
    if all(rights):
        return "first"
    return "later" if rights[-1] else "still_open"


def _counts(states: Iterable[tuple[str, str]]) -> dict[str, Count]:
    """Count states by group; groups in the order of their names."""
    found: dict[str, Counter[str]] = {}
    for group, state in states:
        found.setdefault(group, Counter())[state] += 1
    return {group: Count(**found[group]) for group in sorted(found)}


def _kinds(firsts: Sequence[Outcome], states: Mapping[str, str]) -> dict[tuple[str, str], Count]:
    """Count states by question type and right answer, in the order of the lessons."""
    groups: dict[tuple[str, str], Counter[str]] = {}
    for axis in load_codebook().axes.values():
        for label in axis.labels:
            groups[axis.short, label.shown] = Counter()
        groups[axis.short, _PAIRS] = Counter()
    groups[_HEADLINES, ""] = Counter()
    # What an author has written out is called after the lesson in which it came first.
    for name in sorted({_kind_of(outcome)[0] for outcome in firsts}):
        groups.setdefault((name, ""), Counter())
    for outcome in firsts:
        groups[_kind_of(outcome)][states[outcome.question.id]] += 1
    return {kind: Count(**found) for kind, found in groups.items() if found}


def _kind_of(outcome: Outcome) -> tuple[str, str]:
    name, right = kind(outcome.question)
    return name or lesson_title(outcome.entry.lesson), right


def kind(asked: Question) -> tuple[str, str]:
    """Name the type of a question and its right answer, in a student's words.

    The type is empty where an author has written the question out.
    """
    if asked.axis == HEADLINE:
        return _HEADLINES, ""
    axis = load_codebook().axes.get(asked.axis)
    if axis is None:
        return "", ""
    if asked.kind != CHOICE:
        return axis.short, _PAIRS
    return axis.short, axis[asked.key].shown if asked.key in axis.names else _PAIRS


def lesson_title(name: str) -> str:
    """Return the plain name of a lesson: ``"02_animal_or_human"`` is "02 Animal or human"."""
    number, _, words = name.partition("_")
    return f"{number} {words.replace('_', ' ').capitalize()}".strip()
