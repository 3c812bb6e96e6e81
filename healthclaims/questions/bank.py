"""Finds a question by its id, and makes those about articles, pairs and headlines."""

from __future__ import annotations

import functools
import re
import threading

from healthclaims.content.article import Annotation, Article, Unit, article_ids, load_article
from healthclaims.content.authored_questions import load_written
from healthclaims.content.codebook import (
    CERTAINTY,
    CONTESTED,
    EVIDENCE,
    FIT,
    PURPOSE,
    UNSCORED,
    Axis,
    load_codebook,
)
from healthclaims.content.headlines import HEADLINE_ANSWERS, Headline, load_headlines
from healthclaims.content.pairs import Pair, Side, load_pairs
from healthclaims.core.files import data_dir
from healthclaims.core.problems import UnknownNameError, expected
from healthclaims.questions.from_authored import written_question
from healthclaims.questions.from_own_text import own_question
from healthclaims.questions.question import (
    CHOICE,
    CONTESTED_KIND,
    DISCUSSED,
    NOT_YET,
    PAIR,
    RIGHT,
    Option,
    Passage,
    Question,
)

HEADLINE = "headline_vs_body"
WRITTEN = "written"
# A text can change beside the cell that asks about it: what was made before must not stay.
_MAKING = threading.RLock()
# What a pair question asks, by axis and label; the answers are version A, version B, no difference.
_PAIR_PROMPTS = {
    "people": "Which version says that **people** were studied?",
    "animals_or_cells": "Which version says that **animals or cells** were studied?",
    "not_stated": "Which version names **nobody** as studied?",
    "hedged": "Which version **leaves room for doubt** about the effect?",
    "firm": "Which version **sounds certain** of an effect?",
    "no_claim": "Which version makes **no claim** about what the product does?",
    "marketing": "Which version **pushes you** towards the product?",
    "guidance": "Which version **helps you act safely**?",
    "information": "Which version **just tells you** something?",
    "fits": "In which version does the wording **fit** the evidence it names?",
    "goes_further": "In which version does the wording **go further** than the evidence it names?",
    "undersells": "Which version says **less** than the evidence it names would allow?",
}
# Where a sentence tells how a study was set up and claims nothing yet, there is no "this" to show.
_SETUP_PROMPT = "Who or what does this sentence name as studied?"
_CONTESTED_PROMPT = "Careful readers disagree here. Which reading do you find stronger?"
_CONTESTED_LINE = "Both readings can be defended, so there is no mark. This is the case for each."


def question(question_id: str) -> Question:
    """Make the question with a given id; each one is made once a session.

    Parameters
    ----------
    question_id : str
        ``article/unit/axis``, ``pair/pair/axis``, ``article/heading+body/headline_vs_body`` or
        ``written/name/topic``.

    Returns
    -------
    Question
        The question.

    Raises
    ------
    KeyError
        If nothing in the data has this id; the message says which part is unknown.
    """
    with _MAKING:
        return _question(question_id, str(data_dir()))


@functools.lru_cache(maxsize=4096)
def _question(question_id: str, _data: str) -> Question:
    parts = question_id.split("/")
    if len(parts) != 3:
        message = (
            f"{question_id!r} is not a question id. "
            "Ids look like semax/u40/certainty or pair/e3/evidence."
        )
        raise UnknownNameError(message)
    head, middle, axis = parts
    if head == "pair":
        pairs = load_pairs()
        if middle not in pairs:
            message = f"There is no pair {middle!r}. {expected(middle, pairs, 'pairs')}"
            raise UnknownNameError(message)
        return _pair_question(pairs[middle], _axis(axis))
    if head == WRITTEN:
        written = load_written()
        if question_id not in written:
            message = (
                f"There is no written question {question_id!r}. "
                f"{expected(question_id, written, 'written questions')}"
            )
            raise UnknownNameError(message)
        return written_question(written[question_id])
    if axis == HEADLINE:
        headlines = load_headlines()
        if question_id not in headlines:
            message = f"There is no headline question {question_id!r}."
            raise UnknownNameError(message)
        return _headline_question(headlines[question_id])
    return question_about(load_article(head), middle, axis)


def question_about(article: Article, unit_id: str, axis: str) -> Question:
    """Make the question about one unit of an article, wherever the article comes from.

    Parameters
    ----------
    article : Article
        The article.
    unit_id : str
        For example ``"u40"``.
    axis : str
        ``evidence``, ``certainty``, ``purpose`` or ``fit``.

    Returns
    -------
    Question
        The question.

    Raises
    ------
    KeyError
        If there is no such unit or axis, or the unit is not asked about it.
    """
    unit = article.unit(unit_id)
    annotation = article.annotations.get((unit.id, _axis(axis).name))
    if annotation is None or annotation.status == UNSCORED:
        short = load_codebook().axes[axis].short
        message = f"{article.id}/{unit_id} is not asked about {axis}: {short}"
        raise UnknownNameError(message)
    if article.own:
        return own_question(article, unit, annotation)
    return _unit_question(article, unit, annotation)


