"""Makes questions out of texts that somebody brought in: the answers are that person's view."""

from __future__ import annotations

from healthclaims.content.article import Annotation, Article, Unit
from healthclaims.content.codebook import PURPOSE, Axis, load_codebook
from healthclaims.questions.question import DISCUSSED, OWN_KIND, RIGHT, Option, Passage, Question

_UNCHECKED = "Nobody has checked this. Which of you two can point to the better words?"


def own_question(article: Article, unit: Unit, annotation: Annotation) -> Question:
    """Make a question whose answer is the judgement of the person who brought the text.

    It never counts as right or wrong: the two readers agree, or they have something to discuss.

    Parameters
    ----------
    article : Article
        A text that was brought in.
    unit : Unit
        One of its units.
    annotation : Annotation
        What that person said about it.

    Returns
    -------
    Question
        With feedback to every answer.
    """
    axis = load_codebook().axes[annotation.axis]
    heading, before = article.context(unit)
    text = article.shown_text(unit)
    cue = annotation.cue if annotation.cue in text else ""
    return Question(
        id=f"{article.id}/{unit.id}/{axis.name}",
        kind=OWN_KIND,
        axis=axis.name,
        prompt=axis.question,
        passages=(Passage("", heading, before, text, cue, article.card.lines()),),
        source=article.described,
        card_open=axis.name == PURPOSE,
        options=_options(axis, annotation.label, cue),
        key=annotation.label,
        rule=load_codebook().rules[annotation.rule].name,
        why=(f"The maker’s reason: {annotation.why}",),
        may_return=False,
    )


def _options(axis: Axis, key: str, cue: str) -> tuple[Option, ...]:
    shown = axis[key].shown
    words = f" The deciding words: “{cue}”." if cue and len(cue.split()) <= 10 else ""
    line = f"{shown[:1].lower()}{shown[1:]}.{words}"
    return tuple(
        Option(label.name, label.shown, RIGHT, f"You agree with the maker of this quiz: {line}", "")
        if label.name == key
        else Option(
            label.name,
            label.shown,
            DISCUSSED,
            f"The maker of this quiz says: {line}",
            _UNCHECKED,
        )
        for label in axis.labels
    )
