"""The page on which learners see what all their answers add up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from healthclaims.content.codebook import load_codebook
from healthclaims.core.files import data_dir
from healthclaims.core.html import Html, join, table, tag
from healthclaims.core.problems import UnknownNameError, expected
from healthclaims.learner.clock import EXAMPLE_NOW
from healthclaims.learner.history import History, read_history
from healthclaims.learner.outcomes import outcomes
from healthclaims.learner.summary import Count, Summary, lesson_title, summarize
from healthclaims.learner.wording import (
    axis_sentences,
    bias_sentences,
    confidence_sentences,
    due_sentences,
    solid_sentences,
    work_sentences,
)
from healthclaims.widgets.figures import COLOURS, Figure, answers_by_confidence

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

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
_STATES = ("right from the start", "put right later", "not yet")


def part_title(part: str) -> str:
    """Return the title of a part of the page; an unknown part is refused with the known ones."""
    if part not in _PARTS:
        message = f"There is no part {part!r} of this page. {expected(part, _PARTS, 'parts')}"
        raise UnknownNameError(message)
    return _PARTS[part]


def progress_part(
    part: str, history: History, today: date, *, is_example: bool
) -> Figure | tuple[str, Html]:
    """Make one part of the page.

    Parameters
    ----------
    part : str
        ``"work"``, ``"solid"``, ``"leaning"``, ``"sure"`` or ``"due"``.
    history : History
        What the learner did; without answers, an example stands in and is called one.
    today : date
        The learner's calendar day.
    is_example : bool
        True if these are the answers of the simulated learner.

    Returns
    -------
    Figure or (str, Html)
        A figure, or a title and what stands below it.

    Raises
    ------
    KeyError
        If there is no such part; the message lists the known ones.
    """
    title = part_title(part)
    note = EXAMPLE_ONLY if is_example else ""
    if not outcomes(history.answers()):
        history, today = read_history(data_dir() / "example_learner"), EXAMPLE_NOW.date()
        note = NO_ANSWERS if part == "work" else EXAMPLE_ONLY
    report = summarize(history, today)
    whose = "a simulated learner's" if note else "your"
    if part == "solid":
        return _marked(solid_figure(report, whose), note)
    if part == "sure":
        figure = answers_by_confidence(outcomes(history.answers()), whose)
        said = " ".join(confidence_sentences(report.sure))
        return _marked(replace(figure, caption=f"{figure.caption} {said}"), note)
    content = {"work": _work, "leaning": _leaning, "due": _due}[part](report)
    if note:
        return f"{title} (example)", tag("div", tag("p", note), tag("blockquote", content))
    return title, tag("div", content)


def _marked(figure: Figure, note: str) -> Figure:
    return replace(figure, caption=f"{note} {figure.caption}") if note else figure


def _paragraphs(sentences: list[str]) -> Html:
    return tag("p", " ".join(sentences))


def _work(report: Summary) -> Html:
    rows = [
        (lesson_title(name), *_cells(count), count.asked) for name, count in report.lessons.items()
    ]
    columns = ("Lesson", *_STATES, "all")
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


def _cells(count: Count) -> tuple[int, int, int]:
    return count.first, count.later, count.still_open


def solid_figure(report: Summary, whose: str) -> Figure:
    """Draw what became of the questions of each type.

    Parameters
    ----------
    report : Summary
        All answers, added up.
    whose : str
        ``"your"`` or, for example, ``"a simulated learner's"``.

    Returns
    -------
    Figure
        Stacked bars; the table splits each type by its right answer.
    """
    types: dict[str, list[int]] = {}
    for (name, _), count in report.kinds.items():
        sums = types.setdefault(name, [0, 0, 0])
        for place, number in enumerate(_cells(count)):
            sums[place] += number

    def draw(canvas: Canvas) -> None:
        from matplotlib.patches import Patch
        from matplotlib.ticker import MaxNLocator

        axes = canvas.add_subplot()
        looks = ((COLOURS[1], ""), (COLOURS[0], ".."), ("white", "//"))
        for row, numbers in enumerate(types.values()):
            left = 0
            for number, (colour, hatch) in zip(numbers, looks, strict=True):
                if not number:
                    continue
                axes.barh(
                    row, number, left=left, color=colour, hatch=hatch, edgecolor="#333333",
                    linewidth=0.8, height=0.62,
                )  # fmt: skip
                axes.text(
                    left + number / 2, row, str(number), ha="center", va="center", fontsize=9,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
                )  # fmt: skip
                left += number
        axes.set_yticks(range(len(types)), list(types), fontsize=10)
        axes.invert_yaxis()
        axes.set_xlabel("number of questions", fontsize=9)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        handles = [
            Patch(facecolor=colour, hatch=hatch, edgecolor="#333333", label=label)
            for (colour, hatch), label in zip(looks, _STATES, strict=True)
        ]
        canvas.legend(handles=handles, loc="outside lower left", ncols=3, fontsize=9, frameon=False)
        axes.set_title(
            f"What became of {whose} questions", loc="left", fontsize=12, fontweight="bold"
        )

    rows = [
        (f"{name} {answer}".strip(), *_cells(count), "solid" if count.is_solid else "not solid yet")
        for (name, answer), count in report.kinds.items()
    ]
    return Figure(
        caption=" ".join(solid_sentences(report)),
        description=f"What became of {whose} questions, by what they ask and by the right answer",
        columns=("Question and right answer", *_STATES, "so far"),
        rows=rows,
        draw=draw,
        size=(7.2, 1.4 + 0.4 * len(types)),
    )
