"""Makes questions about two texts side by side: contrasting pairs, and a heading with its text."""

from __future__ import annotations

from healthclaims.content.articles import load_article
from healthclaims.content.codebook import PURPOSE, Axis, load_codebook
from healthclaims.content.headlines import HEADLINE_ANSWERS, Headline
from healthclaims.content.pairs import Pair, Side
from healthclaims.core.problems import UnknownNameError
from healthclaims.questions.question import PAIR, Passage, Question, keyed_options, lower_first

HEADLINE = "headline_vs_body"
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


def pair_question(pair: Pair, axis: Axis) -> Question:
    """Make the question about both sides of a contrasting pair."""
    sides = (pair.a, pair.b)
    judged = [side.judgements.get(axis.name) for side in sides]
    if any(found is None or "|" in found.label for found in judged):
        message = f"Pair {pair.id} is not asked about {axis.name}: {axis.short}"
        raise UnknownNameError(message)
    labels = [side.judgements[axis.name].label for side in sides]
    # Ask about version A's label in every other pair, so that position gives nothing away.
    asked = labels[(sum(map(ord, pair.id)) + 1) % 2]
    decisive = sides[labels.index(asked)].judgements[axis.name]
    key = "no_difference" if labels[0] == labels[1] else "ab"[labels.index(asked)]
    passages = tuple(_side_passage(side, axis) for side in sides)
    shown = {"a": "Version A", "b": "Version B", "no_difference": "No difference here"}
    answer = {
        "a": "version A",
        "b": "version B",
        "no_difference": "the change makes no difference to this",
    }[key]
    options = keyed_options(
        shown.items(),
        key,
        f"Right: {answer}.",
        f"Not yet. The answer: {answer}.",
        lambda chosen: _pair_mistake(chosen, key, labels, axis),
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
        # One thing to look for: what decides in the version that is asked for.
        rule=load_codebook().rules[decisive.rule].name,
        why=_pair_why(pair, axis),
        may_return=not pair.is_about_amounts,
    )


def _pair_why(pair: Pair, axis: Axis) -> tuple[str, ...]:
    """Explain both answers; where they are the same, side a does so for both."""
    a, b = (side.judgements[axis.name] for side in (pair.a, pair.b))
    if a.label == b.label:
        return (a.why,)
    return tuple(
        f"{name} ({lower_first(axis[judged.label].shown)}): {judged.why}"
        for name, judged in (("A", a), ("B", b))
    )


def _side_passage(side: Side, axis: Axis) -> Passage:
    cue = side.judgements[axis.name].cue
    return Passage(side.name.upper(), "", "", side.text, cue, side.card.lines())


def _pair_mistake(chosen: str, key: str, labels: list[str], axis: Axis) -> str:
    if key == "no_difference":
        shown = lower_first(axis[labels[0]].shown)
        return (
            "The changed words matter for another question. "
            f"On this one both versions are the same: {shown}."
        )
    if chosen == "no_difference":
        return "Look only at the words that changed. Do they touch this question?"
    return ""


def headline_question(headline: Headline) -> Question:
    """Make the question whether a heading sounds surer than a sentence below it."""
    article = load_article(headline.article)
    heading, body = article.unit(headline.heading), article.unit(headline.body)
    words = lower_first(HEADLINE_ANSWERS[headline.key])
    options = keyed_options(
        HEADLINE_ANSWERS.items(),
        headline.key,
        f"Right: {words}.",
        f"Not yet. Here {words}.",
        lambda chosen: _headline_mistake(chosen, headline.key),
    )
    return Question(
        id=headline.id,
        kind=PAIR,
        axis=HEADLINE,
        prompt="Which sounds surer of an effect, the heading or the sentence below it?",
        passages=(
            Passage("Heading", "", "", heading.text, "", ()),
            Passage("Sentence", "", "", article.shown_text(body), "", ()),
        ),
        source=article.described,
        card_open=False,
        options=options,
        key=headline.key,
        rule="Which of the two promises more, or says it more surely?",
        why=(headline.why,),
        may_return=True,
    )


def _headline_mistake(chosen: str, key: str) -> str:
    """Point to where to look, by what was chosen and what would have been right."""
    named = {"heading_goes_further": ("heading", "sentence")}
    if key == "same":
        first, second = named.get(chosen, ("sentence", "heading"))
        return f"Look for what the {first} says more surely than the {second}: there is nothing."
    more, _ = named.get(key, ("sentence", "heading"))
    lead = "They differ" if chosen == "same" else "It is the other way round"
    return f"{lead}: look for an effect that the {more} alone states, or states more surely."
