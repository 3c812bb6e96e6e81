"""The page that a student gets back.

What went well and what to practise, every question with its reason, and what was said about
written answers.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from healthclaims.assignments.assignment import Task
from healthclaims.core.assets import asset
from healthclaims.core.html import Html, join, mark, table, tag
from healthclaims.core.offline_page import offline_page
from healthclaims.core.untrusted import shown_text
from healthclaims.learner.wording import plural
from healthclaims.marking.feedback_points import NOT_MARKED, points_table, told_points
from healthclaims.marking.feedback_wording import told_answers
from healthclaims.marking.judge import CHANGED, Marked, Result, Written
from healthclaims.marking.key import Guide
from healthclaims.marking.rubric_points import Given
from healthclaims.questions.question import (
    NOT_ATTEMPTED,
    NOT_YET,
    RIGHT,
    SURE,
    Passage,
    Question,
    look_for,
)

_MOST_NAME = 200


def feedback_page(
    result: Result, name: str, given: Mapping[str, Given], notes: Sequence[str] = ()
) -> str:
    """Make the page for one student.

    The name comes from outside. What a person gave is by id of a task; notes say what could not
    be read of what was handed in, with what to do.
    """
    assignment = result.key.assignment
    return offline_page(
        f"Feedback: {assignment.title}",
        asset("marking/feedback.css"),
        tag(
            "header",
            tag("h1", assignment.title),
            tag("p", "Feedback for ", tag("bdi", shown_text(name, _MOST_NAME) or "you")),
        ),
        tag("main", *_content(result, given, notes)),
    )


def unmarked_page(result: Result, name: str, notes: Sequence[str]) -> str:
    """Make the page for a student whose work could not be marked: it tells no answer.

    Of the result only the assignment is used; notes say why, and what to do.
    """
    title = result.key.assignment.title
    who = tag("bdi", shown_text(name, _MOST_NAME) or "you")
    line = "Your work could not be marked yet. This is no grade, and nothing is held against you."
    return offline_page(
        f"Feedback: {title}",
        asset("marking/feedback.css"),
        tag("header", tag("h1", title), tag("p", "Feedback for ", who)),
        tag("main", tag("p", line, class_="points"), _notes(notes) if notes else ""),
    )


def _content(result: Result, given: Mapping[str, Given], notes: Sequence[str]) -> Iterator[Html]:
    if notes:
        yield _notes(notes)
    yield tag(
        "section",
        tag("h2", "In short"),
        tag("p", told_points(result, given), class_="points"),
        *(tag("p", sentence) for sentence in told_answers(result)),
    )
    yield tag("section", tag("h2", "Your points"), points_table(result, given))
    if result.marked:
        yield tag("section", tag("h2", "Your answers, one by one"), *_answers(result))
    if result.written:
        parts = (
            _written(written, result.key.guides[written.task.id], given.get(written.task.id))
            for written in result.written
        )
        yield tag("section", tag("h2", "What you wrote"), *parts)


def _notes(notes: Sequence[str]) -> Html:
    return tag(
        "section",
        tag("h2", "Not everything could be read"),
        tag("ul", join(tag("li", tag("bdi", shown_text(note))) for note in notes)),
        tag("p", "If something of yours is missing below, show this to your teacher."),
        class_="notes",
    )


def _answers(result: Result) -> Iterator[Html]:
    source = ""
    for number, item in enumerate(result.marked, 1):
        asked = item.question
        note, accepted = result.key.notes.get(asked.id, ""), result.key.accepted[asked.id]
        is_new = asked.source != source
        source = asked.source
        yield _answer(number, item, accepted, note, is_new)


@functools.lru_cache(maxsize=4096)
def _answer(
    number: int, item: Marked, accepted: frozenset[str], note: str, is_new_source: bool
) -> Html:
    """Show one question; the same for everybody who gave the same answer, so it is kept."""
    asked = item.question
    return tag(
        "article",
        tag("h3", f"Question {number}: {item.outcome}"),
        tag("p", f"From: {asked.source}", class_="source") if is_new_source else "",
        *(_passage(passage, asked.card_open) for passage in asked.passages),
        tag("p", tag("strong", asked.prompt)),
        *(tag("p", *words) for words in _verdict(item, accepted)),
        *(tag("p", text) for text in asked.why),
        tag("p", f"How this one is marked: {note}") if note else "",
        tag("p", look_for(asked.rule), class_="rule"),
        tag("p", f"{item.points} of {plural(item.possible, 'point')}", class_="rule"),
        class_=_LOOKS[item.outcome],
    )


_LOOKS = {RIGHT: "right", NOT_YET: "not-yet", NOT_ATTEMPTED: "open", CHANGED: "open"}


def _passage(passage: Passage, with_card: bool) -> Html:
    name = f"Version {passage.name}: " if len(passage.name) == 1 else passage.name
    card = (
        tag("details", tag("summary", "Where it comes from"), _card(passage))
        if with_card and passage.card
        else ""
    )
    return join(
        (
            tag("p", f"Under the heading “{passage.heading}”", class_="source")
            if passage.heading
            else "",
            tag(
                "blockquote",
                name,
                tag("span", f"{passage.before} ", class_="before") if passage.before else "",
                tag("strong", mark(passage.text, passage.cue)),
            ),
            card,
        )
    )


def _card(passage: Passage) -> Html:
    return tag("dl", *(join((tag("dt", head), tag("dd", text))) for head, text in passage.card))


def _verdict(item: Marked, accepted: frozenset[str]) -> Iterator[tuple[object, ...]]:
    asked = item.question
    if item.chosen:
        sure = f" ({SURE[item.sure - 1]})" if 1 <= item.sure <= len(SURE) else ""
        yield "Your answer: ", tag("strong", asked.option(item.chosen).text), sure
    elif item.outcome == CHANGED:
        yield (
            "Your answer is not counted, because the question has changed since. ",
            "Ask your teacher.",
        )
    else:
        yield ("You have not answered this one.",)
    if item.outcome != RIGHT:
        yield "The answer: ", tag("strong", _accepted(asked, accepted))
    if item.outcome == NOT_YET and (mistake := asked.option(item.chosen).mistake):
        yield (mistake,)


def _accepted(asked: Question, accepted: frozenset[str]) -> str:
    return " – or: ".join(option.text for option in asked.options if option.value in accepted)


def _written(written: Written, guide: Guide, given: Given | None) -> Html:
    task = written.task
    given = given or Given((None,) * len(task.criteria))
    own = (
        tag("div", shown_text(written.text), class_="own", dir="auto")
        if written.text.strip()
        else tag("p", "Nothing was written.")
    )
    comment = (
        join(
            (tag("h4", "Comment"), tag("div", shown_text(given.comment), class_="own", dir="auto"))
        )
        if given.comment
        else ""
    )
    return tag(
        "article",
        tag("h3", task.title),
        _task(task),
        tag("h4", "Your words"),
        own,
        _rubric(task, guide, given),
        comment,
        _models(guide),
    )


@functools.lru_cache(maxsize=64)
def _task(task: Task) -> Html:
    known = (
        join((tag("p", "What is known:"), tag("ul", *(tag("li", one) for one in task.known))))
        if task.known
        else ""
    )
    claim = tag("blockquote", tag("strong", task.claim)) if task.claim else ""
    most = f" At most {task.most_words} words." if task.most_words else ""
    return join((tag("p", task.prompt, most), claim, known))


def _rubric(task: Task, guide: Guide, given: Given) -> Html:
    rows = []
    for criterion, levels, points in zip(task.criteria, guide.levels, given.points, strict=True):
        earned = next((level.words for level in levels if level.points == points), "")
        got = NOT_MARKED if points is None else f"{points} of {criterion.points}"
        rows.append((criterion.name, got, earned or criterion.look_for))
    total = given.total
    got = NOT_MARKED if total is None else f"{total} of {task.points}"
    caption = f"{task.title}: points"
    return table(
        caption, ("What was looked at", "Points", "What that means"), [*rows, ("Together", got, "")]
    )


@functools.lru_cache(maxsize=64)
def _models(guide: Guide) -> Html:
    if not guide.models:
        return Html("")
    items = (
        tag("li", tag("p", tag("strong", one.text)), tag("p", one.why)) for one in guide.models
    )
    return tag(
        "details", tag("summary", "Answers that work (yours may be another)"), tag("ul", *items)
    )