def ask_again() -> None:
    """Forget the questions made so far, because a text has changed."""
    with _MAKING:
        _question.cache_clear()


def article_questions(article_id: str, axis: str) -> tuple[str, ...]:
    """List the ids of all questions that can be asked about an article.

    Parameters
    ----------
    article_id : str
        The article.
    axis : str
        ``evidence``, ``certainty``, ``purpose`` or ``fit``.

    Returns
    -------
    tuple of str
        In reading order; contested ones included, unscored ones not.
    """
    article = load_article(article_id)
    return tuple(
        f"{article_id}/{unit.id}/{axis}"
        for unit in article.units
        if (found := article.annotations.get((unit.id, axis))) and found.status != UNSCORED
    )


def all_questions() -> tuple[str, ...]:
    """List the ids of all questions in the kit's own data.

    Returns
    -------
    tuple of str
        Articles first, then pairs, headlines and written questions.
    """
    own = {path.parent.name for path in (data_dir() / "articles").glob("*/source.toml")}
    axes = load_codebook().axes
    ids = [
        found
        for article in article_ids()
        if article in own
        for axis in axes
        for found in article_questions(article, axis)
    ]
    ids += [
        f"pair/{pair.id}/{axis}"
        for pair in load_pairs().values()
        for axis in ((FIT,) if pair.axis == FIT else (EVIDENCE, CERTAINTY, PURPOSE))
        if axis in pair.a.judgements and axis in pair.b.judgements
    ]
    return (*ids, *load_headlines(), *load_written())


def _axis(name: str) -> Axis:
    axes = load_codebook().axes
    if name not in axes:
        message = f"There is no question type {name!r}. {expected(name, axes, 'types')}"
        raise UnknownNameError(message)
    return axes[name]


def _unit_question(article: Article, unit: Unit, annotation: Annotation) -> Question:
    axis = load_codebook().axes[annotation.axis]
    contested = annotation.status == CONTESTED
    heading, before = article.context(unit)
    masked = unit.id in article.amounts_or_routes
    text = article.shown_text(unit)
    cue = annotation.cue if annotation.cue in text else ""
    certainty = article.annotations[unit.id, CERTAINTY]
    is_setup = annotation.axis == EVIDENCE and certainty.label == "no_claim"
    prompt = _SETUP_PROMPT if is_setup else axis.question
    return Question(
        id=f"{article.id}/{unit.id}/{axis.name}",
        kind=CONTESTED_KIND if contested else CHOICE,
        axis=axis.name,
        prompt=f"{prompt} {_CONTESTED_PROMPT}" if contested else prompt,
        passages=(Passage("", heading, before, text, cue, article.card.lines()),),
        source=article.described,
        card_open=annotation.axis == PURPOSE,
        options=(
            _contested_options(axis, annotation.label)
            if contested
            else _choice_options(axis, annotation.label, cue)
        ),
        key="" if contested else annotation.label,
        rule=load_codebook().rules[annotation.rule].name,
        why=split_readings(annotation.why) if contested else (annotation.why,),
        may_return=not contested and not masked,
    )


def _choice_options(axis: Axis, key: str, cue: str) -> tuple[Option, ...]:
    right = axis[key].shown
    words = f" The deciding words: “{cue}”." if cue and len(cue.split()) <= 10 else ""
    options = []
    for label in axis.labels:
        if label.name == key:
            line, mistake = f"Right: {_lower(right)}.{words}", ""
        else:
            line = f"Not yet. Here it is: {_lower(right)}.{words}"
            mistake = axis.mistakes[key, label.name]
        verdict = RIGHT if label.name == key else NOT_YET
        options.append(Option(label.name, label.shown, verdict, line, mistake))
    return tuple(options)


def _contested_options(axis: Axis, label: str) -> tuple[Option, ...]:
    first, second = load_codebook().readings(axis.name, label)
    return (
        Option(first.name, first.shown, DISCUSSED, _CONTESTED_LINE, ""),
        Option(second.name, second.shown, DISCUSSED, _CONTESTED_LINE, ""),
        Option("differently", "I see it differently", DISCUSSED, _CONTESTED_LINE, ""),
    )


