"""Makes questions out of those an author has written out."""

from __future__ import annotations

from healthclaims.content.authored_questions import Written
from healthclaims.questions.question import CHOICE, NOT_YET, RIGHT, Option, Passage, Question


def written_question(written: Written) -> Question:
    """Make the question a learner meets.

    Parameters
    ----------
    written : Written
        As the author wrote it.

    Returns
    -------
    Question
        With feedback to every answer.
    """
    quoted = written.quoted()
    if quoted:
        article, unit = quoted
        heading, before = article.context(unit)
        text, source = article.shown_text(unit), article.described
        card = article.card.lines()
        masked = unit.id in article.amounts_or_routes
    else:
        heading, before, text, source = written.heading, "", written.text, written.source
        card, masked = (), False
    right = next(answer.text for answer in written.answers if answer.value == written.key)
    options = tuple(
        Option(answer.value, answer.text, RIGHT, f"Right. {_sentence(right)}", "")
        if answer.value == written.key
        else Option(
            answer.value,
            answer.text,
            NOT_YET,
            f"Not yet. A better answer: {_sentence(right)}",
            answer.mistake,
        )
        for answer in written.answers
    )
    return Question(
        id=written.id,
        kind=CHOICE,
        axis=written.topic,
        prompt=written.prompt,
        passages=(Passage("", heading, before, text, "", card),),
        source=source,
        card_open=False,
        options=options,
        key=written.key,
        rule=written.rule,
        why=(written.why,),
        may_return=not masked,
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
