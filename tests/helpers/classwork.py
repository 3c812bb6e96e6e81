"""Invented students' work on the real assignments, marked."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Collection, Mapping

from healthclaims.assignments.assignment import MARKED_QUIZ
from healthclaims.learner.entries import ANSWER, Entry
from healthclaims.marking.judge import Result, mark
from healthclaims.marking.key import Key, load_key
from healthclaims.marking.rubric_page import Answer
from healthclaims.questions.question import Question
from tests.helpers.kit import ROOT

# Whatever is done with it, it must stay text.
ATTACK = (
    '<img src=x onerror="window.hacked = true"></textarea></title></style></script>'
    "<script>window.hacked = true</script><svg onload=window.hacked=true>"
    '<a href="javascript:window.hacked=true">go</a>{{7*7}}${window.hacked = true}'
    "<!-- \u202etxet desrever\u2028\u2029\x00\x1b]0;\ud800&amp;"
)


@functools.cache
def key_of(name: str) -> Key:
    """Load an assignment of the kit from wherever the test works."""
    with contextlib.chdir(ROOT):
        return load_key(name)


def wrong_answer(key: Key, asked: Question) -> str:
    """Give the first answer that gets no points."""
    return next(o.value for o in asked.options if o.value not in key.accepted[asked.id])


def work(
    key: Key,
    *,
    wrong: Collection[str] = (),
    left: Collection[str] = (),
    changed: Collection[str] = (),
    sure: int = 2,
    texts: Mapping[str, str] | None = None,
) -> Result:
    """Mark a student who has everything right but the named questions."""
    entries = [
        Entry(
            ANSWER,
            f"made-{number}",
            f"2026-03-02T09:{number:02d}:00+00:00",
            key.assignment.name,
            MARKED_QUIZ,
            asked.id,
            "other words" if asked.id in changed else asked.seen,
            wrong_answer(key, asked) if asked.id in wrong else min(key.accepted[asked.id]),
            sure,
        )
        for number, asked in enumerate(key.assignment.questions)
        if asked.id not in left
    ]
    return mark(key, entries, texts or {})


def about(key: Key, axis: str, label: str) -> list[str]:
    """List the questions of one kind whose answer is one label."""
    return [q.id for q in key.assignment.questions if (q.axis, q.key) == (axis, label)]


def written_by(key: Key, count: int, texts: Mapping[str, str] | None = None) -> list[Answer]:
    """Make answers of so many students to every task."""
    models = {task.id: key.guides[task.id].models[0].text for task in key.assignment.tasks}
    return [
        Answer(f"plain:s{number}", f"Student {number}", mark(key, (), texts or models).written)
        for number in range(1, count + 1)
    ]
