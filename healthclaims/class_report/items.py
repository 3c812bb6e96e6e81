"""Each question of a set: how hard, how well it tells good students from weak ones, and its faults.

Facility, discrimination index, discriminative efficiency and random guess score are what Moodle's
quiz statistics report (docs.moodle.org/dev/Quiz_statistics_calculations; question/classes/
statistics/questions/calculator.php). A student's ability is taken from the *other* questions of the
set, so that no question is held up as evidence for itself.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from healthclaims.class_report.answers import Given, QuestionSet
from healthclaims.class_report.discrimination import best_less_weakest, efficiency
from healthclaims.class_report.estimates import Estimate, correlation, share
from healthclaims.marking.gain import FEWEST
from healthclaims.questions.question import SURE, Option, Question

SUSPECT, WEAK, SOUND, UNTOLD = "look at the key", "tells little", "no fault seen", "cannot tell"
# Ability rests on at least so many other answers.
LEAST_OTHERS = 4
_CHANCE = 0.05
# With fewer students one sound question in five would be said to tell little (simulated classes).
_LEAST_FOR_WEAK = 20


@dataclass(frozen=True)
class Choice:
    """One answer to a question, and who gave it.

    Parameters
    ----------
    option : Option
        The answer.
    is_right : bool
        Whether it earns points.
    sure : tuple of int
        How many gave it as a guess, fairly sure and certain.
    better, weaker : int
        How many of the better and of the weaker half of the class gave it.
    students : tuple of str
        Who gave it.
    """

    option: Option
    is_right: bool
    sure: tuple[int, ...]
    better: int
    weaker: int
    students: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many gave it."""
        return len(self.students)


@dataclass(frozen=True)
class Item:
    """One question, with what a class made of it.

    Parameters
    ----------
    question : Question
        What was asked.
    choices : tuple of Choice
        Every answer in the order shown, given or not.
    open : int
        How many were asked and left it open; 0 where that is not known.
    better, weaker : int
        How many of either half of the class answered. Who did just as well as the middle of the
        class in the other questions is in neither half.
    facility : Estimate
        Share of right answers.
    guess : float
        Share that guessing gives: Moodle's random guess score.
    discrimination : Estimate
        Correlation of right or wrong with the share right in the other questions: the corrected
        point-biserial, which is Moodle's discrimination index as a share of 1.
    efficiency : Estimate
        Moodle's discriminative efficiency as a share of 1.
    best_less_weakest : Estimate
        Share right in the best 27 % less that in the weakest 27 %.
    verdict : str
        `SUSPECT`, `WEAK`, `SOUND` or `UNTOLD`.
    """

    question: Question
    choices: tuple[Choice, ...]
    open: int
    better: int
    weaker: int
    facility: Estimate
    guess: float
    discrimination: Estimate
    efficiency: Estimate
    best_less_weakest: Estimate
    verdict: str

    @property
    def answered(self) -> int:
        """How many answered."""
        return sum(choice.count for choice in self.choices)

    @property
    def wrong_choices(self) -> list[Choice]:
        """The answers that earn nothing, given or not."""
        return [choice for choice in self.choices if not choice.is_right]

    @property
    def wrong(self) -> int:
        """How many answered wrongly."""
        return sum(choice.count for choice in self.wrong_choices)

    @property
    def tempting(self) -> Choice | None:
        """The wrong answer that most gave; None where none was given."""
        found = [choice for choice in self.wrong_choices if choice.count]
        return max(found, key=lambda choice: choice.count, default=None)

    @property
    def certain_errors(self) -> int:
        """How many were certain of a wrong answer."""
        return sum(choice.sure[-1] for choice in self.wrong_choices)

    @property
    def certain(self) -> int:
        """How many were certain."""
        return sum(choice.sure[-1] for choice in self.choices)


