"""Printed copies: what a widget shows before it is run, on paper, and to CI."""

from __future__ import annotations

from collections.abc import Iterable

from healthclaims.core.html import Html, join, mark, tag
from healthclaims.questions.question import OWN_KIND, RIGHT, Passage, Question, look_for
from healthclaims.widgets.start import PRESS

PRINTED_COPY = "Printed copy"
ANSWER_AND_WHY = "Answer and why"
AFTER_YOUR_GUESS = "What there is to see: open it after your guess"
# In place of questions, in a quiz that asks only what comes back, on a day when nothing does.
NOTHING_TO_ASK = (
    "Nothing of yours comes back today. Questions that you miss come back here from the next day "
    "on."
)


def printed_head(to_do: str) -> Html:
    """Render the line above a printed copy: what to press to `to_do`."""
    return tag("p", tag("strong", f"{PRINTED_COPY}: to {to_do}, {PRESS}."))


def printed_quiz(title: str, questions: Iterable[Question], *, with_answers: bool) -> Html:
    """Render a quiz as a list of questions, each answer behind a fold; without any, say so.

    Checks and assignments print no answer: for them `with_answers` is False.
    """
    questions = tuple(questions)
    if not questions:
        return tag("div", tag("p", tag("strong", title)), tag("p", NOTHING_TO_ASK))
    items = (tag("li", _printed_question(question, with_answers)) for question in questions)
    return tag(
        "div",
        printed_head("start the quiz"),
        tag("p", title),
        tag("ol", join(items)),
    )


def printed_stem(question: Question) -> Html:
    """Render what is asked and what it is asked about, without the answers to choose from."""
    parts = [tag("p", tag("em", question.origin))]
    parts += [_printed_passage(passage, question.card_open) for passage in question.passages]
    parts.append(tag("p", tag("strong", question.prompt)))
    return join(parts)


def _printed_question(question: Question, with_answers: bool) -> Html:
    parts = [printed_stem(question)]
    parts.append(tag("ul", join(tag("li", option.text) for option in question.options)))
    if with_answers:
        parts.append(printed_answer(question))
    return join(parts)


def _printed_passage(passage: Passage, with_card: bool) -> Html:
    label = f"{passage.label}: " if passage.label else ""
    heading = tag("p", f"Heading: {passage.heading}") if passage.heading else Html("")
    before = f"{passage.before} " if passage.before else ""
    card = printed_card(passage.card) if with_card and passage.card else Html("")
    quote = tag("blockquote", label, before, tag("strong", passage.text))
    return join((heading, quote, card))


def printed_card(lines: Iterable[tuple[str, str]]) -> Html:
    """Render a source card, given as headings and texts, as a list."""
    return tag("ul", join(tag("li", tag("strong", _lead(name)), text) for name, text in lines))


def _lead(name: str) -> str:
    return f"{name} " if name.endswith("?") else f"{name}: "


def _without_verdict(line: str) -> str:
    """Take the verdict off a line: nobody has answered yet."""
    return line.removeprefix("Right: ").removeprefix("Right. ")


def printed_answer(question: Question) -> Html:
    """Render the answer to a question behind a fold."""
    right = [option for option in question.options if option.verdict == RIGHT]
    first = _without_verdict(right[0].line) if right else question.options[0].line
    if question.kind == OWN_KIND:  # the line for somebody who differs tells what the maker says
        first = next(option.line for option in question.options if option.verdict != RIGHT)
    return tag(
        "details",
        tag("summary", ANSWER_AND_WHY),
        tag("p", tag("strong", first[:1].upper() + first[1:])),
        printed_reason(question),
    )


def printed_reason(question: Question) -> Html:
    """Render the deciding words, why the answer is as it is, and what to look for."""
    marked = (
        tag("p", mark(passage.text, passage.cue)) for passage in question.passages if passage.cue
    )
    why = (tag("p", text) for text in question.why)
    return join((*marked, *why, tag("p", look_for(question.rule))))


def question_text(asked: Question) -> str:
    """Return a question as plain text, with what to type for each answer and nothing of the key."""
    lines = [asked.id, asked.origin]
    for passage in asked.passages:
        if passage.heading:
            lines.append(f"Heading: {passage.heading}")
        name = f"{passage.label}: " if passage.label else ""
        before = f"({passage.before}) " if passage.before else ""
        lines.append(f"{name}{before}{passage.text}")
        if asked.card_open:
            lines += [f"    {_lead(head)}{text}" for head, text in passage.card]
    lines.append(asked.prompt)
    lines += [f"  {option.value!r}: {option.text}" for option in asked.options]
    return "\n".join(lines)


def feedback_text(question: Question, choice: str) -> str:
    """Return the feedback to an answer as plain text, for the route without a mouse.

    Raises
    ------
    ValueError
        If the question has no such answer.
    """
    option = question.option(choice)
    cues = [f"The deciding words: “{passage.cue}”." for passage in question.passages if passage.cue]
    lines = [option.line, *(cues if len(cues) == 1 else []), *question.why]
    if option.mistake and not question.hint:  # a hint has said it already
        lines.append(option.mistake)
    lines.append(look_for(question.rule))
    return "\n".join(lines)


def hint_text(question: Question, choice: str) -> str:
    """Return what is said to a first miss as plain text; an unknown answer raises `ValueError`."""
    lines = [question.hint, question.option(choice).mistake, "Now answer once more."]
    return "\n".join(line for line in lines if line)
