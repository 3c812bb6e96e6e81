"""What the two pictures of lesson 08 say: each sentence once, for Python and for the page.

The printed copy needs no page, and an exported page needs no Python. So both count, and the page
gets these sentences with what it is sent. In a sentence, ``{people}`` stands for a value, and
``{people:is|are}`` for the word that fits it: the first for 1, else the second.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PEOPLE = 1000
# In the order in which they are shown. Of the cases that hold, the most special one is said.
WAYS: tuple[Mapping[str, str], ...] = (
    {
        "heading": "As an advert may say it",
        "same": "No difference.",
        "from_nobody": "Cannot be said: nobody got it without the product.",
        "fewer": "“Cuts the risk by {share}!”",
        "more": "“Raises the risk by {share}!”",
    },
    {
        "heading": "In whole people",
        "same": "The same number: {without} of {all}, with and without.",
        "fewer": "{people} fewer of {all}: {with_product} of {all} instead of {without} of {all}.",
        "more": "{people} more of {all}: {with_product} of {all} instead of {without} of {all}.",
    },
    {
        "heading": f"Of {PEOPLE:,} people who use it, on balance (nobody can tell who)",
        "same": "{people} {people:is|are} spared, {both} {both:gets|get} it all the same, "
        "{neither} would not have got it anyway.",
        "fewer": "{people} {people:is|are} spared, {both} {both:gets|get} it all the same, "
        "{neither} would not have got it anyway.",
        "more": "{people} {people:gets|get} it who would not have, {both} would have got it "
        "anyway, {neither} do not get it.",
    },
    {
        "heading": "For one person",
        "same": "However many use it, as many get it as without.",
        "fewer_by_all": "Everybody who uses it is spared.",
        "more_by_all": "Everybody who uses it gets it.",
        "fewer": "On average, one in about {needed} people who use it for a year is spared.",
        "more": "On average, of about {needed} people who use it for a year, one more gets it.",
    },
)
SHARES: Mapping[str, str] = {
    "tiny": "less than 1%",
    "nearly_all": "more than 99%",
    "rounded": "{percent}%",
}
STUDIES_SAY: Mapping[str, str] = {
    "found": "{studies} studies with {size} people in each group: {striking} looked striking.",
    "none": "none",
    "nothing_published": "Only striking results are published, so nothing is published at all.",
    "all_show": "All together they show {shown} on average; the truth is {truth}.",
    "published_shows": "What is published shows {shown} on average; the truth is {truth}.",
    "luck": "There is no effect at all: this is luck, picked out.",
    "fair": "That hardly exaggerates.",
    "exaggerated": "That is {times} times the truth.",
    "same": "no difference",
    "more": "{people} more of 100",
    "fewer": "{people} fewer of 100",
}
_SLOT = re.compile(r"\{(\w+)(?::(\w+)\|(\w+))?\}")


def fill(sentence: str, values: Mapping[str, int | str]) -> str:
    """Put values into a sentence, numbers with a comma at the thousands."""

    def word(slot: re.Match[str]) -> str:
        name, one, several = slot.groups()
        value = values[name]
        if one:
            return str(one if value == 1 else several)
        return f"{value:,}" if isinstance(value, int) else value

    return _SLOT.sub(word, sentence)