def item_analysis(found: QuestionSet) -> tuple[Item, ...]:
    """Work out what a class made of each question, in the order in which they were first answered.

    Returns
    -------
    tuple of Item
        A question that nobody answered is not among them.
    """
    of_question: defaultdict[str, list[Given]] = defaultdict(list)
    of_student: defaultdict[str, list[Given]] = defaultdict(list)
    for given in found.answers:
        of_question[given.question.id].append(given)
        of_student[given.student].append(given)
    totals = {who: (sum(g.right for g in own), len(own)) for who, own in of_student.items()}
    return tuple(_item(given, totals, found.students) for given in of_question.values())


def _item(given: Sequence[Given], totals: Mapping[str, tuple[int, int]], asked: int) -> Item:
    question = given[0].question
    # How well each did in the other questions; who answered too few others is left out.
    rest: dict[str, float] = {}
    for one in given:
        right, answered = totals[one.student]
        if answered - 1 >= LEAST_OTHERS:
            rest[one.student] = (right - one.right) / (answered - 1)
    ranked = [one for one in given if one.student in rest]
    marks, scores = [float(one.right) for one in ranked], [rest[one.student] for one in ranked]
    middle = statistics.median(scores) if scores else 0.0
    better = [one for one in ranked if rest[one.student] > middle]
    weaker = [one for one in ranked if rest[one.student] < middle]
    choices = tuple(_choices(question, given, better, weaker))
    facility = share(sum(one.right for one in given), len(given))
    guess = sum(choice.is_right for choice in choices) / len(choices)
    discrimination = correlation(marks, scores)
    return Item(
        question,
        choices,
        max(0, asked - len(given)),
        len(better),
        len(weaker),
        facility,
        guess,
        discrimination,
        efficiency(marks, scores),
        best_less_weakest(marks, scores),
        _verdict(choices, facility, guess, discrimination, len(better), len(weaker)),
    )


def _choices(
    question: Question, given: Sequence[Given], better: Sequence[Given], weaker: Sequence[Given]
) -> Iterable[Choice]:
    rights = {question.key, *(one.choice for one in given if one.right)}
    in_better, in_weaker = (Counter(one.choice for one in half) for half in (better, weaker))
    for option in question.options:
        own = [one for one in given if one.choice == option.value]
        sure = Counter(one.sure for one in own)
        yield Choice(
            option,
            option.value in rights,
            tuple(sure[place] for place in range(1, len(SURE) + 1)),
            in_better[option.value],
            in_weaker[option.value],
            tuple(sorted(one.student for one in own)),
        )


def _verdict(
    choices: Sequence[Choice],
    facility: Estimate,
    guess: float,
    discrimination: Estimate,
    better: int,
    weaker: int,
) -> str:
    """Name what speaks against a question, as far as the number of students allows.

    The key is a suspect where the better half of the class prefers another answer, by more than
    chance, and good students are not seen to do better than weak ones. A question tells little
    where it is answered as if by guessing, and good students are not seen to do better either.
    """
    if not better or not weaker or better + weaker < FEWEST:
        return UNTOLD
    if discrimination.lies_above(0):
        return SOUND
    rights = [choice for choice in choices if choice.is_right]
    others = [choice for choice in choices if not choice.is_right]
    key = sum(choice.better for choice in rights)
    # As strict as there are other answers, for each is looked at.
    if any(sign_test(key, other.better) < _CHANCE / len(others) for other in others):
        return SUSPECT
    if facility.lies_above(guess):
        return SOUND
    return WEAK if sum(choice.count for choice in choices) >= _LEAST_FOR_WEAK else UNTOLD


def sign_test(fewer: int, more: int) -> float:
    """Return the chance that two equally liked answers are given so unequally, or more so.

    One side: that the first is given at most so often, of as many as gave the one or the other (W.
    J. Dixon and A. M. Mood, Journal of the American Statistical Association 41, 1946, 557-566).
    """
    size = fewer + more
    ways = sum(math.comb(size, count) for count in range(fewer + 1))
    return ways / (1 << size)