def split_readings(why: str) -> tuple[str, ...]:
    """Split the explanation of a contested label into its two cases, where it has two.

    Parameters
    ----------
    why : str
        For example ``"For people: … For nobody named: …"``.

    Returns
    -------
    tuple of str
        One or two paragraphs.
    """
    parts = re.split(r"(?<=[.!?”]) (?=For [a-z ]+: )", why)
    return tuple(part.strip() for part in parts)


def _pair_question(pair: Pair, axis: Axis) -> Question:
    sides = (pair.a, pair.b)
    judged = [side.judgements.get(axis.name) for side in sides]
    if any(found is None or "|" in found.label for found in judged):
        message = f"Pair {pair.id} is not asked about {axis.name}: {axis.short}"
        raise UnknownNameError(message)
    labels = [side.judgements[axis.name].label for side in sides]
    # Ask about version A's label in every other pair, so that position gives nothing away.
    asked = labels[(sum(map(ord, pair.id)) + 1) % 2]
    key = "no_difference" if labels[0] == labels[1] else "ab"[labels.index(asked)]
    passages = tuple(_side_passage(side, axis) for side in sides)
    shown = {"a": "Version A", "b": "Version B", "no_difference": "No difference here"}
    answer = {
        "a": "version A",
        "b": "version B",
        "no_difference": "the change makes no difference to this",
    }[key]
    options = tuple(
        Option(
            value,
            text,
            RIGHT if value == key else NOT_YET,
            f"Right: {answer}." if value == key else f"Not yet. It is: {answer}.",
            "" if value == key else _pair_mistake(value, key, labels, axis),
        )
        for value, text in shown.items()
    )
    return Question(
        id=f"pair/{pair.id}/{axis.name}",
        kind=PAIR,
        axis=axis.name,
        prompt=_PAIR_PROMPTS[asked].replace("**", ""),
        passages=passages,
        source="two versions of an invented text",
        card_open=axis.name == PURPOSE,
        options=options,
        key=key,
        rule=" / ".join(
            dict.fromkeys(
                load_codebook().rules[side.judgements[axis.name].rule].name for side in sides
            )
        ),
        why=tuple(
            f"{side.name.upper()} ({_lower(axis[side.judgements[axis.name].label].shown)}): "
            f"{side.judgements[axis.name].why}"
            for side in sides
        ),
        may_return=not pair.is_about_amounts,
    )


def _side_passage(side: Side, axis: Axis) -> Passage:
    cue = side.judgements[axis.name].cue
    return Passage(side.name.upper(), "", "", side.text, cue, side.card.lines())


def _pair_mistake(chosen: str, key: str, labels: list[str], axis: Axis) -> str:
    if key == "no_difference":
        shown = _lower(axis[labels[0]].shown)
        return (
            "The changed words matter for another question. "
            f"On this one both versions are the same: {shown}."
        )
    if chosen == "no_difference":
        return "Look only at the words that changed. Do they touch this question?"
    return "It is the other one. Say aloud what the changed words add or take away."


def _headline_question(headline: Headline) -> Question:
    article = load_article(headline.article)
    heading, body = article.unit(headline.heading), article.unit(headline.body)
    words = {
        "heading_goes_further": "the heading goes further",
        "same": "they go equally far",
        "body_goes_further": "the sentence goes further",
    }[headline.key]
    options = tuple(
        Option(
            value,
            text,
            RIGHT if value == headline.key else NOT_YET,
            f"Right: {words}." if value == headline.key else f"Not yet. Here {words}.",
            "" if value == headline.key else _headline_mistake(value, headline.key),
        )
        for value, text in HEADLINE_ANSWERS.items()
    )
    return Question(
        id=headline.id,
        kind=PAIR,
        axis=HEADLINE,
        prompt="Does the heading promise more than the sentence below it?",
        passages=(
            Passage("Heading", "", "", heading.text, "", ()),
            Passage("Sentence", "", "", article.shown_text(body), "", ()),
        ),
        source=article.described,
        card_open=False,
        options=options,
        key=headline.key,
        rule="Heading and text, side by side",
        why=(headline.why,),
        may_return=True,
    )


def _headline_mistake(chosen: str, key: str) -> str:
    """Say where to look, by what was chosen and what would have been right."""
    named = {"heading_goes_further": ("heading", "sentence")}
    if key == "same":
        first, second = named.get(chosen, ("sentence", "heading"))
        return f"Look for what the {first} says more surely than the {second}: there is nothing."
    more, _ = named.get(key, ("sentence", "heading"))
    lead = "They differ" if chosen == "same" else "It is the other way round"
    return f"{lead}: look for what the {more} alone promises, or says more surely."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
