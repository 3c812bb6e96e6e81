"""What a page needs to keep answers and to go on with them, beside the states of its widgets.

The rules and sentences are those of `healthclaims.learner` and the lessons: a page gets them as
data, and its scripts (``memory.js`` and what stands beside it) apply them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from healthclaims.learner import learner_code, my_data, wording
from healthclaims.learner.before_after import WHERE, usual_difference
from healthclaims.learner.before_after import WORDS as WORDS_OF_CHECK
from healthclaims.learner.schedule import RETURN_AFTER_DAYS
from healthclaims.learner.summary import kind
from healthclaims.lessons.progress_figures import STATES
from healthclaims.lessons.where_you_are import WORDS
from healthclaims.questions.bank import question
from healthclaims.questions.forms import BLOCKS, FORM_NAMES, WHOLE, asks_whole_forms, load_forms
from healthclaims.questions.question import SURE
from healthclaims.questions.quiz_config import CHECKS, DeckPlan, load_plans
from healthclaims.quiz.draw import candidates
from healthclaims.widgets.base import bundle

# The module that runs the others: what it is made of, in order.
_HOST = (
    *("export/rules.js", "export/memory.js", "export/resume.js", "export/where_you_are.js"),
    *("core/csv_cells.js", "core/zip.js", "export/take_along.js"),
    *("export/codes.js", "export/my_answers.js", "export/host.js"),
)
_PROGRESS, _CHECK = "export/progress.js", "export/check_result.js"
_FULLER = "Each question with its answer and reason stands in lesson 06 in JupyterLab."
State = Mapping[str, Any]


def host_module(lesson: str) -> str:
    """Return the module that keeps the page's memory and starts its widgets."""
    more = [_PROGRESS] if tells_progress(lesson) else [_CHECK] if tells_check(lesson) else []
    return bundle(*more, *_HOST)


def tells_progress(lesson: str) -> bool:
    """Look whether this is the lesson that asks what comes back from all others."""
    return any(plan.due for (owner, _), plan in load_plans().items() if owner == lesson)


def tells_check(lesson: str) -> bool:
    """Look whether this is the lesson of the check after the course."""
    plans = load_plans().items()
    return any(plan.form == CHECKS[1] for (owner, _), plan in plans if owner == lesson)


def plan_of(state: State) -> DeckPlan | None:
    """Find the plan of a quiz by what it sent to the page; None for anything else."""
    deck = state.get("deck", {})
    return load_plans().get((deck.get("lesson"), deck.get("quiz")))


def for_page(state: State) -> dict[str, Any]:
    """Return the state of a widget as a page holds it: a check with both forms, without answers.

    Which form a learner meets first, and which block of it, is drawn only in their browser.
    """
    plan = plan_of(state)
    if plan is None or not plan.form:
        return dict(state)
    forms = {
        name: [asked.as_state(with_feedback=False) for asked in load_forms()[name].questions]
        for name in FORM_NAMES
    }
    more = {"forms": forms, "round": CHECKS.index(plan.form), "closing": plan.closing}
    return {**state, "deck": {**state["deck"], **more, "questions": []}}


def about_page(
    lesson: str, states: Iterable[State], pages: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    """Collect what the scripts of a page have to know.

    Parameters
    ----------
    lesson : str
        Name of its notebook.
    states : iterable of mapping
        What its widgets hold.
    pages : mapping of str to (str, str)
        Address and title of the page of every lesson.
    """
    decks = [state["deck"] for state in states if "deck" in state]
    practice = [deck for deck in decks if not (deck.get("isMarked") or deck["isCheck"])]
    asked = {one["id"] for deck in practice for one in deck["questions"]}
    return {
        "lesson": lesson,
        "codes": {
            "pattern": learner_code.CODE_PATTERN,
            "reserved": learner_code.RESERVED_PATTERN,
            "unusable": learner_code.UNUSABLE,
            "taken": learner_code.TAKEN,
        },
        "forms": FORM_NAMES,
        "blocks": [WHOLE] if asks_whole_forms() else BLOCKS,
        "blocksOfForm": len(BLOCKS),
        "returnAfterDays": RETURN_AFTER_DAYS,
        "neverBack": sorted(name for name in asked if not _may_return(name)),
        "words": WORDS,
        "days": wording.DAYS,
        "months": wording.MONTHS,
        "readme": my_data.README,
        "columns": my_data.COLUMNS,
        "what": my_data.WHAT,
        "sure": SURE,
        **({"pages": pages, "progress": _progress()} if tells_progress(lesson) else {}),
        **({"check": _check()} if tells_check(lesson) else {}),
    }


def _check() -> dict[str, Any]:
    """Collect what is needed to tell, once both rounds are done, how they went."""
    forms = load_forms().values()
    rounds = {plan.form: plan for plan in load_plans().values() if plan.form}
    sizes = {len(form.block(block)) for form in forms for block in (WHOLE, *BLOCKS)}
    return {
        "rounds": [{"lesson": rounds[one].lesson, "quiz": rounds[one].quiz} for one in CHECKS],
        "keys": {asked.id: asked.key for form in forms for asked in form.questions},
        "usual": {
            size: [usual_difference(right, size) for right in range(2 * size + 1)]
            for size in sorted(sizes)
        },
        "words": {**WORDS_OF_CHECK, "where": WHERE, "fuller": _FULLER},
    }


def _progress() -> dict[str, Any]:
    """Collect every question that practice can ask, by its type and right answer."""
    kinds: dict[tuple[str, str], list[tuple[str, str, str, int]]] = {}
    names = dict.fromkeys(name for plan in load_plans().values() for name in candidates(plan))
    for asked in map(question, names):
        row = (asked.id, asked.seen, asked.key, int(asked.may_return))
        kinds.setdefault(kind(asked), []).append(row)
    return {
        "words": {**wording.WORDS, "states": STATES},
        "kinds": [(*names, rows) for names, rows in sorted(kinds.items())],
    }


def _may_return(name: str) -> bool:
    """Look whether a missed question comes back; those of a text brought in do not."""
    try:
        return question(name).may_return
    except (KeyError, ValueError):
        return False
