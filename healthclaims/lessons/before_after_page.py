"""The result of the check before and after the course: sentences, a picture, and a look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthclaims.content.codebook import load_codebook
from healthclaims.core.html import Html, join, mark, tag, without_formulas
from healthclaims.learner.answer_log import AnswerLog
from healthclaims.learner.before_after import (
    KINDS,
    Check,
    Round,
    read_check,
    result_sentences,
)
from healthclaims.learner.clock import EXAMPLE
from healthclaims.learner.outcomes import Outcome
from healthclaims.lessons.progress_page import EXAMPLE_ONLY
from healthclaims.questions.forms import WHOLE
from healthclaims.questions.question import SURE, look_for
from healthclaims.widgets.figures import (
    COLOURS,
    EDGE,
    BarStyle,
    Figure,
    frame_bars,
    legend_below,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

_ROUND_BARS = (
    BarStyle("first round", COLOURS[2]),
    BarStyle("second round", COLOURS[1], "//"),
)


class CheckResult:
    """What a learner is told about the check.

    Parameters
    ----------
    check : Check
        The learner's rounds.
    whose : str
        ``"your"``, or whose answers they are.
    with_answers : bool
        True adds every question with its answer, once both rounds are done.
    """

    def __init__(self, check: Check, whose: str, *, with_answers: bool) -> None:
        self._check, self._whose = check, whose
        self._with_answers = with_answers

    def __repr__(self) -> str:
        return "\n".join(self._sentences())

    def words(self) -> Html:
        """Render the sentences, one paragraph each."""
        return join(tag("p", sentence) for sentence in self._sentences())

    def _sentences(self) -> list[str]:
        note = [] if self._whose == "your" else [EXAMPLE_ONLY]
        return [*note, *result_sentences(self._check)]

    def look_back(self) -> Html:
        """Render every question, missed ones first, behind folds; nothing while nothing is told."""
        if not self._with_answers:
            return Html("")
        rounds = self._check.reported
        titles = ("First round", "Second round")[-len(rounds) :]
        return join(
            tag(
                "details",
                tag("summary", f"{title}: all questions, with reasons"),
                tag("ol", join(tag("li", _looked_back(found)) for found in _missed_first(one))),
            )
            for title, one in zip(titles, rounds, strict=False)
        )

    def _repr_html_(self) -> Html:
        """Render the sentences, then a picture of whole forms, then the way back to the questions.

        Three questions of a kind, as in a block, are too few to be drawn as a result.
        """
        parts = [self.words()]
        if self._check.is_complete and self._check.block == WHOLE:
            parts.append(rounds_figure(self._check, self._whose)._repr_html_())
        return without_formulas(join((*parts, self.look_back())))


def check_result(log: AnswerLog) -> CheckResult:
    """Make the result of the check from what the log holds."""
    is_example = log.mode == EXAMPLE
    whose = "a simulated learner's" if is_example else "your"
    # The answers to the check do not stand in a page that everybody gets.
    return CheckResult(read_check(log.history), whose, with_answers=not is_example)


def rounds_figure(check: Check, whose: str) -> Figure:
    """Draw the right answers of both rounds, two bars for each kind of question."""
    questions = [load_codebook().axes[kind].short for kind in KINDS]
    pairs = [(check.before.right_in(kind), check.after.right_in(kind)) for kind in KINDS]
    most = check.after.per_kind

    def draw(canvas: Canvas) -> None:
        axes = canvas.add_subplot()
        for row, pair in enumerate(pairs):
            for step, style in enumerate(_ROUND_BARS):
                place = row + (step - 0.5) * 0.38
                axes.barh(
                    place, pair[step], height=0.34, color=style.colour, hatch=style.hatch,
                    edgecolor=EDGE, linewidth=0.8,
                )  # fmt: skip
                text = f" {pair[step]} of {most}"
                axes.text(pair[step] + 0.05, place, text, va="center", fontsize=10)
        title = f"Both rounds: {whose} answers"
        frame_bars(axes, questions, title=title, axis_label="right answers")
        axes.set_xlim(0, most + 0.9)
        axes.set_xticks(range(most + 1))
        legend_below(canvas, _ROUND_BARS)

    rows = [(name, *numbers) for name, numbers in zip(questions, pairs, strict=True)]
    rows.append(("All questions", check.before.right, check.after.right))
    return Figure(
        caption=f"Right answers of {most} for each question. One answer more or less in a "
        "row says very little.",
        description=f"Right answers by question and round ({whose} answers)",
        columns=("Question", *(style.label for style in _ROUND_BARS)),
        rows=rows,
        draw=draw,
        size=(7.2, 3.2),
    )


def _missed_first(one: Round) -> list[Outcome]:
    """Put missed questions in front, those answered with most certainty first."""
    return sorted(one.judged, key=lambda found: (found.right, -found.entry.sure))


def _looked_back(outcome: Outcome) -> Html:
    """Render one question of the check with both answers and the reason."""
    asked, passage = outcome.question, outcome.question.passages[0]
    own, right = asked.option(outcome.entry.choice).text, asked.option(asked.key).text
    sure = f" ({SURE[outcome.entry.sure - 1]})" if outcome.entry.sure else ""
    verdict = (
        f"Right: {right}{sure}."
        if outcome.right
        else f"You said: {own}{sure}. The answer: {right}."
    )
    quote = mark(passage.text, passage.cue) if passage.cue else passage.text
    return join(
        (
            tag("p", asked.prompt),
            tag("blockquote", quote),
            tag("p", tag("strong", verdict)),
            join(tag("p", text) for text in asked.why),
            tag("p", look_for(asked.rule)),
        )
    )
