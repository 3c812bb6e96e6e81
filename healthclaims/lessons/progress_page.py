"""The page on which learners see what all their answers add up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from healthclaims.content.codebook import load_codebook
from healthclaims.core.files import data_dir
from healthclaims.core.html import Html, join, table, tag
from healthclaims.core.problems import UnknownNameError, expected
from healthclaims.learner.clock import EXAMPLE_NOW
from healthclaims.learner.history import History, read_history
from healthclaims.learner.outcomes import outcomes
from healthclaims.learner.summary import Summary, lesson_title, summarize
from healthclaims.learner.wording import (
    axis_sentences,
    bias_sentences,
    confidence_sentences,
    due_sentences,
    work_sentences,
)
from healthclaims.lessons.progress_figures import (
    STATES,
    answers_by_confidence,
    count_by_state,
    solid_figure,
)
from healthclaims.widgets.cell_output import Block
from healthclaims.widgets.figures import Figure

NO_ANSWERS = (
    "You have no answers yet, and that is fine: begin with any lesson. So that you see what will "
    "stand here, this is what a simulated learner is told. No real person gave these answers."
)
EXAMPLE_ONLY = "Example: this is what a simulated learner is told, not a real person."
_PARTS = {
    "work": "What you have done",
    "solid": "What is solid",
    "leaning": "Telling apart, and leaning",
    "sure": "How sure, how right",
    "due": "What comes back",
}


def part_title(part: str) -> str:
    """Return the title of a part of the page; an unknown part is refused with the known ones."""
    if part not in _PARTS:
        message = f"There is no part {part!r} of this page. {expected(part, _PARTS, 'parts')}"
        raise UnknownNameError(message)
    return _PARTS[part]


def progress_part(part: str, history: History, today: date, *, is_example: bool) -> Figure | Block:
    """Make one part of the page.

    Without answers in the history, an example stands in and is called one; `is_example` is true if
    these are the simulated learner's answers anyway.
    """
    title = part_title(part)
    note = EXAMPLE_ONLY if is_example else ""
    if not outcomes(history.answers()):
        history, today = read_history(data_dir() / "example_learner"), EXAMPLE_NOW.date()
        note = NO_ANSWERS if part == "work" else EXAMPLE_ONLY
    report = summarize(history, today)
    whose = "a simulated learner's" if note else "your"
    if part == "solid":
        return _with_note(solid_figure(report, whose), note)
    if part == "sure":
        figure = answers_by_confidence(outcomes(history.answers()), whose)
        said = " ".join(confidence_sentences(report.sure))
        return _with_note(replace(figure, caption=f"{figure.caption} {said}"), note)
    content = {"work": _work, "leaning": _leaning, "due": _due}[part](report)
    if note:
        title = f"{title} (example)"
        return Block(title, tag("div", tag("p", note), tag("blockquote", content)))
    return Block(title, tag("div", content))


def how_sure_figure(history: History, *, is_example: bool) -> Figure:
    """Draw the learner's answers by how sure they were; an example while there are none."""
    own = outcomes(history.answers())
    if own and not is_example:
        return answers_by_confidence(own, "your")
    example = outcomes(read_history(data_dir() / "example_learner").answers())
    return answers_by_confidence(example, "a simulated learner's")


def _with_note(figure: Figure, note: str) -> Figure:
    return replace(figure, caption=f"{note} {figure.caption}") if note else figure


def _paragraphs(sentences: list[str]) -> Html:
    return tag("p", " ".join(sentences))


def _work(report: Summary) -> Html:
    rows = [
        (lesson_title(name), *count_by_state(count), count.asked)
        for name, count in report.lessons.items()
    ]
    columns = ("Lesson", *STATES, "all")
    caption = "Questions by the lesson in which they came first"
    return join((_paragraphs(work_sentences(report)), table(caption, columns, rows)))


def _due(report: Summary) -> Html:
    said = _paragraphs(due_sentences(report))
    if not report.due:
        return said
    rows = [(lesson_title(name), count) for name, count in report.due.items()]
    columns = ("From lesson", "questions")
    return join((said, table("What comes back today", columns, rows)))


def _leaning(report: Summary) -> Html:
    axes = load_codebook().axes
    items = (
        tag("li", tag("strong", axes[axis].short), " ", " ".join(axis_sentences(tally)))
        for axis, tally in report.bias.tallies.items()
    )
    said = join(tag("p", sentence) for sentence in bias_sentences(report.bias))
    return join((said, tag("ul", join(items))))
