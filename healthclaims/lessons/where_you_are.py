"""Where a learner stands when a lesson is opened: what waits here, each skill, and what next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, PURPOSE, load_codebook
from healthclaims.core.html import Html, join, tag
from healthclaims.learner.history import History
from healthclaims.learner.outcomes import first_answers, outcomes, standing
from healthclaims.learner.same_words import LESSON_OF, plural
from healthclaims.learner.summary import LEAST_FOR_SOLID, lesson_title
from healthclaims.learner.wording import day_in_words
from healthclaims.questions.question import NOT_YET, RIGHT
from healthclaims.questions.quiz_config import load_plans
from healthclaims.quiz.draw import Deck, build_deck

# What a learner is told first, here and on an exported page (export/where_you_are.js).
WORDS = {
    "ready": "Ready. ",
    "holds": "{quizzes}, about {questions}.",
    "today": "Today you did {done} of {asked}{verdicts}.",
    "verdicts": ": {right} right, {not_yet} not yet",
    "earlier": "{when} you did {done} of {asked}",
    "back": "{back} {come} back today",
    "yesterday": "Yesterday",
    "on": "On {day}",
}
_SKILLS = (EVIDENCE, CERTAINTY, PURPOSE)


def where_you_are(lesson: str, history: History, today: date) -> Html:
    """Render what the lesson holds today and what was done, a bar a skill, and what is next.

    Who has answered nothing yet reads no more than what the lesson holds.
    """
    skills = _skills(history)
    words = " ".join(_sentences(lesson, history, today))
    ready = tag("p", tag("strong", WORDS["ready"]), words)
    if not any(total for _, total in skills.values()):
        return ready
    bars = tag(
        "ul", join(_bar(*skill) for skill in skills.items()), style="list-style: none; padding: 0"
    )
    return join((ready, bars, _next(lesson, skills)))


# Under this heading each lesson of a skill practises it.
_ROUND = "Practice"


def lesson_link(number: str, heading: str = "") -> Html:
    """Render a link to the lesson with this number, or to a heading in it."""
    name = next(name for name, _ in load_plans() if name.startswith(number))
    return tag("a", tag("u", lesson_title(name)), href=f"{name}.ipynb{heading and f'#{heading}'}")


def _sentences(lesson: str, history: History, today: date) -> list[str]:
    if not any(owner == lesson for owner, _ in load_plans()):  # a notebook of one's own
        return []
    decks = _decks(lesson, history, today)
    asked, back = _size(decks), sum(len(deck.reviewed) for deck in decks)
    if not asked:
        return ["Nothing of yours comes back today."]
    holds = WORDS["holds"].format(
        quizzes=plural(len(decks), "quiz", "quizzes"), questions=plural(asked, "question")
    )
    now = _done(lesson, history, today, decks)
    if now:
        verdicts = _verdicts(lesson, history, today, decks)
        return [holds, WORDS["today"].format(done=now, asked=asked, verdicts=verdicts)]
    did = _earlier(lesson, history, today)
    if did and back:
        come = "comes" if back == 1 else "come"
        return [holds, f"{did}; {WORDS['back'].format(back=back, come=come)}."]
    return [holds, f"{did}."] if did else [holds]


def _earlier(lesson: str, history: History, today: date) -> str:
    """Tell how much was done on the last day before today; empty if nothing was."""
    days = [entry.day for entry in history.answers() if entry.lesson == lesson]
    last = max((day for day in days if day < today), default=None)
    if not last:
        return ""
    # As it was drawn then: `History.before` takes answers of later days for earlier ones.
    known = replace(history, entries=tuple(e for e in history.entries if e.day <= last))
    decks = _decks(lesson, known, last)
    done = _done(lesson, known, last, decks)
    when = _when(last, today)
    return WORDS["earlier"].format(when=when, done=done, asked=_size(decks)) if done else ""


def _decks(lesson: str, history: History, day: date) -> list[Deck]:
    plans = [plan for (owner, _), plan in load_plans().items() if owner == lesson]
    return [build_deck(plan, history, day) for plan in plans]


def _size(decks: Sequence[Deck]) -> int:
    return sum(len(deck.questions) for deck in decks)


def _done(lesson: str, history: History, day: date, decks: Sequence[Deck]) -> int:
    """Count the questions of a day that were answered that day."""
    answers = (e for e in history.answers() if e.lesson == lesson and e.day == day)
    own = {(entry.question, entry.seen) for entry in answers}
    return sum((asked.id, asked.seen) in own for deck in decks for asked in deck.questions)


def _verdicts(lesson: str, history: History, day: date, decks: Sequence[Deck]) -> str:
    """Tell right from not yet; of a check before or after the course nothing is told here."""
    own = outcomes(e for e in history.answers() if e.lesson == lesson and e.day == day)
    counts = standing((asked for deck in decks for asked in deck.questions), own)
    told = WORDS["verdicts"].format(right=counts[RIGHT], not_yet=counts[NOT_YET])
    return told if own else ""


def _when(day: date, today: date) -> str:
    if (today - day).days == 1:
        return WORDS["yesterday"]
    words = day_in_words(day)
    return WORDS["on"].format(day=words.partition(",")[0] if (today - day).days < 7 else words)


def _skills(history: History) -> dict[str, tuple[int, int]]:
    """Count right first answers and all first answers, by question type."""
    firsts = first_answers(outcomes(history.answers()))
    of_skill = {skill: [o.right for o in firsts if o.question.axis == skill] for skill in _SKILLS}
    return {skill: (sum(rights), len(rights)) for skill, rights in of_skill.items()}


def _bar(skill: str, count: tuple[int, int]) -> Html:
    short = load_codebook().axes[skill].short
    right, total = count
    if total < 2:
        return tag("li", f"{short} {'One answer so far.' if total else 'Nothing answered yet.'}")
    asked = tag("span", f"{short} ", style="display: inline-block; min-width: 13em")
    bar = tag("meter", f"{right} of {total}", min=0, max=total, value=right)
    return tag("li", tag("label", asked, bar), f" {right} of {total} right at the first try")


def _next(lesson: str, skills: Mapping[str, tuple[int, int]]) -> Html:
    """Name the skill with the smallest share of right answers, where enough was answered."""
    shares = {
        skill: right / total
        for skill, (right, total) in skills.items()
        if total >= LEAST_FOR_SOLID and right < total
    }
    if not shares:
        return Html("")
    weakest = min(shares, key=shares.__getitem__)
    number = LESSON_OF[weakest]
    where = (
        f"this lesson, at “{_ROUND}”" if lesson.startswith(number) else lesson_link(number, _ROUND)
    )
    short = load_codebook().axes[weakest].short
    return tag("p", f"To practise next: “{short}” in ", where, ".")
