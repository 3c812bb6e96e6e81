"""Which questions a sitting holds, and in which order.

A sitting is one calendar day of one learner: the same deck all day, a new draw tomorrow. Draws
are balanced over the labels of each axis, so that no label is "the good one".
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date

from healthclaims.content.articles import load_article
from healthclaims.content.codebook import FIT, load_codebook
from healthclaims.content.pairs import Pair, load_pairs
from healthclaims.learner.chance import seeded_random
from healthclaims.learner.history import History
from healthclaims.learner.schedule import due
from healthclaims.questions.bank import article_questions, question
from healthclaims.questions.forms import load_forms
from healthclaims.questions.question import CONTESTED_KIND, Question
from healthclaims.questions.quiz_config import CHECKS, DeckPlan, load_plans

MOST_QUESTIONS = 30


@dataclass(frozen=True)
class Deck:
    """The questions of one sitting.

    Parameters
    ----------
    plan : DeckPlan
        What it was drawn for.
    questions : tuple of Question
        In the order in which they are asked.
    reviewed : frozenset of str
        Ids of those that come back from an earlier day.
    """

    plan: DeckPlan
    questions: tuple[Question, ...]
    reviewed: frozenset[str]


def build_deck(plan: DeckPlan, history: History, today: date) -> Deck:
    """Draw the deck of one sitting, of at most `MOST_QUESTIONS`.

    The draw depends on the learner's seed, the quiz and the day alone, and on what was answered
    before today: it is the same whenever the cell is run again that day. It is empty where only
    missed questions are asked and none has come back.
    """
    if plan.due:
        back = due(history, today)[: min(plan.due, MOST_QUESTIONS)]
        return Deck(plan, tuple(question(name) for name in back), frozenset(back))
    if plan.form:
        form = load_forms()[history.forms[CHECKS.index(plan.form)]]
        return Deck(plan, form.block(history.block), frozenset())
    if plan.questions:
        fixed = tuple(question(name) for name in plan.questions)
        return Deck(plan, fixed[:MOST_QUESTIONS], frozenset())
    draw = seeded_random(history.seed, plan.key, today.isoformat())
    answered = frozenset(entry.question for entry in history.before(today).answers())
    taken = _taken_earlier(plan, history, today)
    set_elsewhere = _fixed_questions()
    back = (*plan.axes, *plan.earlier)
    review = [name for name in due(history, today) if question(name).axis in back]
    review = [name for name in review if name not in taken][: plan.review]
    singles = _draw_singles(plan, draw, answered, taken | set_elsewhere)
    chosen = _with_review(singles[: plan.most or None], review)
    draw.shuffle(chosen)
    names = [*_draw_pairs(plan, draw, answered, taken.union(review, set_elsewhere)), *chosen]
    for name in _draw_contested(plan, draw, answered, len(names)):
        names.insert(draw.randrange(1, len(names) + 1), name)
    found = tuple(question(name) for name in names[:MOST_QUESTIONS])
    return Deck(plan, found, frozenset(review))


def candidates(plan: DeckPlan) -> tuple[str, ...]:
    """List the ids of all questions with a mark that a practice quiz can ask, each once.

    A check has none: its questions are for measuring, and stay out of all practice.
    """
    labels = {axis: load_codebook().axes[axis].names for axis in plan.axes if plan.each}
    drawn = (
        name
        for axis, names in labels.items()
        for label in names
        for name in _choices(plan, axis, label)
    )
    ids = (*plan.questions, *(_usable_pairs(plan) if plan.pairs else ()), *drawn)
    return tuple(name for name in dict.fromkeys(ids) if question(name).is_scored)


def _taken_earlier(plan: DeckPlan, history: History, today: date) -> frozenset[str]:
    """Collect what the earlier quizzes of the same lesson hold today: nothing is asked twice."""
    taken: set[str] = set()
    for (lesson, quiz), other in load_plans().items():
        if lesson == plan.lesson:
            if quiz == plan.quiz:
                break
            taken.update(found.id for found in build_deck(other, history, today).questions)
    return frozenset(taken)


def _fixed_questions() -> frozenset[str]:
    """Collect what stands in a quiz of fixed questions: a draw would ask it a second time."""
    return frozenset(name for plan in load_plans().values() for name in plan.questions)


def _draw_singles(
    plan: DeckPlan, draw: random.Random, answered: frozenset[str], taken: frozenset[str]
) -> list[str]:
    """Draw `each` questions for every label, in rounds, so that any cut stays balanced."""
    if not plan.each:
        return []
    codebook = load_codebook()
    columns = []
    for axis in plan.axes:
        labels = list(codebook.axes[axis].names)
        draw.shuffle(labels)
        columns.append(
            [
                [
                    n
                    for n in _texts_in_turn(_choices(plan, axis, label), draw, answered)
                    if n not in taken
                ]
                for label in labels
            ]
        )
    return [
        column[place][turn]
        for turn in range(plan.each)
        for place in range(max(len(column) for column in columns))
        for column in columns
        if place < len(column) and turn < len(column[place])
    ]


def _texts_in_turn(names: list[str], draw: random.Random, answered: frozenset[str]) -> list[str]:
    """Put one question of each text before a second of any, what is not answered yet in front.

    So the kind of text gives no answer away: in some texts most lines have the same one.
    """
    mixed = _fresh_first(names, draw, answered)
    texts = sorted({name.partition("/")[0] for name in names})
    draw.shuffle(texts)
    turn: Counter[str] = Counter()
    places = {}
    for name in mixed:
        text = name.partition("/")[0]
        places[name] = name in answered, turn[text], texts.index(text)
        turn[text] += 1
    return sorted(mixed, key=places.__getitem__)


def _with_review(drawn: list[str], review: list[str]) -> list[str]:
    """Let each review question take the place of a drawn one, of its own label if possible."""
    kept = list(drawn)
    for name in review:
        asked = question(name)
        likeness = {
            other: (
                other == name,
                question(other).key == asked.key,
                question(other).axis == asked.axis,
            )
            for other in kept
        }
        if kept:
            kept.remove(max(kept, key=lambda other: likeness[other]))
    return [*review, *kept]


def _choices(plan: DeckPlan, axis: str, label: str) -> list[str]:
    return [
        name
        for article in plan.articles
        for name in article_questions(article, axis)
        if question(name).key == label and (plan.amounts or not _is_about_amounts(name))
    ]


def _is_about_amounts(name: str) -> bool:
    article, unit, _ = name.split("/")
    return unit in load_article(article).amounts_or_routes


def _draw_pairs(
    plan: DeckPlan, draw: random.Random, answered: frozenset[str], taken: frozenset[str]
) -> list[str]:
    """Draw pairs that differ on the first axis, A and B right in turn, then some that do not."""
    if not plan.pairs:
        return []
    axis = plan.axes[0]
    usable = {name: pair for name, pair in _usable_pairs(plan).items() if name not in taken}
    differing = [name for name, pair in usable.items() if pair.axis == axis]
    sides = [
        _fresh_first([name for name in differing if question(name).key == key], draw, answered)
        for key in "ab"
    ]
    draw.shuffle(sides)
    names = [side[turn] for turn in range(plan.pairs) for side in sides if turn < len(side)][
        : plan.pairs
    ]
    alike = _fresh_first([name for name in usable if name not in differing], draw, answered)
    for name in alike[: plan.same]:
        names.insert(draw.randrange(1, len(names) + 1), name)
    return names


def _usable_pairs(plan: DeckPlan) -> dict[str, Pair]:
    axis = plan.axes[0]
    return {
        f"pair/{pair.id}/{axis}": pair
        for pair in load_pairs().values()
        if axis in pair.a.judgements
        and (pair.axis == FIT) == (axis == FIT)
        and (plan.amounts or not pair.is_about_amounts)
    }


def _draw_contested(
    plan: DeckPlan, draw: random.Random, answered: frozenset[str], others: int
) -> list[str]:
    names = [
        name
        for axis in plan.axes
        for article in (*plan.articles, *plan.contested_from)
        for name in article_questions(article, axis)
        if question(name).kind == CONTESTED_KIND and (plan.amounts or not _is_about_amounts(name))
    ]
    # At most one in eight of the whole quiz.
    allowed = min(plan.contested, others // 7)
    return _fresh_first(names, draw, answered)[:allowed]


def _fresh_first(names: list[str], draw: random.Random, answered: frozenset[str]) -> list[str]:
    """Shuffle, then put what this learner has not answered yet in front."""
    mixed = sorted(names)
    draw.shuffle(mixed)
    return sorted(mixed, key=lambda name: name in answered)
