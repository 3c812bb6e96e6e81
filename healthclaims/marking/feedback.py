"""The page that a student gets back.

What went well and what to practise, every question with its reason, and what was said about
written answers. What the page looks like stands in ``feedback.html.j2`` and the templates that it
names; here is what goes into it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from healthclaims.assignments.assignment import Task
from healthclaims.core.assets import asset
from healthclaims.core.html import Html, mark, table
from healthclaims.core.offline_page import fragment, offline_page
from healthclaims.core.untrusted import shown_text
from healthclaims.learner.same_words import plural
from healthclaims.marking.feedback_points import NOT_MARKED, points_sentence, points_table
from healthclaims.marking.feedback_wording import answers_summary
from healthclaims.marking.judge import CHANGED, Marked, Result
from healthclaims.marking.key import Guide
from healthclaims.marking.rubric_points import Given
from healthclaims.questions.question import NOT_ATTEMPTED, NOT_YET, RIGHT, SURE, look_for

_LOOKS = {RIGHT: "right", NOT_YET: "not-yet", NOT_ATTEMPTED: "open", CHANGED: "open"}
MOST_NAME = 200


def feedback_page(
    result: Result, name: str, given: Mapping[str, Given], notes: Sequence[str] = ()
) -> str:
    """Make the page for one student.

    The name comes from outside. What a person gave is by id of a task; notes say what could not
    be read of what was handed in, with what to do.
    """
    return _page(
        "marking/feedback.html.j2",
        result,
        name,
        notes,
        points=points_sentence(result, given),
        sentences=answers_summary(result),
        points_table=points_table(result, given),
        questions=list(_questions(result)),
        written=list(_written(result, given)),
    )


def unmarked_page(result: Result, name: str, notes: Sequence[str]) -> str:
    """Make the page for a student whose work could not be marked: it tells no answer.

    Of the result only the assignment is used; notes say why, and what to do.
    """
    return _page("marking/unmarked.html.j2", result, name, notes)


def _page(template: str, result: Result, name: str, notes: Sequence[str], **content: object) -> str:
    page = {
        "assignment": result.key.assignment,
        "name": shown_text(name, MOST_NAME) or "you",
        "notes": list(map(shown_text, notes)),
    }
    return offline_page(template, page | content, asset("marking/feedback.css"))


def _questions(result: Result) -> Iterator[Html]:
    source = ""
    for number, item in enumerate(result.marked, 1):
        asked = item.question
        accepted, note = result.key.accepted[asked.id], result.key.notes.get(asked.id, "")
        yield _question(number, item, tuple(accepted), note, asked.source != source)
        source = asked.source


# Whole classes give the same few answers.
@functools.lru_cache(maxsize=1000)
def _question(
    number: int, item: Marked, accepted: tuple[str, ...], note: str, has_new_source: bool
) -> Html:
    asked = item.question
    chosen = asked.option(item.chosen) if item.chosen else None
    content = {
        "number": number,
        "has_new_source": has_new_source,
        "question": asked,
        "outcome": item.outcome,
        "look": _LOOKS[item.outcome],
        "is_right": item.outcome == RIGHT,
        "has_changed": item.outcome == CHANGED,
        "chosen": chosen,
        "sure": SURE[item.sure - 1] if 1 <= item.sure <= len(SURE) else "",
        "accepted": " – or: ".join(one.text for one in asked.options if one.value in accepted),
        "mistake": chosen.mistake if chosen and item.outcome == NOT_YET else "",
        "note": note,
        "rule": look_for(asked.rule),
        "points": f"{item.points} of {plural(item.possible, 'point')}",
    }
    return fragment("marking/feedback_question.html.j2", {"item": content, "mark": mark})


def _written(result: Result, given: Mapping[str, Given]) -> Iterator[dict[str, object]]:
    for written in result.written:
        task, guide = written.task, result.key.guides[written.task.id]
        got = given.get(task.id) or Given((None,) * len(task.criteria))
        yield {
            "task": task,
            "text": shown_text(written.text) if written.text.strip() else "",
            "is_elsewhere": bool(written.extras),
            "points_table": _rubric(task, guide, got),
            "comment": shown_text(got.comment),
            "models": guide.models,
        }


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
