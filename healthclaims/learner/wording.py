"""What a learner is told: plain sentences, each only where enough answers stand behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from healthclaims.content.codebook import CERTAINTY, EVIDENCE, FIT, PURPOSE
from healthclaims.learner.response_bias import (
    LEAST_ANSWERS,
    SUSPICIOUS,
    TRUSTING,
    ResponseBias,
    Tally,
)
from healthclaims.learner.same_words import CERTAIN_RIGHT, plural, times
from healthclaims.learner.statistics import chance_of_at_most, chance_of_lead
from healthclaims.learner.summary import LEAST_FOR_SOLID, Summary
from healthclaims.questions.question import SURE

TOO_FEW = "Too few answers to tell."
# The share of right answers that a guess may reach.
_GUESS_RIGHT = 0.5
# A sentence about sureness needs so many answers, and a chance below this that it only looks so.
_LEAST_SURE, _CHANCE = 8, 0.05

# What an exported page tells, too (export/progress.js); {…} is filled in.
WORDS = {
    "work": "You gave {answers} on {days}.",
    "met": "You met {asked} with a right answer: {first} you had right from the start, {later} you "
    "have put right on a later day, {still_open} not yet.",
    "nothingDue": "Nothing comes back today.",
    "due": "{questions} {come} back today.",
    "coming": "{count}{more} {come} on {day}.",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
_COUNTED: Mapping[str, str] = {
    EVIDENCE: "You found {found} sentences that name people as studied. "
    "You also saw people in {alarms} others.",
    CERTAINTY: "You heard the doubt in {found} sentences that leave room for it. "
    "You also heard doubt in {alarms} that sound certain.",
    PURPOSE: "You noticed {found} sentences that push. You also saw a push in {alarms} others.",
    FIT: "You caught {found} sentences that go further than their evidence. "
    "You also said so of {alarms} others.",
}
_DIRECTIONS: Mapping[tuple[str, str], str] = {
    (EVIDENCE, SUSPICIOUS): "When unsure, you more often overlook people who are named.",
    (EVIDENCE, TRUSTING): "When unsure, you more often see people where none are named.",
    (CERTAINTY, SUSPICIOUS): "When unsure, you more often hear certainty.",
    (CERTAINTY, TRUSTING): "When unsure, you more often hear doubt.",
    (PURPOSE, SUSPICIOUS): "When unsure, you more often see a push.",
    (PURPOSE, TRUSTING): "When unsure, you more often let a push pass.",
    (FIT, SUSPICIOUS): "When unsure, you more often say that the wording goes too far.",
    (FIT, TRUSTING): "When unsure, you more often let the wording pass.",
}
_OVERALL = {
    SUSPICIOUS: (
        "You lean towards doubt. Doubted too much: {doubted}. Trusted too much: {trusted}.",
        "Try this: before you doubt a sentence, look for what it does name.",
    ),
    TRUSTING: (
        "You lean towards trust. Trusted too much: {trusted}. Doubted too much: {doubted}.",
        "Try this: before you trust a sentence, look for who was studied.",
    ),
}


def _come(count: int) -> str:
    return "comes" if count == 1 else "come"


def work_sentences(summary: Summary) -> list[str]:
    """Tell how much was done and what became of it."""
    total = summary.total
    sentences = [
        WORDS["work"].format(
            answers=plural(summary.answers, "answer"), days=plural(summary.days, "day")
        ),
        WORDS["met"].format(
            asked=plural(total.asked, "question"),
            first=total.first,
            later=total.later,
            still_open=total.still_open,
        ),
    ]
    if summary.check_answers:
        sentences.append(
            f"{plural(summary.check_answers, 'answer')} to the check before and after the course "
            "are not among these: lesson 06 tells you about them."
            if summary.check_answers > 1
            else "1 answer to the check before and after the course is not among these: "
            "lesson 06 tells you about it."
        )
    if summary.not_counted:
        sentences.append(
            f"{plural(summary.not_counted, 'answer')} kept but not counted: the question has "
            "changed since."
        )
    return sentences


def solid_sentences(summary: Summary) -> list[str]:
    """Tell which kinds of questions are solid."""
    solid: dict[str, list[str]] = {}
    for (asked, right), count in summary.kinds.items():
        if count.is_solid:
            solid.setdefault(asked, []).append(right)
    if not solid:
        least = "".join(_IN_WORDS[LEAST_FOR_SOLID : LEAST_FOR_SOLID + 1]) or LEAST_FOR_SOLID
        return [
            f"No kind of question is solid yet. That takes at least {least} questions of a kind."
        ]
    parts = [
        f"{asked} ({', '.join(answers).lower()})" if all(answers) else asked
        for asked, answers in solid.items()
    ]
    return [f"Solid so far: {'; '.join(parts)}."]


def due_sentences(summary: Summary) -> list[str]:
    """Tell what comes back today, and when more does."""
    waiting = sum(summary.due.values())
    if not waiting:
        sentences = [WORDS["nothingDue"]]
    else:
        questions, come = plural(waiting, "question"), _come(waiting)
        sentences = [WORDS["due"].format(questions=questions, come=come)]
        if summary.due_done == waiting:
            sentences.append("You have answered all of them today.")
        elif summary.due_done:
            sentences.append(f"{summary.due_done} of them you have answered today.")
    if summary.coming:
        day, count = summary.coming
        more = " more" if waiting else ""
        sentences.append(
            WORDS["coming"].format(count=count, more=more, come=_come(count), day=day_in_words(day))
        )
    elif not waiting and summary.total.asked:
        sentences.append("You have nothing waiting on later days either.")
    return sentences


def bias_sentences(bias: ResponseBias) -> list[str]:
    """Tell whether more than guessing stands behind the answers, and which way a learner leans."""
    if not bias.is_enough:
        return [
            f"{TOO_FEW} So far {plural(bias.answers, 'answer')} can be used for this; "
            f"it takes {LEAST_ANSWERS}."
        ]
    sentences = []
    if not bias.tells_apart:
        sentences.append(
            "Taken together, your answers cannot be told from guesses yet. That is how learning "
            "begins. Before you choose, look for the words that decide."
        )
    elif not bias.direction:
        sentences.append(
            "You tell such sentences apart: that is more than guessing. "
            "No clear lean towards doubt or towards trust shows."
        )
    else:
        sentences.append("You tell such sentences apart: that is more than guessing.")
    if bias.direction:
        doubted, trusted = times(bias.doubted), times(bias.trusted)
        sentences += [
            part.format(doubted=doubted, trusted=trusted) for part in _OVERALL[bias.direction]
        ]
    return sentences


def axis_sentences(tally: Tally) -> list[str]:
    """Tell the same of one question type."""
    if not tally.is_enough:
        return [TOO_FEW]
    counted = _COUNTED[tally.contrast.axis].format(
        found=_of(tally.hits, tally.signals), alarms=_of(tally.false_alarms, tally.others)
    )
    skill = (
        "That is more than guessing."
        if tally.tells_apart
        else "That cannot be told from guessing yet."
    )
    direction = _DIRECTIONS.get((tally.contrast.axis, tally.direction))
    return [counted, skill, *([direction] if direction else [])]


def _of(count: int, size: int) -> str:
    return f"{count or 'none'} of the {size}"


def confidence_sentences(sure: Mapping[str, tuple[int, int]]) -> list[str]:
    """Tell whether a learner was surer than right, or righter than sure.

    By how sure they were given: right answers and all answers.
    """
    right, total = sure[SURE[-1]]
    guessed, guesses = sure[SURE[0]]
    sentences = []
    if total >= _LEAST_SURE and chance_of_at_most(right, total, CERTAIN_RIGHT) < _CHANCE:
        sentences.append(
            f"You were surer than right: of {total} answers you were certain of, {right} were "
            "right. When you feel certain, look for the deciding words once more."
        )
    if (
        guesses >= _LEAST_SURE
        and chance_of_at_most(guesses - guessed, guesses, _GUESS_RIGHT) < _CHANCE
    ):
        sentences.append(
            f"You know more than you think: of {guesses} answers you called {SURE[0]}, {guessed} "
            "were right."
        )
    if (
        not sentences
        and min(total, guesses) >= _LEAST_SURE
        and chance_of_lead(right, total, guessed, guesses) < _CHANCE
    ):
        sentences.append(
            f"When you were certain, {right} of {total} answers were right; when you guessed, "
            f"{guessed} of {guesses}. So your feeling of being sure is worth something."
        )
    if sentences:
        return sentences
    if total < _LEAST_SURE and guesses < _LEAST_SURE:
        return [
            f"{TOO_FEW} It takes {_LEAST_SURE} answers that you are certain of, or {_LEAST_SURE} "
            "guesses."
        ]
    return ["So far there is no clear sign that you are too sure, or not sure enough."]


def day_in_words(day: date) -> str:
    """Write a day in words, "Tuesday, 10 March", the same on every machine."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}"
