"""What learners see when they take their answers along or delete them."""

from __future__ import annotations

from healthclaims.core.html import Html, join, table, tag
from healthclaims.core.problems import why
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.clock import EXAMPLE, OFF
from healthclaims.learner.learner_code import DEFAULT_LEARNER
from healthclaims.learner.my_data import (
    LogFiles,
    delete_logs,
    export_logs,
    export_path,
    find_logs,
    left_elsewhere,
)
from healthclaims.learner.same_words import plural
from healthclaims.learner.summary import lesson_title
from healthclaims.widgets.cell_output import Block

_NOTHING_KEPT = {
    OFF: "Answers are switched off, so nothing of yours is kept here.",
    EXAMPLE: "This page shows a simulated learner. No answers of yours are kept here.",
}


def export_page(log: AnswerLog) -> Block:
    """Write a learner's answers into one file; show where it is."""
    if log.mode in _NOTHING_KEPT:
        return _page("Nothing written", _NOTHING_KEPT[log.mode], "Nothing was written.")
    logs = find_logs(log.learner)
    if not logs.files:
        text = f"There are no answers under the code “{log.learner}” yet. Nothing was written."
        return _page("Nothing written", text, *logs.passed_over)
    try:
        path = export_logs(logs)
    except OSError as error:
        text = f"Your answers could not be written ({why(error)}). They are still where they were."
        place = f"Their place is {export_path(log.learner).name} in the course’s own folder."
        return _page("Nothing written", text, "Make room or ask for help.", place)
    waiting = log.waiting
    return _page(
        f"Written: {path.name}",
        f"Your answers are in {path.name}, in the course's own folder: the top of the folder list "
        "on the left. Click it with the right mouse button and choose Download to keep a copy.",
        f"It holds {_amount(logs)}, once as a table that opens in a spreadsheet (answers.csv) and "
        "once as the course wrote them. Your name is in it only if you wrote it yourself.",
        f"{plural(waiting, 'answer')} could not be saved yet and so are not in it."
        if waiting
        else "",
        *logs.passed_over,
    )


def delete_page(log: AnswerLog, code: str) -> Block:
    """Delete a learner's answers if the code is theirs; else show what would be deleted."""
    if log.mode in _NOTHING_KEPT:
        return _page("Nothing deleted", _NOTHING_KEPT[log.mode], "Nothing was deleted.")
    logs = find_logs(log.learner)
    code = str(code).strip()
    if code and code != log.learner:
        text = (
            f"“{code}” is not the code you are working under. That is “{log.learner}”. "
            "Nothing was deleted."
        )
        return _page("Nothing deleted", text)
    if not logs.files:
        text = f"There are no answers under the code “{log.learner}”. Nothing was deleted."
        return _page("Nothing deleted", text, *logs.passed_over)
    return _deleted(log, logs) if code else _would_delete(log.learner, logs)


def _would_delete(learner: str, logs: LogFiles) -> Block:
    shared = (
        "If others on this machine also work under “me”, their answers are among these."
        if learner == DEFAULT_LEARNER
        else ""
    )
    sentences = _paragraphs(
        f"Nothing has been deleted yet. This would delete {_amount(logs)} in the folder "
        f"answers/{learner}. It cannot be undone.",
        shared,
        "First close all other lessons: an open lesson may write its answers again.",
        *_stays(learner, "This would stay"),
        *logs.passed_over,
    )
    rows = [(lesson_title(name), *numbers) for name, numbers in sorted(logs.by_lesson().items())]
    columns = ("Lesson", "files", "answers", "marks and notes")
    how = tag("p", "To delete all of this, run: ", tag("code", _command(learner)))
    content = join((sentences, table("What would be deleted", columns, rows), how))
    return Block("Nothing deleted yet", content)


def _command(learner: str) -> str:
    return f'lesson.delete_my_answers("{learner}")'


def _deleted(log: AnswerLog, logs: LogFiles) -> Block:
    amount = _amount(logs)
    done = delete_logs(logs)
    log.forget()
    whole = not done.failed
    first = (
        f"Deleted: {amount}. That was everything under the code “{log.learner}”."
        if whole
        else f"Deleted: {done.files} of {plural(len(logs.files), 'file')}."
    )
    return _page(
        "Deleted" if whole else "Deleted in part",
        first,
        *(f"Not deleted: {text}" for text in done.failed),
        *logs.passed_over,
        *_stays(log.learner, "This is still there"),
        "What pages show stays in them until you run them again. "
        "This machine still remembers your code; choose another in lesson 00.",
    )


def _stays(learner: str, lead: str) -> list[str]:
    """Name what holds work of the learner elsewhere, and how to be rid of it."""
    places = left_elsewhere(learner)
    if not places:
        return []
    return [
        f"{lead}, in the course’s own folder: {', '.join(places)}. Delete it in the folder list "
        "on the left if you like. On a shared machine, first look whose it is."
    ]


def _amount(logs: LogFiles) -> str:
    counts = logs.by_lesson().values()
    answers, others = sum(count[1] for count in counts), sum(count[2] for count in counts)
    more = f" and {plural(others, 'mark or note', 'marks and notes')}" if others else ""
    return f"{plural(len(logs.files), 'file')} with {plural(answers, 'answer')}{more}"


def _page(title: str, *sentences: str) -> Block:
    return Block(title, _paragraphs(*sentences))


def _paragraphs(*sentences: str) -> Html:
    return join(tag("p", text) for text in sentences if text)
