"""A question as every quiz bank has it: HTML for stem and options, and what is said to each."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from healthclaims.core.html import Html, join, tag
from healthclaims.core.html_tree import html_of, tree_of
from healthclaims.quiz_bank.selection import Chosen
from healthclaims.widgets.printed import printed_reason, printed_stem

# The two that XML cannot hold and HTML can; all others are replaced in core/html.py.
_NO_CHARACTERS = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


@dataclass(frozen=True)
class ItemOption:
    """One answer: whether it is right, its text, and what is said to somebody who chooses it."""

    is_right: bool
    text: Html
    feedback: Html


@dataclass(frozen=True)
class Item:
    """A question of one right answer; all of its words are HTML on one line.

    Parameters
    ----------
    name : str
        The question's id.
    where : str
        The lesson or assignment that asks it.
    tags : tuple of str
        Lesson or assignment, text, question type.
    stem, reason : Html
        What is asked and about what; what is said to everybody after the answer.
    options : tuple of ItemOption
        In the kit's order.
    """

    name: str
    where: str
    tags: tuple[str, ...]
    stem: Html
    options: tuple[ItemOption, ...]
    reason: Html


def item_of(chosen: Chosen) -> Item:
    """Make the item of a question."""
    asked = chosen.question
    options = (
        ItemOption(
            option.value == asked.key,
            _plain(tag("p", option.text)),
            _plain(join(tag("p", text) for text in (option.line, option.mistake) if text)),
        )
        for option in asked.options
    )
    return Item(
        asked.id,
        chosen.where,
        (chosen.where, chosen.article, asked.axis),
        _plain(printed_stem(asked)),
        tuple(options),
        _plain(printed_reason(asked)),
    )


def _plain(html: Html) -> Html:
    """Keep to what every format knows: no `mark`, no bare words in a quotation, all on one line.

    GIFT and text2qti read a text by lines, and QTI 2.1 allows only blocks in a quotation.
    """
    whole = tree_of(Html(html.translate(_NO_CHARACTERS)))
    for marked in whole.iter("mark"):
        marked.tag = "strong"
    for quotation in whole.iter("blockquote"):
        words = ET.Element("p")
        words.text, words[:] = quotation.text, list(quotation)
        quotation.text, quotation[:] = None, [words]
    return Html(" ").join(html_of(whole).splitlines())
