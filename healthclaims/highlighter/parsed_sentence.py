"""A sentence with all that was found in it: what the three questions are asked of."""

from __future__ import annotations

from dataclasses import dataclass, field

from healthclaims.highlighter.finder import Hit, Words
from healthclaims.highlighter.patterns import word_set

MAIN, SIDE, REASON, IF, OPEN = "main", "side", "reason", "if", "open"
ADVERBS = word_set("""not also even soon still now ever just only really perhaps maybe then thus""")
_QUOTES = frozenset("\"“”‘’'«»„")


@dataclass
class Clause:
    """A stretch of a sentence.

    Parameters
    ----------
    kind : str
        ``main``, ``side`` (a remark), ``reason``, ``if`` (a condition or a time) or ``open``
        (after *whether*).
    parent : int
        Number of the clause that goes on after it.
    begins_apart : bool
        True if it stands at the beginning or after a comma, so that the next comma ends it.
    start : int
        Its first word.
    """

    kind: str
    parent: int
    begins_apart: bool
    start: int


@dataclass(frozen=True)
class Effect:
    """Words that say that something happens to a body or mind.

    Parameters
    ----------
    hit : Hit
        The words.
    is_main : bool
        True if they are the verb of a main clause, False in a side remark or a reason.
    """

    hit: Hit
    is_main: bool


@dataclass(frozen=True)
class Decision:
    """An answer to one question about one sentence.

    Parameters
    ----------
    label : str
        A label, ``"a|b"`` where it is left open, empty for "cannot tell".
    reason : str
        One plain sentence.
    hit : Hit, optional
        The deciding words.
    """

    label: str
    reason: str
    hit: Hit | None = None


@dataclass
class ParsedSentence:
    """A sentence with its hits and clauses, shared by the three questions.

    Parameters
    ----------
    words : Words
        The sentence.
    hits : list of Hit
        Entries of the table that were found.
    is_heading : bool
        True for a title or heading.
    clauses : list of Clause
        In order of their beginning.
    clause_of : list of int
        For each word the number of its clause.
    by_rule : dict of str to list of Hit
        The hits, sorted by rule.
    bases : frozenset of str
        First forms of the verbs of effect.
    effects : list of Effect
        What the sentence says to happen; filled in by `effects`.
    """

    words: Words
    hits: list[Hit]
    is_heading: bool = False
    clauses: list[Clause] = field(default_factory=list)
    clause_of: list[int] = field(default_factory=list)
    by_rule: dict[str, list[Hit]] = field(default_factory=dict)
    bases: frozenset[str] = frozenset()
    effects: list[Effect] = field(default_factory=list)

    def of(self, *rules: str) -> list[Hit]:
        """Return the hits of some rules, in order of the text."""
        known = [self.by_rule[rule] for rule in rules if rule in self.by_rule]
        if len(known) < 2:
            return known[0] if known else []
        return sorted((hit for hits in known for hit in hits), key=lambda hit: hit.first)

    def quote(self, hit: Hit) -> str:
        """Return the words of a hit as they stand in the text."""
        return self.words.quote(hit.first, hit.last)

    def explain(self, hit: Hit) -> str:
        """Return the reason of a hit's rule, with its words."""
        return hit.rule.explain(self.quote(hit))

    def kind_at(self, place: int) -> str:
        """Return the kind of the clause that a word stands in."""
        return self.clauses[self.clause_of[place]].kind

    def before(self, place: int) -> str:
        """Return the word before a place, or an empty text."""
        return self.words.plain[place - 1] if place > 0 else ""

    def after(self, place: int) -> str:
        """Return the word at a place, or an empty text behind the end."""
        return self.words.plain[place] if place < len(self.words) else ""

    def is_quoted_word(self, hit: Hit) -> bool:
        """Return whether nothing but these words stands between two quotation marks."""
        raw = self.words.raw
        return bool(
            hit.first > 0
            and hit.last < len(raw)
            and raw[hit.first - 1] in _QUOTES
            and raw[hit.last] in _QUOTES
        )

    def is_quoted_scrap(self, hit: Hit) -> bool:
        """Return whether they open a scrap of at most three words in quotation marks."""
        raw = self.words.raw
        if hit.first == 0 or raw[hit.first - 1] not in _QUOTES:
            return False
        ends = range(hit.last, min(len(raw), hit.first + _SCRAP + 1))
        end = next((place for place in ends if raw[place] in _QUOTES), None)
        return end is not None and _STOPS.isdisjoint(raw[hit.first : end])

    def begins_clause(self, place: int) -> bool:
        """Return whether a word stands where an order would begin."""
        plain = self.words.plain
        back = place - 1
        while back >= 0 and (plain[back] in _BEFORE_ORDER or plain[back] in _QUOTES):
            back -= 1
        return back < 0 or plain[back] in _STOPS


_SCRAP = 3
_BEFORE_ORDER = word_set("please always and or but so then just also first only")
_STOPS = frozenset(",;:.!?()[]—–-•*·")
