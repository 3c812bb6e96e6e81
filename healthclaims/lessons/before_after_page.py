"""The result of the check before and after the course: sentences, a picture, and a look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthclaims.content.codebook import load_codebook
from healthclaims.core.html import Html, join, mark, tag
from healthclaims.learner.before_after import KINDS, PER_KIND, Check, Round, result_sentences
from healthclaims.learner.outcomes import Outcome
from healthclaims.questions.question import SURE, look_for
from healthclaims.widgets.figures import COLOURS, Figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas


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
        return "\n".join(result_sentences(self._check))

    def words(self) -> Html:
        """Give the sentences.

        Returns
        -------
        Html
            One paragraph each.
        """
        return join(tag("p", sentence) for sentence in result_sentences(self._check))

    def look_back(self) -> Html:
        """Give every question with the learner's answer and the reason, missed ones first.

        Returns
        -------
        Html
            Behind folds; empty while nothing is told.
        """
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
        """Show the sentences, then the picture, then the way back to the questions."""
        parts = [self.words()]
        if self._check.is_complete:
            parts.append(rounds_figure(self._check, self._whose)._repr_html_())
        return join((*parts, self.look_back()))


def rounds_figure(check: Check, whose: str) -> Figure:
    """Draw the right answers of both rounds, by kind of question.

    Parameters
    ----------
    check : Check
        Both rounds.
    whose : str
        Whose answers they are, for the title.

    Returns
    -------
    Figure
        Two bars for each kind of question, with its table.
    """
    axes_names = [load_codebook().axes[kind].short for kind in KINDS]
    pairs = [(check.before.right_in(kind), check.after.right_in(kind)) for kind in KINDS]

    def draw(canvas: Canvas) -> None:
        from matplotlib.patches import Patch

        axes = canvas.add_subplot()
        looks = (("first round", COLOURS[2], ""), ("second round", COLOURS[1], "//"))
        for row, numbers in enumerate(pairs):
            for step, (number, (_, colour, hatch)) in enumerate(zip(numbers, looks, strict=True)):
                place = row + (step - 0.5) * 0.38
                axes.barh(
                    place, number, height=0.34, color=colour, hatch=hatch, edgecolor="#333333",
                    linewidth=0.8,
                )  # fmt: skip
                text = f" {number} of {PER_KIND}"
                axes.text(number + 0.05, place, text, va="center", fontsize=10)
        axes.set_yticks(range(len(pairs)), axes_names, fontsize=10)
        axes.invert_yaxis()
        axes.set_xlim(0, PER_KIND + 0.9)
        axes.set_xticks(range(PER_KIND + 1))
        axes.set_xlabel("right answers", fontsize=9)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        handles = [
            Patch(facecolor=colour, hatch=hatch, edgecolor="#333333", label=name)
            for name, colour, hatch in looks
        ]
        canvas.legend(handles=handles, loc="outside lower left", ncols=2, fontsize=9, frameon=False)
        title = f"Both rounds: {whose} answers"
        axes.set_title(title, loc="left", fontsize=12, fontweight="bold")

    rows = [(name, *numbers) for name, numbers in zip(axes_names, pairs, strict=True)]
    rows.append(("All questions", check.before.right, check.after.right))
    return Figure(
        caption=f"Right answers of {PER_KIND} for each question. One answer more or less in a "
        "row says very little.",
        description=f"Right answers by question and round ({whose} answers)",
        columns=("Question", "first round", "second round"),
        rows=rows,
        draw=draw,
        size=(7.2, 3.2),
    )


def _missed_first(one: Round) -> list[Outcome]:
    """Put missed questions in front, those answered with most certainty first."""
    return sorted(one.judged, key=lambda found: (found.right, -found.entry.sure))


def _looked_back(outcome: Outcome) -> Html:
    """Show one question of the check with both answers and the reason."""
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
