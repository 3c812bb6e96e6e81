"""Makes questions about one sentence: of an article, of an own text, or as an author wrote them."""

from __future__ import annotations

import re

from healthclaims.content.article import Annotation, Article, Unit
from healthclaims.content.authored_questions import Written
from healthclaims.content.codebook import (
    CERTAINTY,
    CONTESTED,
    EVIDENCE,
    PURPOSE,
    Axis,
    load_codebook,
)
from healthclaims.questions.question import (
    CHOICE,
    CONTESTED_KIND,
    DISCUSSED,
    OWN_KIND,
    Option,
    Passage,
    Question,
    keyed_options,
    lower_first,
)

# Where a sentence tells how a study was set up and claims nothing yet, there is no "this" to show.
_SETUP_PROMPT = "Who or what does this sentence name as studied?"
_CONTESTED_PROMPT = "We leave this one open. Which reading do you find stronger?"
_CONTESTED_LINE = "Both readings can be defended, so there is no mark. This is the case for each."
# Of a text that somebody brought in, whose answers are that person's view.
_UNCHECKED = "Nobody has checked this. Which of you two can point to the better words?"


def unit_question(article: Article, unit: Unit, annotation: Annotation) -> Question:
    """Make the question about one unit of an article.

    In a text that somebody brought in, the answer is that person's judgement. It never counts as
    right or wrong: the two readers agree, or they have something to discuss.
    """
    axis = load_codebook().axes[annotation.axis]
    passage = _passage(article, unit, annotation.cue)
    key, prompt = annotation.label, axis.question
    why: tuple[str, ...] = (annotation.why,)
    may_return = unit.id not in article.amounts_or_routes
    if article.own:
        kind, may_return = OWN_KIND, False
        why = (f"The maker’s reason: {annotation.why}",)
        answer = f"{lower_first(axis[key].shown)}."
        options = keyed_options(
            _answers(axis),
            key,
            f"You agree with the maker of this quiz: {answer}",
            f"The maker of this quiz says: {answer}",
            lambda _: _UNCHECKED,
            other=DISCUSSED,
        )
    else:
        # A reader's own labels may leave out the wording.
        wording = article.annotations.get((unit.id, CERTAINTY))
        if axis.name == EVIDENCE and wording and wording.label == "no_claim":
            prompt = _SETUP_PROMPT
        if annotation.status == CONTESTED:
            kind, may_return = CONTESTED_KIND, False
            prompt = f"{prompt} {_CONTESTED_PROMPT}"
            why = split_readings(annotation.why)
            options, key = _contested_options(axis, key), ""
        else:
            kind = CHOICE
            answer = f"{lower_first(axis[key].shown)}."
            options = keyed_options(
                _answers(axis),
                key,
                f"Right: {answer}",
                f"Not yet. The answer: {answer}",
                lambda chosen: axis.mistakes[annotation.label, chosen],
            )
    return Question(
        id=f"{article.id}/{unit.id}/{axis.name}",
        kind=kind,
        axis=axis.name,
        prompt=prompt,
        passages=(passage,),
        source=article.described,
        card_open=axis.name == PURPOSE,
        options=options,
        key=key,
        rule=load_codebook().rules[annotation.rule].name,
        why=why,
        may_return=may_return,
    )


def authored_question(written: Written) -> Question:
    """Make the question that an author has written out, with its answers."""
    quoted = written.quoted()
    if quoted:
        article, unit = quoted
        passage, source = _passage(article, unit, ""), article.described
        may_return = unit.id not in article.amounts_or_routes
    else:
        passage, source = Passage("", written.heading, "", written.text, "", ()), written.source
        may_return = True
    right = next(answer.text for answer in written.answers if answer.value == written.key)
    if not right.startswith("“"):  # "Right. No: …" would take back what it says
        right = f"“{right.replace('“', '‘').replace('”', '’')}”"
    mistakes = {answer.value: answer.mistake for answer in written.answers}
    return Question(
        id=written.id,
        kind=CHOICE,
        axis=written.topic,
        prompt=written.prompt,
        passages=(passage,),
        source=source,
        card_open=False,
        options=keyed_options(
            [(answer.value, answer.text) for answer in written.answers],
            written.key,
            f"Right. {right}",
            f"Not yet. A better answer: {right}",
            mistakes.__getitem__,
        ),
        key=written.key,
        rule=written.rule,
        why=(written.why,),
        may_return=may_return,
    )


def _passage(article: Article, unit: Unit, cue: str) -> Passage:
    heading, before = article.context(unit)
    text = article.shown_text(unit)
    return Passage("", heading, before, text, cue if cue in text else "", article.card.lines())


def _answers(axis: Axis) -> list[tuple[str, str]]:
    return [(label.name, label.shown) for label in axis.labels]


def _contested_options(axis: Axis, label: str) -> tuple[Option, ...]:
    first, second = load_codebook().readings(axis.name, label)
    return (
        Option(first.name, first.shown, DISCUSSED, _CONTESTED_LINE, ""),
        Option(second.name, second.shown, DISCUSSED, _CONTESTED_LINE, ""),
        Option("differently", "I see it differently", DISCUSSED, _CONTESTED_LINE, ""),
    )


def split_readings(why: str) -> tuple[str, ...]:
    """Split the explanation of a contested label into its two cases, where it has two.

    Such an explanation reads ``"It could be people: … It could be nobody named: …"``.
    """
    parts = re.split(r"(?<=[.!?”]) (?=It could )", why)
    return tuple(part.strip() for part in parts)
