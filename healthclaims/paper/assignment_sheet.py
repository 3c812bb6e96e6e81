"""An assignment on paper: texts, questions and tasks; what earns points stands in the key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from healthclaims.assignments.assignment import Task, TextToRead
from healthclaims.core.html import Html, join, table, tag
from healthclaims.core.html_tree import html_of, tree_of
from healthclaims.marking.key import Key
from healthclaims.paper.sheet import Sheet, options, writing_space
from healthclaims.questions.question import Question
from healthclaims.widgets.printed import printed_card, printed_reason, printed_stem

_HOW_TO_CROSS = (
    "Cross one box for each question. If you change your mind, fill that box in and cross another."
)
_WHAT_COUNTS = (
    "Points are for one clear cross or tick. A box that is filled in does not count. Two crosses, "
    "none, or one between two boxes: no point, or ask the student which was meant."
)
_WORDS_A_LINE = 9
_FEWEST_LINES = 4


def assignment_sheet(key: Key) -> Sheet:
    """Make the worksheet of an assignment, and its key."""
    asked = key.assignment
    points = sum(asked.points.values()) + sum(task.points for task in asked.tasks)
    sheet = Sheet(asked.title, f"{asked.minutes} minutes, {points} points", points)
    sheet.work += map(_reading, asked.readings)
    if asked.questions:
        items = (tag("li", _question(question)) for question in asked.questions)
        sheet.work += [tag("p", _HOW_TO_CROSS), tag("ol", *items, class_="questions")]
        items = (tag("li", _right(key, question)) for question in asked.questions)
        glance = tag("ol", *items, class_="glance")
        sheet.key.append(
            tag("div", tag("h3", "At a glance"), glance, tag("p", _WHAT_COUNTS), class_="answer")
        )
    sheet.work += map(_task, asked.tasks)
    for number, question in enumerate(asked.questions, 1):
        sheet.key.append(_answer(key, number, question))
    for task in asked.tasks:
        sheet.key.append(tag("div", *_rubric(key, task), class_="answer"))
    return sheet


def _reading(text: TextToRead) -> Html:
    parts: list[Html] = [tag("h2", text.title), tag("p", tag("em", text.source))]
    parts.append(printed_card(text.card))
    for kind, words in text.paragraphs:
        if kind != "title":
            parts.append(tag("h3" if kind == "heading" else "p", words))
    return tag("div", *parts, class_="reading")


def _question(asked: Question) -> Html:
    listed = tree_of(Html(""))
    listed.append(options([option.text for option in asked.options]))
    # The source card stands above, with the text.
    return join((printed_stem(replace(asked, card_open=False)), html_of(listed)))


def _right(key: Key, asked: Question) -> str:
    accepted = key.accepted[asked.id]
    return " – or: ".join(option.text for option in asked.options if option.value in accepted)


def _answer(key: Key, number: int, asked: Question) -> Html:
    points = key.assignment.points[asked.id]
    note = key.notes.get(asked.id, "")
    return tag(
        "div",
        tag("h3", f"Question {number}: {points} {'point' if points == 1 else 'points'}"),
        tag("p", tag("strong", _right(key, asked))),
        tag("p", note) if note else "",
        printed_reason(asked),
        class_="answer",
    )


def _task(task: Task) -> Html:
    parts: list[object] = [tag("h2", task.title), tag("p", task.prompt)]
    if task.claim:
        parts.append(tag("blockquote", tag("p", task.claim)))
    if task.known:
        parts.append(tag("ul", *(tag("li", known) for known in task.known)))
    if task.most_words:
        parts.append(tag("p", f"At most {task.most_words} words."))
    rows = [(one.name, str(one.points), one.look_for) for one in task.criteria]
    parts.append(table(f"{task.title}: points", ("What is looked at", "Points", "For"), rows))
    return tag(
        "div",
        *parts,
        writing_space(max(_FEWEST_LINES, task.most_words // _WORDS_A_LINE)),
        class_="task",
    )


def _rubric(key: Key, task: Task) -> Iterator[Html]:
    guide = key.guides[task.id]
    yield tag("h3", f"{task.title}: {task.points} points")
    rows = [
        (criterion.name, str(level.points), level.words)
        for criterion, levels in zip(task.criteria, guide.levels, strict=True)
        for level in levels
    ]
    yield table("What earns points", ("What is looked at", "Points", "What is there"), rows)
    for name, examples in (("Works", guide.models), ("Tempts, and does not", guide.tempting)):
        for example in examples:
            points = f"{sum(example.points)} of {task.points}"
            yield tag("p", tag("strong", f"{name} ({points}): "), f"“{example.text}” {example.why}")
