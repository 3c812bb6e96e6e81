"""How the page speaks of what marks are compared with, where that is the highlighter."""

from __future__ import annotations

from collections.abc import Mapping

NOT_A_KEY = (
    "The highlighter is a set of word rules. It does not understand what it reads, and passes over "
    "what is said in words that are not on its lists. "
    "Where you differ, you may be right. Where you agree, you may both be wrong."
)
SUGGESTION_WORDS: Mapping[str, str] = {
    "compare": "Compare with the highlighter",
    "hide": "Hide the highlighter",
    "filter": "only where the highlighter differs",
    "same": "as suggested",
    "differs": "suggested otherwise",
    "open": "two readings suggested",
    "none": "it cannot tell",
    "openCount": "where it suggests two readings",
    "noneCount": "it cannot tell",
    "nothing": "Mark a few sentences first; then compare.",
    "unmarked": "Mark this sentence first; then you see what the highlighter suggests.",
    "notAsked": "The highlighter says nothing here.",
    "one": "The highlighter",
    "two": "The highlighter suggests two readings",
    "closing": NOT_A_KEY,
}
